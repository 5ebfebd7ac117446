import { describe, expect, it } from 'vitest'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { AllocateProducerIdsRequest } from '../protocol/generated/allocate-producer-ids-request.ts'
import type { AllocateProducerIdsResponse } from '../protocol/generated/allocate-producer-ids-response.ts'
import {
  CreatePartitionsAssignment,
  CreatePartitionsRequest,
  CreatePartitionsTopic,
} from '../protocol/generated/create-partitions-request.ts'
import type { CreatePartitionsResponse } from '../protocol/generated/create-partitions-response.ts'
import { CreatableTopic } from '../protocol/generated/create-topics-request.ts'
import { DeleteTopicState, DeleteTopicsRequest } from '../protocol/generated/delete-topics-request.ts'
import type { DeleteTopicsResponse } from '../protocol/generated/delete-topics-response.ts'
import { placeReplicas } from './placement.ts'
import { idOf, TestCluster } from './test-support/test-cluster.ts'

describe('CreateTopics', () => {
  it.each<[string, Parameters<TestCluster['create']>[1], number]>([
    ['no replication', { replicationFactor: 0 }, ErrorCode.INVALID_REPLICATION_FACTOR],
    ['more replicas than brokers', { replicationFactor: 4 }, ErrorCode.INVALID_REPLICATION_FACTOR],
    ['no partitions', { numPartitions: 0 }, ErrorCode.INVALID_PARTITIONS],
    ['too many partitions', { numPartitions: 10_001 }, ErrorCode.POLICY_VIOLATION],
    ['a bad value', { with: { 'bad.key': 'x' } }, ErrorCode.INVALID_CONFIG],
    ['values that contradict each other', { with: { a: '1', b: '2' } }, ErrorCode.INVALID_CONFIG],
    ['an assignment and a factor', { on: [[1]], replicationFactor: 1 }, ErrorCode.INVALID_REQUEST],
    ['an assignment and a count', { on: [[1]], numPartitions: 1 }, ErrorCode.INVALID_REQUEST],
    ['an empty assignment', { on: [[]] }, ErrorCode.INVALID_REPLICA_ASSIGNMENT],
    ['a broker twice', { on: [[1, 1]] }, ErrorCode.INVALID_REPLICA_ASSIGNMENT],
    ['a broker that is not there', { on: [[1, 9]] }, ErrorCode.INVALID_REPLICA_ASSIGNMENT],
    ['factors that differ', { on: [[1, 2], [1]] }, ErrorCode.INVALID_REPLICA_ASSIGNMENT],
  ])('with %s is refused', (_, what, errorCode) => {
    const cluster = new TestCluster({ together: values => (values.size > 1 ? 'a and b' : null) }).join(1, 2, 3)
    expect(cluster.create('t', what).errorCode).toBe(errorCode)
    expect(cluster.image.topics.size).toBe(0)
  })

  it.each([
    ['t', ErrorCode.TOPIC_ALREADY_EXISTS],
    ['a_b', ErrorCode.INVALID_TOPIC_EXCEPTION],
    ['', ErrorCode.INVALID_TOPIC_EXCEPTION],
    ['..', ErrorCode.INVALID_TOPIC_EXCEPTION],
    ['__cluster_metadata', ErrorCode.INVALID_REQUEST],
  ])('of the name "%s" is refused', (name, errorCode) => {
    const cluster = new TestCluster().join(1)
    cluster.create('t')
    cluster.create('a.b')
    expect(cluster.create(name).errorCode).toBe(errorCode)
  })

  it('that only validates makes nothing, and a name given twice is an error of that name alone', () => {
    const cluster = new TestCluster().join(1)
    const topic = (name: string) =>
      Object.assign(new CreatableTopic(), { name, numPartitions: 1, replicationFactor: 1 })
    expect(cluster.createAll([topic('a')], true)[0]).toMatchObject({ errorCode: 0, numPartitions: 1 })
    expect(cluster.image.topics.size).toBe(0)
    const answers = cluster.createAll([topic('a'), topic('b'), topic('a')])
    expect(answers.map(({ name, errorCode }) => [name, errorCode])).toEqual([
      ['a', ErrorCode.INVALID_REQUEST],
      ['b', ErrorCode.NONE],
    ])
  })

  it('gives fenced brokers replicas that are not in sync, and those that leave none', () => {
    const cluster = new TestCluster().join(1, 2, 3)
    cluster.lose(3)
    cluster.create('all', { replicationFactor: 3, numPartitions: 4 })
    for (let index = 0; index < 4; index++) {
      const { replicas, isr, leader } = cluster.partition('all', index)
      expect([replicas.length, replicas[2], [...isr].sort(), isr[0]]).toEqual([3, 3, [1, 2], leader])
    }
    cluster.create('held', { on: [[2]] })
    cluster.heartbeat(2, { wantShutDown: true })
    expect(cluster.create('few', { replicationFactor: 3 }).errorCode).toBe(ErrorCode.INVALID_REPLICATION_FACTOR)
    expect(cluster.create('manual', { on: [[2, 3]] }).errorCode).toBe(ErrorCode.INVALID_REPLICA_ASSIGNMENT)
    expect(cluster.create('manual', { on: [[2, 1]] }).errorCode).toBe(ErrorCode.NONE)
    expect(cluster.show('manual')).toBe('1 [1] 0/0')
  })
})

