/** Offsets and whole groups: who may commit, what transactions hold back, and groups of protocols that are not run here. */
import { describe, expect, test } from 'vitest'
import { encodeCoordinatorKey } from '../protocol/coordinator-record.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  ConsumerGroupMemberMetadataKey,
  consumerGroupMemberMetadataKey,
} from '../protocol/generated/consumer-group-member-metadata-key.ts'
import {
  ConsumerGroupMetadataKey,
  consumerGroupMetadataKey,
} from '../protocol/generated/consumer-group-metadata-key.ts'
import { ShareGroupMetadataKey, shareGroupMetadataKey } from '../protocol/generated/share-group-metadata-key.ts'
import { groupTombstone, offsetTombstone } from './group-records.ts'
import { errorName, GROUP_ID, GroupWorld, lines } from './test-support/transcript.ts'

const PRODUCER = 7
const VALUE = Buffer.from([0, 0])

function offsetRecords(world: GroupWorld, offset: number, partition = 0) {
  return world.shard.commitRecords(GROUP_ID, [
    {
      topic: 't',
      partition,
      offset: {
        offset,
        leaderEpoch: 4,
        metadata: 'note',
        commitTimestampMs: world.nowMs,
        expireTimestampMs: -1,
        topicId: 'AAAAAAAAAAAAAAAAAAAAAg',
      },
    },
  ])
}

function committed(world: GroupWorld): number | undefined {
  return world.shard.topicOffsets(GROUP_ID).get('t')?.get(0)?.offset
}

function commitErrorOf(world: GroupWorld, memberId: string, generationId: number, apiVersion = 9): string {
  const request = { groupId: GROUP_ID, memberId, groupInstanceId: null, generationId }
  return errorName(world.shard.commitError(request, apiVersion))
}

describe('who may commit', () => {
  test('to a group that is not there: only who assigns itself, and the error depends on the version', () => {
    const world = new GroupWorld()
    expect(commitErrorOf(world, '', -1)).toBe('NONE')
    expect(commitErrorOf(world, 'm', 1, 8)).toBe('ILLEGAL_GENERATION')
    expect(commitErrorOf(world, 'm', 1, 9)).toBe('GROUP_ID_NOT_FOUND')
  })

  test('to a group with members: its members, in their generation, when the assignment is known', () => {
    const world = new GroupWorld()
    world.run('a joins version=3\nwait 3000')
    const { memberId } = world.clientOf('a')
    expect(commitErrorOf(world, memberId, 1)).toBe('REBALANCE_IN_PROGRESS')
    world.run('a syncs a=x')
    expect(commitErrorOf(world, memberId, 1)).toBe('NONE')
    expect(commitErrorOf(world, memberId, 0)).toBe('ILLEGAL_GENERATION')
    expect(commitErrorOf(world, 'somebody', 1)).toBe('UNKNOWN_MEMBER_ID')
    expect(commitErrorOf(world, '', -1)).toBe('UNKNOWN_MEMBER_ID')
    world.run('b joins')
    expect(commitErrorOf(world, memberId, 1), 'while others join').toBe('NONE')
    world.run('a leaves')
    expect(commitErrorOf(world, memberId, 1)).toBe('UNKNOWN_MEMBER_ID')
  })

  test('offset.metadata.max.bytes counts characters', () => {
    const { shard } = new GroupWorld({ maxOffsetMetadataBytes: 3 })
    expect(errorName(shard.offsetError('äöü'))).toBe('NONE')
    expect(errorName(shard.offsetError('äöüß'))).toBe('OFFSET_METADATA_TOO_LARGE')
  })
})

describe('groups that hold only offsets', () => {
  test('the first commit makes an empty group without a protocol type; taking the commit back takes it away', () => {
    const world = new GroupWorld()
    const undo = world.shard.replay(offsetRecords(world, 5)[0]!)
    const group = world.shard.groups.get(GROUP_ID)
    expect(group?.state).toBe('Empty')
    expect(group?.protocolType).toBe(null)
    undo!()
    expect(committed(world)).toBe(undefined)
    expect(world.shard.groups.has(GROUP_ID)).toBe(false)
  })

  test('they can be joined, and are deleted with their offsets', () => {
    const world = new GroupWorld()
    world.write(offsetRecords(world, 5))
    expect(world.shard.deleteGroup(GROUP_ID).records).toEqual([
      offsetTombstone(GROUP_ID, 't', 0),
      groupTombstone(GROUP_ID),
    ])
    world.run('a joins version=3\nwait 3000')
    expect(errorName(world.shard.deleteGroup(GROUP_ID).errorCode)).toBe('NON_EMPTY_GROUP')
    expect(committed(world)).toBe(5)
  })
})

