import { describe, expect, it } from 'vitest'
import { encodeAddress, envelopeProblem, openEnvelope, openResponse, sealRequest, sealResponse } from './envelope.ts'
import { ErrorCode } from './errors.ts'
import { ApiVersionsRequest, apiVersionsRequest } from './generated/api-versions-request.ts'
import { ApiVersionsResponse, apiVersionsResponse } from './generated/api-versions-response.ts'
import { CreatableTopic, CreateTopicsRequest, createTopicsRequest } from './generated/create-topics-request.ts'
import { CreatableTopicResult, CreateTopicsResponse, createTopicsResponse } from './generated/create-topics-response.ts'
import { EnvelopeRequest, envelopeRequest } from './generated/envelope-request.ts'
import { EnvelopeResponse, envelopeResponse } from './generated/envelope-response.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

const SENDER = { principal: 'User:alice', address: '10.1.2.3', clientId: 'a client' }

function request(): CreateTopicsRequest {
  const topic = Object.assign(new CreatableTopic(), { name: 'orders', numPartitions: 3, replicationFactor: 2 })
  return Object.assign(new CreateTopicsRequest(), { topics: [topic], timeoutMs: 1000 })
}

/** As it travels: encoded and decoded. */
function travel(envelope: EnvelopeRequest): EnvelopeRequest {
  const writer = new Writer(envelopeRequest.size(envelope, 0))
  envelopeRequest.encode(writer, envelope, 0)
  const bytes = Buffer.concat(writer.segments())
  const reader = new Reader(bytes, 0, bytes.length)
  const message = envelopeRequest.decode(reader, 0)
  expect(reader.ok).toBe(true)
  return message
}

describe('a request in an envelope', () => {
  it.each([2, 4, 5, 7])('comes out as it went in: CreateTopics %i', apiVersion => {
    const opened = openEnvelope(travel(sealRequest(createTopicsRequest, apiVersion, 4711, request(), SENDER)))!
    const { body, ...head } = opened
    expect(head).toEqual({
      apiKey: 19,
      apiVersion,
      correlationId: 4711,
      clientId: 'a client',
      principal: 'User:alice',
    })
    const message = createTopicsRequest.decode(body, apiVersion)
    expect(body.ok).toBe(true)
    expect(message.topics[0]).toMatchObject({ name: 'orders', numPartitions: 3, replicationFactor: 2 })
  })

  it('of a client without a name, and with a principal whose name has colons', () => {
    const sender = { principal: 'User:CN=a:b,O=c', address: '::1', clientId: null }
    const opened = openEnvelope(sealRequest(createTopicsRequest, 7, 1, request(), sender))!
    expect(opened).toMatchObject({ clientId: null, principal: 'User:CN=a:b,O=c' })
  })

  it('is laid out as the schemas of header and principal say', () => {
    const envelope = sealRequest(apiVersionsRequest, 3, 7, new ApiVersionsRequest(), {
      principal: 'User:ANONYMOUS',
      address: '127.0.0.1',
      clientId: 'c',
    })
    // Header 2: key 18, version 3, correlation id, client id as int16 string, no tags; then two empty compact strings,
    // no tags.
    expect(envelope.requestData.toString('hex')).toBe('0012000300000007000163000101' + '00')
    // DefaultPrincipalData behind its version: compact strings, tokenAuthenticated, no tags.
    expect(envelope.requestPrincipal!.toString('hex')).toBe(
      '0000' + '05' + '55736572' + '0a' + '414e4f4e594d4f5553' + '00' + '00',
    )
    expect(envelope.clientHostAddress.toString('hex')).toBe('7f000001')
  })

  it('is null where the bytes are none, whatever they are, and never an exception', () => {
    const whole = sealRequest(createTopicsRequest, 7, 1, request(), SENDER)
    const { requestData, requestPrincipal } = whole
    for (let length = 0; length < requestData.length; length++) {
      const cut = Object.assign(new EnvelopeRequest(), whole, { requestData: requestData.subarray(0, length) })
      const opened = openEnvelope(cut)
      if (opened === null) continue
      createTopicsRequest.decode(opened.body, 7)
      expect(opened.body.ok, `cut at ${length}`).toBe(false)
    }
    for (let length = 0; length < requestPrincipal!.length; length++) {
      const cut = Object.assign(new EnvelopeRequest(), whole, {
        requestPrincipal: requestPrincipal!.subarray(0, length),
      })
      expect(openEnvelope(cut), `principal cut at ${length}`).toBeNull()
    }
    const unknown = Object.assign(new EnvelopeRequest(), whole, {
      requestData: Buffer.from('7fff000000000001ffff', 'hex'),
    })
    expect(openEnvelope(unknown)?.apiKey ?? 32767).toBe(32767)
    const future = Object.assign(new EnvelopeRequest(), whole, { requestPrincipal: Buffer.from('0009', 'hex') })
    expect(openEnvelope(future)).toBeNull()
  })

  it('is refused without a principal that can be read, or an address', () => {
    const problemOf = (change: Partial<EnvelopeRequest>): number =>
      envelopeProblem(Object.assign(sealRequest(createTopicsRequest, 7, 1, request(), SENDER), change))
    expect(problemOf({})).toBe(ErrorCode.NONE)
    expect(problemOf({ clientHostAddress: Buffer.alloc(16) })).toBe(ErrorCode.NONE)
    expect(problemOf({ clientHostAddress: Buffer.alloc(3) })).toBe(ErrorCode.INVALID_REQUEST)
    for (const requestPrincipal of [null, Buffer.alloc(0), Buffer.from('0009', 'hex')])
      expect(problemOf({ requestPrincipal })).toBe(ErrorCode.PRINCIPAL_DESERIALIZATION_FAILURE)
  })
})

