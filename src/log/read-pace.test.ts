import { expect, it } from 'vitest'
import { ReadPace } from './read-pace.ts'

it('leaves reads to the pool for a while after a slow one, and longer each time in a row', () => {
  const pace = new ReadPace()
  let nowMs = 1000
  for (const pauseMs of [250, 500, 1000, 2000, 4000, 8000, 16_000, 16_000]) {
    expect(pace.mayReadAtOnce(nowMs)).toBe(true)
    pace.took(nowMs, nowMs + 30)
    nowMs += 30
    expect(pace.mayReadAtOnce(nowMs)).toBe(false)
    expect(pace.mayReadAtOnce(nowMs + pauseMs - 1)).toBe(false)
    nowMs += pauseMs
  }
})

it('forgets slow reads with the first quick one', () => {
  const pace = new ReadPace()
  pace.took(0, 10)
  pace.took(260, 280)
  pace.took(1000, 1000.4)
  pace.took(1001, 1010)
  expect(pace.mayReadAtOnce(1259)).toBe(false)
  expect(pace.mayReadAtOnce(1260)).toBe(true)
})
