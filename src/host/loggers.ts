/**
 * Named loggers whose levels can be changed while a node runs (KIP-412): one for each part of a node, all below `root`.
 * A logger without a level of its own has that of its closest ancestor (`gregor.log` is one of `gregor.log.cleaner`).
 */
import type { Host, LogLevel, LogSink } from './host.ts'

/** Kafka's names, the most talkative first. Nothing here is logged as TRACE or FATAL: they are "all" and "nothing". */
const SEVERITIES = { TRACE: 10, DEBUG: 20, INFO: 30, WARN: 40, ERROR: 50, FATAL: 60 } as const
export type LoggerLevel = keyof typeof SEVERITIES

export const LOGGER_LEVELS = Object.keys(SEVERITIES) as readonly LoggerLevel[]
export const ROOT_LOGGER = 'root'

const LEVEL_NAMES: Readonly<Record<LogLevel, LoggerLevel>> = {
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
}

class Logger implements LogSink {
  readonly name: string
  /** Its own, if it has one. */
  level: LoggerLevel | null = null
  /** What holds for it. */
  effective: LoggerLevel
  private readonly sink: LogSink

  constructor(name: string, effective: LoggerLevel, sink: LogSink) {
    this.name = name
    this.effective = effective
    this.sink = sink
  }

  log(level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void {
    if (SEVERITIES[LEVEL_NAMES[level]] >= SEVERITIES[this.effective]) this.sink.log(level, message, fields)
  }
}

export class Loggers {
  private readonly sink: LogSink
  private readonly root: Logger
  private readonly loggers = new Map<string, Logger>()

  /** `sink` gets what passes; `rootLevel` is the lowest level that does, until somebody changes it. */
  constructor(sink: LogSink, rootLevel: LogLevel) {
    this.sink = sink
    this.root = new Logger(ROOT_LOGGER, LEVEL_NAMES[rootLevel], sink)
    this.root.level = LEVEL_NAMES[rootLevel]
    this.loggers.set(ROOT_LOGGER, this.root)
  }

  /** The logger of that name; it exists from now on, and its ancestors do. */
  get(name: string): LogSink {
    return this.existing(name)
  }

  private existing(name: string): Logger {
    const known = this.loggers.get(name)
    if (known !== undefined) return known
    const logger = new Logger(name, this.parentOf(name).effective, this.sink)
    this.loggers.set(name, logger)
    return logger
  }

  private parentOf(name: string): Logger {
    const dot = name.lastIndexOf('.')
    return dot < 0 ? this.root : this.existing(name.slice(0, dot))
  }

  has(name: string): boolean {
    return this.loggers.has(name)
  }

  /** What holds for each logger, by name. */
  levels(): Map<string, LoggerLevel> {
    return new Map([...this.loggers.values()].map(({ name, effective }) => [name, effective]))
  }

  /** `level` null: that of its ancestors from now on. The logger must exist, and the root keeps a level. */
  setLevel(name: string, level: LoggerLevel | null): void {
    const logger = this.loggers.get(name)
    if (logger === undefined || (level === null && logger === this.root))
      throw new Error(`cannot change logger ${name}`)
    logger.level = level
    // Ancestors were made before their descendants, so their levels are known by the time they are needed.
    for (const each of this.loggers.values()) {
      each.effective = each.level ?? this.parentOf(each.name).effective
    }
  }
}

/** A host to each part of a node, with a logger of the part's own. */
export interface PartHosts {
  readonly loggers: Loggers
  /** `part` as in `gregor.<part>`. */
  of(part: string): Host
}

export function partHosts(host: Host, loggers: Loggers): PartHosts {
  const { clock, timers, random, disk, network } = host
  return { loggers, of: part => ({ clock, timers, random, disk, network, log: loggers.get(`gregor.${part}`) }) }
}
