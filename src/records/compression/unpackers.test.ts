import { createRequire } from 'node:module'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type BlockUnpacker, wasmUnpacker } from './unpackers.ts'

const require = createRequire(import.meta.url)

/** Numbers below `below`, the same ones every time. */
function dice(seed: number): (below: number) => number {
  return below => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0
    return ((seed >>> 8) * below) >>> 24
  }
}

/** Text, runs, noise and repetitions at every distance, in random order. */
function mixture(roll: (below: number) => number, length: number): Buffer {
  const out = Buffer.alloc(length)
  for (let at = 0; at < length; ) {
    const piece = Math.min(1 + roll(roll(4) === 0 ? 700 : 30), length - at)
    const kind = roll(4)
    const distance = 1 + roll(Math.min(at + 1, roll(2) === 0 ? 40 : 70_000))
    for (const end = at + piece; at < end; at++) {
      if (kind === 0 || at < distance) out[at] = roll(256)
      else if (kind === 1) out[at] = 0x61 + roll(4)
      else out[at] = out[at - distance]!
    }
  }
  return out
}

/** `input` damaged: bytes changed, cut out, put in, cut off. */
function damaged(roll: (below: number) => number, input: Buffer): Buffer {
  let out = Buffer.from(input)
  for (let times = 1 + roll(3); times > 0 && out.length > 0; times--) {
    const at = roll(out.length)
    const kind = roll(5)
    if (kind === 0) out[at] = roll(256)
    else if (kind === 1) out[at] = out[at]! ^ (1 << roll(8))
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + roll(4))])
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at), Buffer.from([roll(256)]), out.subarray(at)])
    else out = out.subarray(0, at)
  }
  return out
}

function unpack(codec: 'snappy' | 'lz4', block: Buffer, maxBytes: number): Buffer | null {
  const unpacker = wasmUnpacker(codec)!
  // Whatever stood there before must not shine through.
  unpacker.begin(Buffer.alloc(block.length + maxBytes + 100, 0xee))
  unpacker.begin(block)
  const made = unpacker.unpack(0, block.length, maxBytes)
  const view = unpacker.end()
  expect(view.length).toBe(Math.max(made, 0))
  return made < 0 ? null : Buffer.from(view.toBuffer())
}

/** The LZ4 block format, byte by byte, with liblz4's rules for the end of a block. */
function slowLz4(block: Buffer, maxBytes: number): Buffer | null {
  const out = Buffer.alloc(maxBytes)
  let made = 0
  let at = 0
  const length = (start: number): number => {
    let sum = start
    for (let byte = 255; start === 15 && byte === 255; sum += byte) {
      if (at === block.length) return Number.POSITIVE_INFINITY
      byte = block[at++]!
    }
    return sum
  }
  while (at < block.length) {
    const token = block[at++]!
    let asked = token >> 4 === 15 || block.length - at <= 16 || maxBytes - made < 32
    const literals = length(token >> 4)
    if (literals > block.length - at || literals > maxBytes - made) return null
    block.copy(out, made, at, at + literals)
    at += literals
    made += literals
    if (at === block.length) return out.subarray(0, made)
    if ((asked && block.length - at < 8) || maxBytes - made < 12) return null
    const distance = block.readUInt16LE(at)
    at += 2
    asked ||= (token & 15) === 15 || distance < 8
    const match = length(token & 15) + 4
    if (distance === 0 || distance > made || match > maxBytes - made - (asked ? 5 : 0)) return null
    for (const end = made + match; made < end; made++) out[made] = out[made - distance]!
  }
  return null
}

function slowSnappy(block: Buffer, size: number): Buffer | null {
  const out = Buffer.alloc(size)
  let made = 0
  let at = block.findIndex(byte => byte < 0x80) + 1
  const number = (bytes: number): number => {
    at += bytes
    return at <= block.length ? block.readUIntLE(at - bytes, bytes) : Number.NaN
  }
  while (at < block.length) {
    const tag = block[at++]!
    const kind = tag & 3
    let length = (tag >> 2) + 1
    if (kind === 0) {
      if (length > 60) length = number(length - 60) + 1
      if (!(length <= block.length - at && length <= size - made)) return null
      made += block.copy(out, made, at, at + length)
      at += length
      continue
    }
    if (kind === 1) length = ((tag >> 2) & 7) + 4
    const distance = kind === 1 ? (tag >> 5) * 256 + number(1) : number(kind === 2 ? 2 : 4)
    if (!(distance > 0 && distance <= made && length <= size - made)) return null
    for (const end = made + length; made < end; made++) out[made] = out[made - distance]!
  }
  return made === size ? out : null
}

