/** One run: a world from a seed, a safety phase with faults, a liveness phase without, and what the checkers say. */

import type { Arrangement } from './arrangement.ts'
import { checkAcknowledged, checkCompacted } from './checkers/acknowledged.ts'
import { checkReplicas } from './checkers/replicas.ts'
import { Watch } from './checkers/watch.ts'
import { ClusterClient } from './client/cluster-client.ts'
import { canAcknowledge, whatIsMissing, whatIsUncommitted } from './convergence.ts'
import { History, type Seen } from './history.ts'
import type { Machine } from './machine.ts'
import { type FaultRates, Nemesis } from './nemesis.ts'
import { drawScenario, type Scenario } from './scenario.ts'
import { fetchPage } from './workload/consumer.ts'
import { COMPACTED, createTopic } from './workload/topics.ts'
import { COMPACTED_TOPIC, PARTITIONS, type Pace, TOPIC, Workload } from './workload/workload.ts'
import { type Violation, World } from './world.ts'

export interface SimulationOptions {
  readonly seed: number
  /** Length of the safety phase, in simulated time. */
  readonly safetyMs: number
  /** Instead of as many as the seed draws. */
  readonly nodes?: number
  /** Instead of the one that the seed draws. */
  readonly arrangement?: Arrangement
  readonly sink?: (line: string) => void
}

export interface SimulationReport {
  readonly seed: number
  readonly nodes: number
  readonly violations: readonly Violation[]
  readonly rates: FaultRates
  readonly properties: Readonly<Record<string, string>>
  readonly pace: Pace
  readonly tailCacheBytesPerLog: number
  readonly arrangement: Arrangement
  readonly traceHash: string
  readonly simulatedMs: number
  readonly events: number
  readonly faults: number
  readonly acknowledged: number
  /** Reads that brought a bit turned round, and answers to clients that it was found in. */
  readonly misreads: number
  readonly damagedPages: number
  /** Records that were acknowledged and that compaction has taken away. */
  readonly compactedAway: number
  /** What the checkers had to compare: a run in which they saw nothing proves nothing. */
  readonly seen: {
    readonly elections: number
    readonly images: number
    readonly reopenedLogs: number
    readonly replicaBatches: number
    readonly assignments: number
    readonly commits: number
  }
}

const LIMIT_MS = 60_000
/** Within which a cluster without faults must be whole again. */
const CONVERGENCE_MS = 90_000
const QUIET_MS = 3_000
/**
 * After which a request of an operator is answered, or never carried out: a broker passes it on for `request.timeout.ms`,
 * and waits that long where it does not hear that the connection is gone (8105356).
 */
const UNDER_WAY_MS = 31_000

export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  return new Simulation(options).run()
}

class Simulation {
  private readonly scenario: Scenario
  private readonly world: World
  private readonly history = new History()
  private readonly watch: Watch
  private readonly safetyMs: number
  private readonly seed: number
  private faults = 0
  private compactedAway = 0
  private replicaBatches = 0
  private workload: Workload | null = null

  constructor({ seed, safetyMs, nodes, arrangement: wanted, sink }: SimulationOptions) {
    this.seed = seed
    this.safetyMs = safetyMs
    this.scenario = drawScenario(seed, nodes, wanted)
    const { nodes: count, arrangement, properties, tailCacheBytesPerLog } = this.scenario
    const options = { seed, nodes: count, arrangement, properties, nodeOptions: { tailCacheBytesPerLog } }
    this.world = new World({ ...options, ...(sink === undefined ? {} : { sink }) })
    this.watch = new Watch(this.world)
  }

  private get failed(): boolean {
    return this.world.violations.length > 0
  }

  async run(): Promise<SimulationReport> {
    for (const phase of [() => this.start(), () => this.safety(), () => this.liveness(), () => this.settle()]) {
      await phase()
      if (this.failed) break
    }
    this.world.scheduler.betweenEvents = null
    for (const machine of this.world.machines) machine.kill()
    return this.report()
  }

  private async start(): Promise<void> {
    const { world } = this
    for (const machine of world.machines) machine.start()
    await world.scheduler.run(LIMIT_MS, () => world.machines.every(({ serving }) => serving))
    if (world.machines.some(({ serving }) => !serving)) {
      world.violated('liveness', 'the nodes do not start without any fault')
      return
    }
    const admin = new ClusterClient(world, 'admin')
    await this.await(createTopic(admin, TOPIC, PARTITIONS), 'creating a topic without any fault')
    await this.await(createTopic(admin, COMPACTED_TOPIC, 1, COMPACTED), 'creating a compacted topic without any fault')
  }

  private async safety(): Promise<void> {
    const { world, history, scenario } = this
    const workload = new Workload(world, history, scenario.pace, scenario.arrangement === 'dynamic')
    this.workload = workload
    const hosts = [...world.machines.map(({ name }) => name), ...workload.clients.map(({ host }) => host.network.host)]
    const nemesis = new Nemesis(world, scenario.rates, hosts)
    await world.scheduler.run(world.scheduler.nowMs + this.safetyMs, () => this.failed)
    nemesis.heal()
    this.faults = nemesis.faults
  }

  private async liveness(): Promise<void> {
    const { world, scenario, workload } = this
    workload!.leaveVoters()
    // What was asked for until now may still be on its way.
    if (scenario.arrangement === 'dynamic') await world.scheduler.run(world.scheduler.nowMs + UNDER_WAY_MS)
    await this.converges(world.machines, 'after the last fault')
    if (!this.failed) await this.makesProgress('after the last fault')
    if (this.failed || !scenario.losesOneInTheEnd) return
    const lost = world.random.fork('lost').pick(world.machines)
    lost.kill()
    const majority = world.machines.filter(machine => machine !== lost)
    await this.converges(majority, `after ${lost.name} was lost`)
    if (!this.failed) await this.makesProgress(`after ${lost.name} was lost`)
    lost.start()
    if (!this.failed) await this.converges(world.machines, `after ${lost.name} came back`)
  }

