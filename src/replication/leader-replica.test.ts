import { describe, expect, it } from 'vitest'
import { advancedHighWatermark, isLagging } from './high-watermark.ts'
import { type LeaderEvent, LeaderReplica } from './leader-replica.ts'

const LAG_MS = 30_000

interface Setting {
  readonly isr?: number[]
  readonly minInSync?: number
  readonly epochStart?: number
  readonly previous?: LeaderReplica
}

/** Broker 1 leads from offset 10 on, at partition epoch 7. Whoever stands in `away` may not join. */
function leader(replicas: number[], { isr = replicas, minInSync = 1, epochStart = 10, previous }: Setting = {}) {
  const away = new Set<number>()
  const machine = new LeaderReplica({
    nodeId: 1,
    leaderEpoch: 3,
    partitionEpoch: 7,
    replicas,
    isr,
    highWatermark: 10,
    writtenEndOffset: Math.max(10, epochStart),
    epochStartOffset: epochStart,
    maxLagMs: LAG_MS,
    minInSyncReplicas: minInSync,
    isEligible: (id, brokerEpoch) => !away.has(id) && (brokerEpoch < 0 || brokerEpoch === 5),
    nowMs: 0,
    previous: previous ?? null,
  })
  return { machine, away }
}

const written = (endOffset: number): LeaderEvent => ({ kind: 'written', endOffset })
const fetched = (replicaId: number, fetchOffset: number, brokerEpoch = 5): LeaderEvent => ({
  kind: 'follower-fetched',
  replicaId,
  fetchOffset,
  brokerEpoch,
})
const accepted = (isr: number[], proposedEpoch = 7, partitionEpoch = proposedEpoch + 1): LeaderEvent => ({
  kind: 'isr-accepted',
  proposedEpoch,
  isr,
  partitionEpoch,
})
const refused = (proposedEpoch = 7): LeaderEvent => ({ kind: 'isr-refused', proposedEpoch })
const assigned = (replicas: number[], isr: number[], partitionEpoch: number): LeaderEvent => ({
  kind: 'assigned',
  isr,
  partitionEpoch,
  replicas,
})
const TICK: LeaderEvent = { kind: 'tick' }
const BROKERS_CHANGED: LeaderEvent = { kind: 'brokers-changed' }
const highWatermark = (offset: number) => ({ kind: 'high-watermark', offset })
const proposes = (isr: number[], partitionEpoch = 7) => ({ kind: 'propose-isr', isr, partitionEpoch })

describe('the high watermark rule', () => {
  it.each([
    [5, [7, 9, 6], 6],
    [5, [7, 3], 5],
    [5, [], 5],
    [5, [5], 5],
  ])('from %i with in-sync end offsets %j to %i', (current, ends, expected) => {
    expect(advancedHighWatermark(current, ends)).toBe(expected)
  })

  it('calls a follower lagging only when it is behind and has been for too long', () => {
    expect(isLagging(9, 10, 0, 30_001, 30_000)).toBe(true)
    expect(isLagging(10, 10, 0, 90_000, 30_000)).toBe(false)
    expect(isLagging(9, 10, 0, 30_000, 30_000)).toBe(false)
  })
})

describe('the high watermark', () => {
  it('follows what is written where there is one replica', () => {
    const { machine } = leader([1])
    expect(machine.step(1, written(15))).toEqual([highWatermark(15)])
    expect(machine.step(2, written(15))).toEqual([])
    expect(machine.committedHighWatermark).toBe(15)
  })

  it('waits for the slowest in-sync follower', () => {
    const { machine } = leader([1, 2, 3])
    expect(machine.step(1, written(20))).toEqual([])
    expect(machine.step(2, fetched(2, 20))).toEqual([])
    expect(machine.step(3, fetched(3, 18))).toEqual([highWatermark(18)])
  })

  it('stands still while fewer than min.insync.replicas are in sync (KIP-966)', () => {
    const { machine } = leader([1, 2, 3], { isr: [1], minInSync: 2 })
    expect([machine.hasEnoughInSync, machine.step(1, written(20))]).toEqual([false, []])
    expect(machine.step(2, fetched(2, 20))).toEqual([proposes([1, 2])])
    // Held by two, although the controller has not said so.
    expect([machine.hasEnoughInSync, machine.holdsEnough]).toEqual([false, true])
    expect(machine.step(3, accepted([1, 2]))).toEqual([highWatermark(20)])
    expect(machine.hasEnoughInSync).toBe(true)
  })

  it('needs no more replicas than there are, and follows a change of the configuration', () => {
    const { machine } = leader([1, 2], { isr: [1], minInSync: 3 })
    expect(machine.step(1, written(20))).toEqual([])
    expect(machine.step(2, { kind: 'min-in-sync-changed', minInSyncReplicas: 1 })).toEqual([highWatermark(20)])
    expect(leader([1], { minInSync: 3 }).machine.step(1, written(20))).toEqual([highWatermark(20)])
  })

  it('waits for one that has caught up and may join (KAFKA-9277), not for one that may not', () => {
    const { machine, away } = leader([1, 2], { isr: [1] })
    machine.step(1, written(20))
    away.add(2)
    // It has all that is there: it would join if it were not fenced.
    expect(machine.step(2, fetched(2, 20))).toEqual([])
    expect(machine.step(3, written(30))).toEqual([highWatermark(30)])
    machine.step(4, fetched(2, 30))
    away.clear()
    expect(machine.step(5, written(40))).toEqual([])
    expect(machine.step(6, fetched(2, 40))).toEqual([highWatermark(40), proposes([1, 2])])
  })

  it('gives up waiting for it when it lags', () => {
    const { machine, away } = leader([1, 2], { isr: [1] })
    away.add(2)
    machine.step(1, fetched(2, 10))
    away.clear()
    expect(machine.step(2, written(20))).toEqual([])
    expect(machine.step(LAG_MS + 1, TICK)).toEqual([])
    expect(machine.step(LAG_MS + 2, TICK)).toEqual([highWatermark(20)])
  })

  it('does not wait for one that has never fetched', () => {
    const { machine } = leader([1, 2], { isr: [1] })
    expect(machine.step(1, written(20))).toEqual([highWatermark(20)])
  })

  it('goes on from what followers are known to have when the same broker leads again', () => {
    const { machine: previous } = leader([1, 2, 3])
    previous.step(1, written(20))
    previous.step(2, fetched(2, 20))
    previous.step(2, fetched(3, 15))
    const { machine } = leader([1, 2], { previous, epochStart: 20 })
    expect(machine.step(3, written(20))).toEqual([highWatermark(20)])
    expect(machine.brokerEpochOf(2)).toBe(5)
  })
})

