import type { Cases } from '../harness/cases.ts'
import { type ClusterSettings, MixedCluster } from './cluster.ts'
import type { NodePlan } from './node.ts'

/** Starts a cluster, runs its checks and ends it, whatever became of them. */
export async function withCluster(
  cases: Cases,
  dir: string,
  label: string,
  plans: readonly NodePlan[],
  run: (cluster: MixedCluster) => Promise<void>,
  settings: ClusterSettings = {},
): Promise<void> {
  const cluster = await MixedCluster.plan(dir, plans, settings)
  let started = false
  try {
    await cases.check(`${label}: all nodes start, and the brokers of each kind know those of the other`, async () => {
      await cluster.start()
      await cluster.untilBrokersKnown()
      started = true
    })
    if (started) await run(cluster)
  } finally {
    await cluster.stop()
    for (const node of cluster.nodes) await node.kill()
  }
}
