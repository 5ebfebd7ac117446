import { describe, expect, it } from 'vitest'
import type { Partition } from '../broker/partition.ts'
import type { ProducerEntry } from '../log/producer-entry.ts'
import type { MetadataImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { DescribeProducersRequest, TopicRequest } from '../protocol/generated/describe-producers-request.ts'
import type { RequestContext } from './api.ts'
import { fail, handle } from './describe-producers.ts'

const PRODUCERS: readonly ProducerEntry[] = [
  {
    producerId: 4000,
    producerEpoch: 2,
    coordinatorEpoch: 7,
    lastTimestamp: 1234,
    currentTxnFirstOffset: 40,
    batches: [
      { lastSequence: 4, lastOffset: 41, offsetDelta: 1, timestamp: 1230 },
      { lastSequence: 9, lastOffset: 46, offsetDelta: 4, timestamp: 1234 },
    ],
  },
  // A producer of which only an end marker is known.
  {
    producerId: 4001,
    producerEpoch: 0,
    coordinatorEpoch: 3,
    lastTimestamp: 99,
    currentTxnFirstOffset: -1,
    batches: [],
  },
]

function ask(topic: string, found: readonly (ProducerEntry | number)[] | number = []) {
  const request = new DescribeProducersRequest()
  request.topics = [Object.assign(new TopicRequest(), { name: topic, partitionIndexes: [0, 1] })]
  const services = {
    image: () =>
      ({ topics: { byName: (name: string) => (name === 't' ? {} : undefined) } }) as unknown as MetadataImage,
    replicas: {
      partitionByName: (_topic: string, index: number) =>
        typeof found === 'number'
          ? found
          : ({ index, isLeader: index === 0, log: { activeProducers: () => found } } as unknown as Partition),
    },
  }
  return handle(services, {} as RequestContext, request).topics[0]!
}

describe('DescribeProducers', () => {
  it('shows what every replica remembers of its producers, a follower as well', () => {
    const { name, partitions } = ask('t', PRODUCERS)
    expect([name, partitions.map(({ partitionIndex }) => partitionIndex)]).toEqual(['t', [0, 1]])
    for (const { errorCode, errorMessage, activeProducers } of partitions) {
      expect([errorCode, errorMessage]).toEqual([ErrorCode.NONE, null])
      expect(activeProducers.map(producer => ({ ...producer }))).toEqual([
        {
          producerId: 4000,
          producerEpoch: 2,
          lastSequence: 9,
          lastTimestamp: 1234,
          coordinatorEpoch: 7,
          currentTxnStartOffset: 40,
        },
        {
          producerId: 4001,
          producerEpoch: 0,
          lastSequence: -1,
          lastTimestamp: 99,
          coordinatorEpoch: 3,
          currentTxnStartOffset: -1,
        },
      ])
    }
  })

  it.each([
    ['no/topic', ErrorCode.INVALID_TOPIC_EXCEPTION, /^Topic name is invalid: 'no\/topic' contains/],
    ['', ErrorCode.INVALID_TOPIC_EXCEPTION, /^Topic name is invalid: the empty string is not allowed$/],
    ['absent', ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, /^This server does not host this topic-partition\.$/],
  ])('a topic %j is refused for every partition, with a message', (topic, errorCode, message) => {
    const { partitions } = ask(topic, PRODUCERS)
    expect(partitions.map(partition => [partition.partitionIndex, partition.errorCode])).toEqual([
      [0, errorCode],
      [1, errorCode],
    ])
    for (const { errorMessage, activeProducers } of partitions) {
      expect(errorMessage).toMatch(message)
      expect(activeProducers).toEqual([])
    }
  })

  it.each(['NOT_LEADER_OR_FOLLOWER', 'UNKNOWN_TOPIC_OR_PARTITION', 'KAFKA_STORAGE_ERROR'] as const)(
    'a partition that cannot be read here says %s, without a message',
    name => {
      const { partitions } = ask('t', ErrorCode[name])
      expect(partitions.map(({ errorCode, errorMessage }) => [errorCode, errorMessage])).toEqual([
        [ErrorCode[name], null],
        [ErrorCode[name], null],
      ])
    },
  )

  it('carries an error of the whole request in every partition', () => {
    const request = new DescribeProducersRequest()
    request.topics = [Object.assign(new TopicRequest(), { name: 't', partitionIndexes: [3, 5] })]
    expect(
      fail(request, ErrorCode.UNKNOWN_SERVER_ERROR).topics[0]!.partitions.map(partition => [
        partition.partitionIndex,
        partition.errorCode,
      ]),
    ).toEqual([
      [3, ErrorCode.UNKNOWN_SERVER_ERROR],
      [5, ErrorCode.UNKNOWN_SERVER_ERROR],
    ])
  })
})
