/**
 * The way of a replica of the metadata log to the others: one connection to each, found by the voter set, by what
 * answers tell of the leader, or by `controller.quorum.bootstrap.servers` while nothing else is known.
 */
import { BufferPool } from '../../base/buffer-pool.ts'
import { type Uuid, ZERO_UUID } from '../../base/uuid.ts'
import type { Host } from '../../host/host.ts'
import { METADATA_TOPIC } from '../../log/log-directory.ts'
import { ErrorCode, errorName } from '../../protocol/errors.ts'
import { SharedReadBuffer } from '../../protocol/frame-assembler.ts'
import { ApiVersionsRequest, apiVersionsRequest } from '../../protocol/generated/api-versions-request.ts'
import { apiVersionsResponse } from '../../protocol/generated/api-versions-response.ts'
import {
  FetchSnapshotRequest,
  fetchSnapshotRequest,
  PartitionSnapshot,
  TopicSnapshot,
} from '../../protocol/generated/fetch-snapshot-request.ts'
import { fetchSnapshotResponse } from '../../protocol/generated/fetch-snapshot-response.ts'
import type { OffsetAndEpoch, RaftRequest, RaftResponse } from '../../raft/messages.ts'
import type { QuorumEndpoint } from '../../raft/metadata-log.ts'
import type { Voter, VoterSet } from '../../raft/voter-set.ts'
import { type Address, Peer } from '../peers/peer.ts'
import { PeerError } from '../peers/peer-connection.ts'
import { PreVoteUnsupported, toWire, type WireContext } from './raft-requests.ts'
import type { SnapshotChunk } from './raft-snapshot-fetch.ts'
import type { RaftTransport, VersionsAnswer } from './raft-transport.ts'

export interface RaftPeersOptions {
  readonly nodeId: number
  readonly clusterId: string
  /** The listener by which controllers are reached: the first of `controller.listener.names`. */
  readonly listenerName: string
  readonly bootstrapServers: readonly Address[]
  readonly ownEndpoints: () => readonly QuorumEndpoint[]
  /** controller.quorum.request.timeout.ms */
  readonly requestTimeoutMs: number
  readonly maxFetchBytes: number
  readonly maxSnapshotFetchBytes: number
}

const INCONSISTENT = 'INCONSISTENT_CLUSTER_ID'
/** How long a node that stops waits for the others to hear of it. */
const FAREWELL_MS = 250
/** Bootstrap servers have no id of their own: −2, −3 and so on stand for them (as in Kafka). */
const FIRST_BOOTSTRAP_ID = -2
const MAX_IDLE_POOL_BYTES = 4 * 1024 * 1024
/** An answer holds one batch whole, and that may be as large as the log's largest. */
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024

export class RaftPeers implements RaftTransport {
  private readonly host: Host
  private readonly options: RaftPeersOptions
  /** By node, and apart for fetches: a vote must not wait behind a fetch that is parked at the other side. */
  private readonly peers = new Map<string, Peer>()
  private readonly learned = new Map<number, Address>()
  private voters: VoterSet | null = null
  private readonly shared = new SharedReadBuffer()
  private readonly pool = new BufferPool(MAX_IDLE_POOL_BYTES)
  private closed = false
  /** Requests without an answer that are no fetches: a node that stops waits a moment for those that say so. */
  private open = 0
  private onceAnswered: () => void = () => {}
  /** Node by node, what was last said of it in the log: a voter that is down is one line, not one a second. */
  private readonly complaints = new Map<number, string>()

  constructor(host: Host, options: RaftPeersOptions) {
    this.host = host
    this.options = options
  }

  get bootstrapIds(): readonly number[] {
    return this.options.bootstrapServers.map((_, i) => FIRST_BOOTSTRAP_ID - i)
  }

  follow(voters: VoterSet): void {
    this.voters = voters
  }

  learn(nodeId: number, address: Address): void {
    this.learned.set(nodeId, { host: address.host, port: address.port })
  }

  /** Where a controller is found; null when nobody has said. */
  addressOf(nodeId: number): Address | null {
    if (nodeId <= FIRST_BOOTSTRAP_ID) return this.options.bootstrapServers[FIRST_BOOTSTRAP_ID - nodeId] ?? null
    const endpoints = this.voters?.get(nodeId)?.endpoints ?? []
    const wanted = endpoints.find(({ name }) => name === this.options.listenerName) ?? endpoints[0]
    return wanted ?? this.learned.get(nodeId) ?? null
  }

  private peerOf(nodeId: number, purpose: 'fetch' | 'other'): Peer | null {
    const address = this.addressOf(nodeId)
    if (address === null || this.closed) return null
    const key = `${nodeId} ${purpose}`
    const known = this.peers.get(key)
    if (known?.isAt(address)) return known
    known?.close()
    const peer = new Peer(this.host, address, {
      clientId: `raft-client-${this.options.nodeId}`,
      pool: this.pool,
      shared: this.shared,
      maxResponseBytes: MAX_RESPONSE_BYTES,
    })
    this.peers.set(key, peer)
    return peer
  }

  private get context(): WireContext {
    const { clusterId, maxFetchBytes, requestTimeoutMs } = this.options
    return {
      clusterId,
      maxFetchBytes,
      requestTimeoutMs,
      ownEndpoints: this.options.ownEndpoints(),
      directoryIdOf: (id: number): Uuid => this.voters?.get(id)?.directoryId ?? ZERO_UUID,
    }
  }