describe('a follower leaves the in-sync set', () => {
  it('when it stays behind for longer than replica.lag.time.max.ms, and counts until that is committed', () => {
    const { machine } = leader([1, 2])
    machine.step(1, written(20))
    expect(machine.step(LAG_MS, TICK)).toEqual([])
    expect(machine.step(LAG_MS + 1, TICK)).toEqual([proposes([1])])
    expect(machine.step(LAG_MS + 2, TICK)).toEqual([])
    expect(machine.step(LAG_MS + 3, written(25))).toEqual([])
    expect(machine.step(LAG_MS + 4, accepted([1]))).toEqual([highWatermark(25)])
  })

  it.each<[string, (machine: LeaderReplica) => void, boolean]>([
    ['fetches and is always a little behind', m => slowly(m, 2), false],
    ['falls further behind with each fetch', m => slowly(m, 20), true],
    ['has all that is there and says no more', m => m.step(1, fetched(2, 20)), false],
    ['never comes', () => {}, true],
  ])('that %s', (_, live, leaves) => {
    const { machine } = leader([1, 2])
    machine.step(0, written(20))
    live(machine)
    expect(machine.step(LAG_MS + 10, TICK).some(({ kind }) => kind === 'propose-isr')).toBe(leaves)
  })

  it('together with all others that lag', () => {
    const { machine } = leader([1, 2, 3, 4])
    machine.step(1, written(20))
    machine.step(2, fetched(3, 20))
    expect(machine.step(LAG_MS + 9, TICK)).toEqual([proposes([1, 3])])
  })
})

/** Every second the leader writes 10 records, and the follower asks from `behind` records before their end on. */
function slowly(machine: LeaderReplica, behind: number): void {
  for (let at = 1000; at <= LAG_MS; at += 1000) {
    const end = 20 + at / 100
    machine.step(at, written(end))
    // Behind by more than a second's records: what it has is older with each turn.
    machine.step(at, fetched(2, behind > 10 ? 20 : end - behind))
  }
}

