/**
 * How replicas of the metadata log get it from its leader: Fetch (1: 4–18) of `__cluster_metadata` alone (KIP-595),
 * FetchSnapshot (59: 0–1; KIP-630) where the log does not reach back. FetchSnapshot refuses another partition with
 * UNKNOWN_TOPIC_OR_PARTITION of that partition.
 */
import { BytesView } from '../../base/bytes-view.ts'
import type { Pending } from '../../base/pending.ts'
import { METADATA_TOPIC_ID, ZERO_UUID } from '../../base/uuid.ts'
import { METADATA_TOPIC } from '../../log/log-directory.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import type { FetchRequest } from '../../protocol/generated/fetch-request.ts'
import * as fetchResponse from '../../protocol/generated/fetch-response.ts'
import type { FetchSnapshotRequest } from '../../protocol/generated/fetch-snapshot-request.ts'
import * as snapshotResponse from '../../protocol/generated/fetch-snapshot-response.ts'
import { INT64_MAX } from '../../protocol/reader.ts'
import type { FetchResponse } from '../../raft/messages.ts'
import type { RequestContext } from '../api.ts'
import { ask, isForeign, leaderEndpoints, type Quorum, type QuorumServices } from './services.ts'

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
    const { apiVersion } = context
    return ask<'fetch', fetchResponse.FetchResponse>(services, context, {
      clusterId: request.clusterId,
      // As in Kafka a name alone will not do, though version 12 had all that is needed.
      topics: request.topics.map(each => ({
        topicName: apiVersion >= FIRST_TOPIC_ID_VERSION && each.topicId === METADATA_TOPIC_ID ? METADATA_TOPIC : '',
        partitions: each.partitions.map(({ partition }) => ({ partitionIndex: partition })),
      })),
      ask: () => {
        const data = request.topics[0]!.partitions[0]!
        const replicaId = apiVersion >= FIRST_REPLICA_STATE_VERSION ? request.replicaState.replicaId : request.replicaId
        return {
          kind: 'fetch',
          replica: { id: replicaId, directoryId: data.replicaDirectoryId },
          epoch: data.currentLeaderEpoch,
          fetchOffset: data.fetchOffset,
          lastFetchedEpoch: data.lastFetchedEpoch,
          highWatermark: data.highWatermark === INT64_MAX ? null : data.highWatermark,
          maxWaitMs: request.maxWaitMs,
        }
      },
      answer: said => fetched(services.quorum, context, said),
      fail: errorCode => fetchMetadata.fail(request, errorCode),
    })
  },
  fail: (_request: FetchRequest, errorCode: number) => Object.assign(new fetchResponse.FetchResponse(), { errorCode }),
}

function fetched(quorum: Quorum, context: RequestContext, said: FetchResponse): fetchResponse.FetchResponse {
  const partition = new fetchResponse.PartitionData()
  partition.errorCode = ErrorCode[said.error]
  partition.highWatermark = said.error === 'NONE' ? said.highWatermark : -1
  partition.logStartOffset = quorum.member.logStartOffset
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
  return response
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
      ? quorum.member.readSnapshot(replica, currentLeaderEpoch, snapshotId, position, request.maxBytes)
      : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
    const { quorumLeaderId: leaderId, epoch } = quorum.member
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
