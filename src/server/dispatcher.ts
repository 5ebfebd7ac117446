import {
  type Answer,
  type AnyApiRow,
  CloseConnection,
  type ConnectionIdentity,
  type ListenerKind,
  type RequestContext,
} from '../api/api.ts'
import { Pending } from '../base/pending.ts'
import type { Clock, LogSink } from '../host/host.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { Frame } from '../protocol/frame-assembler.ts'
import { Reader } from '../protocol/reader.ts'
import { Writer } from '../protocol/writer.ts'

/** An encoded answer: the pieces of its frame, and what to do once they have left. */
export interface Reply {
  readonly segments: readonly Buffer[]
  readonly release: (() => void) | null
}

const LENGTH_BYTES = 4

class Context implements RequestContext {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  readonly clientId: string | null
  readonly connection: ConnectionIdentity
  readonly receivedMs: number
  release: (() => void) | null = null

  constructor(
    apiKey: number,
    apiVersion: number,
    correlationId: number,
    clientId: string | null,
    connection: ConnectionIdentity,
    receivedMs: number,
  ) {
    this.apiKey = apiKey
    this.apiVersion = apiVersion
    this.correlationId = correlationId
    this.clientId = clientId
    this.connection = connection
    this.receivedMs = receivedMs
  }

  releaseAfterReply(release: () => void): void {
    const earlier = this.release
    this.release =
      earlier === null
        ? release
        : () => {
            earlier()
            release()
          }
  }
}

/** What watches every request: the inspector, the recorder and fault injection hook in here, and nowhere else. */
export interface RequestObserver {
  onRequest?(context: RequestContext, row: AnyApiRow<unknown>, request: unknown): void
  onReply?(context: RequestContext, row: AnyApiRow<unknown>, response: unknown): void
}

/** The one place where a request is decoded and handed to its API, and the one place where its answer is encoded. */
export class Dispatcher {
  private readonly tables: Record<ListenerKind, (AnyApiRow<unknown> | undefined)[]> = { broker: [], controller: [] }
  private readonly services: Record<ListenerKind, unknown> = { broker: null, controller: null }
  private readonly clock: Clock
  private readonly log: LogSink
  observer: RequestObserver | null = null

  constructor(clock: Clock, log: LogSink) {
    this.clock = clock
    this.log = log
  }

  /** From now on requests on listeners of this kind are handed to these rows. */
  serve(kind: ListenerKind, rows: readonly AnyApiRow<never>[], services: unknown): void {
    for (const row of rows) if (row.listeners.includes(kind)) this.tables[kind][row.key] = row as AnyApiRow<unknown>
    this.services[kind] = services
  }

  monotonicMs(): number {
    return this.clock.monotonicMs()
  }

  /** The key itself when requests of this API may overlap on one connection, else −1. */
  overlapKey(apiKey: number, listener: ListenerKind): number {
    return this.tables[listener][apiKey]?.pipelined === true ? apiKey : -1
  }

  /**
   * Starts one request. `onReply` is called once with its encoded answer, now or later, or with null where the client
   * wants none. A sentence comes back when the bytes are no request of ours: then the connection must be closed.
   */
  dispatch(
    connection: ConnectionIdentity,
    frame: Frame,
    onReply: (reply: Reply | CloseConnection | null) => void,
  ): string | null {
    const apiKey = frame.view.getInt16(frame.start)
    const apiVersion = frame.view.getInt16(frame.start + 2)
    const row = this.tables[connection.listenerKind][apiKey]
    if (row === undefined) return `API key ${apiKey} is not served on listener ${connection.listenerName}`
    const { minVersion } = row
    const known = apiVersion >= minVersion && apiVersion <= row.maxVersion
    if (!known && apiKey !== ApiKey.ApiVersions) {
      return `${row.name} version ${apiVersion} is not supported, only ${minVersion} to ${row.maxVersion}`
    }

    let { buf, view, start, end } = frame
    if (row.borrowsFrame !== true) {
      // What other handlers keep of a request (member metadata, configuration values) must not sit in recycled memory.
      buf = Buffer.from(buf.subarray(start, end))
      view = new DataView(buf.buffer, buf.byteOffset, buf.length)
      start = 0
      end = buf.length
    }
    const reader = new Reader(buf, start + 4, end, view)
    const correlationId = reader.int32()
    const clientId = reader.nullableString()
    const context = new Context(apiKey, apiVersion, correlationId, clientId, connection, this.clock.monotonicMs())
    if (!known) {
      // An ApiVersions request of a version from the future cannot be read; it is answered in version 0 (KIP-511).
      const response = row.fail(row.request.create(), ErrorCode.UNSUPPORTED_VERSION, 0)
      onReply(this.encode(context, row, response, 0))
      return null
    }
    if (apiVersion >= row.request.flexibleFrom) reader.skipTags()
    const request = row.request.decode(reader, apiVersion)
    if (!reader.ok) return `the ${row.name} request (version ${apiVersion}, ${end - start} bytes) is malformed`

    this.observer?.onRequest?.(context, row, request)
    let answer: Answer<unknown>
    try {
      answer = row.handle(this.services[connection.listenerKind], context, request, frame)
    } catch (error) {
      answer = this.bug(row, context, request, error)
    }
    if (answer instanceof Pending) {
      answer.whenDone(response => onReply(this.finish(context, row, request, response)))
    } else if (answer instanceof Promise) {
      answer.then(
        response => onReply(this.finish(context, row, request, response)),
        error => onReply(this.finish(context, row, request, this.bug(row, context, request, error))),
      )
    } else {
      onReply(this.finish(context, row, request, answer))
    }
    return null
  }

  private bug(row: AnyApiRow<unknown>, context: Context, request: unknown, error: unknown): unknown {
    this.log.log('error', `${row.name} failed in a way that it should not`, {
      apiVersion: context.apiVersion,
      clientId: context.clientId,
      error,
    })
    return row.fail(request, ErrorCode.UNKNOWN_SERVER_ERROR, context.apiVersion)
  }

  private finish(
    context: Context,
    row: AnyApiRow<unknown>,
    request: unknown,
    response: unknown,
  ): Reply | CloseConnection | null {
    this.observer?.onReply?.(context, row, response)
    if (response === null || response instanceof CloseConnection) {
      context.release?.()
      return response
    }
    try {
      return this.encode(context, row, response, context.apiVersion)
    } catch (error) {
      const failure = this.bug(row, context, request, error)
      return this.encode(context, row, failure, context.apiVersion)
    }
  }

  private encode(context: Context, row: AnyApiRow<unknown>, response: unknown, version: number): Reply {
    const codec = row.response
    // ApiVersions answers keep header version 0: the client may not know yet what we speak (KIP-511).
    const flexibleHeader = version >= codec.flexibleFrom && row.key !== ApiKey.ApiVersions
    const writer = new Writer(LENGTH_BYTES + 4 + (flexibleHeader ? 1 : 0) + codec.size(response, version))
    writer.int32(0)
    writer.int32(context.correlationId)
    if (flexibleHeader) writer.uvarint(0)
    codec.encode(writer, response, version)
    writer.buf.writeInt32BE(writer.totalBytes - LENGTH_BYTES, 0)
    return { segments: writer.segments(), release: context.release }
  }
}
