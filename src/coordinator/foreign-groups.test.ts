/**
 * Groups of the newer protocols as their records show them. The states are those that Apache Kafka 4.4 tells of such
 * records.
 */
import { describe, expect, it, test } from 'vitest'
import { encodeCoordinatorKey, encodeCoordinatorValue } from '../protocol/coordinator-record.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { COORDINATOR_CODECS } from '../protocol/generated/coordinator-codecs.ts'
import { type ForeignGroup, ForeignGroups } from './foreign-groups.ts'
import { errorName } from './test-support/transcript.ts'

const CODECS = COORDINATOR_CODECS.__consumer_offsets

/** A record by its type; `value` null for a tombstone. */
function record(type: number, key: object, value: object | null) {
  const [keyCodec, valueCodec] = CODECS.get(type)!
  return {
    key: encodeCoordinatorKey(keyCodec, Object.assign(keyCodec.create(), key)),
    value: value === null ? null : encodeCoordinatorValue(valueCodec, 0, Object.assign(valueCodec.create(), value)),
  }
}

type Line = readonly [type: number, key: object, value: object | null]

function loaded(...lines: readonly Line[]): ForeignGroup | undefined {
  const groups = new ForeignGroups()
  for (const [type, key, value] of lines) {
    const { key: keyBytes, value: valueBytes } = record(type, { groupId: 'g', ...key }, value)
    groups.replay('g', keyBytes, valueBytes)
  }
  return groups.get('g')
}

const m = { memberId: 'm' }
const CLASSIC = { classicMemberMetadata: { sessionTimeoutMs: 1, supportedProtocols: [] } }
const consumer = {
  group: (epoch: number): Line => [3, {}, { epoch }],
  member: (value: object | null = { classicMemberMetadata: null }): Line => [5, m, value],
  target: (assignmentEpoch: number): Line => [6, {}, { assignmentEpoch }],
  current: (memberEpoch: number, state = 0): Line => [8, m, { memberEpoch, state }],
}
const share = {
  group: (epoch: number): Line => [11, {}, { epoch }],
  member: (): Line => [10, m, {}],
  state: (topics: number): Line => [
    15,
    {},
    {
      initializedTopics: Array.from({ length: topics }, () => ({
        topicId: 'AAAAAAAAAAAAAAAAAAAAAA',
        topicName: 't',
        partitions: [0],
      })),
    },
  ],
}
const streams = {
  group: (epoch: number, validatedTopologyEpoch: number): Line => [17, {}, { epoch, validatedTopologyEpoch }],
  member: (): Line => [19, m, {}],
  target: (assignmentEpoch: number): Line => [20, {}, { assignmentEpoch }],
  current: (memberEpoch: number, state = 0): Line => [22, m, { memberEpoch, state }],
  topology: (epoch: number): Line => [23, {}, { epoch }],
}

test.each<[string, string, readonly Line[]]>([
  ['consumer', 'Empty', [consumer.group(3), consumer.target(3)]],
  ['consumer', 'Empty', [consumer.group(3), consumer.member(), consumer.member(null)]],
  ['consumer', 'Assigning', [consumer.group(3), consumer.member(), consumer.target(2), consumer.current(2)]],
  ['consumer', 'Reconciling', [consumer.group(3), consumer.member(), consumer.target(3), consumer.current(2)]],
  ['consumer', 'Reconciling', [consumer.group(3), consumer.member(), consumer.target(3), consumer.current(3, 1)]],
  ['consumer', 'Reconciling', [consumer.group(3), consumer.member(), consumer.target(3)]],
  ['consumer', 'Stable', [consumer.group(3), consumer.member(), consumer.target(3), consumer.current(3)]],
  ['share', 'Empty', [share.group(2)]],
  ['share', 'Empty', [share.state(1)]],
  ['share', 'Stable', [share.group(2), share.member()]],
  ['streams', 'Empty', [streams.group(1, 0), streams.topology(0)]],
  ['streams', 'NotReady', [streams.group(1, -1), streams.member(), streams.topology(0)]],
  ['streams', 'Assigning', [streams.group(1, 0), streams.member(), streams.topology(0)]],
  ['streams', 'Reconciling', [streams.group(1, 0), streams.member(), streams.topology(0), streams.target(1)]],
  [
    'streams',
    'Stable',
    [streams.group(1, 0), streams.member(), streams.topology(0), streams.target(1), streams.current(1)],
  ],
])('a %s group is %s', (type, state, lines) => {
  const group = loaded(...lines)!
  expect([group.type, group.state]).toEqual([type, state])
})

