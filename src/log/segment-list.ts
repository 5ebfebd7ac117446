import { assert } from '../base/assert.ts'
import type { Segment } from './segment.ts'

/** The segments of one log, ascending by base offset; never empty once the log is open. The last one is active. */
export class SegmentList {
  private list: Segment[]

  constructor(segments: readonly Segment[]) {
    this.list = [...segments]
  }

  get all(): readonly Segment[] {
    return this.list
  }

  get count(): number {
    return this.list.length
  }

  get first(): Segment {
    return this.list[0]!
  }

  get last(): Segment {
    return this.list[this.list.length - 1]!
  }

  get sizeBytes(): number {
    let total = 0
    for (const segment of this.list) total += segment.sizeBytes
    return total
  }

  /** Index of the last segment that begins at or before `offset`; −1 when all begin behind it. */
  floorIndex(offset: number): number {
    let low = 0
    let high = this.list.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if (this.list[middle]!.baseOffset <= offset) low = middle + 1
      else high = middle - 1
    }
    return high
  }

  at(index: number): Segment | null {
    return this.list[index] ?? null
  }

  push(segment: Segment): void {
    assert(this.list.length === 0 || segment.baseOffset > this.last.baseOffset, 'segments must ascend')
    this.list.push(segment)
  }

  /** Takes the first `count` segments out. */
  removeFirst(count: number): Segment[] {
    return this.list.splice(0, count)
  }

  /** Takes the segments from `index` on out. */
  removeFrom(index: number): Segment[] {
    return this.list.splice(index)
  }

  /** Puts `fresh` in the place of `old` (neighbours): what the log cleaner and the splitting of segments do. */
  replace(old: readonly Segment[], fresh: readonly Segment[]): void {
    const from = this.list.indexOf(old[0]!)
    assert(
      from >= 0 && old.every((segment, i) => this.list[from + i] === segment),
      'segments to replace must be neighbours',
    )
    this.list.splice(from, old.length, ...fresh)
  }
}
