/**
 * Runs simulated worlds: `npm run simulate -- --seed S --count N --seconds T`. A failing seed is run again the same way by
 * `--seed S --trace`, which prints everything that happens in it.
 */
import { parseArgs } from 'node:util'
import { simulate } from '../src/sim/simulation.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    nodes: { type: 'string' },
    trace: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
  },
})
const firstSeed = Number(values.seed)
const count = Number(values.count)
const options = {
  safetyMs: Number(values.seconds) * 1000,
  ...(values.nodes === undefined ? {} : { nodes: Number(values.nodes) }),
}
const startedMs = performance.now()
let violations = 0
let simulatedMs = 0
let acknowledged = 0
let compactedAway = 0
const seen: Record<string, number> = {}
for (let seed = firstSeed; seed < firstSeed + count; seed++) {
  const report = await simulate({ ...options, seed, ...(values.trace ? { sink: line => console.log(line) } : {}) })
  simulatedMs += report.simulatedMs
  acknowledged += report.acknowledged
  compactedAway += report.compactedAway
  for (const [what, count] of Object.entries(report.seen)) seen[what] = (seen[what] ?? 0) + count
  if (values.twice) {
    const again = await simulate({ ...options, seed })
    if (again.traceHash !== report.traceHash) {
      violations++
      console.log(`seed ${seed}: not deterministic: ${report.traceHash}, then ${again.traceHash}`)
    }
  }
  if (report.violations.length > 0) {
    violations += report.violations.length
    console.log(`seed ${seed}: ${report.violations.length} violations, trace ${report.traceHash}`)
    console.log(`  ${report.nodes} nodes, rates ${JSON.stringify(report.rates)}`)
    console.log(`  ${JSON.stringify(report.properties)}`)
    for (const { atMs, checker, what } of report.violations.slice(0, 5))
      console.log(`  ${(atMs / 1000).toFixed(3)} s ${checker}: ${what}`)
  }
  const done = seed - firstSeed + 1
  if (done % 50 === 0) {
    const perMinute = (done / (performance.now() - startedMs)) * 60_000
    console.log(`${done} seeds, ${violations} violations, ${perMinute.toFixed(0)} seeds a minute`)
  }
}
const seconds = (performance.now() - startedMs) / 1000
console.log(
  `${(simulatedMs / 1000).toFixed(0)} simulated seconds in ${seconds.toFixed(1)} s, ${acknowledged} records acknowledged, ${compactedAway} compacted away`,
)
console.log(`the checkers saw ${JSON.stringify(seen)}`)
console.log(`${count} seeds, ${violations} violations`)
process.exitCode = violations === 0 ? 0 : 1
