/**
 * A broker joins a cluster whose metadata log no longer begins at 0: it has to fetch the other kind's snapshot
 * (FetchSnapshot, KIP-630).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cases, eventually, expect } from '../harness/cases.ts'
import { withCluster } from './arrangement.ts'
import { type Kind, type MixedNode, nameOf, otherKind } from './node.ts'

const SETTINGS = {
  'metadata.log.max.record.bytes.between.snapshots': '3000',
  'metadata.max.retention.bytes': '3000',
  'internal.metadata.log.segment.bytes': '4096',
  'offsets.topic.replication.factor': '1',
}
/** Its own snapshot of a later offset would take the place of the one that it has fetched. */
const WRITES_NONE = {
  'metadata.log.max.record.bytes.between.snapshots': '20971520',
  'metadata.max.retention.bytes': '104857600',
}
const TOPICS = 40

/** Newest last. */
function snapshotsOf(node: MixedNode): string[] {
  const names = readdirSync(join(node.dataDirs[0]!, '__cluster_metadata-0'))
  return names.filter(name => name.endsWith('.checkpoint')).sort()
}

export function snapshotOf(kind: Kind): (cases: Cases, dir: string) => Promise<void> {
  const joining = otherKind(kind)
  const other = nameOf(joining)
  const label = `snapshot of ${nameOf(kind)}`
  return (cases, dir) =>
    withCluster(
      cases,
      dir,
      label,
      [
        { id: 100, kind, roles: ['controller'] },
        { id: 1, kind, roles: ['broker'] },
        { id: 2, kind: joining, roles: ['broker'], later: true, own: WRITES_NONE },
      ],
      async cluster => {
        const [controller, first, late] = [cluster.node(100), cluster.node(1), cluster.node(2)]
        await cases.check(`${label}: the metadata log begins behind a snapshot`, async () => {
          for (let i = 0; i < TOPICS; i++)
            await cluster.createTopic(first, `topic-${i}`, [[1]], { 'retention.ms': String(1_000_000 + i) })
          // Apache Kafka looks once a minute whether something may go.
          await eventually(
            'the bootstrap snapshot is gone',
            () => (snapshotsOf(controller).every(name => !/^0+-/.test(name)) ? true : null),
            150_000,
          )
          return snapshotsOf(controller).join(', ')
        })
        await cases.check(`${label}: a broker of ${other} fetches it and knows all that was decided`, async () => {
          await late.start()
          await cluster.untilBrokersKnown()
          const { topics } = await cluster.metadata(late, null)
          const names = new Set(topics.map(({ name }) => name))
          for (let i = 0; i < TOPICS; i++) expect(names.has(`topic-${i}`), `topic-${i} is missing`)
          // Fetched byte by byte: the file is the very one that the controller wrote.
          const shared = snapshotsOf(late).filter(name => !/^0+-/.test(name) && snapshotsOf(controller).includes(name))
          const bytesOf = (node: MixedNode, name: string): Buffer =>
            readFileSync(join(node.dataDirs[0]!, '__cluster_metadata-0', name))
          const same = shared.filter(name => bytesOf(late, name).equals(bytesOf(controller, name)))
          expect(same.length > 0, `it has ${snapshotsOf(late)}, the controller ${snapshotsOf(controller)}`)
          await cluster.createTopic(late, 'behind-the-snapshot', [[2, 1]])
          await cluster.untilInSync('behind-the-snapshot')
          return same.join(', ')
        })
      },
      { settings: SETTINGS },
    )
}
