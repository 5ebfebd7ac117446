import { describe, expect, it } from 'vitest'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  AlterPartitionReassignmentsRequest,
  ReassignablePartition,
  ReassignableTopic,
} from '../protocol/generated/alter-partition-reassignments-request.ts'
import type { AlterPartitionReassignmentsResponse } from '../protocol/generated/alter-partition-reassignments-response.ts'
import {
  AlterPartitionRequest,
  BrokerState,
  PartitionData,
  TopicData,
} from '../protocol/generated/alter-partition-request.ts'
import type { AlterPartitionResponse } from '../protocol/generated/alter-partition-response.ts'
import {
  BrokerRegistrationChangeRecord,
  brokerRegistrationChangeRecord,
} from '../protocol/generated/broker-registration-change-record.ts'
import {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsTopics,
} from '../protocol/generated/list-partition-reassignments-request.ts'
import type { ListPartitionReassignmentsResponse } from '../protocol/generated/list-partition-reassignments-response.ts'
import { metadataRecord } from '../protocol/metadata-record.ts'
import { idOf, TestCluster } from './test-support/test-cluster.ts'

function six(options: ConstructorParameters<typeof TestCluster>[0] = {}): TestCluster {
  const cluster = new TestCluster(options).join(1, 2, 3, 4, 5, 6)
  cluster.create('t', { on: [[1, 2, 3]] })
  return cluster
}

interface Asked {
  readonly index?: number
  readonly topic?: string
  readonly allowFactorChange?: boolean
  readonly apiVersion?: number
}

function reassign(
  cluster: TestCluster,
  replicas: number[] | null,
  { index = 0, topic = 't', allowFactorChange = true, apiVersion = 1 }: Asked = {},
) {
  const request = new AlterPartitionReassignmentsRequest()
  request.allowReplicationFactorChange = allowFactorChange
  const partition = Object.assign(new ReassignablePartition(), { partitionIndex: index, replicas })
  request.topics = [Object.assign(new ReassignableTopic(), { name: topic, partitions: [partition] })]
  const response = cluster.ask<AlterPartitionReassignmentsResponse>(
    ApiKey.AlterPartitionReassignments,
    apiVersion,
    request,
  )
  expect(response).toMatchObject({ errorCode: 0, errorMessage: null })
  const { errorCode, errorMessage } = response.responses[0]!.partitions[0]!
  return errorCode === ErrorCode.NONE ? 'done' : [errorCode, errorMessage]
}

/** The leader says who is in sync. Returns the error code. */
function inSync(cluster: TestCluster, isr: readonly number[]): number {
  const { leader, leaderEpoch, partitionEpoch } = cluster.partition('t')
  const epochOf = (id: number): number => cluster.image.cluster.brokers.get(id)!.epoch
  const data = Object.assign(new PartitionData(), { partitionIndex: 0, leaderEpoch, partitionEpoch })
  data.newIsrWithEpochs = isr.map(brokerId =>
    Object.assign(new BrokerState(), { brokerId, brokerEpoch: epochOf(brokerId) }),
  )
  const topicId = cluster.image.topics.byName('t')!.id
  const request = Object.assign(new AlterPartitionRequest(), { brokerId: leader, brokerEpoch: epochOf(leader) })
  request.topics = [Object.assign(new TopicData(), { topicId, partitions: [data] })]
  const response = cluster.ask<AlterPartitionResponse>(ApiKey.AlterPartition, 3, request)
  return response.topics[0]!.partitions[0]!.errorCode
}

/** `[replicas] +[adding] -[removing] leader [isr] leader epoch/partition epoch` */
function show(cluster: TestCluster): string {
  const { replicas, addingReplicas, removingReplicas } = cluster.partition('t')
  return `[${replicas}] +[${addingReplicas}] -[${removingReplicas}] ${cluster.show('t')}`
}

