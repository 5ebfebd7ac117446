import { type Uuid, ZERO_UUID } from '../base/uuid.ts'

/** Names of files and directories, as Apache Kafka has them. */
export const LOG_SUFFIX = '.log'
export const INDEX_SUFFIX = '.index'
export const TIME_INDEX_SUFFIX = '.timeindex'
export const TXN_INDEX_SUFFIX = '.txnindex'
export const SNAPSHOT_SUFFIX = '.snapshot'
/** Behind the whole name: waits for `file.delete.delay.ms`. */
export const DELETED_SUFFIX = '.deleted'
/** Behind the whole name: written by the log cleaner and not finished. */
export const CLEANED_SUFFIX = '.cleaned'
/** Behind the whole name: finished by the log cleaner, about to replace the segments it covers. */
export const SWAP_SUFFIX = '.swap'

export const LEADER_EPOCH_CHECKPOINT = 'leader-epoch-checkpoint'
export const PARTITION_METADATA = 'partition.metadata'
/** In the directory of a log that took the place of another one of its name. Kafka has no such file, and passes it over. */
export const NEW_LOG_MARK = '.gregor_new_log'
export const RECOVERY_POINT_CHECKPOINT = 'recovery-point-offset-checkpoint'
export const HIGH_WATERMARK_CHECKPOINT = 'replication-offset-checkpoint'
export const LOG_START_CHECKPOINT = 'log-start-offset-checkpoint'
export const CLEANER_CHECKPOINT = 'cleaner-offset-checkpoint'
export const CLEAN_SHUTDOWN_FILE = '.kafka_cleanshutdown'

/** `00000000000000000042.log` */
export function offsetFileName(offset: number, suffix: string): string {
  return String(offset).padStart(20, '0') + suffix
}

/** The offset in a name like `00000000000000000042.log`, −1 when the name is not of this kind. */
export function offsetOfFileName(name: string): number {
  const dot = name.indexOf('.')
  if (dot < 1 || !/^\d+$/.test(name.slice(0, dot))) return -1
  const offset = Number(name.slice(0, dot))
  return Number.isSafeInteger(offset) ? offset : -1
}

/** What a partition's directory is for, by its name. */
export type LogDirKind = 'current' | 'future' | 'delete' | 'stray'

export interface LogDirName {
  readonly topic: string
  readonly partition: number
  readonly kind: LogDirKind
}

const DIR_NAME = /^(.+)-(\d+)$/
const MARKED_DIR_NAME = /^(.+)-(\d+)\.([0-9a-zA-Z_-]+)-(delete|future|stray)$/
/** Directory names longer than this are not portable. */
const MAX_NAME_LENGTH = 255

/** null for directories that are no partition's. */
export function parseLogDirName(name: string): LogDirName | null {
  const marked = MARKED_DIR_NAME.exec(name)
  const match = marked ?? DIR_NAME.exec(name)
  if (match === null) return null
  const partition = Number(match[2])
  if (!Number.isInteger(partition) || partition > 0x7fffffff) return null
  return { topic: match[1]!, partition, kind: (marked?.[4] as LogDirKind | undefined) ?? 'current' }
}

export function logDirName(topic: string, partition: number): string {
  return `${topic}-${partition}`
}

/**
 * `topic-3.<32 characters>-delete`. Topic names may have 249 characters, so the name is cut where it would not fit; nobody
 * reads the topic back out of a directory that waits for removal.
 */
export function markedDirName(
  topic: string,
  partition: number,
  unique: string,
  kind: Exclude<LogDirKind, 'current'>,
): string {
  const suffix = `-${partition}.${unique}-${kind}`
  return topic.slice(0, MAX_NAME_LENGTH - suffix.length) + suffix
}

/** partition.metadata, version 0 (KIP-516). */
export function formatPartitionMetadata(topicId: Uuid): string {
  return `version: 0\ntopic_id: ${topicId}`
}

/** The topic id; null when the text is not what version 0 looks like. */
export function parsePartitionMetadata(text: string): Uuid | null {
  const match = /^version: 0\r?\ntopic_id: ([A-Za-z0-9_-]{22})\s*$/.exec(text)
  return match === null || match[1] === ZERO_UUID ? null : match[1]!
}

/** .kafka_cleanshutdown (KIP-966): the broker epoch at the stop; −1 where unknown. Older releases left the file empty. */
export function formatCleanShutdown(brokerEpoch: number): string {
  return `{"version":0,"brokerEpoch":${brokerEpoch}}`
}

export function parseCleanShutdown(text: string): number {
  const match = /"brokerEpoch"\s*:\s*(-?\d+)/.exec(text)
  return match === null ? -1 : Number(match[1])
}
