import type { DiskFile } from '../host/disk.ts'
import { HEADER_BYTES } from '../records/batch.ts'
import { BatchCursor } from './batch-cursor.ts'

/** One step of a scan. */
const SCAN_BYTES = 64 * 1024

/** One for all scans, which are over before the next one begins: `visit` must not scan as well. */
const buffer = Buffer.allocUnsafeSlow(SCAN_BYTES)

/**
 * Reads batch headers of a segment's file in [from, to) and hands each with its position to `visit` until that returns
 * false. Stops at what is no batch. Returns the position behind the last batch visited. Throws DiskError.
 */
export function scanBatches(
  file: DiskFile,
  from: number,
  to: number,
  visit: (batch: BatchCursor, position: number) => boolean,
): number {
  const cursor = new BatchCursor()
  let position = from
  let bufferStart = 0
  let bufferEnd = 0
  while (position < to) {
    if (position + HEADER_BYTES > bufferEnd || position < bufferStart) {
      bufferStart = position
      bufferEnd = position + file.readSync(buffer, 0, Math.min(SCAN_BYTES, to - position), position)
      if (bufferEnd === bufferStart) return position
    }
    if (!cursor.load(buffer, position - bufferStart, bufferEnd - bufferStart)) return position
    if (position + cursor.sizeBytes > to) return position
    const next = position + cursor.sizeBytes
    if (!visit(cursor, position)) return next
    position = next
  }
  return position
}
