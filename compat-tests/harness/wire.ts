import { apiName, responseHeaderVersion } from '../../src/protocol/api-keys.ts'
import { encodeRequestHeader, requestHeaderSize } from '../../src/protocol/header.ts'
import type { MessageCodec } from '../../src/protocol/message.ts'
import { Reader } from '../../src/protocol/reader.ts'
import { Writer } from '../../src/protocol/writer.ts'
import { RawConnection } from './raw.ts'

/** A request and its answer, as Gregor's own codec knows them. */
export interface Api<Request, Response> {
  readonly request: MessageCodec<Request>
  readonly response: MessageCodec<Response>
}

/** The frame of a request with its size. */
export function encodeRequest<Q>(
  codec: MessageCodec<Q>,
  version: number,
  correlationId: number,
  clientId: string | null,
  message: Q,
): Buffer {
  const header = { apiKey: codec.apiKey, apiVersion: version, correlationId, clientId }
  const writer = new Writer(requestHeaderSize(header) + codec.size(message, version))
  encodeRequestHeader(writer, header)
  codec.encode(writer, message, version)
  const prefix = Buffer.alloc(4)
  prefix.writeInt32BE(writer.totalBytes)
  return Buffer.concat([prefix, ...writer.segments()])
}

/** Thrown when the broker closes the connection or says nothing instead of answering. */
export class NoAnswer extends Error {}

/** A connection that speaks messages, one at a time. */
export class WireConnection {
  private readonly connection: RawConnection
  private correlationId = 0
  private readonly clientId: string

  private constructor(connection: RawConnection, clientId: string) {
    this.connection = connection
    this.clientId = clientId
  }

  static async open(port: number, clientId = 'gregor-wire'): Promise<WireConnection> {
    return new WireConnection(await RawConnection.open(port), clientId)
  }

  get closed(): boolean {
    return this.connection.closed
  }

  async call<Q, A>({ request, response }: Api<Q, A>, version: number, message: Q, timeoutMs = 15_000): Promise<A> {
    const correlationId = ++this.correlationId
    this.connection.send(encodeRequest(request, version, correlationId, this.clientId, message))
    const frame = await this.connection.receive(timeoutMs)
    if (frame === null) {
      throw new NoAnswer(
        `${request.name} v${version}: ${this.closed ? 'the connection was closed' : `no answer in ${timeoutMs} ms`}`,
      )
    }
    const reader = new Reader(frame)
    const answeredId = reader.int32()
    if (responseHeaderVersion(request.apiKey, version) >= 1) reader.skipTags()
    if (answeredId !== correlationId) {
      throw new Error(
        `${apiName(request.apiKey)} v${version}: answered with correlation id ${answeredId}, not ${correlationId}`,
      )
    }
    const answer = response.decode(reader, version)
    if (!reader.ok)
      throw new Error(
        `${response.name} v${version}: the answer cannot be decoded: ${frame.toString('hex').slice(0, 400)}`,
      )
    if (reader.remaining > 0)
      throw new Error(`${response.name} v${version}: ${reader.remaining} bytes too many in the answer`)
    return answer
  }

  close(): void {
    this.connection.destroy()
  }
}
