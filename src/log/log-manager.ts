/**
 * All partition logs of this node, in one or more directories. A directory that fails is taken offline with its logs;
 * the others do not notice. `open` reads everything that is there; topics and their configuration come later,
 * through `getOrCreate`.
 *
 * A partition has one *current* log, and a *future* one while AlterReplicaLogDirs (KIP-113) moves it to another directory.
 */
import { assert } from '../base/assert.ts'
import type { Uuid } from '../base/uuid.ts'
import type { DiskError } from '../host/disk.ts'
import { type CleanerOptions, LogCleaner } from './cleaner/log-cleaner.ts'
import { createLogEnvironment, type LogEnvironmentOptions } from './create-environment.ts'
import { createLog } from './create-log.ts'
import type { LogConfig } from './log-config.ts'
import { LogDirectories } from './log-directories.ts'
import type { LogDirectory } from './log-directory.ts'
import type { LogEnvironment, LogHost } from './log-environment.ts'
import { type LogDirKind, logDirName } from './log-files.ts'
import { markNewLog, unmarkNewLog } from './log-metadata-files.ts'
import { LogUpkeep, type UpkeepIntervals } from './log-upkeep.ts'
import type { PartitionLog } from './partition-log.ts'

export interface LogManagerOptions extends LogEnvironmentOptions {
  /** log.dirs */
  readonly dirs: readonly string[]
  /** For logs that are opened before their topic's configuration is known. */
  readonly defaultConfig: LogConfig
  readonly intervals?: Partial<UpkeepIntervals>
  /** null where log.cleaner.enable is false */
  readonly cleaner?: Partial<CleanerOptions> | null
}

/** Each close waits for an fsync; the thread pool takes a few at a time. */
const CLOSED_AT_ONCE = 16

export class DirectoryLockedError extends Error {
  override readonly name = 'DirectoryLockedError'
}

export class LogManager {
  readonly env: LogEnvironment
  readonly directories: LogDirectories
  private readonly options: LogManagerOptions
  private readonly current = new Map<string, PartitionLog>()
  private readonly future = new Map<string, PartitionLog>()
  /** Where AlterReplicaLogDirs wants partitions that are not here yet; by log name. */
  private readonly preferredDirs = new Map<string, string>()
  private readonly upkeep: LogUpkeep
  readonly cleaner: LogCleaner
  private readonly failureListeners: ((path: string, error: DiskError) => void)[] = []
  /** Called when a future log was dropped, or its current one cannot be read any more. */
  onMoveBroken: (name: string) => void = () => {}

  constructor(host: LogHost, options: LogManagerOptions) {
    this.options = options
    this.env = createLogEnvironment(host, options)
    this.directories = new LogDirectories(host, options.dirs, (path, error) => this.directoryFailed(path, error))
    this.upkeep = new LogUpkeep(host, this, options.intervals)
    this.cleaner = new LogCleaner(
      this.env,
      {
        logs: { [Symbol.iterator]: () => this.current.values() },
        isPaused: log => this.future.has(log.name),
        checkpoint: log => this.upkeep.checkpointCleaned(log),
      },
      options.cleaner ?? {},
    )
  }

  /**
   * Locks the directories and opens all logs in them. Throws DirectoryLockedError when another process has one. A
   * directory that cannot be read is offline afterwards.
   */
  open(): void {
    for (const directory of this.directories.all) {
      this.directories.guard(directory, () => {
        if (directory.open()) this.openLogs(directory)
        else {
          for (const locked of this.directories.all) locked.release()
          throw new DirectoryLockedError(`${directory.path} is in use by another process`)
        }
      })
    }
  }