  private async converges(
    machines: readonly Machine[],
    when: string,
    whatIsLeft: (machines: readonly Machine[]) => string | null = whatIsMissing,
  ): Promise<void> {
    const { world } = this
    const { scheduler } = world
    let lookAtMs = 0
    const isWhole = (): boolean => {
      if (scheduler.nowMs < lookAtMs) return false
      lookAtMs = scheduler.nowMs + 20
      return whatIsLeft(machines) === null
    }
    await scheduler.run(scheduler.nowMs + CONVERGENCE_MS, () => this.failed || isWhole())
    const missing = whatIsLeft(machines)
    if (!this.failed && missing !== null) world.violated('convergence', `${CONVERGENCE_MS} ms ${when}, ${missing}`)
  }

  private async makesProgress(when: string): Promise<void> {
    const { world, history, workload } = this
    const { groups } = workload!
    const before = history.acknowledged
    const commits = groups.commits
    const groupGoesOn = (): boolean => groups.commits > commits && workload!.groupIsComplete
    const done = (): boolean => history.acknowledged > before + 20 && groupGoesOn()
    await world.scheduler.run(world.scheduler.nowMs + LIMIT_MS, () => this.failed || done())
    if (this.failed || done() || (groupGoesOn() && !this.canAcknowledge())) return
    const acknowledged = history.acknowledged - before
    world.violated(
      'liveness',
      `${LIMIT_MS} ms ${when}: ${acknowledged} records acknowledged, ${groups.commits - commits} commits, the group is ${workload!.groupIsComplete ? '' : 'not '}complete`,
    )
  }

  private canAcknowledge(): boolean {
    const { machines } = this.world
    const present = new Set(machines.flatMap(({ serving, nodeId }) => (serving ? [nodeId] : [])))
    const images = machines.flatMap(({ parts }) => parts?.quorum?.loader.image ?? [])
    return images.some(image => canAcknowledge(image, [TOPIC, COMPACTED_TOPIC], present))
  }

  /** Everything under way is ended, all is compared, and the nodes open their logs once more. */
  private async settle(): Promise<void> {
    const { world, history } = this
    const { scheduler } = world
    await this.await(this.workload!.stop(), 'ending what the clients do')
    await scheduler.run(scheduler.nowMs + QUIET_MS)
    await this.converges(world.machines, 'after the clients ended', m => whatIsMissing(m) ?? whatIsUncommitted(m))
    if (this.failed) return
    const reader = new ClusterClient(world, 'last reader')
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const records = await this.await(readAll(reader, TOPIC, partition), `reading partition ${partition}`)
      if (records !== null) checkAcknowledged(world, history, TOPIC, partition, records)
    }
    const left = await this.await(readAll(reader, COMPACTED_TOPIC, 0), 'reading the compacted partition')
    if (left !== null) {
      checkCompacted(world, history, COMPACTED_TOPIC, 0, left)
      this.compactedAway = acknowledgedIn(history, COMPACTED_TOPIC) - left.length
    }
    this.replicaBatches = checkReplicas(world)
    if (this.failed) return
    for (const machine of world.machines) machine.kill()
    for (const machine of world.machines) machine.start()
    await this.converges(world.machines, 'after all were killed in the end')
  }

  /** Runs the world until that promise is settled; a violation and null when it takes too long. */
  private async await<T>(work: Promise<T>, what: string): Promise<T | null> {
    const { world } = this
    let result: { value: T } | { error: unknown } | null = null
    work.then(
      value => {
        result = { value }
      },
      error => {
        result = { error }
      },
    )
    await world.scheduler.run(world.scheduler.nowMs + LIMIT_MS, () => result !== null)
    const settled = result as { value: T } | { error: unknown } | null
    if (settled === null) {
      world.violated('liveness', `${what} takes longer than ${LIMIT_MS} ms`)
      return null
    }
    if ('error' in settled) throw settled.error
    return settled.value
  }

  private report(): SimulationReport {
    const { seed, world, scenario, watch, workload } = this
    return {
      seed,
      nodes: scenario.nodes,
      violations: world.violations,
      rates: scenario.rates,
      properties: scenario.properties,
      pace: scenario.pace,
      tailCacheBytesPerLog: scenario.tailCacheBytesPerLog,
      arrangement: scenario.arrangement,
      traceHash: world.trace.hash,
      simulatedMs: world.scheduler.nowMs,
      events: world.scheduler.eventsRun,
      faults: this.faults,
      acknowledged: this.history.acknowledged,
      misreads: world.machines.reduce((sum, { platter }) => sum + platter.misreadCount, 0),
      damagedPages: world.damagedPages,
      compactedAway: this.compactedAway,
      seen: {
        elections: watch.raft.elections,
        images: watch.images.compared,
        reopenedLogs: watch.reopened.compared,
        replicaBatches: this.replicaBatches,
        assignments: workload?.groups.assignments ?? 0,
        commits: workload?.groups.commits ?? 0,
      },
    }
  }
}

function acknowledgedIn(history: History, topic: string): number {
  return history.all.filter(entry => entry.topic === topic && entry.acknowledgedOffset !== null).length
}

/** Every record below the high watermark. */
async function readAll(client: ClusterClient, topic: string, partition: number): Promise<readonly Seen[]> {
  const all: Seen[] = []
  let position = 0
  for (;;) {
    const page = await fetchPage(client, topic, partition, position, { maxWaitMs: 0, minBytes: 1 })
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
