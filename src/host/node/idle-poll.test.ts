import { describe, expect, it } from 'vitest'
import { IdlePoll } from './idle-poll.ts'

/** A loop whose turns take 5 microseconds where something waits for the end of the turn, and which sleeps otherwise. */
class Loop {
  nowMs = 1000
  turns = 0
  private waiting: (() => void) | null = null
  readonly poll = new IdlePoll({
    monotonicMs: () => this.nowMs,
    soon: fn => {
      this.waiting = fn
    },
  })

  /** One request of `sizeBytes` is answered; the next comes `pauseMs` later. Returns how long the loop looked for it. */
  request(pauseMs: number, sizeBytes = 100): number {
    this.poll.received(sizeBytes)
    this.nowMs += 0.02
    this.poll.sent(60)
    const answeredMs = this.nowMs
    let lookedMs = 0
    while (this.waiting !== null && this.nowMs < answeredMs + pauseMs) {
      const fn = this.waiting
      this.waiting = null
      fn()
      this.turns++
      lookedMs = this.nowMs - answeredMs
      this.nowMs += 0.005
    }
    this.nowMs = Math.max(this.nowMs, answeredMs + pauseMs)
    return lookedMs
  }

  requests(count: number, pauseMs: number, sizeBytes?: number): number {
    let lookedMs = 0
    for (let i = 0; i < count; i++) lookedMs += this.request(pauseMs, sizeBytes)
    return lookedMs
  }
}

describe('the idle poll', () => {
  it('looks for the next request where the last ones came within a tenth of a millisecond', () => {
    const loop = new Loop()
    loop.requests(30, 0.05)
    expect(loop.requests(100, 0.05)).toBeGreaterThan(100 * 0.03)
  })

  it('sleeps at once where requests are further apart', () => {
    const loop = new Loop()
    expect(loop.requests(1000, 0.2)).toBe(0)
    expect(loop.turns).toBe(1000)
  })

  it('gives up a tenth of a millisecond after the last request, and does not begin again for the next late one', () => {
    const loop = new Loop()
    loop.requests(30, 0.05)
    const late = loop.request(5)
    expect(late).toBeGreaterThan(0.09)
    expect(late).toBeLessThan(0.11)
    expect(loop.request(5)).toBe(0)
  })

  it('looks for less than a tenth of the time where every tenth request is late', () => {
    const loop = new Loop()
    loop.requests(30, 0.05)
    const fromMs = loop.nowMs
    let wastedMs = 0
    for (let i = 0; i < 200; i++) {
      loop.requests(9, 0.05)
      wastedMs += loop.request(1)
    }
    expect(wastedMs / (loop.nowMs - fromMs)).toBeLessThan(0.1)
  })

  it('sleeps after a turn that moved much, however soon the next one came', () => {
    const loop = new Loop()
    expect(loop.requests(200, 0.05, 64 * 1024)).toBe(0)
  })
})
