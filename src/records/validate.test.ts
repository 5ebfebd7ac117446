import { describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { ErrorCode, errorName } from '../protocol/errors.ts'
import { INT64_MAX } from '../protocol/reader.ts'
import { golden, linesOf, WITHOUT_GOLDEN } from '../test-support/golden.ts'
import { ATTRIBUTES, type CodecName, codecOf, crcMatches, DELETE_HORIZON_BIT, stampCrc } from './batch.ts'
import { type BatchData, readBatches } from './batch-reader.ts'
import { buildBatch, type NewRecord } from './builder.ts'
import { firstBatchIsTransactional } from './record-set.ts'
import { type Accepted, type ProduceLimits, type Refused, validateProduce } from './validate.ts'

interface ProduceCase {
  name: string
  request: { version: number }
  topicConfigs: Record<string, string>
  error: string
  logStartOffset: number
  recordErrors: { batchIndex: number }[] | null
  hasErrorMessage: boolean
  hex: string
}

/** What the golden answers were given under. */
const NOW_MS = 1_790_000_000_000
const limitsOf = (version: number, configs: Record<string, string> = {}): ProduceLimits => ({
  apiVersion: version,
  nowMs: NOW_MS,
  compacted: (configs['cleanup.policy'] ?? '').includes('compact'),
  maxMessageBytes: Number(configs['max.message.bytes'] ?? 1_048_588),
  maxUnpackedBytes: Number(configs['max.decompressed.message.bytes'] ?? 2_147_483_639),
  logAppendTime: configs['message.timestamp.type'] === 'LogAppendTime',
  timestampBeforeMaxMs: Number(configs['message.timestamp.before.max.ms'] ?? Number.POSITIVE_INFINITY),
  timestampAfterMaxMs: Number(configs['message.timestamp.after.max.ms'] ?? 3_600_000),
  compressionType:
    configs['compression.type'] === undefined
      ? null
      : configs['compression.type'] === 'uncompressed'
        ? 'none'
        : (configs['compression.type'] as CodecName),
  compressionLevel: null,
  topicPartition: 't-0',
})

/** Decided by the producer state, the coordinators or the table of topics, not by the record set. */
const DECIDED_ELSEWHERE = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  'INVALID_REQUIRED_ACKS',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'INVALID_TOPIC_EXCEPTION',
])

const cases = linesOf<ProduceCase>(new URL('./testdata/produce.ndjson', import.meta.url)).filter(
  ({ error }) => !DECIDED_ELSEWHERE.has(error),
)

describe('a record set is judged as Apache Kafka judges it', () => {
  it.each(cases.map(found => [found.name, found.error, found] as const))('%s: %s', (name, error, found) => {
    const records = name === 'null-records' ? null : BytesView.of(Buffer.from(found.hex, 'hex'))
    const verdict = validateProduce(records, limitsOf(found.request.version, found.topicConfigs))
    if (verdict.kind === 'accepted') {
      expect(error).toBe('NONE')
      const [batch] = readBatches(verdict.records.toBuffer())
      expect(batch!.records.length).toBe(verdict.recordCount)
      return
    }
    // Where Kafka's reader throws it answers UNKNOWN_SERVER_ERROR, and null records never; a clear refusal is better.
    if (error === 'UNKNOWN_SERVER_ERROR' || name === 'null-records') {
      expect([ErrorCode.INVALID_RECORD, ErrorCode.CORRUPT_MESSAGE]).toContain(verdict.errorCode)
      return
    }
    expect(errorName(verdict.errorCode)).toBe(error)
    expect(verdict.recordErrors.map(({ batchIndex }) => batchIndex)).toEqual(
      (found.recordErrors ?? []).map(({ batchIndex }) => batchIndex),
    )
    expect(verdict.deep).toBe(found.logStartOffset !== -1)
    expect(verdict.errorMessage !== null).toBe(found.hasErrorMessage)
  })

  it('covers the whole file where it is at hand', ctx => {
    const whole = golden('records/produce.ndjson')
    if (whole === null) return ctx.skip(WITHOUT_GOLDEN)
    expect(linesOf(whole).length).toBe(linesOf(new URL('./testdata/produce.ndjson', import.meta.url)).length)
  })
})

