/**
 * What replicas of the metadata log ask each other on the controller listener (KIP-595, KIP-630, KIP-853, KIP-996): Vote (52: 0–2), BeginQuorumEpoch
 * (53: 0–1), EndQuorumEpoch (54: 0–1), Fetch (1: 4–18) of `__cluster_metadata` alone, FetchSnapshot (59: 0–1), changes of the voters.
 *
 * - Another cluster's id is refused with INCONSISTENT_CLUSTER_ID, anything but partition 0 of the metadata topic with INVALID_REQUEST (FetchSnapshot:
 *   UNKNOWN_TOPIC_OR_PARTITION of the partition).
 * - AddRaftVoter (80: 0–1) and RemoveRaftVoter (81: 0) come from administrators, or from a controller that joins by itself; UpdateRaftVoter (82: 0) from voters.
 * - Whoever asks is told where the leader is found (`NodeEndpoints`), as far as this node knows.
 */
import { BytesView } from '../base/bytes-view.ts'
import { Pending } from '../base/pending.ts'
import { METADATA_TOPIC_ID, type Uuid, ZERO_UUID } from '../base/uuid.ts'
import { METADATA_TOPIC } from '../log/log-directory.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { AddRaftVoterRequest } from '../protocol/generated/add-raft-voter-request.ts'
import { AddRaftVoterResponse } from '../protocol/generated/add-raft-voter-response.ts'
import type { BeginQuorumEpochRequest } from '../protocol/generated/begin-quorum-epoch-request.ts'
import * as beginResponse from '../protocol/generated/begin-quorum-epoch-response.ts'
import type { EndQuorumEpochRequest } from '../protocol/generated/end-quorum-epoch-request.ts'
import * as endResponse from '../protocol/generated/end-quorum-epoch-response.ts'
import type { FetchRequest } from '../protocol/generated/fetch-request.ts'
import * as fetchResponse from '../protocol/generated/fetch-response.ts'
import type { FetchSnapshotRequest } from '../protocol/generated/fetch-snapshot-request.ts'
import * as snapshotResponse from '../protocol/generated/fetch-snapshot-response.ts'
import type { RemoveRaftVoterRequest } from '../protocol/generated/remove-raft-voter-request.ts'
import { RemoveRaftVoterResponse } from '../protocol/generated/remove-raft-voter-response.ts'
import type { UpdateRaftVoterRequest } from '../protocol/generated/update-raft-voter-request.ts'
import { UpdateRaftVoterResponse } from '../protocol/generated/update-raft-voter-response.ts'
import type { VoteRequest } from '../protocol/generated/vote-request.ts'
import * as voteResponse from '../protocol/generated/vote-response.ts'
import { INT64_MAX } from '../protocol/reader.ts'
import type { RaftRequest, RaftResponse, VoterChange, VoterChangeResponse } from '../raft/messages.ts'
import type { ReplicaKey } from '../raft/voter-set.ts'
import type { RequestContext } from './api.ts'

/** This node's replica of the metadata log, as others see it. */
export interface QuorumServices {
  readonly quorum: {
    readonly clusterId: string
    handleRequest(request: RaftRequest, reply: (response: RaftResponse) => void): void
    readSnapshot(
      replica: ReplicaKey,
      leaderEpoch: number,
      id: { readonly endOffset: number; readonly epoch: number },
      position: number,
      maxBytes: number,
    ): { readonly sizeBytes: number; readonly bytes: Buffer } | number
    /** Where a member of the quorum is found; null when nobody has said. */
    addressOf(nodeId: number): { readonly host: string; readonly port: number } | null
    /** The leader and epoch as this node knows them. */
    leader(): { readonly leaderId: number | null; readonly epoch: number }
    /** Of this node's metadata log. */
    logStartOffset(): number
    /** A request that is meant for another cluster was refused: for the log. */
    refused(clusterId: string, remoteAddress: string): void
    /** Somebody says where the leader of the quorum is found. */
    learn(nodeId: number, address: { readonly host: string; readonly port: number }): void
  }
}

type Quorum = QuorumServices['quorum']

interface NodeEndpoint {
  nodeId: number
  host: string
  port: number
}

