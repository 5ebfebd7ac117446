import { describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { ZERO_UUID } from '../base/uuid.ts'
import { countVotes } from './ballot.ts'
import type { RaftRequest, RaftResponse } from './messages.ts'
import { isUpToDate, judgePosition } from './replica-log.ts'
import { EpochLog } from './test-support/epoch-log.ts'
import { Cluster } from './test-support/raft-cluster.ts'

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

  it.each([[[1, 2]], [[1, 2, 3]]])(
    'replace a leader at once that is back before it is missed, and says itself that it leads no more (restart of %j)',
    restarted => {
      const cluster = new Cluster(3)
      cluster.start()
      cluster.advance(1200)
      expect(cluster.leader).toBe(1)
      for (const id of restarted) cluster.down.add(id)
      for (const id of restarted) cluster.restart(id)
      cluster.advance(500)
      expect(cluster.leader).not.toBeNull()
      expect(cluster.of(cluster.leader!).machine.epoch).toBe(2)
    },
  )

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
        replyTo: cluster.park(candidate, 2),
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

  it('a fetch after an epoch that is older than every snapshot is sent to the snapshot, however long its log is', () => {
    const log = new EpochLog([1, 1, 2, 2])
    log.startOffset = 3
    log.snapshot = { offset: 3, epoch: 2 }
    expect(judgePosition(log, 4, 1)).toEqual({ kind: 'snapshot', snapshot: { offset: 3, epoch: 2 } })
    expect(judgePosition(log, 4, 2)).toEqual({ kind: 'valid' })
  })
})
