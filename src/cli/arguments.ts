import { nearestKey } from '../server/config/nearest-key.ts'

export interface StartArguments {
  readonly command: 'start'
  /** The properties file. */
  readonly file: string | null
  readonly overrides: readonly string[]
  readonly port: number | null
  readonly dataDir: string | null
  readonly memory: boolean
  readonly realistic: boolean
  readonly logLevel: LogLevelName
  /** What new storage is formatted with. */
  readonly clusterId: string | null
  /** How many nodes, one process each. */
  readonly nodes: number
}

export type LogLevelName = 'debug' | 'info' | 'warn' | 'error'

export type Arguments =
  | StartArguments
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  /** What follows `gregor protocol`, for that command to read. */
  | { readonly command: 'protocol'; readonly rest: readonly string[] }

/** What was typed makes no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const USAGE = `gregor, a Kafka broker

  gregor [start] [server.properties] [options]   start a broker; also makes its storage
  gregor protocol decode|encode                  Kafka messages between bytes and JSON, on standard input and output
  gregor --version | --help

Options of start
  --port N                 port of the client listener (default 9092; 0 for any free one)
  --data-dir DIR           where topics and metadata live (default ./gregor-data)
  --memory                 keep everything in memory; gone when the process ends
  --nodes N                a cluster of N nodes, one process each, on ports in a row from --port on
  --cluster-id ID          the cluster that new storage is made for (or CLUSTER_ID in the environment)
  --override KEY=VALUE     any key of Kafka's server.properties; may be given often
  --realistic              Kafka's own defaults where Gregor's are kinder to developers
  --log-level LEVEL        debug, info (default), warn, error

Weakest to strongest: defaults, server.properties, KAFKA_* environment variables (KAFKA_NUM_PARTITIONS
for num.partitions), --override, the other options.
`

const COMMANDS = ['start', 'protocol', 'help', 'version']
const LOG_LEVELS: readonly string[] = ['debug', 'info', 'warn', 'error']
const VALUE_FLAGS: readonly string[] = ['--port', '--data-dir', '--override', '--log-level', '--nodes', '--cluster-id']
const MAX_NODES = 100
const FLAGS = [...VALUE_FLAGS, '--memory', '--realistic', '--help', '--version']

/** `args` without the program itself. Throws UsageError. */
export function parseArguments(args: readonly string[]): Arguments {
  const [first] = args
  if (first === 'protocol') return { command: 'protocol', rest: args.slice(1) }
  if (first === 'help') return { command: 'help' }
  if (first === 'version') return { command: 'version' }
  return parseStart(first === 'start' ? args.slice(1) : args, first === 'start')
}

function parseStart(args: readonly string[], named: boolean): Arguments {
  let file: string | null = null
  let port: number | null = null
  let dataDir: string | null = null
  let memory = false
  let realistic = false
  let logLevel: LogLevelName = 'info'
  let clusterId: string | null = null
  let nodes = 1
  const overrides: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (!arg.startsWith('-')) {
      if (file !== null) throw new UsageError(`Only one properties file can be given, not both ${file} and ${arg}.`)
      file = checkFile(arg, named)
      continue
    }
    const equals = arg.indexOf('=')
    const flag = equals > 0 ? arg.slice(0, equals) : arg
    if (equals > 0 && FLAGS.includes(flag) && !VALUE_FLAGS.includes(flag))
      throw new UsageError(`${flag} takes no value.`)
    const value = (): string => {
      const given = equals > 0 ? arg.slice(equals + 1) : args[++i]
      if (given === undefined || given === '') throw new UsageError(`${flag} needs a value.`)
      return given
    }
    switch (flag) {
      case '--help':
      case '-h':
        return { command: 'help' }
      case '--version':
      case '-v':
        return { command: 'version' }
      case '--port':
        port = parsePort(value())
        break
      case '--data-dir':
        dataDir = value()
        break
      case '--cluster-id':
        clusterId = value()
        break
      case '--nodes':
        nodes = parseNodes(value())
        break
      case '--override':
        overrides.push(value())
        break
      case '--log-level': {
        const level = value()
        if (!LOG_LEVELS.includes(level))
          throw new UsageError(`--log-level must be one of ${LOG_LEVELS.join(', ')}, not "${level}".`)
        logLevel = level as LogLevelName
        break
      }
      case '--memory':
        memory = true
        break
      case '--realistic':
        realistic = true
        break
      default: {
        const near = nearestKey(flag, FLAGS)
        throw new UsageError(
          `There is no option ${flag}. ${near === null ? 'See gregor --help.' : `Did you mean ${near}?`}`,
        )
      }
    }
  }
  if (memory && dataDir !== null) throw new UsageError('Choose --memory or --data-dir, not both.')
  return { command: 'start', file, overrides, port, dataDir, memory, realistic, logLevel, clusterId, nodes }
}

function parseNodes(text: string): number {
  const nodes = Number(text)
  if (!/^\d+$/.test(text) || nodes < 1 || nodes > MAX_NODES)
    throw new UsageError(`--nodes must be a number between 1 and ${MAX_NODES}, not "${text}".`)
  return nodes
}

/** `gregor strat` is a mistyped command, `gregor kraft/server.properties` a file. */
function checkFile(arg: string, named: boolean): string {
  if (named || /[./\\]/.test(arg)) return arg
  const near = nearestKey(arg, COMMANDS)
  throw new UsageError(
    near === null
      ? `There is no command "${arg}"; a properties file is given by its path, such as ./${arg}. See gregor --help.`
      : `There is no command "${arg}". Did you mean gregor ${near}?`,
  )
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65535)
    throw new UsageError(`--port must be a number between 0 and 65535, not "${text}".`)
  return port
}
