/**
 * OffsetForLeaderEpoch (key 23): versions 2–4 (KIP-101, KIP-279, KIP-320).
 *
 * Answers the largest epoch that is not above the asked one, and the offset at which the next one begins; an epoch that
 * this log never saw is answered with epoch −1 and offset −1. Consumers (replica id −1) may not see beyond
 * the high watermark.
 */
import type { Partition } from '../broker/partition.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { OffsetForLeaderEpochRequest } from '../protocol/generated/offset-for-leader-epoch-request.ts'
import {
  EpochEndOffset,
  OffsetForLeaderEpochResponse,
  OffsetForLeaderTopicResult,
} from '../protocol/generated/offset-for-leader-epoch-response.ts'
import type { RequestContext } from './api.ts'

export interface OffsetForLeaderEpochServices {
  readonly replicas: { partitionByName(topic: string, index: number): Partition | number }
}

export function handle(
  services: OffsetForLeaderEpochServices,
  _context: RequestContext,
  request: OffsetForLeaderEpochRequest,
): OffsetForLeaderEpochResponse {
  const response = new OffsetForLeaderEpochResponse()
  for (const topic of request.topics) {
    const result = new OffsetForLeaderTopicResult()
    result.topic = topic.topic
    response.topics.push(result)
    for (const asked of topic.partitions) {
      const out = new EpochEndOffset()
      out.partition = asked.partition
      result.partitions.push(out)
      const partition = services.replicas.partitionByName(topic.topic, asked.partition)
      if (typeof partition === 'number') {
        out.errorCode = partition
        continue
      }
      out.errorCode = partition.isLeader
        ? partition.epochError(asked.currentLeaderEpoch)
        : ErrorCode.NOT_LEADER_OR_FOLLOWER
      if (out.errorCode !== ErrorCode.NONE) continue
      const end = partition.endOffsetForEpoch(asked.leaderEpoch)
      if (end === null) continue
      out.leaderEpoch = end.epoch
      out.endOffset = end.endOffset
    }
  }
  return response
}

export function fail(request: OffsetForLeaderEpochRequest, errorCode: number): OffsetForLeaderEpochResponse {
  const response = new OffsetForLeaderEpochResponse()
  response.topics = request.topics.map(topic => {
    const result = new OffsetForLeaderTopicResult()
    result.topic = topic.topic
    result.partitions = topic.partitions.map(asked => {
      const out = new EpochEndOffset()
      out.partition = asked.partition
      out.errorCode = errorCode
      return out
    })
    return result
  })
  return response
}
