import { describe, expect, it } from 'vitest'
import { type EpochEnd, truncationOffset } from './truncation.ts'

/** A log as the epochs of its records. */
type Epochs = readonly number[]

/** As a log answers for an epoch (KIP-101): the end of the largest one that is not above it. */
function endOf(log: Epochs, epoch: number): EpochEnd | null {
  if (log.length === 0 || epoch > log.at(-1)!) return null
  if (epoch < log[0]!) return { epoch, endOffset: 0 }
  const endOffset = log.findIndex(each => each > epoch)
  return { epoch: log.findLast(each => each <= epoch)!, endOffset: endOffset < 0 ? log.length : endOffset }
}

/** What a leader answers to a fetch from the end of `follower` on; null where their histories agree. */
function diverging(leader: Epochs, follower: Epochs): EpochEnd | null {
  const end = endOf(leader, follower.at(-1)!)
  expect(end).not.toBeNull()
  return end!.epoch < follower.at(-1)! || end!.endOffset < follower.length ? end : null
}

/** Cuts until the leader has nothing to say against it; the length after each cut. */
function cuts(leader: Epochs, follower: Epochs): number[] {
  const lengths: number[] = []
  let own = follower
  for (;;) {
    const answer = own.length === 0 ? null : diverging(leader, own)
    if (answer === null) return lengths
    const to = truncationOffset(answer, endOf(own, answer.epoch), own.length)
    expect(to).toBeLessThan(own.length)
    own = own.slice(0, to)
    lengths.push(to)
  }
}

describe('where a follower cuts its log', () => {
  it.each<[string, Epochs, Epochs, number[]]>([
    ['nowhere, when it is behind', [0, 0, 1, 1], [0, 0, 1], []],
    ['nowhere, when all is the same', [0, 1, 2], [0, 1, 2], []],
    // KIP-101: the follower has records that were never committed, and another broker led on.
    ['at the end of the epoch that both have', [0, 0, 1], [0, 0, 0, 0], [2]],
    ['at the end of its own epoch, where the leader has more of it', [0, 0, 0, 2], [0, 0, 1, 1], [2]],
    // KIP-101, scenario 2: the same offsets under other epochs, after both had lost what was not on the device.
    ['where another one led', [0, 1], [0, 0], [1]],
    // KIP-279: fast leader failovers; the leader's answer is an epoch that the follower never saw.
    ['step by step, when the leader names an epoch that it never saw', [0, 0, 1, 1, 4], [0, 0, 0, 2, 2, 3], [3, 2]],
    ['step by step over several epochs', [0, 2, 2, 4, 4, 7], [0, 1, 3, 3, 5, 6], [4, 2, 1]],
    ['at the start, when nothing is in common', [3, 3], [1, 2], [0]],
  ])('%s', (_, leader, follower, expected) => {
    expect(cuts(leader, follower)).toEqual(expected)
  })

  it.each<[string, EpochEnd, EpochEnd | null, number, number]>([
    ['the leader’s end, when the own log knows no epochs', { epoch: 3, endOffset: 8 }, null, 10, 8],
    ['the own end, when the leader’s is beyond it', { epoch: 3, endOffset: 12 }, null, 10, 10],
    ['the lesser end of one epoch', { epoch: 3, endOffset: 8 }, { epoch: 3, endOffset: 9 }, 10, 8],
    ['the lesser end of one epoch, the own', { epoch: 3, endOffset: 9 }, { epoch: 3, endOffset: 7 }, 10, 7],
    ['the end of the largest own epoch below', { epoch: 3, endOffset: 9 }, { epoch: 2, endOffset: 5 }, 10, 5],
  ])('%s', (_, leader, own, logEnd, expected) => {
    expect(truncationOffset(leader, own, logEnd)).toBe(expected)
  })
})
