import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import kafkajs from 'kafkajs'
import lz4 from 'lz4-napi'
import snappy from 'snappy'

/** The header of snappy-java's stream format: magic, version 1, compatible with version 1. */
const XERIAL_HEADER = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00, 0, 0, 0, 1, 0, 0, 0, 1])
const XERIAL_BLOCK_BYTES = 32 * 1024

interface Encoder {
  readonly buffer: Buffer
}

async function xerialCompress({ buffer }: Encoder): Promise<Buffer> {
  const parts: Buffer[] = [XERIAL_HEADER]
  for (let at = 0; at < buffer.length; at += XERIAL_BLOCK_BYTES) {
    const block = await snappy.compress(buffer.subarray(at, at + XERIAL_BLOCK_BYTES))
    const size = Buffer.alloc(4)
    size.writeInt32BE(block.length)
    parts.push(size, block)
  }
  return Buffer.concat(parts)
}

/** Takes both forms that clients write: xerial's blocks, and one raw Snappy block (librdkafka). */
async function xerialDecompress(input: Buffer): Promise<Buffer> {
  if (!input.subarray(0, 8).equals(XERIAL_HEADER.subarray(0, 8))) return (await snappy.uncompress(input)) as Buffer
  const parts: Buffer[] = []
  for (let at = XERIAL_HEADER.length; at < input.length; ) {
    const size = input.readInt32BE(at)
    parts.push((await snappy.uncompress(input.subarray(at + 4, at + 4 + size))) as Buffer)
    at += 4 + size
  }
  return Buffer.concat(parts)
}

const zstd = { compress: promisify(zstdCompress), decompress: promisify(zstdDecompress) }

/** kafkajs brings gzip alone; these make it speak the others. */
export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs
  CompressionCodecs[CompressionTypes.Snappy] = () => ({ compress: xerialCompress, decompress: xerialDecompress })
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: ({ buffer }: Encoder) => lz4.compressFrame(buffer),
    decompress: (buffer: Buffer) => lz4.decompressFrame(buffer),
  })
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: ({ buffer }: Encoder) => zstd.compress(buffer),
    decompress: (buffer: Buffer) => zstd.decompress(buffer),
  })
}
