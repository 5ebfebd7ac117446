/**
 * A quorum whose voters stand in the log (KIP-853), found by controller.quorum.bootstrap.servers; its controller of
 * either kind, with a broker of each. At the end a controller of the other kind joins, and takes the first one's place.
 */
import { javaTool } from '../clients/java.ts'
import { type Cases, eventually, expect } from '../harness/cases.ts'
import { withCluster } from './arrangement.ts'
import type { MixedCluster } from './cluster.ts'
import { type Clients, clientsGoOn, failoverChecks, topicChecks } from './failover.ts'
import { type Kind, type MixedNode, nameOf, otherKind } from './node.ts'

export function dynamicQuorum(controller: Kind): (cases: Cases, dir: string) => Promise<void> {
  const label = `dynamic quorum of ${nameOf(controller)}`
  return (cases, dir) =>
    withCluster(
      cases,
      dir,
      label,
      [
        { id: 100, kind: controller, roles: ['controller'] },
        {
          id: 101,
          kind: otherKind(controller),
          roles: ['controller'],
          later: true,
          own: { 'controller.quorum.auto.join.enable': 'true' },
        },
        { id: 1, kind: 'apache-kafka', roles: ['broker'] },
        { id: 2, kind: 'gregor', roles: ['broker'] },
      ],
      async cluster => {
        await topicChecks(cases, cluster, label)
        await cases.check(`${label}: each kind tells the same of the quorum`, async () => {
          const told: string[] = []
          for (const node of cluster.brokers) {
            const { leaderId, leaderEpoch, currentVoters, observers } = await cluster.quorum(node)
            const voters = currentVoters.map(
              ({ replicaId, replicaDirectoryId }) => `${replicaId} ${replicaDirectoryId}`,
            )
            const watching = observers.map(({ replicaId }) => replicaId).sort()
            told.push(JSON.stringify({ leaderId, leaderEpoch, voters, watching }))
          }
          expect(told[0] === told[1], told.join(' and '))
          return told[0]
        })
        const gregor = cluster.brokerOf('gregor')
        const kafka = cluster.brokerOf('apache-kafka')
        const losses = [
          { node: gregor, how: 'stop' },
          { node: kafka, how: 'kill' },
        ] as const
        await failoverChecks(cases, cluster, label, losses, async clients => {
          await cases.check(`${label}: brokers go on while the controller is killed, and follow it again`, async () => {
            const node = cluster.node(100)
            await node.kill()
            await clients.load.progress()
            await clients.java.progress()
            await node.start()
            await cluster.createTopic(gregor, 'after-the-controller', [[1, 2]])
            await cluster.untilInSync('after-the-controller')
          })
          await successionChecks(cases, cluster, label, clients)
        })
      },
      { quorum: 'dynamic' },
    )
}

/** Another controller joins by itself (KIP-1186), the first one is removed and leaves. */
async function successionChecks(cases: Cases, cluster: MixedCluster, label: string, clients: Clients): Promise<void> {
  const [first, second] = [cluster.node(100), cluster.node(101)]
  const untilVoters = (wanted: readonly MixedNode[]): Promise<string> =>
    eventually(
      `the voters are ${wanted.map(({ name }) => name)}`,
      async () => {
        const told = []
        for (const node of cluster.brokers) {
          const { currentVoters, leaderId, highWatermark } = await cluster.quorum(node)
          const ids = currentVoters.map(({ replicaId }) => replicaId).sort()
          if (ids.join() !== wanted.map(({ id }) => id).join() || leaderId < 0) return null
          if (currentVoters.some(({ logEndOffset }) => logEndOffset < highWatermark)) return null
          told.push(...currentVoters.map(({ replicaId, replicaDirectoryId }) => `${replicaId} ${replicaDirectoryId}`))
        }
        return told[0]!
      },
      40_000,
    )
  let removed = ''
  await cases.check(`${label}: ${second.name} joins the quorum as a voter by itself`, async () => {
    await second.start()
    removed = (await untilVoters([first, second])).split(' ')[1]!
    await cluster.createTopic(cluster.brokerOf('gregor'), 'with-two-voters', [[1, 2]])
    await cluster.untilInSync('with-two-voters')
  })
  await cases.check(`${label}: ${first.name} is removed, and ${second.name} leads alone`, async () => {
    const leader = await cluster.untilQuorumLeader()
    const args = ['--bootstrap-controller', `127.0.0.1:${leader.controllerPort}`, 'remove-controller']
    await javaTool('MetadataQuorumCommand', [
      ...args,
      '--controller-id',
      String(first.id),
      '--controller-directory-id',
      removed,
    ])
    await untilVoters([second])
    await first.stop()
    await clientsGoOn(clients)
    await cluster.createTopic(cluster.brokerOf('apache-kafka'), 'with-another-voter', [[2, 1]])
    await cluster.untilInSync('with-another-voter')
  })
  await cases.check(`${label}: brokers that start again find it without the first`, async () => {
    for (const node of cluster.brokers) {
      await node.stop()
      await node.start()
      await cluster.untilBrokersKnown()
      for (const topic of ['with-another-voter', ...clients.topics]) await cluster.untilInSync(topic)
    }
    await clientsGoOn(clients)
  })
}
