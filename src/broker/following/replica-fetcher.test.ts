import { afterEach, describe, expect, it } from 'vitest'
import { BytesView } from '../../base/bytes-view.ts'
import type { Host } from '../../host/host.ts'
import { testBatch, viewOf } from '../../log/test-support/test-batch.ts'
import { settle, TestHost } from '../../log/test-support/test-host.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import { PeerError } from '../peers/peer-connection.ts'
import { ReplicationThrottle } from '../replication-throttle.ts'
import { batchesOf, TestPartition } from '../test-support/test-partition.ts'
import { ReplicaFetcher } from './replica-fetcher.ts'
import { FakeLeader } from './test-support/fake-leader.ts'

const BACKOFF_MS = 1000

/** Broker 1 leads, broker 2 copies; the logs begin as the epochs of their records. */
class Pair {
  readonly test = new TestHost()
  bytesPerSecond = Number.POSITIVE_INFINITY
  readonly leaders: TestPartition[] = []
  readonly followers: TestPartition[] = []
  readonly leader: FakeLeader
  readonly fetcher: ReplicaFetcher
  leaderEpoch = 0

  constructor(...logs: { readonly leader: readonly number[]; readonly follower?: readonly number[] }[]) {
    logs.forEach(({ leader, follower = [] }, index) => {
      const shared = { test: this.test, index }
      const first = this.leaders[0] === undefined ? {} : { logs: this.leaders[0].logs }
      this.leaders.push(filled(new TestPartition({ ...shared, ...first, nodeId: 1 }), leader))
      const second = this.followers[0] === undefined ? {} : { logs: this.followers[0].logs }
      this.followers.push(filled(new TestPartition({ ...shared, ...second, nodeId: 2 }), follower))
      this.leaderEpoch = Math.max(this.leaderEpoch, ...leader, ...follower)
    })
    this.leader = new FakeLeader(this.leaders)
    const host: Host = { ...this.test.host, network: null as unknown as Host['network'] }
    this.fetcher = new ReplicaFetcher(host, 1, this.leader, {
      nodeId: 2,
      brokerEpoch: () => 5,
      maxWaitMs: 500,
      minBytes: 1,
      maxBytes: 1_000_000,
      partitionMaxBytes: 1_000_000,
      backoffMs: BACKOFF_MS,
      timeoutMs: 30_000,
      throttle: new ReplicationThrottle(this.test.host.clock, 2, () => this.bytesPerSecond),
    })
  }

  /** Both brokers hear that 1 leads, in a new epoch, and the followers follow. */
  elect(...indexes: number[]): void {
    this.leaderEpoch++
    for (const index of indexes.length > 0 ? indexes : this.leaders.keys()) {
      const change = { leaderId: 1, leaderEpoch: this.leaderEpoch, isr: [1] }
      this.leaders[index]!.image(change)
      this.followers[index]!.image(change)
      this.fetcher.follow(this.followers[index]!.partition)
    }
  }

  async pass(ms: number, stepMs = 10): Promise<void> {
    for (let at = 0; at < ms; at += stepMs) await this.test.advance(stepMs)
  }

  /** Epochs of the follower's records, and the highest offset that it knows to be committed. */
  copied(index = 0): string {
    const { partition } = this.followers[index]!
    return `${epochsOf(this.followers[index]!)} committed ${partition.committedOffset}`
  }
}

function filled(replica: TestPartition, epochs: readonly number[]): TestPartition {
  if (epochs.length === 0) return replica
  const { log } = replica.partition
  log.appendAsFollower(batchesOf(epochs, 0), { leaderEpoch: 1000, nowMs: replica.test.now, memory: null })
  log.queue.run()
  return replica
}

function epochsOf({ partition: { log } }: TestPartition): string {
  const epochs: (number | null)[] = []
  for (let at = log.logStartOffset; at < log.logEndOffset; at++) epochs.push(log.epochAt(at))
  return `${log.logStartOffset}:[${epochs}]`
}

const pairs: Pair[] = []
function pair(...logs: ConstructorParameters<typeof Pair>): Pair {
  const made = new Pair(...logs)
  pairs.push(made)
  return made
}
afterEach(() => {
  for (const each of pairs.splice(0)) {
    each.fetcher.stop()
    // Nothing is lost on the way, whatever a test is about.
    expect(each.test.logged.filter(({ level }) => level === 'error')).toEqual([])
  }
})