  private openLogs(directory: LogDirectory): void {
    const { host } = this.env
    const startedMs = host.clock.monotonicMs()
    let count = 0
    const names = new Set<string>()
    for (const found of directory.find()) {
      if (found.kind === 'delete' || found.kind === 'stray') {
        this.env.deletion.removeTreeLater(found.path, this.options.defaultConfig.fileDeleteDelayMs)
        continue
      }
      const name = logDirName(found.topic, found.partition)
      names.add(name)
      const log = this.kept(directory.load(this.env, this.options.defaultConfig, found))
      const logs = found.kind === 'future' ? this.future : this.current
      const other = logs.get(name)
      if (other !== undefined) {
        // A crash between the two renames of a swap leaves the partition in two directories: the longer history counts.
        const worse = other.logEndOffset >= log.logEndOffset ? log : other
        host.log.log('warn', 'A partition lies in two log directories; the shorter log is set aside.', {
          log: name,
          kept: (worse === log ? other : log).dir,
          setAside: worse.dir,
        })
        this.setAside(worse, 'stray')
        if (worse === log) continue
      }
      if (found.kind === 'current') log.cleanedOffset = directory.cleanedOffsets.get(name) ?? -1
      logs.set(name, log)
      count++
    }
    directory.forgetAllBut(names)
    directory.forgetCleanShutdown()
    host.log.log('info', 'A log directory is open.', {
      path: directory.path,
      logs: count,
      afterCleanStop: directory.cleanStart,
      ms: Math.round(host.clock.monotonicMs() - startedMs),
    })
  }

  private directoryFailed(path: string, error: DiskError): void {
    this.env.host.log.log('error', 'A log directory is offline.', { path, error: error.message })
    // What was being moved into it stays where it is; what was being moved out of it cannot be.
    for (const [name, log] of this.future) {
      if (log.parentDir === path) {
        this.future.delete(name)
        log.abandon()
      } else if (this.current.get(name)?.parentDir !== path) continue
      this.onMoveBroken(name)
    }
    for (const listener of this.failureListeners) listener(path, error)
  }

  /** Called once for each directory that fails, after its logs are offline. */
  onDirectoryFailed(listener: (path: string, error: DiskError) => void): void {
    this.failureListeners.push(listener)
  }

  get(topic: string, partition: number): PartitionLog | null {
    return this.current.get(logDirName(topic, partition)) ?? null
  }

  getFuture(topic: string, partition: number): PartitionLog | null {
    return this.future.get(logDirName(topic, partition)) ?? null
  }

  get logs(): IterableIterator<PartitionLog> {
    return this.current.values()
  }

  get futureLogs(): IterableIterator<PartitionLog> {
    return this.future.values()
  }

  /** All logs in one directory, future ones as well where asked. */
  logsIn(path: string, withFuture = false): PartitionLog[] {
    const logs = [...this.current.values(), ...(withFuture ? this.future.values() : [])]
    return logs.filter(log => log.parentDir === path)
  }

  /** A log of which the directory's checkpoints tell. */
  private kept(log: PartitionLog): PartitionLog {
    log.flusher.savePoints = () => this.upkeep.checkpointRecoveryPoints(log.parentDir)
    return log
  }

