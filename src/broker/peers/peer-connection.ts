/**
 * One connection to another node, as its client: requests out, answers matched by correlation id. Begins with
 * ApiVersions, so that a node of another version (or Apache Kafka) is asked in a version that both know.
 */
import type { BufferPool } from '../../base/buffer-pool.ts'
import type { Retained } from '../../base/retained.ts'
import type { Host, Timer } from '../../host/host.ts'
import type { Connection, ConnectionHandler } from '../../host/network.ts'
import { ApiKey, responseHeaderVersion } from '../../protocol/api-keys.ts'
import { ErrorCode, errorName } from '../../protocol/errors.ts'
import { requestFrame } from '../../protocol/frame.ts'
import {
  type Frame,
  FrameAssembler,
  type FrameError,
  type FrameSink,
  type SharedReadBuffer,
} from '../../protocol/frame-assembler.ts'
import { ApiVersionsRequest, apiVersionsRequest } from '../../protocol/generated/api-versions-request.ts'
import { apiVersionsResponse } from '../../protocol/generated/api-versions-response.ts'
import { decodeResponseHeader } from '../../protocol/header.ts'
import type { MessageCodec } from '../../protocol/message.ts'
import { Reader } from '../../protocol/reader.ts'

/** Flexible, with every API listed; newer versions of ApiVersions tell nothing that a node needs. */
const API_VERSIONS_VERSION = 3
const MIN_RESPONSE_BYTES = 4

/** The other node cannot be talked to: not reached, gone, silent for too long, or of no version in common. */
export class PeerError extends Error {
  override readonly name: string = 'PeerError'
}

/** A request and its answer, as two codecs of one API. */
export interface PeerApi<Request, Response> {
  readonly request: MessageCodec<Request>
  readonly response: MessageCodec<Response>
}

export interface SendOptions {
  readonly timeoutMs: number
  /** No newer version than this, although both may know one. */
  readonly maxVersion?: number
  /** The answer may point into the frame: its memory is `owner`'s, to be released when nothing looks at it any more. */
  readonly borrowsFrame?: boolean
}

export interface PeerAnswer<Response> {
  readonly response: Response
  readonly apiVersion: number
  /** Holds the memory that the answer points into; null where it has memory of its own. */
  readonly owner: Retained | null
}

export interface PeerOptions {
  readonly clientId: string
  readonly pool: BufferPool
  readonly shared: SharedReadBuffer
  /** No answer may be larger. */
  readonly maxResponseBytes: number
}

interface Waiting {
  readonly api: PeerApi<never, unknown>
  readonly apiVersion: number
  readonly borrowsFrame: boolean
  readonly timer: Timer
  readonly resolve: (answer: PeerAnswer<unknown>) => void
  readonly reject: (error: Error) => void
}

export class PeerConnection implements ConnectionHandler, FrameSink {
  private readonly host: Host
  private readonly options: PeerOptions
  private readonly socket: Connection
  private readonly frames: FrameAssembler
  private readonly waiting = new Map<number, Waiting>()
  private readonly ranges = new Map<number, { readonly min: number; readonly max: number }>()
  private correlationId = 0
  private closedBecause: PeerError | null = null
  /** Called once when the connection is of no use any more. */
  onGone: () => void = () => {}

  private constructor(host: Host, socket: Connection, options: PeerOptions) {
    this.host = host
    this.socket = socket
    this.options = options
    this.frames = new FrameAssembler(options.shared, options.pool, options.maxResponseBytes, this, MIN_RESPONSE_BYTES)
  }

  /** Connects and learns what the other node speaks. Rejects with PeerError. */
  static async open(
    host: Host,
    address: { readonly host: string; readonly port: number },
    timeoutMs: number,
    options: PeerOptions,
  ): Promise<PeerConnection> {
    let opened: PeerConnection | null = null
    try {
      await host.network.connect(address.host, address.port, socket => {
        opened = new PeerConnection(host, socket, options)
        return opened
      })
    } catch (error) {
      throw new PeerError((error as Error).message)
    }
    const connection = opened as PeerConnection | null
    if (connection === null) throw new PeerError(`no connection to ${address.host}:${address.port}`)
    await connection.learnVersions(timeoutMs)
    return connection
  }

  get isClosed(): boolean {
    return this.closedBecause !== null
  }

