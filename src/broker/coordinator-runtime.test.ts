/** The coordinator on real partitions: loading, commits that wait or fail, and what moves when leadership does. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Disk } from '../host/disk.ts'
import { FaultDisk } from '../host/fault-disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { JoinGroupRequest, JoinGroupRequestProtocol } from '../protocol/generated/join-group-request.ts'
import type { JoinGroupResponse } from '../protocol/generated/join-group-response.ts'
import { SyncGroupRequest, SyncGroupRequestAssignment } from '../protocol/generated/sync-group-request.ts'
import type { SyncGroupResponse } from '../protocol/generated/sync-group-response.ts'
import { BROKER, OffsetsTopic, type OffsetsTopicOptions, RUNTIME_OPTIONS } from './test-support/offsets-topic.ts'

const GROUP = 'g'
const OTHER_BROKER = 2
const CALLER = { apiVersion: 3, clientId: 'c', clientHost: '/127.0.0.1' }

const open: OffsetsTopic[] = []
afterEach(async () => {
  for (const topic of open.splice(0)) await topic.close()
})

function started(disk?: Disk, options?: OffsetsTopicOptions): OffsetsTopic {
  const topic = new OffsetsTopic(disk, options)
  open.push(topic)
  return topic
}

function answerOf<T>(pending: { whenDone(fn: (response: T) => void): void }): { response: T | null } {
  const answer: { response: T | null } = { response: null }
  pending.whenDone(response => {
    answer.response = response
  })
  return answer
}

function joins(topic: OffsetsTopic, memberId = ''): { response: JoinGroupResponse | null } {
  const request = new JoinGroupRequest()
  request.groupId = GROUP
  request.memberId = memberId
  request.sessionTimeoutMs = 10_000
  request.rebalanceTimeoutMs = 60_000
  request.protocolType = 'consumer'
  request.protocols = [Object.assign(new JoinGroupRequestProtocol(), { name: 'range', metadata: Buffer.from('m') })]
  return answerOf(topic.coordinator.join(request, CALLER))
}

function syncs(topic: OffsetsTopic, memberId: string, generationId = 1): { response: SyncGroupResponse | null } {
  const request = new SyncGroupRequest()
  request.groupId = GROUP
  request.memberId = memberId
  request.generationId = generationId
  request.assignments = [
    Object.assign(new SyncGroupRequestAssignment(), { memberId, assignment: Buffer.from('all of it') }),
  ]
  return answerOf(topic.coordinator.sync(request, CALLER))
}

function commits(topic: OffsetsTopic, offset: number, memberId = '', generationId = -1): { errorCode: number | null } {
  const answer: { errorCode: number | null } = { errorCode: null }
  const committed = {
    offset,
    leaderEpoch: -1,
    metadata: '',
    commitTimestampMs: topic.test.now,
    expireTimestampMs: -1,
    topicId: 'AAAAAAAAAAAAAAAAAAAAAg',
  }
  topic.coordinator
    .commit(
      { groupId: GROUP, memberId, groupInstanceId: null, generationId },
      [{ topic: 't', partition: 0, offset: committed }],
      9,
    )
    .then(errorCode => {
      answer.errorCode = errorCode
    })
  return answer
}

function committedOffset(topic: OffsetsTopic): number | undefined {
  const shard = topic.runtime.shardOf(GROUP)
  return typeof shard === 'number' ? undefined : shard.topicOffsets(GROUP).get('t')?.get(0)?.offset
}

async function stableMember(topic: OffsetsTopic): Promise<string> {
  const joined = joins(topic)
  await topic.settle()
  const { memberId } = joined.response!
  const synced = syncs(topic, memberId)
  await topic.settle()
  expect(synced.response?.assignment.toString()).toBe('all of it')
  return memberId
}

test('a broker that leads nothing of the topic is no coordinator', () => {
  const topic = started()
  expect(topic.runtime.shardOf(GROUP)).toBe(ErrorCode.NOT_COORDINATOR)
  topic.lead(OTHER_BROKER, 1)
  expect(topic.runtime.shardOf(GROUP)).toBe(ErrorCode.NOT_COORDINATOR)
})

test('after a change of leadership and back, members go on and offsets are there', async () => {
  const topic = started()
  topic.lead(BROKER, 1)
  const memberId = await stableMember(topic)
  const commit = commits(topic, 42, memberId, 1)
  await topic.settle()
  expect(commit.errorCode).toBe(ErrorCode.NONE)

  topic.lead(OTHER_BROKER, 2)
  expect(topic.coordinator.heartbeat(GROUP, memberId, null, 1)).toBe(ErrorCode.NOT_COORDINATOR)
  topic.lead(BROKER, 3)
  await topic.settle()
  expect(committedOffset(topic)).toBe(42)
  expect(topic.coordinator.heartbeat(GROUP, memberId, null, 1)).toBe(ErrorCode.NONE)
  expect(topic.coordinator.heartbeat(GROUP, memberId, null, 0)).toBe(ErrorCode.ILLEGAL_GENERATION)
})

test('a loaded member that stays silent is gone after its session timeout', async () => {
  const topic = started()
  topic.lead(BROKER, 1)
  const memberId = await stableMember(topic)
  topic.lead(BROKER, 2)
  await topic.settle()
  await topic.test.advance(9_999)
  expect(topic.coordinator.heartbeat(GROUP, memberId, null, 1)).toBe(ErrorCode.NONE)
  await topic.test.advance(10_000)
  expect(topic.coordinator.heartbeat(GROUP, memberId, null, 1)).toBe(ErrorCode.UNKNOWN_MEMBER_ID)
})

test('while a partition is read, its groups are loading; heartbeats are let pass', async () => {
  class UncachedDisk extends MemoryDisk {
    override readonly readsFromCache = false
  }
  const disk = new UncachedDisk()
  const before = started(disk, { inMemory: false })
  before.lead(BROKER, 1)
  await stableMember(before)
  await before.close()

  const topic = started(disk, { inMemory: false })
  topic.lead(BROKER, 2)
  expect(topic.runtime.shardOf(GROUP)).toBe(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS)
  expect(topic.runtime.isLoading).toBe(true)
  expect(topic.coordinator.heartbeat(GROUP, 'm', null, 1)).toBe(ErrorCode.NONE)
  expect(joins(topic).response?.errorCode).toBe(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS)
  await topic.settle()
  expect(topic.runtime.isLoading).toBe(false)
  expect(typeof topic.runtime.shardOf(GROUP)).toBe('object')
})

describe('a partition that is read with damaged records', () => {
  /**
   * A group with a committed offset, and a coordinator that reads it from the disk; so many reads of the log are
   * damaged.
   */
  async function loading(damagedReads: number): Promise<OffsetsTopic> {
    const disk = new FaultDisk(new MemoryDisk())
    const before = started(disk)
    before.lead(BROKER, 1)
    const commit = commits(before, 42)
    await before.settle()
    expect(commit.errorCode).toBe(ErrorCode.NONE)
    await before.close()
    const topic = started(disk, { inMemory: false })
    let left = damagedReads
    disk.onRead = (path, bytes) => {
      if (!path.endsWith('.log') || left === 0) return
      left--
      bytes[bytes.length - 1]! ^= 0x10
    }
    topic.lead(BROKER, 2)
    await topic.settle()
    return topic
  }

  test('is read again', async () => {
    const topic = await loading(2)
    expect(topic.runtime.shardOf(GROUP)).toBe(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS)
    for (let i = 0; i < 3; i++) await topic.test.advance(100)
    expect(committedOffset(topic)).toBe(42)
  })

  test('is not loaded when it is damaged each time', async () => {
    const topic = await loading(Number.POSITIVE_INFINITY)
    for (let i = 0; i < 20; i++) await topic.test.advance(100)
    expect(topic.runtime.shardOf(GROUP)).toBe(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS)
    const lines = topic.test.logged.filter(({ message }) => message.includes('could not load'))
    expect(lines.map(({ fields }) => String(fields?.error))).toEqual([
      expect.stringContaining('does not match its checksum'),
    ])
  })
})

