/**
 * Changes the metadata log: a leader's appends, a follower's appends and truncations; and says to the machine what has
 * come of them. The voters follow the log: they hold as soon as it names them, committed or not (KIP-853), and no
 * longer when they are cut off again.
 */
import { assert } from '../../base/assert.ts'
import { BytesView } from '../../base/bytes-view.ts'
import { DiskError } from '../../host/disk.ts'
import type { Host } from '../../host/host.ts'
import { checksumsAreGood } from '../../log/batch-checksum.ts'
import { asDiskError } from '../../log/log-environment.ts'
import { encodeMetadataRecord } from '../../protocol/metadata-record.ts'
import { encodeControl } from '../../raft/control-records.ts'
import { type BatchRecord, buildMetadataBatch } from '../../raft/metadata-batch.ts'
import { MAX_METADATA_BATCH_BYTES, MetadataAppendError, type MetadataRecord } from '../../raft/metadata-log.ts'
import type { RaftMachine } from '../../raft/raft-machine.ts'
import type { VoterSet } from '../../raft/voter-set.ts'
import type { RaftDriver } from './raft-driver.ts'
import type { RaftLog } from './raft-log.ts'

export interface RaftLogWriterOptions {
  readonly host: Pick<Host, 'clock' | 'log'>
  readonly machine: RaftMachine
  readonly driver: RaftDriver
  readonly raftLog: RaftLog
  /** The voters while the log names none. */
  readonly formerVoters: VoterSet
  /** Who votes, each time that it changes, and at once. */
  readonly onVoters: (voters: VoterSet) => void
  /** The log cannot go on. */
  readonly fail: (error: Error) => void
}

export class RaftLogWriter {
  private readonly options: RaftLogWriterOptions
  private readonly raftLog: RaftLog
  private readonly driver: RaftDriver
  private followed: VoterSet
  private flushing = false
  /** Where the LeaderChange of this node's latest epoch as leader stands. */
  private leaderChangeOffset = -1

  constructor(options: RaftLogWriterOptions) {
    this.options = options
    this.raftLog = options.raftLog
    this.driver = options.driver
    this.followed = options.machine.voters
    options.onVoters(this.followed)
  }

  get epochStartOffset(): number {
    return this.leaderChangeOffset
  }

  private get offline(): DiskError | null {
    return this.raftLog.log.directory.offline
  }

  /** From here on what is written is brought to the device at once, as one flush for all that came meanwhile. */
  start(): void {
    this.raftLog.log.addListener({
      onWritten: () => this.flush(),
      onWriteFailed: (_, fromOffset, error) => this.onWriteFailed(fromOffset, error),
    })
  }

  private flush(): void {
    if (this.flushing || this.driver.isStopped) return
    const { log } = this.raftLog
    this.flushing = true
    void log.flush().then(() => {
      this.flushing = false
      if (this.driver.isStopped) return
      if (this.offline !== null) {
        this.options.fail(this.offline)
        return
      }
      const endOffset = log.recoveryPoint
      this.driver.dispatch({ kind: 'flushed', endOffset })
      if (log.writtenEndOffset > endOffset) this.flush()
    })
  }

  /** The log has taken back what could not be written: whoever built on it must go back to what is committed. */
  private onWriteFailed(fromOffset: number, error: DiskError): void {
    this.raftLog.forgetFrom(fromOffset)
    if (this.offline !== null || error.code !== 'ENOSPC') this.options.fail(error)
    else this.driver.dispatch({ kind: 'resign', epoch: this.options.machine.epoch })
  }

  // --- a leader's ---------------------------------------------------------------------------------------------------

  /**
   * LeaderChange; and the voters where the log does not say yet what the bootstrap snapshot said, or has this leader
   * elsewhere than it is (KIP-853).
   */
  beginEpoch(epoch: number, voters: readonly number[], granting: readonly number[]): void {
    const { raftLog } = this
    const { machine } = this.options
    const records = [encodeControl({ type: 'leader-change', leaderId: machine.own.id, voters, granting })]
    const { kraftVersion } = raftLog
    const isMoved = machine.self !== null && machine.voters.isOutdated(machine.self)
    if (kraftVersion > 0 && (raftLog.votersOffset < 0 || isMoved)) {
      const now = isMoved ? machine.voters.updated(machine.self!)! : machine.voters
      records.push(encodeControl({ type: 'kraft-version', version: kraftVersion }))
      records.push(encodeControl({ type: 'voters', voters: now }))
    }
    this.leaderChangeOffset = raftLog.endOffset
    this.appendControl(records, epoch)
  }

