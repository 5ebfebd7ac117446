import type { LogConfig } from '../log/log-config.ts'

/** What a partition needs of its topic's configuration; the topic key stands behind each field. */
export interface PartitionConfig {
  readonly log: LogConfig
  /** min.insync.replicas */
  readonly minInSyncReplicas: number
  /** max.message.bytes */
  readonly maxMessageBytes: number
  /** max.decompressed.message.bytes */
  readonly maxUnpackedBytes: number
  /** message.timestamp.type is LogAppendTime */
  readonly logAppendTime: boolean
  /** message.timestamp.before.max.ms */
  readonly timestampBeforeMaxMs: number
  /** message.timestamp.after.max.ms */
  readonly timestampAfterMaxMs: number
  /** compression.type: null for `producer` */
  readonly compressionType: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd' | null
  /**
   * compression.gzip.level, compression.lz4.level, compression.zstd.level of the type in force; null for
   * the codec's default
   */
  readonly compressionLevel: number | null
  /** leader.replication.throttled.replicas: `*`, or entries `partition:broker` (KIP-73) */
  readonly leaderThrottledReplicas?: readonly string[]
  /** follower.replication.throttled.replicas */
  readonly followerThrottledReplicas?: readonly string[]
}
