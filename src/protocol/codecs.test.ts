import { afterEach, describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { CODECS } from './generated/codecs.ts'
import { FetchRequest, FetchTopic, fetchRequest } from './generated/fetch-request.ts'
import { joinGroupResponse } from './generated/join-group-response.ts'
import { metadataRequest } from './generated/metadata-request.ts'
import { PartitionProduceData, ProduceRequest, produceRequest, TopicProduceData } from './generated/produce-request.ts'
import { sameMessage } from './json.ts'
import { type AnyMessageCodec, type MessageCodec, setStrictEncoding } from './message.ts'
import { Reader } from './reader.ts'
import { Random, randomMessage } from './test-support/random-message.ts'
import { Writer } from './writer.ts'

afterEach(() => setStrictEncoding(false))

function encode<M>(codec: MessageCodec<M>, message: M, version: number): Buffer {
  const writer = new Writer(codec.size(message, version))
  codec.encode(writer, message, version)
  return writer.toBuffer()
}

function decode<M>(codec: MessageCodec<M>, bytes: Buffer, version: number): M {
  const reader = new Reader(bytes)
  const message = codec.decode(reader, version)
  expect(reader.ok).toBe(true)
  expect(reader.remaining).toBe(0)
  return message
}

function eachVersion(visit: (codec: AnyMessageCodec, version: number) => void): void {
  for (const codec of CODECS.values()) {
    for (let version = codec.minVersion; version <= codec.maxVersion; version++) visit(codec, version)
  }
}

/** Names of all fields in order, struct by struct: two objects with the same have the same shape. */
function keysOf(value: unknown, structs: Map<string, string>): void {
  if (Array.isArray(value)) for (const item of value) keysOf(item, structs)
  if (value === null || typeof value !== 'object' || Array.isArray(value) || ArrayBuffer.isView(value)) return
  if (value instanceof BytesView) return
  const keys = Object.keys(value).join()
  const { name } = value.constructor
  if ((structs.get(name) ?? keys) !== keys) expect.fail(`${name} has two shapes: ${structs.get(name)} and ${keys}`)
  structs.set(name, keys)
  for (const item of Object.values(value)) keysOf(item, structs)
}

describe('every codec', () => {
  it('gives back what it was given, in every version', () => {
    const random = new Random(44)
    setStrictEncoding(true)
    eachVersion((codec, version) => {
      for (let i = 0; i < 6; i++) {
        const message = randomMessage(codec, version, random)
        const back = decode(codec, encode(codec, message, version), version)
        if (!sameMessage(codec, message, back)) expect(back, `${codec.name} ${version}`).toEqual(message)
      }
    })
  })

  it('makes objects of one shape, whatever the version', () => {
    const random = new Random(7)
    for (const codec of CODECS.values()) {
      const structs = new Map<string, string>()
      keysOf(codec.create(), structs)
      for (let version = codec.minVersion; version <= codec.maxVersion; version++) {
        for (let i = 0; i < 3; i++) {
          keysOf(decode(codec, encode(codec, randomMessage(codec, version, random), version), version), structs)
        }
      }
    }
  })

  it('gives every message arrays and structs of its own', () => {
    for (const codec of CODECS.values()) {
      const [a, b] = [codec.create() as Record<string, unknown>, codec.create() as Record<string, unknown>]
      for (const [name, value] of Object.entries(a)) {
        if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) continue
        expect(value, `${codec.name}.${name}`).not.toBe(b[name])
      }
    }
  })

  it('skips tagged fields that it does not know', () => {
    // Kafka's empty tag section is the last byte; here it holds tag 5000 with three bytes.
    const plain = encode(fetchRequest, new FetchRequest(), 12)
    const tagged = Buffer.concat([plain.subarray(0, -1), Buffer.from([1, 0x88, 0x27, 3, 1, 2, 3])])
    expect(decode(fetchRequest, tagged, 12)).toEqual(new FetchRequest())
  })

  it('goes by the declared size of a tagged field that holds more than it knows', () => {
    const message = Object.assign(new FetchRequest(), { clusterId: 'abc' })
    const bytes = encode(fetchRequest, message, 12)
    const at = bytes.indexOf(Buffer.from([1, 0, 4, 4, 0x61, 0x62, 0x63]))
    const longer = Buffer.concat([bytes.subarray(0, at), Buffer.from([1, 0, 6, 4, 0x61, 0x62, 0x63, 9, 9])])
    expect(decode(fetchRequest, longer, 12)).toEqual(message)
    const shorter = new Reader(Buffer.concat([bytes.subarray(0, at), Buffer.from([1, 0, 3, 4, 0x61, 0x62, 0x63])]))
    fetchRequest.decode(shorter, 12)
    expect(shorter.ok).toBe(false)
  })
})

