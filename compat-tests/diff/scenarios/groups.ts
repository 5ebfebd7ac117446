import { randomBytes } from 'node:crypto'
import type { JsonObject } from '../../../src/protocol/json.ts'
import type { Scenario } from '../scenario.ts'
import { at, type Session } from '../session.ts'

const METADATA = Buffer.from('subscription').toString('base64')
const ASSIGNMENT = Buffer.from('assignment').toString('base64')

function joinRequest(groupId: string, memberId: string, more: JsonObject = {}): JsonObject {
  const protocols = [{ name: 'range', metadata: METADATA }]
  const times = { sessionTimeoutMs: 30_000, rebalanceTimeoutMs: 30_000 }
  return { groupId, memberId, protocolType: 'consumer', protocols, ...times, ...more }
}

/** Joins and syncs one member of a classic group; returns its id. The versions are fixed: this is only preparation. */
async function stableMember(session: Session, groupId: string): Promise<string> {
  const required = await session.ask('JoinGroup', 5, joinRequest(groupId, ''))
  const memberId = at(required, 'memberId') as string
  session.nameValue(memberId, `member of ${groupId}`)
  await session.ask('JoinGroup', 5, joinRequest(groupId, memberId))
  const assignments = [{ memberId, assignment: ASSIGNMENT }]
  await session.ask('SyncGroup', 3, { groupId, generationId: 1, memberId, assignments })
  return memberId
}

