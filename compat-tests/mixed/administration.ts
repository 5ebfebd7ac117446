/**
 * Java's tools through a broker of either kind: what is asked of one is decided by the controller, wherever it is, and
 * known to the other.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { javaTool } from '../clients/java.ts'
import { kcatTestClient } from '../clients/kcat.ts'
import { type Cases, eventually, expect } from '../harness/cases.ts'
import type { MixedCluster } from './cluster.ts'
import type { MixedNode } from './node.ts'
import { logDirOf, storedBytes } from './replicas.ts'

function at(node: MixedNode): string[] {
  return ['--bootstrap-server', `127.0.0.1:${node.clientPort}`]
}

/** Topic by topic asked of `a` and checked with `b`, then the other way. */
export async function administrationChecks(cases: Cases, cluster: MixedCluster, label: string): Promise<void> {
  const gregor = cluster.brokerOf('gregor')
  const kafka = cluster.brokerOf('apache-kafka')
  for (const [via, other] of [
    [gregor, kafka],
    [kafka, gregor],
  ] as const) {
    const topic = `administered-through-${via.kind}`
    await cases.check(
      `${label}: topics and configurations are changed through ${via.name} and told by ${other.name}`,
      async () => {
        const ids = cluster.brokers.map(({ id }) => id)
        await javaTool('TopicCommand', [
          ...at(via),
          '--create',
          '--topic',
          topic,
          '--replica-assignment',
          ids.join(':'),
        ])
        await javaTool('TopicCommand', [...at(via), '--alter', '--topic', topic, '--partitions', '3'])
        await cluster.untilInSync(topic)
        const config = ['--entity-type', 'topics', '--entity-name', topic]
        await javaTool('ConfigCommand', [...at(via), ...config, '--alter', '--add-config', 'retention.ms=12345678'])
        await eventually('the other broker tells it', async () => {
          const said = await javaTool('ConfigCommand', [...at(other), ...config, '--describe'])
          return said.includes('retention.ms=12345678') ? true : null
        })
        const partitions = await cluster.describe(other, topic)
        expect(partitions.length === 3, `${partitions.length} partitions`)
      },
    )
    await cases.check(
      `${label}: a broker's own keys are changed through ${via.name} and followed by ${other.name}`,
      async () => {
        const entity = ['--entity-type', 'brokers', '--entity-name', String(other.id)]
        await javaTool('ConfigCommand', [
          ...at(via),
          ...entity,
          '--alter',
          '--add-config',
          'log.cleaner.backoff.ms=14321',
        ])
        await eventually('it tells its own value', async () => {
          const said = await javaTool('ConfigCommand', [...at(other), ...entity, '--describe'])
          return said.includes('log.cleaner.backoff.ms=14321') ? true : null
        })
        await javaTool('ConfigCommand', [...at(via), ...entity, '--alter', '--delete-config', 'log.cleaner.backoff.ms'])
      },
    )
    await cases.check(
      `${label}: records deleted at the leader ${via.name} are gone at the follower ${other.name}`,
      async () => {
        const name = `deleted-at-${via.kind}`
        const others = cluster.brokers.filter(node => node !== via && node !== other)
        await cluster.createTopic(via, name, [[via.id, other.id, ...others.map(({ id }) => id)]])
        await cluster.untilInSync(name)
        const records = Array.from({ length: 20 }, (_, i) => ({ key: Buffer.from(`${i}`), value: Buffer.from(`${i}`) }))
        await kcatTestClient.produce(cluster.bootstrap, name, records, 'none')
        const file = join(via.options.dir, 'delete.json')
        writeFileSync(file, JSON.stringify({ version: 1, partitions: [{ topic: name, partition: 0, offset: 15 }] }))
        await javaTool('DeleteRecordsCommand', [...at(via), '--offset-json-file', file])
        await javaTool('TopicCommand', [...at(via), '--describe', '--topic', name])
        // The follower leads now: what it tells as the beginning is what its leader told it.
        await via.stop()
        await cluster.untilPartitions(name, 'another leads', ({ leader }) => leader >= 0 && leader !== via.id)
        const earliest = await javaTool('GetOffsetShell', [...at(other), '--topic', name, '--time', 'earliest'])
        await via.start()
        expect(earliest.includes(`${name}:0:15`), earliest)
        await cluster.untilInSync(name)
      },
    )
    await cases.check(`${label}: a replica of ${via.name} moves to its other directory`, async () => {
      const before = logDirOf(via, topic, 0)
      const to = via.dataDirs.find(dir => dir !== before)
      if (before === null || to === undefined) throw new Error(`${before} is all it has`)
      const ids = cluster.brokers.map(({ id }) => id)
      const file = join(via.options.dir, 'move.json')
      const partition = { topic, partition: 0, replicas: ids, log_dirs: ids.map(id => (id === via.id ? to : 'any')) }
      writeFileSync(file, JSON.stringify({ version: 1, partitions: [partition] }))
      const args = [...at(other), '--reassignment-json-file', file]
      await javaTool('ReassignPartitionsCommand', [...args, '--execute'])
      await eventually(
        'the replica is in the other directory',
        async () => {
          const said = await javaTool('ReassignPartitionsCommand', [...args, '--verify'])
          return /Reassignment of replica \S+ completed successfully/.test(said) && logDirOf(via, topic, 0) === to
            ? true
            : null
        },
        40_000,
      )
    })
    await cases.check(
      `${label}: the quorum, features, cluster id and directories are told by ${via.name}`,
      async () => {
        const quorum = await javaTool('MetadataQuorumCommand', [...at(via), 'describe', '--status'])
        const leader = cluster.controllers[0]!.id
        expect(new RegExp(`LeaderId:\\s+${leader}\\b`).test(quorum), quorum)
        const features = await javaTool('FeatureCommand', [...at(via), 'describe'])
        expect(/metadata\.version.*FinalizedVersionLevel/.test(features), features)
        const ids = await javaTool('ClusterTool', ['cluster-id', ...at(via)])
        expect(ids.includes(via.options.clusterId), ids)
        const dirs = await javaTool('LogDirsCommand', [...at(via), '--describe', '--topic-list', topic])
        for (const { id } of cluster.brokers) expect(dirs.includes(`"broker":${id},`), dirs)
      },
    )
    await cases.check(`${label}: a topic deleted through ${via.name} is deleted by all`, async () => {
      await javaTool('TopicCommand', [...at(via), '--delete', '--topic', topic])
      for (const node of cluster.brokers) {
        await eventually(`${node.name} has deleted it`, () => {
          return [0, 1, 2].every(partition => storedBytes(node, topic, partition) === null) ? true : null
        })
      }
    })
  }
}
