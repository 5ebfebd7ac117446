/**
 * LZ4 frames as Kafka reads them (`Lz4BlockInputStream`): independent blocks only, no dictionary; checksums of the
 * header and of blocks are checked, that of the content is not; what follows the end mark is ignored. Blocks are
 * unpacked one by one: readers of whole frames know neither an output limit nor the old clients' headers.
 */
import type { BytesView } from '../../base/bytes-view.ts'
import type { BlockUnpacker } from './unpackers.ts'
import { xxhash32 } from './xxhash32.ts'

const MAGIC = 0x184d2204
const VERSION = 1
const STORED_BIT = 0x80000000
/** An LZ4 block of n bytes cannot unpack to more than 255 times as many. */
const MAX_RATIO = 255

interface Header {
  readonly blocksAt: number
  readonly maxBlockBytes: number
  readonly blockChecksum: boolean
  readonly contentChecksum: boolean
}

/** null for what is no such frame, or no header that Kafka would take. */
function readHeader(input: Buffer, checkHeader: boolean): Header | null {
  if (input.length < 7 || input.readUInt32LE(0) !== MAGIC) return null
  const flags = input[4]!
  const descriptor = input[5]!
  const reserved = flags & 0x03
  const independent = (flags & 0x20) !== 0
  if (flags >> 6 !== VERSION || reserved !== 0 || !independent) return null
  const sizeCode = descriptor >> 4
  if ((descriptor & 0x0f) !== 0 || sizeCode < 4 || sizeCode > 7) return null
  const checksumAt = 6 + ((flags & 0x08) !== 0 ? 8 : 0)
  if (checksumAt >= input.length) return null
  if (checkHeader && input[checksumAt] !== ((xxhash32(input, 4, checksumAt) >> 8) & 0xff)) return null
  return {
    blocksAt: checksumAt + 1,
    maxBlockBytes: 1 << (8 + 2 * sizeCode),
    blockChecksum: (flags & 0x10) !== 0,
    contentChecksum: (flags & 0x04) !== 0,
  }
}

/**
 * null when the bytes are no such frame or would unpack to more than `maxBytes`; null, or an exception, where a block
 * is malformed. Clients of magic 0 computed the header's checksum over the wrong bytes: `checkHeader` is false for
 * them.
 */
export function unpackLz4Frame(
  input: Buffer,
  maxBytes: number,
  checkHeader: boolean,
  unpacker: BlockUnpacker,
): BytesView | null {
  const header = readHeader(input, checkHeader)
  if (header === null) return null
  unpacker.begin(input)
  let left = maxBytes
  let at = header.blocksAt
  for (;;) {
    if (input.length - at < 4) return null
    const word = input.readUInt32LE(at)
    const stored = word >= STORED_BIT
    const length = stored ? word - STORED_BIT : word
    const blockAt = at + 4
    const blockEnd = blockAt + length
    at = blockEnd + (header.blockChecksum && length > 0 ? 4 : 0)
    if (length === 0) break
    if (length > header.maxBlockBytes || at > input.length) return null
    if (header.blockChecksum && xxhash32(input, blockAt, blockEnd) !== input.readUInt32LE(blockEnd)) return null
    if (stored) {
      if (length > left) return null
      unpacker.store(blockAt, blockEnd)
      left -= length
      continue
    }
    const made = unpacker.unpack(blockAt, blockEnd, Math.min(header.maxBlockBytes, left, length * MAX_RATIO))
    if (made < 0) return null
    left -= made
  }
  if (header.contentChecksum && input.length - at < 4) return null
  return unpacker.end()
}
