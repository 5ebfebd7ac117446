/** Builds record batches of magic 2: for coordinators, the metadata log, recompression, compaction and tests. */
import { uvarintSize, varintSize, varlongSize, Writer } from '../protocol/writer.ts'
import {
  CODECS,
  CONTROL_BIT,
  type CodecName,
  DELETE_HORIZON_BIT,
  HEADER_BYTES,
  LOG_APPEND_TIME_BIT,
  LOG_OVERHEAD_BYTES,
  stampCrc,
  TRANSACTIONAL_BIT,
} from './batch.ts'
import { compress } from './compression/codecs.ts'

export interface NewRecord {
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  /** Milliseconds since the epoch. */
  readonly timestamp: number
  readonly headers?: readonly { readonly key: string; readonly value: Uint8Array | null }[]
  /** Offset relative to the batch; the record's place in the list where absent. */
  readonly offsetDelta?: number
}

export interface BatchOptions {
  readonly baseOffset?: number
  /** −1 where unknown; the log stamps it. */
  readonly leaderEpoch?: number
  readonly codec?: CodecName
  readonly compressionLevel?: number | null
  readonly producerId?: number
  readonly producerEpoch?: number
  readonly baseSequence?: number
  readonly isTransactional?: boolean
  readonly isControl?: boolean
  /** All records carry this time of appending instead of their own timestamps. */
  readonly logAppendTimeMs?: number
  /** KIP-534: stands in the batch as its base timestamp. */
  readonly deleteHorizonMs?: number
  /** Larger than the last record's where compaction has removed the last ones. */
  readonly lastOffsetDelta?: number
  /** Likewise; the largest of the records' timestamps where absent. */
  readonly maxTimestamp?: number
}

export function buildBatch(records: readonly NewRecord[], options: BatchOptions = {}): Buffer {
  const baseTimestamp = options.deleteHorizonMs ?? records[0]?.timestamp ?? -1
  let maxTimestamp = -1
  let bodyBytes = 0
  let lastOffsetDelta = -1
  const sizes: number[] = []
  records.forEach((record, index) => {
    const offsetDelta = record.offsetDelta ?? index
    if (offsetDelta > lastOffsetDelta) lastOffsetDelta = offsetDelta
    if (record.timestamp > maxTimestamp) maxTimestamp = record.timestamp
    const size = recordBodySize(record, offsetDelta, record.timestamp - baseTimestamp)
    sizes.push(size)
    bodyBytes += varintSize(size) + size
  })

  const body = new Writer(bodyBytes)
  records.forEach((record, index) => {
    body.varint(sizes[index]!)
    writeRecordBody(body, record, record.offsetDelta ?? index, record.timestamp - baseTimestamp)
  })
  const codec = options.codec ?? 'none'
  const payload = compress(codec, body.toBuffer(), options.compressionLevel ?? null)

  let attributes = CODECS.indexOf(codec)
  if (options.isTransactional) attributes |= TRANSACTIONAL_BIT
  if (options.isControl) attributes |= CONTROL_BIT
  if (options.logAppendTimeMs !== undefined) attributes |= LOG_APPEND_TIME_BIT
  if (options.deleteHorizonMs !== undefined) attributes |= DELETE_HORIZON_BIT

  const out = new Writer(HEADER_BYTES + payload.length)
  out.int64(options.baseOffset ?? 0)
  out.int32(HEADER_BYTES - LOG_OVERHEAD_BYTES + payload.length)
  out.int32(options.leaderEpoch ?? -1)
  out.int8(2)
  out.int32(0)
  out.int16(attributes)
  out.int32(options.lastOffsetDelta ?? Math.max(lastOffsetDelta, 0))
  out.int64(baseTimestamp)
  out.int64(options.logAppendTimeMs ?? options.maxTimestamp ?? maxTimestamp)
  out.int64(options.producerId ?? -1)
  out.int16(options.producerEpoch ?? -1)
  out.int32(options.baseSequence ?? -1)
  out.int32(records.length)
  out.raw(payload)
  const batch = out.toBuffer()
  stampCrc(batch, 0, batch.length)
  return batch
}

function nullableSize(bytes: Uint8Array | null): number {
  return bytes === null ? 1 : varintSize(bytes.length) + bytes.length
}

function recordBodySize(record: NewRecord, offsetDelta: number, timestampDelta: number): number {
  const headers = record.headers ?? []
  let size =
    1 + varlongSize(timestampDelta) + varintSize(offsetDelta) + nullableSize(record.key) + nullableSize(record.value)
  size += uvarintSize(headers.length * 2)
  for (const { key, value } of headers) {
    const keyBytes = Buffer.byteLength(key)
    size += varintSize(keyBytes) + keyBytes + nullableSize(value)
  }
  return size
}

function writeNullable(writer: Writer, bytes: Uint8Array | null): void {
  if (bytes === null) {
    writer.varint(-1)
    return
  }
  writer.varint(bytes.length)
  writer.raw(bytes)
}

function writeRecordBody(writer: Writer, record: NewRecord, offsetDelta: number, timestampDelta: number): void {
  const headers = record.headers ?? []
  writer.int8(0)
  writer.varlong(timestampDelta)
  writer.varint(offsetDelta)
  writeNullable(writer, record.key)
  writeNullable(writer, record.value)
  writer.varint(headers.length)
  for (const { key, value } of headers) {
    const bytes = Buffer.from(key)
    writer.varint(bytes.length)
    writer.raw(bytes)
    writeNullable(writer, value)
  }
}
