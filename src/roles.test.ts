import { Kafka, logLevel } from 'kafkajs'
import { afterEach, describe, expect, it } from 'vitest'
import { createNodeHost } from './host/node/index.ts'
import { loadConfig } from './server/config/load-config.ts'
import { createNode, type Node, type StartedNode } from './server/node.ts'

const nodes: Node[] = []
afterEach(async () => {
  await Promise.all(nodes.map(node => node.leave()))
  await Promise.all(nodes.splice(0).map(node => node.stop()))
})

async function start(values: Record<string, string>): Promise<StartedNode> {
  const config = { ...values, 'offsets.topic.replication.factor': '2' }
  const loaded = loadConfig({ values: config, inMemory: true, absolutePath: path => path })
  const node = createNode(loaded.config, createNodeHost({ disk: 'memory' }))
  nodes.push(node)
  return node.start()
}

describe('separate controllers and brokers', () => {
  it('are a cluster: brokers find the controller, learn for which cluster to make their storage, and serve', async () => {
    const common = { 'controller.listener.names': 'CONTROLLER' }
    const controller = await start({
      ...common,
      'node.id': '100',
      'process.roles': 'controller',
      listeners: 'CONTROLLER://127.0.0.1:0',
    })
    expect(controller.listeners.map(({ kind }) => kind)).toEqual(['controller'])
    const servers = `127.0.0.1:${controller.listeners[0]!.port}`
    const brokers = await Promise.all(
      ['1', '2'].map(id =>
        start({
          ...common,
          'node.id': id,
          'process.roles': 'broker',
          listeners: 'PLAINTEXT://127.0.0.1:0',
          'controller.quorum.bootstrap.servers': servers,
        }),
      ),
    )
    expect(new Set([controller, ...brokers].map(({ clusterId }) => clusterId)).size).toBe(1)
    const kafka = new Kafka({
      brokers: brokers.map(({ listeners }) => `127.0.0.1:${listeners[0]!.port}`),
      logLevel: logLevel.NOTHING,
    })
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic: 't', numPartitions: 2, replicationFactor: 2 }] })
    const { topics } = await admin.fetchTopicMetadata({ topics: ['t'] })
    expect(topics[0]!.partitions.map(({ isr }) => [...isr].sort())).toEqual([
      [1, 2],
      [1, 2],
    ])
    const producer = kafka.producer()
    await producer.connect()
    const sent = await producer.send({ topic: 't', acks: -1, messages: [{ partition: 1, value: 'v' }] })
    expect(sent[0]!.errorCode).toBe(0)
    await producer.disconnect()
    await admin.disconnect()
  })

  it('a broker that finds no controller says so, and what can be done', async () => {
    const starting = start({
      'controller.listener.names': 'CONTROLLER',
      'node.id': '1',
      'process.roles': 'broker',
      listeners: 'PLAINTEXT://127.0.0.1:0',
      'controller.quorum.bootstrap.servers': '127.0.0.1:1',
      'initial.broker.registration.timeout.ms': '500',
    })
    await expect(starting).rejects.toThrow(/controllers at 127\.0\.0\.1:1 did not tell .* --cluster-id/)
  })
})