describe('a follower', () => {
  it('copies what its leader has and hears how much of it is committed', async () => {
    const world = pair({ leader: [0, 0, 1] })
    world.elect()
    await world.pass(20)
    expect(world.copied()).toBe('0:[0,0,1] committed 3')
    await world.leaders[0]!.produce(['a'], { acks: 1 })
    await world.pass(540)
    expect(world.copied()).toBe('0:[0,0,1,2] committed 4')
  })

  it('says that it has something only when it is written', async () => {
    const world = pair({ leader: [0, 0] })
    world.elect()
    await world.pass(20)
    expect(world.leader.asked.slice(0, 2)).toEqual(['fetch new/0 0@0+-1', 'fetch kept/1 0@2+0'])
  })

  it('names in a session what is new or has moved, and what it does not follow any more', async () => {
    const world = pair({ leader: [0] }, { leader: [0, 0], follower: [0, 0] })
    world.elect(0)
    await world.pass(20)
    world.elect(1)
    await world.pass(500)
    world.fetcher.unfollow(world.followers[0]!.partition)
    await world.pass(1000)
    const { asked } = world.leader
    expect(asked.slice(0, 2)).toEqual(['fetch new/0 0@0+-1', 'fetch kept/1 0@1+0'])
    expect(asked.some(each => each.endsWith(' -0'))).toBe(true)
  })
})

describe('a partition that is followed from now on', () => {
  it('does not wait for a fetch that waits at the leader without it', async () => {
    const world = pair({ leader: [0] }, { leader: [0, 0] })
    world.elect(0)
    await world.pass(100)
    world.elect(1)
    await world.pass(60)
    expect(world.copied(1)).toBe('0:[0,0] committed 2')
    // The leader is told that the session is over, and is not complained of.
    expect(world.leader.asked.slice(-2)).toEqual(['fetch kept/0 0@1+0 1@0+-1', 'fetch kept/1 1@2+0'])
    expect(world.test.logged.filter(({ level }) => level === 'warn')).toEqual([])
  })

  it('interrupts a fetch every now and then, and not for each', async () => {
    const logs = Array.from({ length: 10 }, () => ({ leader: [0] }))
    const world = pair(...logs)
    world.elect(0)
    await world.pass(100)
    for (let index = 1; index < 10; index++) {
      world.elect(index)
      await world.pass(40)
    }
    const begun = world.leader.asked.filter(each => each.includes('/0 ')).length
    expect(begun).toBeGreaterThan(2)
    expect(begun).toBeLessThan(7)
    await world.pass(600)
    expect(world.copied(9)).toBe('0:[0] committed 1')
  })
})

describe('histories that part', () => {
  it.each<[string, readonly number[], readonly number[]]>([
    ['the follower has more of an epoch (KIP-101)', [0, 0, 1], [0, 0, 0, 0]],
    ['the leader has more of an epoch', [0, 0, 0, 2], [0, 0, 1, 1]],
    ['the same offsets under other epochs', [0, 1], [0, 0]],
    ['epochs that the other never saw (KIP-279)', [0, 0, 1, 1, 4], [0, 0, 0, 2, 2, 3]],
    ['over several epochs', [0, 2, 2, 4, 4, 7], [0, 1, 3, 3, 5, 6]],
    ['nothing in common', [3, 3], [1, 2]],
    ['a follower that is empty', [1, 2], []],
    ['a leader that is empty, after an unclean election', [], [1, 2]],
    ['a follower that is longer, of the same history', [1, 1], [1, 1, 1]],
  ])('%s: the follower ends with the leader’s', async (_, leader, follower) => {
    const world = pair({ leader, follower })
    world.elect()
    await world.pass(3000)
    expect(epochsOf(world.followers[0]!)).toBe(epochsOf(world.leaders[0]!))
    expect(world.followers[0]!.partition.committedOffset).toBe(leader.length)
  })

  it('and come together again, whatever elections there were', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const [leader, follower] = history(seed)
      const world = pair({ leader: leader!, follower: follower! })
      world.elect()
      await world.pass(3000, 100)
      expect([seed, epochsOf(world.followers[0]!)]).toEqual([seed, epochsOf(world.leaders[0]!)])
    }
  })
})

