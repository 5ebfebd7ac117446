/**
 * Runs simulated worlds: `npm run simulate -- --seed S --count N --seconds T [--nodes N] [--arrangement NAME]`. A failing seed
 * is run again the same way by `--seed S --trace`, which prints everything that happens in it. `--corpus` runs the seeds that
 * once found something, `--twice` runs each seed a second time and compares the traces, `--for M` ends after so many minutes,
 * `--first` ends with the first violation. `--mutations [--only WORD]` plants bugs, one at a time, and says with which seed a
 * checker found each. `--jobs N` uses so many processes, and with them so many processors.
 */
import { parseArgs } from 'node:util'
import { ARRANGEMENTS } from '../src/sim/arrangement.ts'
import { CORPUS, type CorpusSeed } from '../src/sim/corpus.ts'
import { MUTATIONS } from '../src/sim/mutations/mutations.ts'
import { runMutation } from '../src/sim/mutations/run.ts'
import { byHands, type SeedOptions, SeedProcess } from '../src/sim/seed-processes.ts'
import { type SimulationReport, simulate } from '../src/sim/simulation.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    nodes: { type: 'string' },
    arrangement: { type: 'string' },
    jobs: { type: 'string', default: '1' },
    corpus: { type: 'boolean', default: false },
    for: { type: 'string' },
    first: { type: 'boolean', default: false },
    mutations: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    trace: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
  },
})
const PROGRESS_MS = 30_000
/** A trace is one world's, and printed by this process. */
const jobs = values.trace ? 1 : Math.max(1, Number(values.jobs))

process.exitCode = (await (values.mutations ? runMutations() : runSeeds())) ? 0 : 1

async function runSeeds(): Promise<boolean> {
  const firstSeed = Number(values.seed)
  const common = {
    seconds: Number(values.seconds),
    ...(values.nodes === undefined ? {} : { nodes: Number(values.nodes) }),
  }
  const arrangement = ARRANGEMENTS.find(known => known === values.arrangement)
  if (values.arrangement !== undefined && arrangement === undefined)
    throw new Error(`--arrangement is one of ${ARRANGEMENTS.join(', ')}`)
  const runs: readonly (Pick<CorpusSeed, 'seed' | 'seconds'> & { readonly nodes?: number })[] = values.corpus
    ? CORPUS
    : Array.from({ length: Number(values.count) }, (_, at) => ({ ...common, seed: firstSeed + at }))
  const startedMs = performance.now()
  const endMs = values.for === undefined ? Number.POSITIVE_INFINITY : startedMs + Number(values.for) * 60_000
  const total = {
    violations: 0,
    simulatedMs: 0,
    acknowledged: 0,
    compactedAway: 0,
    faults: 0,
    misreads: 0,
    damagedPages: 0,
    seeds: 0,
  }
  let nextProgressMs = startedMs + PROGRESS_MS
  const seen: Record<string, number> = {}
  const processes = jobs > 1 ? Array.from({ length: jobs }, () => new SeedProcess()) : []
  if (jobs === 1 && !values.trace) Error.stackTraceLimit = 0
  const sink = values.trace ? { sink: (line: string) => console.log(line) } : {}
  const run = (options: SeedOptions, hand: number): Promise<SimulationReport> =>
    processes[hand]?.run(options) ?? simulate({ ...options, ...sink })

  const isOver = (): boolean => performance.now() >= endMs || (values.first && total.violations > 0)
  await byHands(jobs, runs, isOver, async ({ seed, seconds, nodes }, hand) => {
    const options = {
      seed,
      safetyMs: seconds * 1000,
      ...(nodes === undefined ? {} : { nodes }),
      ...(arrangement === undefined ? {} : { arrangement }),
    }
    const report = await run(options, hand)
    total.simulatedMs += report.simulatedMs
    total.acknowledged += report.acknowledged
    total.compactedAway += report.compactedAway
    total.faults += report.faults
    total.misreads += report.misreads
    total.damagedPages += report.damagedPages
    for (const [what, count] of Object.entries(report.seen)) seen[what] = (seen[what] ?? 0) + count
    if (values.twice) {
      const again = await run(options, hand)
      if (again.traceHash !== report.traceHash) {
        total.violations++
        console.log(`seed ${seed}: not deterministic: ${report.traceHash}, then ${again.traceHash}`)
      }
    }
    if (report.violations.length > 0) {
      total.violations += report.violations.length
      tell(report)
    }
    total.seeds++
    if (performance.now() < nextProgressMs) return
    nextProgressMs = performance.now() + PROGRESS_MS
    const perMinute = (total.seeds / (performance.now() - startedMs)) * 60_000
    console.log(`${total.seeds} seeds, ${total.violations} violations, ${perMinute.toFixed(0)} seeds a minute`)
  })
  for (const each of processes) each.end()

  const seconds = (performance.now() - startedMs) / 1000
  console.log(
    `${(total.simulatedMs / 1000).toFixed(0)} simulated seconds in ${seconds.toFixed(1)} s, ${total.faults} faults, ${total.acknowledged} records acknowledged, ${total.compactedAway} compacted away`,
  )
  console.log(`${total.misreads} reads brought damaged bytes, clients saw it in ${total.damagedPages} answers`)
  console.log(`the checkers saw ${JSON.stringify(seen)}`)
  console.log(`${total.seeds} seeds, ${total.violations} violations`)
  return total.violations === 0
}

function tell(report: SimulationReport): void {
  const { seed, nodes, violations, traceHash, rates, properties, pace, tailCacheBytesPerLog, arrangement } = report
  console.log(`seed ${seed}: ${violations.length} violations, trace ${traceHash}`)
  console.log(
    `  ${nodes} nodes, ${arrangement}, rates ${JSON.stringify(rates)}, pace ${JSON.stringify(pace)}, ${tailCacheBytesPerLog} bytes of each log in memory`,
  )
  console.log(`  ${JSON.stringify(properties)}`)
  for (const { atMs, checker, what } of violations.slice(0, 5))
    console.log(`  ${(atMs / 1000).toFixed(3)} s ${checker}: ${what}`)
}

/** Whether each planted bug was found, and by a checker whose business it is. */
async function runMutations(): Promise<boolean> {
  const mutations = MUTATIONS.filter(({ name }) => name.includes(values.only))
  let found = 0
  await byHands(
    jobs,
    mutations,
    () => false,
    async mutation => {
      const startedMs = performance.now()
      const { seed, checker, what, output } = await runMutation(mutation)
      const took = `${((performance.now() - startedMs) / 1000).toFixed(0)} s`
      if (seed === null)
        console.log(`NOT FOUND within ${mutation.seeds} seeds (${took}): ${mutation.name}\n${output.slice(-500)}`)
      else {
        const fits = mutation.foundBy.includes(checker)
        if (fits) found++
        const by = fits ? checker : `${checker}, which was NOT EXPECTED`
        console.log(`found with seed ${seed} (${took}): ${mutation.name}\n  ${by}: ${what.slice(0, 200)}`)
      }
    },
  )
  console.log(`${found} of ${mutations.length} planted bugs found`)
  return found === mutations.length
}
