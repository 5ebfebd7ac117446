/**
 * Delivers what is committed to whoever listens, in order and without gaps, and says when it is time for a snapshot.
 * Remembers of what it delivered what the next snapshot's header needs, and writes that snapshot.
 */
import { assert } from '../../base/assert.ts'
import type { Host } from '../../host/host.ts'
import type { MetadataRecord } from '../../protocol/metadata-record.ts'
import type { Committed } from '../../raft/metadata-log.ts'
import type { RaftMachine } from '../../raft/raft-machine.ts'
import { SnapshotPolicy, type SnapshotPolicyOptions } from '../../raft/snapshot-policy.ts'
import type { RaftDriver } from './raft-driver.ts'
import type { RaftLog } from './raft-log.ts'

export class RaftDelivery {
  private readonly host: Pick<Host, 'clock' | 'timers' | 'log'>
  private readonly machine: RaftMachine
  private readonly driver: RaftDriver
  private readonly raftLog: RaftLog
  private readonly policy: SnapshotPolicy
  private readonly committedListeners: ((committed: Committed) => void)[] = []
  private readonly snapshotListeners: (() => void)[] = []
  private deliveredEnd = 0
  /** Epoch and time of delivered batches since the latest snapshot, for the headers of the next. */
  private delivered: { readonly lastOffset: number; readonly epoch: number; readonly timestampMs: number }[] = []
  private snapshotQueue: Promise<void> = Promise.resolve()

  constructor(
    host: Pick<Host, 'clock' | 'timers' | 'log'>,
    machine: RaftMachine,
    driver: RaftDriver,
    raftLog: RaftLog,
    policy: SnapshotPolicyOptions,
  ) {
    this.host = host
    this.machine = machine
    this.driver = driver
    this.raftLog = raftLog
    this.policy = new SnapshotPolicy(policy, host.clock.monotonicMs())
  }

  /** Behind the last record that was delivered. */
  get endOffset(): number {
    return this.deliveredEnd
  }

  onCommitted(listener: (committed: Committed) => void): void {
    this.committedListeners.push(listener)
  }

  onSnapshotDue(listener: () => void): void {
    this.snapshotListeners.push(listener)
  }

  /** The snapshot that the log begins behind, where there is one. */
  deliverSnapshot(): void {
    const { log, loaded } = this.raftLog
    if (loaded === null) return
    const { id, content } = loaded
    const { endOffset, epoch, sizeBytes } = id
    this.deliveredEnd = endOffset
    log.updateHighWatermark(endOffset)
    const { lastContainedTimestampMs, records } = content
    for (const listener of this.committedListeners) {
      listener({ snapshot: { endOffset, epoch, lastContainedTimestampMs, sizeBytes, records } })
    }
  }

  deliverBelow(highWatermark: number): void {
    const { raftLog } = this
    raftLog.log.updateHighWatermark(highWatermark)
    const nowMs = this.host.clock.monotonicMs()
    while ((raftLog.undelivered[0]?.lastOffset ?? Number.POSITIVE_INFINITY) < highWatermark) {
      const batch = raftLog.undelivered.shift()!
      this.deliveredEnd = batch.lastOffset + 1
      this.delivered.push({ lastOffset: batch.lastOffset, epoch: batch.epoch, timestampMs: batch.appendTimestampMs })
      for (const listener of this.committedListeners) listener(batch)
      if (this.policy.onCommitted(nowMs, batch.sizeBytes)) {
        this.policy.reset(nowMs)
        for (const listener of this.snapshotListeners) this.host.timers.defer(listener)
      }
    }
  }

  /** One at a time: two of the same offset would share a file. Throws DiskError. */
  writeSnapshot(
    lastIncludedOffset: number,
    lastIncludedEpoch: number,
    records: Iterable<MetadataRecord>,
  ): Promise<void> {
    const writing = this.snapshotQueue.then(() => this.writeNow(lastIncludedOffset, lastIncludedEpoch, records))
    this.snapshotQueue = writing.catch(() => {})
    return writing
  }

  /** Resolves when no snapshot is being written. */
  whenIdle(): Promise<void> {
    return this.snapshotQueue
  }

  private async writeNow(
    lastIncludedOffset: number,
    lastIncludedEpoch: number,
    records: Iterable<MetadataRecord>,
  ): Promise<void> {
    const { raftLog } = this
    const endOffset = lastIncludedOffset + 1
    assert(endOffset <= this.deliveredEnd, 'a snapshot holds committed records only')
    const last = this.delivered.findLast(batch => batch.lastOffset <= lastIncludedOffset)
    const header = {
      epoch: lastIncludedEpoch,
      // Nothing newer than the last snapshot: its own time holds.
      lastContainedTimestampMs:
        last?.timestampMs ?? Math.max(0, raftLog.snapshots.latest?.lastContainedTimestampMs ?? 0),
      kraftVersion: raftLog.kraftVersionBefore(endOffset),
      voters: raftLog.votersBefore(endOffset) ?? this.machine.voters,
    }
    const written = await raftLog.snapshots.write({ endOffset, epoch: lastIncludedEpoch }, header, records)
    if (written === null || this.driver.isStopped) return
    this.delivered = this.delivered.filter(batch => batch.lastOffset > lastIncludedOffset)
    const { sizeBytes } = written
    this.host.log.log('info', 'A metadata snapshot was written.', { endOffset, epoch: lastIncludedEpoch, sizeBytes })
    raftLog.clean(this.host.clock.nowMs())
  }
}