describe('a reassignment', () => {
  it('begins with old and new replicas, and is over when all that stay are in sync', () => {
    const cluster = six()
    expect(reassign(cluster, [4, 5, 6])).toBe('done')
    expect(show(cluster)).toBe('[4,5,6,1,2,3] +[4,5,6] -[1,2,3] 1 [1,2,3] 0/1')
    expect(inSync(cluster, [1, 2, 3, 4])).toBe(ErrorCode.NONE)
    expect(inSync(cluster, [1, 2, 3, 4, 5])).toBe(ErrorCode.NONE)
    expect(show(cluster)).toBe('[4,5,6,1,2,3] +[4,5,6] -[1,2,3] 1 [1,2,3,4,5] 0/3')
    // The old leader is no replica any more: its request is done and it hears that another one leads.
    expect(inSync(cluster, [1, 2, 3, 4, 5, 6])).toBe(ErrorCode.NEW_LEADER_ELECTED)
    expect(show(cluster)).toBe('[4,5,6] +[] -[] 4 [4,5,6] 1/4')
  })

  it('gives new replicas a directory, and those that stay keep theirs', () => {
    const cluster = six()
    reassign(cluster, [3, 4])
    inSync(cluster, [1, 2, 3, 4])
    expect(show(cluster)).toBe('[3,4] +[] -[] 3 [3,4] 1/2')
    expect(cluster.partition('t').directories).toEqual([idOf('dir of 3'), idOf('dir of 4')])
  })

  it('that only changes the order is done at once and leaves the leader where it is', () => {
    const cluster = six()
    reassign(cluster, [3, 2, 1])
    expect(show(cluster)).toBe('[3,2,1] +[] -[] 1 [1,2,3] 0/1')
    expect(reassign(cluster, [3, 2, 1])).toBe('done')
    expect(show(cluster)).toBe('[3,2,1] +[] -[] 1 [1,2,3] 0/1')
  })

  it('that only takes replicas away is done at once, under a new leader epoch, whoever leads', () => {
    const cluster = six()
    reassign(cluster, [1, 2])
    expect(show(cluster)).toBe('[1,2] +[] -[] 1 [1,2] 1/1')
    reassign(cluster, [2])
    expect(show(cluster)).toBe('[2] +[] -[] 2 [2] 2/2')
  })

  it('that only adds replicas ends without a new leader epoch', () => {
    const cluster = six()
    reassign(cluster, [1, 2, 3, 4])
    expect(show(cluster)).toBe('[1,2,3,4] +[4] -[] 1 [1,2,3] 0/1')
    inSync(cluster, [1, 2, 3, 4])
    expect(show(cluster)).toBe('[1,2,3,4] +[] -[] 1 [1,2,3,4] 0/2')
  })

  it('waits for those that stay, not for those that leave', () => {
    const cluster = six()
    inSync(cluster, [1, 3])
    reassign(cluster, [1, 2])
    expect(show(cluster)).toBe('[1,2,3] +[] -[3] 1 [1,3] 0/2')
    inSync(cluster, [1, 2])
    expect(show(cluster)).toBe('[1,2] +[] -[] 1 [1,2] 1/3')
  })

  it('goes on when the leader dies, and ends under another leader', () => {
    const cluster = six()
    reassign(cluster, [4, 5])
    cluster.lose(1)
    expect(show(cluster)).toBe('[4,5,1,2,3] +[4,5] -[1,2,3] 2 [2,3] 1/2')
    inSync(cluster, [2, 3, 4])
    cluster.lose(2)
    cluster.lose(3)
    expect(show(cluster)).toBe('[4,5,1,2,3] +[4,5] -[1,2,3] 4 [4] 2/5')
    inSync(cluster, [4, 5])
    expect(show(cluster)).toBe('[4,5] +[] -[] 4 [4,5] 3/6')
  })

  it('waits for a new replica that is away', () => {
    const cluster = six()
    reassign(cluster, [4])
    cluster.lose(4)
    expect(inSync(cluster, [1, 2, 3, 4])).toBe(ErrorCode.INELIGIBLE_REPLICA)
    expect(show(cluster)).toBe('[4,1,2,3] +[4] -[1,2,3] 1 [1,2,3] 0/1')
    cluster.comeBack(4)
    expect(inSync(cluster, [1, 2, 3, 4])).toBe(ErrorCode.NEW_LEADER_ELECTED)
    expect(show(cluster)).toBe('[4] +[] -[] 4 [4] 1/2')
  })

  it('may be given another target while it is under way', () => {
    const cluster = six()
    reassign(cluster, [4, 5, 6])
    inSync(cluster, [1, 2, 3, 4])
    reassign(cluster, [1, 2, 5])
    expect(show(cluster)).toBe('[1,2,5,3,4,6] +[4,5,6] -[3,4,6] 1 [1,2,3,4] 0/3')
    inSync(cluster, [1, 2, 3, 4, 5])
    expect(show(cluster)).toBe('[1,2,5] +[] -[] 1 [1,2,5] 1/4')
  })

  it('back to the old replicas, in sync as they are, ends at once', () => {
    const cluster = six()
    reassign(cluster, [4, 5, 6])
    reassign(cluster, [1, 2, 3])
    expect(show(cluster)).toBe('[1,2,3] +[] -[] 1 [1,2,3] 1/2')
  })
})

