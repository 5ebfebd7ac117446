import { describe, expect, it } from 'vitest'
import { golden, linesOf, WITHOUT_GOLDEN } from '../test-support/golden.ts'
import {
  coordinatorCodecs,
  decodeCoordinatorRecord,
  encodeCoordinatorKey,
  encodeCoordinatorValue,
} from './coordinator-record.ts'
import { CODECS } from './generated/codecs.ts'
import { COORDINATOR_CODECS, type CoordinatorTopic } from './generated/coordinator-codecs.ts'
import { OffsetCommitKey, offsetCommitKey } from './generated/offset-commit-key.ts'
import { TopicRecord, topicRecord } from './generated/topic-record.ts'
import { type JsonObject, toJson } from './json.ts'
import { decodeMetadataRecord, encodeMetadataRecord, metadataRecord, metadataRecordCodec } from './metadata-record.ts'
import { selectedVectors, testdataLines } from './test-support/vectors.ts'

interface MetadataVector {
  type: string
  id: number
  version: number
  data: JsonObject
  hex: string
}

function check({ id, version, data, hex }: MetadataVector): void {
  const record = decodeMetadataRecord(Buffer.from(hex, 'hex'))
  if (typeof record === 'string') expect.fail(record)
  expect([record.apiKey, record.version]).toEqual([id, version])
  expect(toJson(metadataRecordCodec(id)!, record.message, version)).toEqual(data)
  expect(encodeMetadataRecord(record).toString('hex')).toBe(hex)
}

describe('metadata records', () => {
  it.each(testdataLines<MetadataVector>('metadata-records.ndjson'))('of a real broker: $type', check)

  const whole = golden('datadir/metadata.ndjson')
  it.skipIf(whole === null)(`all of a real broker's (skipped where ${WITHOUT_GOLDEN})`, () => {
    const lines = linesOf<MetadataVector>(whole!).filter(line => line.type !== undefined)
    expect(lines.length).toBeGreaterThan(400)
    lines.forEach(check)
  })

  it('have a codec for every record schema of that type', () => {
    for (const { message } of selectedVectors().filter(vector => (vector as { type?: string }).type === 'metadata')) {
      const codec = CODECS.get(message)!
      // Tiered storage has records of its own, in a topic of its own, which Gregor does not keep.
      if (message.startsWith('Remote')) continue
      expect(metadataRecordCodec(codec.apiKey)?.name).toBe(message)
    }
  })

  it.each([
    ['', 'too short for its frame'],
    ['02020000', 'frame version 2 is not known'],
    ['017f00', 'metadata record type 127 is not known'],
    ['010209', 'TopicRecord version 9 is not known'],
    ['010200ff', 'TopicRecord version 0 is malformed'],
  ])('%s is refused in a sentence', (hex, sentence) => {
    expect(decodeMetadataRecord(Buffer.from(hex, 'hex'))).toContain(sentence)
  })

  it('are framed with frame version, type and version', () => {
    const message = Object.assign(new TopicRecord(), { name: 't' })
    const bytes = encodeMetadataRecord(metadataRecord(topicRecord, 0, message))
    expect(bytes.subarray(0, 3).toString('hex')).toBe('010200')
    expect(decodeMetadataRecord(bytes)).toEqual({ apiKey: 2, version: 0, message })
  })
})

describe('coordinator records', () => {
  const topics = Object.keys(COORDINATOR_CODECS) as CoordinatorTopic[]
  const vectors = selectedVectors()
  const bytesOf = (prefix: number, hex: string): Buffer => {
    const bytes = Buffer.alloc(2)
    bytes.writeInt16BE(prefix)
    return Buffer.concat([bytes, Buffer.from(hex, 'hex')])
  }

  it('of every type and version are read and written with their prefixes', () => {
    let count = 0
    for (const topic of topics) {
      for (const [type, [keyCodec, valueCodec]] of COORDINATOR_CODECS[topic]) {
        const keys = vectors.filter(({ message, kind }) => message === keyCodec.name && kind !== 'unknown-tags')
        const values = vectors.filter(({ message, kind }) => message === valueCodec.name && kind !== 'unknown-tags')
        expect(Math.min(keys.length, values.length)).toBeGreaterThan(0)
        for (const value of values) {
          const key = keys[count++ % keys.length]!
          const [keyBytes, valueBytes] = [bytesOf(type, key.hex), bytesOf(value.version, value.hex)]
          const record = decodeCoordinatorRecord(topic, keyBytes, valueBytes)
          if (typeof record === 'string') expect.fail(record)
          expect(toJson(keyCodec, record.key, 0)).toEqual(key.json)
          expect(toJson(valueCodec, record.value!, value.version)).toEqual(value.json)
          expect(encodeCoordinatorKey(keyCodec, record.key)).toEqual(keyBytes)
          expect(encodeCoordinatorValue(valueCodec, record.valueVersion, record.value)).toEqual(valueBytes)
        }
      }
    }
    expect(count).toBeGreaterThan(80)
  })

  it('hold every schema of keys and values', () => {
    const known = new Set(
      topics.flatMap(topic => [...COORDINATOR_CODECS[topic].values()].flat().map(codec => codec.name)),
    )
    const schemas = [...CODECS.keys()].filter(name => /(Key|Value)$/.test(name))
    expect(schemas.filter(name => !known.has(name))).toEqual([])
    expect(known.size).toBe(schemas.length)
  })

  it('number their types per topic', () => {
    expect(coordinatorCodecs('__consumer_offsets', 0)?.[0].name).toBe('LegacyOffsetCommitKey')
    expect(coordinatorCodecs('__transaction_state', 0)?.[0].name).toBe('TransactionLogKey')
    expect(coordinatorCodecs('__share_group_state', 0)?.[0].name).toBe('ShareSnapshotKey')
    expect(coordinatorCodecs('__transaction_state', 1)).toBeUndefined()
  })

  const key = encodeCoordinatorKey(offsetCommitKey, Object.assign(new OffsetCommitKey(), { group: 'g', topic: 't' }))

  it('without a value are tombstones', () => {
    const record = decodeCoordinatorRecord('__consumer_offsets', key, null)
    expect(record).toMatchObject({
      type: 1,
      key: { group: 'g', topic: 't', partition: 0 },
      value: null,
      valueVersion: -1,
    })
  })

  it.each([
    ['00', '0000', 'the key is too short for its type'],
    ['0063', '0000', 'type 99 is no record type of __consumer_offsets'],
    ['000100', '0000', 'OffsetCommitKey is malformed'],
    [key.toString('hex'), '00', 'OffsetCommitValue is too short for its version'],
    [key.toString('hex'), '0009', 'OffsetCommitValue version 9 is not known'],
    [key.toString('hex'), '00030001', 'OffsetCommitValue version 3 is malformed'],
  ])('of key %s and value %s are refused in a sentence', (keyHex, valueHex, sentence) => {
    const record = decodeCoordinatorRecord(
      '__consumer_offsets',
      Buffer.from(keyHex, 'hex'),
      Buffer.from(valueHex, 'hex'),
    )
    expect(record).toBe(sentence)
  })
})
