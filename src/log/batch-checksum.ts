import type { BytesView } from '../base/bytes-view.ts'
import { crcMatches } from '../records/batch.ts'
import { legacyCrcMatches } from '../records/legacy.ts'
import { BatchCursor } from './batch-cursor.ts'

/**
 * Whether the checksum of the batch that `cursor` has loaded from `buf[at…]` is that of its bytes. Legacy messages are
 * no exception: a batch of which a power cut left nothing but zeros behind its leader epoch looks like one of magic 0.
 */
export function batchChecksumIsGood(cursor: BatchCursor, buf: Buffer, at: number): boolean {
  return cursor.magic < 2 ? legacyCrcMatches(buf, at, cursor.sizeBytes) : crcMatches(buf, at, cursor.sizeBytes)
}

const cursor = new BatchCursor()

/** Of every whole batch; what is cut off at the end of a fetch is nobody's fault. */
export function checksumsAreGood(records: BytesView): boolean {
  for (let view: BytesView | null = records; view !== null; view = view.next) {
    const { buf, end } = view
    for (
      let at = view.start;
      at < end && cursor.load(buf, at, end) && at + cursor.sizeBytes <= end;
      at += cursor.sizeBytes
    ) {
      if (!batchChecksumIsGood(cursor, buf, at)) return false
    }
    if (cursor.malformed) return false
  }
  return true
}
