/** What a fetch answers, once it is known what there is: which partitions are named in it, and what is said of each. */
import { BytesView } from '../base/bytes-view.ts'
import type { FetchPlan } from '../broker/fetch-plan.ts'
import { type FetchPartitionState, takeNews } from '../broker/fetch-session.ts'
import type { Partition } from '../broker/partition.ts'
import type { PartitionRead } from '../broker/partition-read.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { FetchRequest } from '../protocol/generated/fetch-request.ts'
import {
  AbortedTransaction,
  FetchableTopicResponse,
  FetchResponse,
  NodeEndpoint,
  PartitionData,
} from '../protocol/generated/fetch-response.ts'
import type { EndpointOf, RequestContext } from './api.ts'
import { addEndpoint, type CurrentLeaders } from './current-leader.ts'

/** Kafka answers an empty record set, never null: some clients trip over null. */
const NO_RECORDS = BytesView.of(Buffer.alloc(0))
const FIRST_LEADER_ENDPOINT_VERSION = 16
const FIRST_SESSION_VERSION = 7

export interface FetchAnswerServices {
  readonly replicas: CurrentLeaders
  readonly endpointOf: EndpointOf
}

/** One partition of a fetch, and what has come of it. */
export interface FetchedPartition {
  readonly state: FetchPartitionState
  /** Null where it is not led here: `errorCode` says why. */
  partition: Partition | null
  /** The latest read; its memory is held until it is replaced or the answer has left. */
  read: PartitionRead | null
  errorCode: number
  /** Where the client is sent instead (KIP-392); −1 for nowhere. */
  preferredReplica: number
}

/** The session (KIP-227) is told what goes into the answer. */
export function fetchAnswer(
  services: FetchAnswerServices,
  context: RequestContext,
  plan: FetchPlan,
  partitions: readonly FetchedPartition[],
): FetchResponse {
  const response = new FetchResponse()
  response.sessionId = plan.session?.id ?? 0
  let topic: FetchableTopicResponse | null = null
  const served: FetchedPartition[] = []
  for (const fetched of partitions) {
    const { state, read } = fetched
    const news = {
      errorCode: fetched.errorCode,
      highWatermark: read?.highWatermark ?? -1,
      logStartOffset: read?.logStartOffset ?? -1,
      hasRecords: (read?.sizeBytes ?? 0) > 0,
      hasDirective: read?.diverging != null || fetched.preferredReplica >= 0,
    }
    const changed = plan.session !== null && takeNews(state, news)
    if (news.hasRecords) served.push(fetched)
    if (plan.incremental && !changed) continue
    if (topic === null || topic.topic !== state.topic || topic.topicId !== state.topicId) {
      topic = new FetchableTopicResponse()
      topic.topic = state.topic
      topic.topicId = state.topicId
      response.responses.push(topic)
    }
    topic.partitions.push(describe(services, context, plan, response, fetched))
  }
  // Whoever was served goes to the end of the session's order, so that everyone's turn comes (KIP-227).
  for (const { state } of served) plan.session?.moveToEnd(plan.keyOf(state))
  return response
}

function describe(
  services: FetchAnswerServices,
  context: RequestContext,
  plan: FetchPlan,
  response: FetchResponse,
  fetched: FetchedPartition,
): PartitionData {
  const { state, read } = fetched
  const data = new PartitionData()
  data.partitionIndex = state.partition
  data.errorCode = fetched.errorCode
  data.highWatermark = read?.highWatermark ?? -1
  data.lastStableOffset = read?.lastStableOffset ?? -1
  data.logStartOffset = read?.logStartOffset ?? -1
  // Kafka leaves the list empty, not null, where it did not get as far as the partition.
  data.abortedTransactions = fetched.partition === null ? [] : null
  data.records = read?.records ?? NO_RECORDS
  data.preferredReadReplica = fetched.preferredReplica
  if (read?.diverging) {
    data.divergingEpoch.epoch = read.diverging.epoch
    data.divergingEpoch.endOffset = read.diverging.endOffset
  }
  if (read?.abortedTransactions) {
    data.abortedTransactions = read.abortedTransactions.map(aborted => {
      const entry = new AbortedTransaction()
      entry.producerId = aborted.producerId
      entry.firstOffset = aborted.firstOffset
      return entry
    })
  }
  if (
    context.apiVersion >= FIRST_LEADER_ENDPOINT_VERSION &&
    (fetched.errorCode === ErrorCode.NOT_LEADER_OR_FOLLOWER || fetched.errorCode === ErrorCode.FENCED_LEADER_EPOCH)
  ) {
    nameLeader(services, context, plan, response, data, state)
  }
  return data
}

/** KIP-951 */
function nameLeader(
  services: FetchAnswerServices,
  context: RequestContext,
  plan: FetchPlan,
  response: FetchResponse,
  data: PartitionData,
  state: FetchPartitionState,
): void {
  const leader = services.replicas.currentLeader(state.topic, state.topicId, state.partition)
  if (leader === null) return
  data.currentLeader.leaderId = leader.leaderId
  data.currentLeader.leaderEpoch = leader.leaderEpoch
  // A follower hears from the controller where leaders are.
  if (plan.replicaId >= 0) return
  addEndpoint(response.nodeEndpoints, NodeEndpoint, leader.leaderId, services.endpointOf, context.connection)
}

export function fail(request: FetchRequest, errorCode: number, apiVersion: number): FetchResponse {
  const response = new FetchResponse()
  response.errorCode = errorCode
  if (apiVersion >= FIRST_SESSION_VERSION) return response
  // Before sessions there was no error of the whole answer.
  for (const requested of request.topics) {
    const topic = new FetchableTopicResponse()
    topic.topic = requested.topic
    topic.topicId = requested.topicId
    topic.partitions = requested.partitions.map(({ partition }) => {
      const data = new PartitionData()
      data.partitionIndex = partition
      data.errorCode = errorCode
      data.highWatermark = -1
      data.records = NO_RECORDS
      return data
    })
    response.responses.push(topic)
  }
  return response
}
