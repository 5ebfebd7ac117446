/** Turns message sets of magic 0 and 1 into batches of magic 2 (KIP-98 calls that up-conversion). */
import type { BytesView } from '../base/bytes-view.ts'
import { type CodecName, MAGIC } from './batch.ts'
import { buildBatch, type NewRecord } from './builder.ts'
import { legacyCodecOf, legacyCrcMatches, legacyRecordsOf } from './legacy.ts'
import { batchSizeAt } from './record-set.ts'

export interface ConvertOptions {
  /** compression.type; null for that of the message set itself */
  readonly codec: CodecName | null
  readonly compressionLevel: number | null
  /** max.decompressed.message.bytes */
  readonly maxUnpackedBytes: number
}

export type Converted =
  | { readonly kind: 'converted'; readonly batch: Buffer; readonly recordCount: number }
  /** A checksum is wrong: CORRUPT_MESSAGE. */
  | { readonly kind: 'corrupt' }
  /** Not one message set of one magic whose records can be read: INVALID_RECORD. */
  | { readonly kind: 'invalid' }

const CORRUPT: Converted = { kind: 'corrupt' }
const INVALID: Converted = { kind: 'invalid' }

/**
 * What a producer of that age sent, as the one batch that Produce 3 and later would have carried: offsets count from 0,
 * the records keep their timestamps (−1 with magic 0, which has none). All messages have one magic, and a compressed
 * set is one wrapper, as Kafka's `LogValidator` demands. A cut message at the end is ignored.
 */
export function convertProduced(records: BytesView, options: ConvertOptions): Converted {
  const { buf, start, end } = records
  const first = batchSizeAt(buf, start, end)
  if (first <= 0) return INVALID
  const magic = buf[start + MAGIC]!
  const source = magic > 1 ? null : legacyCodecOf(buf, start)
  if (source === null) return INVALID
  const out: NewRecord[] = []
  for (let at = start; ; ) {
    const sizeBytes = batchSizeAt(buf, at, end)
    if (sizeBytes === 0) break
    if (sizeBytes < 0 || buf[at + MAGIC] !== magic) return INVALID
    const codec = legacyCodecOf(buf, at)
    if (codec === null || (at > start && (codec !== 'none' || source !== 'none'))) return INVALID
    if (!legacyCrcMatches(buf, at, sizeBytes)) return CORRUPT
    const cursor = legacyRecordsOf(buf, at, sizeBytes, options.maxUnpackedBytes)
    if (cursor === null) return INVALID
    while (cursor.next()) {
      if (cursor.magic !== magic) return INVALID
      if (codec !== 'none' && !cursor.crcMatches) return CORRUPT
      out.push({ key: cursor.key, value: cursor.value, timestamp: cursor.timestamp })
    }
    if (!cursor.ok) return INVALID
    at += sizeBytes
  }
  const batch = buildBatch(out, { codec: options.codec ?? source, compressionLevel: options.compressionLevel })
  return { kind: 'converted', batch, recordCount: out.length }
}

/**
 * One message of an old segment as a batch that says the same: offsets, timestamps and their type stay. null when
 * it cannot be read.
 */
export function convertStored(buf: Buffer, at: number, sizeBytes: number, maxUnpackedBytes: number): Buffer | null {
  const codec = legacyCodecOf(buf, at)
  const cursor = codec === null ? null : legacyRecordsOf(buf, at, sizeBytes, maxUnpackedBytes)
  if (codec === null || cursor === null) return null
  const out: NewRecord[] = []
  let baseOffset = 0
  let lastOffset = -1
  let logAppendTimeMs: number | undefined
  while (cursor.next()) {
    // Offsets are those of a log: they rise, and a batch spans fewer than 2^31 of them.
    if (out.length === 0) baseOffset = cursor.offset
    else if (cursor.offset <= lastOffset || cursor.offset - baseOffset > 0x7fffffff) return null
    lastOffset = cursor.offset
    if (cursor.isLogAppendTime) logAppendTimeMs = cursor.timestamp
    const { key, value, timestamp } = cursor
    out.push({ key, value, timestamp, offsetDelta: lastOffset - baseOffset })
  }
  if (!cursor.ok || out.length === 0) return null
  return buildBatch(out, { baseOffset, codec, ...(logAppendTimeMs !== undefined && { logAppendTimeMs }) })
}