test('a commit is answered when it is committed, and not before', async () => {
  const topic = started()
  topic.lead(BROKER, 1, [BROKER, OTHER_BROKER])
  const commit = commits(topic, 1)
  await topic.settle()
  expect(commit.errorCode).toBe(null)
  topic.lead(BROKER, 1, [BROKER])
  await topic.settle()
  topic.partitions[0]!.tick(topic.host.clock.monotonicMs())
  await topic.settle()
  expect(commit.errorCode).toBe(ErrorCode.NONE)
})

test('a commit that times out is COORDINATOR_NOT_AVAILABLE', async () => {
  const topic = started()
  topic.lead(BROKER, 1, [BROKER, OTHER_BROKER])
  const commit = commits(topic, 1)
  await topic.settle()
  topic.test.now += RUNTIME_OPTIONS.commitTimeoutMs + 1
  topic.partitions[0]!.tick(topic.host.clock.monotonicMs())
  await topic.settle()
  expect(commit.errorCode).toBe(ErrorCode.COORDINATOR_NOT_AVAILABLE)
})

test('with leadership everything uncommitted is lost, newest first, and whoever waits is sent away', async () => {
  const topic = started()
  topic.lead(BROKER, 1)
  const first = commits(topic, 1)
  await topic.settle()
  expect(first.errorCode).toBe(ErrorCode.NONE)
  topic.lead(BROKER, 2, [BROKER, OTHER_BROKER])
  await topic.settle()
  const shard = topic.runtime.shardOf(GROUP)
  if (typeof shard === 'number') throw new Error('not loaded')

  const later = [commits(topic, 2), commits(topic, 3)]
  const joined = joins(topic)
  expect(shard.topicOffsets(GROUP).get('t')?.get(0)?.offset).toBe(3)
  topic.lead(OTHER_BROKER, 3)
  await topic.settle()
  expect(later.map(({ errorCode }) => errorCode)).toEqual([ErrorCode.NOT_COORDINATOR, ErrorCode.NOT_COORDINATOR])
  expect(joined.response?.errorCode).toBe(ErrorCode.NOT_COORDINATOR)
  expect(shard.topicOffsets(GROUP).get('t')?.get(0)?.offset).toBe(1)
})

