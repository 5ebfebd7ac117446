import { randomBytes } from 'node:crypto'
import { runTool } from '../apache-kafka/tool.ts'
import type { ReadRecord, TestClient } from './client.ts'

/** Runs one of Java's tools against a broker; throws with its output unless it ends with 0. */
export async function javaTool(
  tool: string,
  args: readonly string[],
  input: Uint8Array | null = null,
  timeoutMs = 60_000,
): Promise<string> {
  const { status, stdout, stderr } = await runTool(tool, args, input, timeoutMs)
  if (status !== 0)
    throw new Error(
      `${tool} ${args.join(' ').slice(0, 200)}: exit ${status}\n${stdout.toString().slice(-1500)}${stderr.slice(-1500)}`,
    )
  return stdout.toString()
}

/** Splits at every occurrence of a delimiter that ends each part. */
function splitAt(out: Buffer, delimiter: string): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = out.indexOf(delimiter, at)
    if (end < 0) return parts
    parts.push(out.subarray(at, end))
    at = end + delimiter.length
  }
}

/**
 * Java's console producer and consumer. The producer takes one line a record, as text; the consumer prints
 * bytes as they are.
 */
export const javaTestClient: TestClient = {
  name: 'java',
  lacks: new Set(['headers', 'line breaks', 'binary']),

  async produce(bootstrap, topic, records, codec) {
    const between = randomBytes(12).toString('hex')
    const nothing = randomBytes(12).toString('hex')
    const lines = records.map(({ key, value }) => `${key ?? nothing}${between}${value ?? nothing}\n`).join('')
    const reader = ['parse.key=true', `key.separator=${between}`, `null.marker=${nothing}`].flatMap(p => [
      '--reader-property',
      p,
    ])
    const args = ['--bootstrap-server', bootstrap, '--topic', topic, '--compression-codec', codec, ...reader]
    await javaTool('ConsoleProducer', [...args, '--command-property', 'acks=all'], Buffer.from(lines))
  },

  async consume(bootstrap, topic, count, timeoutMs = 60_000) {
    if (count === 0) return []
    const between = randomBytes(12).toString('hex')
    const after = randomBytes(12).toString('hex')
    const nothing = randomBytes(12).toString('hex')
    const format = [
      'print.partition=true',
      'print.offset=true',
      'print.key=true',
      `key.separator=${between}`,
      `line.separator=${after}`,
      `null.literal=${nothing}`,
    ].flatMap(property => ['--formatter-property', property])
    const args = [
      '--bootstrap-server',
      bootstrap,
      '--topic',
      topic,
      '--from-beginning',
      '--max-messages',
      String(count),
    ]
    const result = await runTool('ConsoleConsumer', [...args, '--timeout-ms', '20000', ...format], null, timeoutMs)
    const parts = splitAt(result.stdout, after)
    if (parts.length !== count)
      throw new Error(`the console consumer read ${parts.length} of ${count} records\n${result.stderr.slice(-1500)}`)
    return parts.map((part): ReadRecord => {
      const fields: Buffer[] = []
      let rest = part
      for (let i = 0; i < 3; i++) {
        const end = rest.indexOf(between)
        fields.push(rest.subarray(0, end))
        rest = rest.subarray(end + between.length)
      }
      const [partition, offset, key] = fields
      const orNull = (bytes: Buffer): Buffer | null => (bytes.equals(Buffer.from(nothing)) ? null : bytes)
      const number = (bytes: Buffer): number => Number(bytes.toString().replace(/^\w+:/, ''))
      return { partition: number(partition!), offset: number(offset!), key: orNull(key!), value: orNull(rest) }
    })
  },
}
