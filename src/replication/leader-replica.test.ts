import { describe, expect, it } from 'vitest'
import { advancedHighWatermark, isLagging } from './high-watermark.ts'
import { type LeaderEvent, LeaderReplica } from './leader-replica.ts'

function leader(replicas: number[], isr = replicas): LeaderReplica {
  return new LeaderReplica({
    nodeId: 1,
    leaderEpoch: 3,
    partitionEpoch: 7,
    replicas,
    isr,
    highWatermark: 10,
    writtenEndOffset: 10,
    epochStartOffset: 10,
    maxLagMs: 30_000,
    nowMs: 0,
  })
}

function fetched(replicaId: number, fetchOffset: number, isEligible = true): LeaderEvent {
  return { kind: 'follower-fetched', replicaId, fetchOffset, brokerEpoch: 5, isEligible }
}

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

describe('LeaderReplica', () => {
  it('commits what it has written when it is the only replica', () => {
    const machine = leader([1])
    expect(machine.step(1, { kind: 'written', endOffset: 15 })).toEqual([{ kind: 'high-watermark', offset: 15 }])
    expect(machine.step(2, { kind: 'written', endOffset: 15 })).toEqual([])
    expect(machine.committedHighWatermark).toBe(15)
  })

  it('waits for the slowest in-sync follower', () => {
    const machine = leader([1, 2, 3])
    expect(machine.step(1, { kind: 'written', endOffset: 20 })).toEqual([])
    expect(machine.step(2, fetched(2, 20))).toEqual([])
    expect(machine.step(3, fetched(3, 18))).toEqual([{ kind: 'high-watermark', offset: 18 }])
  })

  it('proposes to drop a follower that stays behind, and commits without it only once that is committed', () => {
    const machine = leader([1, 2])
    machine.step(1, { kind: 'written', endOffset: 20 })
    expect(machine.step(30_002, { kind: 'tick' })).toEqual([{ kind: 'propose-isr', isr: [1], partitionEpoch: 7 }])
    expect(machine.step(30_003, { kind: 'tick' })).toEqual([])
    expect(machine.step(30_004, { kind: 'isr-committed', isr: [1], partitionEpoch: 8 })).toEqual([
      { kind: 'high-watermark', offset: 20 },
    ])
  })

  it('proposes to take a follower back once it has reached the high watermark, and already waits for it', () => {
    const machine = leader([1, 2], [1])
    machine.step(1, { kind: 'written', endOffset: 20 })
    expect(machine.step(2, fetched(2, 12))).toEqual([])
    expect(machine.step(3, fetched(2, 20))).toEqual([{ kind: 'propose-isr', isr: [1, 2], partitionEpoch: 7 }])
    expect(machine.step(4, { kind: 'written', endOffset: 30 })).toEqual([])
    expect(machine.step(5, { kind: 'isr-refused' })).toEqual([{ kind: 'high-watermark', offset: 30 }])
  })

  it('ignores an answer of an older partition epoch and fetches of strangers', () => {
    const machine = leader([1, 2])
    expect(machine.step(1, { kind: 'isr-committed', isr: [1], partitionEpoch: 6 })).toEqual([])
    expect(machine.inSyncReplicas).toEqual([1, 2])
    expect(machine.step(1, fetched(9, 10))).toEqual([])
    expect(machine.isAssigned(9)).toBe(false)
  })
})
