import { describe, expect, it } from 'vitest'
import { ARRANGEMENTS } from './arrangement.ts'
import { simulate } from './simulation.ts'

const safetyMs = 6_000

describe('a simulated world', () => {
  it.each([1, 2])(
    'of one node keeps its promises under faults (seed %i)',
    async seed => {
      const report = await simulate({ seed, safetyMs, nodes: 1 })
      expect(report.violations).toEqual([])
      expect(report.acknowledged).toBeGreaterThan(50)
    },
    60_000,
  )

  it.each([1, 2])(
    'of three nodes keeps its promises under faults (seed %i)',
    async seed => {
      const { violations, acknowledged, seen } = await simulate({ seed, safetyMs, nodes: 3 })
      expect(violations).toEqual([])
      expect(acknowledged).toBeGreaterThan(50)
      for (const [what, count] of Object.entries(seen)) expect([what, count > 0]).toEqual([what, true])
    },
    60_000,
  )

  it.each(ARRANGEMENTS)(
    'keeps its promises when its nodes are %s',
    async arrangement => {
      const report = await simulate({ seed: 5, safetyMs, nodes: 3, arrangement })
      expect(report.violations).toEqual([])
      expect(report.arrangement).toBe(arrangement)
      expect(report.acknowledged).toBeGreaterThan(50)
    },
    60_000,
  )

  it('is the same world each time: equal seeds have equal traces, others have others', async () => {
    const first = await simulate({ seed: 11, safetyMs: 3_000, nodes: 3 })
    const again = await simulate({ seed: 11, safetyMs: 3_000, nodes: 3 })
    const other = await simulate({ seed: 12, safetyMs: 3_000, nodes: 3 })
    expect(again.traceHash).toBe(first.traceHash)
    expect(again.events).toBe(first.events)
    expect(other.traceHash).not.toBe(first.traceHash)
  }, 60_000)
})
