/**
 * The metadata log of this node on disk: `__cluster_metadata-0` as a partition log of its own settings, with its
 * snapshots. Knows the voters as the log tells them, and keeps every batch behind the latest snapshot decoded until it
 * has been delivered.
 */
import type { BytesView } from '../../base/bytes-view.ts'
import { METADATA_TOPIC_ID } from '../../base/uuid.ts'
import { DiskError } from '../../host/disk.ts'
import { checksumsAreGood } from '../../log/batch-checksum.ts'
import { createLog } from '../../log/create-log.ts'
import { DEFAULT_LOG_CONFIG, type LogConfig } from '../../log/log-config.ts'
import { METADATA_TOPIC } from '../../log/log-directory.ts'
import type { DirectoryState, LogEnvironment } from '../../log/log-environment.ts'
import { LOG_SUFFIX } from '../../log/log-files.ts'
import { LogLoader } from '../../log/log-loader.ts'
import { PartitionLog } from '../../log/partition-log.ts'
import { ErrorCode, errorName } from '../../protocol/errors.ts'
import type { OffsetAndEpoch } from '../../raft/messages.ts'
import type { CommittedBatch } from '../../raft/metadata-log.ts'
import type { ReplicaLog } from '../../raft/replica-log.ts'
import { controlRecordsOf, metadataRecordsOf, type Snapshot, type SnapshotId } from '../../raft/snapshot-file.ts'
import type { VoterSet } from '../../raft/voter-set.ts'
import { readChain } from '../../records/batch-reader.ts'
import { RaftSnapshots, type StoredSnapshot } from './raft-snapshots.ts'

export const METADATA_LOG_DIR = `${METADATA_TOPIC}-0`

export interface RaftLogOptions {
  /** metadata.log.segment.bytes */
  readonly segmentBytes: number
  /** metadata.log.segment.ms */
  readonly segmentMs: number
  /** metadata.max.retention.bytes; −1 for no limit. Log and snapshots together. */
  readonly retentionBytes: number
  /** metadata.max.retention.ms; −1 for no limit. */
  readonly retentionMs: number
}

export const DEFAULT_RAFT_LOG_OPTIONS: RaftLogOptions = {
  segmentBytes: 1024 * 1024 * 1024,
  segmentMs: 7 * 24 * 3600 * 1000,
  retentionBytes: 100 * 1024 * 1024,
  retentionMs: 7 * 24 * 3600 * 1000,
}

/** What start-up reads at once. */
const READ_BYTES = 1024 * 1024

interface VotersAt {
  readonly offset: number
  readonly voters: VoterSet
}

export class RaftLog implements ReplicaLog {
  readonly log: PartitionLog
  readonly snapshots: RaftSnapshots
  private readonly options: RaftLogOptions
  /** In ascending order of offset; the bootstrap snapshot's stand at −1, as do static ones. */
  private voterHistory: VotersAt[] = []
  private versions: { readonly offset: number; readonly version: number }[] = []
  /** Batches that wait for the high watermark (or for their listeners), decoded. */
  undelivered: CommittedBatch[] = []
  loaded: { readonly id: StoredSnapshot; readonly content: Snapshot } | null = null

  private constructor(log: PartitionLog, snapshots: RaftSnapshots, options: RaftLogOptions) {
    this.log = log
    this.snapshots = snapshots
    this.options = options
  }

  /**
   * Opens or creates the log in `parent` and reads all that lies behind the latest snapshot. Throws DiskError,
   * SnapshotFormatError, ControlRecordError.
   */
  static async open(env: LogEnvironment, directory: DirectoryState, options: RaftLogOptions): Promise<RaftLog> {
    const { disk } = env
    const dir = disk.join(directory.path, METADATA_LOG_DIR)
    const config: LogConfig = {
      ...DEFAULT_LOG_CONFIG,
      segmentBytes: options.segmentBytes,
      segmentMs: options.segmentMs,
      retentionMs: -1,
      retentionBytes: -1,
    }
    const snapshots = new RaftSnapshots(env, dir)
    const names = disk.statSync(dir) === null ? [] : disk.readDirSync(dir).map(entry => entry.name)
    if (names.length > 0) snapshots.open(names)
    const hasLog = names.some(name => name.endsWith(LOG_SUFFIX))
    let log: PartitionLog
    if (hasLog) {
      // Kafka keeps no recovery point of this log and leaves its indexes untrimmed: the active segment is
      // recovered at every start.
      const loader = new LogLoader(env, {
        dir,
        topic: METADATA_TOPIC,
        partition: 0,
        config,
        cleanStart: false,
        recoveryPoint: 0,
        logStartOffset: 0,
      })
      log = new PartitionLog(env, directory, config, loader.load())
      await log.settle()
      if (log.topicId === null) log.assignTopicId(METADATA_TOPIC_ID)
    } else {
      log = createLog(env, directory, dir, METADATA_TOPIC, 0, METADATA_TOPIC_ID, config)
    }
    const opened = new RaftLog(log, snapshots, options)
    await opened.readState()
    return opened
  }