describe('placement', () => {
  const broker = (id: number, rack: string | null = null, fenced = false) => ({ id, rack, fenced })
  const spread = (lists: readonly (readonly number[])[], place: number): number[] => {
    const counts = new Map<number, number>()
    for (const list of lists) counts.set(list[place]!, (counts.get(list[place]!) ?? 0) + 1)
    return [...counts.values()].sort((a, b) => a - b)
  }

  it.each([0, 1, 5, 12345])('spreads leaders and followers over brokers, beginning anywhere (%d)', start => {
    const lists = placeReplicas(
      [1, 2, 3, 4].map(id => broker(id)),
      8,
      3,
      start,
    ) as number[][]
    for (const list of lists) expect(new Set(list).size).toBe(3)
    expect(spread(lists, 0)).toEqual([2, 2, 2, 2])
    expect(spread(lists, 1)).toEqual([2, 2, 2, 2])
  })

  it.each([0, 3, 7])('puts replicas into different racks where there are enough (%d)', start => {
    const brokers = ['a', 'b', 'c'].flatMap((rack, i) => [broker(2 * i, rack), broker(2 * i + 1, rack)])
    const rackOf = (id: number) => brokers.find(one => one.id === id)!.rack
    const lists = placeReplicas(brokers, 12, 3, start) as number[][]
    for (const list of lists) expect(new Set(list.map(rackOf)).size).toBe(3)
    expect(spread(lists, 0)).toEqual([2, 2, 2, 2, 2, 2])
  })

  it('leads nowhere where a broker is fenced', () => {
    const lists = placeReplicas([broker(1), broker(2), broker(3, null, true)], 6, 3, 0) as number[][]
    for (const list of lists) expect(list[2]).toBe(3)
  })

  it.each([
    [[], 1, 'All brokers are currently fenced'],
    [[broker(1, null, true)], 1, 'All brokers are currently fenced'],
    [[broker(1)], 2, 'The target replication factor of 2 cannot be reached because only 1 broker(s) are registered'],
    [[broker(1)], 0, 'the replication factor must be positive'],
  ])('says why it cannot (%#)', (brokers, factor, sentence) => {
    expect(placeReplicas(brokers, 1, factor, 0)).toContain(sentence)
  })
})

