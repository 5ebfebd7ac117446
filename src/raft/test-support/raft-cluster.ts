import { BytesView } from '../../base/bytes-view.ts'
import { type Uuid, ZERO_UUID } from '../../base/uuid.ts'
import type { RaftEffect, RaftEvent } from '../events.ts'
import type { RaftRequest, RaftResponse } from '../messages.ts'
import type { QuorumEndpoint } from '../metadata-log.ts'
import type { ElectionState } from '../quorum-state-file.ts'
import { RaftMachine } from '../raft-machine.ts'
import { DEFAULT_RAFT_TIMEOUTS } from '../replica.ts'
import { type KRaftVersions, VoterSet } from '../voter-set.ts'
import { EpochLog, type VoterRecord } from './epoch-log.ts'

const PARKED: RaftRequest = { kind: 'begin-epoch', epoch: 0, leaderId: 0, voter: null }

export interface Message {
  readonly from: number
  readonly to: number
  readonly request: RaftRequest
  /** null in a request. */
  readonly response: RaftResponse | null
  readonly id: number
}

export class Replica {
  readonly id: number
  readonly log: EpochLog
  readonly cluster: Cluster
  machine: RaftMachine
  election: ElectionState | null = null
  /** The voters that the machine knows of. */
  followed: VoterSet | null = null

  constructor(cluster: Cluster, id: number, epochs: readonly number[], election: ElectionState | null) {
    this.cluster = cluster
    this.id = id
    this.log = new EpochLog(epochs, cluster.records)
    this.election = election
    this.machine = this.make()
  }

  make(): RaftMachine {
    let draws = this.id * 15
    const { cluster, id } = this
    const own = { id, directoryId: cluster.directoryOf(id) }
    this.followed = this.log.voters ?? cluster.voters
    return new RaftMachine({
      own,
      voters: this.followed,
      self: cluster.describesItself ? { ...own, endpoints: cluster.endpointsOf(id) } : null,
      autoJoin: cluster.autoJoin,
      bootstrapIds: cluster.bootstrapIds,
      log: this.log,
      election: this.election,
      timeouts: DEFAULT_RAFT_TIMEOUTS,
      random: { uint32: () => draws++ },
    })
  }
}

/** Machines that talk through a queue under the test's hands. Every event and effect goes into `trace`. */
export class Cluster {
  readonly voters: VoterSet
  readonly replicas = new Map<number, Replica>()
  readonly trace: string[] = []
  readonly down = new Set<number>()
  /** Records of voters by `offset@epoch`. */
  readonly records = new Map<string, VoterRecord>()
  /** Ports at which replicas say that they are found. */
  readonly ports = new Map<number, number>()
  /** What a replica that shall become a voter answers to ApiVersions; nothing where it is down. */
  kraftVersions: KRaftVersions | null = { min: 0, max: 1 }
  autoJoin = false
  /** Replicas know where they are found. */
  describesItself: boolean
  /** Messages that get lost. */
  loses: (message: Message) => boolean = () => false
  /** −2 and so on: each stands for the replica with that place. */
  bootstrapIds: readonly number[] = []
  queue: Message[] = []
  nowMs = 0
  private ids = 0
  private readonly directories = new Map<number, Uuid>()

  constructor(
    count: number,
    logs: readonly (readonly number[])[] = [],
    elections: readonly (ElectionState | null)[] = [],
    /** Directories are known and voters stand in the log (kraft.version 1). */
    isDynamic = false,
  ) {
    this.describesItself = isDynamic
    const ids = Array.from({ length: count }, (_, i) => i + 1)
    this.voters = new VoterSet(
      ids.map(id => ({
        id,
        directoryId: isDynamic ? this.directoryOf(id) : ZERO_UUID,
        endpoints: this.endpointsOf(id),
      })),
    )
    if (isDynamic) this.records.set('0@1', { voters: this.voters })
    for (const id of ids) this.replicas.set(id, new Replica(this, id, logs[id - 1] ?? [], elections[id - 1] ?? null))
  }

  directoryOf(id: number): Uuid {
    return this.directories.get(id) ?? (`directory-of-${String(id).padStart(9, '0')}` as Uuid)
  }

  endpointsOf(id: number): readonly QuorumEndpoint[] {
    return this.describesItself ? [{ name: 'CONTROLLER', host: `node${id}`, port: this.ports.get(id) ?? 9093 }] : []
  }

  /** A replica that is formatted without voters, or with a new disk. */
  add(id: number, directoryId: Uuid = this.directoryOf(id)): Replica {
    this.directories.set(id, directoryId)
    const replica = new Replica(this, id, [], null)
    this.replicas.set(id, replica)
    this.down.delete(id)
    this.step(id, { kind: 'start' })
    this.settle()
    return replica
  }

