/** A quorum of three with voters of both kinds: either kind is elected, leads, is stopped and killed. */
import { type Cases, eventually, expect } from '../harness/cases.ts'
import { withCluster } from './arrangement.ts'
import type { MixedCluster } from './cluster.ts'
import { failoverChecks, lossesOf, topicChecks } from './failover.ts'
import { type Kind, nameOf, otherKind } from './node.ts'
import { expectSamePrefix } from './replicas.ts'

/** Elections are decided by chance: so many may it take until each kind has led and been lost in each way. */
const MAX_ELECTIONS = 24

export function mixedVoters(majority: Kind): (cases: Cases, dir: string) => Promise<void> {
  const kinds = [majority, otherKind(majority), majority]
  const label = `two ${nameOf(majority)} voters of three`
  return (cases, dir) =>
    withCluster(
      cases,
      dir,
      label,
      kinds.map((kind, i) => ({ id: i + 1, kind, roles: ['controller', 'broker'] as const })),
      async cluster => {
        await topicChecks(cases, cluster, label)
        await electionChecks(cases, cluster, label)
        await failoverChecks(cases, cluster, label, lossesOf(cluster.brokers))
      },
    )
}

async function electionChecks(cases: Cases, cluster: MixedCluster, label: string): Promise<void> {
  const open = new Set<string>()
  for (const kind of ['gregor', 'apache-kafka']) for (const how of ['stop', 'kill']) open.add(`${how} ${kind}`)
  let topics = 0
  await cases.check(`${label}: the quorum survives the stop and the kill of a leader of either kind`, async () => {
    const history: string[] = []
    for (let round = 0; open.size > 0; round++) {
      expect(round < MAX_ELECTIONS, `not within ${MAX_ELECTIONS} elections: ${[...open]} (${history})`)
      const leader = await cluster.untilQuorumLeader()
      const { leaderEpoch } = await cluster.quorum(cluster.brokers.find(({ running }) => running)!)
      const how = open.has(`stop ${leader.kind}`) || !open.has(`kill ${leader.kind}`) ? 'stop' : 'kill'
      open.delete(`${how} ${leader.kind}`)
      history.push(`epoch ${leaderEpoch}: ${leader.name} (${how})`)
      try {
        if (how === 'stop') await leader.stop()
        else await leader.kill()
        const next = await cluster.untilQuorumLeader()
        expect(next.id !== leader.id, `${leader.name} still leads`)
        // Metadata is decided by the new leader and reaches those of the other kind.
        const via = cluster.brokers.find(({ running, id }) => running && id !== next.id)!
        const topic = `decided-${++topics}`
        await cluster.createTopic(via, topic, [cluster.brokers.filter(({ running }) => running).map(({ id }) => id)])
        await cluster.untilInSync(topic)
        await leader.start()
        await cluster.untilBrokersKnown()
        for (let i = 1; i <= topics; i++) await cluster.untilInSync(`decided-${i}`)
      } catch (error) {
        throw new Error(`${history}: ${(error as Error).message}`)
      }
    }
    return history.join(', ')
  })
  await cases.check(`${label}: all voters hold the same metadata log`, async () => {
    const via = cluster.brokerOf('gregor')
    const quorum = await eventually('every voter has what is committed', async () => {
      const said = await cluster.quorum(via)
      const behind = said.currentVoters.filter(({ logEndOffset }) => logEndOffset < said.highWatermark)
      return said.currentVoters.length === 3 && behind.length === 0 ? said : null
    })
    const bytes = expectSamePrefix(cluster.controllers, '__cluster_metadata', 0)
    expect(bytes > 0, 'there is nothing to compare')
    return `epoch ${quorum.leaderEpoch}, high watermark ${quorum.highWatermark}, ${bytes} bytes`
  })
}
