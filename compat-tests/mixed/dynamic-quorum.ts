/** A quorum whose voters stand in the log (KIP-853), found by controller.quorum.bootstrap.servers; its controller of either kind, with a broker of each. */
import { type Cases, expect } from '../harness/cases.ts'
import { withCluster } from './arrangement.ts'
import { failoverChecks, topicChecks } from './failover.ts'
import type { Kind } from './node.ts'

export function dynamicQuorum(controller: Kind): (cases: Cases, dir: string) => Promise<void> {
  const label = `dynamic quorum of ${controller === 'gregor' ? 'Gregor' : 'Apache Kafka'}`
  return (cases, dir) =>
    withCluster(
      cases,
      dir,
      label,
      [
        { id: 100, kind: controller, roles: ['controller'] },
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
        })
      },
      { quorum: 'dynamic' },
    )
}
