/**
 * The clients of the world against one broker, quick enough for every push: produce and consume with every codec, groups,
 * administration, timestamps, headers, nulls, large records, idempotence, restarts, directories exchanged with
 * Apache Kafka, and compaction. The last line says how many passed.
 */
import { Args, scratchDir } from './harness/args.ts'
import { Cases } from './harness/cases.ts'
import { startTarget } from './harness/target.ts'
import { adminCases } from './suite/admin.ts'
import { compactionCases } from './suite/compaction.ts'
import { directoryCases } from './suite/directories.ts'
import { fullDiskCases } from './suite/full-disk.ts'
import { groupCases } from './suite/groups.ts'
import { recordCases } from './suite/records.ts'
import type { Suite } from './suite/suite.ts'

const args = new Args('node suite.ts [--target gregor|apache-kafka] [--only REGEX]')
const cases = new Cases(args.has('only') ? args.text('only', '') : null)
const options = { name: args.target(), dataDir: scratchDir('suite') }
const suite: Suite = { cases, options, target: await startTarget(options) }
try {
  await recordCases(suite)
  await groupCases(suite)
  await adminCases(suite)
  await directoryCases(suite)
  await fullDiskCases(suite)
  await compactionCases(suite)
} finally {
  await suite.target.stop()
}
cases.finish('suite', { target: options.name })
