/**
 * The codecs of record batches (attribute bits 0–2): gzip, snappy in the xerial framing, LZ4 frames, zstd. Each is loaded
 * at its first use. Whatever the bytes are, `decompress` returns null rather than throw, and never makes more than
 * `maxBytes` of them: a few kilobytes can claim to be gigabytes.
 */
import { createRequire } from 'node:module'
import type { CodecName } from './batch.ts'

const require = createRequire(import.meta.url)

interface Zlib {
  gzipSync(input: Uint8Array, options: { level: number }): Buffer
  gunzipSync(input: Uint8Array, options: { maxOutputLength: number }): Buffer
  zstdCompressSync(input: Uint8Array, options: { params: Record<number, number> }): Buffer
  zstdDecompressSync(input: Uint8Array, options: { maxOutputLength: number }): Buffer
  constants: { ZSTD_c_compressionLevel: number }
}
interface Snappy {
  compressSync(input: Buffer): Buffer
  uncompressSync(input: Buffer, options: { asBuffer: true }): Buffer
}
interface Lz4 {
  compressFrameSync(input: Buffer): Buffer
  decompressFrameSync(input: Buffer): Buffer
}

let zlib: Zlib | null = null
let snappy: Snappy | null = null
let lz4: Lz4 | null = null

const loadZlib = (): Zlib => (zlib ??= require('node:zlib') as Zlib)
const loadSnappy = (): Snappy => (snappy ??= require('snappy') as Snappy)
const loadLz4 = (): Lz4 => (lz4 ??= require('lz4-napi') as Lz4)

/** Level as in `compression.gzip.level` and `compression.zstd.level`; null for the codec's own default. */
export function compress(codec: CodecName, input: Buffer, level: number | null = null): Buffer {
  switch (codec) {
    case 'none':
      return input
    case 'gzip':
      return loadZlib().gzipSync(input, { level: level ?? -1 })
    case 'snappy':
      return compressXerial(input)
    case 'lz4':
      return loadLz4().compressFrameSync(input)
    case 'zstd': {
      const { zstdCompressSync, constants } = loadZlib()
      return zstdCompressSync(input, { params: { [constants.ZSTD_c_compressionLevel]: level ?? 3 } })
    }
  }
}

/** null when the bytes are no such stream, or would unpack to more than `maxBytes`. */
export function decompress(codec: CodecName, input: Buffer, maxBytes: number): Buffer | null {
  try {
    switch (codec) {
      case 'none':
        return input
      case 'gzip':
        return loadZlib().gunzipSync(input, { maxOutputLength: maxBytes })
      case 'snappy':
        return decompressSnappy(input, maxBytes)
      case 'lz4':
        return decompressLz4(input, maxBytes)
      case 'zstd':
        return isZstdStream(input) ? loadZlib().zstdDecompressSync(input, { maxOutputLength: maxBytes }) : null
    }
  } catch {
    return null
  }
}

/** 0x82 "SNAPPY" 0x00, then version and lowest compatible version. */
const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])
const XERIAL_HEADER_BYTES = 16
/** The block size of Kafka's own producer. */
const XERIAL_BLOCK_BYTES = 32 * 1024

function compressXerial(input: Buffer): Buffer {
  const codec = loadSnappy()
  const header = Buffer.alloc(XERIAL_HEADER_BYTES)
  XERIAL_MAGIC.copy(header)
  header.writeInt32BE(1, 8)
  header.writeInt32BE(1, 12)
  const parts: Buffer[] = [header]
  for (let at = 0; at < input.length; at += XERIAL_BLOCK_BYTES) {
    const block = codec.compressSync(input.subarray(at, at + XERIAL_BLOCK_BYTES))
    const length = Buffer.alloc(4)
    length.writeInt32BE(block.length)
    parts.push(length, block)
  }
  return Buffer.concat(parts)
}

function decompressSnappy(input: Buffer, maxBytes: number): Buffer | null {
  const codec = loadSnappy()
  // Some clients (old sarama, some ports) send one raw block without the framing; Kafka's reader takes that too.
  if (input.length < XERIAL_HEADER_BYTES || input.compare(XERIAL_MAGIC, 0, 8, 0, 8) !== 0) {
    const size = snappyLength(input)
    return size < 0 || size > maxBytes ? null : codec.uncompressSync(input, { asBuffer: true })
  }
  const parts: Buffer[] = []
  let total = 0
  for (let at = XERIAL_HEADER_BYTES; at < input.length; ) {
    if (input.length - at < 4) return null
    const length = input.readInt32BE(at)
    at += 4
    if (length <= 0 || length > input.length - at) return null
    const block = input.subarray(at, at + length)
    at += length
    const size = snappyLength(block)
    if (size < 0 || (total += size) > maxBytes) return null
    parts.push(codec.uncompressSync(block, { asBuffer: true }))
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts, total)
}

