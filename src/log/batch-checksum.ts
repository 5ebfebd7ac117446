import { crcMatches } from '../records/batch.ts'
import type { BatchCursor } from './batch-cursor.ts'

/** Whether the checksum of the batch that `cursor` has loaded from `buf[at…]` is that of its bytes. */
export function batchChecksumIsGood(cursor: BatchCursor, buf: Buffer, at: number): boolean {
  return cursor.magic < 2 || crcMatches(buf, at, cursor.sizeBytes)
}