  appendVoters(voters: VoterSet, kraftVersion: number | null): void {
    const records = [encodeControl({ type: 'voters', voters })]
    if (kraftVersion !== null) records.unshift(encodeControl({ type: 'kraft-version', version: kraftVersion }))
    this.options.host.log.log('info', 'The voters of the metadata quorum change.', {
      voters: voters.voters.map(voter => voter.id),
      ...(kraftVersion === null ? {} : { kraftVersion }),
    })
    this.appendControl(records, this.options.machine.epoch)
    this.driver.enqueue({ kind: 'appended' })
  }

  private appendControl(records: readonly BatchRecord[], epoch: number): void {
    const { raftLog } = this
    const nowMs = this.options.host.clock.nowMs()
    const baseOffset = raftLog.endOffset
    const bytes = BytesView.of(buildMetadataBatch(records, { baseOffset, epoch, timestampMs: nowMs, isControl: true }))
    try {
      raftLog.appendAsLeader(bytes, epoch, nowMs)
    } catch (error) {
      this.onControlRefused(asDiskError(error))
      return
    }
    raftLog.noteAppended(bytes)
    this.followVoters()
  }

  private onControlRefused(error: DiskError): void {
    if (this.offline !== null || error.code !== 'ENOSPC') throw error
    this.options.host.log.log('error', 'The metadata log has no space; this node resigns as its leader.', {
      error: error.message,
    })
    this.driver.enqueue({ kind: 'resign', epoch: this.options.machine.epoch })
  }

  /** The controller's records, as one batch. Throws MetadataAppendError, and has then appended nothing. */
  append(records: readonly MetadataRecord[]): {
    readonly baseOffset: number
    readonly lastOffset: number
    readonly epoch: number
  } {
    const { raftLog } = this
    const { host, machine, fail } = this.options
    assert(records.length > 0, 'an append holds at least one record')
    const { epoch } = machine
    const nowMs = host.clock.nowMs()
    const baseOffset = raftLog.endOffset
    const entries = records.map(record => ({ key: null, value: encodeMetadataRecord(record) }))
    const bytes = buildMetadataBatch(entries, { baseOffset, epoch, timestampMs: nowMs, isControl: false })
    if (bytes.length > MAX_METADATA_BATCH_BYTES) {
      throw new MetadataAppendError(
        'too-large',
        `${records.length} records take ${bytes.length} bytes; at most ${MAX_METADATA_BATCH_BYTES} fit`,
      )
    }
    try {
      raftLog.appendAsLeader(BytesView.of(bytes), epoch, nowMs)
    } catch (cause) {
      const error = asDiskError(cause)
      if (this.offline !== null || error.code !== 'ENOSPC') fail(error)
      throw new MetadataAppendError('log-failed', error.message)
    }
    const lastOffset = baseOffset + records.length - 1
    raftLog.noteBatch({ baseOffset, lastOffset, epoch, appendTimestampMs: nowMs, sizeBytes: bytes.length, records })
    this.driver.dispatch({ kind: 'appended' })
    return { baseOffset, lastOffset, epoch }
  }

  // --- a follower's -------------------------------------------------------------------------------------------------

  appendFetched(records: BytesView): void {
    const { raftLog } = this
    const { host, machine } = this.options
    if (!checksumsAreGood(records)) {
      host.log.log('warn', 'The metadata that the leader sent does not match its checksum; asking for it again.', {
        offset: raftLog.endOffset,
      })
      this.driver.enqueue({ kind: 'damaged' })
      return
    }
    const before = raftLog.endOffset
    const append = { leaderEpoch: machine.epoch, nowMs: host.clock.nowMs(), memory: null }
    const result = raftLog.log.appendAsFollower(records, append)
    if (result.kind !== 'appended') {
      throw this.offline ?? new DiskError('EIO', raftLog.log.dir, 'fetched metadata was refused')
    }
    if (raftLog.endOffset === before) this.driver.enqueue({ kind: 'flushed', endOffset: before })
    else {
      raftLog.noteAppended(records)
      this.followVoters()
    }
  }

  truncate(offset: number): void {
    const { raftLog, driver } = this
    raftLog.forgetFrom(offset)
    this.followVoters()
    const waiting = raftLog.log.truncateTo(offset)
    if (this.offline !== null) throw this.offline
    if (waiting === undefined) {
      driver.enqueue({ kind: 'flushed', endOffset: raftLog.endOffset })
      return
    }
    void waiting.then(() => {
      if (this.offline !== null) this.options.fail(this.offline)
      else driver.dispatch({ kind: 'flushed', endOffset: raftLog.endOffset })
    })
  }

  /** After every change of the log that may have brought other voters. */
  followVoters(): void {
    const { formerVoters, onVoters } = this.options
    const voters = this.raftLog.voters ?? formerVoters
    if (voters === this.followed) return
    this.followed = voters
    onVoters(voters)
    this.driver.enqueue({ kind: 'voters', voters })
  }
}
