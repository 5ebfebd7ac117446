/**
 * What one partition log needs of its topic's configuration (the topic key stands behind each; defaults are Kafka's).
 * A plain object: replace it whole with `PartitionLog.updateConfig`.
 */
export interface LogConfig {
  /** segment.bytes */
  readonly segmentBytes: number
  /** segment.ms */
  readonly segmentMs: number
  /** segment.jitter.ms: each segment rolls earlier by a random part of it. */
  readonly segmentJitterMs: number
  /** segment.index.bytes: the offset index holds this / 8 entries, the time index this / 12. */
  readonly maxIndexBytes: number
  /** index.interval.bytes */
  readonly indexIntervalBytes: number
  /** flush.messages; Number.MAX_SAFE_INTEGER for never. */
  readonly flushMessages: number
  /** flush.ms; Number.MAX_SAFE_INTEGER for never. */
  readonly flushMs: number
  /** retention.ms; −1 for no limit. */
  readonly retentionMs: number
  /** retention.bytes; −1 for no limit. */
  readonly retentionBytes: number
  /** file.delete.delay.ms */
  readonly fileDeleteDelayMs: number
  /** cleanup.policy has `delete`. */
  readonly deletes: boolean
  /** cleanup.policy has `compact`. */
  readonly compacts: boolean
  /** min.cleanable.dirty.ratio */
  readonly minCleanableDirtyRatio: number
  /** min.compaction.lag.ms */
  readonly minCompactionLagMs: number
  /** max.compaction.lag.ms */
  readonly maxCompactionLagMs: number
  /** delete.retention.ms */
  readonly deleteRetentionMs: number
  /** producer.id.expiration.ms (a broker key). */
  readonly producerIdExpirationMs: number
}

export const DEFAULT_LOG_CONFIG: LogConfig = {
  segmentBytes: 1024 * 1024 * 1024,
  segmentMs: 7 * 24 * 3600 * 1000,
  segmentJitterMs: 0,
  maxIndexBytes: 10 * 1024 * 1024,
  indexIntervalBytes: 4096,
  flushMessages: Number.MAX_SAFE_INTEGER,
  flushMs: Number.MAX_SAFE_INTEGER,
  retentionMs: 7 * 24 * 3600 * 1000,
  retentionBytes: -1,
  fileDeleteDelayMs: 60_000,
  deletes: true,
  compacts: false,
  minCleanableDirtyRatio: 0.5,
  minCompactionLagMs: 0,
  maxCompactionLagMs: Number.MAX_SAFE_INTEGER,
  deleteRetentionMs: 24 * 3600 * 1000,
  producerIdExpirationMs: 24 * 3600 * 1000,
}
