import { describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { ZERO_UUID } from '../base/uuid.ts'
import { countVotes } from './ballot.ts'
import type { RaftEffect, RaftEvent } from './events.ts'
import type { OffsetAndEpoch, RaftRequest, RaftResponse } from './messages.ts'
import type { ElectionState } from './quorum-state-file.ts'
import { DEFAULT_RAFT_TIMEOUTS, RaftMachine } from './raft-machine.ts'
import { isUpToDate, judgePosition, type ReplicaLog } from './replica-log.ts'
import { VoterSet } from './voter-set.ts'

/** A log of nothing but epochs: entry i is the epoch of offset i. */
class EpochLog implements ReplicaLog {
  epochs: number[]
  startOffset = 0
  snapshot: OffsetAndEpoch | null = null

  constructor(epochs: readonly number[] = []) {
    this.epochs = [...epochs]
  }
  get endOffset(): number {
    return this.epochs.length
  }
  get lastEpoch(): number {
    return this.epochs.at(-1) ?? 0
  }
  get earliestSnapshot(): OffsetAndEpoch | null {
    return this.snapshot
  }
  get latestSnapshot(): OffsetAndEpoch | null {
    return this.snapshot
  }
  endOffsetForEpoch(epoch: number): OffsetAndEpoch {
    const below = this.epochs.filter(entry => entry <= epoch)
    return { offset: below.length, epoch: below.at(-1) ?? 0 }
  }
}

interface Message {
  readonly from: number
  readonly to: number
  readonly request: RaftRequest
  /** null in a request. */
  readonly response: RaftResponse | null
  readonly id: number
}

class Replica {
  readonly id: number
  readonly log: EpochLog
  readonly cluster: Cluster
  machine: RaftMachine
  election: ElectionState | null = null

  constructor(cluster: Cluster, id: number, epochs: readonly number[], election: ElectionState | null) {
    this.cluster = cluster
    this.id = id
    this.log = new EpochLog(epochs)
    this.election = election
    this.machine = this.make()
  }

  make(): RaftMachine {
    let draws = this.id * 15
    return new RaftMachine({
      own: { id: this.id, directoryId: ZERO_UUID },
      voters: this.cluster.voters,
      log: this.log,
      election: this.election,
      timeouts: DEFAULT_RAFT_TIMEOUTS,
      random: { uint32: () => draws++ },
    })
  }
}

/** Machines that talk through a queue under the test's hands. Every event and effect goes into `trace`. */
class Cluster {
  readonly voters: VoterSet
  readonly replicas = new Map<number, Replica>()
  readonly trace: string[] = []
  readonly down = new Set<number>()
  queue: Message[] = []
  nowMs = 0
  private ids = 0

  constructor(
    count: number,
    logs: readonly (readonly number[])[] = [],
    elections: readonly (ElectionState | null)[] = [],
  ) {
    const ids = Array.from({ length: count }, (_, i) => i + 1)
    this.voters = new VoterSet(ids.map(id => ({ id, directoryId: ZERO_UUID, endpoints: [] })))
    for (const id of ids) this.replicas.set(id, new Replica(this, id, logs[id - 1] ?? [], elections[id - 1] ?? null))
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
        this.step(id, { kind: 'flushed', endOffset: log.endOffset })
        break
      case 'send':
        this.queue.push({ from: id, to: effect.to, request: effect.request, response: null, id: ++this.ids })
        break
      case 'respond': {
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
        this.step(id, { kind: 'flushed', endOffset: log.endOffset })
        break
      case 'truncate':
        log.epochs.length = effect.offset
        this.step(id, { kind: 'flushed', endOffset: log.endOffset })
        break
    }
  }

  private readonly waiting = new Map<number, Message>()

  /** Delivers everything that is under way, and what that brings about. */
  settle(limit = 200): void {
    for (let i = 0; this.queue.length > 0; i++) {
      if (i > limit) throw new Error('the replicas talk without end')
      const message = this.queue.shift()!
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

function describeEffect(effect: RaftEffect): string {
  switch (effect.kind) {
    case 'persist': {
      const { epoch, leaderId, voted } = effect.state
      return `persist epoch=${epoch} leader=${leaderId} voted=${voted?.id ?? null}`
    }
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
  }
}

function describeResponse(response: RaftResponse): string {
  const head = `${response.kind} ${response.error === 'NONE' ? '' : `${response.error} `}${response.epoch}/${response.leaderId}`
  if (response.kind === 'vote') return `${head} ${response.granted ? 'granted' : 'refused'}`
  if (response.kind !== 'fetch') return head
  const { diverging, snapshot, readFrom, highWatermark } = response
  const rest = diverging ?? snapshot
  const kind = diverging !== null ? 'diverging ' : snapshot !== null ? 'snapshot ' : ''
  return `${head} hw=${highWatermark} ${kind}${rest === null ? `read=${readFrom}` : `${rest.offset}@${rest.epoch}`}`
}

describe('one voter', () => {
  it('leads in its first step, with one write of quorum-state', () => {
    const cluster = new Cluster(1)
    cluster.start()
    expect(cluster.take()).toEqual([
      '1: role candidate in 1',
      '1: role leader in 1',
      '1: persist epoch=1 leader=1 voted=null',
      '1: begin-log 1 granted by 1',
      '1: high watermark 1',
      '1: leader 1 in 1',
    ])
  })

  it('after a restart leads the next epoch, never the same one again', () => {
    const cluster = new Cluster(1, [[1, 1]], [{ epoch: 1, leaderId: 1, voted: null }])
    cluster.start()
    expect(cluster.take()).toEqual([
      '1: role resigned in 1',
      '1: role candidate in 2',
      '1: role leader in 2',
      '1: persist epoch=2 leader=1 voted=null',
      '1: begin-log 2 granted by 1',
      '1: high watermark 3',
      '1: leader 1 in 2',
    ])
  })

  it('without quorum-state goes on behind the epochs of its log', () => {
    const cluster = new Cluster(1, [[1, 4, 4]])
    cluster.start()
    expect(cluster.of(1).machine.epoch).toBe(5)
  })
})

describe('three voters', () => {
  it('elect the one whose timeout comes first: pre-vote, vote, begin, fetch, commit', () => {
    const cluster = new Cluster(3)
    cluster.start()
    cluster.advance(100)
    expect(cluster.take(true)).toMatchInlineSnapshot(`
      [
        "1: role unattached in 0",
        "2: role unattached in 0",
        "3: role unattached in 0",
        "1: role prospective in 0",
        "1: persist epoch=0 leader=null voted=null",
        "1: → 2 pre-vote 0 log=0@0",
        "1: → 3 pre-vote 0 log=0@0",
        "2: answers vote 0/null granted",
        "3: answers vote 0/null granted",
        "1: role candidate in 1",
        "1: persist epoch=1 leader=null voted=1",
        "1: → 2 vote 1 log=0@0",
        "1: → 3 vote 1 log=0@0",
        "2: role unattached in 1",
        "2: role unattached in 1",
        "2: persist epoch=1 leader=null voted=1",
        "2: answers vote 1/null granted",
        "3: role unattached in 1",
        "3: role unattached in 1",
        "3: persist epoch=1 leader=null voted=1",
        "3: answers vote 1/null granted",
        "1: role leader in 1",
        "1: persist epoch=1 leader=1 voted=null",
        "1: begin-log 1 granted by 1,2",
        "1: → 2 begin-epoch 1",
        "1: → 3 begin-epoch 1",
        "1: leader 1 in 1",
        "2: role follower in 1",
        "2: persist epoch=1 leader=1 voted=1",
        "2: → 1 fetch 1 from 0@0",
        "2: answers begin-epoch 1/1",
        "2: leader 1 in 1",
        "3: role follower in 1",
        "3: persist epoch=1 leader=1 voted=1",
        "3: → 1 fetch 1 from 0@0",
        "3: answers begin-epoch 1/1",
        "3: leader 1 in 1",
        "1: answers fetch 1/1 hw=-1 read=0",
        "1: answers fetch 1/1 hw=-1 read=0",
        "2: append-fetched [1]",
        "2: → 1 fetch 1 from 1@1",
        "3: append-fetched [1]",
        "3: → 1 fetch 1 from 1@1",
        "1: high watermark 1",
        "1: answers fetch 1/1 hw=1 read=null",
        "1: answers fetch 1/1 hw=1 read=null",
        "2: high watermark 1",
        "2: → 1 fetch 1 from 1@1",
        "3: high watermark 1",
        "3: → 1 fetch 1 from 1@1",
      ]
    `)
    expect(cluster.leader).toBe(1)
  })

  it('a candidate with a shorter log loses, and the longer one wins', () => {
    const cluster = new Cluster(3, [[1], [1, 1, 1], [1, 1, 1]])
    cluster.start()
    cluster.advance(6000)
    expect(cluster.leader).not.toBe(1)
    expect(cluster.leader).not.toBeNull()
    expect(cluster.of(1).log.epochs).toEqual(cluster.of(2).log.epochs)
    expect(cluster.of(3).log.epochs).toEqual(cluster.of(2).log.epochs)
  })

  it('a commit needs a majority, and goes to all', () => {
    const cluster = new Cluster(3)
    cluster.start()
    cluster.advance(1200)
    cluster.down.add(2)
    cluster.down.add(3)
    cluster.append(1, 2)
    expect(cluster.of(1).machine.highWatermark).toBe(1)
    cluster.restart(2)
    cluster.advance(1200)
    expect(cluster.of(1).machine.highWatermark).toBe(3)
    expect(cluster.of(2).log.epochs).toEqual([1, 1, 1])
  })

  it('a follower whose log went astray is cut back to where the logs agree', () => {
    const cluster = new Cluster(3, [
      [1, 1, 2, 2],
      [1, 1, 3],
      [1, 1, 3],
    ])
    cluster.start()
    cluster.advance(6000)
    expect(cluster.leader).not.toBe(1)
    const { epochs } = cluster.of(2).log
    expect(epochs.slice(0, 3)).toEqual([1, 1, 3])
    expect(cluster.of(1).log.epochs).toEqual(epochs)
    expect(cluster.take(true)).toContain('1: truncate 2')
  })

  it('a leader that nobody fetches from resigns after one and a half fetch timeouts', () => {
    const cluster = new Cluster(3)
    cluster.start()
    cluster.advance(1200)
    expect(cluster.leader).toBe(1)
    cluster.take()
    cluster.down.add(2)
    cluster.down.add(3)
    cluster.advance(3600)
    const lines = cluster.take()
    expect(lines).toContain('1: role resigned in 1')
    expect(cluster.of(1).machine.isLeader).toBe(false)
  })

  it('a leader that stops hands over to the replica that has most', () => {
    const cluster = new Cluster(3)
    cluster.start()
    cluster.advance(1200)
    cluster.take()
    cluster.step(1, { kind: 'resign', epoch: 1 })
    cluster.settle()
    const lines = cluster.take()
    expect(lines.slice(0, 3)).toEqual([
      '1: role resigned in 1',
      '1: → 2 end-epoch 1 prefers 2,3',
      '1: → 3 end-epoch 1 prefers 2,3',
    ])
    cluster.advance(100)
    expect(cluster.leader).toBe(2)
    expect(cluster.of(2).machine.epoch).toBe(2)
  })

  it('a voter that was cut off does not raise the epoch when it comes back (KIP-996)', () => {
    const cluster = new Cluster(3)
    cluster.start()
    cluster.advance(1200)
    cluster.down.add(3)
    cluster.advance(20_000)
    expect(cluster.leader).toBe(1)
    cluster.restart(3)
    cluster.advance(5000)
    expect(cluster.leader).toBe(1)
    expect(cluster.of(3).machine.epoch).toBe(1)
  })

  it('keeps its vote over a restart', () => {
    const cluster = new Cluster(3)
    cluster.start()
    cluster.down.add(3)
    const ask = (candidate: number) => {
      cluster.take()
      cluster.step(2, {
        kind: 'request',
        replyTo: park(cluster, candidate),
        request: {
          kind: 'vote',
          epoch: 7,
          candidate: { id: candidate, directoryId: ZERO_UUID },
          voter: null,
          lastEpoch: 0,
          lastOffset: 0,
          preVote: false,
        },
      })
      return cluster.take().find(line => line.includes('answers'))
    }
    expect(ask(1)).toBe('2: answers vote 7/null granted')
    cluster.queue = []
    const replica = cluster.of(2)
    replica.machine = replica.make()
    cluster.step(2, { kind: 'start' })
    expect(ask(3)).toBe('2: answers vote 7/null refused')
    expect(ask(1)).toBe('2: answers vote 7/null granted')
  })
})

const PARKED: RaftRequest = { kind: 'begin-epoch', epoch: 0, leaderId: 0, voter: null }

/** Lets the cluster know of a request that the test itself has made. */
function park(cluster: Cluster, from: number): number {
  const id = 1_000_000 + cluster.trace.length + from
  ;(cluster as unknown as { waiting: Map<number, Message> }).waiting.set(id, {
    from,
    to: 2,
    request: PARKED,
    response: null,
    id,
  })
  return id
}

describe('a follower with more than one fetch on its way', () => {
  it('takes the answer of the one that it awaits: records are never appended twice', () => {
    const cluster = new Cluster(3)
    cluster.start()
    cluster.advance(1200)
    const { machine } = cluster.of(2)
    cluster.append(1, 2)
    const stale: RaftRequest = {
      kind: 'fetch',
      replica: machine.own,
      epoch: machine.epoch,
      fetchOffset: 0,
      lastFetchedEpoch: 0,
      highWatermark: -1,
      maxWaitMs: 0,
    }
    const response: RaftResponse = {
      kind: 'fetch',
      error: 'NONE',
      epoch: machine.epoch,
      leaderId: 1,
      highWatermark: 0,
      diverging: null,
      snapshot: null,
      readFrom: null,
      records: BytesView.of(Buffer.from([1])),
    }
    expect(machine.step(cluster.nowMs, { kind: 'response', from: 1, request: stale, response })).toEqual([])
  })
})

describe('five voters under random losses', () => {
  it('never have two leaders in one epoch, nor lose or change what was committed', () => {
    for (let seed = 1; seed <= 20; seed++) chaos(seed)
  })
})

/** Safety: leaders per epoch, and the committed prefix; then liveness once all is well again. */
function chaos(seed: number): void {
  let state = seed
  const random = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % n
  }
  const cluster = new Cluster(5)
  const leaders = new Map<number, number>()
  let committed: number[] = []
  const check = () => {
    for (const { id, machine, log } of cluster.replicas.values()) {
      if (machine.isLeader && !cluster.down.has(id)) {
        const known = leaders.get(machine.epoch) ?? id
        if (known !== id) throw new Error(`seed ${seed}: epoch ${machine.epoch} has the leaders ${known} and ${id}`)
        leaders.set(machine.epoch, id)
      }
      const own = log.epochs.slice(0, Math.max(0, machine.highWatermark))
      const shared = Math.min(own.length, committed.length)
      if (own.slice(0, shared).join() !== committed.slice(0, shared).join())
        throw new Error(`seed ${seed}: committed records changed`)
      if (own.length > committed.length) committed = own
    }
  }
  cluster.start()
  for (let round = 0; round < 60; round++) {
    const id = 1 + random(5)
    if (cluster.down.has(id)) cluster.restart(id)
    else if (cluster.down.size < 4 && random(3) === 0) cluster.down.add(id)
    const { leader } = cluster
    if (leader !== null) cluster.append(leader, 1 + random(3))
    check()
    cluster.advance(random(2500))
    check()
  }
  for (const id of [...cluster.down]) cluster.restart(id)
  cluster.advance(15_000)
  check()
  const { leader } = cluster
  if (leader === null) throw new Error(`seed ${seed}: no leader after the losses ended`)
  cluster.append(leader)
  cluster.advance(1000)
  check()
  const ends = [...cluster.replicas.values()].map(({ machine, log }) => `${machine.highWatermark}/${log.endOffset}`)
  expect(new Set(ends).size).toBe(1)
  expect(committed.length).toBe(cluster.of(leader).log.endOffset)
}

describe('the arithmetic of elections', () => {
  it.each([
    [[true], 1, 'won'],
    [[true], 2, 'open'],
    [[true, false], 2, 'lost'],
    [[true, true], 3, 'won'],
    [[true, false], 3, 'open'],
    [[true, false, false], 3, 'lost'],
    [[true, true, false, false], 5, 'open'],
    [[false, false, false], 5, 'lost'],
  ])('%j of %i voters: %s', (votes, voters, expected) => {
    expect(countVotes(new Map(votes.map((vote, i) => [i, vote])), voters)).toBe(expected)
  })

  it.each([
    [[1, 1, 2], 2, 3, true],
    [[1, 1, 2], 2, 2, false],
    [[1, 1, 2], 3, 0, true],
    [[1, 1, 2], 1, 9, false],
    [[], 0, 0, true],
  ])('to a voter with log %j, a candidate at %i, %i is up to date: %s', (epochs, lastEpoch, lastOffset, expected) => {
    expect(isUpToDate(new EpochLog(epochs), lastEpoch, lastOffset)).toBe(expected)
  })

  it.each([
    [0, 0, 'valid'],
    [3, 2, 'valid'],
    [2, 1, 'valid'],
    [3, 1, 'diverging'],
    [9, 2, 'diverging'],
    [3, 7, 'diverging'],
  ])('from log [1,1,2,2] a fetch at %i after epoch %i is %s', (offset, lastEpoch, expected) => {
    expect(judgePosition(new EpochLog([1, 1, 2, 2]), offset, lastEpoch).kind).toBe(expected)
  })

  it('a fetch of what only a snapshot holds is sent to the snapshot', () => {
    const log = new EpochLog([1, 1, 2, 2])
    log.startOffset = 2
    log.snapshot = { offset: 2, epoch: 1 }
    expect(judgePosition(log, 1, 1)).toEqual({ kind: 'snapshot', snapshot: { offset: 2, epoch: 1 } })
    expect(judgePosition(log, 2, 1)).toEqual({ kind: 'valid' })
  })
})
