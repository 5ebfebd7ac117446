/** What the simulated clients did and saw, for the checkers. Every value that is produced is a number of its own. */

export interface Sent {
  readonly value: number
  readonly topic: string
  readonly partition: number
  /** Number of the idempotent producer that sent it; −1 for a plain one, whose retries may double a record. */
  readonly producer: number
  /** The broker said that it has it (acks=all). */
  acknowledgedOffset: number | null
  acknowledgedAtMs: number
  /** The producer gave up: it may be there or not. */
  abandoned: boolean
}

/** A record as a consumer got it. */
export interface Seen {
  readonly offset: number
  readonly value: number
}

export class History {
  private readonly sent: Sent[] = []
  /** By topic-partition, by offset: the value that the first reader saw there. */
  private readonly seen = new Map<string, Map<number, number>>()
  acknowledged = 0

  send(topic: string, partition: number, producer: number): Sent {
    const entry: Sent = {
      value: this.sent.length,
      topic,
      partition,
      producer,
      acknowledgedOffset: null,
      acknowledgedAtMs: -1,
      abandoned: false,
    }
    this.sent.push(entry)
    return entry
  }

  acknowledge(entry: Sent, offset: number, atMs: number): void {
    entry.acknowledgedOffset = offset
    entry.acknowledgedAtMs = atMs
    this.acknowledged++
  }

  of(value: number): Sent | undefined {
    return this.sent[value]
  }

  get all(): readonly Sent[] {
    return this.sent
  }

  /** The value that was seen at an offset before, or what is told now. */
  see(topic: string, partition: number, offset: number, value: number): number {
    const key = `${topic}-${partition}`
    let offsets = this.seen.get(key)
    if (offsets === undefined) {
      offsets = new Map()
      this.seen.set(key, offsets)
    }
    const before = offsets.get(offset)
    if (before === undefined) offsets.set(offset, value)
    return before ?? value
  }
}
