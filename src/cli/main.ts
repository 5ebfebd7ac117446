import { type Arguments, parseArguments, USAGE, UsageError } from './arguments.ts'
import { VERSION } from './version.ts'

/** Runs a command; resolves with the exit code. Commands are loaded when they are asked for. */
async function main(args: readonly string[]): Promise<number> {
  let parsed: Arguments
  try {
    parsed = parseArguments(args)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`gregor: ${error.message}\n`)
    return 2
  }
  switch (parsed.command) {
    case 'help':
      process.stdout.write(USAGE)
      return 0
    case 'version':
      process.stdout.write(`gregor ${VERSION}\n`)
      return 0
    case 'protocol': {
      const { runProtocolCommand } = await import('./protocol.ts')
      return await runProtocolCommand(parsed.rest, process.stdin, process.stdout)
    }
    case 'start': {
      if (parsed.nodes > 1) {
        const { startCluster } = await import('./start-cluster.ts')
        return await startCluster(parsed)
      }
      const { start } = await import('./start.ts')
      return await start(parsed)
    }
  }
}

main(process.argv.slice(2)).then(
  code => {
    // Not process.exit: what was written to a pipe may still be on its way.
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`gregor: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 1
  },
)
