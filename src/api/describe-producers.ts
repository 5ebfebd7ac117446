/**
 * DescribeProducers (key 61): version 0 (KIP-664). The producers that each asked partition remembers, with the first
 * offset of the transaction that one has open. Any replica answers, not the leader alone.
 */
import type { Partition } from '../broker/partition.ts'
import { lastSequenceOf, type ProducerEntry } from '../log/producer-entry.ts'
import type { MetadataImage } from '../metadata/image.ts'
import { topicNameProblem } from '../metadata/topic-names.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { DescribeProducersRequest } from '../protocol/generated/describe-producers-request.ts'
import {
  DescribeProducersResponse,
  PartitionResponse,
  ProducerState,
  TopicResponse,
} from '../protocol/generated/describe-producers-response.ts'
import type { RequestContext } from './api.ts'

export interface DescribeProducersServices {
  image(): MetadataImage
  readonly replicas: { partitionByName(topic: string, index: number): Partition | number }
}

export function handle(
  services: DescribeProducersServices,
  _context: RequestContext,
  request: DescribeProducersRequest,
): DescribeProducersResponse {
  const response = new DescribeProducersResponse()
  for (const { name, partitionIndexes } of request.topics) {
    const problem = topicProblem(services, name)
    const topic = new TopicResponse()
    topic.name = name
    topic.partitions = partitionIndexes.map(index => {
      if (problem !== null) return refused(index, problem.errorCode, problem.message)
      const partition = services.replicas.partitionByName(name, index)
      return typeof partition === 'number' ? refused(index, partition, null) : describe(partition)
    })
    response.topics.push(topic)
  }
  return response
}

/** What is wrong with the topic as a whole has a message; what is wrong with one partition has none. */
function topicProblem(
  services: DescribeProducersServices,
  name: string,
): { readonly errorCode: number; readonly message: string } | null {
  const nameProblem = topicNameProblem(name)
  if (nameProblem !== null) {
    return { errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION, message: `Topic name is invalid: ${nameProblem}` }
  }
  if (services.image().topics.byName(name) !== undefined) return null
  return {
    errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
    message: 'This server does not host this topic-partition.',
  }
}

function refused(partitionIndex: number, errorCode: number, errorMessage: string | null): PartitionResponse {
  const out = new PartitionResponse()
  out.partitionIndex = partitionIndex
  out.errorCode = errorCode
  out.errorMessage = errorMessage
  return out
}

function describe(partition: Partition): PartitionResponse {
  const out = new PartitionResponse()
  out.partitionIndex = partition.index
  out.activeProducers = partition.log.activeProducers().map(describeProducer)
  return out
}

function describeProducer(entry: ProducerEntry): ProducerState {
  const state = new ProducerState()
  state.producerId = entry.producerId
  state.producerEpoch = entry.producerEpoch
  state.lastSequence = lastSequenceOf(entry)
  state.lastTimestamp = entry.lastTimestamp
  state.coordinatorEpoch = entry.coordinatorEpoch
  state.currentTxnStartOffset = entry.currentTxnFirstOffset
  return state
}

/** There is no error of the whole answer: every partition carries it. */
export function fail(request: DescribeProducersRequest, errorCode: number): DescribeProducersResponse {
  const response = new DescribeProducersResponse()
  response.topics = request.topics.map(({ name, partitionIndexes }) => {
    const topic = new TopicResponse()
    topic.name = name
    topic.partitions = partitionIndexes.map(index => refused(index, errorCode, null))
    return topic
  })
  return response
}
