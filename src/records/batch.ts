/**
 * A record batch of magic 2 is a view on bytes: the hot paths read these fields in place and never build objects.
 * Kafka's `DefaultRecordBatch` lays them out.
 */
import { INT64_MAX, INT64_MIN } from '../protocol/reader.ts'
import { crc32c } from './crc32c.ts'

export const BASE_OFFSET = 0
export const BATCH_LENGTH = 8
export const LEADER_EPOCH = 12
export const MAGIC = 16
export const CRC = 17
export const ATTRIBUTES = 21
export const LAST_OFFSET_DELTA = 23
export const BASE_TIMESTAMP = 27
export const MAX_TIMESTAMP = 35
export const PRODUCER_ID = 43
export const PRODUCER_EPOCH = 51
export const BASE_SEQUENCE = 53
export const RECORD_COUNT = 57
export const HEADER_BYTES = 61
/** Base offset and length themselves are not counted by the length field. */
export const LOG_OVERHEAD_BYTES = 12

export const CODEC_MASK = 0x07
export const LOG_APPEND_TIME_BIT = 0x08
export const TRANSACTIONAL_BIT = 0x10
export const CONTROL_BIT = 0x20
export const DELETE_HORIZON_BIT = 0x40

export type CodecName = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd'
export const CODECS: readonly CodecName[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']

export function int16At(buf: Buffer, at: number): number {
  return ((buf[at]! << 24) | (buf[at + 1]! << 16)) >> 16
}

export function int32At(buf: Buffer, at: number): number {
  return (buf[at]! << 24) | (buf[at + 1]! << 16) | (buf[at + 2]! << 8) | buf[at + 3]!
}

/** Inexact beyond ±2^53: such a value is no offset, timestamp or producer id that we would take. */
export function int64At(buf: Buffer, at: number): number {
  return int32At(buf, at) * 4294967296 + (int32At(buf, at + 4) >>> 0)
}

/** Takes any number: what int64 cannot hold becomes its nearest end. */
export function putInt64(buf: Buffer, at: number, value: number): void {
  if (value >= INT64_MAX || value < INT64_MIN) {
    const top = value > 0 ? 0x7f : 0x80
    buf[at] = top
    buf.fill(value > 0 ? 0xff : 0, at + 1, at + 8)
    return
  }
  const high = Math.floor(value / 4294967296)
  putInt32(buf, at, high)
  putInt32(buf, at + 4, value - high * 4294967296)
}

export function putInt32(buf: Buffer, at: number, value: number): void {
  buf[at] = value >>> 24
  buf[at + 1] = value >>> 16
  buf[at + 2] = value >>> 8
  buf[at + 3] = value
}

/** Bytes of the whole batch, the overhead included. */
export function batchBytes(buf: Buffer, at: number): number {
  return int32At(buf, at + BATCH_LENGTH) + LOG_OVERHEAD_BYTES
}

export function codecOf(attributes: number): number {
  return attributes & CODEC_MASK
}

/** Checks the CRC of the whole batch at `at`. */
export function crcMatches(buf: Buffer, at: number, sizeBytes: number): boolean {
  return crc32c(buf, at + ATTRIBUTES, at + sizeBytes) === int32At(buf, at + CRC) >>> 0
}

/** Writes the CRC anew: after a change at or behind the attributes. */
export function stampCrc(buf: Buffer, at: number, sizeBytes: number): void {
  putInt32(buf, at + CRC, crc32c(buf, at + ATTRIBUTES, at + sizeBytes))
}

/** Writes timestamp type and largest timestamp, and the CRC anew when that changed anything. */
export function stampTimestamp(
  buf: Buffer,
  at: number,
  sizeBytes: number,
  logAppendTime: boolean,
  maxTimestamp: number,
): void {
  const attributes = buf[at + ATTRIBUTES + 1]!
  const stamped = logAppendTime ? attributes | LOG_APPEND_TIME_BIT : attributes & ~LOG_APPEND_TIME_BIT
  if (stamped === attributes && int64At(buf, at + MAX_TIMESTAMP) === maxTimestamp) return
  buf[at + ATTRIBUTES + 1] = stamped
  putInt64(buf, at + MAX_TIMESTAMP, maxTimestamp)
  stampCrc(buf, at, sizeBytes)
}
