/**
 * Produce (key 0): versions 3–13. Versions 0–2 are advertised, and close the connection as Kafka 4 does: older
 * librdkafka switches compression off when the range does not begin at 0 (KAFKA-18659).
 *
 * - acks: 0 no answer at all (an error closes the connection, the only sign there is), 1 written by the leader, −1 (all)
 *   below the high watermark.
 * - Partitions fail one by one; everything of a request is appended before the next request of the connection starts.
 * - v7: zstd allowed. v8: record errors and a message (KIP-467). v10: the current leader on NOT_LEADER_OR_FOLLOWER
 *   (KIP-951). v12: transactions v2 (KIP-890). v13: topic ids.
 */
import { Pending } from '../base/pending.ts'
import type { Uuid } from '../base/uuid.ts'
import type { Partition } from '../broker/partition.ts'
import type { AppendOutcome, ProduceOptions } from '../broker/partition-produce.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { ProduceRequest } from '../protocol/generated/produce-request.ts'
import {
  BatchIndexAndErrorMessage,
  NodeEndpoint,
  PartitionProduceResponse,
  ProduceResponse,
  TopicProduceResponse,
} from '../protocol/generated/produce-response.ts'
import { firstBatchIsTransactional } from '../records/record-set.ts'
import { CloseConnection, type EndpointOf, type LentFrame, type Outcome, type RequestContext } from './api.ts'
import { addEndpoint, type CurrentLeaders } from './current-leader.ts'

export const FIRST_TOPIC_ID_VERSION = 13
const FIRST_CURRENT_LEADER_VERSION = 10

export interface ProduceServices {
  readonly replicas: CurrentLeaders & {
    /** The partition led here, or the error code to answer. */
    partitionByName(topic: string, index: number): Partition | number
    partitionById(topicId: Uuid, index: number): Partition | number
  }
  readonly endpointOf: EndpointOf
  /** Internal topics are written by coordinators alone. */
  isInternalTopic(topic: string): boolean
}

/** The admin client may write to internal topics: Kafka's tools rely on it. */
const ADMIN_CLIENT_ID = '__admin_client'

export function handle(
  services: ProduceServices,
  context: RequestContext,
  request: ProduceRequest,
  frame: LentFrame,
): Outcome<ProduceResponse> | Pending<Outcome<ProduceResponse>> {
  const { acks } = request
  if (acks !== 0 && acks !== 1 && acks !== -1) return fail(request, ErrorCode.INVALID_REQUIRED_ACKS)

  // Judged for the whole request and before anything else, as Kafka does. There is no transaction coordinator to ask.
  const transactional = request.topicData.some(topic =>
    topic.partitionData.some(({ records }) => records !== null && firstBatchIsTransactional(records)),
  )
  if (transactional && request.transactionalId === null) {
    return fail(request, ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
  }

  const byId = context.apiVersion >= FIRST_TOPIC_ID_VERSION
  const response = new ProduceResponse()
  const pending = new Pending<Outcome<ProduceResponse>>()
  let open = 1
  let failed = 0
  const close = (): void => {
    if (--open > 0) return
    if (acks !== 0) pending.complete(response)
    else
      pending.complete(
        failed === 0
          ? null
          : new CloseConnection('a produce request with acks=0 failed, and this is how its sender learns of it'),
      )
  }

  const options: ProduceOptions = {
    acks,
    apiVersion: context.apiVersion,
    timeoutMs: request.timeoutMs,
    owner: frame.owner,
    transactionalId: request.transactionalId,
  }
  for (const topic of request.topicData) {
    const topicResponse = new TopicProduceResponse()
    topicResponse.name = topic.name
    topicResponse.topicId = topic.topicId
    response.responses.push(topicResponse)
    for (const data of topic.partitionData) {
      const answer = new PartitionProduceResponse()
      answer.index = data.index
      answer.baseOffset = -1
      topicResponse.partitionResponses.push(answer)
      const partition = byId
        ? services.replicas.partitionById(topic.topicId, data.index)
        : services.replicas.partitionByName(topic.name, data.index)
      if (typeof partition === 'number') {
        failed++
        answer.errorCode = partition
        if (partition === ErrorCode.NOT_LEADER_OR_FOLLOWER) {
          nameLeader(services, context, response, answer, topic.name, topic.topicId)
        }
        continue
      }
      if (services.isInternalTopic(partition.topic) && context.clientId !== ADMIN_CLIENT_ID) {
        failed++
        answer.errorCode = ErrorCode.INVALID_TOPIC_EXCEPTION
        answer.errorMessage = `Cannot append to internal topic ${partition.topic}`
        continue
      }
      open++
      partition.produce(data.records, options, outcome => {
        if (outcome.errorCode !== ErrorCode.NONE) failed++
        fill(answer, outcome)
        if (outcome.errorCode === ErrorCode.NOT_LEADER_OR_FOLLOWER) {
          nameLeader(services, context, response, answer, partition.topic, partition.topicId)
        }
        close()
      })
    }
  }
  close()
  return pending
}

function fill(answer: PartitionProduceResponse, outcome: AppendOutcome): void {
  answer.errorCode = outcome.errorCode
  answer.baseOffset = outcome.baseOffset
  answer.logAppendTimeMs = outcome.logAppendTimeMs
  answer.logStartOffset = outcome.logStartOffset
  answer.errorMessage = outcome.errorMessage
  if (outcome.recordErrors !== null) {
    answer.recordErrors = outcome.recordErrors.map(error => {
      const entry = new BatchIndexAndErrorMessage()
      entry.batchIndex = error.batchIndex
      entry.batchIndexErrorMessage = error.message
      return entry
    })
  }
}

/** KIP-951: a client that asked the wrong broker learns at once where to go. */
function nameLeader(
  services: ProduceServices,
  context: RequestContext,
  response: ProduceResponse,
  answer: PartitionProduceResponse,
  topic: string,
  topicId: Uuid,
): void {
  if (context.apiVersion < FIRST_CURRENT_LEADER_VERSION) return
  const leader = services.replicas.currentLeader(topic, topicId, answer.index)
  if (leader === null) return
  answer.currentLeader.leaderId = leader.leaderId
  answer.currentLeader.leaderEpoch = leader.leaderEpoch
  addEndpoint(response.nodeEndpoints, NodeEndpoint, leader.leaderId, services.endpointOf, context.connection)
}

export function fail(request: ProduceRequest, errorCode: number): ProduceResponse {
  const response = new ProduceResponse()
  response.responses = request.topicData.map(topic => {
    const topicResponse = new TopicProduceResponse()
    topicResponse.name = topic.name
    topicResponse.topicId = topic.topicId
    topicResponse.partitionResponses = topic.partitionData.map(data => {
      const answer = new PartitionProduceResponse()
      answer.index = data.index
      answer.errorCode = errorCode
      answer.baseOffset = -1
      return answer
    })
    return topicResponse
  })
  return response
}
