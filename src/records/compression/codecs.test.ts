import { createRequire } from 'node:module'
import zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { compress, decompress } from './codecs.ts'
import { xxhash32 } from './xxhash32.ts'

const require = createRequire(import.meta.url)
const LIMIT = 10_000_000

/** Text that compresses about two to one, the same every time. */
function text(length: number): Buffer {
  const words = ['offset', 'leader', 'epoch', 'replica', 'group', 'batch', 'record']
  let out = ''
  for (let seed = 1; out.length < length; ) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    out += `${words[seed % words.length]}${(seed >> 8) % 1000} `
  }
  return Buffer.from(out.slice(0, length))
}

function noise(length: number): Buffer {
  const out = Buffer.alloc(length)
  for (let i = 0, seed = 7; i < length; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0
    out[i] = seed >>> 24
  }
  return out
}

const CODECS = ['gzip', 'snappy', 'lz4', 'zstd'] as const

describe.each(CODECS)('%s', codec => {
  it.each([0, 1, 15, 1000, 32_768, 65_537, 400_000])('gives back %d bytes', length => {
    for (const input of [text(length), noise(length), Buffer.alloc(length)]) {
      expect(decompress(codec, compress(codec, input), length)!.equals(input)).toBe(true)
    }
  })

  it('makes not one byte more than it may', () => {
    for (const input of [Buffer.alloc(20_000_000), text(100_000), noise(100_000)]) {
      const packed = compress(codec, input)
      expect(decompress(codec, packed, input.length - 1)).toBeNull()
      expect(decompress(codec, packed, input.length)!.length).toBe(input.length)
    }
  })

  it('answers null or something, and never throws, where bytes are cut or flipped', () => {
    const good = compress(codec, text(700))
    for (let at = 0; at < good.length; at++) {
      const cut = decompress(codec, good.subarray(0, at), LIMIT)
      if (at < good.length - 4) expect(cut === null || cut.length < 700, `cut at ${at}`).toBe(true)
      const flipped = Buffer.from(good)
      flipped[at] = flipped[at]! ^ (1 << (at % 8))
      const found = decompress(codec, flipped, 1000)
      expect(found === null || found.length <= 1000).toBe(true)
    }
  })

  it('leaves its input as it was', () => {
    const packed = compress(codec, text(200_000))
    const before = Buffer.from(packed)
    decompress(codec, packed, LIMIT)
    expect(packed.equals(before)).toBe(true)
  })
})

describe('levels (KIP-390)', () => {
  it.each([
    ['gzip', 1, 9],
    ['zstd', 1, 19],
  ] as const)('%s %d and %d differ and read the same', (codec, low, high) => {
    const input = text(100_000)
    const [fast, small] = [compress(codec, input, low), compress(codec, input, high)]
    expect(small.length).toBeLessThan(fast.length)
    for (const packed of [fast, small]) expect(decompress(codec, packed, LIMIT)!.equals(input)).toBe(true)
  })

  it('zstd takes the negative ones that Kafka allows', () => {
    const input = text(10_000)
    expect(decompress('zstd', compress('zstd', input, -131072), LIMIT)!.equals(input)).toBe(true)
  })
})

describe('gzip', () => {
  it('reads members one after the other', () => {
    const packed = Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')])
    expect(decompress('gzip', packed, LIMIT)!.toString()).toBe('one two')
  })
})

describe('snappy', () => {
  const snappy = require('snappy') as { compressSync(input: Buffer): Buffer }

  it('reads a raw block without the xerial framing', () => {
    expect(decompress('snappy', snappy.compressSync(text(5000)), LIMIT)!.equals(text(5000))).toBe(true)
    expect(decompress('snappy', snappy.compressSync(text(5000)), 4999)).toBeNull()
  })

  it('reads framed streams one after the other', () => {
    const packed = Buffer.concat([compress('snappy', Buffer.from('one ')), compress('snappy', Buffer.from('two'))])
    expect(decompress('snappy', packed, LIMIT)!.toString()).toBe('one two')
  })

  it('does not believe a block that claims gigabytes', () => {
    expect(decompress('snappy', Buffer.from('ffffffff0f0061', 'hex'), LIMIT)).toBeNull()
  })
})

describe('lz4', () => {
  interface FrameOptions {
    readonly contentChecksum?: boolean
    readonly blockChecksums?: boolean
  }
  const lz4 = require('lz4-napi') as { compressFrameSync(input: Buffer, options?: FrameOptions): Buffer }
  const input = text(150_000)

  /** The frame with other flags and a header checksum that fits them. */
  function withFlags(frame: Buffer, change: (flags: number) => number): Buffer {
    const out = Buffer.from(frame)
    out[4] = change(out[4]!)
    out[6] = (xxhash32(out, 4, 6) >> 8) & 0xff
    return out
  }

  it.each([{ contentChecksum: true }, { blockChecksums: true }, { contentChecksum: true, blockChecksums: true }])(
    'reads a frame with %j',
    options => {
      expect(decompress('lz4', lz4.compressFrameSync(input, options), LIMIT)!.equals(input)).toBe(true)
    },
  )

  it('checks the checksums of blocks', () => {
    const frame = lz4.compressFrameSync(noise(1000), { blockChecksums: true })
    frame[500] = frame[500]! ^ 1
    expect(decompress('lz4', frame, LIMIT)).toBeNull()
  })

  it('checks the checksum of the header, but not that of the oldest clients', () => {
    const frame = lz4.compressFrameSync(input)
    frame[6] = frame[6]! ^ 0x55
    expect(decompress('lz4', frame, LIMIT)).toBeNull()
    expect(decompress('lz4', frame, LIMIT, 0)!.equals(input)).toBe(true)
  })

  it('refuses linked blocks and dictionaries, which no Java consumer could read', () => {
    const frame = lz4.compressFrameSync(input)
    expect(
      decompress(
        'lz4',
        withFlags(frame, flags => flags),
        LIMIT,
      )!.equals(input),
    ).toBe(true)
    expect(
      decompress(
        'lz4',
        withFlags(frame, flags => flags & ~0x20),
        LIMIT,
      ),
    ).toBeNull()
    expect(
      decompress(
        'lz4',
        withFlags(frame, flags => flags | 0x01),
        LIMIT,
      ),
    ).toBeNull()
  })

  it('writes what a Java consumer can read: independent blocks', () => {
    for (const length of [10, 1000, 100_000, 5_000_000]) {
      expect(compress('lz4', text(length))[4]! & 0x20).toBe(0x20)
    }
  })

  it('ignores what stands behind the end mark, as Kafka does', () => {
    const packed = Buffer.concat([compress('lz4', Buffer.from('one')), compress('lz4', Buffer.from('two'))])
    expect(decompress('lz4', packed, LIMIT)!.toString()).toBe('one')
  })
})

describe('zstd', () => {
  it('reads frames one after the other', () => {
    const packed = Buffer.concat([compress('zstd', Buffer.from('one ')), compress('zstd', Buffer.from('two'))])
    expect(decompress('zstd', packed, LIMIT)!.toString()).toBe('one two')
  })

  it('refuses bytes behind the last frame', () => {
    expect(decompress('zstd', Buffer.concat([compress('zstd', text(100)), Buffer.from('rest')]), LIMIT)).toBeNull()
  })
})
