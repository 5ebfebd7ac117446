import { describe, expect, it } from 'vitest'
import {
  CheckpointFormatError,
  formatEpochCheckpoint,
  formatOffsetCheckpoint,
  parseEpochCheckpoint,
  parseOffsetCheckpoint,
} from './checkpoint-file.ts'
import { LeaderEpochCache } from './leader-epoch-cache.ts'
import {
  formatPartitionMetadata,
  markedDirName,
  offsetFileName,
  offsetOfFileName,
  parseCleanShutdown,
  parseLogDirName,
  parsePartitionMetadata,
} from './log-files.ts'
import { OffsetIndex } from './offset-index.ts'
import { TimeIndex } from './time-index.ts'
import { TransactionIndex } from './transaction-index.ts'

describe('names of files and directories', () => {
  it.each([
    ['00000000000000000042.log', 42],
    ['00000000000000000000.index.swap', 0],
    ['00000000000000000166-0000000001.checkpoint', -1],
    ['leader-epoch-checkpoint', -1],
    ['.lock', -1],
  ])('%s begins at %i', (name, offset) => {
    expect(offsetOfFileName(name)).toBe(offset)
  })

  it('pads offsets to twenty digits', () => {
    expect(offsetFileName(42, '.log')).toBe('00000000000000000042.log')
  })

  it.each([
    ['plain-0', { topic: 'plain', partition: 0, kind: 'current' }],
    ['with.dots_and-dashes-12', { topic: 'with.dots_and-dashes', partition: 12, kind: 'current' }],
    ['t-3.0a1b2c-delete', { topic: 't', partition: 3, kind: 'delete' }],
    ['a.b-3.0a1b2c-future', { topic: 'a.b', partition: 3, kind: 'future' }],
    ['t-3.0a1b2c-stray', { topic: 't', partition: 3, kind: 'stray' }],
    ['lost+found', null],
    ['t-99999999999', null],
  ])('reads %s', (name, expected) => {
    expect(parseLogDirName(name)).toEqual(expected)
  })

  it('cuts a long topic so that the marked name still fits', () => {
    const name = markedDirName('t'.repeat(249), 0, 'u'.repeat(22), 'delete')
    expect(name.length).toBe(255)
    expect(parseLogDirName(name)?.kind).toBe('delete')
  })
})

describe('small files', () => {
  it('reads what it writes and knows damage', () => {
    const offsets = [
      { topic: 'a', partition: 0, offset: 3 },
      { topic: 'b', partition: 1, offset: 0 },
    ]
    expect(formatOffsetCheckpoint(offsets).toString()).toBe('0\n2\na 0 3\nb 1 0\n')
    expect(parseOffsetCheckpoint(formatOffsetCheckpoint(offsets).toString())).toEqual(offsets)
    expect(parseEpochCheckpoint(formatEpochCheckpoint([{ epoch: 1, startOffset: 5 }]).toString())).toEqual([
      { epoch: 1, startOffset: 5 },
    ])
    expect(parseOffsetCheckpoint('')).toEqual([])
    for (const damaged of ['1\n0\n', '0\n2\na 0 3\n', '0\n1\na 0\n', '0\n']) {
      expect(() => parseOffsetCheckpoint(damaged)).toThrow(CheckpointFormatError)
    }
    expect(parsePartitionMetadata(formatPartitionMetadata('36HUS7F7Q9eUPPrruU6IlQ'))).toBe('36HUS7F7Q9eUPPrruU6IlQ')
    expect(parsePartitionMetadata('version: 1\ntopic_id: x')).toBeNull()
    expect([parseCleanShutdown('{"version":0,"brokerEpoch":211}'), parseCleanShutdown('')]).toEqual([211, -1])
  })
})