describe('record sets', () => {
  const produce = (bytes: Buffer): ProduceRequest => {
    const partition = Object.assign(new PartitionProduceData(), { records: BytesView.of(bytes) })
    const topic = Object.assign(new TopicProduceData(), { name: 't', partitionData: [partition] })
    return Object.assign(new ProduceRequest(), { topicData: [topic] })
  }

  it.each([3, 9, 13])('of some length travel as they are, not copied (version %d)', version => {
    const records = Buffer.alloc(5000, 7)
    const message = produce(records)
    const writer = new Writer(produceRequest.size(message, version))
    produceRequest.encode(writer, message, version)
    const segments = writer.segments()
    expect(segments.some(segment => segment.buffer === records.buffer && segment.length === 5000)).toBe(true)
    expect(Buffer.concat(segments)).toHaveLength(writer.totalBytes)
    const back = decode(produceRequest, Buffer.concat(segments), version)
    expect(back.topicData[0]!.partitionData[0]!.records!.copyChain()).toEqual(records)
  })

  it('are views on the frame when read', () => {
    const bytes = encode(produceRequest, produce(Buffer.from('small')), 9)
    const view = decode(produceRequest, bytes, 9).topicData[0]!.partitionData[0]!.records!
    expect(view.buf).toBe(bytes)
    expect(view.toBuffer().toString()).toBe('small')
  })
})

describe('a field that the version lacks', () => {
  const message = Object.assign(new FetchRequest(), { replicaId: 3, maxBytes: 7 })

  it('is left out', () => {
    expect(decode(fetchRequest, encode(fetchRequest, message, 18), 18).replicaId).toBe(-1)
  })

  it('is refused by strict encoding unless it is ignorable', () => {
    setStrictEncoding(true)
    expect(() => encode(fetchRequest, message, 18)).toThrow(
      'FetchRequest.replicaId is set, but version 18 does not have it',
    )
    // maxBytes came with version 3 and is ignorable.
    expect(decode(fetchRequest, encode(fetchRequest, message, 2), 2).maxBytes).toBe(0x7fffffff)
  })

  it('passes strict encoding at its default', () => {
    setStrictEncoding(true)
    const topics = [Object.assign(new FetchTopic(), { topic: 't' })]
    expect(() => encode(fetchRequest, Object.assign(new FetchRequest(), { topics }), 4)).not.toThrow()
  })
})

describe('null in a version that cannot say it', () => {
  it('is written as the empty value', () => {
    const message = Object.assign(metadataRequest.create(), { topics: null })
    expect(decode(metadataRequest, encode(metadataRequest, message, 1), 1).topics).toBeNull()
    expect(decode(metadataRequest, encode(metadataRequest, message, 0), 0).topics).toEqual([])
    const joined = Object.assign(joinGroupResponse.create(), { protocolName: null })
    expect(decode(joinGroupResponse, encode(joinGroupResponse, joined, 5), 5).protocolName).toBe('')
    expect(decode(joinGroupResponse, encode(joinGroupResponse, joined, 7), 7).protocolName).toBeNull()
  })

  it('is refused by strict encoding', () => {
    setStrictEncoding(true)
    const message = Object.assign(metadataRequest.create(), { topics: null })
    expect(() => encode(metadataRequest, message, 0)).toThrow(
      'MetadataRequest.topics is null, which version 0 cannot say',
    )
  })

  it('is refused when read', () => {
    const reader = new Reader(Buffer.from('ffffffff', 'hex'))
    metadataRequest.decode(reader, 0)
    expect(reader.ok).toBe(false)
  })
})
