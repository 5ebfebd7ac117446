/**
 * This node's replica of the metadata log: runs `RaftMachine` and carries out its effects, in order, on the log, on `quorum-state` and on the
 * transport. To controller and broker it is a `MetadataLog`.
 */
import { assert } from '../../base/assert.ts'
import { BytesView } from '../../base/bytes-view.ts'
import type { Uuid } from '../../base/uuid.ts'
import { DiskError } from '../../host/disk.ts'
import type { Host, Timer } from '../../host/host.ts'
import { readTextIfPresent } from '../../log/checkpoint-file.ts'
import { asDiskError, type DirectoryState, type LogEnvironment } from '../../log/log-environment.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import { encodeMetadataRecord } from '../../protocol/metadata-record.ts'
import { encodeControl } from '../../raft/control-records.ts'
import type { RaftEffect, RaftEvent } from '../../raft/events.ts'
import type { OffsetAndEpoch, RaftRequest, RaftResponse } from '../../raft/messages.ts'
import { type BatchRecord, buildMetadataBatch } from '../../raft/metadata-batch.ts'
import {
  type Committed,
  MAX_METADATA_BATCH_BYTES,
  MetadataAppendError,
  type MetadataLog,
  type MetadataRecord,
  type QuorumEndpoint,
  type QuorumInfo,
} from '../../raft/metadata-log.ts'
import {
  type ElectionState,
  formatQuorumState,
  parseQuorumState,
  QUORUM_STATE_FILE,
} from '../../raft/quorum-state-file.ts'
import { RaftMachine } from '../../raft/raft-machine.ts'
import { DEFAULT_RAFT_TIMEOUTS, type RaftTimeouts } from '../../raft/replica.ts'
import { DEFAULT_SNAPSHOT_POLICY, SnapshotPolicy, type SnapshotPolicyOptions } from '../../raft/snapshot-policy.ts'
import { KRAFT_VERSIONS, type KRaftVersions, type ReplicaKey, type Voter, VoterSet } from '../../raft/voter-set.ts'
import { Commitments } from './raft-commitments.ts'
import { DEFAULT_RAFT_LOG_OPTIONS, METADATA_LOG_DIR, RaftLog, type RaftLogOptions } from './raft-log.ts'
import { describeQuorum } from './raft-quorum-info.ts'
import { type FetchPiece, SnapshotFetcher } from './raft-snapshot-fetch.ts'

export interface VersionsAnswer {
  /** Name of an error code; null when there is none. */
  readonly error: string | null
  readonly kraftVersions: KRaftVersions | null
}

/** The way to the other replicas. A quorum of one needs none. */
export interface RaftTransport {
  /** What an observer may ask before it knows a voter: ids that stand for bootstrap servers. */
  readonly bootstrapIds?: readonly number[]
  /** Calls `done` later, never at once; with null when there was no answer that says anything. */
  send(to: number, request: RaftRequest, done: (response: RaftResponse | null) => void): void
  fetchSnapshot?: FetchPiece
  /** Which levels of kraft.version the replica can work at (ApiVersions); calls `done` later, never at once. */
  askVersions?(voter: Voter, done: (answer: VersionsAnswer) => void): void
  /** Who votes, as the log says it now. */
  follow?(voters: VoterSet): void
}

export interface RaftNodeOptions {
  readonly nodeId: number
  /** `directory.id` of the directory that holds the metadata log. */
  readonly directoryId: Uuid
  /** controller.quorum.voters; null for a dynamic quorum. What snapshot and log say of the voters (kraft.version 1) is stronger. */
  readonly staticVoters: VoterSet | null
  /** Where neither configuration nor log names voters: a directory that was formatted for a static quorum. */
  readonly fallbackVoters?: VoterSet
  /** Where this node is found as a voter; null (or not given) for one that never votes. The directory id is its own. */
  readonly endpoints?: readonly QuorumEndpoint[] | null
  /** The listener at which voters find each other: the first of controller.listener.names. */
  readonly listenerName?: string
  /** controller.quorum.request.timeout.ms */
  readonly requestTimeoutMs?: number
  /** controller.quorum.auto.join.enable */
  readonly autoJoin?: boolean
  readonly timeouts?: RaftTimeouts
  readonly log?: RaftLogOptions
  readonly snapshots?: SnapshotPolicyOptions
  readonly transport?: RaftTransport
  /** The metadata log cannot go on: the node must stop. */
  readonly onFatal: (error: Error) => void
}