describe('KIP-447: offsets in transactions', () => {
  test('count from the commit marker on, and are pending before', () => {
    const world = new GroupWorld()
    world.shard.replay(offsetRecords(world, 5)[0]!, -1, 10)
    world.shard.replay(offsetRecords(world, 6)[0]!, PRODUCER, 11)
    expect([committed(world), world.shard.offsets.isPending(GROUP_ID, 't', 0)]).toEqual([5, true])
    world.shard.replayMarker(PRODUCER, true)
    expect([committed(world), world.shard.offsets.isPending(GROUP_ID, 't', 0)]).toEqual([6, false])
  })

  test('are forgotten at an abort marker', () => {
    const world = new GroupWorld()
    world.shard.replay(offsetRecords(world, 6)[0]!, PRODUCER, 11)
    world.shard.replayMarker(PRODUCER, false)
    expect([committed(world), world.shard.offsets.isPending(GROUP_ID, 't', 0)]).toEqual([undefined, false])
  })

  test('do not replace a commit that stands behind them in the log', () => {
    const world = new GroupWorld()
    world.shard.replay(offsetRecords(world, 6)[0]!, PRODUCER, 11)
    world.shard.replay(offsetRecords(world, 7)[0]!, -1, 12)
    world.shard.replayMarker(PRODUCER, true)
    expect(committed(world)).toBe(7)
  })

  test('end with a tombstone, and keep their group from expiring until then', () => {
    const world = new GroupWorld()
    world.shard.replay(offsetRecords(world, 6)[0]!, PRODUCER, 11)
    expect(world.shard.expire(Number.MAX_SAFE_INTEGER)).toEqual([])
    const tombstones = world.shard.offsets.tombstonesOfTopic('t')
    expect(tombstones).toEqual([offsetTombstone(GROUP_ID, 't', 0)])
    const undo = world.shard.replay(tombstones[0]!)
    expect(world.shard.offsets.isPending(GROUP_ID, 't', 0)).toBe(false)
    undo!()
    expect(world.shard.offsets.isPending(GROUP_ID, 't', 0)).toBe(true)
    world.shard.replay(tombstones[0]!)
    world.shard.replayMarker(PRODUCER, true)
    expect(committed(world)).toBe(undefined)
    expect(world.shard.expire(Number.MAX_SAFE_INTEGER)).toEqual([groupTombstone(GROUP_ID)])
  })
})