  /** How many lie in each directory, by its path. */
  private logCounts(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const logs of [this.current, this.future]) {
      for (const log of logs.values()) counts.set(log.parentDir, (counts.get(log.parentDir) ?? 0) + 1)
    }
    return counts
  }

  /** From the checkpoint of the last run; 0 where absent. */
  checkpointedHighWatermark(topic: string, partition: number): number {
    const name = logDirName(topic, partition)
    const log = this.current.get(name)
    return log === undefined ? 0 : (this.directories.find(log.parentDir)?.highWatermarks.get(name) ?? 0)
  }

  /**
   * The log of a partition, made where it is absent: in the directory with that id or path, else in the online one with
   * the fewest logs. A log of another topic id under this name is what a deleted topic left; it is set
   * aside. Throws DiskError.
   */
  getOrCreate(
    topic: string,
    partition: number,
    topicId: Uuid | null,
    config: LogConfig,
    wanted?: Uuid | string,
  ): PartitionLog {
    const name = logDirName(topic, partition)
    const known = this.current.get(name)
    if (known !== undefined && !known.isOffline) {
      if (known.topicId === topicId || topicId === null) {
        return this.settle(known, config)
      }
      if (known.topicId === null) {
        known.assignTopicId(topicId)
        return this.settle(known, config)
      }
      this.abandonFuture(topic, partition)
      this.current.delete(name)
      this.setAside(known, 'stray')
    } else if (known !== undefined) {
      throw known.directory.offline!
    }
    const abandoned = this.takeAbandonedFuture(name, topicId, wanted)
    if (abandoned !== null) {
      abandoned.updateConfig(config)
      return abandoned
    }
    const directory = this.directories.choose(this.preferredDirs.get(name) ?? wanted, () => this.logCounts())
    const dir = this.env.disk.join(directory.path, name)
    const log = this.make(directory, dir, topic, partition, topicId, config)
    this.preferredDirs.delete(name)
    this.current.set(name, log)
    return log
  }

  /**
   * A move that the metadata calls finished, while the log that was moved is not there any more (its directory was
   * taken away): what was copied is all there is (KAFKA-16082). Throws DiskError.
   */
  private takeAbandonedFuture(
    name: string,
    topicId: Uuid | null,
    wanted: Uuid | string | undefined,
  ): PartitionLog | null {
    const log = this.future.get(name)
    if (log === undefined || wanted === undefined || log.isOffline || log.topicId !== topicId) return null
    if (this.directories.pathOf(wanted) !== log.parentDir) return null
    this.env.host.log.log(
      'warn',
      'A log is not there, but its copy in the directory that it was being moved to is: that one is used.',
      {
        log: name,
        dir: log.dir,
        logEndOffset: log.logEndOffset,
      },
    )
    this.makeCurrent(log)
    return log
  }

  /**
   * The new name is on the device before anything is acknowledged by what lies under it: a power cut that took it back
   * would leave a future log, which is cut to the end of the log that it was copied from. Throws DiskError: then the
   * log is still a future one.
   */
  private makeCurrent(log: PartitionLog): void {
    const dir = this.env.disk.join(log.parentDir, log.name)
    this.env.disk.renameSync(log.dir, dir)
    log.movedTo(dir)
    this.env.disk.syncDirSync(log.parentDir)
    this.future.delete(log.name)
    this.current.set(log.name, log)
  }

  private settle(log: PartitionLog, config: LogConfig): PartitionLog {
    log.updateConfig(config)
    assert(log.settle() === undefined, 'nothing is being written to a log whose configuration was not known')
    return log
  }

  private make(
    directory: LogDirectory,
    dir: string,
    topic: string,
    partition: number,
    topicId: Uuid | null,
    config: LogConfig,
  ): PartitionLog {
    try {
      const isNewHere = directory.hadAnother(logDirName(topic, partition))
      if (isNewHere) {
        this.env.disk.makeDirSync(dir)
        markNewLog(this.env.disk, dir)
      }
      const log = this.kept(createLog(this.env, directory.state, dir, topic, partition, topicId, config))
      if (isNewHere) this.unmarkSoon(directory, log)
      return log
    } catch (cause) {
      this.directories.failed(directory, cause)
      throw cause
    }
  }

  /** Once the checkpoints do not tell of its predecessor any more. */
  private unmarkSoon(directory: LogDirectory, log: PartitionLog): void {
    void this.upkeep.checkpointDirectory(directory.path).then(() => {
      if (!directory.hadAnother(log.name)) log.tryOnDisk(() => unmarkNewLog(this.env.disk, log.dir))
    })
  }

  /** Renames the log's directory to `…-delete` at once and removes it after `file.delete.delay.ms`. */
  deleteLater(log: PartitionLog): void {
    if (this.current.get(log.name) === log) this.abandonFuture(log.topic, log.partition)
    const isFuture = this.future.get(log.name) === log
    if (isFuture) this.future.delete(log.name)
    else if (this.current.get(log.name) === log) this.current.delete(log.name)
    this.setAside(log, 'delete')
    if (isFuture) this.onMoveBroken(log.name)
  }

  /**
   * What the metadata does not assign to this broker is renamed to `…-stray` and removed later. Returns
   * how many there were.
   */
  setStraysAside(isStray: (log: PartitionLog) => boolean): number {
    const strays = [...this.current.values(), ...this.future.values()].filter(isStray)
    for (const log of strays) {
      this.env.host.log.log('warn', 'A log that the metadata does not know is set aside.', {
        log: log.name,
        dir: log.dir,
      })
      for (const logs of [this.current, this.future]) if (logs.get(log.name) === log) logs.delete(log.name)
      this.setAside(log, 'stray')
    }
    return strays.length
  }

  private setAside(log: PartitionLog, kind: Exclude<LogDirKind, 'current'>): void {
    log.abandon()
    const { parentDir } = log
    this.directories.at(parentDir).forget(log.name)
    // Kafka as well (`LogManager.asyncDelete`): what the checkpoints say must not be taken for the next one's.
    void this.upkeep.checkpointDirectory(parentDir)
    log.tryOnDisk(() => {
      const dir = this.directories.markedDir(log.parentDir, log.topic, log.partition, kind)
      this.env.disk.renameSync(log.dir, dir)
      log.movedTo(dir)
      this.env.deletion.removeTreeLater(dir, log.config.fileDeleteDelayMs)
    })
  }

  /** Where the partition is to lie when it comes to this broker: stronger than what the controller assigned (KIP-113). */
  preferDirectory(topic: string, partition: number, path: string): void {
    this.preferredDirs.set(logDirName(topic, partition), path)
  }

  /** AlterReplicaLogDirs: an empty log in another directory, to be filled and then swapped in. Throws DiskError. */
  createFuture(topic: string, partition: number, path: string): PartitionLog {
    const name = logDirName(topic, partition)
    const source = this.current.get(name)
    assert(source !== undefined, `${name} has no log to move`)
    const directory = this.directories.at(path)
    if (directory.state.offline !== null) throw directory.state.offline
    this.abandonFuture(topic, partition)
    const dir = this.directories.markedDir(path, topic, partition, 'future')
    const log = this.make(directory, dir, topic, partition, source.topicId, source.config)
    this.preferredDirs.delete(name)
    this.future.set(name, log)
    return log
  }

  /** Drops a move that is not wanted any more. */
  abandonFuture(topic: string, partition: number): void {
    const log = this.future.get(logDirName(topic, partition))
    if (log !== undefined) this.deleteLater(log)
  }

  /**
   * The future log has all that the current one has: it takes its place, and the old one is deleted later. `onSwapped`
   * is called before the old one is touched, which may fail and take its directory offline. Throws DiskError: then the
   * old one is still in place.
   */
  swapFuture(topic: string, partition: number, onSwapped: (next: PartitionLog) => void = () => {}): PartitionLog {
    const name = logDirName(topic, partition)
    const next = this.future.get(name)
    const before = this.current.get(name)
    assert(next !== undefined && before !== undefined, `${name} has no future log to swap in`)
    this.makeCurrent(next)
    next.updateHighWatermark(before.highWatermark)
    next.cleanedOffset = before.cleanedOffset
    onSwapped(next)
    this.setAside(before, 'delete')
    return next
  }

  /** Begins checkpoints, retention, producer expiry and compaction. */
  start(): void {
    this.upkeep.start()
    for (const log of [...this.current.values(), ...this.future.values()]) {
      const directory = this.directories.at(log.parentDir)
      if (directory.hadAnother(log.name)) this.unmarkSoon(directory, log)
    }
    if (this.options.cleaner !== null) this.cleaner.start()
  }

  /** Writes all checkpoints now. */
  checkpoint(): Promise<void> {
    return this.upkeep.checkpointAll()
  }

  /** Applies retention and producer expiry now; returns how many segments were deleted. */
  cleanUp(nowMs: number): number {
    return this.upkeep.cleanUp(nowMs)
  }

  /**
   * Writes everything, so that the next start is a clean one, and closes. A broker that was never registered in this life
   * (−1) has changed nothing since the last one: it is still as that one left it in good order. Kafka forgets that, and the
   * controller then takes such a replica for one that may have lost records.
   */
  async close(brokerEpoch = -1): Promise<void> {
    const cleanEpoch = brokerEpoch >= 0 ? brokerEpoch : this.directories.previousBrokerEpoch
    this.upkeep.stop()
    await this.cleaner.stop()
    const logs = [...this.current.values(), ...this.future.values()]
    for (let i = 0; i < logs.length; i += CLOSED_AT_ONCE) {
      await Promise.all(logs.slice(i, i + CLOSED_AT_ONCE).map(log => log.close()))
    }
    await this.upkeep.checkpointAll()
    for (const directory of this.directories.all) {
      // A directory that failed keeps no promise about what it holds.
      this.directories.guard(directory, () => directory.writeCleanShutdown(cleanEpoch))
      directory.release()
    }
  }

  /** Lets go of everything without writing: what a crash does. For tests and for a node that must stop at once. */
  abandon(): void {
    this.upkeep.stop()
    void this.cleaner.stop()
    for (const log of [...this.current.values(), ...this.future.values()]) log.abandon()
    for (const directory of this.directories.all) directory.release()
  }
}