/** Versions since KIP-853 say where the leader is found: from `apiVersion` being at least `since`. */
function leaderEndpoints<E extends NodeEndpoint>(
  quorum: Quorum,
  leaderId: number | null,
  make: new () => E,
  { apiVersion }: RequestContext,
  since = 1,
): E[] {
  const address = leaderId === null || apiVersion < since ? null : quorum.addressOf(leaderId)
  if (address === null) return []
  return [Object.assign(new make(), { nodeId: leaderId, host: address.host, port: address.port })]
}

/** Whether the request is meant for another cluster, which the log is told. Requests need not say. */
function isForeign(quorum: Quorum, clusterId: string | null, context: RequestContext | null): boolean {
  if (clusterId === null || clusterId === quorum.clusterId) return false
  quorum.refused(clusterId, context?.connection.remoteAddress ?? '')
  return true
}

/** NONE, or why the request is refused as a whole. */
function problem(
  quorum: Quorum,
  context: RequestContext,
  clusterId: string | null,
  topics: readonly {
    readonly topicName: string
    readonly partitions: readonly { readonly partitionIndex: number }[]
  }[],
): number {
  if (isForeign(quorum, clusterId, context)) return ErrorCode.INCONSISTENT_CLUSTER_ID
  const [topic] = topics
  const isMetadata =
    topics.length === 1 &&
    topic!.topicName === METADATA_TOPIC &&
    topic!.partitions.length === 1 &&
    topic!.partitions[0]!.partitionIndex === 0
  return isMetadata ? ErrorCode.NONE : ErrorCode.INVALID_REQUEST
}

/** The voter that the request is meant for; null where its version does not say. */
function meant(voterId: number, directoryId: Uuid): ReplicaKey | null {
  return voterId < 0 ? null : { id: voterId, directoryId }
}

export const vote = {
  handle(services: QuorumServices, context: RequestContext, request: VoteRequest): Pending<voteResponse.VoteResponse> {
    const { quorum } = services
    const answer = new Pending<voteResponse.VoteResponse>()
    const refused = problem(quorum, context, request.clusterId, request.topics)
    if (refused !== ErrorCode.NONE) {
      answer.complete(vote.fail(request, refused))
      return answer
    }
    const data = request.topics[0]!.partitions[0]!
    const asked: RaftRequest = {
      kind: 'vote',
      epoch: data.replicaEpoch,
      candidate: { id: data.replicaId, directoryId: data.replicaDirectoryId },
      voter: meant(request.voterId, data.voterDirectoryId),
      lastEpoch: data.lastOffsetEpoch,
      lastOffset: data.lastOffset,
      preVote: data.preVote,
    }
    quorum.handleRequest(asked, said => {
      const partition = Object.assign(new voteResponse.PartitionData(), epochFields(said), {
        voteGranted: said.kind === 'vote' && said.granted,
      })
      const response = new voteResponse.VoteResponse()
      response.topics = [topicOf(new voteResponse.TopicData(), partition)]
      response.nodeEndpoints = leaderEndpoints(quorum, said.leaderId, voteResponse.NodeEndpoint, context)
      answer.complete(response)
    })
    return answer
  },
  fail: (_request: VoteRequest, errorCode: number) => Object.assign(new voteResponse.VoteResponse(), { errorCode }),
}

export const beginQuorumEpoch = {
  handle(
    services: QuorumServices,
    context: RequestContext,
    request: BeginQuorumEpochRequest,
  ): Pending<beginResponse.BeginQuorumEpochResponse> {
    const { quorum } = services
    const answer = new Pending<beginResponse.BeginQuorumEpochResponse>()
    const refused = problem(quorum, context, request.clusterId, request.topics)
    if (refused !== ErrorCode.NONE) {
      answer.complete(beginQuorumEpoch.fail(request, refused))
      return answer
    }
    const data = request.topics[0]!.partitions[0]!
    const { leaderId, leaderEpoch: epoch } = data
    const [endpoint] = request.leaderEndpoints
    if (endpoint !== undefined) quorum.learn(leaderId, endpoint)
    const voter = meant(request.voterId, data.voterDirectoryId)
    quorum.handleRequest({ kind: 'begin-epoch', epoch, leaderId, voter }, said => {
      const response = new beginResponse.BeginQuorumEpochResponse()
      const partition = Object.assign(new beginResponse.PartitionData(), epochFields(said))
      response.topics = [topicOf(new beginResponse.TopicData(), partition)]
      response.nodeEndpoints = leaderEndpoints(quorum, said.leaderId, beginResponse.NodeEndpoint, context)
      answer.complete(response)
    })
    return answer
  },
  fail: (_request: BeginQuorumEpochRequest, errorCode: number) =>
    Object.assign(new beginResponse.BeginQuorumEpochResponse(), { errorCode }),
}

