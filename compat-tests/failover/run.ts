/**
 * Three nodes under load while one after the other is killed with SIGKILL and started again: nothing that was
 * acknowledged may be lost, the order within a partition stays, nothing of an idempotent producer is there
 * twice, groups go on.
 *
 * With both targets they run one after the other, and the times without a leader stand side by side.
 */
import { Kafka, logLevel } from 'kafkajs'
import { fetchApacheKafka } from '../apache-kafka/fetch.ts'
import { Args, scratchDir } from '../harness/args.ts'
import { Cases, expect } from '../harness/cases.ts'
import { TestCluster } from '../harness/cluster.ts'
import type { TargetName } from '../harness/target.ts'
import { discoverLanes, type Lane } from '../matrix/lane.ts'
import { ClientLoad, pause } from './load.ts'
import { Watcher } from './watch.ts'

const TOPIC = 'orders'
const PARTITIONS = 6
const POLL_MS = 5
const HEAL_WITHIN_MS = 60_000
/** A node is down for about as long as a restart takes in real life, or a little less. */
const DOWN_MS = 300

const args = new Args(
  'node failover/run.ts [--target gregor,apache-kafka] [--kills N] [--clients kafkajs,confluent,java] [--session-ms N]',
)
const kills = args.number('kills', 50)
const sessionMs = args.number('session-ms', 3000)
const wanted = args.list('clients') ?? ['kafkajs', 'confluent', 'java']
const targets = (args.list('target') ?? ['gregor']) as TargetName[]

function newestLanes(): Lane[] {
  const lanes = discoverLanes()
  return wanted.map(client => {
    const lane = lanes.find(each => each.client === client || each.client.startsWith(client))
    if (lane === undefined) throw new Error(`there is no lane of a client "${client}"`)
    return lane
  })
}

type Kind = 'a node' | 'the controller' | 'the coordinator of a group'
const KINDS: readonly Kind[] = ['a node', 'the controller', 'the coordinator of a group']

interface Round {
  readonly kind: Kind
  readonly nodeId: number
  /** From the kill until every partition that the node led has another leader. */
  readonly leaderlessMs: number
  /** From the restart until every replica is in sync again. */
  readonly healedMs: number
}

async function victimOf(kind: Kind, watcher: Watcher, loads: readonly ClientLoad[], round: number): Promise<number> {
  if (kind === 'the controller') return watcher.controller()
  if (kind === 'the coordinator of a group') return watcher.coordinatorOf(loads[round % loads.length]!.group)
  return 1 + (round % 3)
}

async function until(what: string, holds: () => Promise<boolean>): Promise<number> {
  const from = performance.now()
  for (;;) {
    if (await holds().catch(() => false)) return performance.now() - from
    if (performance.now() - from > HEAL_WITHIN_MS) throw new Error(`not within ${HEAL_WITHIN_MS} ms: ${what}`)
    await pause(POLL_MS)
  }
}

async function killOnce(cluster: TestCluster, loads: readonly ClientLoad[], round: number): Promise<Round> {
  const kind = KINDS[round % KINDS.length]!
  const asked = new Watcher(cluster.node(1 + (round % 3)).port)
  const nodeId = await victimOf(kind, asked, loads, round)
  asked.close()
  if (nodeId < 1 || nodeId > 3) throw new Error(`${kind} is ${nodeId}`)
  const survivor = cluster.nodes.find(node => node.nodeId !== nodeId)!
  const watcher = new Watcher(survivor.port)
  await cluster.kill(nodeId)
  const leaderlessMs = await until('every partition has a leader again', async () => {
    const partitions = await watcher.partitions(TOPIC)
    return partitions.length === PARTITIONS && partitions.every(({ leader }) => leader > 0 && leader !== nodeId)
  })
  await pause(DOWN_MS)
  const from = performance.now()
  await cluster.restart(nodeId)
  await until('all replicas are in sync again', async () => {
    const partitions = await watcher.partitions(TOPIC)
    return partitions.length === PARTITIONS && partitions.every(({ isr }) => isr.length === 3)
  })
  watcher.close()
  return { kind, nodeId, leaderlessMs, healedMs: performance.now() - from }
}

interface Stored {
  readonly value: string
  readonly partition: number
}

