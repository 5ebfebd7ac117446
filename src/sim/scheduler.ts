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
  /** Its place in the heap; −1 while it is in none. */
  place = -1
  private readonly scheduler: Scheduler

  constructor(scheduler: Scheduler, atMs: number, sequence: number, fn: () => void) {
    this.scheduler = scheduler
    this.atMs = atMs
    this.sequence = sequence
    this.fn = fn
  }

  cancel(): void {
    if (this.fn === null) return
    this.fn = null
    // Most timers are time limits that are cancelled in time: left in the heap they would be most of it.
    if (this.place >= 0) this.scheduler.remove(this)
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
  /** What is due at once, in the order of its making: time does not go on before all of it has run. */
  private dueNow: Event[] = []
  private dueNowAt = 0
  private sequence = 0
  private atThisTime = 0

  after(delayMs: number, fn: () => void): ScheduledEvent {
    const event = new Event(this, this.nowMs + Math.max(delayMs, 0), this.sequence++, fn)
    if (event.atMs > this.nowMs) this.push(event)
    else this.dueNow.push(event)
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
      const first = this.first()
      if (first === null || first.atMs > endMs) {
        if (Number.isFinite(endMs)) this.nowMs = Math.max(this.nowMs, endMs)
        return null
      }
      if (first.place >= 0) this.remove(first)
      else this.shift()
      if (first.fn === null) continue
      if (first.atMs > this.nowMs) this.atThisTime = 0
      else if (++this.atThisTime > MAX_EVENTS_AT_ONCE) throw new Error(`time stands still at ${this.nowMs} ms`)
      this.nowMs = Math.max(this.nowMs, first.atMs)
      this.eventsRun++
      return first
    }
  }

  private first(): Event | null {
    const now = this.dueNow[this.dueNowAt]
    const later = this.heap[0]
    if (now === undefined) return later ?? null
    return later?.before(now) ? later : now
  }

  private shift(): void {
    if (++this.dueNowAt < this.dueNow.length) return
    this.dueNow = []
    this.dueNowAt = 0
  }

  private push(event: Event): void {
    this.heap.push(event)
    this.rise(event, this.heap.length - 1)
  }

  /** For an event of the heap that is to be run, or never. */
  remove(event: Event): void {
    const { heap } = this
    const at = event.place
    event.place = -1
    const last = heap.pop()!
    if (last === event) return
    if (last.before(event)) this.rise(last, at)
    else this.sink(last, at)
  }

  private rise(event: Event, from: number): void {
    const { heap } = this
    let at = from
    while (at > 0) {
      const up = (at - 1) >> 1
      const above = heap[up]!
      if (!event.before(above)) break
      heap[at] = above
      above.place = at
      at = up
    }
    heap[at] = event
    event.place = at
  }

  private sink(event: Event, from: number): void {
    const { heap } = this
    let at = from
    for (;;) {
      let child = at * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1]!.before(heap[child]!)) child++
      const below = heap[child]!
      if (!below.before(event)) break
      heap[at] = below
      below.place = at
      at = child
    }
    heap[at] = event
    event.place = at
  }
}
