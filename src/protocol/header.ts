/** Request and response headers, by hand: every request passes here. Version numbers come from `api-keys.ts`. */
import { requestHeaderVersion } from './api-keys.ts'
import type { Reader } from './reader.ts'
import { nullableStrSize, type Writer } from './writer.ts'

export interface RequestHeader {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  readonly clientId: string | null
}

/**
 * Reads a header of whatever version its API key and version say. The client id keeps its old form even where the header
 * is flexible. Of an API or version that nobody knows, the tag section is not read: there is no telling whether it is
 * there. Check `reader.ok` afterwards.
 */
export function decodeRequestHeader(reader: Reader): RequestHeader {
  const apiKey = reader.int16()
  const apiVersion = reader.int16()
  const correlationId = reader.int32()
  const headerVersion = requestHeaderVersion(apiKey, apiVersion)
  const clientId = headerVersion >= 1 ? reader.nullableString() : null
  if (headerVersion >= 2) reader.skipTags()
  return { apiKey, apiVersion, correlationId, clientId }
}

export function requestHeaderSize(header: RequestHeader): number {
  const version = requestHeaderVersion(header.apiKey, header.apiVersion)
  return 8 + (version >= 1 ? nullableStrSize(header.clientId, false) : 0) + (version >= 2 ? 1 : 0)
}

export function encodeRequestHeader(writer: Writer, header: RequestHeader): void {
  const version = requestHeaderVersion(header.apiKey, header.apiVersion)
  writer.int16(header.apiKey)
  writer.int16(header.apiVersion)
  writer.int32(header.correlationId)
  if (version >= 1) writer.nullableString(header.clientId)
  if (version >= 2) writer.uvarint(0)
}

/** Returns the correlation id. */
export function decodeResponseHeader(reader: Reader, headerVersion: number): number {
  const correlationId = reader.int32()
  if (headerVersion >= 1) reader.skipTags()
  return correlationId
}

export function responseHeaderSize(headerVersion: number): number {
  return headerVersion >= 1 ? 5 : 4
}

export function encodeResponseHeader(writer: Writer, headerVersion: number, correlationId: number): void {
  writer.int32(correlationId)
  if (headerVersion >= 1) writer.uvarint(0)
}
