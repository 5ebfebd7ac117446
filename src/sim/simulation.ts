/** One run: a world from a seed, a safety phase with faults, a liveness phase without, and what the checkers say. */

import { checkAcknowledged, checkCompacted } from './checkers/acknowledged.ts'
import { PartitionChecker } from './checkers/partitions.ts'
import { ClusterClient } from './client/cluster-client.ts'
import { History, type Seen } from './history.ts'
import { drawFaultRates, type FaultRates, Nemesis } from './nemesis.ts'
import { SeededRandom } from './random.ts'
import { fetchPage, SimConsumer } from './workload/consumer.ts'
import { SimProducer } from './workload/producer.ts'
import { BROKER_DEFAULTS, COMPACTED, createTopic } from './workload/topics.ts'
import { type Violation, World } from './world.ts'

export interface SimulationOptions {
  readonly seed: number
  /** Length of the safety phase, in simulated time. */
  readonly safetyMs: number
  readonly nodes?: number
  readonly sink?: (line: string) => void
}

export interface SimulationReport {
  readonly seed: number
  readonly violations: readonly Violation[]
  readonly rates: FaultRates
  readonly traceHash: string
  readonly simulatedMs: number
  readonly events: number
  readonly faults: number
  readonly acknowledged: number
  /** Records that were acknowledged and that compaction has taken away. */
  readonly compactedAway: number
}

const START_LIMIT_MS = 60_000
const TOPIC = 'simulated'
const COMPACTED_TOPIC = 'compacted'
const PARTITIONS = 3

/** Faults from which one replica recovers without a loss of what it acknowledged. */
const SINGLE_NODE_FAULTS = new Set([
  'kill',
  'killInOperation',
  'stop',
  'resetConnections',
  'cutLink',
  'slowLink',
  'slowDisk',
  'fullDisk',
  'jumpClock',
] as const)