export const endQuorumEpoch = {
  handle(
    services: QuorumServices,
    context: RequestContext,
    request: EndQuorumEpochRequest,
  ): Pending<endResponse.EndQuorumEpochResponse> {
    const { quorum } = services
    const answer = new Pending<endResponse.EndQuorumEpochResponse>()
    const refused = problem(quorum, context, request.clusterId, request.topics)
    if (refused !== ErrorCode.NONE) {
      answer.complete(endQuorumEpoch.fail(request, refused))
      return answer
    }
    const data = request.topics[0]!.partitions[0]!
    const { leaderId, leaderEpoch: epoch } = data
    const preferredSuccessors =
      context.apiVersion >= 1 ? data.preferredCandidates.map(each => each.candidateId) : data.preferredSuccessors
    quorum.handleRequest({ kind: 'end-epoch', epoch, leaderId, preferredSuccessors }, said => {
      const response = new endResponse.EndQuorumEpochResponse()
      const partition = Object.assign(new endResponse.PartitionData(), epochFields(said))
      response.topics = [topicOf(new endResponse.TopicData(), partition)]
      response.nodeEndpoints = leaderEndpoints(quorum, said.leaderId, endResponse.NodeEndpoint, context)
      answer.complete(response)
    })
    return answer
  },
  fail: (_request: EndQuorumEpochRequest, errorCode: number) =>
    Object.assign(new endResponse.EndQuorumEpochResponse(), { errorCode }),
}

function epochFields(said: RaftResponse): { errorCode: number; leaderId: number; leaderEpoch: number } {
  return { errorCode: ErrorCode[said.error], leaderId: said.leaderId ?? -1, leaderEpoch: said.epoch }
}

function topicOf<P, T extends { topicName: string; partitions: P[] }>(topic: T, partition: P): T {
  topic.topicName = METADATA_TOPIC
  topic.partitions = [partition]
  return topic
}

/** KIP-903 */
const FIRST_REPLICA_STATE_VERSION = 15
/** KIP-853; version 16 has the field, too, for the leaders of other partitions. */
const FIRST_ENDPOINTS_VERSION = 17
/** KIP-516 */
const FIRST_TOPIC_ID_VERSION = 13

