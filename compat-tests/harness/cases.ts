import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface CaseResult {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'left out'
  readonly ms: number
  /** Why it failed or was left out; figures of a case that passed. */
  readonly note: string
}

/** What a client prints can be long; the first of it says enough. */
const NOTE_LENGTH = 2000

/** Thrown by a case that cannot run here; the message says why. */
export class LeftOut extends Error {}

/** Runs named cases one after the other, tells each as it ends, and keeps the results. */
export class Cases {
  readonly results: CaseResult[] = []
  private readonly only: RegExp | null

  constructor(only: string | null = null) {
    this.only = only === null ? null : new RegExp(only)
  }

  /** What `run` returns, if anything, becomes the note. */
  async check(name: string, run: () => Promise<string | undefined | void>): Promise<void> {
    if (this.only !== null && !this.only.test(name)) return
    const from = performance.now()
    let outcome: CaseResult['outcome'] = 'passed'
    let note = ''
    try {
      note = (await run()) ?? ''
    } catch (error) {
      outcome = error instanceof LeftOut ? 'left out' : 'failed'
      note = (error instanceof Error ? error.message : String(error)).slice(0, NOTE_LENGTH)
    }
    const ms = Math.round(performance.now() - from)
    this.results.push({ name, outcome, ms, note })
    const mark = { passed: 'ok  ', failed: 'FAIL', 'left out': 'skip' }[outcome]
    console.log(`${mark} ${name} (${ms} ms)${note === '' ? '' : `: ${note}`}`)
  }

  /** Prints the last line, writes `results/<file>.ndjson`, and sets the exit code. */
  finish(file: string, about: Readonly<Record<string, unknown>>): void {
    const count = (outcome: CaseResult['outcome']) => this.results.filter(result => result.outcome === outcome).length
    writeResults(file, this.results, about)
    const leftOut = count('left out')
    console.log(`${count('passed')} passed, ${count('failed')} failed${leftOut === 0 ? '' : `, ${leftOut} left out`}`)
    // A run in which nothing ran proves nothing.
    if (count('failed') > 0 || count('passed') === 0) process.exitCode = 1
  }
}

/** NDJSON under compat-tests/results, which git ignores: a first line about the run, then the rows. Returns its path. */
export function writeResults(file: string, rows: readonly object[], about: Readonly<Record<string, unknown>>): string {
  const dir = join(import.meta.dirname, '../results')
  mkdirSync(dir, { recursive: true })
  const path = join(dir, `${file}.ndjson`)
  const head = { ...about, at: new Date().toISOString() }
  writeFileSync(path, [head, ...rows].map(row => `${JSON.stringify(row)}\n`).join(''))
  return path
}

/** Columns as wide as they need be; numbers and text alike. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)))
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export function expect(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

/** Compares as JSON; key order matters. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== e) throw new Error(`${what}: ${a?.slice(0, 400)} instead of ${e?.slice(0, 400)}`)
}

/** Asks again until `probe` returns something other than null, or the time is over. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | null> | T | null,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  let last: unknown = null
  for (;;) {
    try {
      const value = await probe()
      if (value !== null) return value
    } catch (error) {
      // What is left out now is left out later too.
      if (error instanceof LeftOut) throw error
      last = error
    }
    if (performance.now() > deadline)
      throw new Error(`${what}: not within ${timeoutMs} ms${last === null ? '' : ` (${last})`}`)
    await new Promise(done => setTimeout(done, 100))
  }
}
