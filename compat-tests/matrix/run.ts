/**
 * The compatibility matrix: every scenario with every client in every version against Gregor and against Apache Kafka.
 */
import { fetchApacheKafka } from '../apache-kafka/fetch.ts'
import { Args } from '../harness/args.ts'
import { writeResults } from '../harness/cases.ts'
import type { TargetName } from '../harness/target.ts'
import { Bench } from './bench.ts'
import { type CellResult, LaneRunner } from './cell.ts'
import { discoverLanes, type Lane } from './lane.ts'
import { Progress } from './progress.ts'
import { summarize, writeReport } from './report.ts'
import { type EarlierRuns, earlierRuns, gregorCommit, renumbered, roundsOf } from './rounds.ts'
import { installLane, isInstalled } from './runtimes/runtime.ts'
import type { Scenario } from './scenario.ts'
import { SCENARIOS } from './scenarios/all.ts'

function selectLanes(args: Args): Lane[] {
  const clients = args.list('client')
  const versions = args.list('version')
  const seen = new Set<string>()
  return discoverLanes().filter(lane => {
    if (clients !== null && !clients.includes(lane.client)) return false
    const newest = !seen.has(lane.client)
    seen.add(lane.client)
    if (versions !== null && !versions.includes(lane.version.version) && !(newest && versions.includes('newest')))
      return false
    return !args.has('fast') || lane.version.fast === true
  })
}

function selectScenarios(args: Args): Scenario[] {
  const pattern = new RegExp(args.text('scenario', ''))
  return SCENARIOS.filter(
    scenario => pattern.test(scenario.name) && (!args.has('fast') || args.has('scenario') || scenario.fast === true),
  )
}

function startBenches(args: Args): Promise<Bench[]> {
  const bootstrap = args.text('bootstrap', '')
  if (bootstrap !== '') return Promise.resolve([Bench.external(bootstrap)])
  const names = args.list('target') ?? ['gregor', 'apache-kafka']
  for (const name of names) {
    if (name !== 'gregor' && name !== 'apache-kafka')
      throw new Error(`--target is gregor or apache-kafka, not "${name}"`)
  }
  if (names.includes('apache-kafka')) fetchApacheKafka()
  return Promise.all(names.map(name => Bench.start(name as TargetName)))
}

/** Lanes that are ready; each that is not is one failure, told with its reason. */
function installAll(lanes: readonly Lane[], notInstalled: Map<string, string>): Lane[] {
  return lanes.filter(lane => {
    try {
      if (!isInstalled(lane)) console.log(`installing ${lane.id}`)
      installLane(lane)
      return true
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      console.log(`FAIL ${lane.id} cannot be installed: ${reason}`)
      notInstalled.set(lane.id, reason)
      return false
    }
  })
}

/** All cells of one target, one after the other: what waits in one target leaves the processor to the other. */
async function runTarget(
  bench: Bench,
  lanes: readonly Lane[],
  scenarios: readonly Scenario[],
  repeat: number,
  report: (cell: CellResult) => void,
): Promise<void> {
  for (const lane of lanes) {
    const runner = new LaneRunner(lane, bench)
    for (const scenario of scenarios) {
      for (let round = 1; round <= repeat; round++) {
        const cell = await runner.run(scenario, round)
        const died = await bench.revive()
        report(died ? { ...cell, outcome: 'failed', note: `the broker died; ${cell.note}` } : cell)
      }
    }
    await runner.end()
    // What cannot be deleted only costs time.
    if (bench.restarts) await bench.deleteTopics().catch(() => {})
  }
}

const args = new Args(
  'node matrix/run.ts [--fast] [--client NAMES] [--version VERSIONS|newest] [--scenario REGEX]\n' +
    ' [--target gregor,apache-kafka] [--bootstrap host:port] [--repeat N] [--add] [--list] [--install-only] [--report] [--write]',
)
const lanes = selectLanes(args)
const scenarios = selectScenarios(args)
if (args.has('list')) {
  for (const lane of lanes) console.log(`lane      ${lane.id} (${lane.head.runtime})`)
  for (const scenario of scenarios) console.log(`scenario  ${scenario.name}: ${scenario.about}`)
  process.exit(0)
}
const notInstalled = new Map<string, string>()

/** Writes and prints it; returns the exit code. */
function report({ runs, targets, cells }: EarlierRuns, committed: boolean): number {
  // What earlier runs have left may be more than this one was asked for.
  const added = args.has('add') || args.has('report')
  const [allLanes, allScenarios] = added ? [discoverLanes(), SCENARIOS] : [lanes, scenarios]
  const run = { cells, lanes: allLanes, scenarios: allScenarios, targets, notInstalled, runs, rounds: roundsOf(cells) }
  for (const path of writeReport(run, committed)) console.log(`written: ${path}`)
  const summary = summarize(run)
  console.log(summary.text)
  console.log(`${summary.passed} passed, ${summary.failed} failed`)
  // A run in which nothing passed proves nothing.
  return summary.failed > 0 || summary.passed === 0 ? 1 : 0
}

if (args.has('report')) process.exit(report(earlierRuns([], discoverLanes()), args.has('write')))
if (lanes.length === 0 || scenarios.length === 0) {
  console.error('no lane or no scenario is left by --client, --version, --scenario and --fast: see --list')
  process.exit(2)
}
const from = performance.now()
const ready = installAll(lanes, notInstalled)
if (args.has('install-only')) process.exit(notInstalled.size > 0 ? 1 : 0)
const gregor = gregorCommit()
const benches = await startBenches(args)
const repeat = args.number('repeat', 1)
const progress = new Progress(benches.length * ready.length * scenarios.length * repeat)
const cells: CellResult[] = []
try {
  await Promise.all(
    benches.map(bench =>
      runTarget(bench, ready, scenarios, repeat, cell => {
        cells.push(cell)
        progress.tell(cell)
      }),
    ),
  )
} finally {
  await Promise.all(benches.map(bench => bench.stop()))
}
progress.end()
const seconds = Math.round((performance.now() - from) / 1000)
const ownTargets = benches.map(bench => bench.name)
// Read at the end: another run may have ended meanwhile.
const earlier: EarlierRuns = args.has('add')
  ? earlierRuns(ownTargets, discoverLanes())
  : { runs: [], targets: ownTargets, cells: [] }
const all = [...earlier.cells, ...renumbered(earlier.cells, cells)]
const runs = [...earlier.runs, { at: new Date().toISOString(), seconds, repeat, gregor }]
writeResults('matrix', all, { targets: earlier.targets, runs })
const whole = !['fast', 'client', 'version', 'scenario', 'target', 'bootstrap'].some(option => args.has(option))
process.exit(report({ ...earlier, runs, cells: all }, whole || args.has('write')))
