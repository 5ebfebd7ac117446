/**
 * DescribeTopicPartitions (key 75): version 0 (KIP-966). Topics come in order of name, at most `responsePartitionLimit`
 * partitions (and never more than `max.request.partition.size.limit`) an answer; the cursor says where to go on.
 */
import type { MetadataImage, TopicImage } from '../metadata/image.ts'
import { isInternalTopic, topicNameProblem } from '../metadata/topic-names.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { DescribeTopicPartitionsRequest } from '../protocol/generated/describe-topic-partitions-request.ts'
import {
  Cursor,
  DescribeTopicPartitionsResponse,
  DescribeTopicPartitionsResponsePartition,
  DescribeTopicPartitionsResponseTopic,
} from '../protocol/generated/describe-topic-partitions-response.ts'
import { TOPIC_OPERATIONS } from '../security/authorized-operations.ts'
import type { RequestContext } from './api.ts'
import { describePartition } from './described-partition.ts'

export interface DescribeTopicPartitionsServices {
  image(): MetadataImage
  /** max.request.partition.size.limit */
  readonly maxDescribedPartitions: number
}

export function handle(
  services: DescribeTopicPartitionsServices,
  _context: RequestContext,
  request: DescribeTopicPartitionsRequest,
): DescribeTopicPartitionsResponse {
  const image = services.image()
  const response = new DescribeTopicPartitionsResponse()
  const { cursor } = request
  if (cursor !== null && cursor.partitionIndex < 0) return fail(request, ErrorCode.INVALID_REQUEST)
  const all = request.topics.length === 0
  const names = [...new Set(all ? image.topics.names() : request.topics.map(({ name }) => name))].sort()
  let room = Math.max(1, Math.min(services.maxDescribedPartitions, request.responsePartitionLimit))
  for (const name of names) {
    if (cursor !== null && name < cursor.topicName) continue
    const topic = image.topics.byName(name)
    if (topic === undefined) {
      if (!all) response.topics.push(absent(name))
      continue
    }
    if (room === 0) {
      response.nextCursor = cursorAt(name, 0)
      break
    }
    const from = cursor?.topicName === name ? cursor.partitionIndex : 0
    const entry = describe(image, topic, from, room)
    response.topics.push(entry)
    room -= entry.partitions.length
    const next = from + entry.partitions.length
    if (next < topic.partitions.size) {
      response.nextCursor = cursorAt(name, next)
      break
    }
  }
  return response
}

function cursorAt(topicName: string, partitionIndex: number): Cursor {
  return Object.assign(new Cursor(), { topicName, partitionIndex })
}

function absent(name: string): DescribeTopicPartitionsResponseTopic {
  const topic = new DescribeTopicPartitionsResponseTopic()
  topic.name = name
  topic.isInternal = isInternalTopic(name)
  topic.topicAuthorizedOperations = TOPIC_OPERATIONS
  topic.errorCode =
    topicNameProblem(name) === null ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.INVALID_TOPIC_EXCEPTION
  return topic
}

function describe(
  image: MetadataImage,
  topic: TopicImage,
  from: number,
  room: number,
): DescribeTopicPartitionsResponseTopic {
  const out = new DescribeTopicPartitionsResponseTopic()
  out.name = topic.name
  out.topicId = topic.id
  out.isInternal = isInternalTopic(topic.name)
  out.topicAuthorizedOperations = TOPIC_OPERATIONS
  for (let index = from; index < from + room; index++) {
    const partition = topic.partitions.get(index)
    if (partition === undefined) break
    const entry = new DescribeTopicPartitionsResponsePartition()
    describePartition(image, index, partition, entry)
    entry.eligibleLeaderReplicas = [...partition.eligibleLeaderReplicas]
    entry.lastKnownElr = [...partition.lastKnownElr]
    out.partitions.push(entry)
  }
  return out
}

/** There is no error of the whole answer: every topic carries it. */
export function fail(request: DescribeTopicPartitionsRequest, errorCode: number): DescribeTopicPartitionsResponse {
  const response = new DescribeTopicPartitionsResponse()
  response.topics = request.topics.map(({ name }) =>
    Object.assign(new DescribeTopicPartitionsResponseTopic(), { name, errorCode }),
  )
  return response
}
