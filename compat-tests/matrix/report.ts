import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CellResult } from './cell.ts'
import type { Lane } from './lane.ts'
import type { RunHead } from './rounds.ts'
import type { Scenario } from './scenario.ts'

export interface MatrixRun {
  readonly cells: readonly CellResult[]
  readonly lanes: readonly Lane[]
  readonly scenarios: readonly Scenario[]
  readonly targets: readonly string[]
  /** Lanes without cells, and why. */
  readonly notInstalled: ReadonlyMap<string, string>
  /** All that have a part in it, the first one first. */
  readonly runs: readonly RunHead[]
  /** By target: the fewest that a cell has. */
  readonly rounds: ReadonlyMap<string, number>
}

/** What the targets make of one scenario with one lane, all rounds together. */
export interface Verdict {
  readonly kind: 'passed' | 'failed' | 'differs' | 'failed on both' | 'fails on Apache Kafka' | 'skipped' | 'not run'
  /** Per target: the reason of the first round that did not pass, and how many rounds passed. */
  readonly notes: readonly string[]
}

export const SIGNS: Readonly<Record<Verdict['kind'], string>> = {
  passed: '✓',
  failed: '✗',
  differs: '✗',
  'failed on both': '≠',
  'fails on Apache Kafka': 'ⓚ',
  skipped: '–',
  'not run': ' ',
}

type CellIndex = ReadonlyMap<string, readonly CellResult[]>

const keyOf = (scenario: string, lane: string, target: string): string => `${scenario}\0${lane}\0${target}`

function indexCells(cells: readonly CellResult[]): CellIndex {
  const index = new Map<string, CellResult[]>()
  for (const cell of cells) {
    const key = keyOf(cell.scenario, `${cell.client} ${cell.version}`, cell.target)
    const list = index.get(key)
    if (list === undefined) index.set(key, [cell])
    else list.push(cell)
  }
  return index
}

function judge(index: CellIndex, scenario: Scenario, lane: Lane, targets: readonly string[]): Verdict {
  const rounds = targets.map(target => index.get(keyOf(scenario.name, lane.id, target)) ?? [])
  if (rounds.some(cells => cells.length === 0)) return { kind: 'not run', notes: [] }
  const notes = rounds.flatMap((cells, at) => {
    const bad = cells.find(cell => cell.outcome !== 'passed')
    if (bad === undefined) return []
    if (bad.outcome === 'skipped') return [bad.note]
    const passed = cells.filter(cell => cell.outcome === 'passed').length
    return [`${targets[at]}${cells.length > 1 ? ` (${passed} of ${cells.length} passed)` : ''}: ${bad.note}`]
  })
  const failed = rounds.map(cells => cells.some(cell => cell.outcome === 'failed'))
  const kafka = targets.indexOf('apache-kafka')
  const others = failed.some((bad, at) => bad && at !== kafka)
  let kind: Verdict['kind'] = 'passed'
  if (others) kind = kafka < 0 ? 'failed' : failed[kafka] ? 'failed on both' : 'differs'
  else if (failed.includes(true)) kind = targets.length === 1 ? 'failed' : 'fails on Apache Kafka'
  else if (rounds.some(cells => cells.some(cell => cell.outcome === 'skipped'))) kind = 'skipped'
  return { kind, notes: [...new Set(notes)] }
}

/** Every verdict, by scenario and lane, in the order of the run. */
export function verdicts(run: MatrixRun): { scenario: Scenario; lane: Lane; verdict: Verdict }[] {
  const index = indexCells(run.cells)
  return run.scenarios.flatMap(scenario =>
    run.lanes.map(lane => ({ scenario, lane, verdict: judge(index, scenario, lane, run.targets) })),
  )
}

export interface Summary {
  readonly passed: number
  /**
   * Cells that must not be: failed where Apache Kafka passes, or failed where there is nothing to compare with; lanes
   * that could not be installed.
   */
  readonly failed: number
  readonly text: string
}

function roundsText({ targets, rounds }: MatrixRun): string {
  const counts = targets.map(target => rounds.get(target) ?? 0)
  return counts.every(count => count === 1) ? '' : ` × ${counts.join(' and ')} rounds`
}

export function summarize(run: MatrixRun): Summary {
  const all = verdicts(run)
  const count = (kind: Verdict['kind']) => all.filter(({ verdict }) => verdict.kind === kind).length
  const failed = count('differs') + count('failed') + run.notInstalled.size
  const parts = [
    `${all.length - count('not run')} cells × ${run.targets.join(' and ')}${roundsText(run)}`,
    `${count('passed')} passed`,
    `${count('differs') + count('failed')} ${run.targets.length > 1 ? 'differ (Apache Kafka passes, the other fails)' : 'failed'}`,
    `${count('failed on both')} failed on both`,
    `${count('fails on Apache Kafka')} failed on Apache Kafka alone`,
    `${count('skipped')} skipped`,
    `${run.notInstalled.size} lanes not installed`,
    `${run.runs.map(({ seconds }) => seconds).join(' + ')} s`,
  ]
  return { passed: count('passed'), failed, text: parts.join(', ') }
}

const cellText = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').slice(0, 400)

