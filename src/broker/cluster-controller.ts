/**
 * A broker's way to the active controller, wherever it is: in this process, or at the end of a connection to whoever
 * leads the metadata quorum. Follows the leadership: what meets a node that does not lead is tried again elsewhere
 * until its time is over.
 */
import { BufferPool } from '../base/buffer-pool.ts'
import type { Host } from '../host/host.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { openResponse, type Sender, sealRequest } from '../protocol/envelope.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { SharedReadBuffer } from '../protocol/frame-assembler.ts'
import { envelopeRequest } from '../protocol/generated/envelope-request.ts'
import { envelopeResponse } from '../protocol/generated/envelope-response.ts'
import { CONTROLLER_APIS, type ControllerApi } from './controller-apis.ts'
import { type ControllerNode, NotControllerError } from './controller-node.ts'
import type { ControllerChannel } from './lifecycle.ts'
import { type Address, Peer } from './peers/peer.ts'
import { PeerError } from './peers/peer-connection.ts'

export interface ClusterControllerOptions {
  readonly nodeId: number
  /** The controller in this process; null on a node without that role. */
  readonly local: Pick<ControllerNode, 'request'> | null
  /** Who leads the quorum, as this node's replica of the metadata log knows it; null while nobody is known. */
  readonly leaderId: () => number | null
  readonly addressOf: (nodeId: number) => Address | null
  /** `request.timeout.ms`: how long one request may look for a controller that takes it. */
  readonly requestTimeoutMs: number
  /** `broker.session.timeout.ms` */
  readonly sessionTimeoutMs: number
  /** Resolves when this broker acts on what the controller has just done. */
  readonly whenSeen: (apiKey: number, request: object, response: object) => Promise<void>
}

const RETRY_MS = 20
const MAX_RESPONSE_BYTES = 100 * 1024 * 1024
const ANONYMOUS: Sender = { principal: 'User:ANONYMOUS', address: '127.0.0.1', clientId: null }

export class ClusterController implements ControllerChannel {
  private readonly host: Host
  private readonly options: ClusterControllerOptions
  private readonly shared = new SharedReadBuffer(8 * 1024)
  private readonly pool = new BufferPool(1024 * 1024)
  /** Heartbeats must not wait behind a client's large request: each kind has a connection. */
  private peers: { readonly leaderId: number; readonly own: Peer; readonly forwarded: Peer } | null = null
  private correlationId = 0
  private stopped = false

  constructor(host: Host, options: ClusterControllerOptions) {
    this.host = host
    this.options = options
  }

  async request(apiKey: number, apiVersion: number, request: object, sender: Sender = ANONYMOUS): Promise<object> {
    const deadlineMs = this.host.clock.monotonicMs() + this.options.requestTimeoutMs
    for (;;) {
      try {
        return await this.attempt(apiKey, apiVersion, request, sender, deadlineMs)
      } catch (error) {
        if (!(error instanceof NotControllerError) && !(error instanceof PeerError)) throw error
        if (this.stopped || this.host.clock.monotonicMs() >= deadlineMs) {
          throw new NotControllerError(`no controller was found that takes the request: ${error.message}`)
        }
      }
      await new Promise<void>(resolve => this.host.timers.after(RETRY_MS, resolve))
    }
  }

  /**
   * Another leads the quorum now, as this node knows: what waits for the former one's answer is asked of this one. A
   * machine without power says nothing, and a heartbeat that waited for it would outlast the broker's session.
   */
  followLeader(leaderId: number | null): void {
    if (leaderId !== null && this.peers !== null && this.peers.leaderId !== leaderId)
      this.closePeers(`the controller is ${leaderId} now`)
  }

  /** A heartbeat whose connection says nothing is sent once more while the session lasts; Kafka waits until it is over. */
  private patienceMs(apiKey: number, deadlineMs: number): number {
    const leftMs = Math.max(1, deadlineMs - this.host.clock.monotonicMs())
    return apiKey === ApiKey.BrokerHeartbeat ? Math.min(leftMs, this.options.sessionTimeoutMs / 2) : leftMs
  }

  private async attempt(
    apiKey: number,
    apiVersion: number,
    request: object,
    sender: Sender,
    deadlineMs: number,
  ): Promise<object> {
    const { local, nodeId } = this.options
    const leaderId = this.options.leaderId()
    if (leaderId === null) throw new NotControllerError('the metadata quorum has no leader at the moment')
    if (leaderId === nodeId) {
      if (local === null) throw new NotControllerError('this node is no controller')
      return local.request(apiKey, apiVersion, request)
    }
    const api = CONTROLLER_APIS.get(apiKey)
    if (api === undefined) throw new Error(`no API ${apiKey} goes to the controller`)
    const peers = this.peersOf(leaderId)
    const timeoutMs = this.patienceMs(apiKey, deadlineMs)
    if (!api.forwarded) return this.ask(peers.own, api, apiVersion, request, timeoutMs)
    const response = await this.forward(peers.forwarded, api, apiVersion, request, sender, timeoutMs)
    await this.options.whenSeen(apiKey, request, response)
    return response
  }

  private peersOf(leaderId: number): { readonly own: Peer; readonly forwarded: Peer } {
    const address = this.options.addressOf(leaderId)
    if (address === null) throw new NotControllerError(`where the controller ${leaderId} is found is not known`)
    if (this.peers !== null && this.peers.leaderId === leaderId && this.peers.own.isAt(address)) return this.peers
    this.closePeers(`the controller ${leaderId} is found elsewhere now`)
    const make = (purpose: string): Peer =>
      new Peer(this.host, address, {
        clientId: `broker-${this.options.nodeId}-${purpose}`,
        pool: this.pool,
        shared: this.shared,
        maxResponseBytes: MAX_RESPONSE_BYTES,
      })
    this.peers = { leaderId, own: make('to-controller'), forwarded: make('forwarding') }
    return this.peers
  }

  private async ask(
    peer: Peer,
    api: ControllerApi,
    apiVersion: number,
    request: object,
    timeoutMs: number,
  ): Promise<object> {
    const { response } = await peer.send(api.codecs, () => request, { timeoutMs, maxVersion: apiVersion })
    const { errorCode } = response as { errorCode: number }
    if (errorCode === ErrorCode.NOT_CONTROLLER) throw new NotControllerError('the other node is not the controller')
    return response
  }

  private async forward(
    peer: Peer,
    { codecs }: ControllerApi,
    apiVersion: number,
    request: object,
    sender: Sender,
    timeoutMs: number,
  ): Promise<object> {
    const envelope = sealRequest(codecs.request, apiVersion, this.correlationId++ & 0x7fffffff, request, sender)
    const api = { request: envelopeRequest, response: envelopeResponse }
    const { response } = await peer.send(api, () => envelope, { timeoutMs })
    if (response.errorCode === ErrorCode.NOT_CONTROLLER) {
      throw new NotControllerError('the other node is not the controller')
    }
    const opened =
      response.errorCode === ErrorCode.NONE && response.responseData !== null
        ? openResponse(codecs.response, apiVersion, response.responseData)
        : null
    if (opened === null) throw new Error(`the controller did not take the Envelope: error ${response.errorCode}`)
    return opened
  }

  private closePeers(because?: string): void {
    const { peers } = this
    this.peers = null
    peers?.own.close(because)
    peers?.forwarded.close(because)
  }

  stop(): void {
    this.stopped = true
    this.closePeers()
  }
}