export class RaftNode implements MetadataLog {
  readonly nodeId: number
  private readonly host: Pick<Host, 'clock' | 'timers' | 'random' | 'disk' | 'log'>
  private readonly options: RaftNodeOptions
  private readonly raftLog: RaftLog
  private readonly machine: RaftMachine
  private readonly own: ReplicaKey
  /** The voters while the log names none. */
  private readonly formerVoters: VoterSet
  private followed: VoterSet
  private readonly directory: DirectoryState
  private readonly policy: SnapshotPolicy
  private readonly fetcher: SnapshotFetcher | null
  /** Named in the log already. */
  private readonly impostors = new Set<string>()
  private readonly commitments = new Commitments()
  private readonly committedListeners: ((committed: Committed) => void)[] = []
  private readonly leaderListeners: ((leaderId: number | null, epoch: number, isMe: boolean) => void)[] = []
  private readonly snapshotListeners: (() => void)[] = []
  private readonly events: RaftEvent[] = []
  private readonly replies = new Map<number, (response: RaftResponse) => void>()
  private replyCount = 0
  private stepping = false
  private started = false
  private closed = false
  private timer: Timer | null = null
  private timerMs = Number.POSITIVE_INFINITY
  private flushing = false
  private told: { leaderId: number | null; epoch: number; isMe: boolean } = { leaderId: null, epoch: 0, isMe: false }
  /** Offset of this epoch's LeaderChange; leadership is announced when it has been delivered. */
  private epochStartOffset = -1
  private deliveredEnd = 0
  /** Epoch and time of delivered batches since the latest snapshot, for the headers of the next. */
  private delivered: { readonly lastOffset: number; readonly epoch: number; readonly timestampMs: number }[] = []
  private readonly onceLed: (() => void)[] = []

  private constructor(env: LogEnvironment, directory: DirectoryState, raftLog: RaftLog, options: RaftNodeOptions) {
    this.host = env.host
    this.options = options
    this.nodeId = options.nodeId
    this.directory = directory
    this.raftLog = raftLog
    const { nodeId: id, directoryId } = options
    this.own = { id, directoryId }
    this.formerVoters = options.staticVoters ?? options.fallbackVoters ?? new VoterSet([])
    this.machine = new RaftMachine({
      own: this.own,
      voters: raftLog.voters ?? this.formerVoters,
      self: options.endpoints ? { ...this.own, endpoints: options.endpoints, kraftVersions: KRAFT_VERSIONS } : null,
      ...(options.listenerName === undefined ? {} : { listenerName: options.listenerName }),
      ...(options.requestTimeoutMs === undefined ? {} : { requestTimeoutMs: options.requestTimeoutMs }),
      autoJoin: options.autoJoin ?? false,
      log: raftLog,
      election: this.readElection(),
      timeouts: options.timeouts ?? DEFAULT_RAFT_TIMEOUTS,
      random: env.host.random,
      bootstrapIds: options.transport?.bootstrapIds ?? [],
    })
    this.followed = this.machine.voters
    options.transport?.follow?.(this.followed)
    const fetchPiece = options.transport?.fetchSnapshot?.bind(options.transport)
    this.fetcher =
      fetchPiece === undefined
        ? null
        : new SnapshotFetcher({
            log: env.host.log,
            snapshots: raftLog.snapshots,
            directoryId: this.own.directoryId,
            fetchPiece,
            isFollowing: epoch => !this.closed && this.machine.epoch === epoch && this.machine.role.kind === 'follower',
            onProgress: epoch => this.dispatch({ kind: 'snapshot-progress', epoch }),
          })
    this.policy = new SnapshotPolicy(options.snapshots ?? DEFAULT_SNAPSHOT_POLICY, env.host.clock.monotonicMs())
  }

