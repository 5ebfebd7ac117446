import { createHash } from 'node:crypto'
import { recordsOf } from '../../records/batch-reader.ts'
import { BatchCursor } from '../batch-cursor.ts'
import type { PartitionLog } from '../partition-log.ts'

export interface SeenRecord {
  readonly offset: number
  readonly timestamp: number
  readonly timestampType: string
  readonly leaderEpoch: number
  readonly key: unknown
  readonly value: unknown
  readonly headers?: unknown
}

function content(bytes: Buffer | null): unknown {
  if (bytes === null) return null
  if (bytes.length <= 1024) return bytes.toString('base64')
  return { length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** What a consumer sees of a whole log, and which offsets read_committed leaves out. */
export async function readAllRecords(
  log: PartitionLog,
  maxBytes = 3000,
): Promise<{ records: SeenRecord[]; notInReadCommitted: number[] }> {
  const records: SeenRecord[] = []
  const notInReadCommitted: number[] = []
  const cursor = new BatchCursor()
  const aborted = log.abortedTransactions(log.logStartOffset, log.logEndOffset)
  for (let offset = log.logStartOffset; offset < log.writtenEndOffset; ) {
    const read = await log.read({ fetchOffset: offset, maxBytes, minOneBatch: true })
    if (read.records === null) throw new Error(`nothing to read at ${offset}: error ${read.errorCode}`)
    for (let view: typeof read.records | null = read.records; view !== null; view = view.next) {
      for (let at = view.start; at < view.end; at += cursor.sizeBytes) {
        if (!cursor.load(view.buf, at, view.end)) throw new Error('a read ended inside a batch')
        if (cursor.isControl) continue
        const batch = recordsOf(view.buf, at)!
        while (batch.next()) {
          const recordOffset = cursor.baseOffset + batch.offsetDelta
          if (recordOffset < log.logStartOffset) continue
          const isAborted =
            cursor.isTransactional &&
            aborted.some(
              txn =>
                txn.producerId === cursor.producerId &&
                txn.firstOffset <= recordOffset &&
                recordOffset <= txn.lastOffset,
            )
          if (isAborted || recordOffset >= log.lastStableOffset) notInReadCommitted.push(recordOffset)
          records.push({
            offset: recordOffset,
            timestamp: cursor.isLogAppendTime ? cursor.maxTimestamp : cursor.baseTimestamp + batch.timestampDelta,
            timestampType: cursor.isLogAppendTime ? 'LogAppendTime' : 'CreateTime',
            leaderEpoch: cursor.leaderEpoch,
            key: content(batch.key),
            value: content(batch.value),
            ...(batch.headerCount > 0 && {
              headers: batch.headers.map(({ key, value }) => [key, content(value)]),
            }),
          })
        }
      }
    }
    offset = read.nextOffset
    read.release()
  }
  return { records, notInReadCommitted }
}