  of(id: number): Replica {
    return this.replicas.get(id)!
  }

  step(id: number, event: RaftEvent): void {
    const replica = this.of(id)
    for (const effect of replica.machine.step(this.nowMs, event)) this.execute(replica, effect)
  }

  private execute(replica: Replica, effect: RaftEffect): void {
    const { id, log } = replica
    this.trace.push(`${id}: ${describeEffect(effect)}`)
    switch (effect.kind) {
      case 'persist':
        replica.election = effect.state
        break
      case 'begin-log':
        log.epochs.push(effect.epoch)
        this.follow(replica)
        this.step(id, { kind: 'flushed', endOffset: log.endOffset })
        break
      case 'append-voters':
        if (effect.kraftVersion !== null) log.epochs.push(replica.machine.epoch)
        this.records.set(`${log.endOffset}@${replica.machine.epoch}`, { voters: effect.voters })
        log.epochs.push(replica.machine.epoch)
        this.follow(replica)
        this.step(id, { kind: 'appended' })
        this.step(id, { kind: 'flushed', endOffset: log.endOffset })
        break
      case 'ask-versions':
        this.asked.push({ of: id, voterId: effect.voter.id })
        break
      case 'send':
        this.queue.push({ from: id, to: effect.to, request: effect.request, response: null, id: ++this.ids })
        break
      case 'respond': {
        const answered = this.answers.get(effect.replyTo)
        if (answered !== undefined) {
          answered.push(describeResponse(effect.response))
          break
        }
        const { from, request } = this.waiting.get(effect.replyTo)!
        this.waiting.delete(effect.replyTo)
        let { response } = effect
        if (response.kind === 'fetch' && response.readFrom !== null) {
          const bytes = Buffer.from(log.epochs.slice(response.readFrom))
          response = { ...response, records: BytesView.of(bytes) }
        }
        this.queue.push({ from: id, to: from, request, response, id: effect.replyTo })
        break
      }
      case 'append-fetched':
        log.epochs.push(...effect.records.toBuffer())
        this.follow(replica)
        this.step(id, { kind: 'flushed', endOffset: log.endOffset })
        break
      case 'truncate':
        log.epochs.length = effect.offset
        this.follow(replica)
        this.step(id, { kind: 'flushed', endOffset: log.endOffset })
        break
    }
  }

  private readonly waiting = new Map<number, Message>()
  private readonly answers = new Map<number, string[]>()
  /** Whose versions were asked for, and by whom. */
  readonly asked: { readonly of: number; readonly voterId: number }[] = []

  private follow(replica: Replica): void {
    const voters = replica.log.voters ?? this.voters
    if (voters === replica.followed) return
    replica.followed = voters
    this.step(replica.id, { kind: 'voters', voters })
  }

  /** An administrator's request: what it is answered, as soon as it is. */
  ask(id: number, request: RaftRequest): string[] {
    const replyTo = 2_000_000 + ++this.ids
    const answers: string[] = []
    this.answers.set(replyTo, answers)
    this.step(id, { kind: 'request', replyTo, request })
    this.settle()
    return answers
  }

  addVoter(id: number, newId: number, ackWhenCommitted = true): string[] {
    const voter = { id: newId, directoryId: this.directoryOf(newId), endpoints: this.endpointsOf(newId) }
    return this.ask(id, { kind: 'add-voter', voter, ackWhenCommitted })
  }

  removeVoter(id: number, oldId: number): string[] {
    return this.ask(id, { kind: 'remove-voter', voter: { id: oldId, directoryId: this.directoryOf(oldId) } })
  }

  /** The replicas whose versions were asked for answer. */
  answerVersions(error: string | null = null): void {
    for (const { of, voterId } of this.asked.splice(0)) {
      const { kraftVersions } = this
      this.step(of, { kind: 'versions', voterId, error, kraftVersions: error === null ? kraftVersions : null })
    }
    this.settle()
  }

  votersOf(id: number): number[] {
    return this.of(id).machine.voters.voters.map(voter => voter.id)
  }

  /** Lets the cluster know of a request that the test itself has made. */
  park(from: number, to: number): number {
    const id = 1_000_000 + ++this.ids
    this.waiting.set(id, { from, to, request: PARKED, response: null, id })
    return id
  }

  /** Delivers everything that is under way, and what that brings about. */
  settle(limit = 200): void {
    for (let i = 0; this.queue.length > 0; i++) {
      if (i > limit) throw new Error('the replicas talk without end')
      let message = this.queue.shift()!
      if (this.loses(message)) continue
      if (message.to < 0) message = { ...message, to: -1 - message.to }
      if (this.down.has(message.to) || this.down.has(message.from)) {
        const { from, to, request } = message
        if (message.response === null && !this.down.has(from)) this.step(from, { kind: 'unreachable', to, request })
        continue
      }
      const { from, to, request, response } = message
      if (response === null) {
        this.waiting.set(message.id, message)
        this.step(to, { kind: 'request', replyTo: message.id, request })
      } else this.step(to, { kind: 'response', from, request, response })
    }
  }

