/**
 * The simulated world's one thread of time: events in a heap, run in the order of their time and then of their making. All
 * microtasks of an event run before the next one, as in Node's loop.
 */

/** Turns of the real loop that are asked for at once: Node runs all microtasks between two of them. */
const TURNS_AHEAD = 32
/** So many events without time going on are a loop that would never end. */
const MAX_EVENTS_AT_ONCE = 2_000_000

export interface ScheduledEvent {
  cancel(): void
}

class Event implements ScheduledEvent {
  readonly atMs: number
  readonly sequence: number
  fn: (() => void) | null

  constructor(atMs: number, sequence: number, fn: () => void) {
    this.atMs = atMs
    this.sequence = sequence
    this.fn = fn
  }

  cancel(): void {
    this.fn = null
  }

  before(other: Event): boolean {
    return this.atMs < other.atMs || (this.atMs === other.atMs && this.sequence < other.sequence)
  }
}

export class Scheduler {
  /** True time since the world began; the nodes' clocks differ from it. */
  nowMs = 0
  eventsRun = 0
  /** Called between two events, when all microtasks of the one before have run: where an invariant is looked at. */
  betweenEvents: (() => void) | null = null
  private readonly heap: Event[] = []
  private sequence = 0
  private atThisTime = 0

  after(delayMs: number, fn: () => void): ScheduledEvent {
    const event = new Event(this.nowMs + Math.max(delayMs, 0), this.sequence++, fn)
    this.push(event)
    return event
  }

  /** Resolves when that time of the world has passed, for the conductor of a simulation: never awaited by a node. */
  sleep(delayMs: number): Promise<void> {
    return new Promise(resolve => this.after(delayMs, resolve))
  }

  /**
   * Runs events until `endMs`, until `done` says so after an event, or until there are none. Rejects with what an event
   * threw: a node's code must never throw into its loop.
   */
  run(endMs: number, done: () => boolean = () => false): Promise<void> {
    return new Promise((resolve, reject) => {
      let over = false
      let left = 0
      const turn = (): void => {
        left--
        if (over) return
        try {
          this.betweenEvents?.()
          const event = done() ? null : this.pop(endMs)
          if (event === null) {
            over = true
            resolve()
            return
          }
          event.fn!()
        } catch (error) {
          over = true
          reject(error)
          return
        }
        if (left === 0) ask()
      }
      const ask = (): void => {
        left = TURNS_AHEAD
        for (let i = 0; i < TURNS_AHEAD; i++) setImmediate(turn)
      }
      ask()
    })
  }

  /** The next event that is due by `endMs`; null when there is none, and then the time is `endMs`. */
  private pop(endMs: number): Event | null {
    for (;;) {
      const first = this.heap[0]
      if (first === undefined || first.atMs > endMs) {
        if (Number.isFinite(endMs)) this.nowMs = Math.max(this.nowMs, endMs)
        return null
      }
      this.removeFirst()
      if (first.fn === null) continue
      if (first.atMs > this.nowMs) this.atThisTime = 0
      else if (++this.atThisTime > MAX_EVENTS_AT_ONCE) throw new Error(`time stands still at ${this.nowMs} ms`)
      this.nowMs = Math.max(this.nowMs, first.atMs)
      this.eventsRun++
      return first
    }
  }

  private push(event: Event): void {
    const { heap } = this
    let at = heap.length
    heap.push(event)
    while (at > 0) {
      const up = (at - 1) >> 1
      if (!event.before(heap[up]!)) break
      heap[at] = heap[up]!
      at = up
    }
    heap[at] = event
  }

  private removeFirst(): void {
    const { heap } = this
    const last = heap.pop()!
    if (heap.length === 0) return
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1]!.before(heap[child]!)) child++
      if (!heap[child]!.before(last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
  }
}
