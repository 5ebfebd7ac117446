import { BytesView } from '../base/bytes-view.ts'
import {
  ATTRIBUTES,
  BASE_OFFSET,
  BASE_SEQUENCE,
  BASE_TIMESTAMP,
  batchBytes,
  CODECS,
  CONTROL_BIT,
  codecOf,
  HEADER_BYTES,
  int16At,
  int32At,
  int64At,
  LAST_OFFSET_DELTA,
  LEADER_EPOCH,
  LOG_APPEND_TIME_BIT,
  MAGIC,
  MAX_TIMESTAMP,
  PRODUCER_EPOCH,
  PRODUCER_ID,
  RECORD_COUNT,
  TRANSACTIONAL_BIT,
} from './batch.ts'
import { decompressBriefly } from './compression/codecs.ts'
import { LegacyCursor, legacyRecordsOf } from './legacy.ts'
import { RecordCursor } from './record-cursor.ts'
import { batchSizeAt } from './record-set.ts'

/**
 * No batch is unpacked to more, whatever `max.decompressed.message.bytes` allows: Kafka streams through what it
 * unpacks, here it lies in memory as a whole.
 */
export const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024

export interface RecordData {
  readonly offset: number
  readonly timestamp: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly { readonly key: string; readonly value: Buffer | null }[]
}

/**
 * One batch with all its records as objects: for coordinators, the controller, tools and tests. A legacy message (magic
 * 0 and 1) is a batch of its own, without leader epoch or producer.
 */
export interface BatchData {
  readonly magic: number
  readonly baseOffset: number
  readonly lastOffset: number
  readonly leaderEpoch: number
  readonly sizeBytes: number
  readonly isLogAppendTime: boolean
  readonly maxTimestamp: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly isTransactional: boolean
  readonly isControl: boolean
  readonly records: readonly RecordData[]
}

/**
 * The records' section of the batch of magic 2 at `at`, unpacked if need be; null when it cannot be unpacked. For who
 * is done with it before the next batch is unpacked: the memory is used again then.
 */
export function brieflyUnpackedRecordsOf(buf: Buffer, at: number, maxBytes = MAX_UNPACKED_BYTES): BytesView | null {
  const end = at + batchBytes(buf, at)
  const codec = CODECS[codecOf(buf[at + ATTRIBUTES + 1]!)]
  if (codec === undefined) return null
  if (codec === 'none') return new BytesView(buf, at + HEADER_BYTES, end)
  return decompressBriefly(codec, buf.subarray(at + HEADER_BYTES, end), Math.min(maxBytes, MAX_UNPACKED_BYTES))
}

/** The same, to be kept as long as one likes. */
export function unpackedRecordsOf(buf: Buffer, at: number, maxBytes = MAX_UNPACKED_BYTES): BytesView | null {
  const section = brieflyUnpackedRecordsOf(buf, at, maxBytes)
  return section === null || section.buf === buf ? section : BytesView.of(Buffer.from(section.toBuffer()))
}

/** A cursor over the records of the batch of magic 2 at `at`, unpacked if need be; null when they cannot be unpacked. */
export function recordsOf(buf: Buffer, at: number, maxBytes = MAX_UNPACKED_BYTES): RecordCursor | null {
  const section = unpackedRecordsOf(buf, at, maxBytes)
  return section === null ? null : new RecordCursor(section.buf, section.start, section.end)
}

/**
 * Reads whole batches of any magic from `buf[start, end)`; stops in front of a partial one. Throws on bytes that are no
 * batch and on records that make no sense; checksums are not looked at.
 */
export function readBatches(buf: Buffer, start = 0, end = buf.length): BatchData[] {
  const out: BatchData[] = []
  for (let at = start; ; ) {
    const sizeBytes = batchSizeAt(buf, at, end)
    // A crash leaves zeroes at the end of a file: too few for a header, they are a partial batch as well.
    if (sizeBytes === 0 || (sizeBytes < 0 && end - at < HEADER_BYTES)) return out
    if (sizeBytes < 0) throw new Error(`no record batch at byte ${at - start}`)
    out.push(buf[at + MAGIC]! < 2 ? readLegacy(buf, at, sizeBytes) : readBatch(buf, at, sizeBytes))
    at += sizeBytes
  }
}

/** The same for a chain of views as `PartitionLog.read` gives them; every view holds whole batches. */
export function readChain(chain: BytesView | null): BatchData[] {
  const out: BatchData[] = []
  for (let view = chain; view !== null; view = view.next) out.push(...readBatches(view.buf, view.start, view.end))
  return out
}

function readBatch(buf: Buffer, at: number, sizeBytes: number): BatchData {
  const attributes = int16At(buf, at + ATTRIBUTES)
  const baseOffset = int64At(buf, at + BASE_OFFSET)
  const baseTimestamp = int64At(buf, at + BASE_TIMESTAMP)
  const maxTimestamp = int64At(buf, at + MAX_TIMESTAMP)
  const appendTime = (attributes & LOG_APPEND_TIME_BIT) !== 0
  const cursor = recordsOf(buf, at)
  if (cursor === null) throw new Error(`the batch at offset ${baseOffset} cannot be unpacked`)
  const records: RecordData[] = []
  while (cursor.next()) {
    records.push({
      offset: baseOffset + cursor.offsetDelta,
      timestamp: appendTime ? maxTimestamp : baseTimestamp + cursor.timestampDelta,
      key: cursor.key,
      value: cursor.value,
      headers: cursor.headerCount === 0 ? [] : cursor.headers,
    })
  }
  if (!cursor.ok || records.length !== int32At(buf, at + RECORD_COUNT)) {
    throw new Error(`the batch at offset ${baseOffset} holds malformed records`)
  }
  return {
    magic: 2,
    baseOffset,
    lastOffset: baseOffset + int32At(buf, at + LAST_OFFSET_DELTA),
    leaderEpoch: int32At(buf, at + LEADER_EPOCH),
    sizeBytes,
    isLogAppendTime: appendTime,
    maxTimestamp,
    producerId: int64At(buf, at + PRODUCER_ID),
    producerEpoch: int16At(buf, at + PRODUCER_EPOCH),
    baseSequence: int32At(buf, at + BASE_SEQUENCE),
    isTransactional: (attributes & TRANSACTIONAL_BIT) !== 0,
    isControl: (attributes & CONTROL_BIT) !== 0,
    records,
  }
}

function readLegacy(buf: Buffer, at: number, sizeBytes: number): BatchData {
  const message = new LegacyCursor(buf, at, at + sizeBytes)
  const cursor = legacyRecordsOf(buf, at, sizeBytes, MAX_UNPACKED_BYTES)
  const records: RecordData[] = []
  while (cursor?.next()) {
    const { offset, timestamp, key, value } = cursor
    records.push({
      offset,
      timestamp,
      key: key === null ? null : Buffer.from(key),
      value: value === null ? null : Buffer.from(value),
      headers: [],
    })
  }
  if (!message.next() || cursor === null || !cursor.ok || records.length === 0) {
    throw new Error(`the message at offset ${int64At(buf, at + BASE_OFFSET)} cannot be read`)
  }
  return {
    magic: message.magic,
    baseOffset: records[0]!.offset,
    lastOffset: message.offset,
    leaderEpoch: -1,
    sizeBytes,
    isLogAppendTime: message.isLogAppendTime,
    maxTimestamp: message.timestamp,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    isTransactional: false,
    isControl: false,
    records,
  }
}
