import type { PartitionConfig } from '../../broker/partition-config.ts'
import type { ConfigValue } from './config-error.ts'
import type { ResourceKey, SynonymUnit } from './config-key.ts'
import { TOPIC_KEYS } from './keys.generated.ts'

export const UNIT_MS: Readonly<Record<SynonymUnit, number>> = { same: 1, minutes: 60_000, hours: 3_600_000 }

export const topicKeys: ReadonlyMap<string, ResourceKey> = new Map(TOPIC_KEYS.map(key => [key.name, key]))

/** The text of a topic's value that a broker key gives, in the topic key's unit. */
export function convertUnit(text: string, unit: SynonymUnit): string {
  const value = Number(text)
  return unit === 'same' || value < 0 ? text : String(BigInt(text.trim()) * BigInt(UNIT_MS[unit]))
}

/** Values of a topic's keys; `null` where there is none at all. */
export type TopicValueLookup = (key: string) => ConfigValue

const CODECS = { uncompressed: 'none', gzip: 'gzip', snappy: 'snappy', lz4: 'lz4', zstd: 'zstd' } as const
const LEVEL_KEYS: Readonly<Record<string, string>> = {
  gzip: 'compression.gzip.level',
  lz4: 'compression.lz4.level',
  zstd: 'compression.zstd.level',
}

/** All that a partition is told of its topic's configuration. */
export function partitionConfigOf(value: TopicValueLookup, producerIdExpirationMs: number): PartitionConfig {
  const number = (name: string) => value(name) as number
  const policies = value('cleanup.policy') as readonly string[]
  const compression = value('compression.type') as string
  const levelKey = LEVEL_KEYS[compression]
  const level = levelKey === undefined ? null : number(levelKey)
  return {
    log: {
      // Tests of Kafka itself use the internal key for segments below 1 MiB.
      segmentBytes: (value('internal.segment.bytes') as number | null) ?? number('segment.bytes'),
      segmentMs: number('segment.ms'),
      segmentJitterMs: Math.min(number('segment.jitter.ms'), number('segment.ms')),
      maxIndexBytes: number('segment.index.bytes'),
      indexIntervalBytes: number('index.interval.bytes'),
      flushMessages: number('flush.messages'),
      flushMs: number('flush.ms'),
      retentionMs: number('retention.ms'),
      retentionBytes: number('retention.bytes'),
      fileDeleteDelayMs: number('file.delete.delay.ms'),
      deletes: policies.includes('delete'),
      compacts: policies.includes('compact'),
      minCleanableDirtyRatio: number('min.cleanable.dirty.ratio'),
      minCompactionLagMs: number('min.compaction.lag.ms'),
      maxCompactionLagMs: number('max.compaction.lag.ms'),
      deleteRetentionMs: number('delete.retention.ms'),
      producerIdExpirationMs,
    },
    minInSyncReplicas: number('min.insync.replicas'),
    maxMessageBytes: number('max.message.bytes'),
    maxUnpackedBytes: number('max.decompressed.message.bytes'),
    logAppendTime: value('message.timestamp.type') === 'LogAppendTime',
    timestampBeforeMaxMs: number('message.timestamp.before.max.ms'),
    timestampAfterMaxMs: number('message.timestamp.after.max.ms'),
    compressionType: compression === 'producer' ? null : CODECS[compression as keyof typeof CODECS],
    // gzip's −1 is its codec's own default.
    compressionLevel: level === -1 && compression === 'gzip' ? null : level,
    leaderThrottledReplicas: value('leader.replication.throttled.replicas') as readonly string[],
    followerThrottledReplicas: value('follower.replication.throttled.replicas') as readonly string[],
  }
}
