/**
 * What must hold of any mixed cluster: brokers of both kinds lead, follow and are lost, and nothing that
 * was acknowledged is.
 */
import { javaTestClient } from '../clients/java.ts'
import { kcatTestClient } from '../clients/kcat.ts'
import { type Cases, expect } from '../harness/cases.ts'
import type { MixedCluster, PartitionState } from './cluster.ts'
import { GroupReader, JavaLoad, KafkajsLoad } from './load.ts'
import type { MixedNode } from './node.ts'
import { expectSameReplicas } from './replicas.ts'

export const PARTITIONS = 4

/** Each broker is the preferred leader of some. */
export function striped(brokers: readonly MixedNode[], partitions = PARTITIONS): number[][] {
  return Array.from({ length: partitions }, (_, partition) =>
    brokers.map((_, i) => brokers[(partition + i) % brokers.length]!.id),
  )
}

/** One way to lose a broker. */
export interface Loss {
  readonly node: MixedNode
  readonly how: 'stop' | 'kill'
}

export function lossesOf(nodes: readonly MixedNode[]): Loss[] {
  return (['stop', 'kill'] as const).flatMap(how => nodes.map(node => ({ node, how })))
}

/** Topics are created through each kind, and known to the other. */
export async function topicChecks(cases: Cases, cluster: MixedCluster, label: string): Promise<void> {
  for (const kind of ['gregor', 'apache-kafka'] as const) {
    const via = cluster.brokerOf(kind)
    await cases.check(
      `${label}: a topic created through ${via.name} is replicated by all and led as assigned`,
      async () => {
        const topic = `made-through-${kind}`
        const assignments = striped(cluster.brokers)
        await cluster.createTopic(via, topic, assignments)
        const partitions = await cluster.untilInSync(topic)
        for (const { index, leader } of partitions)
          expect(leader === assignments[index]![0], `${index} is led by ${leader}`)
      },
    )
    await cases.check(`${label}: kcat and Java write and read it, through either broker`, async () => {
      const topic = `made-through-${kind}`
      const records = Array.from({ length: 40 }, (_, i) => ({
        key: Buffer.from(`k${i}`),
        value: Buffer.from(`value ${i}`),
        partition: i % PARTITIONS,
      }))
      const through = (node: MixedNode): string => `127.0.0.1:${node.clientPort}`
      const [a, b] = [cluster.brokerOf('gregor'), cluster.brokerOf('apache-kafka')].map(through)
      await kcatTestClient.produce(a!, topic, records, 'lz4')
      await javaTestClient.produce(b!, topic, records, 'zstd')
      for (const bootstrap of [a!, b!]) {
        const read = await kcatTestClient.consume(bootstrap, topic, records.length * 2)
        for (const { key, value } of records) {
          const copies = read.filter(each => each.key?.equals(key) && each.value?.equals(value)).length
          expect(copies === 2, `${key} is there ${copies} times, read through ${bootstrap}`)
        }
      }
      const read = await javaTestClient.consume(a!, topic, records.length * 2)
      expect(read.length === records.length * 2, `Java reads ${read.length} records`)
    })
  }
}

/** What runs while brokers come, go and hand partitions over. */
export interface Clients {
  readonly load: KafkajsLoad
  readonly java: JavaLoad
  readonly reader: GroupReader
  readonly topics: readonly string[]
}

async function startClients(cluster: MixedCluster): Promise<Clients> {
  const { brokers, bootstrap } = cluster
  const topics = ['clients-kafkajs', 'clients-java'] as const
  for (const topic of topics) {
    await cluster.createTopic(cluster.brokerOf('gregor'), topic, striped(brokers))
    await cluster.untilInSync(topic)
  }
  const load = await KafkajsLoad.start(bootstrap, topics[0], PARTITIONS)
  const java = new JavaLoad(bootstrap, topics[1])
  const reader = await GroupReader.start(bootstrap, topics[0], PARTITIONS)
  const clients = { load, java, reader, topics }
  await clientsGoOn(clients)
  return clients
}

/** Every partition takes more, and the group reads what is there. */
export async function clientsGoOn({ load, java, reader }: Clients): Promise<void> {
  await load.progress()
  await java.progress()
  await reader.untilSeen([...load.acknowledged])
}

async function lose(cluster: MixedCluster, clients: Clients, { node, how }: Loss): Promise<string> {
  const { load, java, topics } = clients
  load.longestPauseMs = 0
  if (how === 'stop') await node.stop()
  else await node.kill()
  const left = cluster.brokers.filter(({ running }) => running)
  for (const topic of topics) {
    await cluster.untilPartitions(topic, `${node.name} leads nothing`, ({ leader }) =>
      left.some(({ id }) => id === leader),
    )
  }
  await load.progress()
  await java.progress()
  const pauseMs = Math.round(load.longestPauseMs)
  await node.start()
  for (const topic of topics) await cluster.untilInSync(topic)
  await cluster.electPreferred(cluster.brokerOf('gregor'))
  const prefers = ({ leader, replicas }: PartitionState): boolean => leader === replicas[0]
  for (const topic of topics) await cluster.untilPartitions(topic, 'the preferred leaders lead', prefers)
  await clientsGoOn(clients)
  return `longest time without an acknowledgement ${pauseMs} ms`
}

/**
 * Loses brokers one after the other while clients run, each coming back before the next goes, and does what `meanwhile`
 * does; then judges what the clients were told.
 */
export async function failoverChecks(
  cases: Cases,
  cluster: MixedCluster,
  label: string,
  losses: readonly Loss[],
  meanwhile: (clients: Clients) => Promise<void> = async () => {},
): Promise<void> {
  const { brokers } = cluster
  const begun: Clients[] = []
  await cases.check(`${label}: clients with acks=all begin`, async () => {
    begun.push(await startClients(cluster))
  })
  const [clients] = begun
  if (clients === undefined) return
  const { load, java, reader, topics } = clients
  for (const loss of losses) {
    const { node, how } = loss
    await cases.check(`${label}: ${how === 'stop' ? 'SIGTERM' : 'kill -9'} of ${node.name} under load`, async () => {
      try {
        return await lose(cluster, clients, loss)
      } finally {
        // What failed once need not fail all that comes behind it.
        if (!node.running) await node.start()
      }
    })
  }
  await meanwhile(clients)
  await load.stop()
  await java.stop()
  for (const broker of brokers) {
    await cases.check(
      `${label}: nothing acknowledged is lost, doubled or out of order, read through ${broker.name}`,
      async () => {
        const only = `127.0.0.1:${broker.clientPort}`
        const [a, b] = [await load.judge(only), await java.judge(only)]
        expect(a.acknowledged > 0 && b.acknowledged > 0, 'nothing was acknowledged')
        return `kafkajs ${a.acknowledged} acknowledged, ${a.stored} stored; Java ${b.acknowledged} and ${b.stored}`
      },
    )
  }
  await cases.check(`${label}: the group has read everything once the producers have stopped`, async () => {
    await reader.untilSeen([...load.acknowledged])
  })
  await reader.stop()
  await cases.check(`${label}: replicas of both kinds hold the same bytes`, async () => {
    for (const topic of topics) await cluster.untilInSync(topic)
    // Everything that was fetched is in the files: a moment for the last answers on their way.
    await new Promise(done => setTimeout(done, 1000))
    let bytes = 0
    for (const topic of topics) bytes += expectSameReplicas(brokers, topic, PARTITIONS)
    expect(bytes > 0, 'there is nothing to compare')
    return `${bytes} bytes`
  })
}
