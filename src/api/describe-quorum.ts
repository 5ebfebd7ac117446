/**
 * DescribeQuorum (key 55): versions 0–2 (KIP-595). v1 has fetch times (KIP-836), v2 directory ids and the voters' endpoints
 * (KIP-853). Only `__cluster_metadata`-0 has a quorum.
 */
import { errorMessage } from '../protocol/error-messages.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { DescribeQuorumRequest } from '../protocol/generated/describe-quorum-request.ts'
import {
  DescribeQuorumResponse,
  Listener,
  Node,
  PartitionData,
  ReplicaState,
  TopicData,
} from '../protocol/generated/describe-quorum-response.ts'
import type { QuorumInfo, QuorumReplicaInfo } from '../raft/metadata-log.ts'
import type { RequestContext } from './api.ts'
import { type ForwardServices, forward } from './decided.ts'
import { namesMetadataAlone } from './quorum/services.ts'

/** Kafka's own words, which its tools print. */
const NOT_HOSTED = 'This server does not host this topic-partition.'

export interface DescribeQuorumServices {
  readonly nodeId: number
  quorumInfo(): QuorumInfo
}

/** On a broker's listener: only the leader of the quorum knows how far the others are, so it is asked, wherever it is. */
export async function handleOnBroker(
  services: DescribeQuorumServices & ForwardServices & { readonly nodeId: number },
  context: RequestContext,
  request: DescribeQuorumRequest,
): Promise<DescribeQuorumResponse> {
  if (services.quorumInfo().leaderId === services.nodeId) return handle(services, context, request)
  return forward(services, context, request, fail)
}

export function handle(
  services: DescribeQuorumServices,
  _context: unknown,
  request: DescribeQuorumRequest,
): DescribeQuorumResponse {
  const info = services.quorumInfo()
  // What the others have, only the leader knows.
  const isLeader = info.leaderId === services.nodeId
  const response = new DescribeQuorumResponse()
  // Whoever asks for anything beside it is refused all.
  const isMetadata = namesMetadataAlone(request.topics)
  response.topics = request.topics.map(({ topicName, partitions }) => {
    const topic = new TopicData()
    topic.topicName = topicName
    topic.partitions = partitions.map(({ partitionIndex }) => {
      if (!isMetadata) return refused(partitionIndex, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, NOT_HOSTED)
      if (isLeader) return describe(info)
      return refused(partitionIndex, ErrorCode.NOT_LEADER_OR_FOLLOWER, errorMessage(ErrorCode.NOT_LEADER_OR_FOLLOWER))
    })
    return topic
  })
  // Beside an answer that describes nothing nobody is named.
  if (response.topics.some(({ partitions }) => partitions.some(({ errorCode }) => errorCode === ErrorCode.NONE)))
    response.nodes = info.nodes.map(({ nodeId, endpoints }) => {
      const node = new Node()
      node.nodeId = nodeId
      node.listeners = endpoints.map(endpoint => Object.assign(new Listener(), endpoint))
      return node
    })
  return response
}

/** Whether somebody else leads the quorum: a broker that has passed the question on looks for who does. */
export function saysNotLeader(response: DescribeQuorumResponse): boolean {
  return response.topics.some(({ partitions }) =>
    partitions.some(({ errorCode }) => errorCode === ErrorCode.NOT_LEADER_OR_FOLLOWER),
  )
}

function refused(partitionIndex: number, errorCode: number, message: string | null): PartitionData {
  const data = new PartitionData()
  data.partitionIndex = partitionIndex
  data.errorCode = errorCode
  data.errorMessage = message
  return data
}

function describe(info: QuorumInfo): PartitionData {
  const data = new PartitionData()
  data.leaderId = info.leaderId ?? -1
  data.leaderEpoch = info.leaderEpoch
  data.highWatermark = info.highWatermark
  data.currentVoters = info.voters.map(replicaState)
  data.observers = info.observers.map(replicaState)
  return data
}

function replicaState(replica: QuorumReplicaInfo): ReplicaState {
  const state = new ReplicaState()
  state.replicaId = replica.replicaId
  state.replicaDirectoryId = replica.directoryId
  state.logEndOffset = replica.logEndOffset
  state.lastFetchTimestamp = replica.lastFetchTimestampMs
  state.lastCaughtUpTimestamp = replica.lastCaughtUpTimestampMs
  return state
}

export function fail(_request: DescribeQuorumRequest, errorCode: number): DescribeQuorumResponse {
  const response = new DescribeQuorumResponse()
  response.errorCode = errorCode
  response.errorMessage = null
  return response
}