export const fetchMetadata = {
  handle(
    services: QuorumServices,
    context: RequestContext,
    request: FetchRequest,
  ): Pending<fetchResponse.FetchResponse> {
    const { quorum } = services
    const { apiVersion } = context
    const answer = new Pending<fetchResponse.FetchResponse>()
    const [topic] = request.topics
    // As in Kafka a name alone will not do, though version 12 had all that is needed.
    const names = request.topics.map(each => ({
      topicName: apiVersion >= FIRST_TOPIC_ID_VERSION && each.topicId === METADATA_TOPIC_ID ? METADATA_TOPIC : '',
      partitions: each.partitions.map(({ partition }) => ({ partitionIndex: partition })),
    }))
    const refused = problem(quorum, context, request.clusterId, names)
    const data = topic?.partitions[0]
    if (refused !== ErrorCode.NONE || data === undefined) {
      answer.complete(fetchMetadata.fail(request, refused))
      return answer
    }
    const replicaId = apiVersion >= FIRST_REPLICA_STATE_VERSION ? request.replicaState.replicaId : request.replicaId
    const asked: RaftRequest = {
      kind: 'fetch',
      replica: { id: replicaId, directoryId: data.replicaDirectoryId },
      epoch: data.currentLeaderEpoch,
      fetchOffset: data.fetchOffset,
      lastFetchedEpoch: data.lastFetchedEpoch,
      highWatermark: data.highWatermark === INT64_MAX ? null : data.highWatermark,
      maxWaitMs: request.maxWaitMs,
    }
    quorum.handleRequest(asked, said => {
      if (said.kind !== 'fetch') return
      const partition = new fetchResponse.PartitionData()
      partition.errorCode = ErrorCode[said.error]
      partition.highWatermark = said.error === 'NONE' ? said.highWatermark : -1
      partition.logStartOffset = quorum.logStartOffset()
      partition.currentLeader.leaderId = said.leaderId ?? -1
      partition.currentLeader.leaderEpoch = said.epoch
      if (said.diverging !== null) {
        partition.divergingEpoch.endOffset = said.diverging.offset
        partition.divergingEpoch.epoch = said.diverging.epoch
      }
      if (said.snapshot !== null) {
        partition.snapshotId.endOffset = said.snapshot.offset
        partition.snapshotId.epoch = said.snapshot.epoch
      }
      partition.records = said.records ?? BytesView.of(Buffer.alloc(0))
      const response = new fetchResponse.FetchResponse()
      const answered = new fetchResponse.FetchableTopicResponse()
      answered.topic = METADATA_TOPIC
      answered.topicId = METADATA_TOPIC_ID
      answered.partitions = [partition]
      response.responses = [answered]
      response.nodeEndpoints = leaderEndpoints(
        quorum,
        said.leaderId,
        fetchResponse.NodeEndpoint,
        context,
        FIRST_ENDPOINTS_VERSION,
      )
      answer.complete(response)
    })
    return answer
  },
  fail: (_request: FetchRequest, errorCode: number) => Object.assign(new fetchResponse.FetchResponse(), { errorCode }),
}

export const fetchSnapshot = {
  handle(
    services: QuorumServices,
    context: RequestContext,
    request: FetchSnapshotRequest,
  ): snapshotResponse.FetchSnapshotResponse {
    const { quorum } = services
    const { clusterId, topics } = request
    const [topic] = topics
    if (isForeign(quorum, clusterId, context)) {
      return fetchSnapshot.fail(request, ErrorCode.INCONSISTENT_CLUSTER_ID)
    }
    if (topic === undefined || topics.length !== 1 || topic.partitions.length !== 1) {
      return fetchSnapshot.fail(request, ErrorCode.INVALID_REQUEST)
    }
    const data = topic.partitions[0]!
    const replica = { id: request.replicaId, directoryId: data.replicaDirectoryId ?? ZERO_UUID }
    const { snapshotId, position, currentLeaderEpoch } = data
    const isMetadata = topic.name === METADATA_TOPIC && data.partition === 0
    const piece = isMetadata
      ? quorum.readSnapshot(replica, currentLeaderEpoch, snapshotId, position, request.maxBytes)
      : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
    const { leaderId, epoch } = quorum.leader()
    const partition = new snapshotResponse.PartitionSnapshot()
    partition.index = data.partition
    partition.snapshotId.endOffset = snapshotId.endOffset
    partition.snapshotId.epoch = snapshotId.epoch
    partition.currentLeader.leaderId = leaderId ?? -1
    partition.currentLeader.leaderEpoch = epoch
    partition.unalignedRecords = BytesView.of(typeof piece === 'number' ? Buffer.alloc(0) : piece.bytes)
    if (typeof piece === 'number') partition.errorCode = piece
    else {
      partition.size = piece.sizeBytes
      partition.position = position
    }
    const response = new snapshotResponse.FetchSnapshotResponse()
    response.topics = [
      Object.assign(new snapshotResponse.TopicSnapshot(), { name: topic.name, partitions: [partition] }),
    ]
    response.nodeEndpoints = leaderEndpoints(quorum, leaderId, snapshotResponse.NodeEndpoint, context)
    return response
  },
  fail: (_request: FetchSnapshotRequest, errorCode: number) =>
    Object.assign(new snapshotResponse.FetchSnapshotResponse(), { errorCode }),
}