export const groupScenarios: readonly Scenario[] = [
  {
    api: 'JoinGroup',
    name: 'the life of one member',
    run: async (session, version) => {
      const groupId = `join-${version}`
      const ask = (step: string, memberId: string, more: JsonObject = {}) =>
        session.send('JoinGroup', version, step, joinRequest(groupId, memberId, more))
      // The member id is the broker's own: it gets its name from a first answer that is not kept.
      const first = await session.ask('JoinGroup', version, joinRequest(groupId, ''))
      const memberId = at(first, 'memberId') as string
      session.nameValue(memberId, 'member')
      session.note('JoinGroup', version, 'first', first)
      await ask('with the id', memberId)
      await ask('unknown id', 'nobody')
      await ask('session timeout too short', memberId, { sessionTimeoutMs: 1 })
      await ask('session timeout too long', memberId, { sessionTimeoutMs: 2_000_000_000 })
      await ask('other protocol type', memberId, { protocolType: 'connect' })
      await ask('no protocols', memberId, { protocols: [] })
      await session.send('JoinGroup', version, 'empty group id', joinRequest('', ''))
      if (version >= 5) {
        const [instance, group] = ['one', `join-static-${version}`]
        const joined = await session.ask('JoinGroup', version, joinRequest(group, '', { groupInstanceId: instance }))
        session.nameValue(at(joined, 'memberId'), 'static member')
        session.note('JoinGroup', version, 'static', joined)
        const fenced = joinRequest(group, 'wrong', { groupInstanceId: instance })
        await session.send('JoinGroup', version, 'static with a wrong member id', fenced)
      }
    },
  },
  {
    api: 'SyncGroup',
    name: 'right and wrong generations',
    run: async (session, version) => {
      const groupId = `sync-${version}`
      const memberId = await stableMember(session, groupId)
      const ask = (step: string, more: JsonObject) => {
        const request = {
          groupId,
          generationId: 1,
          memberId,
          protocolType: 'consumer',
          protocolName: 'range',
          assignments: [],
          ...more,
        }
        return session.send('SyncGroup', version, step, request)
      }
      await ask('again', {})
      await ask('old generation', { generationId: 0 })
      await ask('unknown member', { memberId: 'nobody' })
      await ask('unknown group', { groupId: `absent-${version}` })
      await ask('empty group', { groupId: '' })
      if (version >= 5) await ask('other protocol', { protocolName: 'roundrobin' })
      if (version >= 5) await ask('other type', { protocolType: 'connect' })
    },
  },
  {
    api: 'Heartbeat',
    name: 'right and wrong generations',
    run: async (session, version) => {
      const groupId = `heartbeat-${version}`
      const memberId = await stableMember(session, groupId)
      const ask = (step: string, more: JsonObject) =>
        session.send('Heartbeat', version, step, { groupId, generationId: 1, memberId, ...more })
      await ask('good', {})
      await ask('old generation', { generationId: 0 })
      await ask('unknown member', { memberId: 'nobody' })
      await ask('unknown group', { groupId: `absent-${version}` })
      await ask('empty group', { groupId: '' })
      if (version >= 3) await ask('unknown instance', { groupInstanceId: 'nobody' })
    },
  },
  {
    api: 'LeaveGroup',
    name: 'members that are and are not there',
    run: async (session, version) => {
      const groupId = `leave-${version}`
      const memberId = await stableMember(session, groupId)
      const ask = (step: string, group: string, member: string, more: JsonObject = {}) =>
        session.send(
          'LeaveGroup',
          version,
          step,
          version >= 3
            ? { groupId: group, members: [{ memberId: member, ...more }] }
            : { groupId: group, memberId: member },
        )
      await ask('unknown member', groupId, 'nobody')
      if (version >= 3) await ask('unknown instance', groupId, '', { groupInstanceId: 'nobody' })
      await ask('good', groupId, memberId)
      await ask('again', groupId, memberId)
      await ask('unknown group', `absent-${version}`, memberId)
      await ask('empty group', '', memberId)
    },
  },
  {
    api: 'OffsetCommit',
    name: 'with and without members',
    run: async (session, version) => {
      const [groupId, name] = [`commit-${version}`, `commit-${version}`]
      const topicId = await session.topic(name, 2)
      const ask = (step: string, more: JsonObject, partition: JsonObject = {}, topic: JsonObject = {}) => {
        const partitions = [{ partitionIndex: 0, committedOffset: 5, committedMetadata: 'note', ...partition }]
        const request = {
          groupId,
          generationIdOrMemberEpoch: -1,
          memberId: '',
          topics: [{ name, topicId, partitions, ...topic }],
          ...more,
        }
        return session.send('OffsetCommit', version, step, request)
      }
      await ask('simple consumer', {})
      await ask('negative offset', {}, { committedOffset: -1 })
      await ask('metadata too long', {}, { committedMetadata: 'x'.repeat(5000) })
      await ask('null metadata', {}, { committedMetadata: null })
      await ask('unknown partition', {}, { partitionIndex: 9 })
      await ask('unknown topic', {}, {}, { name: `absent-${version}`, topicId: 'MN3kW0nBSyWnnoI1gRkm7Q' })
      await ask('unknown member', { generationIdOrMemberEpoch: 1, memberId: 'nobody' })
      await ask('empty group', { groupId: '' })
      const group = `commit-member-${version}`
      const memberId = await stableMember(session, group)
      await ask('member', { groupId: group, generationIdOrMemberEpoch: 1, memberId })
      await ask('member of an old generation', { groupId: group, generationIdOrMemberEpoch: 0, memberId })
      await ask('no member while there is one', { groupId: group })
    },
  },
  {
    api: 'OffsetFetch',
    name: 'committed and not',
    run: async (session, version) => {
      const [groupId, name] = [`offsets-${version}`, `offsets-${version}`]
      const topicId = await session.topic(name, 3)
      const partitions = [0, 1].map(partitionIndex => ({
        partitionIndex,
        committedOffset: partitionIndex + 5,
        committedMetadata: 'note',
      }))
      await session.ask('OffsetCommit', 5, {
        groupId,
        generationIdOrMemberEpoch: -1,
        memberId: '',
        topics: [{ name, partitions }],
      })
      const ask = (step: string, group: string, topics: JsonObject[] | null, more: JsonObject = {}) => {
        const request =
          version >= 8
            ? { groups: [{ groupId: group, memberId: null, memberEpoch: -1, topics, ...more }] }
            : { groupId: group, topics, ...more }
        return session.send('OffsetFetch', version, step, request)
      }
      await ask('two of three', groupId, [{ name, topicId, partitionIndexes: [0, 2] }])
      if (version >= 2) await ask('all', groupId, null)
      await ask('unknown partition', groupId, [{ name, topicId, partitionIndexes: [9] }])
      await ask('unknown topic', groupId, [
        { name: `absent-${version}`, topicId: 'MN3kW0nBSyWnnoI1gRkm7Q', partitionIndexes: [0] },
      ])
      await ask('unknown group', `absent-${version}`, [{ name, topicId, partitionIndexes: [0] }])
      if (version >= 2) await ask('all of an unknown group', `absent-${version}`, null)
      await ask('empty group id', '', [{ name, topicId, partitionIndexes: [0] }])
      await ask('no topics', groupId, [])
      if (version >= 9) await ask('unknown member', groupId, null, { memberId: 'nobody', memberEpoch: 1 })
    },
  },
  {
    api: 'OffsetDelete',
    name: 'of an empty group and of a used one',
    run: async (session, version) => {
      const [groupId, name] = [`offset-delete-${version}`, `offset-delete-${version}`]
      await session.topic(name, 2)
      const partitions = [{ partitionIndex: 0, committedOffset: 5, committedMetadata: '' }]
      await session.ask('OffsetCommit', 5, {
        groupId,
        generationIdOrMemberEpoch: -1,
        memberId: '',
        topics: [{ name, partitions }],
      })
      const ask = (step: string, group: string, topic: string, partitionIndex: number) =>
        session.send('OffsetDelete', version, step, {
          groupId: group,
          topics: [{ name: topic, partitions: [{ partitionIndex }] }],
        })
      await ask('good', groupId, name, 0)
      await ask('again', groupId, name, 0)
      await ask('unknown partition', groupId, name, 9)
      await ask('unknown topic', groupId, `absent-${version}`, 0)
      await ask('unknown group', `absent-${version}`, name, 0)
    },
  },
  {
    api: 'DescribeGroups',
    name: 'empty, stable, dead',
    run: async (session, version) => {
      const groupId = `describe-${version}`
      await stableMember(session, groupId)
      await session.send('DescribeGroups', version, 'stable', { groups: [groupId] })
      await session.send('DescribeGroups', version, 'unknown and empty id', { groups: [`absent-${version}`, ''] })
      if (version >= 3)
        await session.send('DescribeGroups', version, 'operations', {
          groups: [groupId],
          includeAuthorizedOperations: true,
        })
      await session.send('DescribeGroups', version, 'none', { groups: [] })
    },
  },
  {
    api: 'ListGroups',
    name: 'with filters',
    run: async (session, version) => {
      const groupId = `listed-${version}`
      await stableMember(session, groupId)
      if (version >= 4) await session.send('ListGroups', version, 'no such state', { statesFilter: ['NoSuchState'] })
      if (version >= 4) await session.send('ListGroups', version, 'dead ones', { statesFilter: ['Dead'] })
      if (version >= 5) await session.send('ListGroups', version, 'no such type', { typesFilter: ['nosuchtype'] })
      if (version >= 5) await session.send('ListGroups', version, 'streams groups', { typesFilter: ['streams'] })
      // Members of other scenarios may have gone meanwhile; what is compared is the one group that is surely there.
      const all = await session.ask('ListGroups', version, {})
      const listed = (at(all, 'groups') as { groupId: string }[]).filter(group => group.groupId === groupId)
      session.note('ListGroups', version, 'all', { ...all, groups: listed })
    },
  },
  {
    api: 'DeleteGroups',
    name: 'used, empty, unknown',
    run: async (session, version) => {
      const groupId = `delete-group-${version}`
      const memberId = await stableMember(session, groupId)
      await session.send('DeleteGroups', version, 'in use', { groupsNames: [groupId] })
      await session.ask('LeaveGroup', 3, { groupId, members: [{ memberId }] })
      await session.send('DeleteGroups', version, 'empty', { groupsNames: [groupId] })
      await session.send('DeleteGroups', version, 'again, and an empty id', { groupsNames: [groupId, ''] })
    },
  },
  {
    api: 'ConsumerGroupHeartbeat',
    name: 'the life of one member (KIP-848)',
    run: async (session, version) => {
      const groupId = `consumer-${version}`
      await session.topic(groupId, 2)
      const memberId = randomBytes(16).toString('base64url')
      session.nameValue(memberId, 'member')
      const ask = (step: string, more: JsonObject) =>
        session.send('ConsumerGroupHeartbeat', version, step, { groupId, memberId, ...more })
      const subscription = {
        memberEpoch: 0,
        rebalanceTimeoutMs: 60_000,
        subscribedTopicNames: [groupId],
        topicPartitions: [],
      }
      await ask('join', subscription)
      await ask('steady', { memberEpoch: 1 })
      await ask('epoch of the future', { memberEpoch: 9 })
      await ask('unknown member', { memberId: 'nobody', memberEpoch: 1 })
      await ask('unknown assignor', { ...subscription, serverAssignor: 'nosuch' })
      await ask('join without a subscription', {
        memberId: 'other',
        memberEpoch: 0,
        rebalanceTimeoutMs: 60_000,
        topicPartitions: [],
      })
      await ask('empty group', { ...subscription, groupId: '' })
      if (version >= 1)
        await ask('bad pattern', {
          ...subscription,
          memberId: 'third',
          subscribedTopicNames: null,
          subscribedTopicRegex: '(',
        })
      await ask('leave', { memberEpoch: -1 })
    },
  },
  {
    api: 'ConsumerGroupDescribe',
    name: 'consumer, classic, unknown',
    run: async (session, version) => {
      const groupId = `consumer-describe-${version}`
      await session.topic(groupId, 2)
      const memberId = randomBytes(16).toString('base64url')
      session.nameValue(memberId, 'member')
      const subscription = {
        memberEpoch: 0,
        rebalanceTimeoutMs: 60_000,
        subscribedTopicNames: [groupId],
        topicPartitions: [],
      }
      await session.ask('ConsumerGroupHeartbeat', 0, { groupId, memberId, ...subscription })
      await session.ask('ConsumerGroupHeartbeat', 0, { groupId, memberId, memberEpoch: 1 })
      await session.send('ConsumerGroupDescribe', version, 'one member', { groupIds: [groupId] })
      const classic = `classic-describe-${version}`
      await stableMember(session, classic)
      await session.send('ConsumerGroupDescribe', version, 'classic group', { groupIds: [classic] })
      await session.send('ConsumerGroupDescribe', version, 'unknown and empty', { groupIds: [`absent-${version}`, ''] })
    },
  },
]
