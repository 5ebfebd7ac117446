/**
 * Runs the machine: one event after the other, each with all that its effects bring about, and `timer` whenever
 * the machine wants it.
 */
import type { Host, Timer } from '../../host/host.ts'
import type { RaftEffect, RaftEvent } from '../../raft/events.ts'
import type { RaftMachine } from '../../raft/raft-machine.ts'

export interface RaftDriverOptions {
  readonly host: Pick<Host, 'clock' | 'timers'>
  readonly machine: RaftMachine
  readonly execute: (effect: RaftEffect) => void
  /** Machine or shell threw: nothing can be relied on any more. */
  readonly onError: (error: Error) => void
}

export class RaftDriver {
  private readonly options: RaftDriverOptions
  private readonly events: RaftEvent[] = []
  private stepping = false
  private stopped = false
  private timer: Timer | null = null
  private timerMs = Number.POSITIVE_INFINITY

  constructor(options: RaftDriverOptions) {
    this.options = options
  }

  /** Nothing happens any more. */
  get isStopped(): boolean {
    return this.stopped
  }

  /** Runs the event and all that its effects bring about; an event that comes while one runs waits its turn. */
  dispatch(event: RaftEvent): void {
    this.events.push(event)
    if (this.stepping || this.stopped) return
    const { host, machine, execute, onError } = this.options
    this.stepping = true
    try {
      for (let next = this.events.shift(); next !== undefined; next = this.events.shift()) {
        for (const effect of machine.step(host.clock.monotonicMs(), next)) execute(effect)
      }
    } catch (error) {
      onError(error as Error)
    } finally {
      this.stepping = false
    }
    this.schedule()
  }

  /** For what carries out an effect: the event's turn comes when the step that runs is over, or with the next one. */
  enqueue(event: RaftEvent): void {
    this.events.push(event)
  }

  /** Events that come while `work` goes on wait for the next dispatch. */
  async hold(work: () => Promise<void>): Promise<void> {
    this.stepping = true
    try {
      await work()
    } finally {
      this.stepping = false
    }
  }

  private schedule(): void {
    const { host, machine } = this.options
    const { deadlineMs } = machine
    if (this.stopped || deadlineMs === this.timerMs) return
    this.timer?.cancel()
    this.timer = null
    this.timerMs = deadlineMs
    if (deadlineMs === Number.POSITIVE_INFINITY) return
    this.timer = host.timers.after(Math.max(0, deadlineMs - host.clock.monotonicMs()), () => {
      this.timerMs = Number.POSITIVE_INFINITY
      this.dispatch({ kind: 'timer' })
    })
  }

  stop(): void {
    this.stopped = true
    this.timer?.cancel()
  }
}