export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { seed, safetyMs, nodes = 1, sink } = options
  const draw = new SeededRandom(seed).fork('scenario')
  // One replica alone survives a power cut only where every acknowledgement waits for the device.
  const flushing = draw.chance(0.4)
  const properties = flushing ? { ...BROKER_DEFAULTS, 'log.flush.interval.messages': '1' } : BROKER_DEFAULTS
  const world = new World({ seed, nodes, properties, ...(sink === undefined ? {} : { sink }) })
  const { scheduler } = world
  const rates = drawFaultRates(draw, flushing ? new Set([...SINGLE_NODE_FAULTS, 'losePower']) : SINGLE_NODE_FAULTS)
  const history = new History()
  const checker = new PartitionChecker(world, history)
  let faults = 0
  let compactedAway = 0

  for (const machine of world.machines) machine.start()
  await scheduler.run(START_LIMIT_MS, () => world.machines.every(({ serving }) => serving))
  if (world.machines.some(({ serving }) => !serving))
    world.violated('liveness', 'the nodes do not start without any fault')
  else {
    const admin = new ClusterClient(world, 'admin')
    await settle(world, createTopic(admin, TOPIC, PARTITIONS), 'creating a topic without any fault')

    const compacting = createTopic(admin, COMPACTED_TOPIC, 1, COMPACTED)
    await settle(world, compacting, 'creating a compacted topic without any fault')

    const clients: ClusterClient[] = []
    const client = (name: string): ClusterClient => {
      const made = new ClusterClient(world, name)
      clients.push(made)
      return made
    }
    const producers: SimProducer[] = []
    const consumers: SimConsumer[] = []
    for (let partition = 0; partition < PARTITIONS; partition++) {
      producers.push(
        new SimProducer(client(`producer${partition}`), history, {
          topic: TOPIC,
          partition,
          number: partition,
          pauseMs: 40,
        }),
      )
      consumers.push(
        new SimConsumer(client(`consumer${partition}`), TOPIC, partition, (offset, page) =>
          checker.page(TOPIC, partition, offset, page),
        ),
      )
    }
    producers.push(new SimProducer(client('plain'), history, { topic: TOPIC, partition: 0, number: -1, pauseMs: 100 }))

    for (const number of [PARTITIONS, -1]) {
      const options = { topic: COMPACTED_TOPIC, partition: 0, number, pauseMs: 60 }
      producers.push(new SimProducer(client(`compacted${number}`), history, options))
    }
    consumers.push(
      new SimConsumer(client('compacted reader'), COMPACTED_TOPIC, 0, (offset, page) =>
        checker.page(COMPACTED_TOPIC, 0, offset, page, false),
      ),
    )

    const hosts = [...world.machines.map(({ name }) => name), ...clients.map(({ host }) => host.network.host)]
    const nemesis = new Nemesis(world, rates, hosts)
    await scheduler.run(scheduler.nowMs + safetyMs, () => world.violations.length > 0)
    nemesis.heal()
    faults = nemesis.faults
    if (world.violations.length === 0) {
      await scheduler.run(scheduler.nowMs + START_LIMIT_MS, () => world.machines.every(({ serving }) => serving))
      for (const { name, serving } of world.machines)
        if (!serving) world.violated('liveness', `${name} does not serve ${START_LIMIT_MS} ms after the last fault`)
    }
    if (world.violations.length === 0) {
      const before = history.acknowledged
      await scheduler.run(scheduler.nowMs + 20_000, () => history.acknowledged > before + 20)
      if (history.acknowledged <= before + 20)
        world.violated('liveness', 'producers make no progress within 20 s after the last fault')
    }
    for (const producer of producers) producer.stop()
    for (const consumer of consumers) consumer.stop()
    if (world.violations.length === 0) {
      for (let partition = 0; partition < PARTITIONS; partition++) {
        const records = await settle(world, readAll(admin, TOPIC, partition), `reading partition ${partition}`)
        if (records !== null) checkAcknowledged(world, history, TOPIC, partition, records)
      }
      const left = await settle(world, readAll(admin, COMPACTED_TOPIC, 0), 'reading the compacted partition')
      if (left !== null) {
        checkCompacted(world, history, COMPACTED_TOPIC, 0, left)
        compactedAway = acknowledgedIn(history, COMPACTED_TOPIC) - left.length
      }
    }
  }
  for (const machine of world.machines) machine.kill()
  return {
    seed,
    violations: world.violations,
    rates,
    traceHash: world.trace.hash,
    simulatedMs: scheduler.nowMs,
    events: scheduler.eventsRun,
    faults,
    acknowledged: history.acknowledged,
    compactedAway,
  }
}

/** Runs the world until that promise is settled; a violation and null when it takes too long. */
async function settle<T>(world: World, work: Promise<T>, what: string): Promise<T | null> {
  let result: { value: T } | { error: unknown } | null = null
  work.then(
    value => {
      result = { value }
    },
    error => {
      result = { error }
    },
  )
  await world.scheduler.run(world.scheduler.nowMs + START_LIMIT_MS, () => result !== null)
  const settled = result as { value: T } | { error: unknown } | null
  if (settled === null) {
    world.violated('liveness', `${what} takes longer than ${START_LIMIT_MS} ms`)
    return null
  }
  if ('error' in settled) throw settled.error
  return settled.value
}

function acknowledgedIn(history: History, topic: string): number {
  return history.all.filter(entry => entry.topic === topic && entry.acknowledgedOffset !== null).length
}

/** Every record below the high watermark. */
async function readAll(client: ClusterClient, topic: string, partition: number): Promise<readonly Seen[]> {
  const all: Seen[] = []
  let position = 0
  for (;;) {
    const page = await fetchPage(client, topic, partition, position, 0)
    if (page === null || page.errorCode !== 0) {
      await client.sleep(100)
      continue
    }
    all.push(...page.records)
    const last = page.records.at(-1)
    if (last === undefined) return all
    position = last.offset + 1
  }
}