  start(): void {
    for (const id of this.replicas.keys()) this.step(id, { kind: 'start' })
    this.settle()
  }

  /** Lets time pass, timer by timer. */
  advance(ms: number): void {
    const endMs = this.nowMs + ms
    for (;;) {
      const live = [...this.replicas.values()].filter(replica => !this.down.has(replica.id))
      const next = Math.min(...live.map(replica => replica.machine.deadlineMs))
      if (next > endMs) break
      this.nowMs = Math.max(this.nowMs, next)
      for (const { id, machine } of live) if (machine.deadlineMs <= this.nowMs) this.step(id, { kind: 'timer' })
      this.settle()
    }
    this.nowMs = endMs
  }

  restart(id: number): void {
    const replica = this.of(id)
    replica.machine = replica.make()
    this.down.delete(id)
    this.step(id, { kind: 'start' })
    this.settle()
  }

  append(id: number, count = 1): void {
    const { log, machine } = this.of(id)
    for (let i = 0; i < count; i++) log.epochs.push(machine.epoch)
    this.step(id, { kind: 'appended' })
    this.step(id, { kind: 'flushed', endOffset: log.endOffset })
    this.settle()
  }

  get leader(): number | null {
    const leaders = [...this.replicas.values()].filter(({ id, machine }) => machine.isLeader && !this.down.has(id))
    return leaders.length === 1 ? leaders[0]!.id : null
  }

  /** For the transcripts: talk of fetches left out unless asked for. */
  take(withFetches = false): string[] {
    return this.trace.splice(0).filter(line => withFetches || !line.includes('fetch'))
  }
}

export function describeEffect(effect: RaftEffect): string {
  switch (effect.kind) {
    case 'persist': {
      const { epoch, leaderId, voted } = effect.state
      return `persist epoch=${epoch} leader=${leaderId} voted=${voted?.id ?? null}`
    }
    case 'impostor':
      return `refuses ${effect.replica.id} of ${effect.replica.directoryId}`
    case 'role':
      return `role ${effect.role} in ${effect.epoch}`
    case 'begin-log':
      return `begin-log ${effect.epoch} granted by ${effect.granting}`
    case 'leader':
      return `leader ${effect.leaderId} in ${effect.epoch}`
    case 'high-watermark':
      return `high watermark ${effect.offset}`
    case 'send':
      return `→ ${effect.to} ${describeRequest(effect.request)}`
    case 'respond':
      return `answers ${describeResponse(effect.response)}`
    case 'append-fetched':
      return `append-fetched [${[...effect.records.toBuffer()]}]`
    case 'truncate':
      return `truncate ${effect.offset}`
    case 'fetch-snapshot':
      return `fetch-snapshot ${effect.snapshot.offset}@${effect.snapshot.epoch} from ${effect.from}`
    case 'append-voters':
      return `append-voters ${effect.voters.voters.map(voter => voter.id)}${effect.kraftVersion === null ? '' : ` kraft.version=${effect.kraftVersion}`}`
    case 'ask-versions':
      return `asks ${effect.voter.id} for its versions`
  }
}

function describeRequest(request: RaftRequest): string {
  switch (request.kind) {
    case 'vote':
      return `${request.preVote ? 'pre-vote' : 'vote'} ${request.epoch} log=${request.lastOffset}@${request.lastEpoch}`
    case 'begin-epoch':
      return `begin-epoch ${request.epoch}`
    case 'end-epoch':
      return `end-epoch ${request.epoch} prefers ${request.preferredSuccessors}`
    case 'fetch':
      return `fetch ${request.epoch} from ${request.fetchOffset}@${request.lastFetchedEpoch}`
    case 'add-voter':
    case 'remove-voter':
    case 'update-voter':
      return `${request.kind} ${request.voter.id}`
  }
}

function describeResponse(response: RaftResponse): string {
  const head = `${response.kind} ${response.error === 'NONE' ? '' : `${response.error} `}${response.epoch}/${response.leaderId}`
  if (response.kind === 'vote') return `${head} ${response.granted ? 'granted' : 'refused'}`
  if (response.kind !== 'fetch')
    return 'message' in response && response.message !== null ? `${head}: ${response.message}` : head
  const { diverging, snapshot, readFrom, highWatermark } = response
  const rest = diverging ?? snapshot
  const kind = diverging !== null ? 'diverging ' : snapshot !== null ? 'snapshot ' : ''
  return `${head} hw=${highWatermark} ${kind}${rest === null ? `read=${readFrom}` : `${rest.offset}@${rest.epoch}`}`
}