  /** Opens the log and snapshots in the directory, which is formatted. Throws DiskError, QuorumStateError, SnapshotFormatError. */
  static async open(env: LogEnvironment, directory: DirectoryState, options: RaftNodeOptions): Promise<RaftNode> {
    const raftLog = await RaftLog.open(env, directory, options.log ?? DEFAULT_RAFT_LOG_OPTIONS)
    const node = new RaftNode(env, directory, raftLog, options)
    const { voters } = node.machine
    if (voters.others(node.own).length > 0 && options.transport === undefined) {
      const ids = voters.voters.map(voter => voter.id).join(', ')
      throw new Error(`the metadata quorum has the voters ${ids}, and node ${options.nodeId} has no way to reach them`)
    }
    return node
  }

  private get pathOfState(): string {
    return this.host.disk.join(this.directory.path, METADATA_LOG_DIR, QUORUM_STATE_FILE)
  }

  private readElection(): ElectionState | null {
    const text = readTextIfPresent(this.host.disk, this.pathOfState)
    return text === null || text.length === 0 ? null : parseQuorumState(text)
  }

  // --- life ---------------------------------------------------------------------------------------------------------

  /** Delivers the snapshot and joins the quorum. Resolves when a leader is known: in a quorum of one, this node, with its whole log delivered. */
  start(): Promise<void> {
    assert(!this.started, 'a replica starts once')
    this.started = true
    const { log } = this.raftLog
    log.addListener({
      onWritten: () => this.flush(),
      onWriteFailed: (_, fromOffset, error) => this.onWriteFailed(fromOffset, error),
    })
    this.deliverSnapshot()
    const led = new Promise<void>(resolve => this.onceLed.push(resolve))
    // A follower's fetch acknowledges what is before its offset: that must be on the device, whatever the last run left in the page cache.
    if (this.machine.voters.others(this.own).length > 0) void log.flush().then(() => this.dispatch({ kind: 'start' }))
    else this.dispatch({ kind: 'start' })
    return led
  }

  /** Resigns, brings the log to the device and closes it. */
  async close(): Promise<void> {
    if (this.closed) return
    this.resign(this.machine.epoch)
    this.closed = true
    this.timer?.cancel()
    this.commitments.rejectAll(new MetadataAppendError('closed', 'the node stops'))
    await this.snapshotQueue
    await this.raftLog.log.close()
  }

  // --- the machine --------------------------------------------------------------------------------------------------

  /** Runs the event and all that its effects bring about; an event that comes while one runs waits its turn. */
  private dispatch(event: RaftEvent): void {
    this.events.push(event)
    if (this.stepping || this.closed) return
    this.stepping = true
    try {
      for (let next = this.events.shift(); next !== undefined; next = this.events.shift()) {
        for (const effect of this.machine.step(this.host.clock.monotonicMs(), next)) this.execute(effect)
      }
    } catch (error) {
      this.fail(error as Error)
    } finally {
      this.stepping = false
    }
    this.schedule()
  }

  private fail(error: Error): void {
    if (this.closed) return
    this.closed = true
    this.timer?.cancel()
    this.host.log.log('error', 'The metadata log failed.', { error: error.message })
    this.commitments.rejectAll(new MetadataAppendError('log-failed', error.message))
    this.options.onFatal(error)
  }

  private schedule(): void {
    const { deadlineMs } = this.machine
    if (this.closed || deadlineMs === this.timerMs) return
    this.timer?.cancel()
    this.timer = null
    this.timerMs = deadlineMs
    if (deadlineMs === Number.POSITIVE_INFINITY) return
    const delayMs = Math.max(0, deadlineMs - this.host.clock.monotonicMs())
    this.timer = this.host.timers.after(delayMs, () => {
      this.timerMs = Number.POSITIVE_INFINITY
      this.dispatch({ kind: 'timer' })
    })
  }

  private execute(effect: RaftEffect): void {
    switch (effect.kind) {
      case 'persist':
        this.persist(effect.state)
        break
      case 'impostor':
        this.logImpostor(effect.replica)
        break
      case 'role':
        this.host.log.log('debug', 'The role in the metadata quorum has changed.', {
          role: effect.role,
          epoch: effect.epoch,
        })
        break
      case 'begin-log':
        this.beginLog(effect.epoch, effect.voters, effect.granting)
        break
      case 'append-voters':
        this.appendVoters(effect.voters, effect.kraftVersion)
        break
      case 'ask-versions':
        this.askVersions(effect.voter)
        break
      case 'leader':
        this.announce()
        break
      case 'high-watermark':
        this.onHighWatermark(effect.offset)
        break
      case 'send':
        this.send(effect.to, effect.request)
        break
      case 'respond':
        this.respond(effect.replyTo, effect.response)
        break
      case 'append-fetched':
        this.appendFetched(effect.records)
        break
      case 'truncate':
        this.truncate(effect.offset)
        break
      case 'fetch-snapshot':
        void this.fetchSnapshot(effect.from, effect.epoch, effect.snapshot)
        break
    }
  }