describe('a follower joins the in-sync set', () => {
  it('once it has reached the high watermark, and is waited for from then on', () => {
    const { machine } = leader([1, 2], { isr: [1] })
    machine.step(1, written(20))
    expect(machine.step(2, fetched(2, 12))).toEqual([])
    expect(machine.step(3, fetched(2, 20))).toEqual([proposes([1, 2])])
    expect(machine.step(4, written(30))).toEqual([])
    expect(machine.step(5, accepted([1, 2]))).toEqual([])
    expect(machine.step(6, fetched(2, 30))).toEqual([highWatermark(30)])
  })

  it('not before it has come to where the epoch of this leader begins', () => {
    const { machine } = leader([1, 2], { isr: [1], minInSync: 2, epochStart: 15 })
    // At the high watermark, but of another history perhaps.
    expect(machine.step(1, fetched(2, 12))).toEqual([])
    expect(machine.step(2, fetched(2, 15))).toEqual([proposes([1, 2])])
  })

  it('not while its broker is fenced, leaves, or is of an earlier life; at once when that changes', () => {
    const { machine, away } = leader([1, 2], { isr: [1] })
    away.add(2)
    expect(machine.step(1, fetched(2, 10))).toEqual([])
    expect(machine.step(2, BROKERS_CHANGED)).toEqual([])
    away.clear()
    expect(machine.step(3, BROKERS_CHANGED)).toEqual([proposes([1, 2])])
    const other = leader([1, 2], { isr: [1] }).machine
    expect(other.step(1, fetched(2, 10, 4))).toEqual([])
    expect(other.step(2, BROKERS_CHANGED)).toEqual([])
    expect(other.step(3, fetched(2, 10))).toEqual([proposes([1, 2])])
  })

  it.each<[string, LeaderEvent[], number]>([
    ['has not fetched', [], 10],
    ['does not say which life it is of', [fetched(2, 10, -1)], 10],
    ['was behind', [written(20), fetched(2, 12)], 10],
    ['has lagged since', [fetched(2, 10), written(20)], LAG_MS + 10],
  ])('not by itself when it comes back and %s', (_, before, nowMs) => {
    const { machine, away } = leader([1, 2], { isr: [1] })
    away.add(2)
    for (const event of before) machine.step(1, event)
    away.clear()
    expect(machine.step(nowMs, BROKERS_CHANGED)).toEqual([])
  })

  it('together with others that came while a proposal was under way', () => {
    const { machine } = leader([1, 2, 3, 4], { isr: [1] })
    expect(machine.step(1, fetched(2, 10))).toEqual([proposes([1, 2])])
    expect(machine.step(2, fetched(3, 10))).toEqual([])
    expect(machine.step(2, fetched(4, 10))).toEqual([])
    expect(machine.step(3, accepted([1, 2]))).toEqual([proposes([1, 2, 3, 4], 8)])
  })
})

describe('a proposal', () => {
  /** The proposal to take 2 in is under way, and 2 is behind. */
  function proposed() {
    const { machine, away } = leader([1, 2], { isr: [1] })
    machine.step(1, fetched(2, 10))
    machine.step(2, written(20))
    expect([machine.proposal, machine.committedHighWatermark]).toEqual([{ isr: [1, 2], partitionEpoch: 7 }, 10])
    // From here on nothing but the proposal makes the leader wait for 2.
    away.add(2)
    return machine
  }

  it('that is refused holds the high watermark no longer, and is not made again before there is news', () => {
    const machine = proposed()
    expect(machine.step(3, refused())).toEqual([highWatermark(20)])
    expect(machine.proposal).toBeNull()
  })

  it('holds it as long as nobody knows what became of it', () => {
    const machine = proposed()
    expect(machine.step(3, written(30))).toEqual([])
    expect(machine.step(LAG_MS * 2, TICK)).toEqual([])
  })

  it('is over when the image shows a later state', () => {
    const machine = proposed()
    expect(machine.step(3, assigned([1, 2], [1], 8))).toEqual([highWatermark(20)])
    expect(proposed().step(3, assigned([1, 2], [1, 2], 8))).toEqual([])
  })

  it('is not over when the image shows the state that it was made in: another partition changed', () => {
    const machine = proposed()
    expect(machine.step(3, assigned([1, 2], [1], 7))).toEqual([])
    expect(machine.proposal).not.toBeNull()
  })

  it('has nothing to do with answers to earlier ones', () => {
    const { machine } = leader([1, 2, 3], { isr: [1] })
    machine.step(1, fetched(2, 10))
    machine.step(2, assigned([1, 2, 3], [1, 2], 8))
    expect(machine.step(3, fetched(3, 10))).toEqual([proposes([1, 2, 3], 8)])
    machine.step(4, written(20))
    machine.step(5, fetched(2, 20))
    for (const late of [refused(7), accepted([1, 2], 7)]) expect(machine.step(6, late)).toEqual([])
    expect([machine.proposal?.isr, machine.committedHighWatermark]).toEqual([[1, 2, 3], 10])
  })

  it('that the controller has nothing to do for is settled too', () => {
    const machine = proposed()
    expect(machine.step(3, accepted([1, 2], 7, 7))).toEqual([])
    expect([machine.proposal, machine.inSyncReplicas]).toEqual([null, [1, 2]])
  })
})

describe('replicas', () => {
  it('come and go with the image, without a new leader epoch', () => {
    const { machine } = leader([1, 2])
    expect(machine.step(1, assigned([1, 2, 3], [1, 2], 8))).toEqual([])
    expect(machine.isAssigned(3)).toBe(true)
    expect(machine.step(2, fetched(3, 10))).toEqual([proposes([1, 2, 3], 8)])
    machine.step(3, assigned([1, 3], [1, 3], 9))
    expect([machine.isAssigned(2), machine.inSyncReplicas]).toEqual([false, [1, 3]])
  })

  it('that are none are not heard', () => {
    const { machine } = leader([1, 2])
    expect(machine.step(1, fetched(9, 10))).toEqual([])
    expect(machine.isAssigned(9)).toBe(false)
    // A leader does not follow itself.
    expect(machine.isAssigned(1)).toBe(false)
  })

  it('of an older partition epoch are ignored', () => {
    const { machine } = leader([1, 2])
    expect(machine.step(1, assigned([1], [1], 6))).toEqual([])
    expect([machine.inSyncReplicas, machine.isAssigned(2)]).toEqual([[1, 2], true])
  })
})