function markdown(run: MatrixRun): string {
  const all = verdicts(run)
  const lines = [
    '# Compatibility matrix',
    '',
    'Made by `npm run compat:matrix`; not edited by hand. What each scenario demands, how clients are driven and how to',
    'add one is in [README.md](README.md).',
    '',
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- Targets: ${run.targets.map(target => (target === 'apache-kafka' ? 'Apache Kafka 4.4.0' : target === 'gregor' ? `Gregor, built from ${[...new Set(run.runs.map(({ gregor }) => gregor))].join(', ')}` : target)).join('; ')}`,
    `- Rounds: ${run.targets.map(target => `${target} ${run.rounds.get(target)}`).join(', ')}, in ${run.runs.length === 1 ? 'one run' : `${run.runs.length} runs`}; a cell has passed when it has in all of them`,
    `- Result: ${summarize(run).text}`,
    '',
    '✓ passed on both · ✗ passes on Apache Kafka, fails on Gregor · ≠ fails on both · ⓚ fails on Apache Kafka alone · – the',
    'client lacks the feature (see below)',
    '',
  ]
  const clients = [...new Set(run.lanes.map(lane => lane.client))]
  lines.push('## Clients', '', '| client | versions |', '|---|---|')
  for (const client of clients) {
    const versions = run.lanes.filter(lane => lane.client === client).map(lane => lane.version.version)
    lines.push(`| ${client} | ${versions.join(', ')} |`)
  }
  for (const [lane, reason] of run.notInstalled) lines.push('', `${lane} could not be installed: ${cellText(reason)}`)
  lines.push('', '## Cells', '')
  const heads = run.lanes.map(lane => `${lane.client}<br>${lane.version.version}`)
  lines.push(`| scenario | ${heads.join(' | ')} |`, `|---|${run.lanes.map(() => ':-:').join('|')}|`)
  for (const scenario of run.scenarios) {
    const row = all.filter(entry => entry.scenario === scenario).map(({ verdict }) => SIGNS[verdict.kind])
    lines.push(`| ${scenario.name} | ${row.join(' | ')} |`)
  }
  const bad = all.filter(({ verdict }) => !['passed', 'skipped', 'not run'].includes(verdict.kind))
  lines.push('', '## What did not pass', '')
  if (bad.length === 0) lines.push('Nothing.')
  for (const { scenario, lane, verdict } of bad) {
    lines.push(`- ${SIGNS[verdict.kind]} ${lane.id}, ${scenario.name}: ${cellText(verdict.notes.join('; '))}`)
  }
  lines.push('', '## Skips', '', '| client | scenarios | reason |', '|---|---|---|')
  const skips = new Map<string, { lane: string; reason: string; names: string[] }>()
  for (const { scenario, lane, verdict } of all) {
    if (verdict.kind !== 'skipped') continue
    const reason = verdict.notes[0] ?? ''
    const key = `${lane.id}\0${reason}`
    const entry = skips.get(key) ?? { lane: lane.id, reason, names: [] }
    entry.names.push(scenario.name)
    skips.set(key, entry)
  }
  for (const { lane, reason, names } of [...skips.values()].sort((a, b) => a.lane.localeCompare(b.lane)))
    lines.push(`| ${lane} | ${names.join(', ')} | ${cellText(reason)} |`)
  lines.push('', '## Scenarios', '', '| scenario | what must be seen |', '|---|---|')
  for (const scenario of run.scenarios) lines.push(`| ${scenario.name} | ${cellText(scenario.about)} |`)
  return `${lines.join('\n')}\n`
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function html(run: MatrixRun): string {
  const all = verdicts(run)
  const heads = run.lanes.map(
    lane => `<th>${escapeHtml(lane.client)}<br><small>${escapeHtml(lane.version.version)}</small></th>`,
  )
  const rows = run.scenarios.map(scenario => {
    const cells = all
      .filter(entry => entry.scenario === scenario)
      .map(({ verdict }) => {
        const title = verdict.notes.length > 0 ? ` title="${escapeHtml(verdict.notes.join('\n'))}"` : ''
        return `<td class="${verdict.kind.replaceAll(' ', '-')}"${title}>${SIGNS[verdict.kind]}</td>`
      })
    return `<tr><th class="name" title="${escapeHtml(scenario.about)}">${escapeHtml(scenario.name)}</th>${cells.join('')}</tr>`
  })
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Compatibility matrix</title>
<style>
body { font: 14px system-ui, sans-serif; margin: 2em }
table { border-collapse: collapse } th, td { border: 1px solid #ccc; padding: .2em .5em; text-align: center }
th.name { text-align: left; font-weight: normal } thead th { position: sticky; top: 0; background: #fff }
.passed { background: #d9f2d9 } .differs, .failed { background: #f5b7b7 } .failed-on-both { background: #f6e3b0 }
.fails-on-Apache-Kafka { background: #cfe2f7 } .skipped { color: #888 }
</style>
<h1>Compatibility matrix</h1>
<p>${escapeHtml(new Date().toISOString())}: ${escapeHtml(summarize(run).text)}. Point at a cell for its reason.</p>
<table><thead><tr><th>scenario</th>${heads.join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></html>
`
}

/** Writes `results/matrix.html`, and MATRIX.md when `committed`; returns the paths. */
export function writeReport(run: MatrixRun, committed: boolean): string[] {
  const results = join(import.meta.dirname, '../results')
  mkdirSync(results, { recursive: true })
  const page = join(results, 'matrix.html')
  writeFileSync(page, html(run))
  if (!committed) return [page]
  const matrix = join(import.meta.dirname, '../MATRIX.md')
  writeFileSync(matrix, markdown(run))
  return [page, matrix]
}
