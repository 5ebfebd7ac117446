/**
 * DeleteRecords (key 21): versions 0–2 (KIP-107).
 *
 * Moves a partition's log start offset up; segments that lie wholly below go. Offset −1 means the high watermark. Only
 * topics with `cleanup.policy=delete` (POLICY_VIOLATION otherwise, as deleting from the front of a compacted topic
 * would lie). While a partition is being moved to another log directory, its low watermark is that of both logs: the
 * answer waits for it, for `timeoutMs` at most (REQUEST_TIMED_OUT then). So it is over all live replicas.
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
  readonly moves: {
    lowWatermark(partition: Partition): number
    whenDeleted(partition: Partition, offset: number, timeoutMs: number): Promise<void>
  }
}

/** A partition whose future log still has what was deleted. */
interface Unfinished {
  readonly partition: Partition
  readonly offset: number
  readonly out: DeleteRecordsPartitionResult
}

export function handle(
  services: DeleteRecordsServices,
  _context: RequestContext,
  request: DeleteRecordsRequest,
): DeleteRecordsResponse | Promise<DeleteRecordsResponse> {
  const response = new DeleteRecordsResponse()
  const unfinished: Unfinished[] = []
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
      if (typeof partition === 'number') {
        out.errorCode = partition
        continue
      }
      const offset = deleteUpTo(partition, asked.offset, out)
      if (offset === null) continue
      out.lowWatermark = lowWatermark(services, partition)
      if (out.lowWatermark < offset) unfinished.push({ partition, offset, out })
    }
  }
  return unfinished.length === 0
    ? response
    : whenAllDeleted(services, request.timeoutMs, unfinished).then(() => response)
}

async function whenAllDeleted(
  services: DeleteRecordsServices,
  timeoutMs: number,
  unfinished: readonly Unfinished[],
): Promise<void> {
  await Promise.all(
    unfinished.flatMap(({ partition, offset }) => [
      services.moves.whenDeleted(partition, offset, timeoutMs),
      partition.whenDeleted(offset, timeoutMs),
    ]),
  )
  for (const { partition, offset, out } of unfinished) {
    if (!partition.isLeader) {
      out.errorCode = ErrorCode.NOT_LEADER_OR_FOLLOWER
      out.lowWatermark = -1
      continue
    }
    out.lowWatermark = lowWatermark(services, partition)
    if (out.lowWatermark < offset) out.errorCode = ErrorCode.REQUEST_TIMED_OUT
  }
}

/** Of this broker's logs and of the other replicas. */
function lowWatermark({ moves }: DeleteRecordsServices, partition: Partition): number {
  return Math.min(moves.lowWatermark(partition), partition.lowWatermark)
}

/** Deletes at once from the log in place. Returns up to where; null where it cannot, with the error in `out`. */
function deleteUpTo(partition: Partition, asked: number, out: DeleteRecordsPartitionResult): number | null {
  const offset = asked === UP_TO_HIGH_WATERMARK ? partition.committedOffset : asked
  out.errorCode = deletionError(partition, offset)
  if (out.errorCode !== ErrorCode.NONE) return null
  partition.deleteRecordsBefore(offset)
  return offset
}

function deletionError(partition: Partition, offset: number): number {
  if (!partition.isLeader) return ErrorCode.NOT_LEADER_OR_FOLLOWER
  if (isInternalTopic(partition.topic)) return ErrorCode.INVALID_TOPIC_EXCEPTION
  if (!partition.config.log.deletes) return ErrorCode.POLICY_VIOLATION
  return offset < 0 || offset > partition.committedOffset ? ErrorCode.OFFSET_OUT_OF_RANGE : ErrorCode.NONE
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
