/**
 * A read that brings one bit turned round, of a file that is as it was written: what a bad cable, controller or memory does.
 * Only bytes that a batch's checksum covers and that no other part of the broker needs to find its way: the record section.
 * Nobody could notice anything in some of the others (base offset and leader epoch are outside of the checksum, by the
 * format).
 */
import { BATCH_LENGTH, HEADER_BYTES, int32At, LOG_OVERHEAD_BYTES } from '../records/batch.ts'
import type { SimFileNode } from './disk-tree.ts'
import type { SeededRandom } from './random.ts'

/** Turns one bit of `read`, which came from `position` of that segment; false when no record lies there. */
export function turnOneBit(random: SeededRandom, file: SimFileNode, position: number, read: Uint8Array): boolean {
  const sections = recordSections(file, position, position + read.length)
  if (sections.length === 0) return false
  const { start, end } = random.pick(sections)
  const at = random.between(start, end - 1) - position
  read[at] = read[at]! ^ (1 << random.between(0, 7))
  return true
}

/** Where records lie in `[from, to)` of a segment. */
function recordSections({ bytes, size }: SimFileNode, from: number, to: number): { start: number; end: number }[] {
  const sections: { start: number; end: number }[] = []
  for (let at = 0; at < to && at + HEADER_BYTES <= size; ) {
    const next = at + LOG_OVERHEAD_BYTES + int32At(bytes, at + BATCH_LENGTH)
    if (next < at + HEADER_BYTES || next > size) break
    const start = Math.max(at + HEADER_BYTES, from)
    const end = Math.min(next, to)
    if (start < end) sections.push({ start, end })
    at = next
  }
  return sections
}