/** Two of three replicas after some elections, many of them unclean: a leader takes over whatever it has. */
function history(seed: number): (readonly number[])[] {
  let state = seed
  const below = (n: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return (state >>> 8) % n
  }
  const logs: number[][] = [[], [], []]
  for (let epoch = 1; epoch < 9; epoch++) {
    const leader = logs[below(3)]!
    for (let n = below(3); n > 0; n--) leader.push(epoch)
    for (const [i, log] of logs.entries()) {
      if (log === leader || below(3) === 0) continue
      // It cuts what is not the leader's, and copies some of what is.
      let common = 0
      while (common < log.length && log[common] === leader[common]) common++
      logs[i] = leader.slice(0, common + below(leader.length - common + 1))
    }
  }
  return [logs[0]!, logs[1]!]
}

describe('an offset that the leader does not have', () => {
  it('before its start: the follower begins anew there', async () => {
    const world = pair({ leader: [0, 0, 0, 0] })
    world.elect()
    world.leaders[0]!.partition.deleteRecordsBefore(3)
    await world.pass(50)
    expect(world.leader.asked.slice(0, 3)).toEqual(['fetch new/0 0@0+-1', 'offset of the end', 'offset of the start'])
    expect(world.copied()).toBe('3:[0] committed 4')
  })

  it('in the middle of a batch: the follower begins with the whole batch, and takes the start over', async () => {
    const world = pair({ leader: [] })
    const { log } = world.leaders[0]!.partition
    const values = ['0:0', '0:1', '0:2', '0:3']
    const records = viewOf(testBatch({ values, baseOffset: 0, leaderEpoch: 0 }))
    log.appendAsFollower(records, { leaderEpoch: 1000, nowMs: 0, memory: null })
    log.queue.run()
    world.elect()
    world.leaders[0]!.partition.deleteRecordsBefore(3)
    await world.pass(2 * BACKOFF_MS)
    expect(world.copied()).toBe('3:[0] committed 4')
    const stored = world.followers[0]!.partition.log
    expect([stored.writtenEndOffset, stored.highWatermark]).toEqual([4, 4])
  })

  it('behind its end: the follower is cut there', async () => {
    const world = pair({ leader: [0, 0], follower: [0, 0, 0] })
    // As a leader of old would answer that knows nothing of epochs.
    let first = true
    world.leader.distort = data => {
      if (!first) return
      first = false
      data.errorCode = ErrorCode.OFFSET_OUT_OF_RANGE
      data.divergingEpoch.epoch = -1
    }
    world.elect()
    await world.pass(50)
    expect(world.leader.asked[1]).toBe('offset of the end')
    await world.pass(550)
    expect(world.copied()).toBe('0:[0,0] committed 2')
  })

  it('that it has after all is asked for again, but not for ever at once', async () => {
    const world = pair({ leader: [0, 0], follower: [0] })
    world.leader.distort = data => {
      data.errorCode = ErrorCode.OFFSET_OUT_OF_RANGE
      data.records = null
    }
    world.elect()
    await world.pass(2000)
    expect(world.leader.asked.filter(each => each.startsWith('fetch')).length).toBeLessThan(10)
    world.leader.distort = () => {}
    await world.pass(BACKOFF_MS + 100)
    expect(world.copied()).toBe('0:[0,0] committed 2')
  })

  it('is asked for later when the leader cannot say where its log ends', async () => {
    const world = pair({ leader: [0, 0, 0] })
    world.elect()
    world.leaders[0]!.partition.deleteRecordsBefore(2)
    world.leader.listOffsetsError = ErrorCode.NOT_LEADER_OR_FOLLOWER
    await world.pass(50)
    expect(epochsOf(world.followers[0]!)).toBe('0:[]')
    world.leader.listOffsetsError = ErrorCode.NONE
    await world.pass(BACKOFF_MS + 100)
    expect(world.copied()).toBe('2:[0] committed 3')
  })
})

