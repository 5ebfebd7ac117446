/** Rounds of several runs together: three runs of the whole matrix need not be one. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../harness/target.ts'
import type { CellResult } from './cell.ts'
import { fingerprint, type Lane } from './lane.ts'

/** A run as the head of `results/matrix.ndjson` keeps it. */
export interface RunHead {
  readonly at: string
  readonly seconds: number
  readonly repeat: number
  /** As `gregorCommit` says it, with `+` when something had changed since. */
  readonly gregor: string
}

export interface EarlierRuns {
  readonly runs: readonly RunHead[]
  readonly targets: readonly string[]
  readonly cells: readonly CellResult[]
}

const RESULTS = join(import.meta.dirname, '../results/matrix.ndjson')

/**
 * What earlier runs have left, which must have been against these targets or more. Cells of lanes whose driver or
 * packages have changed since are left out: they say nothing of the lane as it is.
 */
export function earlierRuns(targets: readonly string[], lanes: readonly Lane[]): EarlierRuns {
  if (!existsSync(RESULTS)) return { runs: [], targets, cells: [] }
  const [first = '{}', ...lines] = readFileSync(RESULTS, 'utf8').trim().split('\n')
  const head = JSON.parse(first) as { targets?: readonly string[]; runs?: readonly RunHead[] }
  const before = head.targets ?? []
  if (head.runs === undefined || !targets.every(target => before.includes(target)))
    throw new Error(`${RESULTS} is of other targets: a run can only be added to its like`)
  const current = new Set(lanes.map(fingerprint))
  const cells = lines.map(line => JSON.parse(line) as CellResult).filter(cell => current.has(cell.lane))
  return { runs: head.runs, targets: before, cells }
}

/** The new cells with their rounds counted on from those before. */
export function renumbered(earlier: readonly CellResult[], cells: readonly CellResult[]): CellResult[] {
  const keyOf = ({ scenario, lane, target }: CellResult): string => `${scenario} ${lane} ${target}`
  const rounds = new Map<string, number>()
  for (const cell of earlier) rounds.set(keyOf(cell), Math.max(rounds.get(keyOf(cell)) ?? 0, cell.round))
  return cells.map(cell => ({ ...cell, round: cell.round + (rounds.get(keyOf(cell)) ?? 0) }))
}

/** The fewest rounds that a cell of each target has. */
export function roundsOf(cells: readonly CellResult[]): ReadonlyMap<string, number> {
  const rounds = new Map<string, Map<string, number>>()
  for (const { scenario, lane, target } of cells) {
    const ofTarget = rounds.get(target) ?? new Map<string, number>()
    rounds.set(target, ofTarget)
    const key = `${scenario} ${lane}`
    ofTarget.set(key, (ofTarget.get(key) ?? 0) + 1)
  }
  return new Map([...rounds].map(([target, ofTarget]) => [target, Math.min(...ofTarget.values())]))
}

/** The last commit of what Gregor is built from. */
export function gregorCommit(): string {
  const parts = ['src', 'scripts', 'package.json', 'package-lock.json']
  const git = (...args: string[]): string =>
    execFileSync('git', [...args, '--', ...parts], { cwd: REPOSITORY, encoding: 'utf8' }).trim()
  try {
    return `${git('log', '-1', '--format=%h')}${git('status', '--porcelain') === '' ? '' : '+'}`
  } catch {
    return 'a tree without its history'
  }
}
