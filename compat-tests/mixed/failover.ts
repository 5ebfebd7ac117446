/** What must hold of any mixed cluster: brokers of both kinds lead, follow and are lost, and nothing that was acknowledged is. */
import { javaTestClient } from '../clients/java.ts'
import { kcatTestClient } from '../clients/kcat.ts'
import { type Cases, expect } from '../harness/cases.ts'
import type { MixedCluster } from './cluster.ts'
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

/** Loses brokers one after the other while clients run, each coming back before the next goes; then judges the logs. */
export async function failoverChecks(
  cases: Cases,
  cluster: MixedCluster,
  label: string,
  losses: readonly Loss[],
): Promise<void> {
  const { brokers, bootstrap } = cluster
  const topics = { kafkajs: 'failover-kafkajs', java: 'failover-java' }
  const clients: { load: KafkajsLoad; java: JavaLoad; reader: GroupReader }[] = []
  await cases.check(`${label}: clients with acks=all begin`, async () => {
    for (const topic of Object.values(topics)) {
      await cluster.createTopic(cluster.brokerOf('gregor'), topic, striped(brokers))
      await cluster.untilInSync(topic)
    }
    const load = await KafkajsLoad.start(bootstrap, topics.kafkajs, PARTITIONS)
    const java = new JavaLoad(bootstrap, topics.java)
    const reader = await GroupReader.start(bootstrap, topics.kafkajs, PARTITIONS)
    clients.push({ load, java, reader })
    await load.progress()
    await java.progress()
    await reader.untilSeen([...load.acknowledged])
  })
  const [running] = clients
  if (running === undefined) return
  const { load, java, reader } = running
  for (const { node, how } of losses) {
    await cases.check(`${label}: ${how === 'stop' ? 'SIGTERM' : 'kill -9'} of ${node.name} under load`, async () => {
      load.longestPauseMs = 0
      if (how === 'stop') await node.stop()
      else await node.kill()
      const alone = brokers.filter(({ running }) => running)
      for (const topic of Object.values(topics)) {
        await cluster.untilPartitions(topic, `${node.name} leads nothing`, ({ leader }) =>
          alone.some(({ id }) => id === leader),
        )
      }
      await load.progress()
      await java.progress()
      const pauseMs = Math.round(load.longestPauseMs)
      await node.start()
      for (const topic of Object.values(topics)) await cluster.untilInSync(topic)
      await cluster.electPreferred(cluster.brokerOf('gregor'))
      for (const topic of Object.values(topics))
        await cluster.untilPartitions(
          topic,
          'the preferred leaders lead',
          ({ leader, replicas }) => leader === replicas[0],
        )
      await load.progress()
      await java.progress()
      await reader.untilSeen([...load.acknowledged])
      return `longest time without an acknowledgement ${pauseMs} ms`
    })
  }
  await load.stop()
  await java.stop()
  for (const broker of brokers) {
    await cases.check(
      `${label}: nothing acknowledged is lost, doubled or out of order, read from ${broker.name}`,
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
    for (const topic of Object.values(topics)) await cluster.untilInSync(topic)
    // Everything that was fetched is in the files: a moment for the last answers on their way.
    await new Promise(done => setTimeout(done, 1000))
    let bytes = 0
    for (const topic of Object.values(topics)) bytes += expectSameReplicas(brokers, topic, PARTITIONS)
    expect(bytes > 0, 'there is nothing to compare')
    return `${bytes} bytes`
  })
}
