import { afterEach, expect, it } from 'vitest'
import { FetchPartition, FetchRequest, FetchTopic, fetchRequest } from './protocol/generated/fetch-request.ts'
import { fetchResponse } from './protocol/generated/fetch-response.ts'
import { ask } from './test-support/ask.ts'
import { Opened } from './test-support/kafkajs-cluster.ts'

const open = new Opened()
afterEach(() => open.closeAll())

const RACK_AWARE = { 'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector' }

/** Three brokers, each in a rack of its own; one leads the partition, and ten records are on two of them. */
async function world(config: Record<string, string>) {
  const { cluster, kafka, admin } = await open.cluster({ nodes: 3, config })
  await admin.createTopics({ topics: [{ topic: 'orders', replicaAssignment: [{ partition: 0, replicas: [1, 2] }] }] })
  const producer = await open.connect(kafka.producer())
  const send = (values: string[]) =>
    producer.send({ topic: 'orders', acks: -1, messages: values.map(value => ({ value })) })
  await send(Array.from({ length: 10 }, (_, i) => String(i)))
  const fetch = async (node: number, rackId: string, fetchOffset: number, version = 11) => {
    const partition = Object.assign(new FetchPartition(), { partition: 0, fetchOffset, partitionMaxBytes: 1_000_000 })
    const request = Object.assign(new FetchRequest(), { maxWaitMs: 0, maxBytes: 1_000_000, replicaId: -1 })
    if (version >= 11) request.rackId = rackId
    request.topics = [Object.assign(new FetchTopic(), { topic: 'orders', partitions: [partition] })]
    const response = await ask(cluster.nodes[node - 1]!.address, [fetchRequest, fetchResponse], version, request)
    const { errorCode, preferredReadReplica, highWatermark, records } = response.responses[0]!.partitions[0]!
    return { errorCode, preferredReadReplica, highWatermark, hasRecords: (records?.length ?? 0) > 0 }
  }
  return { cluster, kafka, send, fetch }
}

it('a consumer is sent to the replica in its rack, and reads there what is committed', async () => {
  const { fetch } = await world(RACK_AWARE)
  const sent = { errorCode: 0, highWatermark: 10, preferredReadReplica: 2, hasRecords: false }
  expect(await fetch(1, 'rack-2', 0)).toEqual(sent)
  const served = { errorCode: 0, highWatermark: 10, preferredReadReplica: -1, hasRecords: true }
  expect(await fetch(1, 'rack-1', 0)).toEqual(served)
  // Nobody has it there, or the client does not say where it is, or cannot be sent away.
  expect(await fetch(1, 'rack-3', 0)).toEqual(served)
  expect(await fetch(1, '', 0)).toEqual(served)
  expect(await fetch(1, 'rack-2', 0, 10)).toEqual(served)
  // The follower hears of the high watermark with its next fetch.
  const untilMs = performance.now() + 5000
  while ((await fetch(2, 'rack-2', 0)).highWatermark < 10) expect(performance.now()).toBeLessThan(untilMs)
  expect(await fetch(2, 'rack-2', 0)).toEqual(served)
  // At its end it waits for more, and beyond it is nothing.
  expect(await fetch(2, 'rack-2', 10)).toMatchObject({ errorCode: 0, hasRecords: false })
  expect(await fetch(2, 'rack-2', 11)).toMatchObject({ errorCode: 1 })
})

it('without replica.selector.class everyone reads from the leader', async () => {
  const { fetch } = await world({})
  expect(await fetch(1, 'rack-2', 0)).toMatchObject({ preferredReadReplica: -1, hasRecords: true })
})

it('a group reads all, from the follower while there is one and from the leader when there is none', async () => {
  const { cluster, kafka, send } = await world(RACK_AWARE)
  const consumer = await open.connect(kafka.consumer({ groupId: 'shop', rackId: 'rack-2', maxWaitTimeInMs: 100 }))
  await consumer.subscribe({ topic: 'orders', fromBeginning: true })
  const seen: string[] = []
  await consumer.run({ eachMessage: async ({ message }) => void seen.push(message.value!.toString()) })
  const read = async (count: number): Promise<void> => {
    const untilMs = performance.now() + 20_000
    while (seen.length < count) {
      if (performance.now() > untilMs) throw new Error(`only ${seen.length} of ${count} records were read`)
      await new Promise(resolve => setTimeout(resolve, 25))
    }
  }
  await read(10)
  await send(['10', '11'])
  await read(12)
  await cluster.nodes[1]!.stop()
  await cluster.nodes[1]!.start()
  await send(['12'])
  await read(13)
  expect([...new Set(seen)].map(Number)).toEqual(Array.from({ length: 13 }, (_, i) => i))
}, 60_000)
