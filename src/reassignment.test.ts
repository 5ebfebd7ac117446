import { ConfigResourceTypes } from 'kafkajs'
import { afterEach, expect, it } from 'vitest'
import { ErrorCode } from './protocol/errors.ts'
import {
  AlterPartitionReassignmentsRequest,
  alterPartitionReassignmentsRequest,
  ReassignablePartition,
  ReassignableTopic,
} from './protocol/generated/alter-partition-reassignments-request.ts'
import { alterPartitionReassignmentsResponse } from './protocol/generated/alter-partition-reassignments-response.ts'
import { DescribeLogDirsRequest, describeLogDirsRequest } from './protocol/generated/describe-log-dirs-request.ts'
import { describeLogDirsResponse } from './protocol/generated/describe-log-dirs-response.ts'
import {
  ListPartitionReassignmentsRequest,
  listPartitionReassignmentsRequest,
} from './protocol/generated/list-partition-reassignments-request.ts'
import { listPartitionReassignmentsResponse } from './protocol/generated/list-partition-reassignments-response.ts'
import { ask } from './test-support/ask.ts'
import { eventually, Opened, producerOf, readAll } from './test-support/kafkajs-cluster.ts'

const open = new Opened()
afterEach(() => open.closeAll())

async function world(nodes: number, config: Record<string, string | number> = {}) {
  const { cluster, kafka, admin } = await open.cluster({ nodes, config })
  const partitionsOf = async (topic: string) =>
    (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]!.partitions.sort(
      (a, b) => a.partitionId - b.partitionId,
    )
  /** Moves every partition of the topic to these brokers and waits until the move is over. */
  const move = async (topic: string, targets: number[][]) => {
    const partitionAssignment = targets.map((replicas, partition) => ({ partition, replicas }))
    await admin.alterPartitionReassignments({ topics: [{ topic, partitionAssignment }] })
    await eventually('the reassignment is over', async () => {
      // kafkajs wants the partitions by name and then answers with those that are on their way.
      const asked = [{ topic, partitions: targets.map((_, partition) => partition) }]
      return (await admin.listPartitionReassignments({ topics: asked })).topics.length === 0
    })
    await eventually('every broker has heard of it', async () =>
      (await partitionsOf(topic)).every(({ replicas, isr, leader, partitionId }) => {
        const target = targets[partitionId]!
        return String(replicas) === String(target) && isr.length === target.length && target.includes(leader)
      }),
    )
  }
  return { cluster, kafka, admin, partitionsOf, move }
}

it('moves all partitions of a topic from broker to broker while a producer writes; nothing is lost, doubled or out of order', async () => {
  const { kafka, admin, move } = await world(4)
  const placement = [
    [1, 2],
    [2, 3],
    [3, 1],
  ]
  await admin.createTopics({
    topics: [{ topic: 'orders', replicaAssignment: placement.map((replicas, partition) => ({ partition, replicas })) }],
  })
  const producer = await producerOf(kafka, open)
  const sent = [0, 0, 0]
  let stop = false
  const running = (async () => {
    for (let i = 0; !stop; i = (i + 1) % 3) {
      const messages = [{ partition: i, key: null, value: String(sent[i]) }]
      await producer.send({ topic: 'orders', acks: -1, messages })
      sent[i]!++
    }
  })()
  await eventually('the producer is at work', async () => sent[0]! > 10)
  await move('orders', [
    [2, 3],
    [3, 4],
    [4, 1],
  ])
  await move('orders', [
    [4, 1],
    [1, 2],
    [2, 3],
  ])
  await move('orders', [[3], [4], [1]])
  await move('orders', [
    [1, 2, 3],
    [2, 3, 4],
    [3, 4, 1],
  ])
  const before = sent[0]!
  await eventually('the producer still is', async () => sent[0]! > before + 10)
  stop = true
  await running
  const seen = await readAll(kafka, 'orders', sent[0]! + sent[1]! + sent[2]!)
  for (const [partition, values] of seen.entries()) {
    expect(values.map(Number)).toEqual(Array.from({ length: sent[partition]! }, (_, i) => i))
  }
}, 60_000)

const ALTER = [alterPartitionReassignmentsRequest, alterPartitionReassignmentsResponse] as const
const LIST = [listPartitionReassignmentsRequest, listPartitionReassignmentsResponse] as const
const LOG_DIRS = [describeLogDirsRequest, describeLogDirsResponse] as const

