/**
 * Envelope (KIP-590): a client's request as it travels from the broker that took it to the controller, with the
 * principal and address of whoever asked; and the answer on its way back. The principal is in Kafka's default form
 * (`DefaultPrincipalData` behind its version).
 */
import { responseHeaderVersion } from './api-keys.ts'
import { ErrorCode } from './errors.ts'
import { LENGTH_BYTES, requestFrame, responseFrame } from './frame.ts'
import { DefaultPrincipalData, defaultPrincipalData } from './generated/default-principal-data.ts'
import { EnvelopeRequest } from './generated/envelope-request.ts'
import { decodeRequestHeader, decodeResponseHeader, type RequestHeader } from './header.ts'
import type { MessageCodec } from './message.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

export interface Sender {
  /** `Type:name` */
  readonly principal: string
  readonly address: string
  readonly clientId: string | null
}

export interface OpenedEnvelope extends RequestHeader {
  readonly principal: string
  /** Stands at the body of the embedded request. */
  readonly body: Reader
}

/** An Envelope's field has a length of its own. */
function withoutLength(frame: Buffer[]): Buffer {
  return Buffer.concat(frame).subarray(LENGTH_BYTES)
}

export function sealRequest<Request>(
  codec: MessageCodec<Request>,
  apiVersion: number,
  correlationId: number,
  request: Request,
  sender: Sender,
): EnvelopeRequest {
  const envelope = new EnvelopeRequest()
  envelope.requestData = withoutLength(requestFrame(codec, apiVersion, correlationId, sender.clientId, request))
  envelope.requestPrincipal = encodePrincipal(sender.principal)
  envelope.clientHostAddress = encodeAddress(sender.address)
  return envelope
}

/**
 * NONE, or why Kafka refuses an envelope before it looks into it: whoever asks must be known by a principal and an address.
 */
export function envelopeProblem({ requestPrincipal, clientHostAddress }: EnvelopeRequest): number {
  if (requestPrincipal === null || decodePrincipal(requestPrincipal) === null)
    return ErrorCode.PRINCIPAL_DESERIALIZATION_FAILURE
  return clientHostAddress.length === 4 || clientHostAddress.length === 16 ? ErrorCode.NONE : ErrorCode.INVALID_REQUEST
}

/** Null when the bytes inside are no request. */
export function openEnvelope(envelope: EnvelopeRequest): OpenedEnvelope | null {
  const { requestData, requestPrincipal } = envelope
  if (requestData.length < 8) return null
  const reader = new Reader(requestData, 0, requestData.length)
  const header = decodeRequestHeader(reader)
  const principal = requestPrincipal === null ? null : decodePrincipal(requestPrincipal)
  if (!reader.ok || principal === null) return null
  return { ...header, principal, body: reader }
}

/** The embedded answer: header and body. */
export function sealResponse<Response>(
  codec: MessageCodec<Response>,
  apiVersion: number,
  correlationId: number,
  response: Response,
): Buffer {
  return withoutLength(responseFrame(codec, apiVersion, correlationId, response))
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
  return Buffer.concat(writer.segments())
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
