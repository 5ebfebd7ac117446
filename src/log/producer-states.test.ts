import { describe, expect, it } from 'vitest'
import { BatchCursor } from './batch-cursor.ts'
import { inSequence } from './producer-entry.ts'
import { ProducerStates, type ProducerUndo } from './producer-states.ts'
import { type TestBatch, testBatch } from './test-support/test-batch.ts'

function load(batch: TestBatch): BatchCursor {
  const cursor = new BatchCursor()
  const bytes = testBatch(batch)
  expect(cursor.load(bytes, 0, bytes.length)).toBe(true)
  return cursor
}

function data(baseOffset: number, baseSequence: number, more: Partial<TestBatch> = {}): BatchCursor {
  return load({ values: ['a', 'b'], baseOffset, baseSequence, producerId: 7, producerEpoch: 3, ...more })
}

function states(): { producers: ProducerStates; undo: ProducerUndo[] } {
  return { producers: new ProducerStates(), undo: [] }
}

describe('the sequence of a producer', () => {
  it.each([
    [0, 1, true],
    [4, 5, true],
    [4, 4, false],
    [4, 6, false],
    [-1, 0, true],
    [2147483647, 0, true],
    [2147483647, 1, false],
  ])('after %i may come %i: %s', (last, next, expected) => {
    expect(inSequence(last, next)).toBe(expected)
  })

  it.each<[string, number, Partial<TestBatch>, string | null]>([
    ['the next sequence', 2, {}, null],
    ['a gap', 3, {}, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
    ['an older sequence', 0, {}, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
    ['an older epoch', 2, { producerEpoch: 2 }, 'INVALID_PRODUCER_EPOCH'],
    ['a newer epoch that begins at 0', 0, { producerEpoch: 4 }, null],
    ['a newer epoch that begins later', 1, { producerEpoch: 4 }, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
    ['another producer at any sequence', 17, { producerId: 8 }, null],
  ])('takes or refuses %s', (_, sequence, more, expected) => {
    const { producers, undo } = states()
    expect(producers.applyData(data(0, 0), 'client', undo)).toBeNull()
    expect(producers.applyData(data(2, sequence, more), 'client', undo)).toBe(expected)
  })

  it('is not checked for what is replicated', () => {
    const { producers, undo } = states()
    producers.applyData(data(0, 0), 'replication', undo)
    expect(producers.applyData(data(2, 9), 'replication', undo)).toBeNull()
  })

  it('finds a repetition among the last five batches of the same epoch', () => {
    const { producers, undo } = states()
    for (let i = 0; i < 6; i++) producers.applyData(data(i * 2, i * 2), 'client', undo)
    expect(producers.findDuplicate(data(99, 0))).toBeNull()
    expect(producers.findDuplicate(data(99, 2))).toMatchObject({ lastOffset: 3, offsetDelta: 1 })
    expect(producers.findDuplicate(data(99, 10))).toMatchObject({ lastOffset: 11 })
    expect(producers.findDuplicate(data(99, 10, { producerEpoch: 4 }))).toBeNull()
    expect(producers.findDuplicate(data(99, 10, { values: ['only'] }))).toBeNull()
  })

  it('finds a repetition across the wrap of the sequence', () => {
    const { producers, undo } = states()
    producers.applyData(data(0, 2147483647), 'replication', undo)
    expect(producers.get(7)!.batches[0]).toMatchObject({ lastSequence: 0, offsetDelta: 1 })
    expect(producers.findDuplicate(data(9, 2147483647))).not.toBeNull()
  })

  it('must begin at 0 while a transaction of version 2 is being verified and nothing is known of the producer', () => {
    const { producers, undo } = states()
    producers.startVerification(7, 5, true, 0)
    expect(producers.applyData(data(0, 5, { transactional: true }), 'client', undo)).toBe(
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
    )
  })
})

describe('the transactions of a log', () => {
  const marker = (commit: boolean, baseOffset: number, producerEpoch = 3) =>
    load({ values: [], marker: { commit, coordinatorEpoch: 2 }, baseOffset, producerId: 7, producerEpoch })
  const END = { coordinatorEpoch: 2, timestampDelta: 0 }

  it('are unstable from their first batch until the high watermark has passed the marker', () => {
    const { producers, undo } = states()
    expect(producers.firstUnstableOffset).toBe(-1)
    producers.applyData(data(10, 0, { transactional: true }), 'client', undo)
    producers.applyData(data(12, 2, { transactional: true }), 'client', undo)
    producers.applyData(data(14, 0, { transactional: true, producerId: 8 }), 'client', undo)
    expect(producers.firstUnstableOffset).toBe(10)
    const ended = producers.applyMarker(marker(false, 16), { ...END, commit: false }, 'coordinator', 0, undo)
    // Producer 8 is still open: the log was stable up to its first offset.
    expect(ended.aborted).toEqual({ producerId: 7, firstOffset: 10, lastOffset: 16, lastStableOffset: 14 })
    expect(producers.firstUnstableOffset).toBe(10)
    producers.onHighWatermark(16)
    expect(producers.firstUnstableOffset).toBe(10)
    producers.onHighWatermark(17)
    expect(producers.firstUnstableOffset).toBe(14)
  })

  it('refuse a plain batch in between, a zombie coordinator, and an old epoch', () => {
    const { producers, undo } = states()
    producers.applyData(data(0, 0, { transactional: true }), 'client', undo)
    expect(producers.applyData(data(2, 2), 'client', undo)).toBe('INVALID_TXN_STATE')
    producers.applyMarker(marker(true, 4), { ...END, commit: true }, 'coordinator', 0, undo)
    const zombie = { commit: true, coordinatorEpoch: 1, timestampDelta: 0 }
    expect(producers.applyMarker(marker(true, 5), zombie, 'coordinator', 0, undo).error).toBe(
      'TRANSACTION_COORDINATOR_FENCED',
    )
    expect(producers.applyMarker(marker(true, 5, 2), { ...END, commit: true }, 'coordinator', 0, undo).error).toBe(
      'INVALID_PRODUCER_EPOCH',
    )
  })

  it('end under version 2 only with a newer epoch, but forgive a repeated marker', () => {
    const { producers, undo } = states()
    producers.applyData(data(0, 0, { transactional: true }), 'client', undo)
    expect(producers.applyMarker(marker(true, 2), { ...END, commit: true }, 'coordinator', 2, undo).error).toBe(
      'INVALID_PRODUCER_EPOCH',
    )
    expect(producers.applyMarker(marker(true, 2, 4), { ...END, commit: true }, 'coordinator', 2, undo).error).toBeNull()
    expect(producers.applyMarker(marker(true, 3, 4), { ...END, commit: true }, 'coordinator', 2, undo).error).toBeNull()
  })

  it('are put back as they were when an append is taken back', () => {
    const { producers, undo } = states()
    producers.applyData(data(0, 0, { transactional: true }), 'client', undo)
    const before = { entries: [...producers.all], unstable: producers.firstUnstableOffset }
    const later: ProducerUndo[] = []
    producers.applyMarker(marker(false, 2), { ...END, commit: false }, 'coordinator', 0, later)
    producers.applyData(data(3, 2, { transactional: true }), 'client', later)
    producers.applyData(data(5, 0, { producerId: 9 }), 'client', later)
    producers.rollback(later, 2)
    expect({ entries: [...producers.all], unstable: producers.firstUnstableOffset }).toEqual(before)
  })

  it('outlive the expiry of producers', () => {
    const { producers, undo } = states()
    producers.applyData(data(0, 0, { transactional: true, timestamp: 1000 }), 'client', undo)
    producers.applyData(data(2, 0, { producerId: 8, timestamp: 1000 }), 'client', undo)
    expect(producers.expire(1000 + 500, 1000)).toBe(0)
    expect(producers.expire(1001 + 1000, 1000)).toBe(1)
    expect([...producers.all].map(entry => entry.producerId)).toEqual([7])
  })
})