describe('cancelling', () => {
  it('takes out who came, also from the in-sync set', () => {
    const cluster = six()
    reassign(cluster, [4, 5, 6])
    inSync(cluster, [1, 2, 3, 4])
    expect(reassign(cluster, null)).toBe('done')
    expect(show(cluster)).toBe('[1,2,3] +[] -[] 1 [1,2,3] 1/3')
    expect(reassign(cluster, null)).toEqual([ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, null])
  })

  it('moves leadership back where a new replica leads', () => {
    const cluster = six()
    reassign(cluster, [4, 5])
    inSync(cluster, [1, 2, 3, 4])
    cluster.lose(1)
    cluster.lose(2)
    cluster.lose(3)
    cluster.comeBack(3)
    inSync(cluster, [4, 3])
    expect(show(cluster)).toBe('[4,5,1,2,3] +[4,5] -[1,2,3] 4 [4,3] 1/6')
    reassign(cluster, null)
    expect(show(cluster)).toBe('[1,2,3] +[] -[] 3 [3] 2/7')
  })

  it('is refused where only new replicas are in sync, unless the topic would rather lose records', () => {
    const onlyNewInSync = (values: Record<string, string>): TestCluster => {
      const cluster = new TestCluster().join(1, 2, 3, 4, 5)
      cluster.create('t', { on: [[1, 2]], with: values })
      reassign(cluster, [4, 5])
      inSync(cluster, [1, 2, 4])
      cluster.lose(1)
      cluster.lose(2)
      expect(show(cluster)).toBe('[4,5,1,2] +[4,5] -[1,2] 4 [4] 1/4')
      return cluster
    }
    const careful = onlyNewInSync({})
    expect(reassign(careful, null)).toEqual([
      ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      'Unable to revert partition assignment for t:0 because it would require an unclean leader election.',
    ])
    const bold = onlyNewInSync({ 'unclean.leader.election.enable': 'true' })
    bold.comeBack(1)
    expect(reassign(bold, null)).toBe('done')
    expect(show(bold)).toBe('[1,2] +[] -[] 1 [1] 2/5')
  })
})

