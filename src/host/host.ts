/**
 * Everything of the world that a node may touch. Levels 0 to 6 reach time, randomness, files, sockets and the log of the
 * process through these interfaces alone; `host/node/` implements them on Node, `sim/` on a simulated world.
 */
import type { Disk } from './disk.ts'
import type { Network } from './network.ts'

export interface Clock {
  /** Wall clock, milliseconds since the epoch. May jump. For timestamps, retention, expiry. */
  nowMs(): number
  /** Never goes back. For deadlines and durations; a fraction is meaningful. */
  monotonicMs(): number
}

export interface Timer {
  cancel(): void
}

export interface Timers {
  /** Runs `fn` once, `delayMs` from now or a little later. Does not keep the process alive. */
  after(delayMs: number, fn: () => void): Timer
  /**
   * Runs `fn` once when what arrived in this turn of the loop has been handled (setImmediate). The append
   * path flushes here.
   */
  defer(fn: () => void): void
}

export interface Random {
  /** 0 ≤ n < 2^32. */
  uint32(): number
  bytes(length: number): Uint8Array
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Structured log: one sentence and the fields it is about. */
export interface LogSink {
  log(level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void
}

export interface Host {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly disk: Disk
  readonly network: Network
  readonly log: LogSink
}