  private persist(state: ElectionState): void {
    const voterIds = this.machine.voters.voters.map(voter => voter.id)
    const text = formatQuorumState(state, this.raftLog.kraftVersion, voterIds)
    this.host.disk.replaceFileSync(this.pathOfState, Buffer.from(text))
  }

  /**
   * LeaderChange; and the voters where the log does not say yet what the bootstrap snapshot said, or has this leader elsewhere than it is (KIP-853).
   */
  private beginLog(epoch: number, voters: readonly number[], granting: readonly number[]): void {
    const { raftLog, machine } = this
    const records = [encodeControl({ type: 'leader-change', leaderId: this.nodeId, voters, granting })]
    const { kraftVersion } = raftLog
    const isMoved = machine.self !== null && machine.voters.isOutdated(machine.self)
    if (kraftVersion > 0 && (raftLog.votersOffset < 0 || isMoved)) {
      const now = isMoved ? machine.voters.updated(machine.self!)! : machine.voters
      records.push(encodeControl({ type: 'kraft-version', version: kraftVersion }))
      records.push(encodeControl({ type: 'voters', voters: now }))
    }
    this.epochStartOffset = raftLog.endOffset
    this.appendControl(records, epoch)
  }

  private appendControl(records: readonly BatchRecord[], epoch: number): void {
    const { raftLog } = this
    const nowMs = this.host.clock.nowMs()
    const baseOffset = raftLog.endOffset
    const bytes = BytesView.of(buildMetadataBatch(records, { baseOffset, epoch, timestampMs: nowMs, isControl: true }))
    try {
      raftLog.appendAsLeader(bytes, epoch, nowMs)
    } catch (error) {
      this.onAppendFailed(asDiskError(error))
      return
    }
    raftLog.noteAppended(bytes)
    this.followVoters()
  }

  private appendVoters(voters: VoterSet, kraftVersion: number | null): void {
    const records = [encodeControl({ type: 'voters', voters })]
    if (kraftVersion !== null) records.unshift(encodeControl({ type: 'kraft-version', version: kraftVersion }))
    this.host.log.log('info', 'The voters of the metadata quorum change.', {
      voters: voters.voters.map(voter => voter.id),
      ...(kraftVersion === null ? {} : { kraftVersion }),
    })
    this.appendControl(records, this.machine.epoch)
    this.events.push({ kind: 'appended' })
  }

  private logImpostor({ id, directoryId }: ReplicaKey): void {
    const key = `${id} ${directoryId}`
    if (this.impostors.has(key)) return
    this.impostors.add(key)
    this.host.log.log('warn', 'Two nodes have one node.id; the later one is kept out of the metadata quorum.', {
      nodeId: id,
      directoryId,
    })
  }

  private onAppendFailed(error: DiskError): void {
    if (this.directory.offline !== null || error.code !== 'ENOSPC') throw error
    this.host.log.log('error', 'The metadata log has no space; this node resigns as its leader.', {
      error: error.message,
    })
    this.events.push({ kind: 'resign', epoch: this.machine.epoch })
  }

  // --- the log ------------------------------------------------------------------------------------------------------

  /** One flush at a time; what is written meanwhile shares the next one. */
  private flush(): void {
    if (this.flushing || this.closed) return
    const { log } = this.raftLog
    this.flushing = true
    void log.flush().then(() => {
      this.flushing = false
      if (this.closed) return
      if (this.directory.offline !== null) {
        this.fail(this.directory.offline)
        return
      }
      const endOffset = log.recoveryPoint
      this.dispatch({ kind: 'flushed', endOffset })
      if (log.writtenEndOffset > endOffset) this.flush()
    })
  }

