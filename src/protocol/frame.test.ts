import { describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { golden, linesOf, WITHOUT_GOLDEN } from '../test-support/golden.ts'
import { ApiKey, requestHeaderVersion, responseHeaderVersion } from './api-keys.ts'
import { requestFrame, responseFrame } from './frame.ts'
import { apiVersionsResponse } from './generated/api-versions-response.ts'
import { FetchableTopicResponse, FetchResponse, fetchResponse, PartitionData } from './generated/fetch-response.ts'
import { heartbeatRequest } from './generated/heartbeat-request.ts'
import { requestHeader } from './generated/request-header.ts'
import { responseHeader } from './generated/response-header.ts'
import {
  decodeRequestHeader,
  decodeResponseHeader,
  encodeRequestHeader,
  encodeResponseHeader,
  requestHeaderSize,
  responseHeaderSize,
} from './header.ts'
import { fromJson, type JsonObject, toJson } from './json.ts'
import type { AnyMessageCodec } from './message.ts'
import { Reader } from './reader.ts'
import { testdataLines } from './test-support/vectors.ts'
import { Writer } from './writer.ts'

interface HeaderVector {
  apiKey: number
  apiVersion: number
  request: { headerVersion: number; json: JsonObject; hex: string }
  response: { headerVersion: number; json: JsonObject; hex: string }
}

function throughCodec(codec: AnyMessageCodec, version: number, json: JsonObject, hex: string): void {
  const message = fromJson(codec, json, version)
  const writer = new Writer(codec.size(message, version))
  codec.encode(writer, message, version)
  expect(writer.toBuffer().toString('hex')).toBe(hex)
  const reader = new Reader(Buffer.from(hex, 'hex'))
  expect(toJson(codec, codec.decode(reader, version) as object, version)).toEqual(json)
  expect(reader.ok).toBe(true)
}

function check({ apiKey, apiVersion, request, response }: HeaderVector): void {
  expect(requestHeaderVersion(apiKey, apiVersion)).toBe(request.headerVersion)
  expect(responseHeaderVersion(apiKey, apiVersion)).toBe(response.headerVersion)

  const requestBytes = Buffer.from(request.hex, 'hex')
  const reader = new Reader(requestBytes)
  const header = decodeRequestHeader(reader)
  expect([reader.ok, reader.remaining]).toEqual([true, 0])
  const { correlationId, clientId } = request.json as { correlationId: number; clientId: string | null }
  expect(header).toEqual({ apiKey, apiVersion, correlationId, clientId })
  const writer = new Writer(requestHeaderSize(header))
  encodeRequestHeader(writer, header)
  expect(writer.toBuffer()).toEqual(requestBytes)

  const responseBytes = Buffer.from(response.hex, 'hex')
  const id = response.json['correlationId'] as number
  expect(decodeResponseHeader(new Reader(responseBytes), response.headerVersion)).toBe(id)
  const answer = new Writer(responseHeaderSize(response.headerVersion))
  encodeResponseHeader(answer, response.headerVersion, id)
  expect(answer.toBuffer()).toEqual(responseBytes)

  throughCodec(requestHeader, request.headerVersion, request.json, request.hex)
  throughCodec(responseHeader, response.headerVersion, response.json, response.hex)
}

describe('headers that Apache Kafka wrote', () => {
  const vectors = testdataLines<HeaderVector>('headers.ndjson')

  it.each(vectors)('API $apiKey version $apiVersion', check)

  const whole = golden('headers.ndjson')
  it.skipIf(whole === null)(`of every API version (skipped where ${WITHOUT_GOLDEN})`, () => {
    const all = linesOf<HeaderVector>(whole!)
    expect(all.length).toBeGreaterThan(300)
    all.forEach(check)
  })
})

describe('request headers', () => {
  it('of version 0 have no client id', () => {
    const reader = new Reader(Buffer.from('0007000000000005', 'hex'))
    expect(decodeRequestHeader(reader)).toEqual({ apiKey: 7, apiVersion: 0, correlationId: 5, clientId: null })
    expect([reader.ok, reader.remaining]).toEqual([true, 0])
  })

  it('skip tagged fields', () => {
    const reader = new Reader(Buffer.from('000c00040000000500016101050299990a', 'hex'))
    expect(decodeRequestHeader(reader).clientId).toBe('a')
    expect([reader.ok, reader.remaining]).toEqual([true, 1])
  })

  it('that are cut are refused', () => {
    const bytes = Buffer.from('000c000400000005000161', 'hex')
    for (let end = 0; end <= bytes.length; end++) {
      const reader = new Reader(bytes, 0, end)
      decodeRequestHeader(reader)
      expect(reader.ok).toBe(false)
    }
  })
})

describe('frames', () => {
  it('of requests carry their own length, header and body', () => {
    const message = Object.assign(heartbeatRequest.create(), { groupId: 'g', memberId: 'm' })
    const frame = Buffer.concat(requestFrame(heartbeatRequest, 4, 77, 'client', message))
    const reader = new Reader(frame)
    expect(reader.int32()).toBe(frame.length - 4)
    expect(decodeRequestHeader(reader)).toEqual({ apiKey: 12, apiVersion: 4, correlationId: 77, clientId: 'client' })
    expect(heartbeatRequest.decode(reader, 4)).toEqual(message)
    expect([reader.ok, reader.remaining]).toEqual([true, 0])
  })

  it('of responses count the record sets that travel beside them', () => {
    const records = Buffer.alloc(100_000, 1)
    const partition = Object.assign(new PartitionData(), { records: BytesView.of(records) })
    const topic = Object.assign(new FetchableTopicResponse(), { topic: 't', partitions: [partition] })
    const message = Object.assign(new FetchResponse(), { responses: [topic] })
    const segments = responseFrame(fetchResponse, 12, 5, message)
    expect(segments.some(segment => segment.buffer === records.buffer)).toBe(true)
    const frame = Buffer.concat(segments)
    const reader = new Reader(frame)
    expect(reader.int32()).toBe(frame.length - 4)
    expect(decodeResponseHeader(reader, responseHeaderVersion(ApiKey.Fetch, 12))).toBe(5)
    const back = fetchResponse.decode(reader, 12)
    expect(back.responses[0]!.partitions[0]!.records!.length).toBe(100_000)
    expect([reader.ok, reader.remaining]).toEqual([true, 0])
  })

  it('of ApiVersions answers keep header version 0', () => {
    const frame = Buffer.concat(responseFrame(apiVersionsResponse, 4, 9, apiVersionsResponse.create()))
    const reader = new Reader(frame, 8)
    expect(apiVersionsResponse.decode(reader, 4)).toEqual(apiVersionsResponse.create())
    expect([reader.ok, reader.remaining]).toEqual([true, 0])
  })
})