/** The whole topic, in the order of each partition. */
async function readBack(bootstrap: string, atLeast: number): Promise<Stored[]> {
  const kafka = new Kafka({ brokers: bootstrap.split(','), logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  const ends = await admin.fetchTopicOffsets(TOPIC)
  await admin.disconnect()
  const total = ends.reduce((sum, { offset }) => sum + Number(offset), 0)
  expect(total >= atLeast, `the topic holds ${total} records, and ${atLeast} were acknowledged`)
  const consumer = kafka.consumer({ groupId: `verify-${Date.now()}`, maxWaitTimeInMs: 100 })
  await consumer.connect()
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true })
  const stored: Stored[] = []
  await consumer.run({
    eachBatch: async ({ batch, resolveOffset }) => {
      for (const message of batch.messages) {
        stored.push({ value: String(message.value), partition: batch.partition })
        resolveOffset(message.offset)
      }
    },
  })
  const untilMs = performance.now() + HEAL_WITHIN_MS
  while (stored.length < total && performance.now() < untilMs) await pause(50)
  await consumer.disconnect()
  return stored
}

function check(stored: readonly Stored[], load: ClientLoad): string {
  const own = stored.filter(({ value }) => value.startsWith(`${load.client}:`))
  const counts = new Map<string, number>()
  for (const { value } of own) counts.set(value, (counts.get(value) ?? 0) + 1)
  const lost = [...load.acknowledged].filter(value => !counts.has(value))
  const twice = [...counts].filter(([, count]) => count > 1).map(([value]) => value)
  expect(lost.length === 0, `${lost.length} acknowledged records are lost: ${lost.slice(0, 5)}`)
  expect(twice.length === 0, `${twice.length} records are there twice: ${twice.slice(0, 5)}`)
  const last = new Map<number, number>()
  for (const { value, partition } of own) {
    const serial = Number(value.slice(value.indexOf(':') + 1))
    const before = last.get(partition) ?? -1
    expect(serial > before, `partition ${partition} has ${serial} behind ${before}`)
    last.set(partition, serial)
  }
  return `${load.acknowledged.size} acknowledged, ${own.length} in the log, ${load.failures} sends failed for good`
}

const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}

async function runTarget(cases: Cases, name: TargetName): Promise<void> {
  const cluster = await TestCluster.start({
    name,
    dataDir: scratchDir('failover'),
    overrides: {
      'broker.session.timeout.ms': String(sessionMs),
      'broker.heartbeat.interval.ms': String(Math.max(100, Math.floor(sessionMs / 6))),
      'group.initial.rebalance.delay.ms': '0',
    },
  })
  console.log(`${name}: three nodes in ${Math.round(cluster.startMs)} ms, ${Math.round(cluster.rssBytes() / 1e6)} MB`)
  const kafka = new Kafka({ brokers: cluster.bootstrap.split(','), logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: PARTITIONS, replicationFactor: 3 }] })
  await admin.disconnect()
  const loads: ClientLoad[] = []
  for (const lane of newestLanes()) loads.push(await ClientLoad.start(lane, cluster.bootstrap, TOPIC, PARTITIONS))
  const rounds: Round[] = []
  try {
    await cases.check(`${name}: ${kills} times kill -9 under load, and it heals each time`, async () => {
      await pause(2000)
      for (let i = 0; i < kills; i++) {
        const round = await killOnce(cluster, loads, i)
        rounds.push(round)
        console.log(
          `  ${i + 1}: ${round.kind} (${round.nodeId}), leaderless ${Math.round(round.leaderlessMs)} ms, healed in ${Math.round(round.healedMs)} ms`,
        )
      }
      const times = rounds.map(({ leaderlessMs }) => leaderlessMs)
      return `without a leader p50 ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms`
    })
    for (const load of loads) await load.stopProducing()
    const acknowledged = loads.reduce((sum, load) => sum + load.acknowledged.size, 0)
    const stored = await readBack(cluster.bootstrap, acknowledged)
    for (const load of loads) {
      await cases.check(`${name}: ${load.client}: nothing lost, nothing twice, in order`, async () =>
        check(stored, load),
      )
      await cases.check(`${name}: ${load.client}: its group has read all of it`, async () => {
        const untilMs = performance.now() + HEAL_WITHIN_MS
        while (load.unread().length > 0 && performance.now() < untilMs) await pause(100)
        const unread = load.unread()
        expect(unread.length === 0, `${unread.length} records were not read, the first ${unread.slice(0, 3)}`)
        return `${load.consumer!.records.length} reads`
      })
    }
  } finally {
    for (const load of loads) await load.close()
    await cluster.stop()
  }
}

const cases = new Cases()
if (targets.includes('apache-kafka')) fetchApacheKafka()
for (const name of targets) await runTarget(cases, name)
cases.finish('failover', { kills, sessionMs, targets })
process.exit()
