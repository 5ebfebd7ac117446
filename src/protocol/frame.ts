/** Whole frames: a 4-byte length, the header, the body. */
import { responseHeaderVersion } from './api-keys.ts'
import { encodeRequestHeader, encodeResponseHeader, requestHeaderSize, responseHeaderSize } from './header.ts'
import type { MessageCodec } from './message.ts'
import { Writer } from './writer.ts'

export const LENGTH_BYTES = 4

/** The pieces of a request's frame, in order, for one vectored write. Large record sets are pieces of their own. */
export function requestFrame<M>(
  codec: MessageCodec<M>,
  apiVersion: number,
  correlationId: number,
  clientId: string | null,
  message: M,
): Buffer[] {
  const header = { apiKey: codec.apiKey, apiVersion, correlationId, clientId }
  const writer = new Writer(LENGTH_BYTES + requestHeaderSize(header) + codec.size(message, apiVersion))
  writer.int32(0)
  encodeRequestHeader(writer, header)
  codec.encode(writer, message, apiVersion)
  return finish(writer)
}

/** The pieces of a response's frame. */
export function responseFrame<M>(
  codec: MessageCodec<M>,
  apiVersion: number,
  correlationId: number,
  message: M,
): Buffer[] {
  const headerVersion = responseHeaderVersion(codec.apiKey, apiVersion)
  const writer = new Writer(LENGTH_BYTES + responseHeaderSize(headerVersion) + codec.size(message, apiVersion))
  writer.int32(0)
  encodeResponseHeader(writer, headerVersion, correlationId)
  codec.encode(writer, message, apiVersion)
  return finish(writer)
}

function finish(writer: Writer): Buffer[] {
  // The length counts the spliced record sets, which are known only now.
  writer.buf.writeInt32BE(writer.totalBytes - LENGTH_BYTES, 0)
  return writer.segments()
}
