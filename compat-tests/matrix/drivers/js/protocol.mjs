/**
 * The driver protocol for JavaScript: requests as JSON lines on stdin, answers and events as JSON lines on stdout, bytes
 * in base64. `operations` maps the name of an operation to an async function of its parameters.
 */
import { createInterface } from 'node:readline'

export const say = message => process.stdout.write(`${JSON.stringify(message)}\n`)
export const base64 = bytes => (bytes === null || bytes === undefined ? null : Buffer.from(bytes).toString('base64'))
export const bytesOf = text => (text === null || text === undefined ? null : Buffer.from(text, 'base64'))
export const sleep = ms => new Promise(done => setTimeout(done, ms))

/** `codeOf` finds the error code of the Kafka protocol in what the client throws; null when there is none. */
export function serve({ version, lacks, operations, codeOf }) {
  say({ hello: { version, lacks } })
  const lines = createInterface({ input: process.stdin })
  lines.on('line', async line => {
    const { id, op, ...params } = JSON.parse(line)
    try {
      const operation = operations[op]
      if (operation === undefined) throw new Error(`the driver does not know ${op}`)
      say({ id, ok: (await operation(params)) ?? {} })
    } catch (error) {
      say({ id, error: { code: codeOf(error), message: String(error?.message ?? error) } })
    }
  })
  lines.on('close', () => process.exit(0))
}

// A client that throws into the void must not take the driver with it: the scenario sees what is missing.
process.on('unhandledRejection', error => process.stderr.write(`${error?.stack ?? error}\n`))
process.on('uncaughtException', error => process.stderr.write(`${error?.stack ?? error}\n`))