const lz4 = require('lz4-napi') as { compressSync(input: Buffer): Buffer; uncompressSync(input: Buffer): Buffer }
const snappy = require('snappy') as {
  compressSync(input: Buffer): Buffer
  uncompressSync(input: Buffer, options: { asBuffer: true }): Buffer
}

const CODECS = {
  lz4: {
    // Theirs has the size before the block.
    pack: (input: Buffer) => Buffer.from(lz4.compressSync(input).subarray(4)),
    slow: slowLz4,
  },
  snappy: { pack: (input: Buffer) => snappy.compressSync(input), slow: slowSnappy },
} as const

describe.each(['lz4', 'snappy'] as const)('blocks of %s', codec => {
  const { pack, slow } = CODECS[codec]

  it('unpack to what was packed', () => {
    const roll = dice(1)
    for (let i = 0; i < 400; i++) {
      const input = mixture(roll, roll(i < 300 ? 300 : 200_000))
      expect(unpack(codec, pack(input), input.length)?.equals(input), `input ${i}`).toBe(true)
    }
  })

  it('are malformed, or unpack to the same, where the plain reading of the format says so', () => {
    const roll = dice(2)
    let refused = 0
    for (let i = 0; i < 6000; i++) {
      const input = mixture(roll, 1 + roll(400))
      const block = damaged(roll, pack(input))
      const maxBytes = codec === 'snappy' ? input.length : roll(3) === 0 ? roll(500) : input.length
      const expected = slow(block, maxBytes)
      const found = unpack(codec, block, maxBytes)
      if (expected === null) refused++
      expect(found?.toString('hex'), `block ${i}: ${block.toString('hex')}, at most ${maxBytes}`).toBe(
        expected?.toString('hex'),
      )
    }
    expect(refused).toBeGreaterThan(1000)
    expect(refused).toBeLessThan(5500)
  })

  it('are judged whatever their bytes are', () => {
    const roll = dice(3)
    for (let i = 0; i < 6000; i++) {
      const block = Buffer.from(Array.from({ length: roll(60) }, () => (roll(3) === 0 ? roll(20) : roll(256))))
      // A length to be skipped stands before every block of snappy.
      const whole = codec === 'snappy' ? Buffer.from([0, ...block]) : block
      const maxBytes = roll(300)
      expect(unpack(codec, whole, maxBytes)?.toString('hex')).toBe(slow(whole, maxBytes)?.toString('hex'))
    }
  })

  it('unpack to nothing beyond the limit', () => {
    const zeroes = pack(Buffer.alloc(3_000_000))
    expect(unpack(codec, zeroes, 2_999_999)).toBeNull()
    expect(unpack(codec, zeroes, 3_000_000)?.length).toBe(3_000_000)
  })
})

