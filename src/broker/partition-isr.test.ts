import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../protocol/errors.ts'
import { MAX_LAG_MS, TestPartition } from './test-support/test-partition.ts'

function led(minInSyncReplicas: number, isr = [1, 2, 3], replicas = [1, 2, 3]): TestPartition {
  return new TestPartition({ config: { minInSyncReplicas } }).image({ leaderId: 1, leaderEpoch: 1, isr, replicas })
}

describe('acks=all', () => {
  it('is refused before anything is written while too few are in sync', async () => {
    const leader = led(2, [1])
    await leader.produce(['a'])
    expect([leader.answers, leader.partition.log.logEndOffset]).toEqual([['NOT_ENOUGH_REPLICAS'], 0])
    await leader.produce(['a'], { acks: 1 })
    expect([leader.answers.at(-1), leader.partition.log.logEndOffset]).toEqual(['', 1])
    // Written, but on fewer than min.insync.replicas: nobody may read it (KIP-966).
    expect(leader.partition.committedOffset).toBe(0)
  })

  it('needs no more than there are replicas', async () => {
    const leader = led(2, [1], [1])
    await leader.produce(['a'])
    expect([leader.answers, leader.partition.committedOffset]).toEqual([[''], 1])
  })

  it('waits for the in-sync replicas; when too few are left, until there are enough again or its time is over', async () => {
    const leader = led(2, [1, 2])
    await leader.produce(['a'], { timeoutMs: 5_000 })
    await leader.produce(['b'], { timeoutMs: 90_000 })
    leader.image({ isr: [1] })
    await leader.pass(5_000)
    expect([leader.answers, leader.partition.committedOffset]).toEqual([['REQUEST_TIMED_OUT'], 0])
    await leader.fetch(2, 2)
    leader.image({ isr: [1, 2] })
    expect([leader.answers, leader.partition.committedOffset]).toEqual([['REQUEST_TIMED_OUT', ''], 2])
  })

  it('waits for more when min.insync.replicas is raised meanwhile', async () => {
    const leader = led(1, [1, 2])
    await leader.produce(['a'])
    const { partition } = leader
    partition.reconfigure({ ...partition.config, minInSyncReplicas: 3 })
    await leader.fetch(2, 1)
    expect([leader.answers, partition.committedOffset]).toEqual([[], 0])
    leader.image({ isr: [1, 2, 3] })
    await leader.fetch(3, 1)
    expect([leader.answers, partition.committedOffset]).toEqual([[''], 1])
  })

  it('is answered by those that are about to be in sync as well', async () => {
    const leader = led(2, [1, 2])
    await leader.produce(['a'])
    await leader.fetch(3, 1)
    expect(leader.proposals.at(-1)?.isr).toEqual([1, 2, 3])
    await leader.fetch(2, 1)
    expect(leader.answers).toEqual([''])
  })
})

describe('the in-sync set', () => {
  it('loses a follower that is silent for replica.lag.time.max.ms, and takes it back when it has caught up', async () => {
    const leader = led(1)
    await leader.produce(['a'], { timeoutMs: 90_000 })
    await leader.fetch(2, 1)
    await leader.pass(MAX_LAG_MS)
    expect(leader.proposals).toEqual([])
    await leader.pass(1)
    expect(leader.proposals).toEqual([{ isr: [1, 2], partitionEpoch: 1 }])
    leader.partition.onIsrAnswer({ kind: 'isr-accepted', proposedEpoch: 1, isr: [1, 2], partitionEpoch: 2 })
    expect([leader.answers, leader.partition.committedOffset]).toEqual([[''], 1])
    await leader.fetch(3, 0)
    expect(leader.partition.proposal).toBeNull()
    await leader.fetch(3, 1)
    expect(leader.partition.proposal).toEqual({ isr: [1, 2, 3], partitionEpoch: 2 })
  })

  it('takes a follower in as soon as its broker is fenced no longer', async () => {
    const leader = led(1, [1])
    leader.ineligible.add(2)
    await leader.fetch(2, 0)
    leader.partition.onBrokersChanged()
    expect(leader.proposals).toEqual([])
    leader.ineligible.clear()
    leader.partition.onBrokersChanged()
    expect(leader.proposals).toEqual([{ isr: [1, 2], partitionEpoch: 1 }])
  })
})

describe('a follower’s fetch', () => {
  it.each<[string, (leader: TestPartition) => Promise<{ errorCode: number }>, number]>([
    [
      'of a broker that is no replica, with the right epoch',
      leader => leader.fetch(9, 0, { currentLeaderEpoch: 1 }),
      ErrorCode.UNKNOWN_LEADER_EPOCH,
    ],
    ['of a broker that is no replica', leader => leader.fetch(9, 0), ErrorCode.NOT_LEADER_OR_FOLLOWER],
    ['of an earlier epoch', leader => leader.fetch(2, 0, { currentLeaderEpoch: 0 }), ErrorCode.FENCED_LEADER_EPOCH],
    ['of a later epoch', leader => leader.fetch(2, 0, { currentLeaderEpoch: 2 }), ErrorCode.UNKNOWN_LEADER_EPOCH],
    ['beyond the end', leader => leader.fetch(2, 4), ErrorCode.OFFSET_OUT_OF_RANGE],
    [
      'of an epoch that the log knows nothing of',
      leader => leader.fetch(2, 1, { lastFetchedEpoch: 7 }),
      ErrorCode.OFFSET_OUT_OF_RANGE,
    ],
  ])('%s is refused, and says nothing of what it has', async (_, fetch, errorCode) => {
    const leader = led(1, [1])
    await leader.produce(['a'], { acks: 1 })
    await leader.produce(['b'], { acks: 1 })
    await leader.produce(['c'], { acks: 1 })
    expect((await fetch(leader)).errorCode).toBe(errorCode)
    expect(leader.proposals).toEqual([])
  })

  it('of an earlier life of its broker is refused (KIP-903)', async () => {
    const leader = led(1, [1])
    leader.stale.add(2)
    expect((await leader.fetch(2, 0)).errorCode).toBe(ErrorCode.NOT_LEADER_OR_FOLLOWER)
    expect(leader.proposals).toEqual([])
  })

  it('below the start of the log is out of range, whatever its history (KIP-595)', async () => {
    const leader = led(1, [1])
    for (const value of ['a', 'b', 'c']) await leader.produce([value], { acks: 1 })
    leader.image({ leaderEpoch: 2 })
    await leader.produce(['d'], { acks: 1 })
    const diverging = await leader.fetch(2, 4, { lastFetchedEpoch: 1 })
    expect([diverging.errorCode, diverging.diverging]).toEqual([0, { epoch: 1, endOffset: 3 }])
    leader.partition.deleteRecordsBefore(2)
    expect((await leader.fetch(2, 1, { lastFetchedEpoch: 1 })).errorCode).toBe(ErrorCode.OFFSET_OUT_OF_RANGE)
  })
})