test('too few in-sync replicas refuse the write, and nothing of it stays', async () => {
  const topic = started()
  topic.partitions[0]!.reconfigure({ ...topic.partitions[0]!.config, minInSyncReplicas: 2 })
  topic.lead(BROKER, 1)
  const commit = commits(topic, 1)
  const joined = joins(topic)
  await topic.settle()
  expect(commit.errorCode).toBe(ErrorCode.COORDINATOR_NOT_AVAILABLE)
  expect(joined.response?.errorCode).toBe(ErrorCode.COORDINATOR_NOT_AVAILABLE)
  const shard = topic.runtime.shardOf(GROUP)
  expect(typeof shard === 'number' ? shard : [...shard.groups.keys()]).toEqual([])
})

test('an assignment that a new leader has read is not told before it is committed', async () => {
  const topic = started()
  topic.lead(BROKER, 1)
  const joined = joins(topic)
  await topic.settle()
  const { memberId } = joined.response!
  // The record is written, and the other replica does not fetch.
  topic.lead(BROKER, 1, [BROKER, OTHER_BROKER])
  const lost = syncs(topic, memberId)
  await topic.settle()
  expect(lost.response).toBe(null)

  topic.lead(BROKER, 2, [BROKER, OTHER_BROKER])
  await topic.settle()
  expect(lost.response?.errorCode).toBe(ErrorCode.NOT_COORDINATOR)
  const synced = syncs(topic, memberId)
  await topic.settle()
  expect(synced.response).toBe(null)
  expect(topic.coordinator.heartbeat(GROUP, memberId, null, 1)).toBe(ErrorCode.NONE)
  topic.lead(BROKER, 2, [BROKER])
  await topic.settle()
  topic.partitions[0]!.tick(topic.host.clock.monotonicMs())
  await topic.settle()
  expect(synced.response?.assignment.toString()).toBe('all of it')
})

test('a deleted group is gone, from the log too', async () => {
  const topic = started()
  topic.lead(BROKER, 1)
  commits(topic, 1)
  await topic.settle()
  const deletion = topic.coordinator.deleteGroup(GROUP)
  await topic.settle()
  expect(await deletion).toBe(ErrorCode.NONE)
  expect(await topic.coordinator.deleteGroup(GROUP)).toBe(ErrorCode.GROUP_ID_NOT_FOUND)
  topic.lead(BROKER, 2)
  await topic.settle()
  expect(committedOffset(topic)).toBe(undefined)
  expect(await topic.coordinator.deleteGroup(GROUP)).toBe(ErrorCode.GROUP_ID_NOT_FOUND)
})

test('a stopped coordinator answers nobody', async () => {
  const topic = started()
  topic.lead(BROKER, 1)
  await topic.settle()
  topic.runtime.stop()
  expect(topic.runtime.shardOf(GROUP)).toBe(ErrorCode.NOT_COORDINATOR)
})

test('a new leader knows what the last one had committed, though its own high watermark is behind', async () => {
  const disk = new MemoryDisk()
  const before = started(disk)
  before.lead(BROKER, 1)
  await stableMember(before)
  await before.close()

  // As a follower it has all the records, and has not heard yet how far they are committed.
  const after = started(disk, { highWatermark: 0 })
  after.lead(BROKER, 2, [BROKER, OTHER_BROKER])
  await after.settle()
  expect(after.partitions[0]!.committedOffset).toBe(0)
  expect(after.runtime.shardOf(GROUP)).toMatchObject({ groups: { size: 1 } })
})
