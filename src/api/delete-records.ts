/**
 * DeleteRecords (key 21): versions 0–2 (KIP-107).
 *
 * Moves a partition's log start offset up; segments that lie wholly below go. Offset −1 means the high watermark. Only topics
 * with `cleanup.policy=delete` (POLICY_VIOLATION otherwise, as deleting from the front of a compacted topic would lie).
 */
import type { Partition } from '../broker/partition.ts'
import { isInternalTopic } from '../metadata/topic-names.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { DeleteRecordsRequest } from '../protocol/generated/delete-records-request.ts'
import {
  DeleteRecordsPartitionResult,
  DeleteRecordsResponse,
  DeleteRecordsTopicResult,
} from '../protocol/generated/delete-records-response.ts'
import type { RequestContext } from './api.ts'

const UP_TO_HIGH_WATERMARK = -1

export interface DeleteRecordsServices {
  readonly replicas: { partitionByName(topic: string, index: number): Partition | number }
}

export function handle(
  services: DeleteRecordsServices,
  _context: RequestContext,
  request: DeleteRecordsRequest,
): DeleteRecordsResponse {
  const response = new DeleteRecordsResponse()
  for (const topic of request.topics) {
    const result = new DeleteRecordsTopicResult()
    result.name = topic.name
    response.topics.push(result)
    for (const asked of topic.partitions) {
      const out = new DeleteRecordsPartitionResult()
      out.partitionIndex = asked.partitionIndex
      out.lowWatermark = -1
      result.partitions.push(out)
      const partition = services.replicas.partitionByName(topic.name, asked.partitionIndex)
      if (typeof partition === 'number') out.errorCode = partition
      else deleteUpTo(partition, asked.offset, out)
    }
  }
  return response
}

function deleteUpTo(partition: Partition, asked: number, out: DeleteRecordsPartitionResult): void {
  if (!partition.isLeader) {
    out.errorCode = ErrorCode.NOT_LEADER_OR_FOLLOWER
    return
  }
  if (isInternalTopic(partition.topic)) {
    out.errorCode = ErrorCode.INVALID_TOPIC_EXCEPTION
    return
  }
  if (!partition.config.log.deletes) {
    out.errorCode = ErrorCode.POLICY_VIOLATION
    return
  }
  const offset = asked === UP_TO_HIGH_WATERMARK ? partition.committedOffset : asked
  if (offset < 0 || offset > partition.committedOffset) {
    out.errorCode = ErrorCode.OFFSET_OUT_OF_RANGE
    return
  }
  partition.deleteRecordsBefore(offset)
  out.lowWatermark = partition.log.logStartOffset
}

export function fail(request: DeleteRecordsRequest, errorCode: number): DeleteRecordsResponse {
  const response = new DeleteRecordsResponse()
  response.topics = request.topics.map(topic => {
    const result = new DeleteRecordsTopicResult()
    result.name = topic.name
    result.partitions = topic.partitions.map(asked => {
      const out = new DeleteRecordsPartitionResult()
      out.partitionIndex = asked.partitionIndex
      out.lowWatermark = -1
      out.errorCode = errorCode
      return out
    })
    return result
  })
  return response
}