/** A raw snappy block begins with its uncompressed length as a varint. */
function snappyLength(block: Buffer): number {
  let value = 0
  for (let i = 0; i < 5 && i < block.length; i++) {
    value += (block[i]! & 0x7f) * 2 ** (7 * i)
    if (block[i]! < 0x80) return value
  }
  return -1
}

const LZ4_MAGIC = 0x184d2204
const LZ4_UNCOMPRESSED_BIT = 0x80000000
/** No LZ4 block expands more than this. */
const LZ4_MAX_RATIO = 255

function decompressLz4(input: Buffer, maxBytes: number): Buffer | null {
  const frame = measureLz4Frame(input)
  if (frame === null || frame.maxOutputBytes > Math.max(maxBytes * 4, 1 << 20)) {
    // The bound is loose (blocks are counted as full), so only what is far beyond the limit is refused unseen.
    return null
  }
  const output = loadLz4().decompressFrameSync(input.subarray(0, frame.sizeBytes))
  return output.length > maxBytes ? null : output
}

/** Walks the first frame: where it ends, and how much it can unpack to at the most. Bytes behind it are ignored, as Kafka does. */
function measureLz4Frame(input: Buffer): { sizeBytes: number; maxOutputBytes: number } | null {
  if (input.length < 7 || input.readUInt32LE(0) !== LZ4_MAGIC) return null
  const flags = input[4]!
  if (flags >> 6 !== 1) return null
  const sizeCode = (input[5]! >> 4) & 7
  if (sizeCode < 4) return null
  const blockMaxBytes = 1 << (8 + 2 * sizeCode)
  const blockChecksum = (flags & 0x10) !== 0 ? 4 : 0
  const contentSize = (flags & 0x08) !== 0 ? 8 : 0
  const contentChecksum = (flags & 0x04) !== 0 ? 4 : 0
  const dictionary = (flags & 0x01) !== 0 ? 4 : 0
  let at = 7 + contentSize + dictionary
  let maxOutputBytes = 0
  for (;;) {
    if (input.length - at < 4) return null
    const word = input.readUInt32LE(at)
    at += 4
    if (word === 0) break
    const raw = word >= LZ4_UNCOMPRESSED_BIT
    const length = raw ? word - LZ4_UNCOMPRESSED_BIT : word
    if (length > blockMaxBytes || length > input.length - at) return null
    maxOutputBytes += raw ? length : Math.min(blockMaxBytes, length * LZ4_MAX_RATIO)
    at += length + blockChecksum
  }
  at += contentChecksum
  return at > input.length ? null : { sizeBytes: at, maxOutputBytes }
}

const ZSTD_MAGIC = 0xfd2fb528
const ZSTD_SKIPPABLE_MAGIC = 0x184d2a50
const ZSTD_RLE_BLOCK = 1

/** Whether the bytes are whole zstd frames and nothing behind them: node:zlib would silently ignore such a rest, Kafka refuses it. */
function isZstdStream(input: Buffer): boolean {
  let at = 0
  while (at < input.length) {
    at = zstdFrameEnd(input, at)
    if (at < 0) return false
  }
  return input.length > 0
}

/** Where the frame at `at` ends (RFC 8878, section 3.1), or −1 when it is none. */
function zstdFrameEnd(input: Buffer, at: number): number {
  if (input.length - at < 8) return -1
  const magic = input.readUInt32LE(at)
  if ((magic & 0xfffffff0) >>> 0 === ZSTD_SKIPPABLE_MAGIC) {
    const end = at + 8 + input.readUInt32LE(at + 4)
    return end <= input.length ? end : -1
  }
  if (magic !== ZSTD_MAGIC) return -1
  const descriptor = input[at + 4]!
  const singleSegment = (descriptor & 0x20) !== 0
  const sizeFlag = descriptor >> 6
  const contentSizeBytes = sizeFlag === 0 ? (singleSegment ? 1 : 0) : 1 << sizeFlag
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!
  at += 5 + (singleSegment ? 0 : 1) + dictionaryBytes + contentSizeBytes
  for (let last = false; !last; ) {
    if (input.length - at < 3) return -1
    const header = input.readUIntLE(at, 3)
    last = (header & 1) !== 0
    at += 3 + (((header >> 1) & 3) === ZSTD_RLE_BLOCK ? 1 : header >> 3)
  }
  at += (descriptor & 4) !== 0 ? 4 : 0
  return at <= input.length ? at : -1
}