describe('what is refused', () => {
  it.each<[string, number[], string]>([
    ['nobody', [], 'The manual partition assignment includes an empty replica list.'],
    ['one twice', [1, 4, 4], 'The manual partition assignment includes the broker 4 more than once.'],
    ['a stranger', [1, 9], 'The manual partition assignment includes broker 9, but no such broker is registered.'],
    ['below zero', [-1], 'The manual partition assignment includes broker -1, but no such broker is registered.'],
  ])('an assignment to %s', (_, replicas, message) => {
    const cluster = six()
    expect(reassign(cluster, replicas)).toEqual([ErrorCode.INVALID_REPLICA_ASSIGNMENT, message])
    expect(show(cluster)).toBe('[1,2,3] +[] -[] 1 [1,2,3] 0/0')
  })

  it('a broker whose directories are all cordoned (KIP-1066)', () => {
    const cluster = six()
    const record = Object.assign(new BrokerRegistrationChangeRecord(), {
      brokerId: 4,
      brokerEpoch: cluster.image.cluster.brokers.get(4)!.epoch,
      cordonedLogDirs: [idOf('dir of 4')],
    })
    cluster.apply([metadataRecord(brokerRegistrationChangeRecord, 3, record)])
    expect(reassign(cluster, [1, 4])).toEqual([
      ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      'The manual partition assignment includes broker 4, but all its log directories are cordoned.',
    ])
  })

  it('what is not there, in Kafka’s words', () => {
    expect(reassign(six(), [4], { topic: 'none' })).toEqual([
      ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
      'Unable to find a topic named none.',
    ])
    expect(reassign(six(), null, { index: 7 })).toEqual([
      ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
      'Unable to find partition t:7.',
    ])
  })

  it('another number of replicas, where the request does not allow it (KIP-860)', () => {
    const keeping = { allowFactorChange: false }
    const cluster = six()
    expect(reassign(cluster, [4, 5], keeping)).toEqual([
      ErrorCode.INVALID_REPLICATION_FACTOR,
      'The replication factor is changed from 3 to 2',
    ])
    expect(reassign(cluster, [4, 5, 6], keeping)).toBe('done')
    // The number to keep is the one that the partition is on its way to.
    expect(reassign(cluster, [1, 2, 3, 4, 5, 6], keeping)).toEqual([
      ErrorCode.INVALID_REPLICATION_FACTOR,
      'The replication factor is changed from 3 to 6',
    ])
    expect(reassign(cluster, [1, 2, 4], keeping)).toBe('done')
    expect(reassign(six(), [4, 5], { ...keeping, apiVersion: 0 })).toBe('done')
  })

  it('but brokers that are away are no reason: they may come back', () => {
    const cluster = six()
    cluster.lose(4)
    expect(reassign(cluster, [4])).toBe('done')
    expect(show(cluster)).toBe('[4,1,2,3] +[4] -[1,2,3] 1 [1,2,3] 0/1')
  })
})

describe('ListPartitionReassignments', () => {
  const list = (cluster: TestCluster, asked: Record<string, number[]> | null) => {
    const request = new ListPartitionReassignmentsRequest()
    request.topics =
      asked === null
        ? null
        : Object.entries(asked).map(([name, partitionIndexes]) =>
            Object.assign(new ListPartitionReassignmentsTopics(), { name, partitionIndexes }),
          )
    return cluster
      .ask<ListPartitionReassignmentsResponse>(ApiKey.ListPartitionReassignments, 0, request)
      .topics.flatMap(({ name, partitions }) =>
        partitions.map(
          each =>
            `${name}-${each.partitionIndex} [${each.replicas}] +[${each.addingReplicas}] -[${each.removingReplicas}]`,
        ),
      )
  }

  it('names what is on its way, all or those asked for', () => {
    const cluster = six()
    cluster.create('u', { on: [[1], [2], [3]] })
    expect(list(cluster, null)).toEqual([])
    reassign(cluster, [4, 1])
    reassign(cluster, [5], { topic: 'u', index: 1 })
    const t = 't-0 [4,1,2,3] +[4] -[2,3]'
    const u = 'u-1 [5,2] +[5] -[2]'
    expect(list(cluster, null).sort()).toEqual([t, u])
    expect(list(cluster, { u: [0, 1, 9], none: [0] })).toEqual([u])
    expect(list(cluster, {})).toEqual([])
    reassign(cluster, null)
    expect(list(cluster, null)).toEqual([u])
  })
})
