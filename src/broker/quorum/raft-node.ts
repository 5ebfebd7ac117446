/**
 * This node's replica of the metadata log: runs `RaftMachine` and carries out its effects, in order, on the log, on
 * `quorum-state` and on the transport. To controller and broker it is a `MetadataLog`, to the other
 * replicas a `QuorumMember`.
 */
import { assert } from '../../base/assert.ts'
import type { Uuid } from '../../base/uuid.ts'
import type { Host } from '../../host/host.ts'
import type { DirectoryState, LogEnvironment } from '../../log/log-environment.ts'
import type { RaftEffect } from '../../raft/events.ts'
import type { OffsetAndEpoch, RaftRequest, RaftResponse } from '../../raft/messages.ts'
import {
  type Committed,
  MetadataAppendError,
  type MetadataLog,
  type MetadataRecord,
  type QuorumEndpoint,
  type QuorumInfo,
} from '../../raft/metadata-log.ts'
import { RaftMachine } from '../../raft/raft-machine.ts'
import { DEFAULT_RAFT_TIMEOUTS, type RaftTimeouts } from '../../raft/replica.ts'
import type { SnapshotId } from '../../raft/snapshot-file.ts'
import { DEFAULT_SNAPSHOT_POLICY, type SnapshotPolicyOptions } from '../../raft/snapshot-policy.ts'
import { KRAFT_VERSIONS, type ReplicaKey, VoterSet } from '../../raft/voter-set.ts'
import { ElectionFile } from './election-file.ts'
import { Commitments } from './raft-commitments.ts'
import { type QuorumMember, RaftCorrespondence } from './raft-correspondence.ts'
import { RaftDelivery } from './raft-delivery.ts'
import { RaftDriver } from './raft-driver.ts'
import { type LeaderListener, LeadershipNews } from './raft-leadership.ts'
import { DEFAULT_RAFT_LOG_OPTIONS, RaftLog, type RaftLogOptions } from './raft-log.ts'
import { RaftLogWriter } from './raft-log-writer.ts'
import { describeQuorum } from './raft-quorum-info.ts'
import { SnapshotFetcher } from './raft-snapshot-fetch.ts'
import type { SnapshotPiece } from './raft-snapshots.ts'
import type { RaftTransport } from './raft-transport.ts'

export interface RaftNodeOptions {
  readonly nodeId: number
  /** `directory.id` of the directory that holds the metadata log. */
  readonly directoryId: Uuid
  /**
   * controller.quorum.voters; null for a dynamic quorum. What snapshot and log say of the voters
   * (kraft.version 1) is stronger.
   */
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

export class RaftNode implements MetadataLog, QuorumMember {
  readonly nodeId: number
  private readonly host: Pick<Host, 'clock' | 'log'>
  private readonly options: RaftNodeOptions
  private readonly own: ReplicaKey
  private readonly raftLog: RaftLog
  private readonly electionFile: ElectionFile
  private readonly machine: RaftMachine
  private readonly driver: RaftDriver
  private readonly writer: RaftLogWriter
  private readonly delivery: RaftDelivery
  private readonly correspondence: RaftCorrespondence
  private readonly fetcher: SnapshotFetcher | null
  private readonly news: LeadershipNews
  private readonly commitments = new Commitments()
  /** Named in the log of the process already. */
  private readonly impostors = new Set<string>()
  private started = false