it('waits for a broker that is away, can be looked at by any broker, and be cancelled', async () => {
  const { cluster, admin, partitionsOf } = await world(4)
  await admin.createTopics({ topics: [{ topic: 'orders', replicaAssignment: [{ partition: 0, replicas: [1, 2] }] }] })
  await cluster.nodes[3]!.stop()
  const alter = async (replicas: number[] | null, allowReplicationFactorChange = true) => {
    const request = Object.assign(new AlterPartitionReassignmentsRequest(), { allowReplicationFactorChange })
    const partition = Object.assign(new ReassignablePartition(), { partitionIndex: 0, replicas })
    request.topics = [Object.assign(new ReassignableTopic(), { name: 'orders', partitions: [partition] })]
    const response = await ask(cluster.nodes[0]!.address, ALTER, 1, request)
    const { errorCode, errorMessage } = response.responses[0]!.partitions[0]!
    return [response.errorCode, errorCode, errorMessage]
  }
  expect(await alter([2, 4, 1], false)).toEqual([
    0,
    ErrorCode.INVALID_REPLICATION_FACTOR,
    'The replication factor is changed from 2 to 3',
  ])
  expect(await alter([2, 4], false)).toEqual([0, 0, null])
  for (const { address } of cluster.nodes.slice(0, 3)) {
    const { topics } = await ask(address, LIST, 0, new ListPartitionReassignmentsRequest())
    expect(topics).toMatchObject([
      { name: 'orders', partitions: [{ replicas: [2, 4, 1], addingReplicas: [4], removingReplicas: [1] }] },
    ])
  }
  expect(await alter(null)).toEqual([0, 0, null])
  expect((await ask(cluster.nodes[1]!.address, LIST, 0, new ListPartitionReassignmentsRequest())).topics).toEqual([])
  await eventually('all have heard of it', async () => {
    const [partition] = await partitionsOf('orders')
    return String(partition!.replicas) === '2,1' && partition!.isr.length === 2
  })
}, 60_000)

it('leaves nothing behind on the broker that lost the replica', async () => {
  const { cluster, admin, kafka, move } = await world(3)
  await admin.createTopics({ topics: [{ topic: 'orders', replicaAssignment: [{ partition: 0, replicas: [1] }] }] })
  const producer = await producerOf(kafka, open)
  await producer.send({ topic: 'orders', acks: -1, messages: [{ value: 'here' }] })
  const holds = async (node: number): Promise<string[]> => {
    const request = Object.assign(new DescribeLogDirsRequest(), { topics: null })
    const { results } = await ask(cluster.nodes[node - 1]!.address, LOG_DIRS, 4, request)
    return results.flatMap(({ topics }) => topics.map(({ name }) => name)).filter(name => name === 'orders')
  }
  expect([await holds(1), await holds(2)]).toEqual([['orders'], []])
  await move('orders', [[2]])
  await eventually('the log has changed places', async () => (await holds(1)).length === 0)
  expect(await holds(2)).toEqual(['orders'])
  // And back, onto the broker that deletes the old log still.
  await move('orders', [[1]])
  expect(await readAll(kafka, 'orders', 1)).toEqual([['here']])
}, 60_000)

it('moves a group’s offsets, with the group at work', async () => {
  const { kafka, admin, move } = await world(4, {
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 2,
  })
  await admin.createTopics({ topics: [{ topic: 'orders', numPartitions: 1, replicationFactor: 3 }] })
  const producer = await producerOf(kafka, open)
  const consumer = await open.connect(kafka.consumer({ groupId: 'shop', maxWaitTimeInMs: 50, sessionTimeout: 10_000 }))
  await consumer.subscribe({ topic: 'orders', fromBeginning: true })
  const seen: number[] = []
  await consumer.run({ eachMessage: async ({ message }) => void seen.push(Number(message.value)) })
  const send = (i: number) => producer.send({ topic: 'orders', acks: -1, messages: [{ value: String(i) }] })
  await send(0)
  await eventually('the first record is read', async () => seen.includes(0))
  for (const [i, target] of [[3, 4], [2, 1], [4]].entries()) {
    await move('__consumer_offsets', [target])
    await send(i + 1)
    await eventually('the next record is read', async () => seen.includes(i + 1))
  }
  await eventually('everything is committed', async () => {
    const [offsets] = await admin.fetchOffsets({ groupId: 'shop', topics: ['orders'] })
    return offsets!.partitions[0]!.offset === '4'
  })
}, 60_000)

it.each(['leader', 'follower'])(
  'copies no faster than %s.replication.throttled.rate (KIP-73)',
  async side => {
    const { kafka, admin, move } = await world(3, {
      'replica.fetch.max.bytes': 10_000,
      'replica.fetch.response.max.bytes': 20_000,
    })
    await admin.createTopics({ topics: [{ topic: 'orders', replicaAssignment: [{ partition: 0, replicas: [1] }] }] })
    const producer = await producerOf(kafka, open)
    for (let i = 0; i < 20; i++) {
      await producer.send({ topic: 'orders', acks: -1, messages: [{ value: 'x'.repeat(10_000) }] })
    }
    const set = (type: ConfigResourceTypes, name: string, values: Record<string, string>) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          { type, name, configEntries: Object.entries(values).map(([key, value]) => ({ name: key, value })) },
        ],
      })
    await set(ConfigResourceTypes.TOPIC, 'orders', { [`${side}.replication.throttled.replicas`]: '0:1,0:2' })
    for (const id of ['1', '2']) {
      await set(ConfigResourceTypes.BROKER, id, { [`${side}.replication.throttled.rate`]: '250000' })
    }
    const beginMs = performance.now()
    await move('orders', [[2]])
    const slowMs = performance.now() - beginMs
    // 200 kB at 250 kB/s; the first and the last batch are not waited for.
    expect(slowMs).toBeGreaterThan(650)
    for (const id of ['1', '2']) await set(ConfigResourceTypes.BROKER, id, {})
    const againMs = performance.now()
    await move('orders', [[3]])
    expect(performance.now() - againMs).toBeLessThan(slowMs)
  },
  30_000,
)
