import { expect, test } from 'vitest'
import { GroupShard } from '../coordinator/group-shard.ts'
import { encodeCoordinatorKey, encodeCoordinatorValue } from '../protocol/coordinator-record.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  ConsumerGroupMetadataKey,
  consumerGroupMetadataKey,
} from '../protocol/generated/consumer-group-metadata-key.ts'
import {
  ConsumerGroupMetadataValue,
  consumerGroupMetadataValue,
} from '../protocol/generated/consumer-group-metadata-value.ts'
import { DescribeGroupsRequest } from '../protocol/generated/describe-groups-request.ts'
import { ListGroupsRequest } from '../protocol/generated/list-groups-request.ts'
import { ShareGroupMetadataKey, shareGroupMetadataKey } from '../protocol/generated/share-group-metadata-key.ts'
import { ShareGroupMetadataValue, shareGroupMetadataValue } from '../protocol/generated/share-group-metadata-value.ts'
import type { RequestContext } from './api.ts'
import { describeGroups, type GroupAdminServices, listGroups } from './groups-admin.ts'

/** A coordinator with a group of each kind, none of which has members. */
function services(): GroupAdminServices {
  const options = {
    initialRebalanceDelayMs: 0,
    minSessionTimeoutMs: 0,
    maxSessionTimeoutMs: 60_000,
    maxSize: 10,
    offsetsRetentionMs: 1000,
    maxOffsetMetadataBytes: 10,
  }
  const shard = new GroupShard(options, { uint32: () => 1, bytes: length => new Uint8Array(length) })
  const offset = { offset: 5, leaderEpoch: -1, metadata: '', commitTimestampMs: 0, expireTimestampMs: -1 }
  const records = [
    ...shard.commitRecords('simple', [
      { topic: 't', partition: 0, offset: { ...offset, topicId: 'AAAAAAAAAAAAAAAAAAAAAg' } },
    ]),
    {
      key: encodeCoordinatorKey(
        consumerGroupMetadataKey,
        Object.assign(new ConsumerGroupMetadataKey(), { groupId: 'newer' }),
      ),
      value: encodeCoordinatorValue(consumerGroupMetadataValue, 0, new ConsumerGroupMetadataValue()),
    },
    {
      key: encodeCoordinatorKey(
        shareGroupMetadataKey,
        Object.assign(new ShareGroupMetadataKey(), { groupId: 'shared' }),
      ),
      value: encodeCoordinatorValue(shareGroupMetadataValue, 0, new ShareGroupMetadataValue()),
    },
  ]
  for (const record of records) shard.replay(record)
  return {
    groups: {
      shardOf: () => shard,
      deleteGroup: () => Promise.resolve(ErrorCode.NONE),
      runtime: { loadedShards: () => [shard], isLoading: false },
    },
  }
}

const context = (apiVersion: number) => ({ apiVersion }) as RequestContext

function listed(statesFilter: string[], typesFilter: string[]): string[] {
  const request = Object.assign(new ListGroupsRequest(), { statesFilter, typesFilter })
  return listGroups
    .handle(services(), context(5), request)
    .groups.map(({ groupId, protocolType, groupState, groupType }) =>
      [groupId, protocolType, groupState, groupType].join(' '),
    )
}

const SIMPLE = 'simple  Empty classic'
const NEWER = 'newer consumer Empty consumer'
const SHARED = 'shared share Empty share'

test.each<[string[], string[], string[]]>([
  [[], [], [SIMPLE, NEWER, SHARED]],
  [['empty'], [], [SIMPLE, NEWER, SHARED]],
  [['Stable'], [], []],
  [[], ['Consumer'], [NEWER]],
  [[], ['classic', 'SHARE'], [SIMPLE, SHARED]],
  [['Empty'], ['streams'], []],
])('ListGroups of states %j and types %j', (states, types, expected) => {
  expect(listed(states, types)).toEqual(expected)
})

test('DescribeGroups speaks of classic groups alone, and says so from version 6 on', () => {
  const request = Object.assign(new DescribeGroupsRequest(), { groups: ['simple', 'newer', 'absent'] })
  const described = (version: number) =>
    describeGroups
      .handle(services(), context(version), request)
      .groups.map(({ errorCode, errorMessage, groupState }) => [groupState, errorCode, errorMessage])
  expect(described(6)).toEqual([
    ['Empty', ErrorCode.NONE, null],
    ['Dead', ErrorCode.GROUP_ID_NOT_FOUND, 'Group newer is not a classic group.'],
    ['Dead', ErrorCode.GROUP_ID_NOT_FOUND, 'Group absent not found.'],
  ])
  expect(described(5)).toEqual([
    ['Empty', ErrorCode.NONE, null],
    ['Dead', ErrorCode.NONE, null],
    ['Dead', ErrorCode.NONE, null],
  ])
})
