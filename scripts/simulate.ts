/**
 * Runs simulated worlds: `npm run simulate -- --seed S --count N --seconds T [--nodes N]`. A failing seed is run again the same
 * way by `--seed S --trace`, which prints everything that happens in it. `--corpus` runs the seeds that once found something,
 * `--twice` runs each seed a second time and compares the traces, `--for M` ends after so many minutes.
 */
import { parseArgs } from 'node:util'
import { CORPUS, type CorpusSeed } from '../src/sim/corpus.ts'
import { type SimulationReport, simulate } from '../src/sim/simulation.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    nodes: { type: 'string' },
    corpus: { type: 'boolean', default: false },
    for: { type: 'string' },
    trace: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
  },
})
const PROGRESS_MS = 30_000

const firstSeed = Number(values.seed)
const common = {
  seconds: Number(values.seconds),
  ...(values.nodes === undefined ? {} : { nodes: Number(values.nodes) }),
}
const runs: readonly (Pick<CorpusSeed, 'seed' | 'seconds'> & { readonly nodes?: number })[] = values.corpus
  ? CORPUS
  : Array.from({ length: Number(values.count) }, (_, at) => ({ ...common, seed: firstSeed + at }))
const startedMs = performance.now()
const endMs = values.for === undefined ? Number.POSITIVE_INFINITY : startedMs + Number(values.for) * 60_000
let violations = 0
let simulatedMs = 0
let acknowledged = 0
let compactedAway = 0
let done = 0
let nextProgressMs = startedMs + PROGRESS_MS
const seen: Record<string, number> = {}

for (const { seed, seconds, nodes } of runs) {
  if (performance.now() >= endMs) break
  const options = { seed, safetyMs: seconds * 1000, ...(nodes === undefined ? {} : { nodes }) }
  const report = await simulate({ ...options, ...(values.trace ? { sink: line => console.log(line) } : {}) })
  simulatedMs += report.simulatedMs
  acknowledged += report.acknowledged
  compactedAway += report.compactedAway
  for (const [what, count] of Object.entries(report.seen)) seen[what] = (seen[what] ?? 0) + count
  if (values.twice) {
    const again = await simulate(options)
    if (again.traceHash !== report.traceHash) {
      violations++
      console.log(`seed ${seed}: not deterministic: ${report.traceHash}, then ${again.traceHash}`)
    }
  }
  if (report.violations.length > 0) {
    violations += report.violations.length
    tell(report)
  }
  done++
  if (performance.now() < nextProgressMs) continue
  nextProgressMs = performance.now() + PROGRESS_MS
  const perMinute = (done / (performance.now() - startedMs)) * 60_000
  console.log(`${done} seeds, ${violations} violations, ${perMinute.toFixed(0)} seeds a minute`)
}

function tell({ seed, nodes, violations, traceHash, rates, properties }: SimulationReport): void {
  console.log(`seed ${seed}: ${violations.length} violations, trace ${traceHash}`)
  console.log(`  ${nodes} nodes, rates ${JSON.stringify(rates)}`)
  console.log(`  ${JSON.stringify(properties)}`)
  for (const { atMs, checker, what } of violations.slice(0, 5))
    console.log(`  ${(atMs / 1000).toFixed(3)} s ${checker}: ${what}`)
}

const seconds = (performance.now() - startedMs) / 1000
console.log(
  `${(simulatedMs / 1000).toFixed(0)} simulated seconds in ${seconds.toFixed(1)} s, ${acknowledged} records acknowledged, ${compactedAway} compacted away`,
)
console.log(`the checkers saw ${JSON.stringify(seen)}`)
console.log(`${done} seeds, ${violations} violations`)
process.exitCode = violations === 0 ? 0 : 1
