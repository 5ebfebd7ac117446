/**
 * Snappy in Kafka is not the frame format of the Snappy project but that of the xerial library: a header of 16 bytes, then
 * blocks of raw snappy, each behind its compressed length (int32).
 */
import type { BytesView } from '../../base/bytes-view.ts'
import type { BlockUnpacker } from './unpackers.ts'

/** 0x82 "SNAPPY" 0x00; version and lowest compatible version follow, int32 each. */
const MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])
const HEADER_BYTES = 16
const VERSION = 1
/** The block size of Kafka's own producer. */
const BLOCK_BYTES = 32 * 1024

export function packXerial(input: Buffer, compressBlock: (block: Buffer) => Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  MAGIC.copy(header)
  header.writeInt32BE(VERSION, 8)
  header.writeInt32BE(VERSION, 12)
  const parts: Buffer[] = [header]
  for (let at = 0; at < input.length; at += BLOCK_BYTES) {
    const block = compressBlock(input.subarray(at, at + BLOCK_BYTES))
    const length = Buffer.allocUnsafe(4)
    length.writeInt32BE(block.length)
    parts.push(length, block)
  }
  return Buffer.concat(parts)
}

/**
 * null when the bytes are no such stream or would unpack to more than `maxBytes`; null, or an exception, where a block
 * is malformed.
 */
export function unpackXerial(input: Buffer, maxBytes: number, unpacker: BlockUnpacker): BytesView | null {
  unpacker.begin(input)
  // Some clients send one raw block without the framing; xerial's reader takes that too.
  if (!isHeader(input, 0)) {
    const size = rawSnappyLength(input, 0, input.length)
    if (size < 0 || size > maxBytes || unpacker.unpack(0, input.length, size) !== size) return null
    return unpacker.end()
  }
  let left = maxBytes
  for (let at = HEADER_BYTES; at < input.length; ) {
    if (isHeader(input, at)) {
      // Streams may follow each other.
      at += HEADER_BYTES
      continue
    }
    if (input.length - at < 4) return null
    const length = input.readInt32BE(at)
    at += 4
    if (length <= 0 || length > input.length - at) return null
    const size = rawSnappyLength(input, at, at + length)
    if (size < 0 || size > left || unpacker.unpack(at, at + length, size) !== size) return null
    at += length
    left -= size
  }
  return unpacker.end()
}

function isHeader(input: Buffer, at: number): boolean {
  return input.length - at >= HEADER_BYTES && input.compare(MAGIC, 0, MAGIC.length, at, at + MAGIC.length) === 0
}

/** A raw block begins with its unpacked length as a varint; −1 where it does not. */
function rawSnappyLength(input: Buffer, start: number, end: number): number {
  let value = 0
  for (let i = 0; i < 5 && start + i < end; i++) {
    const byte = input[start + i]!
    value += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) return value
  }
  return -1
}