describe('groups of newer protocols in the log', () => {
  const groupKey = encodeCoordinatorKey(
    consumerGroupMetadataKey,
    Object.assign(new ConsumerGroupMetadataKey(), { groupId: GROUP_ID }),
  )
  const memberKey = encodeCoordinatorKey(
    consumerGroupMemberMetadataKey,
    Object.assign(new ConsumerGroupMemberMetadataKey(), { groupId: GROUP_ID, memberId: 'm' }),
  )

  test('with a member: offsets can be read, nothing can be changed', () => {
    const world = new GroupWorld()
    world.shard.replay(offsetRecords(world, 5)[0]!)
    world.shard.replay({ key: groupKey, value: VALUE })
    world.shard.replay({ key: memberKey, value: VALUE })
    expect(committed(world)).toBe(5)
    expect(world.shard.groups.has(GROUP_ID), 'no classic group for its offsets').toBe(false)
    expect(commitErrorOf(world, '', -1)).toBe('UNKNOWN_MEMBER_ID')
    expect(errorName(world.shard.deleteGroup(GROUP_ID).errorCode)).toBe('NON_EMPTY_GROUP')
    expect(world.shard.isSubscribed(GROUP_ID, 't')).toBe(true)
    expect(world.shard.expire(Number.MAX_SAFE_INTEGER)).toEqual([])
    expect(world.run('a joins')).toContain('INCONSISTENT_GROUP_PROTOCOL')
  })

  test('members found in the log go after a session timeout, for nobody can speak for them here', () => {
    const world = new GroupWorld()
    world.shard.beginLoading()
    world.shard.replay({ key: groupKey, value: VALUE })
    world.shard.replay({ key: memberKey, value: VALUE })
    world.perform(world.shard.finishLoading(world.nowMs))
    world.run('wait 44999')
    expect(world.shard.foreignGroups.get(GROUP_ID)?.isEmpty).toBe(false)
    expect(world.run('wait 1')).toBe('wait 1\n  at 45000: foreign-members timeout\n  log: other')
    expect(world.shard.foreignGroups.get(GROUP_ID)?.isEmpty).toBe(true)
    expect(world.run('a joins')).toContain('MEMBER_ID_REQUIRED')
  })

  test('without members: an administrator may commit, and delete it, and its offsets expire with it', () => {
    const world = new GroupWorld()
    world.shard.replay({ key: groupKey, value: VALUE })
    world.shard.replay({ key: memberKey, value: VALUE })
    world.shard.replay({ key: memberKey, value: null })
    world.shard.replay(offsetRecords(world, 5)[0]!)
    expect(commitErrorOf(world, '', -1)).toBe('NONE')
    expect(commitErrorOf(world, 'm', 3)).toBe('UNKNOWN_MEMBER_ID')
    const all = [offsetTombstone(GROUP_ID, 't', 0), { key: groupKey, value: null }]
    expect(world.shard.deleteGroup(GROUP_ID)).toEqual({ errorCode: ErrorCode.NONE, records: all })
    expect(world.shard.expire(Number.MAX_SAFE_INTEGER)).toEqual(all)
  })

  test('without members: it gives way to a classic group, and keeps its offsets', () => {
    const world = new GroupWorld()
    world.shard.replay({ key: groupKey, value: VALUE })
    world.shard.replay(offsetRecords(world, 5)[0]!)
    expect(world.run('a joins')).toBe(
      lines(`
        a joins
          a hears MEMBER_ID_REQUIRED as a1
          log: other
          log: group g "" generation 0 by null, leader -, members none
      `),
    )
    expect(world.shard.foreignGroups.has(GROUP_ID)).toBe(false)
    expect(committed(world)).toBe(5)
  })

  test('a share group stays, and gives way to no other; without state in another topic it can be deleted', () => {
    const world = new GroupWorld()
    const key = encodeCoordinatorKey(
      shareGroupMetadataKey,
      Object.assign(new ShareGroupMetadataKey(), { groupId: GROUP_ID }),
    )
    world.shard.replay({ key, value: VALUE })
    expect(world.shard.expire(Number.MAX_SAFE_INTEGER)).toEqual([])
    expect(world.run('a joins')).toContain('INCONSISTENT_GROUP_PROTOCOL')
    expect(commitErrorOf(world, '', -1)).toBe('GROUP_ID_NOT_FOUND')
    expect(errorName(world.shard.offsetDeleteError(GROUP_ID))).toBe('GROUP_ID_NOT_FOUND')
    expect(world.shard.deleteGroup(GROUP_ID)).toEqual({ errorCode: ErrorCode.NONE, records: [{ key, value: null }] })
  })
})

test('a loaded group above group.max.size rebalances, and the last to join again are turned away', () => {
  const written = new GroupWorld()
  const records = capture(written, 'a joins version=3\nb joins version=3\nwait 6000\na syncs a=x b=y\nb syncs')
  const world = new GroupWorld({ maxSize: 1 })
  world.shard.beginLoading()
  for (const record of records) world.shard.replay(record)
  world.perform(world.shard.finishLoading(world.nowMs))
  for (const name of ['a', 'b']) {
    const { memberId, generationId } = written.clientOf(name)
    Object.assign(world.clientOf(name), { memberId, generationId })
  }
  const transcript = `
    a heartbeats
      a hears REBALANCE_IN_PROGRESS
    a joins
    b joins
      a joined generation 2 as a1 by range, leader a1, members a1
      b hears GROUP_MAX_SIZE_REACHED as -
  `
  expect(world.run('a heartbeats\na joins\nb joins')).toBe(lines(transcript))
})

function capture(world: GroupWorld, script: string) {
  const all: { key: Buffer; value: Buffer | null }[] = []
  const { shard } = world
  const replay = shard.replay.bind(shard)
  shard.replay = (record, producerId, recordOffset) => {
    all.push(record)
    return replay(record, producerId, recordOffset)
  }
  world.run(script)
  return all
}