  private constructor(env: LogEnvironment, directory: DirectoryState, raftLog: RaftLog, options: RaftNodeOptions) {
    const { host } = env
    const { nodeId: id, directoryId, transport } = options
    this.host = host
    this.options = options
    this.nodeId = id
    this.own = { id, directoryId }
    this.raftLog = raftLog
    this.electionFile = new ElectionFile(env.disk, directory.path)
    const formerVoters = options.staticVoters ?? options.fallbackVoters ?? new VoterSet([])
    this.machine = new RaftMachine({
      own: this.own,
      voters: raftLog.voters ?? formerVoters,
      self: options.endpoints ? { ...this.own, endpoints: options.endpoints, kraftVersions: KRAFT_VERSIONS } : null,
      ...(options.listenerName === undefined ? {} : { listenerName: options.listenerName }),
      ...(options.requestTimeoutMs === undefined ? {} : { requestTimeoutMs: options.requestTimeoutMs }),
      autoJoin: options.autoJoin ?? false,
      log: raftLog,
      election: this.electionFile.read(),
      timeouts: options.timeouts ?? DEFAULT_RAFT_TIMEOUTS,
      random: host.random,
      bootstrapIds: transport?.bootstrapIds ?? [],
    })
    const { machine } = this
    const fail = (error: Error): void => this.fail(error)
    this.driver = new RaftDriver({ host, machine, execute: effect => this.execute(effect), onError: fail })
    const { driver } = this
    const onVoters = (voters: VoterSet): void => transport?.follow?.(voters)
    this.writer = new RaftLogWriter({ host, machine, driver, raftLog, formerVoters, onVoters, fail })
    this.correspondence = new RaftCorrespondence(machine, driver, raftLog, transport)
    const fetchPiece = transport?.fetchSnapshot?.bind(transport)
    this.fetcher =
      fetchPiece === undefined
        ? null
        : new SnapshotFetcher({
            log: host.log,
            snapshots: raftLog.snapshots,
            directoryId,
            fetchPiece,
            isFollowing: epoch => !driver.isStopped && machine.epoch === epoch && machine.role.kind === 'follower',
            onProgress: epoch => driver.dispatch({ kind: 'snapshot-progress', epoch }),
          })
    this.delivery = new RaftDelivery(host, machine, driver, raftLog, options.snapshots ?? DEFAULT_SNAPSHOT_POLICY)
    this.news = new LeadershipNews(host.log, epoch =>
      this.commitments.rejectAll(new MetadataAppendError('not-leader', `node ${id} no longer leads epoch ${epoch}`)),
    )
  }

  /**
   * Opens the log and snapshots in the directory, which is formatted. Throws DiskError, QuorumStateError,
   * SnapshotFormatError.
   */
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

  // --- life ---------------------------------------------------------------------------------------------------------

  /**
   * Delivers the snapshot and joins the quorum. Resolves when a leader is known: in a quorum of one, this node, with
   * its whole log delivered.
   */
  start(): Promise<void> {
    assert(!this.started, 'a replica starts once')
    this.started = true
    this.writer.start()
    this.delivery.deliverSnapshot()
    const led = this.news.whenLed()
    const join = (): void => this.driver.dispatch({ kind: 'start' })
    // A follower's fetch acknowledges what is before its offset: that must be on the device, whatever the last run left
    // in the page cache.
    if (this.machine.voters.others(this.own).length > 0) void this.raftLog.log.flush().then(join)
    else join()
    return led
  }

  /** Resigns, brings the log to the device and closes it. */
  async close(): Promise<void> {
    if (this.isClosed) return
    this.resign(this.machine.epoch)
    this.driver.stop()
    this.commitments.rejectAll(new MetadataAppendError('closed', 'the node stops'))
    await this.delivery.whenIdle()
    await this.raftLog.log.close()
  }

  private fail(error: Error): void {
    if (this.isClosed) return
    this.driver.stop()
    this.host.log.log('error', 'The metadata log failed.', { error: error.message })
    this.commitments.rejectAll(new MetadataAppendError('log-failed', error.message))
    this.options.onFatal(error)
  }

  // --- what the machine wants done ----------------------------------------------------------------------------------

  private execute(effect: RaftEffect): void {
    const { writer, correspondence } = this
    switch (effect.kind) {
      case 'persist': {
        const voterIds = this.machine.voters.voters.map(voter => voter.id)
        this.electionFile.write(effect.state, this.raftLog.kraftVersion, voterIds)
        break
      }
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
        writer.beginEpoch(effect.epoch, effect.voters, effect.granting)
        break
      case 'append-voters':
        writer.appendVoters(effect.voters, effect.kraftVersion)
        break
      case 'append-fetched':
        writer.appendFetched(effect.records)
        break
      case 'truncate':
        writer.truncate(effect.offset)
        break
      case 'fetch-snapshot':
        void this.fetchSnapshot(effect.from, effect.epoch, effect.snapshot)
        break
      case 'leader':
        this.announce()
        break
      case 'high-watermark':
        this.delivery.deliverBelow(effect.offset)
        this.announce()
        this.commitments.advance(effect.offset)
        break
      case 'send':
        correspondence.send(effect.to, effect.request)
        break
      case 'respond':
        correspondence.respond(effect.replyTo, effect.response)
        break
      case 'ask-versions':
        correspondence.askVersions(effect.voter)
        break
    }
  }

