import { requestHeader } from '../../src/protocol/generated/request-header.ts'
import { responseHeader } from '../../src/protocol/generated/response-header.ts'
import type { MessageCodec } from '../../src/protocol/message.ts'
import { Reader } from '../../src/protocol/reader.ts'
import { Writer } from '../../src/protocol/writer.ts'
import { RawConnection } from './raw.ts'

const API_VERSIONS = 18

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
  const headerVersion = version >= codec.flexibleFrom ? 2 : 1
  const header = { requestApiKey: codec.apiKey, requestApiVersion: version, correlationId, clientId }
  const parts: Buffer[] = []
  const size = requestHeader.size(header, headerVersion) + codec.size(message, version)
  const writer = new Writer(size)
  requestHeader.encode(writer, header, headerVersion)
  codec.encode(writer, message, version)
  const prefix = Buffer.alloc(4)
  prefix.writeInt32BE(writer.totalBytes)
  parts.push(prefix, ...writer.segments())
  return Buffer.concat(parts)
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
    const flexible = version >= response.flexibleFrom && request.apiKey !== API_VERSIONS
    const header = responseHeader.decode(reader, flexible ? 1 : 0)
    if (header.correlationId !== correlationId) {
      throw new Error(
        `${request.name} v${version}: answered with correlation id ${header.correlationId}, not ${correlationId}`,
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
