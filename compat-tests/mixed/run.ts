/**
 * Gregor and Apache Kafka 4.4.0 as members of one cluster, in three arrangements: Gregor brokers of an Apache Kafka
 * quorum, Apache Kafka brokers of a Gregor quorum, and quorums with voters of both kinds. The last line says how
 * many checks passed.
 */
import { join } from 'node:path'
import { Args, scratchDir } from '../harness/args.ts'
import { Cases } from '../harness/cases.ts'
import { dynamicQuorum } from './dynamic-quorum.ts'
import { gregorBrokers } from './gregor-brokers.ts'
import { kafkaBrokers } from './kafka-brokers.ts'
import { mixedVoters } from './mixed-voters.ts'
import { snapshotOf } from './snapshot.ts'
import { strangersTo } from './strangers.ts'

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

const args = new Args('node mixed/run.ts [--arrangement REGEX] [--only REGEX]')
const cases = new Cases(args.has('only') ? args.text('only', '') : null)
const wanted = new RegExp(args.text('arrangement', '.'))
const dir = scratchDir('mixed')
const arrangements = {
  'gregor-brokers': gregorBrokers,
  'kafka-brokers': kafkaBrokers,
  'dynamic-quorum-of-kafka': dynamicQuorum('apache-kafka'),
  'dynamic-quorum-of-gregor': dynamicQuorum('gregor'),
  'snapshot-of-kafka': snapshotOf('apache-kafka'),
  'snapshot-of-gregor': snapshotOf('gregor'),
  'strangers-to-kafka': strangersTo('apache-kafka'),
  'strangers-to-gregor': strangersTo('gregor'),
  'two-kafka-voters': mixedVoters('apache-kafka'),
  'two-gregor-voters': mixedVoters('gregor'),
}
for (const [name, run] of Object.entries(arrangements)) {
  if (wanted.test(name)) await run(cases, join(dir, name))
}
cases.finish('mixed', { arrangements: Object.keys(arrangements).filter(name => wanted.test(name)) })
// What a failed check has left behind (a client that tries for ever) must not keep the program.
process.exit()
