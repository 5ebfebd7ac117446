import type { Disk, DiskError } from '../host/disk.ts'
import {
  CheckpointFormatError,
  formatOffsetCheckpoint,
  type PartitionOffset,
  parseOffsetCheckpoint,
  readTextIfPresent,
} from './checkpoint-file.ts'
import type { LogConfig } from './log-config.ts'
import { DirectoryState, type LogEnvironment, type LogHost } from './log-environment.ts'
import {
  CLEAN_SHUTDOWN_FILE,
  CLEANER_CHECKPOINT,
  formatCleanShutdown,
  HIGH_WATERMARK_CHECKPOINT,
  LOG_START_CHECKPOINT,
  type LogDirName,
  logDirName,
  parseCleanShutdown,
  parseLogDirName,
  RECOVERY_POINT_CHECKPOINT,
} from './log-files.ts'
import { LogLoader } from './log-loader.ts'
import { isMarkedNew } from './log-metadata-files.ts'
import { PartitionLog } from './partition-log.ts'

/** The metadata log lies among the others and is opened by KRaft. */
export const METADATA_TOPIC = '__cluster_metadata'

export interface FoundLogDir extends LogDirName {
  readonly path: string
}

export type OffsetsByLog = Map<string, number>

/**
 * One of `log.dirs`: its lock, its checkpoints, the partition directories in it. Methods throw DiskError; the manager
 * takes the directory offline for that.
 */
export class LogDirectory {
  readonly path: string
  readonly state: DirectoryState
  private readonly host: LogHost
  private readonly disk: Disk
  private unlock: (() => void) | null = null
  private readonly lastWritten = new Map<string, string>()
  /** Names of logs that are gone, while the checkpoints may still tell of them; each with a number of its own. */
  private readonly former = new Map<string, number>()
  private departures = 0
  /** Another process may have it now. */
  isReleased = false
  /** The last stop was clean. */
  cleanStart = false
  /** Broker epoch at the last clean stop (KIP-966), −1 where unknown. */
  previousBrokerEpoch = -1
  recoveryPoints: OffsetsByLog = new Map()
  logStartOffsets: OffsetsByLog = new Map()
  highWatermarks: OffsetsByLog = new Map()
  cleanedOffsets: OffsetsByLog = new Map()

  constructor(host: LogHost, path: string, onOffline: (state: DirectoryState, error: DiskError) => void) {
    this.host = host
    this.disk = host.disk
    this.path = path
    this.state = new DirectoryState(path, onOffline)
  }

  /** Locks the directory and reads what the last run left. False when another process holds it. */
  open(): boolean {
    this.disk.makeDirSync(this.path)
    this.unlock = this.disk.lockDir(this.path)
    if (this.unlock === null) return false
    const marker = readTextIfPresent(this.disk, this.fileOf(CLEAN_SHUTDOWN_FILE))
    this.cleanStart = marker !== null
    this.previousBrokerEpoch = marker === null ? -1 : parseCleanShutdown(marker)
    this.recoveryPoints = this.readCheckpoint(RECOVERY_POINT_CHECKPOINT)
    this.logStartOffsets = this.readCheckpoint(LOG_START_CHECKPOINT)
    this.highWatermarks = this.readCheckpoint(HIGH_WATERMARK_CHECKPOINT)
    this.cleanedOffsets = this.readCheckpoint(CLEANER_CHECKPOINT)
    return true
  }

  /** To be called once all logs are open: from now on a stop without `close` is unclean. */
  forgetCleanShutdown(): void {
    if (!this.cleanStart) return
    this.disk.unlinkSync(this.fileOf(CLEAN_SHUTDOWN_FILE))
    this.disk.syncDirSync(this.path)
  }

  private fileOf(name: string): string {
    return this.disk.join(this.path, name)
  }

  /** A damaged checkpoint counts as absent: that costs time (recovery) and never records. */
  private readCheckpoint(name: string): OffsetsByLog {
    try {
      const entries = parseOffsetCheckpoint(readTextIfPresent(this.disk, this.fileOf(name)) ?? '')
      return new Map(entries.map(entry => [`${entry.topic}-${entry.partition}`, entry.offset]))
    } catch (error) {
      if (!(error instanceof CheckpointFormatError)) throw error
      this.host.log.log('warn', 'A checkpoint is damaged and is ignored.', {
        file: this.fileOf(name),
        error: error.message,
      })
      return new Map()
    }
  }

