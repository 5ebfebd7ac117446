import type { Consumer } from 'kafkajs'
import { uniqueName } from '../clients/client.ts'
import { ConfluentWorker, consumeAs } from '../clients/confluent.ts'
import { javaTool } from '../clients/java.ts'
import { kafkajsClient, kafkajsTestClient } from '../clients/kafkajs.ts'
import { eventually, expect, expectEqual, LeftOut } from '../harness/cases.ts'
import { newTopic, type Suite } from './suite.ts'

const PARTITIONS = 6
const ALL = Array.from({ length: PARTITIONS }, (_, i) => i)

/** Every partition with exactly one member, and every member with at least one. */
function isShared(assigned: ReadonlyMap<string, readonly number[]>, members: number): boolean {
  const owned = [...assigned.values()]
  const all = owned.flat().sort((a, b) => a - b)
  return (
    assigned.size === members && owned.every(list => list.length > 0) && JSON.stringify(all) === JSON.stringify(ALL)
  )
}

async function confluentGroup(suite: Suite, config: Record<string, unknown>): Promise<string> {
  const topic = await newTopic(suite, 'group', PARTITIONS)
  const group = uniqueName('group')
  const worker = new ConfluentWorker()
  const assigned = new Map<string, number[]>()
  worker.onEvent = ({ event, member, partitions }) => {
    if (event === 'assigned') assigned.set(member!, partitions ?? [])
  }
  const join = (member: string) =>
    worker.call('join', { bootstrap: suite.target.bootstrap, topic, group, member, config })
  try {
    await join('one')
    await eventually('one member with all', () => (isShared(assigned, 1) ? true : null))
    await join('two')
    await join('three')
    await eventually('three members that share', () => (isShared(assigned, 3) ? true : null), 40_000)
    const described = await javaTool('ConsumerGroupCommand', [
      '--bootstrap-server',
      suite.target.bootstrap,
      '--describe',
      '--group',
      group,
      '--members',
    ])
    expectEqual(described.split('\n').filter(line => line.startsWith(group)).length, 3, 'members that Java counts')
    await worker.call('leave', { member: 'two' })
    assigned.delete('two')
    await eventually('two members that share', () => (isShared(assigned, 2) ? true : null), 40_000)
    for (const member of ['one', 'three']) await worker.call('leave', { member })
    return ''
  } finally {
    await worker.close()
  }
}

export async function groupCases(suite: Suite): Promise<void> {
  const { cases } = suite

  await cases.check('classic group of three, eager (range)', () =>
    confluentGroup(suite, { 'partition.assignment.strategy': 'range' }),
  )
  await cases.check('classic group of three, cooperative-sticky', () =>
    confluentGroup(suite, { 'partition.assignment.strategy': 'cooperative-sticky' }),
  )
  await cases.check('consumer group of three (KIP-848)', () => {
    if (suite.options.name === 'gregor') throw new LeftOut('Gregor does not advertise ConsumerGroupHeartbeat yet')
    return confluentGroup(suite, { 'group.protocol': 'consumer' })
  })

  await cases.check('kafkajs group of two: shares, commits, goes on where it stopped', async () => {
    const topic = await newTopic(suite, 'kafkajs-group', PARTITIONS)
    const groupId = uniqueName('kafkajs-group')
    const { bootstrap } = suite.target
    const records = ALL.flatMap(partition =>
      Array.from({ length: 10 }, (_, i) => ({ key: null, value: Buffer.from(`${partition}-${i}`), partition })),
    )
    const seen: string[] = []
    const owned = new Map<Consumer, number[]>()
    const join = async (): Promise<Consumer> => {
      const consumer = kafkajsClient(bootstrap).consumer({ groupId, maxWaitTimeInMs: 100, heartbeatInterval: 300 })
      await consumer.connect()
      await consumer.subscribe({ topic, fromBeginning: true })
      consumer.on('consumer.group_join', ({ payload }) => owned.set(consumer, payload.memberAssignment[topic] ?? []))
      await consumer.run({
        autoCommitThreshold: 1,
        eachMessage: async ({ message }) => {
          seen.push(String(message.value))
        },
      })
      return consumer
    }
    const first = await join()
    const second = await join()
    await eventually(
      'two members that share',
      () => {
        const lists = [...owned.values()]
        return lists.length === 2 && lists.every(list => list.length === PARTITIONS / 2) ? true : null
      },
      40_000,
    )
    await kafkajsTestClient.produce(bootstrap, topic, records, 'none')
    await eventually('all records', () => (seen.length >= records.length ? true : null))
    await first.disconnect()
    await second.disconnect()
    expectEqual([...seen].sort(), records.map(({ value }) => String(value)).sort(), 'records of both members')
    await kafkajsTestClient.produce(
      bootstrap,
      topic,
      [{ key: null, value: Buffer.from('later'), partition: 0 }],
      'none',
    )
    seen.length = 0
    const third = await join()
    await eventually('the one record that came later', () => (seen.length > 0 ? true : null), 40_000)
    await third.disconnect()
    expectEqual(seen, ['later'], 'records of the member that came later')
  })

  await cases.check('group offsets: list, describe, reset, delete', async () => {
    const topic = await newTopic(suite, 'offsets', 2)
    const group = uniqueName('offsets')
    const { bootstrap } = suite.target
    const records = [0, 1].flatMap(partition =>
      Array.from({ length: 5 }, (_, i) => ({ key: null, value: Buffer.from(`${i}`), partition })),
    )
    await kafkajsTestClient.produce(bootstrap, topic, records, 'none')
    await consumeAs(bootstrap, topic, records.length, { group, commit: true })
    const admin = kafkajsClient(bootstrap).admin()
    await admin.connect()
    try {
      const committed = async () => {
        const [{ partitions } = { partitions: [] }] = await admin.fetchOffsets({ groupId: group, topics: [topic] })
        return partitions.sort((a, b) => a.partition - b.partition).map(({ offset }) => offset)
      }
      expectEqual(await committed(), ['5', '5'], 'committed offsets')
      expect(
        (await admin.listGroups()).groups.some(({ groupId }) => groupId === group),
        'the group is not listed',
      )
      const { groups } = await admin.describeGroups([group])
      expectEqual(
        groups.map(({ state }) => state),
        ['Empty'],
        'the state of the group',
      )
      const command = (...more: string[]) =>
        javaTool('ConsumerGroupCommand', ['--bootstrap-server', bootstrap, '--group', group, ...more])
      const lag = (await command('--describe', '--offsets')).split('\n').filter(line => line.includes(topic))
      expectEqual(
        lag.map(line => line.trim().split(/\s+/).slice(2, 6)).sort(),
        [
          ['0', '5', '5', '0'],
          ['1', '5', '5', '0'],
        ],
        'offsets that Java describes',
      )
      await command('--reset-offsets', '--to-offset', '2', '--topic', `${topic}:0`, '--execute')
      expectEqual(await committed(), ['2', '5'], 'offsets after the reset')
      await command('--delete-offsets', '--topic', `${topic}:1`)
      expectEqual(await committed(), ['2', '-1'], 'offsets after one was deleted')
      await admin.deleteGroups([group])
      expect(!(await admin.listGroups()).groups.some(({ groupId }) => groupId === group), 'the group is still listed')
      expectEqual(await committed(), ['-1', '-1'], 'offsets of the deleted group')
    } finally {
      await admin.disconnect()
    }
  })
}