  private async readState(): Promise<void> {
    const { log } = this
    this.loaded = this.snapshots.readLatest(log.logStartOffset)
    let offset = log.logStartOffset
    if (this.loaded !== null) {
      const { id, content } = this.loaded
      const isAhead = id.epoch > log.epochs.latestEpoch || id.endOffset > log.logEndOffset
      // A follower that crashed between fetching a snapshot and cutting its log; nothing that was committed goes.
      if (id.endOffset > 0 && isAhead) await this.restartAt(id.endOffset)
      offset = id.endOffset
      if (content.voters !== null) this.voterHistory.push({ offset: id.endOffset - 1, voters: content.voters })
      if (content.kraftVersion > 0) this.versions.push({ offset: id.endOffset - 1, version: content.kraftVersion })
    } else if (offset > 0) {
      throw new DiskError(
        'EOTHER',
        log.dir,
        `the metadata log begins at offset ${offset} and there is no snapshot for what was before`,
      )
    }
    let damagedAt = -1
    while (offset < log.logEndOffset) {
      const read = await log.read({ fetchOffset: offset, maxBytes: READ_BYTES, minOneBatch: true })
      try {
        if (read.errorCode !== ErrorCode.NONE || read.records === null) {
          throw new DiskError(
            'EIO',
            log.dir,
            `the metadata log cannot be read at offset ${offset}: ${errorName(read.errorCode)}`,
          )
        }
        if (!checksumsAreGood(read.records)) {
          if (damagedAt === offset)
            throw new DiskError('EIO', log.dir, `the metadata log does not match its checksums at offset ${offset}`)
          // Perhaps it was read badly, and not written so.
          damagedAt = offset
          continue
        }
        this.note(read.records)
        offset = read.nextOffset
      } finally {
        read.release()
      }
    }
  }

  /** Decodes batches that are in the log now. */
  private note(records: BytesView): void {
    for (const batch of readChain(records)) {
      const { baseOffset, lastOffset, leaderEpoch, sizeBytes, maxTimestamp } = batch
      let decoded: CommittedBatch['records'] = []
      if (batch.isControl) {
        controlRecordsOf(batch).forEach((record, i) => {
          if (record.type === 'voters') this.voterHistory.push({ offset: baseOffset + i, voters: record.voters })
          if (record.type === 'kraft-version') this.versions.push({ offset: baseOffset + i, version: record.version })
        })
      } else decoded = metadataRecordsOf(batch)
      this.undelivered.push({
        baseOffset,
        lastOffset,
        epoch: leaderEpoch,
        appendTimestampMs: maxTimestamp,
        sizeBytes,
        records: decoded,
      })
    }
  }

  /** null where neither log nor snapshot names any: then they are static. */
  get voters(): VoterSet | null {
    return this.voterHistory.at(-1)?.voters ?? null
  }

  /** Offset of the record that named the voters, −1 when it was the bootstrap snapshot. */
  get votersOffset(): number {
    return this.voterHistory.at(-1)?.offset ?? -1
  }

  get formerVoters(): VoterSet | null {
    return this.voterHistory.at(-2)?.voters ?? null
  }

  get kraftVersion(): number {
    return this.versions.at(-1)?.version ?? 0
  }

  kraftVersionBefore(offset: number): number {
    return this.versions.findLast(entry => entry.offset < offset)?.version ?? 0
  }

  /** Those in force at `offset`, for a snapshot that ends there. */
  votersBefore(offset: number): VoterSet | null {
    return this.voterHistory.findLast(entry => entry.offset < offset)?.voters ?? null
  }

  get startOffset(): number {
    return this.log.logStartOffset
  }

  get endOffset(): number {
    return this.log.logEndOffset
  }