describe('an answer in an envelope', () => {
  it.each([2, 4, 5, 7])('comes out as it went in: CreateTopics %i', apiVersion => {
    const response = new CreateTopicsResponse()
    response.topics = [
      Object.assign(new CreatableTopicResult(), { name: 'orders', errorCode: 36, errorMessage: 'there' }),
    ]
    const envelope = new EnvelopeResponse()
    envelope.responseData = sealResponse(createTopicsResponse, apiVersion, 4711, response)
    const writer = new Writer(envelopeResponse.size(envelope, 0))
    envelopeResponse.encode(writer, envelope, 0)
    const bytes = Buffer.concat(writer.segments())
    const travelled = envelopeResponse.decode(new Reader(bytes, 0, bytes.length), 0)
    expect(travelled.responseData!.readInt32BE(0)).toBe(4711)
    const opened = openResponse(createTopicsResponse, apiVersion, travelled.responseData!)!
    expect(opened.topics[0]).toMatchObject({ name: 'orders', errorCode: 36, errorMessage: 'there' })
  })

  it('has header 0 where it answers ApiVersions', () => {
    const data = sealResponse(apiVersionsResponse, 3, 9, new ApiVersionsResponse())
    expect(data.subarray(0, 6).toString('hex')).toBe('000000090000')
  })

  it('is null where it is cut short', () => {
    const data = sealResponse(createTopicsResponse, 7, 1, new CreateTopicsResponse())
    for (let length = 0; length < data.length; length++) {
      expect(openResponse(createTopicsResponse, 7, data.subarray(0, length)), `cut at ${length}`).toBeNull()
    }
  })
})

describe('the address of whoever asked', () => {
  it.each([
    ['127.0.0.1', '7f000001'],
    ['255.254.0.9', 'fffe0009'],
    ['::ffff:10.0.0.1', '0a000001'],
    ['::FFFF:10.0.0.1', '0a000001'],
    ['::1', '00000000000000000000000000000001'],
    ['::', '00000000000000000000000000000000'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
    ['2001:db8::8:800:200c:417a', '20010db80000000000080800200c417a'],
    ['2001:db8:1:2:3:4:5:6', '20010db8000100020003000400050006'],
    ['1::', '00010000000000000000000000000000'],
    ['64:ff9b::192.0.2.33', '0064ff9b0000000000000000c0000221'],
  ])('%s is %s', (address, hex) => {
    expect(encodeAddress(address).toString('hex')).toBe(hex)
  })
})
