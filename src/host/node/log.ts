import type { LogLevel, LogSink } from '../host.ts'

/**
 * The log of a node in its own process: readable lines on a terminal, one JSON object a line elsewhere, in the shape that
 * pino and its many readers use (`level` 20 to 50, `time`, `pid`, `msg`, `err`).
 *
 * pino itself is not loaded: it costs 16 ms of start-up and 9 MB of memory (measured on Node 24), and a broker that does
 * its work logs a few lines an hour. A host that has a pino logger hands it in: see `loggerSink`.
 */
export type LogFormat = 'text' | 'json'

export interface LogOptions {
  /** Where finished lines go, each with its line end. */
  readonly write: (line: string) => void
  readonly format: LogFormat
  /** Lines below it are dropped; `info` where not given. */
  readonly level?: LogLevel
  readonly color?: boolean
  readonly nowMs?: () => number
  readonly pid?: number
}

const SEVERITY: Record<LogLevel, number> = { debug: 20, info: 30, warn: 40, error: 50 }
const COLOR: Record<LogLevel, string> = {
  debug: '\u001b[90m',
  info: '\u001b[32m',
  warn: '\u001b[33m',
  error: '\u001b[31m',
}
const DIM = '\u001b[90m'
const RESET = '\u001b[0m'

export const silentLog: LogSink = { log() {} }

export function createLog(options: LogOptions): LogSink {
  const { write, format, level: threshold = 'info', color = false, nowMs = Date.now, pid = process.pid } = options
  const least = SEVERITY[threshold]
  return {
    log(level, message, fields) {
      if (SEVERITY[level] < least) return
      write(
        format === 'json'
          ? jsonLine(level, message, fields, nowMs(), pid)
          : textLine(level, message, fields, nowMs(), color),
      )
    },
  }
}

function jsonLine(
  level: LogLevel,
  message: string,
  fields: Readonly<Record<string, unknown>> | undefined,
  timeMs: number,
  pid: number,
): string {
  const line: Record<string, unknown> = { level: SEVERITY[level], time: timeMs, pid }
  for (const [name, value] of Object.entries(fields ?? {})) {
    if (value instanceof Error) line[name === 'error' ? 'err' : name] = errorObject(value)
    // A field must not hide what the reader of the line relies on.
    else line[name in line || name === 'msg' ? `${name}_` : name] = value
  }
  line['msg'] = message
  return `${JSON.stringify(line, plain)}\n`
}

function errorObject(error: Error): Record<string, unknown> {
  const { code } = error as NodeJS.ErrnoException
  return { type: error.name, message: error.message, stack: error.stack, ...(code === undefined ? {} : { code }) }
}

/** What JSON has no form for. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Error) return errorObject(value)
  if (value instanceof Map) return Object.fromEntries(value)
  if (value instanceof Set) return [...value]
  return value
}

function textLine(
  level: LogLevel,
  message: string,
  fields: Readonly<Record<string, unknown>> | undefined,
  timeMs: number,
  color: boolean,
): string {
  const time = new Date(timeMs).toISOString().slice(11, 23)
  const name = level.toUpperCase().padEnd(5)
  let line = color ? `${DIM}${time}${RESET} ${COLOR[level]}${name}${RESET} ${message}` : `${time} ${name} ${message}`
  let stack = ''
  for (const [key, value] of Object.entries(fields ?? {})) {
    if (value instanceof Error) {
      line += ` ${key}=${JSON.stringify(value.message)}`
      // Where it came from helps only with what should not have happened.
      if (level === 'error' && value.stack !== undefined) stack += `\n${value.stack.split('\n').slice(1).join('\n')}`
      continue
    }
    const text =
      typeof value === 'string' && !/[\s"=]/.test(value) && value !== '' ? value : JSON.stringify(value, plain)
    line += color ? ` ${DIM}${key}=${RESET}${text}` : ` ${key}=${text}`
  }
  return `${line}${stack}\n`
}

/** The four methods that pino, console-like and most other loggers share, fields first. */
export type ObjectLogger = Readonly<Record<LogLevel, (fields: object, message: string) => void>>

/** For an embedding process that has a logger of its own (pino, for one). */
export function loggerSink(logger: ObjectLogger): LogSink {
  return {
    log(level, message, fields) {
      const { error, ...rest } = fields ?? {}
      logger[level](error === undefined ? rest : { err: error, ...rest }, message)
    },
  }
}

/** The log of the `gregor` command: on standard error, so that standard output carries the ready line alone. */
export function createProcessLog(options: { readonly format?: LogFormat; readonly level?: LogLevel } = {}): LogSink {
  const { stderr } = process
  const format = options.format ?? (stderr.isTTY ? 'text' : 'json')
  return createLog({
    write: line => void stderr.write(line),
    format,
    color: stderr.isTTY === true && process.env['NO_COLOR'] === undefined,
    ...(options.level === undefined ? {} : { level: options.level }),
  })
}