const CODECS: readonly CodecName[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']
const record = (value: string, timestamp = NOW_MS): NewRecord => ({ key: null, value: Buffer.from(value), timestamp })
const values = Array.from({ length: 50 }, (_, i) => `value ${i}`)

function take(batch: Buffer, configs: Record<string, string> = {}): Accepted {
  const verdict = validateProduce(BytesView.of(batch), limitsOf(9, configs))
  if (verdict.kind !== 'accepted') throw new Error(`refused: ${errorName(verdict.errorCode)}`)
  const { buf, start, length } = verdict.records
  expect(crcMatches(buf, start, length)).toBe(true)
  return verdict
}

function refusalOf(batch: Buffer, configs: Record<string, string> = {}): Refused {
  const verdict = validateProduce(BytesView.of(batch), limitsOf(9, configs))
  if (verdict.kind !== 'refused') throw new Error('accepted')
  return verdict
}

const readOne = (accepted: Accepted): BatchData => readBatches(accepted.records.toBuffer())[0]!
const typeConfig = (codec: CodecName) => ({ 'compression.type': codec === 'none' ? 'uncompressed' : codec })

describe('what is taken', () => {
  it('carries the time of appending where the topic asks for it', () => {
    for (const codec of CODECS) {
      const accepted = take(buildBatch([record('a', 5), record('b', 6)], { codec }), {
        'message.timestamp.type': 'LogAppendTime',
      })
      expect(accepted.rewritten).toBe(false)
      expect(readOne(accepted)).toMatchObject({ isLogAppendTime: true, maxTimestamp: NOW_MS })
      expect(readOne(accepted).records.map(({ timestamp }) => timestamp)).toEqual([NOW_MS, NOW_MS])
    }
  })

  it('gets the largest timestamp that its records really have', () => {
    for (const maxTimestamp of [0, NOW_MS + 100]) {
      const accepted = take(buildBatch([record('a', NOW_MS - 3), record('b', NOW_MS - 9)], { maxTimestamp }))
      expect(readOne(accepted).maxTimestamp).toBe(NOW_MS - 3)
    }
  })

  it('stays as it came when nothing is to be changed', () => {
    const batch = buildBatch(values.map(value => record(value)))
    const before = Buffer.from(batch)
    expect(take(batch).records.toBuffer().equals(before)).toBe(true)
  })

  it('may have timestamps at either end of what an int64 holds', () => {
    const configs = { 'message.timestamp.after.max.ms': '9223372036854775807' }
    for (const timestamp of [INT64_MAX, 2 ** 60, -(2 ** 60)]) {
      const accepted = take(buildBatch([record('a', timestamp)], { maxTimestamp: 1 }), configs)
      expect(readOne(accepted).maxTimestamp).toBe(Math.max(timestamp, -1))
    }
  })
})

describe('compression.type', () => {
  const options = { producerId: 2 ** 33, producerEpoch: 5, baseSequence: 7, isTransactional: true }
  const headers = [{ key: 'h', value: null }]
  const records = values.map((value, i) => ({ ...record(value, NOW_MS - i), key: Buffer.from(`k${i}`), headers }))

  it.each(CODECS.flatMap(source => CODECS.map(target => [source, target] as const)))(
    'turns %s into %s and leaves everything else as it is',
    (source, target) => {
      const batch = buildBatch(records, { ...options, codec: source, maxTimestamp: 1 })
      const accepted = take(batch, typeConfig(target))
      expect(accepted.rewritten).toBe(source !== target)
      expect(accepted).toMatchObject({ isTransactional: true, recordCount: 50 })
      const { buf, start } = accepted.records
      expect(CODECS[codecOf(buf[start + ATTRIBUTES + 1]!)]).toBe(target)
      const read = readOne(accepted)
      expect(read).toMatchObject({ ...options, maxTimestamp: NOW_MS, lastOffset: 49, isLogAppendTime: false })
      expect(read.records).toEqual(records.map((wanted, offset) => ({ ...wanted, offset })))
    },
  )

  it('goes together with the time of appending', () => {
    const configs = { ...typeConfig('zstd'), 'message.timestamp.type': 'LogAppendTime' }
    const read = readOne(take(buildBatch(records, options), configs))
    expect(read).toMatchObject({ isLogAppendTime: true, maxTimestamp: NOW_MS })
    expect(read.records.every(({ timestamp }) => timestamp === NOW_MS)).toBe(true)
  })

  it('drops a delete horizon, which is not for clients to set', () => {
    const read = take(buildBatch([record('a')], { deleteHorizonMs: 5 }), typeConfig('gzip'))
    expect(read.records.buf[ATTRIBUTES + 1]! & DELETE_HORIZON_BIT).toBe(0)
    expect(readOne(read).records[0]!.timestamp).toBe(NOW_MS)
  })

  it('gives each record the timestamp that the batch claims for all, where it claims one', () => {
    const batch = buildBatch([record('a', 5), record('b', 6)], { logAppendTimeMs: NOW_MS - 1 })
    const read = readOne(take(batch, typeConfig('lz4')))
    expect(read.isLogAppendTime).toBe(false)
    expect(read.records.map(({ timestamp }) => timestamp)).toEqual([NOW_MS - 1, NOW_MS - 1])
  })

  it('uses the level that the topic sets', () => {
    const batch = buildBatch(records)
    const sizeAt = (compressionLevel: number): number => {
      const limits = { ...limitsOf(9, typeConfig('gzip')), compressionLevel }
      const verdict = validateProduce(BytesView.of(Buffer.from(batch)), limits)
      return verdict.kind === 'accepted' ? verdict.records.length : 0
    }
    expect(sizeAt(9)).toBeLessThan(sizeAt(1))
  })
})

describe('offset deltas that do not count from 0', () => {
  const uneven = (codec: CodecName): Buffer =>
    buildBatch(
      [
        { ...record('a'), offsetDelta: 1 },
        { ...record('b'), offsetDelta: 0 },
      ],
      { codec },
    )

  it('are put right in compressed batches, and in those that get compressed', () => {
    for (const accepted of [take(uneven('gzip')), take(uneven('none'), typeConfig('zstd'))]) {
      expect(accepted.rewritten).toBe(true)
      expect(readOne(accepted).records.map(({ offset, value }) => [offset, `${value}`])).toEqual([
        [0, 'a'],
        [1, 'b'],
      ])
    }
  })

  it('are left alone in uncompressed ones', () => {
    expect(take(uneven('none')).rewritten).toBe(false)
  })
})

describe('what is refused for single records', () => {
  const keyed = (timestamp: number): NewRecord => ({ ...record('v', timestamp), key: Buffer.from('k') })
  const compact = { 'cleanup.policy': 'compact' }

  it('names every record without a key, in words of Kafka', () => {
    for (const codec of CODECS) {
      const batch = buildBatch([keyed(NOW_MS), record('a'), keyed(NOW_MS), record('b')], { codec })
      const refusal = refusalOf(batch, compact)
      const message = 'Compacted topic cannot accept message without key in topic partition t-0'
      expect(refusal).toMatchObject({ errorCode: ErrorCode.INVALID_RECORD, deep: true })
      expect(refusal.recordErrors).toEqual([
        { batchIndex: 1, message },
        { batchIndex: 3, message },
      ])
      expect(refusal.errorMessage).toBe(
        'One or more records have been rejected due to 2 record errors in total, and only showing the first three errors ' +
          `at most: [RecordError(batchIndex=1, message='${message}'), RecordError(batchIndex=3, message='${message}')]`,
      )
    }
  })

  it('names timestamps that are too far off, with the bounds', () => {
    const refusal = refusalOf(buildBatch([keyed(NOW_MS), keyed(NOW_MS + 3_600_001), keyed(NOW_MS + 3_600_000)]))
    expect(refusal).toMatchObject({
      errorCode: ErrorCode.INVALID_TIMESTAMP,
      errorMessage: 'One or more records have been rejected due to invalid timestamp',
      recordErrors: [
        {
          batchIndex: 1,
          message:
            'Timestamp 1790003600001 of message with offset 1 is out of range. ' +
            // Long.MAX_VALUE is the default of message.timestamp.before.max.ms.
            'The timestamp should be within [-9223370246854775807, 1790003600000]',
        },
      ],
    })
  })

  it('names the missing key of a record rather than its timestamp, but answers INVALID_TIMESTAMP', () => {
    const refusal = refusalOf(buildBatch([record('a', NOW_MS * 2), keyed(NOW_MS * 2), record('c')]), compact)
    expect(refusal.errorCode).toBe(ErrorCode.INVALID_TIMESTAMP)
    expect(refusal.recordErrors.map(({ batchIndex, message }) => [batchIndex, message.split(' ')[0]])).toEqual([
      [0, 'Compacted'],
      [1, 'Timestamp'],
      [2, 'Compacted'],
    ])
  })

  it('does not let a producer claim the time of appending', () => {
    const refusal = refusalOf(buildBatch([keyed(5)], { logAppendTimeMs: NOW_MS }), {
      'message.timestamp.type': 'LogAppendTime',
    })
    expect(refusal.recordErrors).toEqual([
      {
        batchIndex: 0,
        message:
          `Invalid timestamp type in message DefaultRecord(offset=0, timestamp=${NOW_MS}, key=1 bytes, value=1 bytes). ` +
          'Producer should not set timestamp type to LogAppendTime.',
      },
    ])
  })

  it('lists no more than ten thousand, and counts all', () => {
    const refusal = refusalOf(buildBatch(Array.from({ length: 12_000 }, () => record(''))), compact)
    expect(refusal.recordErrors.length).toBe(10_000)
    expect(refusal.errorMessage).toContain('12000 record errors in total')
  })
})

describe('whatever the bytes are', () => {
  const batches = CODECS.map(codec => [codec, buildBatch([record('hello'), record('world')], { codec })] as const)

  it.each(batches)('%s cut or flipped anywhere is refused', (_codec, good) => {
    for (let at = 0; at < good.length; at++) {
      expect(validateProduce(new BytesView(good, 0, at), limitsOf(9)).kind).toBe('refused')
      const flipped = Buffer.from(good)
      flipped[at] = flipped[at]! ^ (1 << (at % 8))
      const verdict = validateProduce(BytesView.of(flipped), limitsOf(9))
      // Only the leader epoch lies before the checksum and is not looked at.
      if (verdict.kind === 'accepted') expect(at >= 12 && at < 16).toBe(true)
    }
  })

  it.each(batches)('%s with any bit wrong under a right checksum is judged, not thrown at', (_codec, good) => {
    const configs = [{}, typeConfig('zstd'), { 'cleanup.policy': 'compact', 'message.timestamp.type': 'LogAppendTime' }]
    for (let bit = ATTRIBUTES * 8; bit < good.length * 8; bit++) {
      for (const config of configs) {
        const flipped = Buffer.from(good)
        flipped[bit >> 3] = flipped[bit >> 3]! ^ (1 << (bit & 7))
        stampCrc(flipped, 0, flipped.length)
        const limits = { ...limitsOf(9, config), maxUnpackedBytes: 10_000 }
        const verdict = validateProduce(BytesView.of(flipped), limits)
        if (verdict.kind === 'accepted') expect(readOne(verdict).records.length).toBe(2)
      }
    }
  })
})

describe('firstBatchIsTransactional', () => {
  it('looks at the first batch alone', () => {
    const plain = buildBatch([record('a')])
    const transactional = buildBatch([record('a')], { isTransactional: true })
    const asked = [transactional, Buffer.concat([transactional, plain]), Buffer.concat([plain, transactional]), plain]
    expect(asked.map(bytes => firstBatchIsTransactional(BytesView.of(bytes)))).toEqual([true, true, false, false])
    expect(firstBatchIsTransactional(null)).toBe(false)
    expect(firstBatchIsTransactional(BytesView.of(transactional.subarray(0, 30)))).toBe(false)
  })
})
