import type { TopicSpec } from '../broker/topic-creator.ts'
import type { BrokerConfig, InternalTopicConfig } from './config/broker-config.ts'

function spec(topic: InternalTopicConfig, cleanupPolicy: string): TopicSpec {
  const configs = new Map([
    ['cleanup.policy', cleanupPolicy],
    ['compression.type', 'producer'],
    ['segment.bytes', String(topic.segmentBytes)],
  ])
  if (topic.minInSyncReplicas !== null) configs.set('min.insync.replicas', String(topic.minInSyncReplicas))
  return { partitions: topic.partitions, replicationFactor: topic.replicationFactor, configs }
}

/**
 * How the coordinators' own topics are made: `offsets.topic.*`, `transaction.state.log.*`,
 * `share.coordinator.state.topic.*`.
 */
export function internalTopicSpecs(config: BrokerConfig): ReadonlyMap<string, TopicSpec> {
  return new Map([
    ['__consumer_offsets', spec(config.offsets.topic, 'compact')],
    ['__transaction_state', spec(config.transactions.topic, 'compact')],
    ['__share_group_state', spec(config.shareState.topic, 'delete')],
  ])
}