describe('CreatePartitions', () => {
  const grow = (
    cluster: TestCluster,
    count: number,
    on: number[][] | null = null,
    validateOnly = false,
    name = 't',
  ) => {
    const topic = Object.assign(new CreatePartitionsTopic(), { name, count })
    topic.assignments = on?.map(brokerIds => Object.assign(new CreatePartitionsAssignment(), { brokerIds })) ?? null
    const request = Object.assign(new CreatePartitionsRequest(), { topics: [topic], validateOnly })
    return cluster.ask<CreatePartitionsResponse>(ApiKey.CreatePartitions, 3, request).results[0]!.errorCode
  }
  const grown = () => {
    const cluster = new TestCluster().join(1, 2, 3)
    cluster.create('t', { on: [[1, 2]] })
    return cluster
  }

  it('adds partitions with the replication factor of the topic', () => {
    const cluster = grown()
    expect(grow(cluster, 3, null, true)).toBe(ErrorCode.NONE)
    expect(cluster.image.topics.byName('t')!.partitions.size).toBe(1)
    expect(grow(cluster, 3)).toBe(ErrorCode.NONE)
    expect([1, 2].map(index => cluster.partition('t', index).replicas.length)).toEqual([2, 2])
    expect(grow(cluster, 4, [[3, 1]])).toBe(ErrorCode.NONE)
    expect(cluster.show('t', 3)).toBe('3 [3,1] 0/0')
  })

  it.each([
    ['to as many as there are', 1, null, 't', ErrorCode.INVALID_PARTITIONS],
    ['to fewer', 0, null, 't', ErrorCode.INVALID_PARTITIONS],
    ['with too few assignments', 3, [[1, 2]], 't', ErrorCode.INVALID_REPLICA_ASSIGNMENT],
    ['with another replication factor', 2, [[1]], 't', ErrorCode.INVALID_REPLICA_ASSIGNMENT],
    ['with an unknown broker', 2, [[1, 9]], 't', ErrorCode.INVALID_REPLICA_ASSIGNMENT],
    ['of a topic that is not there', 2, null, 'none', ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    ['by far too many', 10_002, null, 't', ErrorCode.POLICY_VIOLATION],
  ])('%s is refused', (_, count, on, name, errorCode) => {
    expect(grow(grown(), count, on, false, name)).toBe(errorCode)
  })
})

describe('DeleteTopics', () => {
  const remove = (cluster: TestCluster, topics: Partial<DeleteTopicState>[]) => {
    const request = new DeleteTopicsRequest()
    request.topics = topics.map(topic => Object.assign(new DeleteTopicState(), { name: null }, topic))
    const { responses } = cluster.ask<DeleteTopicsResponse>(ApiKey.DeleteTopics, 6, request)
    return responses.map(({ errorCode }) => errorCode)
  }

  it('by name and by id takes the topic and its configuration away', () => {
    const cluster = new TestCluster().join(1)
    const { topicId } = cluster.create('a', { with: { 'retention.ms': '5' } })
    cluster.create('b')
    expect(remove(cluster, [{ topicId }, { name: 'b' }])).toEqual([0, 0])
    expect([cluster.image.topics.size, cluster.image.configs.size]).toEqual([0, 0])
  })

  it('answers each mistake for itself', () => {
    const cluster = new TestCluster().join(1)
    const { topicId } = cluster.create('a')
    const mistakes = [{ name: 'none' }, { topicId: idOf('none') }, { name: 'a', topicId }, {}]
    expect(remove(cluster, mistakes)).toEqual([
      ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
      ErrorCode.UNKNOWN_TOPIC_ID,
      ErrorCode.INVALID_REQUEST,
      ErrorCode.INVALID_REQUEST,
    ])
    expect(remove(cluster, [{ name: 'a' }, { name: 'a' }])).toEqual([ErrorCode.INVALID_REQUEST])
    expect(cluster.image.topics.size).toBe(1)
  })
})

describe('AllocateProducerIds', () => {
  it('hands out blocks that follow each other, to brokers that are registered', () => {
    const cluster = new TestCluster().join(1)
    const allocate = (brokerEpoch: number) => {
      const request = Object.assign(new AllocateProducerIdsRequest(), { brokerId: 1, brokerEpoch })
      return cluster.ask<AllocateProducerIdsResponse>(ApiKey.AllocateProducerIds, 0, request)
    }
    const { epoch } = cluster.image.cluster.brokers.get(1)!
    expect([allocate(epoch), allocate(epoch)].map(({ producerIdStart }) => producerIdStart)).toEqual([0, 1000])
    expect(allocate(epoch - 1).errorCode).toBe(ErrorCode.STALE_BROKER_EPOCH)
    expect(allocate(epoch).producerIdStart).toBe(2000)
  })
})
