/**
 * Envelope (KIP-590): a client's request as it travels from the broker that took it to the controller, with the principal and
 * address of whoever asked; and the answer on its way back. The principal is in Kafka's default form (`DefaultPrincipalData` behind its version).
 */
import { requestHeaderVersion, responseHeaderVersion } from './api-keys.ts'
import { DefaultPrincipalData, defaultPrincipalData } from './generated/default-principal-data.ts'
import { EnvelopeRequest } from './generated/envelope-request.ts'
import {
  decodeResponseHeader,
  encodeRequestHeader,
  encodeResponseHeader,
  requestHeaderSize,
  responseHeaderSize,
} from './header.ts'
import type { MessageCodec } from './message.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

export interface Sender {
  /** `Type:name` */
  readonly principal: string
  readonly address: string
  readonly clientId: string | null
}

export interface OpenedEnvelope {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  readonly clientId: string | null
  readonly principal: string
  /** Stands at the body of the embedded request. */
  readonly body: Reader
}

function flatten(writer: Writer): Buffer {
  return Buffer.concat(writer.segments())
}

export function sealRequest<Request>(
  codec: MessageCodec<Request>,
  apiVersion: number,
  correlationId: number,
  request: Request,
  sender: Sender,
): EnvelopeRequest {
  const header = { apiKey: codec.apiKey, apiVersion, correlationId, clientId: sender.clientId }
  const writer = new Writer(requestHeaderSize(header) + codec.size(request, apiVersion))
  encodeRequestHeader(writer, header)
  codec.encode(writer, request, apiVersion)
  const envelope = new EnvelopeRequest()
  envelope.requestData = flatten(writer)
  envelope.requestPrincipal = encodePrincipal(sender.principal)
  envelope.clientHostAddress = encodeAddress(sender.address)
  return envelope
}

/** Null when the bytes inside are no request. */
export function openEnvelope(envelope: EnvelopeRequest): OpenedEnvelope | null {
  const { requestData, requestPrincipal } = envelope
  if (requestData.length < 8) return null
  const reader = new Reader(requestData, 0, requestData.length)
  const apiKey = reader.int16()
  const apiVersion = reader.int16()
  const correlationId = reader.int32()
  const headerVersion = requestHeaderVersion(apiKey, apiVersion)
  const clientId = headerVersion >= 1 ? reader.nullableString() : null
  if (headerVersion >= 2) reader.skipTags()
  const principal = requestPrincipal === null ? 'User:ANONYMOUS' : decodePrincipal(requestPrincipal)
  if (!reader.ok || principal === null) return null
  return { apiKey, apiVersion, correlationId, clientId, principal, body: reader }
}

/** The embedded answer: header and body. */
export function sealResponse<Response>(
  codec: MessageCodec<Response>,
  apiVersion: number,
  correlationId: number,
  response: Response,
): Buffer {
  const headerVersion = responseHeaderVersion(codec.apiKey, apiVersion)
  const writer = new Writer(responseHeaderSize(headerVersion) + codec.size(response, apiVersion))
  encodeResponseHeader(writer, headerVersion, correlationId)
  codec.encode(writer, response, apiVersion)
  return flatten(writer)
}

/** Null when the bytes are no such answer. */
export function openResponse<Response>(
  codec: MessageCodec<Response>,
  apiVersion: number,
  data: Buffer,
): Response | null {
  const reader = new Reader(data, 0, data.length)
  decodeResponseHeader(reader, responseHeaderVersion(codec.apiKey, apiVersion))
  const response = codec.decode(reader, apiVersion)
  return reader.ok ? response : null
}

function encodePrincipal(principal: string): Buffer {
  const colon = principal.indexOf(':')
  const data = new DefaultPrincipalData()
  data.type = principal.slice(0, colon)
  data.name = principal.slice(colon + 1)
  const writer = new Writer(2 + defaultPrincipalData.size(data, 0))
  writer.int16(0)
  defaultPrincipalData.encode(writer, data, 0)
  return flatten(writer)
}

function decodePrincipal(bytes: Buffer): string | null {
  const reader = new Reader(bytes, 0, bytes.length)
  const version = reader.int16()
  if (!reader.ok || version < 0 || version > defaultPrincipalData.maxVersion) return null
  const data = defaultPrincipalData.decode(reader, version)
  return reader.ok ? `${data.type}:${data.name}` : null
}

/** The bytes of an IPv4 or IPv6 address, in network order; of an IPv4 address in IPv6's clothes the four that count. */
export function encodeAddress(address: string): Buffer {
  const v4 = /^(?:::ffff:)?(\d+)\.(\d+)\.(\d+)\.(\d+)$/i.exec(address)
  if (v4 !== null) return Buffer.from(v4.slice(1, 5).map(Number))
  const bytes = Buffer.alloc(16)
  // The last two words may be written as an IPv4 address (RFC 4291, 2.2).
  const words = (address.split('%')[0] ?? '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a, b, c, d] = parts.slice(0, 4).map(Number) as [number, number, number, number]
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [head = '', tail] = words.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  left.forEach((word, i) => void bytes.writeUInt16BE(Number.parseInt(word, 16) & 0xffff, i * 2))
  right.forEach((word, i) => void bytes.writeUInt16BE(Number.parseInt(word, 16) & 0xffff, 16 - (right.length - i) * 2))
  return bytes
}