  private async writeCheckpoint(name: string, entries: readonly PartitionOffset[]): Promise<void> {
    const content = formatOffsetCheckpoint(entries)
    const text = content.toString('latin1')
    if (this.lastWritten.get(name) === text) return
    await this.disk.replaceFile(this.fileOf(name), content)
    this.lastWritten.set(name, text)
  }

  writeRecoveryPoints(logs: readonly PartitionLog[]): Promise<void> {
    return this.writeCheckpoint(
      RECOVERY_POINT_CHECKPOINT,
      logs.map(log => entryOf(log, log.recoveryPoint)),
    )
  }

  /** Only logs whose start lies inside a segment need an entry: the others begin where their first segment does. */
  writeLogStartOffsets(logs: readonly PartitionLog[]): Promise<void> {
    const inside = logs.filter(log => log.logStartOffset > log.segments.first.baseOffset)
    return this.writeCheckpoint(
      LOG_START_CHECKPOINT,
      inside.map(log => entryOf(log, log.logStartOffset)),
    )
  }

  writeHighWatermarks(logs: readonly PartitionLog[]): Promise<void> {
    return this.writeCheckpoint(
      HIGH_WATERMARK_CHECKPOINT,
      logs.map(log => entryOf(log, log.highWatermark)),
    )
  }

  writeCleanedOffsets(logs: readonly PartitionLog[]): Promise<void> {
    const cleaned = logs.filter(log => log.cleanedOffset >= 0)
    return this.writeCheckpoint(
      CLEANER_CHECKPOINT,
      cleaned.map(log => entryOf(log, log.cleanedOffset)),
    )
  }

  /** Everything that the checkpoints tell, of these logs and no others any more. */
  async writeCheckpoints(logs: readonly PartitionLog[]): Promise<void> {
    const former = [...this.former]
    await this.writeRecoveryPoints(logs)
    await this.writeLogStartOffsets(logs)
    await this.writeHighWatermarks(logs)
    await this.writeCleanedOffsets(logs)
    for (const [name, departure] of former) if (this.former.get(name) === departure) this.former.delete(name)
  }

  /** The log of that name is gone, and the next one of it has nothing to do with what is known of this one. */
  forget(name: string): void {
    for (const offsets of this.checkpoints) offsets.delete(name)
    this.former.set(name, ++this.departures)
  }

  /** The checkpoints on the device may tell of another log of that name. */
  hadAnother(name: string): boolean {
    return this.former.has(name)
  }

  /** Logs that the checkpoints tell of and that are not there. */
  forgetAllBut(names: ReadonlySet<string>): void {
    for (const offsets of this.checkpoints) for (const name of offsets.keys()) if (!names.has(name)) this.forget(name)
  }

  private get checkpoints(): readonly OffsetsByLog[] {
    return [this.recoveryPoints, this.logStartOffsets, this.highWatermarks, this.cleanedOffsets]
  }

  writeCleanShutdown(brokerEpoch: number): void {
    this.disk.replaceFileSync(this.fileOf(CLEAN_SHUTDOWN_FILE), Buffer.from(formatCleanShutdown(brokerEpoch)))
  }

  /** The partition directories, whatever they are for; the metadata log is left out. */
  find(): FoundLogDir[] {
    const found: FoundLogDir[] = []
    for (const entry of this.disk.readDirSync(this.path)) {
      if (!entry.isDirectory) continue
      const name = parseLogDirName(entry.name)
      if (name !== null && name.topic !== METADATA_TOPIC) found.push({ ...name, path: this.fileOf(entry.name) })
    }
    return found
  }

  /** Opens one of them, as far as the last run's checkpoints can be trusted. Throws DiskError. */
  load(env: LogEnvironment, config: LogConfig, { path, topic, partition }: FoundLogDir): PartitionLog {
    const name = logDirName(topic, partition)
    if (isMarkedNew(this.disk, path)) this.forget(name)
    const loader = new LogLoader(env, {
      dir: path,
      topic,
      partition,
      config,
      cleanStart: this.cleanStart,
      recoveryPoint: this.recoveryPoints.get(name) ?? 0,
      logStartOffset: this.logStartOffsets.get(name) ?? 0,
    })
    return new PartitionLog(env, this.state, config, loader.load())
  }

  release(): void {
    this.unlock?.()
    this.unlock = null
    this.isReleased = true
  }
}

function entryOf(log: PartitionLog, offset: number): PartitionOffset {
  return { topic: log.topic, partition: log.partition, offset }
}
