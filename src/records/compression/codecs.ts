/**
 * The codecs of record batches (attribute bits 0–2): gzip, snappy in the xerial framing, LZ4 frames, zstd. Each is loaded
 * at its first use. Whatever the bytes are, `decompress` returns null rather than throw, and never makes more than
 * `maxBytes` of them: a few kilobytes can claim to be gigabytes.
 */
import { createRequire } from 'node:module'
import { BytesView } from '../../base/bytes-view.ts'
import type { CodecName } from '../batch.ts'
import { unpackLz4Frame } from './lz4-frame.ts'
import { type BlockUnpacker, PartsUnpacker, wasmUnpacker } from './unpackers.ts'
import { packXerial, unpackXerial } from './xerial-snappy.ts'
import { unpackZstdFrames } from './zstd-frames.ts'

const require = createRequire(import.meta.url)

interface UnpackOptions {
  readonly maxOutputLength: number
  readonly chunkSize: number
}
interface Zlib {
  gzipSync(input: Uint8Array, options: { level: number }): Buffer
  gunzipSync(input: Uint8Array, options: UnpackOptions): Buffer
  zstdCompressSync(input: Uint8Array, options: { params: Record<number, number> }): Buffer
  zstdDecompressSync(input: Uint8Array, options: UnpackOptions): Buffer
  constants: { ZSTD_c_compressionLevel: number }
}
interface Snappy {
  compressSync(input: Buffer, options: { copyOutputData: boolean }): Buffer
  uncompressSync(input: Buffer, options: { asBuffer: true; copyOutputData: boolean }): Buffer
}
interface Lz4 {
  compressFrameSync(input: Buffer): Buffer
  uncompressSync(input: Buffer): Buffer
}

let zlib: Zlib | null = null
let snappy: Snappy | null = null
let lz4: Lz4 | null = null

const loadZlib = (): Zlib => (zlib ??= require('node:zlib') as Zlib)
const loadLz4 = (): Lz4 => (lz4 ??= require('lz4-napi') as Lz4)
const loadSnappy = (): Snappy => (snappy ??= require('snappy') as Snappy)

/** Memory that the native side allocated and the collector must free costs three times as much as this copy. */
const COPIED_OUTPUT = { copyOutputData: true } as const
const COPIED_BUFFER = { asBuffer: true, copyOutputData: true } as const

function snappyUnpacker(): BlockUnpacker {
  const unpack = (input: Buffer, start: number, end: number) =>
    loadSnappy().uncompressSync(input.subarray(start, end), COPIED_BUFFER)
  return wasmUnpacker('snappy') ?? new PartsUnpacker(unpack)
}

function lz4Unpacker(): BlockUnpacker {
  return wasmUnpacker('lz4') ?? new PartsUnpacker(unpackLz4Block)
}

/** The native side wants a bound of the unpacked size before the block. */
function unpackLz4Block(input: Buffer, start: number, end: number, maxBytes: number): Buffer {
  const block = Buffer.allocUnsafe(4 + end - start)
  block.writeUInt32LE(maxBytes)
  input.copy(block, 4, start, end)
  return loadLz4().uncompressSync(block)
}

const DEFAULT_GZIP_LEVEL = -1
const DEFAULT_ZSTD_LEVEL = 3

/**
 * Level as in `compression.gzip.level` and `compression.zstd.level` (KIP-390); null for the codec's own default. LZ4
 * has only the fast one here, whatever `compression.lz4.level` says, and snappy has none at all.
 */
export function compress(codec: CodecName, input: Buffer, level: number | null = null): Buffer {
  switch (codec) {
    case 'none':
      return input
    case 'gzip':
      return loadZlib().gzipSync(input, { level: level ?? DEFAULT_GZIP_LEVEL })
    case 'snappy':
      return packXerial(input, block => loadSnappy().compressSync(block, COPIED_OUTPUT))
    case 'lz4':
      return loadLz4().compressFrameSync(input)
    case 'zstd': {
      const { zstdCompressSync, constants } = loadZlib()
      return zstdCompressSync(input, { params: { [constants.ZSTD_c_compressionLevel]: level ?? DEFAULT_ZSTD_LEVEL } })
    }
  }
}

/**
 * null when the bytes are no such stream, or would unpack to more than `maxBytes` (at least 1). The result may share
 * the input's memory. `magic` of the message set that holds them: the oldest clients wrote LZ4 headers with a wrong
 * checksum.
 */
export function decompress(codec: CodecName, input: Buffer, maxBytes: number, magic = 2): Buffer | null {
  const unpacked = decompressBriefly(codec, input, maxBytes, magic)
  if (unpacked === null) return null
  // Theirs is the memory that is used again.
  return codec === 'lz4' || codec === 'snappy' ? Buffer.from(unpacked.toBuffer()) : unpacked.toBuffer()
}

/** The same for who is done with the result before anything else is decompressed: the memory is used again then. */
export function decompressBriefly(codec: CodecName, input: Buffer, maxBytes: number, magic = 2): BytesView | null {
  try {
    switch (codec) {
      case 'none':
        return input.length <= maxBytes ? BytesView.of(input) : null
      case 'gzip':
        return BytesView.of(loadZlib().gunzipSync(input, unpackOptions(gzipSizeHint(input), maxBytes)))
      case 'snappy':
        return unpackXerial(input, maxBytes, snappyUnpacker())
      case 'lz4':
        return unpackLz4Frame(input, maxBytes, magic > 0, lz4Unpacker())
      case 'zstd': {
        const unpacked = unpackZstdFrames(input, maxBytes, unpackZstdFrame)
        return unpacked === null ? null : BytesView.of(unpacked)
      }
    }
  } catch {
    return null
  }
}

/** The smallest that node:zlib takes. */
const MIN_CHUNK_BYTES = 64
const DEFAULT_CHUNK_BYTES = 32 * 1024
/** However much the bytes claim: beyond this, memory is taken only as it fills. */
const MAX_CHUNK_BYTES = 1024 * 1024

/** With the output in one chunk, node:zlib need not join several: a quarter of the time. */
function unpackOptions(hintBytes: number, maxBytes: number): UnpackOptions {
  const wanted = hintBytes > 0 ? Math.min(hintBytes, maxBytes) + MIN_CHUNK_BYTES : DEFAULT_CHUNK_BYTES
  return { maxOutputLength: Math.max(maxBytes, 1), chunkSize: Math.min(wanted, MAX_CHUNK_BYTES) }
}

function unpackZstdFrame(frame: Buffer, hintBytes: number, maxBytes: number): Buffer {
  return loadZlib().zstdDecompressSync(frame, unpackOptions(hintBytes, maxBytes))
}

/** A gzip stream ends with the size of what it holds, modulo 2^32. */
function gzipSizeHint(input: Buffer): number {
  return input.length >= 18 ? input.readUInt32LE(input.length - 4) : 0
}
