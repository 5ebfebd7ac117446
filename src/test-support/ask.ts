import { connect } from 'node:net'
import { responseHeaderVersion } from '../protocol/api-keys.ts'
import { encodeRequestHeader, requestHeaderSize } from '../protocol/header.ts'
import type { MessageCodec } from '../protocol/message.ts'
import { Reader } from '../protocol/reader.ts'
import { Writer } from '../protocol/writer.ts'

/** One request on a connection of its own, for APIs and answers that kafkajs does not show. */
export async function ask<Q, A>(
  address: string,
  [request, response]: readonly [MessageCodec<Q>, MessageCodec<A>],
  version: number,
  message: Q,
): Promise<A> {
  const header = { apiKey: request.apiKey, apiVersion: version, correlationId: 1, clientId: null }
  const writer = new Writer(requestHeaderSize(header) + request.size(message, version))
  encodeRequestHeader(writer, header)
  request.encode(writer, message, version)
  const size = Buffer.alloc(4)
  size.writeInt32BE(writer.totalBytes)
  const socket = connect(Number(address.split(':')[1]), '127.0.0.1')
  socket.write(Buffer.concat([size, ...writer.segments()]))
  let received = Buffer.alloc(0)
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk])
    if (received.length >= 4 && received.length >= 4 + received.readInt32BE()) break
  }
  socket.destroy()
  const reader = new Reader(received, 8)
  if (responseHeaderVersion(request.apiKey, version) >= 1) reader.skipTags()
  return response.decode(reader, version)
}
