import type { CellResult } from './cell.ts'

const MARKS = { passed: 'ok  ', failed: 'FAIL', skipped: 'skip' } as const

/** One line a cell; on a terminal only failures stay, and a last line tells how far it is. */
export class Progress {
  private readonly total: number
  private readonly terminal = process.stdout.isTTY === true
  private done = 0
  private failed = 0

  constructor(total: number) {
    this.total = total
  }

  tell(cell: CellResult): void {
    this.done++
    if (cell.outcome === 'failed') this.failed++
    const name = `${cell.client} ${cell.version} · ${cell.scenario} · ${cell.target}`
    const note = cell.note === '' ? '' : `: ${cell.note.split('\n')[0]?.slice(0, 300)}`
    const line = `${MARKS[cell.outcome]} [${this.done}/${this.total}] ${name} (${cell.ms} ms)${note}`
    if (!this.terminal) console.log(line)
    else {
      process.stdout.write('\r\x1b[K')
      if (cell.outcome === 'failed') console.log(line)
      const status = `${this.done} of ${this.total}, ${this.failed} failed · ${name}`
      process.stdout.write(status.slice(0, (process.stdout.columns ?? 80) - 1))
    }
  }

  end(): void {
    if (this.terminal) process.stdout.write('\r\x1b[K')
  }
}