describe('leadership', () => {
  it.each([['FENCED_LEADER_EPOCH'], ['UNKNOWN_LEADER_EPOCH'], ['NOT_LEADER_OR_FOLLOWER']] as const)(
    '%s: asks again, less and less often, and at once under a new epoch',
    async error => {
      const world = pair({ leader: [0, 0] })
      world.leader.distort = data => {
        data.errorCode = ErrorCode[error]
        data.records = null
      }
      world.elect()
      await world.pass(3000)
      expect(world.leader.asked.length).toBeGreaterThan(1)
      expect(world.leader.asked.length).toBeLessThan(12)
      expect(epochsOf(world.followers[0]!)).toBe('0:[]')
      world.leader.distort = () => {}
      world.elect()
      await world.pass(20)
      expect(world.copied()).toBe('0:[0,0] committed 2')
    },
  )

  it('an image that the leader reads a moment later costs a moment, not replica.fetch.backoff.ms', async () => {
    const world = pair({ leader: [0, 0] })
    world.followers[0]!.image({ leaderId: 1, leaderEpoch: 1, isr: [1] })
    world.fetcher.follow(world.followers[0]!.partition)
    await world.pass(30)
    expect(epochsOf(world.followers[0]!)).toBe('0:[]')
    world.leaders[0]!.image({ leaderId: 1, leaderEpoch: 1, isr: [1] })
    await world.pass(60)
    expect(world.copied()).toBe('0:[0,0] committed 2')
  })

  it('a partition that has to wait makes no other wait with it', async () => {
    const world = pair({ leader: [0] }, { leader: [0] })
    world.leader.distort = data => {
      if (data.partitionIndex === 0) Object.assign(data, { errorCode: ErrorCode.UNKNOWN_LEADER_EPOCH, records: null })
    }
    world.elect()
    await world.pass(30)
    expect(world.copied(1)).toBe('0:[0] committed 1')
    // The fetch of the other waits at the leader, and no longer than until the first wants to be asked for again.
    expect(world.leader.waits.slice(0, 2)).toEqual([500, 20])
  })

  it.each<[string, (world: Pair) => void]>([
    ['to another broker', world => world.followers[0]!.image({ leaderId: 3, leaderEpoch: 9 })],
    ['to this one', world => world.followers[0]!.image({ leaderId: 2, leaderEpoch: 9, isr: [2] })],
    ['nowhere, with a new epoch', world => world.followers[0]!.image({ leaderId: 1, leaderEpoch: 9 })],
    ['away with the partition', world => world.fetcher.unfollow(world.followers[0]!.partition)],
    ['away with the disk', world => world.followers[0]!.partition.goOffline()],
    ['away with this broker', world => world.fetcher.stop()],
  ])('that goes %s while a fetch is under way: what comes is not taken', async (_, move) => {
    for (const log of [
      { leader: [0, 0], follower: [0] },
      { leader: [0, 1], follower: [0, 0, 0] },
    ]) {
      const world = pair(log)
      world.leader.holds = true
      world.elect()
      await settle()
      const before = epochsOf(world.followers[0]!)
      move(world)
      world.leader.letThrough()
      await settle()
      expect(epochsOf(world.followers[0]!)).toBe(before)
    }
  })

  it('that goes while the leader is asked where its log begins: nothing is cut', async () => {
    const world = pair({ leader: [0, 0, 0], follower: [] })
    world.elect()
    world.leaders[0]!.partition.deleteRecordsBefore(2)
    const send = world.leader.send.bind(world.leader)
    world.leader.send = async (api, make, options) => {
      const answer = await send(api, make, options)
      if (world.leader.asked.at(-1) === 'offset of the end') {
        world.followers[0]!.image({ leaderId: 2, leaderEpoch: 9, isr: [2] })
      }
      return answer
    }
    await world.pass(50)
    expect(epochsOf(world.followers[0]!)).toBe('0:[]')
  })
})

