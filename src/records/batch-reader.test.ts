import { describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { WITHOUT_GOLDEN } from '../test-support/golden.ts'
import { MAGIC } from './batch.ts'
import { type BatchData, readBatches, readChain } from './batch-reader.ts'
import { buildBatch } from './builder.ts'
import { checksumMatches } from './record-set.ts'
import { ALL_VECTORS, printed, VECTORS, type Vector, type VectorBatch } from './test-support/vectors.ts'

function checkHeader(batch: BatchData, expected: VectorBatch, name: string): void {
  expect(batch, name).toMatchObject({
    magic: expected.magic,
    baseOffset: Number(expected.baseOffset),
    lastOffset: Number(expected.lastOffset),
    sizeBytes: expected.sizeInBytes,
    isLogAppendTime: expected.timestampType === 'LogAppendTime',
    maxTimestamp: Number(expected.maxTimestamp),
    leaderEpoch: expected.partitionLeaderEpoch ?? -1,
    producerId: Number(expected.producerId ?? -1),
    producerEpoch: expected.producerEpoch ?? -1,
    baseSequence: expected.baseSequence ?? -1,
    isTransactional: expected.transactional ?? false,
    isControl: expected.control ?? false,
  })
}

function checkRecords(batch: BatchData, expected: VectorBatch, name: string): void {
  expect(batch.records.length, name).toBe(expected.records.length)
  batch.records.forEach((record, i) => {
    const wanted = expected.records[i]!
    expect([record.offset, record.timestamp], name).toEqual([Number(wanted.offset), Number(wanted.timestamp)])
    expect(printed(record.key, wanted.key), name).toEqual(wanted.key)
    expect(printed(record.value, wanted.value), name).toEqual(wanted.value)
    const headers = wanted.headers ?? []
    expect(
      record.headers.map(({ key, value }, j) => ({ key, value: printed(value, headers[j]?.value) })),
      name,
    ).toEqual(headers)
  })
}

function check(vectors: readonly Vector[]): void {
  for (const { name, hex, batches } of vectors) {
    const buf = Buffer.from(hex, 'hex')
    const read = readBatches(buf)
    expect(read.length, name).toBe(batches.length)
    read.forEach((batch, i) => {
      const expected = batches[i]!
      expect(buf[expected.position + MAGIC]).toBe(expected.magic)
      expect(checksumMatches(buf, expected.position, expected.sizeInBytes), name).toBe(true)
      checkHeader(batch, expected, name)
      checkRecords(batch, expected, name)
    })
  }
}

describe('readBatches', () => {
  it('reads what Apache Kafka wrote: a selection of every kind and magic', () => {
    check(VECTORS)
  })

  it('reads every record set that Apache Kafka wrote', ctx => {
    if (ALL_VECTORS === null) return ctx.skip(WITHOUT_GOLDEN)
    check(ALL_VECTORS)
  })

  it('stops in front of a partial batch, and of a few zeroes that a crash left', () => {
    const batch = buildBatch([{ key: null, value: Buffer.from('a'), timestamp: 1 }])
    for (const rest of [batch.subarray(0, batch.length - 1), batch.subarray(0, 14), Buffer.alloc(30)]) {
      expect(readBatches(Buffer.concat([batch, rest])).length).toBe(1)
    }
  })

  it('throws on what is no batch', () => {
    expect(() => readBatches(Buffer.alloc(100))).toThrow('no record batch at byte 0')
    const batch = buildBatch([{ key: null, value: Buffer.from('a'), timestamp: 1 }])
    batch[60] = 2
    expect(() => readBatches(batch)).toThrow('malformed records')
  })

  it('reads a chain of views', () => {
    const one = BytesView.of(buildBatch([{ key: null, value: Buffer.from('a'), timestamp: 1 }], { baseOffset: 5 }))
    one.next = BytesView.of(buildBatch([{ key: null, value: Buffer.from('b'), timestamp: 1 }], { baseOffset: 6 }))
    expect(readChain(one).map(({ baseOffset }) => baseOffset)).toEqual([5, 6])
    expect(readChain(null)).toEqual([])
  })

  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)('reads what buildBatch wrote with %s', codec => {
    const records = Array.from({ length: 300 }, (_, i) => ({
      key: i % 3 === 0 ? null : Buffer.from(`k${i}`),
      value: i % 7 === 0 ? null : Buffer.alloc(i, i),
      timestamp: 1_700_000_000_000 + i * 1000 - (i % 5) * 100_000,
      headers: i % 2 ? [{ key: 'h', value: i % 4 === 1 ? null : Buffer.from('v') }] : [],
    }))
    const [batch] = readBatches(
      buildBatch(records, { baseOffset: 77, codec, producerId: 2 ** 40, producerEpoch: 3, baseSequence: 9 }),
    )
    expect(batch!.baseOffset).toBe(77)
    expect([batch!.producerId, batch!.producerEpoch, batch!.baseSequence]).toEqual([2 ** 40, 3, 9])
    expect(batch!.records).toEqual(records.map((record, i) => ({ ...record, offset: 77 + i })))
  })
})
