/**
 * An Apache Kafka quorum with a broker of each kind; at the end all partitions move from one kind to the other and back.
 */
import type { Cases } from '../harness/cases.ts'
import { administrationChecks } from './administration.ts'
import { withCluster } from './arrangement.ts'
import { failoverChecks, lossesOf, topicChecks } from './failover.ts'
import { reassignmentChecks } from './reassignment.ts'

export async function gregorBrokers(cases: Cases, dir: string): Promise<void> {
  const label = 'Apache Kafka quorum'
  await withCluster(
    cases,
    dir,
    label,
    [
      { id: 100, kind: 'apache-kafka', roles: ['controller'] },
      { id: 1, kind: 'apache-kafka', roles: ['broker'], logDirs: 2 },
      { id: 2, kind: 'gregor', roles: ['broker'], logDirs: 2 },
    ],
    async cluster => {
      await topicChecks(cases, cluster, label)
      await administrationChecks(cases, cluster, label)
      await failoverChecks(cases, cluster, label, lossesOf(cluster.brokers), clients =>
        reassignmentChecks(cases, cluster, label, clients),
      )
    },
  )
}
