import type { Pending } from '../base/pending.ts'
import type { MessageCodec } from '../protocol/message.ts'

export type ListenerKind = 'broker' | 'controller'

/** Who asks, and how. One object per request; handlers read it, only `releaseAfterReply` changes it. */
export interface RequestContext {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  readonly clientId: string | null
  readonly connection: ConnectionIdentity
  /** Monotonic milliseconds at which the request's last byte was there. */
  readonly receivedMs: number
  /** Runs once the answer's bytes have left (or the connection died): gives back memory that the answer points into. */
  releaseAfterReply(release: () => void): void
}

/** What the node knows of a connection. ApiVersions fills in the client's software (KIP-511). */
export interface ConnectionIdentity {
  readonly id: number
  readonly listenerName: string
  readonly listenerKind: ListenerKind
  readonly remoteAddress: string
  readonly remotePort: number
  /** The address and port that the client dialled. */
  readonly localAddress: string
  readonly localPort: number
  principal: string
  clientSoftwareName: string
  clientSoftwareVersion: string
}

/** An "answer" that ends the connection instead: the only way to tell a producer with acks=0 that something went wrong. */
export class CloseConnection {
  readonly reason: string

  constructor(reason: string) {
    this.reason = reason
  }
}

export type Outcome<Response> = Response | CloseConnection | null
export type Answer<Response> =
  | Outcome<Response>
  | Promise<Outcome<Response>>
  | Pending<Outcome<Response>>
  | Pending<Response>

/**
 * One API of the table. The handler's synchronous prefix runs in the order in which requests arrived on a connection;
 * `null` means that the client wants no answer (Produce with acks=0).
 */
export interface ApiRow<Services, Request, Response> {
  readonly key: number
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
  /** Advertised below `minVersion` although such a request closes the connection (Produce 0–2, see KAFKA-18659). */
  readonly advertisedMinVersion?: number
  readonly request: MessageCodec<Request>
  readonly response: MessageCodec<Response>
  readonly listeners: readonly ListenerKind[]
  /**
   * The handler copies or retains what it keeps of the frame before its first await, so the frame is lent to it uncopied.
   */
  readonly borrowsFrame?: boolean
  /** The next request of the same API may start before this one is answered; answers keep their order all the same. */
  readonly pipelined?: boolean
  handle(services: Services, context: RequestContext, request: Request, frame: LentFrame): Answer<Response>
  /**
   * The answer that carries `errorCode` in every place where this API has one: bugs, refused
   * authorisation, injected faults.
   */
  fail(request: Request, errorCode: number, apiVersion: number): Response
}

/** The memory behind a borrowed request. `owner` is null when it is gone as soon as the handler returns. */
export interface LentFrame {
  readonly owner: { retain(): void; release(): void } | null
}

// biome-ignore lint/suspicious/noExplicitAny: the table holds rows of different messages
export type AnyApiRow<Services> = ApiRow<Services, any, any>

export interface Endpoint {
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

/**
 * Where a client on this connection reaches a broker, or null when that broker has no such listener. Unless
 * `advertised.listeners` says otherwise, a client finds this broker again where it has found it.
 */
export type EndpointOf = (nodeId: number, connection: ConnectionIdentity) => Endpoint | null
