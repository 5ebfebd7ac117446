import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { ErrorCode, errorName } from '../protocol/errors.ts'
import type { CodecName } from './batch.ts'
import { readBatches } from './batch-reader.ts'
import { buildBatch } from './builder.ts'
import { type ProduceLimits, validateProduce } from './validate.ts'

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

const cases = readFileSync(new URL('./testdata/produce.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as ProduceCase)
  .filter(({ error }) => !DECIDED_ELSEWHERE.has(error))

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
    const shared = new URL('../../../shared/golden/records/produce.ndjson', import.meta.url)
    if (!existsSync(shared)) ctx.skip('the golden record sets are not beside this checkout')
    expect(readFileSync(shared, 'utf8').trim().split('\n').length).toBe(
      readFileSync(new URL('./testdata/produce.ndjson', import.meta.url), 'utf8')
        .trim()
        .split('\n').length,
    )
  })
})

describe('what is taken', () => {
  const record = (value: string, timestamp = NOW_MS) => ({ key: null, value: Buffer.from(value), timestamp })

  it('carries the time of appending where the topic asks for it', () => {
    const batch = buildBatch([record('a', 5), record('b', 6)])
    const verdict = validateProduce(BytesView.of(batch), limitsOf(9, { 'message.timestamp.type': 'LogAppendTime' }))
    expect(verdict.kind).toBe('accepted')
    expect(readBatches(batch)[0]!.records.map(({ timestamp }) => timestamp)).toEqual([NOW_MS, NOW_MS])
  })

  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
    'is recompressed to %s where the topic says so',
    codec => {
      const values = Array.from({ length: 50 }, (_, i) => `value ${i}`)
      const source = buildBatch(
        values.map(value => record(value)),
        { codec: codec === 'gzip' ? 'lz4' : 'gzip' },
      )
      const verdict = validateProduce(
        BytesView.of(source),
        limitsOf(9, { 'compression.type': codec === 'none' ? 'uncompressed' : codec }),
      )
      if (verdict.kind !== 'accepted') throw new Error('refused')
      expect(verdict.rewritten).toBe(true)
      const [batch] = readBatches(verdict.records.toBuffer())
      expect(batch!.records.map(({ value }) => value!.toString())).toEqual(values)
    },
  )

  it('never throws on bytes cut or flipped anywhere', () => {
    for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
      const good = buildBatch([record('hello'), record('world')], { codec })
      for (let at = 0; at < good.length; at++) {
        validateProduce(new BytesView(good, 0, at), limitsOf(9))
        const flipped = Buffer.from(good)
        flipped[at] = flipped[at]! ^ (1 << (at % 8))
        const verdict = validateProduce(BytesView.of(flipped), limitsOf(9))
        // Base offset and leader epoch lie before the checksum.
        if (verdict.kind === 'accepted') expect(at).toBeLessThan(16)
      }
    }
  })
})
