/** Requests and answers over one simulated connection, by Gregor's own codec. */
import type { Connection, ConnectionHandler } from '../../host/network.ts'
import { responseHeaderVersion } from '../../protocol/api-keys.ts'
import { requestFrame } from '../../protocol/frame.ts'
import { decodeResponseHeader } from '../../protocol/header.ts'
import type { MessageCodec } from '../../protocol/message.ts'
import { Reader } from '../../protocol/reader.ts'
import type { SimHost } from '../host.ts'

/** A request with its answer and the version that the simulated clients use. */
export interface Call<Q, A> {
  readonly request: MessageCodec<Q>
  readonly response: MessageCodec<A>
  readonly version: number
}

/** No answer came: the connection broke, could not be made, or was silent for too long. The request may have worked. */
export class NoAnswer extends Error {}

const RECEIVE_BYTES = 16 * 1024
const MAX_FRAME_BYTES = 100 * 1024 * 1024

interface Waiting {
  readonly call: Call<unknown, unknown>
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

export class WireClient implements ConnectionHandler {
  private readonly waiting = new Map<number, Waiting>()
  private readonly memory = Buffer.alloc(RECEIVE_BYTES)
  private received: Buffer[] = []
  private receivedBytes = 0
  private correlationId = 0
  private connection: Connection | null = null
  closed = false

  static async connect(host: SimHost, address: string, port: number): Promise<WireClient> {
    const client = new WireClient()
    try {
      client.connection = await host.network.connect(address, port, connection => {
        client.connection = connection
        return client
      })
    } catch (error) {
      throw new NoAnswer(error instanceof Error ? error.message : String(error))
    }
    return client
  }

  /** The answer, or NoAnswer; the caller sets its own time limit and closes the connection when it passes. */
  send<Q, A>(call: Call<Q, A>, message: Q): Promise<A> {
    return new Promise<A>((resolve, reject) => {
      if (this.closed || this.connection === null) {
        reject(new NoAnswer('the connection is closed'))
        return
      }
      const correlationId = ++this.correlationId
      this.waiting.set(correlationId, { call: call as never, resolve: resolve as never, reject })
      this.connection.write(requestFrame(call.request, call.version, correlationId, 'sim', message))
    })
  }

  close(): void {
    this.connection?.destroy()
    this.fail('closed by this client')
  }

  receiveInto(): Uint8Array {
    return this.memory
  }

  onReceived(length: number): void {
    this.received.push(Buffer.from(this.memory.subarray(0, length)))
    this.receivedBytes += length
    this.takeFrames()
  }

  onDrain(): void {}

  onClose(error: Error | null): void {
    this.fail(error?.message ?? 'the broker closed the connection')
  }

  private takeFrames(): void {
    while (this.receivedBytes >= 4) {
      const all = this.received.length === 1 ? this.received[0]! : Buffer.concat(this.received)
      const size = all.readInt32BE(0)
      if (size < 0 || size > MAX_FRAME_BYTES) throw new Error(`an answer of ${size} bytes`)
      this.received = [all]
      if (all.length < 4 + size) return
      this.answer(Buffer.from(all.subarray(4, 4 + size)))
      const rest = all.subarray(4 + size)
      this.received = rest.length > 0 ? [rest] : []
      this.receivedBytes = rest.length
    }
  }

  private answer(frame: Buffer): void {
    const waiting = this.waiting.get(frame.readInt32BE(0))
    if (waiting === undefined) throw new Error(`an answer that nobody asked for: ${frame.readInt32BE(0)}`)
    this.waiting.delete(frame.readInt32BE(0))
    const { request, response, version } = waiting.call
    const reader = new Reader(frame)
    decodeResponseHeader(reader, responseHeaderVersion(request.apiKey, version))
    const answer = response.decode(reader, version)
    if (!reader.ok || reader.remaining > 0) throw new Error(`${response.name} v${version} cannot be decoded`)
    waiting.resolve(answer)
  }

  private fail(reason: string): void {
    if (this.closed) return
    this.closed = true
    for (const { reject } of this.waiting.values()) reject(new NoAnswer(reason))
    this.waiting.clear()
  }
}