  get lastEpoch(): number {
    const { latestEpoch } = this.log.epochs
    return latestEpoch >= 0 ? latestEpoch : (this.snapshots.latest?.epoch ?? 0)
  }

  get earliestSnapshot(): OffsetAndEpoch | null {
    return asOffset(this.snapshots.earliest)
  }

  get latestSnapshot(): OffsetAndEpoch | null {
    return asOffset(this.snapshots.latest)
  }

  endOffsetForEpoch(epoch: number): OffsetAndEpoch {
    const end = this.log.endOffsetForEpoch(epoch)
    const { earliest } = this.snapshots
    if (end === null) return { offset: this.endOffset, epoch: this.lastEpoch }
    if (earliest !== null && end.endOffset === earliest.endOffset && end.epoch === epoch) {
      return { offset: earliest.endOffset, epoch: earliest.epoch }
    }
    return { offset: end.endOffset, epoch: end.epoch }
  }

  /** Appends a batch of this leader. Throws DiskError, and has then appended nothing. */
  appendAsLeader(bytes: BytesView, epoch: number, nowMs: number): void {
    const result = this.log.appendAsLeader(bytes, { leaderEpoch: epoch, origin: 'raft', nowMs, memory: null })
    if (result.kind === 'appended') return
    const message = result.kind === 'refused' ? result.message : result.kind
    // A log whose directory is still in use refuses for lack of space alone; nothing of the append is left then.
    throw (
      this.log.directory.offline ?? new DiskError('ENOSPC', this.log.dir, `the metadata log took no append: ${message}`)
    )
  }

  /** For batches whose records are at hand: spares decoding them. */
  noteBatch(batch: CommittedBatch): void {
    this.undelivered.push(batch)
  }

  noteAppended(records: BytesView): void {
    this.note(records)
  }

  /** Forgets what is known of offsets that were cut off. */
  forgetFrom(offset: number): void {
    while ((this.undelivered.at(-1)?.lastOffset ?? -1) >= offset) this.undelivered.pop()
    this.voterHistory = this.voterHistory.filter(entry => entry.offset < offset)
    this.versions = this.versions.filter(entry => entry.offset < offset)
  }

  /** Throws DiskError: then the log is as it was, or its directory is offline. */
  private async restartAt(offset: number): Promise<void> {
    const { log } = this
    await log.truncateFullyAndStartAt(offset)
    if (log.directory.offline !== null) throw log.directory.offline
    if (log.logStartOffset === offset && log.logEndOffset === offset) return
    throw new DiskError('ENOSPC', log.dir, `the metadata log could not begin anew at offset ${offset}`)
  }

  /**
   * The log starts over behind a snapshot that came from the leader; what it held is in that, or was never
   * committed. Throws DiskError.
   */
  async beginAnewBehind(id: SnapshotId, content: Snapshot): Promise<void> {
    await this.restartAt(id.endOffset)
    this.undelivered = []
    this.voterHistory = content.voters === null ? [] : [{ offset: id.endOffset - 1, voters: content.voters }]
    this.versions = content.kraftVersion > 0 ? [{ offset: id.endOffset - 1, version: content.kraftVersion }] : []
    this.loaded = { id: this.snapshots.latest!, content }
    this.snapshots.forgetBefore(this.snapshots.latest!)
  }

  /**
   * Lets go of the oldest snapshots while there is a newer one, by size and by age, and of the log before the oldest
   * that stays (KIP-630). The log itself has no retention.
   */
  clean(nowMs: number): void {
    const { retentionBytes, retentionMs } = this.options
    for (;;) {
      const [oldest, next] = this.snapshots.all
      if (oldest === undefined || next === undefined) return
      let totalBytes = this.log.sizeBytes
      for (const { sizeBytes } of this.snapshots.all) totalBytes += sizeBytes
      const tooMuch = retentionBytes >= 0 && totalBytes > retentionBytes
      const tooOld = retentionMs >= 0 && nowMs - this.snapshots.timestampOf(oldest) > retentionMs
      if (!tooMuch && !tooOld) return
      if (!this.log.deleteRecordsBefore(next.endOffset)) return
      this.log.deleteOldSegments(nowMs)
      this.snapshots.forgetBefore(next)
    }
  }
}

function asOffset(snapshot: StoredSnapshot | null): OffsetAndEpoch | null {
  return snapshot === null ? null : { offset: snapshot.endOffset, epoch: snapshot.epoch }
}
