import { describe, expect, it } from 'vitest'
import { alterClientQuotasRequest } from './generated/alter-client-quotas-request.ts'
import { consumerGroupMemberMetadataValue } from './generated/consumer-group-member-metadata-value.ts'
import { consumerGroupMetadataValue } from './generated/consumer-group-metadata-value.ts'
import { FetchRequest, FetchTopic, fetchRequest } from './generated/fetch-request.ts'
import { produceRequest } from './generated/produce-request.ts'
import { fromJson, type JsonValue, jsonText, sameMessage, toJson } from './json.ts'

describe('the JSON form', () => {
  it('has the fields of the version, and tagged ones only where they are not at their default', () => {
    const message = Object.assign(new FetchRequest(), { topics: [Object.assign(new FetchTopic(), { topic: 'a' })] })
    expect(toJson(fetchRequest, message, 0)).toEqual({
      replicaId: -1,
      maxWaitMs: 0,
      minBytes: 0,
      topics: [{ topic: 'a', partitions: [] }],
    })
    message.clusterId = 'c'
    expect(toJson(fetchRequest, message, 17)).toMatchObject({ clusterId: 'c' })
    expect(toJson(fetchRequest, message, 17)).not.toHaveProperty('replicaState')
    expect(toJson(fetchRequest, message, 11)).not.toHaveProperty('clusterId')
  })

  it('makes messages of the generated classes', () => {
    const message = fromJson(fetchRequest, { topics: [{ topic: 'a' }] }, 12) as FetchRequest
    expect(message).toBeInstanceOf(FetchRequest)
    expect(message.topics[0]).toBeInstanceOf(FetchTopic)
    expect(message.maxBytes).toBe(0x7fffffff)
  })

  it('writes integers beyond 2^53 as text and takes either', () => {
    const json = { epoch: 1, metadataHash: '9007199254740993' }
    const message = fromJson(consumerGroupMetadataValue, json, 0)
    expect(message).toMatchObject({ metadataHash: 9007199254740993n })
    expect(toJson(consumerGroupMetadataValue, message, 0)).toEqual(json)
    const small = fromJson(consumerGroupMetadataValue, { metadataHash: 5 }, 0)
    expect(toJson(consumerGroupMetadataValue, small, 0)['metadataHash']).toBe(5)
  })

  it('keeps the sign of zero as text', () => {
    expect(jsonText({ a: [-0, 0, 1.5, 'x', null, true], b: {} })).toBe('{"a":[-0.0,0,1.5,"x",null,true],"b":{}}')
  })

  it('tells a tagged struct that is null from one of defaults', () => {
    const json = { classicMemberMetadata: null }
    const message = fromJson(consumerGroupMemberMetadataValue, json, 0)
    expect(toJson(consumerGroupMemberMetadataValue, message, 0)).toMatchObject(json)
    expect(sameMessage(consumerGroupMemberMetadataValue, message, consumerGroupMemberMetadataValue.create())).toBe(
      false,
    )
  })
})

describe('JSON that is no such message', () => {
  const wrong: [string, JsonValue, string][] = [
    ['an array instead of the message', [], '/: an object is needed, not []'],
    ['a field that does not exist', { topicz: [] }, '/topicz: FetchRequest has no such field'],
    [
      'a field of a deeper struct that does not exist',
      { topics: [{ x: 1 }] },
      '/topics/0/x: FetchTopic has no such field',
    ],
    [
      'a field of another version',
      { clusterId: 'c' },
      '/clusterId: version 11 of the message does not have this field',
    ],
    ['null where it is not allowed', { topics: null }, '/topics: version 11 of the message does not allow null here'],
    ['a number as text', { rackId: 5 }, '/rackId: a string is needed, not 5'],
    [
      'an integer out of range',
      { isolationLevel: 128 },
      '/isolationLevel: an integer from -128 to 127 is needed, not 128',
    ],
    ['a fraction', { maxWaitMs: 1.5 }, '/maxWaitMs: an integer from -2147483648 to 2147483647 is needed, not 1.5'],
    ['an object instead of an array', { topics: {} }, '/topics: an array is needed, not {}'],
  ]

  it.each(wrong)('is refused with its place: %s', (_, json, sentence) => {
    expect(() => fromJson(fetchRequest, json, 11)).toThrow(sentence)
  })

  it('is refused for bytes, records, uuids, booleans and floats', () => {
    expect(() => fromJson(fetchRequest, { topics: [{ topicId: 'short' }] }, 13)).toThrow('a uuid of 22 characters')
    const topicData = [{ partitionData: [{ records: 'abc' }] }]
    expect(() => fromJson(produceRequest, { topicData }, 9)).toThrow(
      '/topicData/0/partitionData/0/records: hex is needed',
    )
    expect(() => fromJson(alterClientQuotasRequest, { validateOnly: 1 }, 0)).toThrow('true or false')
    const entries = [{ ops: [{ value: 'many' }] }]
    expect(() => fromJson(alterClientQuotasRequest, { entries }, 0)).toThrow(
      '/entries/0/ops/0/value: a number is needed',
    )
    const supportedProtocols = [{ metadata: '§' }]
    expect(() =>
      fromJson(consumerGroupMemberMetadataValue, { classicMemberMetadata: { supportedProtocols } }, 0),
    ).toThrow('base64 is needed')
  })
})
