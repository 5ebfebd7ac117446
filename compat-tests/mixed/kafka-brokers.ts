/** A Gregor quorum of one, whose node is a broker too, with brokers of each kind beside it. */
import type { Cases } from '../harness/cases.ts'
import { administrationChecks } from './administration.ts'
import { withCluster } from './arrangement.ts'
import { failoverChecks, lossesOf, topicChecks } from './failover.ts'
import { reassignmentChecks } from './reassignment.ts'

export async function kafkaBrokers(cases: Cases, dir: string): Promise<void> {
  const label = 'Gregor quorum'
  await withCluster(
    cases,
    dir,
    label,
    [
      { id: 1, kind: 'gregor', roles: ['controller', 'broker'], logDirs: 2 },
      { id: 2, kind: 'apache-kafka', roles: ['broker'], logDirs: 2 },
      { id: 3, kind: 'gregor', roles: ['broker'], logDirs: 2 },
    ],
    async cluster => {
      await topicChecks(cases, cluster, label)
      await administrationChecks(cases, cluster, label)
      const others = cluster.brokers.filter(({ isController }) => !isController)
      await failoverChecks(cases, cluster, label, lossesOf(others), clients =>
        reassignmentChecks(cases, cluster, label, clients),
      )
    },
    // There is one broker of Apache Kafka to which all can move.
    { settings: { 'min.insync.replicas': '1' } },
  )
}
