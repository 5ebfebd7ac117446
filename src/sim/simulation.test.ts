import { describe, expect, it } from 'vitest'
import { simulate } from './simulation.ts'

const safetyMs = 10_000

describe('a simulated world', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('keeps its promises under faults (seed %i)', async seed => {
    const report = await simulate({ seed, safetyMs })
    expect(report.violations).toEqual([])
    expect(report.acknowledged).toBeGreaterThan(50)
  })

  it('is the same world each time: equal seeds have equal traces, others have others', async () => {
    const first = await simulate({ seed: 11, safetyMs })
    const again = await simulate({ seed: 11, safetyMs })
    const other = await simulate({ seed: 12, safetyMs })
    expect(again.traceHash).toBe(first.traceHash)
    expect(again.events).toBe(first.events)
    expect(other.traceHash).not.toBe(first.traceHash)
  })
})