  private announce(): void {
    const { leaderId, epoch, isLeader } = this.machine
    this.news.tell(leaderId, epoch, isLeader, this.delivery.endOffset > this.writer.epochStartOffset)
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

  /**
   * Takes the leader's snapshot in the place of a log that the leader no longer has: the log begins anew behind it, and
   * whoever listens is told the whole state.
   */
  private async fetchSnapshot(from: number, epoch: number, snapshot: OffsetAndEpoch): Promise<void> {
    const id = { endOffset: snapshot.offset, epoch: snapshot.epoch }
    let endOffset: number | null = null
    try {
      const content = (await this.fetcher?.fetch(from, epoch, snapshot)) ?? null
      if (this.isClosed) return
      if (content !== null) {
        // No event may come between: machine and listeners know the old log or the new one.
        await this.driver.hold(() => this.raftLog.beginAnewBehind(id, content))
        endOffset = id.endOffset
      }
    } catch (error) {
      this.fail(error as Error)
      return
    }
    if (this.isClosed) return
    if (endOffset !== null) {
      this.delivery.deliverSnapshot()
      this.writer.followVoters()
    }
    this.driver.dispatch({ kind: 'snapshot-fetched', epoch, endOffset })
  }

  // --- for the controller and the broker: MetadataLog ---------------------------------------------------------------

  append(records: readonly MetadataRecord[]): {
    readonly baseOffset: number
    readonly lastOffset: number
    readonly epoch: number
  } {
    if (this.isClosed) throw new MetadataAppendError('closed', 'the metadata log is closed')
    if (!this.isLeader)
      throw new MetadataAppendError('not-leader', `node ${this.nodeId} does not lead epoch ${this.machine.epoch}`)
    return this.writer.append(records)
  }

  whenCommitted(offset: number): Promise<void> {
    if (offset < this.machine.highWatermark) return Promise.resolve()
    if (this.isClosed) return Promise.reject(new MetadataAppendError('closed', 'the metadata log is closed'))
    return this.commitments.wait(offset)
  }

  resign(epoch: number): void {
    if (this.machine.isLeader && this.machine.epoch === epoch) this.driver.dispatch({ kind: 'resign', epoch })
  }

  upgradeKRaftVersion(level: number, validateOnly: boolean): { readonly lastOffset: number } | string {
    const { machine } = this
    if (!machine.isLeader) throw new MetadataAppendError('not-leader', `node ${this.nodeId} does not lead`)
    const refusal = machine.kraftUpgradeRefusal(level)
    if (refusal !== null) return refusal
    if (!validateOnly) this.driver.dispatch({ kind: 'upgrade', kraftVersion: level })
    return { lastOffset: validateOnly ? -1 : this.raftLog.votersOffset }
  }

  onLeaderChange(listener: LeaderListener): void {
    this.news.listen(listener)
  }

  onCommitted(listener: (committed: Committed) => void): void {
    assert(!this.started, 'listeners for committed metadata are registered before the start')
    this.delivery.onCommitted(listener)
  }

  onSnapshotDue(listener: () => void): void {
    this.delivery.onSnapshotDue(listener)
  }

  writeSnapshot(
    lastIncludedOffset: number,
    lastIncludedEpoch: number,
    records: Iterable<MetadataRecord>,
  ): Promise<void> {
    return this.delivery.writeSnapshot(lastIncludedOffset, lastIncludedEpoch, records)
  }

  get leaderId(): number | null {
    return this.news.leaderId
  }

  get epoch(): number {
    return this.machine.epoch
  }

  get isLeader(): boolean {
    return this.news.isMe && this.machine.isLeader
  }

  get highWatermark(): number {
    return this.machine.highWatermark
  }

  get logEndOffset(): number {
    return this.raftLog.endOffset
  }

  quorumInfo(): QuorumInfo {
    const { clock } = this.host
    return describeQuorum(this.machine, this.raftLog.kraftVersion, clock.nowMs(), clock.monotonicMs())
  }

  // --- for the other replicas: QuorumMember -------------------------------------------------------------------------

  handleRequest(request: RaftRequest, reply: (response: RaftResponse) => void): void {
    this.correspondence.handleRequest(request, reply)
  }

  readSnapshot(...piece: Parameters<QuorumMember['readSnapshot']>): SnapshotPiece | number {
    return this.correspondence.readSnapshot(...piece)
  }

  /**
   * Who leads the epoch as this replica knows it, at once: `leaderId` says so only when a leader of this node
   * may begin its work.
   */
  get quorumLeaderId(): number | null {
    return this.machine.leaderId
  }

  get logStartOffset(): number {
    return this.raftLog.startOffset
  }

  get latestSnapshot(): SnapshotId | null {
    return this.raftLog.snapshots.latest
  }

  /** Closed, or failed: it says nothing to anybody any more. */
  get isClosed(): boolean {
    return this.driver.isStopped
  }
}
