/**
 * Runs simulated worlds: `npm run simulate -- --seed S --count N --seconds T`; `--help` names all options. A failing seed is
 * run again the same way by `--seed S --trace`, which prints everything that happens in it.
 */
import { CORPUS, type CorpusSeed } from '../src/sim/corpus.ts'
import { MUTATIONS } from '../src/sim/mutations/mutations.ts'
import { runMutation } from '../src/sim/mutations/run.ts'
import { byHands, type SeedOptions, SeedProcess } from '../src/sim/seed-processes.ts'
import { type SimulationReport, simulate } from '../src/sim/simulation.ts'
import { type SimulateOptions, simulateOptions, USAGE, UsageError } from './simulate/options.ts'

const PROGRESS_MS = 30_000
const options = saidOptions()
const { jobs } = options

process.exitCode = (await (options.mutations ? runMutations() : runSeeds())) ? 0 : 1

/** Ends the process where nothing is to be run: with 2 when that is a mistake. */
function saidOptions(): SimulateOptions {
  try {
    const said = simulateOptions(process.argv.slice(2))
    if (!said.help) return said
    console.log(USAGE)
    process.exit(0)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(`${error.message}\n\n${USAGE}`)
    process.exit(2)
  }
}

async function runSeeds(): Promise<boolean> {
  const { seed: firstSeed, nodes, arrangement } = options
  const common = { seconds: options.seconds, ...(nodes === null ? {} : { nodes }) }
  const runs: readonly (Pick<CorpusSeed, 'seed' | 'seconds'> & { readonly nodes?: number })[] = options.corpus
    ? CORPUS
    : Array.from({ length: options.count }, (_, at) => ({ ...common, seed: firstSeed + at }))
  const startedMs = performance.now()
  const endMs = startedMs + options.forMinutes * 60_000
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
  if (jobs === 1 && !options.trace) Error.stackTraceLimit = 0
  const sink = options.trace ? { sink: (line: string) => console.log(line) } : {}
  const run = (seedOptions: SeedOptions, hand: number): Promise<SimulationReport> =>
    processes[hand]?.run(seedOptions) ?? simulate({ ...seedOptions, ...sink })

  const isOver = (): boolean => performance.now() >= endMs || (options.first && total.violations > 0)
  await byHands(jobs, runs, isOver, async ({ seed, seconds, nodes }, hand) => {
    const seedOptions = {
      seed,
      safetyMs: seconds * 1000,
      ...(nodes === undefined ? {} : { nodes }),
      ...(arrangement === null ? {} : { arrangement }),
    }
    const report = await run(seedOptions, hand)
    total.simulatedMs += report.simulatedMs
    total.acknowledged += report.acknowledged
    total.compactedAway += report.compactedAway
    total.faults += report.faults
    total.misreads += report.misreads
    total.damagedPages += report.damagedPages
    for (const [what, count] of Object.entries(report.seen)) seen[what] = (seen[what] ?? 0) + count
    if (options.twice) {
      const again = await run(seedOptions, hand)
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
  const mutations = MUTATIONS.filter(({ name }) => name.includes(options.only))
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
