/** Logs as they lie on a simulated machine's platter, read without the broker's own code for it. */
import {
  BASE_OFFSET,
  BASE_SEQUENCE,
  BATCH_LENGTH,
  HEADER_BYTES,
  int16At,
  int32At,
  int64At,
  LAST_OFFSET_DELTA,
  LOG_OVERHEAD_BYTES,
  PRODUCER_EPOCH,
  PRODUCER_ID,
} from '../../records/batch.ts'
import { SimDirectory, SimFileNode } from '../disk-tree.ts'
import { DATA_DIR, type Machine } from '../machine.ts'

export interface StoredBatch {
  readonly baseOffset: number
  readonly lastOffset: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly bytes: Buffer
}

const SEGMENT_NAME = /^\d{20}\.log$/

/** All whole batches of a log, in the order of the files; none when it is not there. */
export function storedBatches(machine: Machine, log: string): StoredBatch[] {
  const data = machine.platter.root.entries.get(DATA_DIR.slice(1))
  const dir = data instanceof SimDirectory ? data.entries.get(log) : undefined
  if (!(dir instanceof SimDirectory)) return []
  const names = [...dir.entries.keys()].filter(name => SEGMENT_NAME.test(name)).sort()
  return names.flatMap(name => {
    const file = dir.entries.get(name)
    return file instanceof SimFileNode ? batchesOf(file.bytes.subarray(0, file.size)) : []
  })
}

/** Names of the logs that lie there. */
export function storedLogs(machine: Machine): string[] {
  const data = machine.platter.root.entries.get(DATA_DIR.slice(1))
  if (!(data instanceof SimDirectory)) return []
  return [...data.entries].flatMap(([name, node]) => (node instanceof SimDirectory && /-\d+$/.test(name) ? [name] : []))
}

function batchesOf(bytes: Buffer): StoredBatch[] {
  const batches: StoredBatch[] = []
  let at = 0
  while (at + HEADER_BYTES <= bytes.length) {
    const sizeBytes = int32At(bytes, at + BATCH_LENGTH) + LOG_OVERHEAD_BYTES
    if (sizeBytes < HEADER_BYTES || at + sizeBytes > bytes.length) break
    const baseOffset = int64At(bytes, at + BASE_OFFSET)
    batches.push({
      baseOffset,
      lastOffset: baseOffset + int32At(bytes, at + LAST_OFFSET_DELTA),
      producerId: int64At(bytes, at + PRODUCER_ID),
      producerEpoch: int16At(bytes, at + PRODUCER_EPOCH),
      baseSequence: int32At(bytes, at + BASE_SEQUENCE),
      bytes: bytes.subarray(at, at + sizeBytes),
    })
    at += sizeBytes
  }
  return batches
}
