import { describe, expect, it } from 'vitest'
import { groupSegments } from './cleaning-plan.ts'

const LIMITS = { segmentBytes: 100, indexBytes: 50, endOffset: 10_000 }

function segment(baseOffset: number, sizeBytes: number, indexBytes = 1) {
  return { baseOffset, sizeBytes, offsetIndexBytes: indexBytes, timeIndexBytes: indexBytes }
}

describe('segments that become one', () => {
  it.each([
    ['as many as fit into segment.bytes', [segment(0, 40), segment(10, 60), segment(20, 1)], [[0, 10], [20]]],
    ['one alone that is too large already', [segment(0, 500), segment(10, 1)], [[0], [10]]],
    ['as their indexes allow', [segment(0, 1, 30), segment(10, 1, 30), segment(20, 1, 20)], [[0], [10, 20]]],
    ['empty ones with their neighbours', [segment(0, 0), segment(10, 0), segment(20, 100)], [[0, 10, 20]]],
    [
      'as long as offsets fit into 31 bits',
      [segment(0, 1), segment(10, 1), segment(3_000_000_000, 1)],
      [[0], [10], [3_000_000_000]],
    ],
    [
      'over gaps where nothing is left',
      [segment(0, 1), segment(10, 0), segment(2_147_483_647, 1)],
      [[0, 10], [2_147_483_647]],
    ],
  ])('are %s', (_, segments, expected) => {
    const endOffset = Math.max(LIMITS.endOffset, segments.at(-1)!.baseOffset + 10)
    const groups = groupSegments(segments, { ...LIMITS, endOffset })
    expect(groups.map(group => group.map(({ baseOffset }) => baseOffset))).toEqual(expected)
  })
})
