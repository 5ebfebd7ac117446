import { describe, expect, it } from 'vitest'
import { DiskPace } from './disk-pace.ts'

/** Operations of these lengths, one right after the other, while they are done at once; how many were. */
function work(pace: DiskPace, fromMs: number, lengthsMs: readonly number[]): number {
  let nowMs = fromMs
  for (const [i, lengthMs] of lengthsMs.entries()) {
    if (!pace.mayWorkAtOnce(nowMs)) return i
    pace.took(nowMs, nowMs + lengthMs)
    nowMs += lengthMs
  }
  return lengthsMs.length
}

describe('what is done at once', () => {
  it('is left to the pool for a while after one that took very long, and longer each time in a row', () => {
    const pace = new DiskPace()
    let nowMs = 1000
    for (const pauseMs of [250, 500, 1000, 2000, 4000, 8000, 16_000, 16_000]) {
      expect(pace.mayWorkAtOnce(nowMs)).toBe(true)
      pace.took(nowMs, nowMs + 30)
      nowMs += 30
      expect(pace.mayWorkAtOnce(nowMs)).toBe(false)
      expect(pace.mayWorkAtOnce(nowMs + pauseMs - 1)).toBe(false)
      nowMs += pauseMs
    }
  })

  it('is left to the pool after a few that a disk takes, and after the first of them behind a pause', () => {
    const pace = new DiskPace()
    expect(work(pace, 0, Array(10).fill(8))).toBe(3)
    expect(work(pace, 10_000, Array(10).fill(8))).toBe(1)
  })

  it('goes on although the thread is put aside now and then', () => {
    const lengths = Array.from({ length: 5000 }, (_, i) => (i % 25 === 0 ? 9 : 0.05))
    expect(work(new DiskPace(), 0, lengths)).toBe(5000)
  })

  it('forgets slow ones with enough quick ones', () => {
    const pace = new DiskPace()
    pace.took(0, 40)
    pace.took(290, 330)
    expect(pace.mayWorkAtOnce(829)).toBe(false)
    expect(work(pace, 830, Array(20).fill(0.1))).toBe(20)
    pace.took(1000, 1040)
    expect(pace.mayWorkAtOnce(1289)).toBe(false)
    expect(pace.mayWorkAtOnce(1290)).toBe(true)
  })
})
