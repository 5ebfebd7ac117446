import { describe, expect, it } from 'vitest'
import { WITHOUT_GOLDEN } from '../test-support/golden.ts'
import {
  ATTRIBUTES,
  BASE_TIMESTAMP,
  CONTROL_BIT,
  int16At,
  int64At,
  LOG_APPEND_TIME_BIT,
  TRANSACTIONAL_BIT,
} from './batch.ts'
import { readBatches, recordsOf } from './batch-reader.ts'
import { buildBatch, type NewRecord } from './builder.ts'
import { buildControlBatch, buildEndTxnMarker, ControlType, controlTypeOf } from './control.ts'
import { ALL_VECTORS, VECTORS, type Vector, type VectorBatch } from './test-support/vectors.ts'

/** The same batch built again from what stands in it. */
function rebuilt(buf: Buffer, expected: VectorBatch): Buffer {
  const at = expected.position
  const attributes = int16At(buf, at + ATTRIBUTES)
  const baseTimestamp = int64At(buf, at + BASE_TIMESTAMP)
  const cursor = recordsOf(buf, at)!
  const records: NewRecord[] = []
  while (cursor.next()) {
    const { key, value, headers, offsetDelta, timestampDelta } = cursor
    records.push({ key, value, headers, offsetDelta, timestamp: baseTimestamp + timestampDelta })
  }
  const maxTimestamp = Number(expected.maxTimestamp)
  return buildBatch(records, {
    baseOffset: Number(expected.baseOffset),
    leaderEpoch: expected.partitionLeaderEpoch!,
    producerId: Number(expected.producerId),
    producerEpoch: expected.producerEpoch!,
    baseSequence: expected.baseSequence!,
    isTransactional: (attributes & TRANSACTIONAL_BIT) !== 0,
    isControl: (attributes & CONTROL_BIT) !== 0,
    lastOffsetDelta: expected.lastOffsetDelta!,
    maxTimestamp,
    ...((attributes & LOG_APPEND_TIME_BIT) !== 0 && { logAppendTimeMs: maxTimestamp }),
    ...(expected.deleteHorizonMs != null && { deleteHorizonMs: expected.deleteHorizonMs }),
  })
}

function check(vectors: readonly Vector[]): number {
  let compared = 0
  for (const { name, hex, batches } of vectors) {
    const buf = Buffer.from(hex, 'hex')
    for (const batch of batches) {
      if (batch.magic !== 2 || batch.compression !== 'none') continue
      const bytes = buf.subarray(batch.position, batch.position + batch.sizeInBytes)
      expect(rebuilt(buf, batch).toString('hex'), name).toBe(bytes.toString('hex'))
      compared++
    }
  }
  return compared
}

describe('buildBatch', () => {
  it('writes the bytes that Apache Kafka writes: a selection', () => {
    expect(check(VECTORS)).toBeGreaterThan(25)
  })

  it('writes the bytes that Apache Kafka writes: all uncompressed batches', ctx => {
    if (ALL_VECTORS === null) return ctx.skip(WITHOUT_GOLDEN)
    expect(check(ALL_VECTORS)).toBeGreaterThan(60)
  })

  it('takes largest timestamp and last delta from the records', () => {
    const at = (timestamp: number, offsetDelta: number): NewRecord => ({
      key: null,
      value: null,
      timestamp,
      offsetDelta,
    })
    const [batch] = readBatches(buildBatch([at(5, 0), at(9, 3), at(-1, 7)], { baseOffset: 10 }))
    expect([batch!.maxTimestamp, batch!.lastOffset]).toEqual([9, 17])
    expect(batch!.records.map(({ offset, timestamp }) => [offset, timestamp])).toEqual([
      [10, 5],
      [13, 9],
      [17, -1],
    ])
  })
})

describe('control batches', () => {
  const found = (name: string): Vector => VECTORS.find(vector => vector.name === name)!

  it.each([
    ['v2-control-commit-coordinator-epoch-0', true],
    ['v2-control-abort-coordinator-epoch-0', false],
  ])('%s is what buildEndTxnMarker writes', (name, commit) => {
    const { hex, batches } = found(name)
    const [expected] = batches
    const marker = buildEndTxnMarker({
      commit,
      producerId: Number(expected!.producerId),
      producerEpoch: expected!.producerEpoch!,
      coordinatorEpoch: expected!.records[0]!.controlRecord!.coordinatorEpoch!,
      timestampMs: Number(expected!.maxTimestamp),
    })
    marker.set(Buffer.from(hex, 'hex').subarray(0, 16))
    expect(marker.toString('hex')).toBe(hex)
  })

  it.each([
    ['v2-control-leader-change-version-0', ControlType.LEADER_CHANGE],
    ['v2-control-snapshot-header', ControlType.SNAPSHOT_HEADER],
    ['v2-control-kraft-version', ControlType.KRAFT_VERSION],
  ])('%s is what buildControlBatch writes', (name, type) => {
    const { hex, batches } = found(name)
    const [expected] = batches
    const value = Buffer.from(expected!.records[0]!.value as string, 'base64')
    const built = buildControlBatch([{ type, value }], {
      baseOffset: Number(expected!.baseOffset),
      leaderEpoch: expected!.partitionLeaderEpoch!,
      timestampMs: Number(expected!.maxTimestamp),
    })
    expect(built.toString('hex')).toBe(hex)
    expect(controlTypeOf(readBatches(built)[0]!.records[0]!.key)).toBe(type)
  })

  it('have no type where the key is too short for one', () => {
    expect([controlTypeOf(null), controlTypeOf(Buffer.alloc(3))]).toEqual([-1, -1])
  })
})