describe('matches of LZ4', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 31, 40])('repeat what stands %d bytes before', distance => {
    for (const length of [4, 5, 11, 18, 19, 20, 33, 34, 300, 70_000]) {
      const literals = Buffer.from(Array.from({ length: distance + 3 }, (_, i) => i + 1))
      const long = (rest: number) => [...Array(Math.floor(rest / 255)).fill(255), rest % 255]
      const block = Buffer.from([
        (Math.min(literals.length, 15) << 4) | Math.min(length - 4, 15),
        ...(literals.length >= 15 ? long(literals.length - 15) : []),
        ...literals,
        ...[distance, 0],
        ...(length - 4 >= 15 ? long(length - 19) : []),
        ...[0x50, 1, 2, 3, 4, 5],
      ])
      const expected = slowLz4(block, 100_000)
      expect(expected?.length).toBe(literals.length + length + 5)
      expect(unpack('lz4', block, 100_000)?.equals(expected!), `length ${length}`).toBe(true)
    }
  })

  it('are taken from anywhere in what was unpacked, and from nowhere before it, in the middle of a block', () => {
    const literals = (count: number, from: number) => Array.from({ length: count }, (_, i) => (from + i) & 0xff)
    // 30 and 5 literals stand before the second match, and 8 bytes of the first.
    const made = 30 + 8 + 5
    const verdicts: boolean[] = []
    for (const distance of [
      0,
      1,
      2,
      7,
      8,
      15,
      16,
      17,
      31,
      38,
      made - 1,
      made,
      made + 1,
      made + 15,
      made + 16,
      65_535,
    ]) {
      for (const length of [4, 15, 16, 17, 18, 19, 40]) {
        const [low, more] = length < 19 ? [length - 4, []] : [15, [length - 19]]
        const block = Buffer.from([
          ...[0xf4, 15, ...literals(30, 0), 20, 0],
          ...[0x50 | low, ...literals(5, 100), distance & 0xff, distance >> 8, ...more],
          ...[0xf0, 105, ...literals(120, 200)],
        ])
        const expected = slowLz4(block, 1000)
        verdicts.push(expected !== null)
        expect(unpack('lz4', block, 1000)?.toString('hex'), `${length} bytes, ${distance} before`).toBe(
          expected?.toString('hex'),
        )
      }
    }
    expect(verdicts.filter(isWell => isWell).length).toBe(11 * 7)
  })

  it('do not reach behind the beginning of their block, where another one lies', () => {
    const unpacker = wasmUnpacker('lz4')!
    const first = Buffer.from([0x50, 1, 2, 3, 4, 5])
    const second = Buffer.from([0x10, 9, 2, 0, 0x50, 1, 2, 3, 4, 5])
    unpacker.begin(Buffer.concat([first, second]))
    expect(unpacker.unpack(0, first.length, 100)).toBe(5)
    expect(unpacker.unpack(first.length, first.length + second.length, 100)).toBe(-1)
  })
})

describe('the memory', () => {
  const memoryOf = (unpacker: BlockUnpacker) => unpacker.end().buf.buffer

  it('is the same for batch after batch, and another one behind a batch that needed very much', () => {
    const small = CODECS.lz4.pack(Buffer.alloc(1000))
    unpack('lz4', small, 1000)
    const before = memoryOf(wasmUnpacker('lz4')!)
    for (let i = 0; i < 10; i++) unpack(i % 2 === 0 ? 'lz4' : 'snappy', Buffer.concat([small]), 1000)
    expect(memoryOf(wasmUnpacker('lz4')!)).toBe(before)

    const large = wasmUnpacker('lz4')!
    const block = CODECS.lz4.pack(Buffer.alloc(40_000_000, 7))
    large.begin(block)
    expect(large.unpack(0, block.length, 40_000_000)).toBe(40_000_000)
    const view = large.end()
    const next = wasmUnpacker('lz4')!
    expect(memoryOf(next).byteLength).toBeLessThan(1_000_000)
    unpack('lz4', small, 1000)
    expect(view.toBuffer().equals(Buffer.alloc(40_000_000, 7))).toBe(true)
  })

  it('of a batch that failed goes as well', () => {
    const block = CODECS.lz4.pack(Buffer.alloc(40_000_000, 7))
    const unpacker = wasmUnpacker('lz4')!
    unpacker.begin(block)
    expect(unpacker.unpack(0, block.length, 39_000_000)).toBe(-1)
    expect(memoryOf(wasmUnpacker('lz4')!).byteLength).toBeLessThan(1_000_000)
  })
})

describe('without WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('native code does it', async () => {
    vi.stubGlobal('WebAssembly', undefined)
    vi.resetModules()
    const { wasmUnpacker: none } = await import('./unpackers.ts')
    expect(none('lz4')).toBeNull()
    const { compress, decompress } = await import('./codecs.ts')
    const roll = dice(4)
    for (const codec of ['lz4', 'snappy'] as const) {
      for (const length of [1, 100, 300_000]) {
        const input = mixture(roll, length)
        const packed = compress(codec, input)
        expect(decompress(codec, packed, length)!.equals(input)).toBe(true)
        expect(decompress(codec, packed, length - 1)).toBeNull()
        for (let i = 0; i < 50; i++) {
          const found = decompress(codec, damaged(roll, packed), length)
          expect(found === null || found.length <= length).toBe(true)
        }
      }
    }
  })
})