test('a group is there as long as any record of it', () => {
  expect(loaded(consumer.group(1), [3, {}, null])).toBeUndefined()
  expect(loaded(consumer.group(1), consumer.member(), [3, {}, null])).toBeDefined()
})

test('a record that was not committed after all gives way to the one before it', () => {
  const groups = new ForeignGroups()
  const first = record(3, { groupId: 'g' }, { epoch: 1 })
  const second = record(3, { groupId: 'g' }, { epoch: 2 })
  groups.replay('g', first.key, first.value)
  for (const { key, value } of [
    record(5, { groupId: 'g', ...m }, { classicMemberMetadata: null }),
    record(6, { groupId: 'g' }, { assignmentEpoch: 1 }),
    record(8, { groupId: 'g', ...m }, { memberEpoch: 1 }),
  ])
    groups.replay('g', key, value)
  expect(groups.get('g')?.state).toBe('Stable')
  const undo = groups.replay('g', second.key, second.value)
  expect(groups.get('g')?.state).toBe('Assigning')
  undo()
  expect(groups.get('g')?.state).toBe('Stable')
})

describe('offsets of a group with members', () => {
  const group = loaded(consumer.group(3), consumer.member(), consumer.target(3), consumer.current(3))!

  it.each<[string | null, number, string]>([
    [null, -1, 'NONE'],
    ['m', 3, 'NONE'],
    ['m', 2, 'STALE_MEMBER_EPOCH'],
    ['m', -1, 'STALE_MEMBER_EPOCH'],
    ['n', 3, 'UNKNOWN_MEMBER_ID'],
    ['', -1, 'UNKNOWN_MEMBER_ID'],
  ])('are read by %s in epoch %i: %s', (memberId, epoch, error) => {
    expect(errorName(group.fetchError(memberId, epoch))).toBe(error)
  })

  it.each<[string, number, number, string]>([
    ['m', 3, 9, 'NONE'],
    ['m', 3, 8, 'UNSUPPORTED_VERSION'],
    ['m', 2, 9, 'STALE_MEMBER_EPOCH'],
    ['', -1, 9, 'UNKNOWN_MEMBER_ID'],
    ['n', 3, 8, 'UNKNOWN_MEMBER_ID'],
  ])('are committed by "%s" in epoch %i with version %i: %s', (memberId, epoch, version, error) => {
    expect(errorName(group.commitError(memberId, epoch, version))).toBe(error)
  })

  it('are committed by a member of the classic protocol in its generation', () => {
    const mixed = loaded(consumer.group(3), consumer.member(CLASSIC), consumer.target(3), consumer.current(3))!
    expect(errorName(mixed.commitError('m', 3, 7))).toBe('NONE')
    expect(errorName(mixed.commitError('m', 2, 7))).toBe('ILLEGAL_GENERATION')
  })
})

test('a share group has no offsets to ask for, and none can be committed', () => {
  const group = loaded(share.group(1))!
  expect(group.fetchError('x', 7)).toBe(ErrorCode.NONE)
  expect(group.commitError('', -1, 9)).toBe(ErrorCode.GROUP_ID_NOT_FOUND)
})

test('deletion: nobody may be left, and no state of a share group in another topic', () => {
  expect(errorName(loaded(share.group(1), share.member())!.deletionError)).toBe('NON_EMPTY_GROUP')
  expect(errorName(loaded(share.group(1), share.state(1))!.deletionError)).toBe('UNSUPPORTED_VERSION')
  expect(errorName(loaded(share.group(1), share.state(0))!.deletionError)).toBe('NONE')
  expect(errorName(loaded(streams.group(1, 0), streams.member())!.deletionError)).toBe('NON_EMPTY_GROUP')
  expect(errorName(loaded(streams.group(1, 0))!.deletionError)).toBe('NONE')
})

test('members end with all that goes with them, in Kafka’s order, and the group is empty', () => {
  const group = loaded(consumer.group(3), consumer.member(), [7, m, {}], consumer.target(3), consumer.current(3))!
  const tombstones = group.memberTombstones()
  expect(tombstones.map(({ key, value }) => [key.readInt16BE(0), value])).toEqual([
    [8, null],
    [7, null],
    [5, null],
  ])
})