describe('the leader epochs of a log', () => {
  const cache = () => new LeaderEpochCache([0, 2, 5].map((epoch, i) => ({ epoch, startOffset: i * 10 })))

  it.each([
    [-1, -1, -1],
    [0, 0, 10],
    [1, 0, 10],
    [2, 2, 20],
    [4, 2, 20],
    [5, 5, 33],
    [6, -1, -1],
  ])('asked for the end of %i say %i ends at %i', (asked, epoch, endOffset) => {
    expect(cache().endOffsetFor(asked, 33)).toEqual({ epoch, endOffset })
  })

  it('answer for an epoch older than all with where the first begins', () => {
    expect(
      new LeaderEpochCache([
        { epoch: 3, startOffset: 7 },
        { epoch: 4, startOffset: 9 },
      ]).endOffsetFor(1, 20),
    ).toEqual({
      epoch: 1,
      endOffset: 7,
    })
  })

  it.each([
    [0, 0],
    [9, 0],
    [10, 2],
    [25, 5],
  ])('know that offset %i is of epoch %i', (offset, epoch) => {
    expect(cache().epochForOffset(offset)).toBe(epoch)
  })

  it('drop what contradicts a new one', () => {
    const epochs = cache()
    epochs.assign(4, 15)
    expect(epochs.entries).toEqual([
      { epoch: 0, startOffset: 0 },
      { epoch: 2, startOffset: 10 },
      { epoch: 4, startOffset: 15 },
    ])
  })

  it.each([
    [
      0,
      [
        [0, 0],
        [2, 10],
        [5, 20],
      ],
    ],
    [
      15,
      [
        [2, 15],
        [5, 20],
      ],
    ],
    [99, [[5, 99]]],
  ])('cut at the start %i leave %j', (offset, expected) => {
    const epochs = cache()
    epochs.truncateFromStart(offset)
    expect(epochs.entries.map(entry => [entry.epoch, entry.startOffset])).toEqual(expected)
  })
})

describe('indexes', () => {
  it('find the entry at or before an offset, and survive the file', () => {
    const index = new OffsetIndex(100, 800)
    for (let i = 1; i <= 50; i++) index.append(100 + i * 10, i * 1000)
    const again = OffsetIndex.parse(100, 800, Buffer.concat([index.toBytes(), Buffer.alloc(80)]), 1_000_000)!
    for (const [offset, position] of [
      [100, 0],
      [109, 0],
      [110, 1000],
      [119, 1000],
      [605, 50_000],
    ]) {
      expect(again.lookup(offset!)).toBe(position)
    }
    expect([again.entries, again.lastOffset, again.offsetAtPosition(2500)]).toEqual([50, 600, 120])
    again.truncateTo(310)
    expect(again.lastOffset).toBe(300)
  })

  it('refuse what cannot be theirs', () => {
    const index = new OffsetIndex(0, 800)
    index.append(5, 50)
    index.append(9, 90)
    expect(OffsetIndex.parse(0, 800, index.toBytes(), 90)).toBeNull()
    expect(OffsetIndex.parse(0, 800, index.toBytes().subarray(1), 100)).toBeNull()
    expect(TimeIndex.parse(0, 800, Buffer.alloc(13))).toBeNull()
    expect(TransactionIndex.parse(50, txnIndex().toBytes())).toBeNull()
  })

  it('by time keep ascending entries, one free for the end', () => {
    const index = new TimeIndex(0, 36)
    index.maybeAppend(1000, 3)
    index.maybeAppend(900, 5)
    index.maybeAppend(1100, 7)
    index.maybeAppend(1200, 9)
    expect([index.entries, index.isFull, index.lastEntry]).toEqual([2, true, { timestamp: 1100, offset: 7 }])
    index.maybeAppend(1200, 9, true)
    expect(index.lookup(1150)).toEqual({ timestamp: 1100, offset: 7 })
    expect(TimeIndex.parse(0, 36, index.toBytes())!.lastEntry).toEqual({ timestamp: 1200, offset: 9 })
    expect(index.lookup(10)).toEqual({ timestamp: -1, offset: 0 })
  })

  function txnIndex(): TransactionIndex {
    const index = new TransactionIndex()
    index.append({ producerId: 1, firstOffset: 5, lastOffset: 10, lastStableOffset: 11 })
    index.append({ producerId: 2, firstOffset: 8, lastOffset: 20, lastStableOffset: 21 })
    return index
  }

  it.each([
    [0, 5, []],
    [0, 6, [1]],
    [11, 15, [2]],
    [6, 30, [1, 2]],
    [21, 30, []],
  ])('of transactions find those that touch [%i, %i)', (from, to, expected) => {
    const found: { producerId: number }[] = []
    TransactionIndex.parse(0, txnIndex().toBytes())!.collect(from, to, found as never)
    expect(found.map(txn => txn.producerId)).toEqual(expected)
  })
})
