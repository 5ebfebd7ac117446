import type { Disk } from '../../host/disk.ts'
import type { Timer } from '../../host/host.ts'
import { MemoryDisk } from '../../host/memory-disk.ts'
import type { LogHost } from '../log-environment.ts'

/** A world for tests of the log: the clock stands still until `advance`, deferred work runs on `turn`. */
export class TestHost {
  now = 1_700_000_000_000
  readonly disk: Disk
  readonly logged: { level: string; message: string; fields: Readonly<Record<string, unknown>> | undefined }[] = []
  private deferred: (() => void)[] = []
  private timers: { at: number; fn: () => void }[] = []
  private seed = 1

  constructor(disk: Disk = new MemoryDisk()) {
    this.disk = disk
  }

  get host(): LogHost {
    return {
      disk: this.disk,
      clock: { nowMs: () => this.now, monotonicMs: () => this.now },
      timers: {
        after: (delayMs, fn): Timer => {
          const timer = { at: this.now + delayMs, fn }
          this.timers.push(timer)
          return { cancel: () => void (this.timers = this.timers.filter(other => other !== timer)) }
        },
        defer: fn => void this.deferred.push(fn),
      },
      random: {
        uint32: () => (this.seed = (this.seed * 1103515245 + 12345) >>> 0),
        bytes: length => new Uint8Array(length).map(() => (this.seed = (this.seed * 1103515245 + 12345) >>> 0) >>> 16),
      },
      log: { log: (level, message, fields) => void this.logged.push({ level, message, fields }) },
    }
  }

  /** Ends the turn of the loop. */
  turn(): void {
    const { deferred } = this
    this.deferred = []
    for (const fn of deferred) fn()
  }

  /** Lets time pass, timers fire and promises settle. */
  async advance(ms: number): Promise<void> {
    this.now += ms
    this.turn()
    for (;;) {
      const due = this.timers.filter(timer => timer.at <= this.now)
      if (due.length === 0) break
      this.timers = this.timers.filter(timer => timer.at > this.now)
      for (const timer of due) timer.fn()
      await settle()
      this.turn()
    }
    await settle()
  }
}

/** Lets promises run that wait for nothing but each other. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve()
}
