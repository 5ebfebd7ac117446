import { ErrorCode } from '../../protocol/errors.ts'
import {
  CreatableTopic,
  CreatableTopicConfig,
  createTopicsRequest,
} from '../../protocol/generated/create-topics-request.ts'
import { createTopicsResponse } from '../../protocol/generated/create-topics-response.ts'
import type { ClusterClient } from '../client/cluster-client.ts'
import { NoAnswer } from '../client/wire-client.ts'

export const CREATE_TOPICS = { request: createTopicsRequest, response: createTopicsResponse, version: 7 }

export const OFFSETS_PARTITIONS = 2

/** Small segments and short intervals: what a real broker does in hours happens in a minute. */
export const BROKER_DEFAULTS: Readonly<Record<string, string>> = {
  'log.segment.bytes': '1048576',
  'log.roll.ms': '7000',
  'log.index.interval.bytes': '1024',
  'log.flush.offset.checkpoint.interval.ms': '5000',
  'log.flush.start.offset.checkpoint.interval.ms': '5000',
  'replica.high.watermark.checkpoint.interval.ms': '1000',
  'log.retention.check.interval.ms': '10000',
  'auto.create.topics.enable': 'false',
  'offsets.topic.num.partitions': String(OFFSETS_PARTITIONS),
  'group.initial.rebalance.delay.ms': '200',
  'log.cleaner.backoff.ms': '1000',
  'log.cleaner.dedupe.buffer.size': '1048576',
}

/** What compacts within seconds: all that a roll leaves behind. */
export const COMPACTED: Readonly<Record<string, string>> = {
  'cleanup.policy': 'compact',
  'segment.ms': '2000',
  'min.cleanable.dirty.ratio': '0.01',
}

/** With as many replicas as the brokers' default says. */
export function topicToCreate(
  name: string,
  numPartitions: number,
  configs: Readonly<Record<string, string>> = {},
): CreatableTopic {
  const topic = Object.assign(new CreatableTopic(), { name, numPartitions, replicationFactor: -1 })
  topic.configs = Object.entries(configs).map(([key, value]) =>
    Object.assign(new CreatableTopicConfig(), { name: key, value }),
  )
  return topic
}

/** Creates a topic, trying until the cluster says that it is there. */
export async function createTopic(
  client: ClusterClient,
  name: string,
  partitions: number,
  configs: Readonly<Record<string, string>> = {},
): Promise<void> {
  const request = createTopicsRequest.create()
  request.topics = [topicToCreate(name, partitions, configs)]
  for (;;) {
    try {
      const { topics } = await client.askAny(CREATE_TOPICS, request)
      const code = topics[0]!.errorCode
      if (code === ErrorCode.NONE || code === ErrorCode.TOPIC_ALREADY_EXISTS) return
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
    }
    await client.sleep(200)
  }
}
