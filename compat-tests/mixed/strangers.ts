/**
 * Nodes that do not belong: a broker of another cluster, and a second one with an id that is taken. The cluster
 * refuses them and goes on.
 */

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cases, eventually, expect } from '../harness/cases.ts'
import { freePort } from '../harness/target.ts'
import { withCluster } from './arrangement.ts'
import type { MixedCluster } from './cluster.ts'
import { type Kind, MixedNode, nameOf, otherKind } from './node.ts'

/** The controller is of the one kind, the strangers of the other. */
export function strangersTo(kind: Kind): (cases: Cases, dir: string) => Promise<void> {
  const label = `strangers to ${nameOf(kind)}`
  const other = otherKind(kind)
  return (cases, dir) =>
    withCluster(
      cases,
      dir,
      label,
      [
        { id: 100, kind, roles: ['controller'] },
        { id: 1, kind, roles: ['broker'] },
        { id: 2, kind: other, roles: ['broker'] },
      ],
      async cluster => {
        const [controller, member] = [cluster.node(100), cluster.node(1)]
        await cluster.createTopic(member, 'ours', [[1, 2]])
        const stranger = (id: number, clusterId: string, what: string, port: number): MixedNode =>
          new MixedNode({
            ...member.options,
            id,
            kind: other,
            clusterId,
            clientPort: port,
            dir: join(dir, what),
            shared: { ...member.options.shared, 'initial.broker.registration.timeout.ms': '4000' },
          })
        await cases.check(`${label}: a broker of another cluster is not let in`, async () => {
          const another = randomBytes(15).toString('base64url')
          const node = stranger(7, `x${another}g`, 'another-cluster', await freePort())
          return expectRefused(cluster, node, /INCONSISTENT_CLUSTER_ID|it belongs to another cluster/)
        })
        await cases.check(
          `${label}: a second broker with a member's id is refused, and the member goes on`,
          async () => {
            const node = stranger(1, controller.options.clusterId, 'second-of-its-id', await freePort())
            await expectRefused(cluster, node, /DUPLICATE_BROKER_REGISTRATION|DuplicateBrokerRegistration/)
            await cluster.untilInSync('ours')
          },
        )
      },
    )
}

/**
 * It says why in its log and does not become a member. Apache Kafka ends when it has tried long enough; Gregor goes on
 * trying to find its own cluster.
 */
async function expectRefused(cluster: MixedCluster, node: MixedNode, why: RegExp): Promise<string> {
  const before = (await cluster.metadata(cluster.node(1), [])).brokers.map(({ nodeId, port }) => `${nodeId} ${port}`)
  try {
    await node.spawn()
    const log = (): string =>
      [node.logPath, join(node.options.dir, 'stdout.log')]
        .map(path => readFileSync(path, { encoding: 'utf8', flag: 'a+' }))
        .join('\n')
    await eventually(`${node.name} says why it is refused`, () => (why.test(log()) ? true : null), 30_000)
    await new Promise(done => setTimeout(done, 2000))
    const after = (await cluster.metadata(cluster.node(1), [])).brokers.map(({ nodeId, port }) => `${nodeId} ${port}`)
    expect(after.sort().join() === before.sort().join(), `brokers were ${before} and are ${after}`)
    return (why.exec(log()) ?? [''])[0]
  } finally {
    await node.kill()
  }
}
