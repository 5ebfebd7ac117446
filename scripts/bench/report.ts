/** What a bench has found: a line for each figure of each case, with both sides' medians and the floor under their ratio. */
import { table } from '../../compat-tests/harness/cases.ts'
import { median, type Sample } from './measure.ts'

export interface Row {
  readonly name: string
  readonly figure: string
  readonly a: number
  readonly b: number
  readonly ratio: number
  /** The floor in words; empty when there is none. */
  readonly floor: string
  readonly holds: boolean
  readonly samplesA: readonly number[]
  readonly samplesB: readonly number[]
}

export type Floors = Readonly<Record<string, { readonly atLeast?: number; readonly atMost?: number }>>

/** The samples of both sides, round by round. */
export interface Pair<T> {
  readonly a: T[]
  readonly b: T[]
}

export class Report {
  readonly rows: Row[] = []

  /** A figure with a floor that asks nothing of the other side. */
  addAbsolute(name: string, figure: string, samples: Pair<number>, most: number): void {
    const a = median(samples.a)
    this.add(name, figure, samples, `≤ ${most} ${figure}`, a <= most)
  }

  /** Everything that was measured in a case's rounds. */
  addCase(name: string, floors: Floors, samples: Pair<Sample>): void {
    for (const figure of Object.keys(samples.a[0]!)) {
      const of = (side: Sample[]): number[] => side.map(sample => sample[figure]!)
      const pair = { a: of(samples.a), b: of(samples.b) }
      const ratio = median(pair.a) / median(pair.b)
      const { atLeast, atMost } = floors[figure] ?? {}
      const holds = (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost)
      const floor = atLeast !== undefined ? `≥ ${atLeast}×` : atMost !== undefined ? `≤ ${atMost}×` : ''
      this.add(name, figure, pair, floor, holds)
    }
  }

  private add(name: string, figure: string, { a, b }: Pair<number>, floor: string, holds: boolean): void {
    const [medianA, medianB] = [median(a), median(b)]
    const row = {
      name,
      figure,
      a: medianA,
      b: medianB,
      ratio: medianA / medianB,
      floor,
      holds,
      samplesA: a,
      samplesB: b,
    }
    this.rows.push(row)
    console.log(cells(row).join('  '))
  }

  get missed(): number {
    return this.rows.filter(({ holds }) => !holds).length
  }

  /** All of it, but for what the clients themselves cost. */
  table(nameA: string, nameB: string): string {
    const head = ['case', 'figure', nameA, nameB, 'ratio', 'floor', '']
    return table([head, ...this.rows.filter(({ figure }) => !figure.startsWith('client')).map(cells)])
  }
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3)
}

function cells({ name, figure, a, b, ratio, floor, holds }: Row): string[] {
  return [
    name,
    figure,
    digits(a),
    digits(b),
    `${ratio.toFixed(2)}×`,
    floor,
    floor === '' ? '' : holds ? 'holds' : 'MISSED',
  ]
}