  private async learnVersions(timeoutMs: number): Promise<void> {
    this.ranges.set(ApiKey.ApiVersions, { min: 0, max: API_VERSIONS_VERSION })
    const request = new ApiVersionsRequest()
    request.clientSoftwareName = 'gregor'
    request.clientSoftwareVersion = '1'
    const api = { request: apiVersionsRequest, response: apiVersionsResponse }
    const { response } = await this.send(api, () => request, { timeoutMs })
    if (response.errorCode !== ErrorCode.NONE) {
      const error = new PeerError(`the other node answers ApiVersions with ${errorName(response.errorCode)}`)
      this.close(error)
      throw error
    }
    for (const { apiKey, minVersion, maxVersion } of response.apiKeys) {
      this.ranges.set(apiKey, { min: minVersion, max: maxVersion })
    }
  }

  /** The newest version that both sides know, −1 when there is none. */
  versionOf(codec: { apiKey: number; minVersion: number; maxVersion: number }, maxVersion = codec.maxVersion): number {
    const range = this.ranges.get(codec.apiKey)
    if (range === undefined) return -1
    const version = Math.min(codec.maxVersion, range.max, maxVersion)
    return version >= Math.max(codec.minVersion, range.min) ? version : -1
  }

  /**
   * Rejects with PeerError. Requests may be pipelined: they are answered in their order. `make` is told the version
   * that both sides know.
   */
  send<Request, Response>(
    api: PeerApi<Request, Response>,
    make: (apiVersion: number) => Request,
    { timeoutMs, maxVersion, borrowsFrame = false }: SendOptions,
  ): Promise<PeerAnswer<Response>> {
    if (this.closedBecause !== null) return Promise.reject(this.closedBecause)
    const apiVersion = this.versionOf(api.request, maxVersion)
    if (apiVersion < 0) {
      return Promise.reject(new PeerError(`the other node has no version of ${api.request.name} that this one has`))
    }
    const correlationId = this.correlationId
    this.correlationId = (this.correlationId + 1) & 0x7fffffff
    const frame = requestFrame(api.request, apiVersion, correlationId, this.options.clientId, make(apiVersion))
    return new Promise((resolve, reject) => {
      const timer = this.host.timers.after(timeoutMs, () =>
        this.close(new PeerError(`${api.request.name} was not answered within ${timeoutMs} ms`)),
      )
      this.waiting.set(correlationId, {
        api: api as unknown as PeerApi<never, unknown>,
        apiVersion,
        borrowsFrame,
        timer,
        resolve: resolve as (answer: PeerAnswer<unknown>) => void,
        reject,
      })
      this.socket.write(frame)
    })
  }

  receiveInto(): Uint8Array {
    return this.frames.receiveInto()
  }

  onReceived(length: number): void {
    if (this.closedBecause === null) this.frames.onReceived(length)
  }

  onFrame(frame: Frame): boolean {
    const correlationId = frame.view.getInt32(frame.start)
    const waiting = this.waiting.get(correlationId)
    if (waiting === undefined) {
      this.close(new PeerError(`an answer came that nobody had asked for (correlation id ${correlationId})`))
      return true
    }
    this.waiting.delete(correlationId)
    waiting.timer.cancel()
    const { api, apiVersion } = waiting
    let { buf, view, start, end } = frame
    const owner = waiting.borrowsFrame ? frame.owner : null
    if (owner === null) {
      // What the answer keeps of it must not sit in recycled memory.
      buf = Buffer.from(buf.subarray(start, end))
      view = new DataView(buf.buffer, buf.byteOffset, buf.length)
      start = 0
      end = buf.length
    }
    const reader = new Reader(buf, start, end, view)
    decodeResponseHeader(reader, responseHeaderVersion(api.request.apiKey, apiVersion))
    const response = api.response.decode(reader, apiVersion)
    if (!reader.ok) {
      const error = new PeerError(`the answer to ${api.request.name} (version ${apiVersion}) is malformed`)
      waiting.reject(error)
      this.close(error)
      return true
    }
    owner?.retain()
    waiting.resolve({ response, apiVersion, owner })
    return true
  }

  onFrameError(error: FrameError, announcedBytes: number): void {
    this.close(new PeerError(`an answer of ${announcedBytes} bytes was announced (${error})`))
  }

  onDrain(): void {}

  onClose(error: Error | null): void {
    this.close(new PeerError(error?.message ?? 'the other node closed the connection'))
  }

  /** What waits for an answer is rejected with `error`. */
  close(error: PeerError = new PeerError('this node closed the connection')): void {
    if (this.closedBecause !== null) return
    this.closedBecause = error
    this.socket.destroy()
    this.frames.dispose()
    const waiting = [...this.waiting.values()]
    this.waiting.clear()
    for (const { timer, reject } of waiting) {
      timer.cancel()
      reject(error)
    }
    this.onGone()
  }
}