  /** The log has taken back what could not be written: whoever built on it must go back to what is committed. */
  private onWriteFailed(fromOffset: number, error: DiskError): void {
    this.raftLog.forgetFrom(fromOffset)
    if (this.directory.offline !== null || error.code !== 'ENOSPC') this.fail(error)
    else this.dispatch({ kind: 'resign', epoch: this.machine.epoch })
  }

  append(records: readonly MetadataRecord[]): {
    readonly baseOffset: number
    readonly lastOffset: number
    readonly epoch: number
  } {
    const { raftLog, machine } = this
    if (this.closed) throw new MetadataAppendError('closed', 'the metadata log is closed')
    if (!this.isLeader)
      throw new MetadataAppendError('not-leader', `node ${this.nodeId} does not lead epoch ${machine.epoch}`)
    assert(records.length > 0, 'an append holds at least one record')
    const { epoch } = machine
    const nowMs = this.host.clock.nowMs()
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
      if (this.directory.offline !== null || error.code !== 'ENOSPC') this.fail(error)
      throw new MetadataAppendError('log-failed', error.message)
    }
    const lastOffset = baseOffset + records.length - 1
    raftLog.noteBatch({ baseOffset, lastOffset, epoch, appendTimestampMs: nowMs, sizeBytes: bytes.length, records })
    this.dispatch({ kind: 'appended' })
    return { baseOffset, lastOffset, epoch }
  }

  private appendFetched(records: BytesView): void {
    const { raftLog } = this
    const before = raftLog.endOffset
    const { epoch } = this.machine
    const result = raftLog.log.appendAsFollower(records, {
      leaderEpoch: epoch,
      nowMs: this.host.clock.nowMs(),
      memory: null,
    })
    if (result.kind !== 'appended')
      throw this.directory.offline ?? new DiskError('EIO', raftLog.log.dir, 'fetched metadata was refused')
    if (raftLog.endOffset === before) this.events.push({ kind: 'flushed', endOffset: before })
    else {
      raftLog.noteAppended(records)
      this.followVoters()
    }
  }

  /** Voters hold as soon as the log names them, committed or not (KIP-853), and no longer when they are cut off again. */
  private followVoters(): void {
    const voters = this.raftLog.voters ?? this.formerVoters
    if (voters === this.followed) return
    this.followed = voters
    this.options.transport?.follow?.(voters)
    this.events.push({ kind: 'voters', voters })
  }

  /** Takes the leader's snapshot in the place of a log that the leader no longer has: the log begins anew behind it, and whoever listens is told the whole state. */
  private async fetchSnapshot(from: number, epoch: number, snapshot: OffsetAndEpoch): Promise<void> {
    const { raftLog, fetcher } = this
    const id = { endOffset: snapshot.offset, epoch: snapshot.epoch }
    let endOffset: number | null = null
    try {
      const content = (await fetcher?.fetch(from, epoch, snapshot)) ?? null
      if (this.closed) return
      if (content !== null) {
        // No event may come between: machine and listeners know the old log or the new one.
        this.stepping = true
        try {
          await raftLog.beginAnewBehind(id, content)
        } finally {
          this.stepping = false
        }
        endOffset = id.endOffset
      }
    } catch (error) {
      this.fail(error as Error)
      return
    }
    if (this.closed) return
    if (endOffset !== null) {
      this.deliverSnapshot()
      this.followVoters()
    }
    this.dispatch({ kind: 'snapshot-fetched', epoch, endOffset })
  }

  private deliverSnapshot(): void {
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

  private truncate(offset: number): void {
    this.raftLog.forgetFrom(offset)
    this.followVoters()
    const done = (): void => {
      if (this.directory.offline !== null) this.fail(this.directory.offline)
      else this.dispatch({ kind: 'flushed', endOffset: this.raftLog.endOffset })
    }
    const waiting = this.raftLog.log.truncateTo(offset)
    if (this.directory.offline !== null) throw this.directory.offline
    if (waiting === undefined) this.events.push({ kind: 'flushed', endOffset: this.raftLog.endOffset })
    else void waiting.then(done)
  }

  // --- commitment ---------------------------------------------------------------------------------------------------

  private onHighWatermark(offset: number): void {
    const { raftLog } = this
    raftLog.log.updateHighWatermark(offset)
    const nowMs = this.host.clock.monotonicMs()
    while ((raftLog.undelivered[0]?.lastOffset ?? Number.POSITIVE_INFINITY) < offset) {
      const batch = raftLog.undelivered.shift()!
      this.deliveredEnd = batch.lastOffset + 1
      this.delivered.push({ lastOffset: batch.lastOffset, epoch: batch.epoch, timestampMs: batch.appendTimestampMs })
      for (const listener of this.committedListeners) listener(batch)
      if (this.policy.onCommitted(nowMs, batch.sizeBytes)) {
        this.policy.reset(nowMs)
        for (const listener of this.snapshotListeners) this.host.timers.defer(listener)
      }
    }
    this.announce()
    this.commitments.advance(offset)
  }

  whenCommitted(offset: number): Promise<void> {
    if (offset < this.machine.highWatermark) return Promise.resolve()
    if (this.closed) return Promise.reject(new MetadataAppendError('closed', 'the metadata log is closed'))
    return this.commitments.wait(offset)
  }

  /** Tells of a change of leader. Of its own leadership a node hears when all that was before it has been delivered. */
  private announce(): void {
    const { leaderId, epoch, isLeader } = this.machine
    const isMe = isLeader && this.deliveredEnd > this.epochStartOffset
    const { told } = this
    if (isLeader && !isMe) {
      if (!told.isMe) return
    } else if (told.leaderId === leaderId && told.isMe === isMe && told.epoch === epoch) return
    if (told.isMe && !isMe) {
      this.commitments.rejectAll(
        new MetadataAppendError('not-leader', `node ${this.nodeId} no longer leads epoch ${told.epoch}`),
      )
    }
    this.told = { leaderId: isLeader && !isMe ? null : leaderId, epoch, isMe }
    this.host.log.log('info', 'The metadata quorum has a new state.', { ...this.told })
    for (const listener of this.leaderListeners) listener(this.told.leaderId, epoch, isMe)
    if (this.told.leaderId !== null) for (const resolve of this.onceLed.splice(0)) resolve()
  }

  resign(epoch: number): void {
    if (this.machine.isLeader && this.machine.epoch === epoch) this.dispatch({ kind: 'resign', epoch })
  }

  // --- snapshots ----------------------------------------------------------------------------------------------------

  writeSnapshot(
    lastIncludedOffset: number,
    lastIncludedEpoch: number,
    records: Iterable<MetadataRecord>,
  ): Promise<void> {
    // One at a time: two of the same offset would share a file.
    const writing = this.snapshotQueue.then(() => this.writeSnapshotNow(lastIncludedOffset, lastIncludedEpoch, records))
    this.snapshotQueue = writing.catch(() => {})
    return writing
  }

  private snapshotQueue: Promise<void> = Promise.resolve()

  private async writeSnapshotNow(
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
    if (written === null || this.closed) return
    this.delivered = this.delivered.filter(batch => batch.lastOffset > lastIncludedOffset)
    const { sizeBytes } = written
    this.host.log.log('info', 'A metadata snapshot was written.', { endOffset, epoch: lastIncludedEpoch, sizeBytes })
    raftLog.clean(this.host.clock.nowMs())
  }

  onSnapshotDue(listener: () => void): void {
    this.snapshotListeners.push(listener)
  }

  // --- peers --------------------------------------------------------------------------------------------------------

  /** A request of another replica. `reply` gets the answer, records put in, now or after the wait that the request allows. */
  handleRequest(request: RaftRequest, reply: (response: RaftResponse) => void): void {
    const replyTo = ++this.replyCount
    this.replies.set(replyTo, reply)
    this.dispatch({ kind: 'request', replyTo, request })
  }

  /**
   * A piece of a snapshot for another replica (FetchSnapshot, KIP-630), or the error code that refuses it. Throws DiskError.
   */
  readSnapshot(
    replica: ReplicaKey,
    leaderEpoch: number,
    id: { readonly endOffset: number; readonly epoch: number },
    position: number,
    maxBytes: number,
  ): { readonly sizeBytes: number; readonly bytes: Buffer } | number {
    const { machine } = this
    if (leaderEpoch < machine.epoch) return ErrorCode.FENCED_LEADER_EPOCH
    if (leaderEpoch > machine.epoch) return ErrorCode.UNKNOWN_LEADER_EPOCH
    if (!machine.isLeader) return ErrorCode.NOT_LEADER_OR_FOLLOWER
    const { snapshots } = this.raftLog
    const sizeBytes = snapshots.sizeOf(id)
    // What formatting wrote is each replica's own: the first leader repeats it in the log.
    if (sizeBytes === null || id.endOffset === 0) return ErrorCode.SNAPSHOT_NOT_FOUND
    if (position < 0 || position >= sizeBytes) return ErrorCode.POSITION_OUT_OF_RANGE
    const piece = snapshots.readPiece(id, position, maxBytes)
    this.dispatch({ kind: 'contact', replica })
    return piece
  }

  private respond(replyTo: number, response: RaftResponse): void {
    const reply = this.replies.get(replyTo)
    this.replies.delete(replyTo)
    if (reply === undefined) return
    if (response.kind !== 'fetch' || response.readFrom === null) {
      reply(response)
      return
    }
    const { log } = this.raftLog
    void Promise.resolve(
      log.read({ fetchOffset: response.readFrom, maxBytes: MAX_METADATA_BATCH_BYTES, minOneBatch: true }),
    ).then(read => {
      // A copy: the answer outlives the hold on the log's memory.
      const records = read.records === null ? null : BytesView.of(read.records.copyChain())
      read.release()
      reply({ ...response, records })
    })
  }

  private send(to: number, request: RaftRequest): void {
    const { transport } = this.options
    assert(transport !== undefined, 'a quorum of one sends nothing')
    transport.send(to, request, response => {
      if (response === null) this.dispatch({ kind: 'unreachable', to, request })
      else this.dispatch({ kind: 'response', from: to, request, response })
    })
  }

  private askVersions(voter: Voter): void {
    const { transport } = this.options
    const answered = ({ error, kraftVersions }: VersionsAnswer): void =>
      this.dispatch({ kind: 'versions', voterId: voter.id, error, kraftVersions })
    if (transport?.askVersions === undefined) {
      this.events.push({ kind: 'versions', voterId: voter.id, error: 'BROKER_NOT_AVAILABLE', kraftVersions: null })
    } else transport.askVersions(voter, answered)
  }

  upgradeKRaftVersion(level: number, validateOnly: boolean): { readonly lastOffset: number } | string {
    const { machine } = this
    if (!machine.isLeader) throw new MetadataAppendError('not-leader', `node ${this.nodeId} does not lead`)
    const refusal = machine.kraftUpgradeRefusal(level)
    if (refusal !== null) return refusal
    if (!validateOnly) this.dispatch({ kind: 'upgrade', kraftVersion: level })
    return { lastOffset: validateOnly ? -1 : this.raftLog.votersOffset }
  }

  // --- what others see ----------------------------------------------------------------------------------------------

  get leaderId(): number | null {
    return this.told.leaderId
  }

  get epoch(): number {
    return this.machine.epoch
  }

  /** Who leads the epoch as this replica knows it, at once: `leaderId` says so only when a leader of this node may begin its work. */
  get quorumLeaderId(): number | null {
    return this.machine.leaderId
  }

  get isLeader(): boolean {
    return this.told.isMe && this.machine.isLeader
  }

  get highWatermark(): number {
    return this.machine.highWatermark
  }

  get logStartOffset(): number {
    return this.raftLog.startOffset
  }

  get logEndOffset(): number {
    return this.raftLog.endOffset
  }

  /** Closed, or failed: it says nothing to anybody any more. */
  get isClosed(): boolean {
    return this.closed
  }

  get latestSnapshot(): { readonly endOffset: number; readonly epoch: number } | null {
    return this.raftLog.snapshots.latest
  }

  onLeaderChange(listener: (leaderId: number | null, epoch: number, isMe: boolean) => void): void {
    this.leaderListeners.push(listener)
    listener(this.told.leaderId, this.told.epoch, this.told.isMe)
  }

  onCommitted(listener: (committed: Committed) => void): void {
    assert(!this.started, 'listeners for committed metadata are registered before the start')
    this.committedListeners.push(listener)
  }

  quorumInfo(): QuorumInfo {
    const { clock } = this.host
    return describeQuorum(this.machine, this.raftLog.kraftVersion, clock.nowMs(), clock.monotonicMs())
  }
}
