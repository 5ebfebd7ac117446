/**
 * How one leaves Gregor for Apache Kafka, or the other way: all partitions, the internal topics' too, move from the
 * brokers of one kind to those of the other by kafka-reassign-partitions, while clients run.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { javaTool } from '../clients/java.ts'
import { type Cases, eventually, expect } from '../harness/cases.ts'
import type { MixedCluster } from './cluster.ts'
import { type Clients, clientsGoOn, striped } from './failover.ts'
import { type MixedNode, nameOf, otherKind } from './node.ts'
import { storedBytes } from './replicas.ts'

interface Assignment {
  readonly topic: string
  readonly partition: number
  readonly replicas: readonly number[]
}

/** Every partition of every topic onto all of `brokers`, in turn. */
async function assignments(
  cluster: MixedCluster,
  via: MixedNode,
  brokers: readonly MixedNode[],
): Promise<Assignment[]> {
  const { topics } = await cluster.metadata(via, null)
  return topics.flatMap(({ name, partitions }) => {
    const replicas = striped(brokers, partitions.length)
    return partitions.map((_, partition) => ({ topic: name ?? '', partition, replicas: replicas[partition]! }))
  })
}

/** Returns when the tool says that all is done, and every broker that the partitions are where they shall be. */
async function reassign(cluster: MixedCluster, via: MixedNode, wanted: readonly Assignment[]): Promise<void> {
  const file = join(via.options.dir, 'reassignment.json')
  writeFileSync(file, JSON.stringify({ version: 1, partitions: wanted }))
  const args = ['--bootstrap-server', `127.0.0.1:${via.clientPort}`, '--reassignment-json-file', file]
  const said = await javaTool('ReassignPartitionsCommand', [...args, '--execute'])
  expect(said.includes('Successfully started'), said)
  await eventually(
    'kafka-reassign-partitions --verify finds all reassignments complete',
    async () => {
      const state = await javaTool('ReassignPartitionsCommand', [...args, '--verify', '--preserve-throttles'])
      const complete = state.match(/Reassignment of partition \S+ is completed/g) ?? []
      return complete.length === wanted.length ? true : null
    },
    90_000,
  )
  for (const topic of new Set(wanted.map(each => each.topic))) {
    const replicasOf = (index: number): string =>
      JSON.stringify(wanted.find(each => each.topic === topic && each.partition === index)?.replicas)
    await cluster.untilPartitions(topic, 'the replicas are those assigned', ({ index, leader, replicas, isr }) => {
      return JSON.stringify(replicas) === replicasOf(index) && isr.length === replicas.length && leader >= 0
    })
  }
}

/** Nothing of these partitions is left in the directories of brokers that gave them up. */
async function expectGone(brokers: readonly MixedNode[], moved: readonly Assignment[]): Promise<void> {
  for (const node of brokers) {
    await eventually(`${node.name} has deleted what was moved away`, () => {
      const left = moved.filter(
        each => !each.replicas.includes(node.id) && storedBytes(node, each.topic, each.partition),
      )
      return left.length === 0 ? true : null
    })
  }
}

export async function reassignmentChecks(
  cases: Cases,
  cluster: MixedCluster,
  label: string,
  clients: Clients,
): Promise<void> {
  for (const from of ['gregor', 'apache-kafka'] as const) {
    const left = cluster.brokers.filter(({ kind }) => kind === from)
    const taking = cluster.brokers.filter(({ kind }) => kind !== from)
    const way = `from ${nameOf(from)} to ${nameOf(otherKind(from))}`
    await cases.check(`${label}: all partitions move ${way} under load`, async () => {
      // Asked through the kind that is left behind, whose brokers must tell the truth of what they no longer have.
      const via = cluster.brokerOf(from)
      const wanted = await assignments(cluster, via, taking)
      await reassign(cluster, via, wanted)
      await clientsGoOn(clients)
      await expectGone(left, wanted)
      return `${wanted.length} partitions`
    })
    const mayGo = left.filter(({ isController }) => !isController)
    await cases.check(`${label}: clients go on without ${mayGo.map(({ name }) => name)}`, async () => {
      for (const node of mayGo) await node.stop()
      await clientsGoOn(clients)
      await clientsGoOn(clients)
      for (const node of mayGo) await node.start()
      await cluster.untilBrokersKnown()
    })
  }
  await cases.check(`${label}: all partitions are spread over both kinds again`, async () => {
    const wanted = await assignments(cluster, cluster.brokerOf('apache-kafka'), cluster.brokers)
    await reassign(cluster, cluster.brokerOf('gregor'), wanted)
    await clientsGoOn(clients)
  })
}