function foreignText(quorum: Quorum, clusterId: string | null): string {
  return `The given id "${clusterId}" doesn't match the cluster id "${quorum.clusterId}"`
}

/** The answer to a change of the voters, when it is there. */
function change(quorum: Quorum, request: VoterChange): Promise<VoterChangeResponse> {
  return new Promise(resolve => {
    quorum.handleRequest(request, said => {
      if (said.kind === request.kind) resolve(said as VoterChangeResponse)
    })
  })
}

interface Listening {
  readonly name: string
  readonly host: string
  readonly port: number
}

function endpointsOf(listeners: readonly Listening[]): Listening[] {
  return listeners.map(({ name, host, port }) => ({ name, host, port }))
}

function failChange<Response extends { errorCode: number; errorMessage: string | null }>(make: new () => Response) {
  return (_request: unknown, errorCode: number, _apiVersion?: number, errorMessage: string | null = null): Response =>
    Object.assign(new make(), { errorCode, errorMessage })
}

export const addRaftVoter = {
  async handle(
    { quorum }: QuorumServices,
    context: RequestContext | null,
    request: AddRaftVoterRequest,
  ): Promise<AddRaftVoterResponse> {
    const { clusterId, voterId: id, voterDirectoryId: directoryId, listeners, ackWhenCommitted } = request
    if (isForeign(quorum, clusterId, context))
      return addRaftVoter.fail(request, ErrorCode.INCONSISTENT_CLUSTER_ID, 0, foreignText(quorum, clusterId))
    const voter = { id, directoryId, endpoints: endpointsOf(listeners) }
    const { error, message } = await change(quorum, { kind: 'add-voter', voter, ackWhenCommitted })
    return addRaftVoter.fail(request, ErrorCode[error], 0, message)
  },
  fail: failChange(AddRaftVoterResponse),
}

export const removeRaftVoter = {
  async handle(
    { quorum }: QuorumServices,
    context: RequestContext | null,
    request: RemoveRaftVoterRequest,
  ): Promise<RemoveRaftVoterResponse> {
    const { clusterId, voterId: id, voterDirectoryId: directoryId } = request
    if (isForeign(quorum, clusterId, context))
      return removeRaftVoter.fail(request, ErrorCode.INCONSISTENT_CLUSTER_ID, 0, foreignText(quorum, clusterId))
    const { error, message } = await change(quorum, { kind: 'remove-voter', voter: { id, directoryId } })
    return removeRaftVoter.fail(request, ErrorCode[error], 0, message)
  },
  fail: failChange(RemoveRaftVoterResponse),
}

export const updateRaftVoter = {
  async handle(
    { quorum }: QuorumServices,
    context: RequestContext,
    request: UpdateRaftVoterRequest,
  ): Promise<UpdateRaftVoterResponse> {
    const { clusterId, voterId: id, voterDirectoryId: directoryId, currentLeaderEpoch: epoch, listeners } = request
    const response = new UpdateRaftVoterResponse()
    if (isForeign(quorum, clusterId, context)) {
      const { leaderId, epoch: leaderEpoch } = quorum.leader()
      Object.assign(response.currentLeader, { leaderId: leaderId ?? -1, leaderEpoch })
      response.errorCode = ErrorCode.INCONSISTENT_CLUSTER_ID
    } else {
      const { minSupportedVersion: min, maxSupportedVersion: max } = request.kRaftVersionFeature
      const voter = { id, directoryId, endpoints: endpointsOf(listeners), kraftVersions: { min, max } }
      const said = await change(quorum, { kind: 'update-voter', epoch, voter })
      response.errorCode = ErrorCode[said.error]
      Object.assign(response.currentLeader, { leaderId: said.leaderId ?? -1, leaderEpoch: said.epoch })
    }
    const { leaderId } = response.currentLeader
    const address = leaderId < 0 ? null : quorum.addressOf(leaderId)
    if (address !== null) Object.assign(response.currentLeader, { host: address.host, port: address.port })
    return response
  },
  fail: (_request: UpdateRaftVoterRequest, errorCode: number) =>
    Object.assign(new UpdateRaftVoterResponse(), { errorCode }),
}
