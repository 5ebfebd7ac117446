import type { BatchCursor } from './batch-cursor.ts'

const POLYNOMIAL = 0x82f63b78
const TABLE = new Int32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0)
  TABLE[byte] = crc
}

export function crc32c(buf: Buffer, start: number, end: number): number {
  let crc = -1
  for (let at = start; at < end; at++) crc = (crc >>> 8) ^ TABLE[(crc ^ buf[at]!) & 0xff]!
  return (crc ^ -1) >>> 0
}

/** Whether the checksum of the batch that `cursor` has loaded from `buf[at…]` is that of its bytes. */
export function batchChecksumIsGood(cursor: BatchCursor, buf: Buffer, at: number): boolean {
  if (cursor.magic < 2) return true
  return buf.readUInt32BE(at + 17) === crc32c(buf, at + 21, at + cursor.sizeBytes)
}
