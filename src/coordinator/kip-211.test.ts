/** KIP-211: when committed offsets, and groups with them, expire. */
import { describe, expect, test } from 'vitest'
import { ClassicGroup, type ClassicGroupState, ClassicMember } from './classic-group.ts'
import { expiredOffsets } from './offset-expiry.ts'
import type { CommittedOffset, TopicOffsets } from './offset-store.ts'
import { consumerMetadata, DEFAULTS, GROUP_ID, GroupWorld } from './test-support/transcript.ts'

const RETENTION_MS = 1000
const COMMITTED_AT = 5000

function offset(expireTimestampMs = -1): CommittedOffset {
  return {
    offset: 1,
    leaderEpoch: -1,
    metadata: '',
    commitTimestampMs: COMMITTED_AT,
    expireTimestampMs,
    topicId: 'AAAAAAAAAAAAAAAAAAAAAA',
  }
}

function group(state: ClassicGroupState, protocolType: string | null, sinceMs: number): ClassicGroup {
  const made = new ClassicGroup(GROUP_ID)
  made.protocolType = protocolType
  if (state !== 'Empty') {
    made.protocolName = 'range'
    made.add(
      new ClassicMember('m', null, 'c', '/h', 1, 1, [{ name: 'range', metadata: consumerMetadata(['subscribed']) }]),
    )
  }
  made.restore(state, sinceMs)
  return made
}

test.each<{
  what: string
  of: ClassicGroup | undefined
  topic?: string
  own?: number
  keptAt: number
  goneAt: number | null
}>([
  {
    what: 'consumers that assign themselves: from the commit',
    of: group('Empty', null, 9000),
    keptAt: 5999,
    goneAt: 6000,
  },
  {
    what: 'an empty group: from when it became empty',
    of: group('Empty', 'consumer', 9000),
    keptAt: 9999,
    goneAt: 10_000,
  },
  { what: 'also when the commit came later', of: group('Empty', 'consumer', 2000), keptAt: 2999, goneAt: 3000 },
  {
    what: 'an empty group of an old record: from the commit',
    of: group('Empty', 'consumer', -1),
    keptAt: 5999,
    goneAt: 6000,
  },
  {
    what: 'a stable group of consumers, another topic: from the commit',
    of: group('Stable', 'consumer', 0),
    keptAt: 5999,
    goneAt: 6000,
  },
  {
    what: 'a stable group, a subscribed topic: never',
    of: group('Stable', 'consumer', 0),
    topic: 'subscribed',
    keptAt: 1e12,
    goneAt: null,
  },
  {
    what: 'a group that rebalances: never',
    of: group('PreparingRebalance', 'consumer', 0),
    keptAt: 1e12,
    goneAt: null,
  },
  {
    what: 'a group of another kind with members: never',
    of: group('Stable', 'connect', 0),
    keptAt: 1e12,
    goneAt: null,
  },
  { what: 'an empty group of a newer protocol: from the commit', of: undefined, keptAt: 5999, goneAt: 6000 },
  {
    what: 'an expiry of its own goes before the retention',
    of: group('Empty', null, 0),
    own: 7000,
    keptAt: 6999,
    goneAt: 7000,
  },
])('$what', ({ of, topic = 'other', own, keptAt, goneAt }) => {
  const topics = new Map<string, TopicOffsets>([[topic, new Map([[3, offset(own)]])]])
  const never = () => false
  expect(expiredOffsets(keptAt, RETENTION_MS, of, topics, never)).toEqual({ expired: [], allGone: false })
  if (goneAt === null) return
  expect(expiredOffsets(goneAt, RETENTION_MS, of, topics, never)).toEqual({
    expired: [{ topic, partition: 3 }],
    allGone: true,
  })
  // What a transaction holds back stays.
  expect(expiredOffsets(goneAt, RETENTION_MS, of, topics, () => true)).toEqual({ expired: [], allGone: false })
})

describe('groups', () => {
  test('an emptied group goes with its last offset', () => {
    const world = new GroupWorld()
    world.run('a joins version=3\nwait 3000\na syncs a=x')
    world.write(world.shard.commitRecords(GROUP_ID, [{ topic: 'other', partition: 0, offset: offset() }]))
    world.run('a leaves')
    const emptiedMs = world.nowMs
    expect(world.shard.expire(emptiedMs + DEFAULTS.offsetsRetentionMs - 1)).toEqual([])
    world.trace.length = 0
    world.write(world.shard.expire(emptiedMs + DEFAULTS.offsetsRetentionMs))
    expect(world.trace).toEqual(['  log: offset of other-0 is gone', '  log: group g is gone'])
    expect([...world.shard.groups.keys()]).toEqual([])
  })

  test('an empty group without offsets goes at once, but not while somebody holds an id', () => {
    const world = new GroupWorld()
    world.run('a joins version=9')
    expect(world.shard.expire(world.nowMs)).toEqual([])
    world.run('wait 10000')
    world.trace.length = 0
    world.write(world.shard.expire(world.nowMs))
    expect(world.trace).toEqual(['  log: group g is gone'])
  })
})