describe('what goes wrong', () => {
  it('a batch that was damaged on its way is not taken, and fetched again', async () => {
    const world = pair({ leader: [0, 0] })
    let damaged = 0
    world.leader.distort = data => {
      if (data.records === null || damaged++ > 0) return
      const bytes = data.records.copyChain()
      bytes[bytes.length - 3]! ^= 1
      data.records = BytesView.of(bytes)
    }
    world.elect()
    await world.pass(50)
    expect(epochsOf(world.followers[0]!)).toBe('0:[]')
    await world.pass(BACKOFF_MS)
    expect(world.copied()).toBe('0:[0,0] committed 2')
  })

  it('an answer that ends in the middle of a batch is taken as far as it goes', async () => {
    const world = pair({ leader: [0, 0] })
    let cut = false
    world.leader.distort = data => {
      if (data.records === null || cut) return
      cut = true
      const bytes = data.records.copyChain()
      data.records = BytesView.of(bytes.subarray(0, bytes.length - 5))
    }
    world.elect()
    await world.pass(20)
    expect(world.copied()).toBe('0:[0,0] committed 2')
  })

  it('a session that the leader has lost is begun again at once', async () => {
    const world = pair({ leader: [0] })
    world.elect()
    await world.pass(20)
    world.leader.failures.push('session-lost')
    await world.pass(600)
    await world.leaders[0]!.produce(['a'], { acks: 1 })
    await world.pass(1100)
    expect(world.copied()).toBe('0:[0,1] committed 2')
    expect(world.leader.asked.filter(each => each.startsWith('fetch new')).length).toBe(2)
  })

  it('a leader that cannot be reached, or refuses, is asked again after replica.fetch.backoff.ms, from the beginning', async () => {
    const world = pair({ leader: [0] })
    world.leader.failures.push(new PeerError('nobody there'), ErrorCode.UNKNOWN_SERVER_ERROR)
    world.elect()
    await world.pass(BACKOFF_MS * 2 - 20)
    expect(world.leader.asked).toEqual(['fetch new/0 0@0+-1', 'fetch new/0 0@0+-1'])
    await world.pass(60)
    expect(world.copied()).toBe('0:[0] committed 1')
    expect(world.test.logged.filter(({ level }) => level === 'warn').length).toBe(2)
  })

  it('a new leadership does not wait for that', async () => {
    const world = pair({ leader: [0] })
    world.leader.failures.push(new PeerError('nobody there'))
    world.elect()
    await world.pass(20)
    world.elect()
    await world.pass(20)
    expect(world.copied()).toBe('0:[0] committed 1')
  })

  it('a partition that the leader does not know, or no more, stops no other', async () => {
    const world = pair({ leader: [0] }, { leader: [0] })
    world.leader.partitions.shift()
    world.elect()
    await world.pass(50)
    expect([epochsOf(world.followers[0]!), world.copied(1)]).toEqual(['0:[]', '0:[0] committed 1'])
  })

  it('DeleteRecords at the leader moves the start of the follower’s log', async () => {
    const world = pair({ leader: [0, 0, 0] })
    world.elect()
    await world.pass(20)
    world.leaders[0]!.partition.deleteRecordsBefore(2)
    await world.pass(600)
    expect(world.copied()).toBe('2:[0] committed 3')
  })
})

describe('a throttled replica (KIP-73)', () => {
  /** Bytes of one record's batch. */
  const BATCH_BYTES = 71

  function throttled(replicas: string[], bytesPerSecond: number, ...logs: ConstructorParameters<typeof Pair>): Pair {
    const world = pair(...logs)
    world.bytesPerSecond = bytesPerSecond
    for (const { partition } of world.followers) {
      partition.reconfigure({ ...partition.config, followerThrottledReplicas: replicas })
    }
    // A batch at a time.
    world.leader.distort = data => {
      if (data.records === null || data.records.length === 0) return
      const bytes = data.records.copyChain()
      data.records = BytesView.of(bytes.subarray(0, 12 + bytes.readInt32BE(8)))
    }
    return world
  }

  it('copies no faster than the rate, and the other partitions as fast as they can', async () => {
    const world = throttled(['0:2'], BATCH_BYTES, { leader: [0, 0, 0, 0] }, { leader: [0, 0, 0, 0] })
    world.elect()
    await world.pass(500)
    expect(world.followers.map(({ partition }) => partition.log.logEndOffset)).toEqual([1, 4])
    await world.pass(1000)
    expect(world.followers[0]!.partition.log.logEndOffset).toBe(2)
    world.bytesPerSecond = BATCH_BYTES * 10
    await world.pass(700)
    expect(world.followers[0]!.partition.log.logEndOffset).toBe(4)
  })

  it('that has caught up is fetched whatever the rate: it would fall out of sync', async () => {
    const world = throttled(['*'], 1, { leader: [0], follower: [0] })
    world.elect()
    await world.pass(20)
    for (const value of ['a', 'b', 'c']) {
      await world.leaders[0]!.produce([value], { acks: 1 })
      await world.pass(600)
    }
    expect(world.followers[0]!.partition.log.logEndOffset).toBe(4)
  })

  it('of another broker is none of ours', async () => {
    const world = throttled(['0:3'], 1, { leader: [0, 0, 0, 0] })
    world.elect()
    await world.pass(50)
    expect(world.followers[0]!.partition.log.logEndOffset).toBe(4)
  })
})