  send(to: number, request: RaftRequest, done: (response: RaftResponse | null) => void): void {
    const peer = this.peerOf(to, request.kind === 'fetch' ? 'fetch' : 'other')
    if (peer === null) {
      // Never inside the step that sends.
      this.host.timers.defer(() => done(null))
      return
    }
    const { api, make, read } = toWire(request, to, this.context)
    const timeoutMs = this.options.requestTimeoutMs + (request.kind === 'fetch' ? request.maxWaitMs : 0)
    const counts = request.kind !== 'fetch'
    if (counts) this.open++
    const answered = (): void => {
      if (counts && --this.open === 0) this.onceAnswered()
    }
    peer.send(api, make, { timeoutMs }).then(
      ({ response }) => {
        answered()
        if (this.closed) return
        const answer = read(response as never)
        for (const { nodeId, host, port } of answer.endpoints) this.learn(nodeId, { host, port })
        // Which of its requests a node refuses as one of another cluster does not matter: it refuses all.
        if (answer.problem === INCONSISTENT)
          this.complain(to, `it belongs to another cluster than ${this.options.clusterId}`)
        else if (answer.problem !== null) this.complain(to, `${api.request.name}: ${answer.problem}`)
        else this.complaints.delete(to)
        done(answer.response)
      },
      error => {
        answered()
        if (this.closed) return
        if (!(error instanceof PeerError)) throw error
        if (error instanceof PreVoteUnsupported && request.kind === 'vote') {
          const { epoch } = request
          done({ kind: 'vote', error: 'UNSUPPORTED_VERSION', epoch, leaderId: null, granted: false })
          return
        }
        this.complain(to, error.message)
        done(null)
      },
    )
  }

  private complain(to: number, what: string): void {
    if (this.complaints.get(to) === what) return
    this.complaints.set(to, what)
    const address = this.addressOf(to)
    this.host.log.log('warn', 'a member of the metadata quorum did not answer as it should', {
      nodeId: to,
      address: address === null ? null : `${address.host}:${address.port}`,
      what,
    })
  }

  /** The range of kraft.version of a node that shall become a voter, asked of it where it says that it is found. */
  askVersions(voter: Voter, done: (answer: VersionsAnswer) => void): void {
    const { listenerName, nodeId, requestTimeoutMs: timeoutMs } = this.options
    const address = voter.endpoints.find(({ name }) => name === listenerName)
    if (address === undefined) {
      this.host.timers.defer(() => done({ error: 'BROKER_NOT_AVAILABLE', kraftVersions: null }))
      return
    }
    const peer = new Peer(this.host, address, {
      clientId: `raft-client-${nodeId}`,
      pool: this.pool,
      shared: this.shared,
      maxResponseBytes: MAX_RESPONSE_BYTES,
    })
    const request = Object.assign(new ApiVersionsRequest(), {
      clientSoftwareName: 'gregor',
      clientSoftwareVersion: '1',
    })
    peer
      .send({ request: apiVersionsRequest, response: apiVersionsResponse }, () => request, { timeoutMs })
      .then(
        ({ response }) => {
          const range = response.supportedFeatures.find(({ name }) => name === 'kraft.version')
          done({
            error: response.errorCode === ErrorCode.NONE ? null : errorName(response.errorCode),
            kraftVersions: range === undefined ? null : { min: range.minVersion, max: range.maxVersion },
          })
        },
        error => {
          if (!(error instanceof PeerError)) throw error
          this.complain(voter.id, error.message)
          done({ error: 'BROKER_NOT_AVAILABLE', kraftVersions: null })
        },
      )
      .finally(() => peer.close())
  }

  /** A piece of a snapshot (KIP-630). Rejects with PeerError. */
  async fetchSnapshot(
    to: number,
    leaderEpoch: number,
    snapshot: OffsetAndEpoch,
    position: number,
    directoryId: Uuid,
  ): Promise<SnapshotChunk> {
    const peer = this.peerOf(to, 'fetch')
    if (peer === null) throw new PeerError(`node ${to} is not known`)
    const data = new PartitionSnapshot()
    data.currentLeaderEpoch = leaderEpoch
    data.snapshotId.endOffset = snapshot.offset
    data.snapshotId.epoch = snapshot.epoch
    data.position = position
    data.replicaDirectoryId = directoryId
    const request = new FetchSnapshotRequest()
    request.clusterId = this.options.clusterId
    request.replicaId = this.options.nodeId
    request.maxBytes = this.options.maxSnapshotFetchBytes
    request.topics = [Object.assign(new TopicSnapshot(), { name: METADATA_TOPIC, partitions: [data] })]
    const api = { request: fetchSnapshotRequest, response: fetchSnapshotResponse }
    const { response } = await peer.send(api, () => request, { timeoutMs: this.options.requestTimeoutMs })
    const partition = response.topics[0]?.partitions[0]
    const errorCode = response.errorCode !== ErrorCode.NONE ? response.errorCode : (partition?.errorCode ?? -1)
    if (errorCode !== ErrorCode.NONE || partition === undefined) {
      throw new PeerError(`node ${to} answers FetchSnapshot with ${errorName(errorCode)}`)
    }
    return {
      sizeBytes: partition.size,
      position: partition.position,
      bytes: partition.unalignedRecords?.copyChain() ?? Buffer.alloc(0),
    }
  }

  /** Lets what was said last (EndQuorumEpoch) be heard, then closes the connections. */
  async close(): Promise<void> {
    if (this.open > 0) {
      await new Promise<void>(resolve => {
        const timer = this.host.timers.after(FAREWELL_MS, resolve)
        this.onceAnswered = () => {
          timer.cancel()
          resolve()
        }
      })
    }
    this.closed = true
    for (const peer of this.peers.values()) peer.close()
  }
}
