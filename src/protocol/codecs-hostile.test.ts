/**
 * Bytes that mean harm. `npm test` takes the committed vectors; `GREGOR_ALL_HOSTILE=1 npx vitest run src/protocol` takes
 * every vector beside the repository, cut at every byte.
 */
import { describe, expect, it } from 'vitest'
import { CODECS } from './generated/codecs.ts'
import { toJson } from './json.ts'
import type { AnyMessageCodec } from './message.ts'
import { Reader } from './reader.ts'
import { Random } from './test-support/random-message.ts'
import { selectedVectors, sharedVectors, type Vector } from './test-support/vectors.ts'

const all = process.env['GREGOR_ALL_HOSTILE'] === '1'
const vectors: Vector[] = all ? sharedVectors() : selectedVectors().filter(({ kind }) => kind !== 'default')

/** Objects, array elements, characters and bytes of a decoded message: what it made us allocate. */
function weight(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (value === null || typeof value !== 'object') return 0
  if (value instanceof Uint8Array) return 0
  let total = 1
  for (const item of Object.values(value)) total += 1 + weight(item)
  return total
}

/** An empty message weighs what its defaults weigh; no more than this may be added per byte of input. */
const WEIGHT_PER_BYTE = 40

function decode(codec: AnyMessageCodec, version: number, bytes: Buffer): { ok: boolean; message: object } {
  const reader = new Reader(bytes)
  const message = codec.decode(reader, version) as object
  expect(reader.pos).toBeLessThanOrEqual(bytes.length)
  return { ok: reader.ok, message }
}

describe('hostile bytes', () => {
  it('are refused when a message is cut at any byte', () => {
    let cuts = 0
    for (const { message, version, hex } of vectors) {
      const codec = CODECS.get(message)!
      const bytes = Buffer.from(hex, 'hex')
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
      for (let end = 0; end < bytes.length; end++) {
        const reader = new Reader(bytes, 0, end, view)
        codec.decode(reader, version)
        if (reader.ok) expect.fail(`${message} ${version} was read from ${end} of its ${bytes.length} bytes`)
        cuts++
      }
    }
    expect(cuts).toBeGreaterThan(100_000)
  })

  it('never throw, hang or allocate beyond their size when single bytes are changed', () => {
    const random = new Random(1)
    for (const { message, version, hex } of vectors) {
      const codec = CODECS.get(message)!
      const bytes = Buffer.from(hex, 'hex')
      if (bytes.length === 0) continue
      const limit = weight(codec.create()) + bytes.length * WEIGHT_PER_BYTE
      for (let i = 0; i < 4; i++) {
        const changed = Buffer.from(bytes)
        for (let j = random.next(3); j >= 0; j--)
          changed[random.next(changed.length)] = random.pick([0, 1, 0x7f, 0x80, 0xff])
        const { ok, message: decoded } = decode(codec, version, changed)
        expect(weight(decoded)).toBeLessThanOrEqual(limit)
        if (ok) toJson(codec, decoded, version)
      }
    }
  })

  it.each([
    ['0x7fffffff', 'ffffffff07'],
    ['the largest unsigned varint', 'ffffffff0f'],
    ['a varint that never ends', 'ffffffffffffffffffffff'],
    ['one over int32 in five bytes', 'ffffffff1f'],
  ])('are refused when every length is %s', (_, hex) => {
    // Repeated, so that whatever is read first, second or third is such a length.
    const bytes = Buffer.from(hex.repeat(400), 'hex')
    for (const codec of CODECS.values()) {
      for (let version = Math.max(codec.minVersion, codec.flexibleFrom); version <= codec.maxVersion; version++) {
        const { message } = decode(codec, version, bytes)
        expect(weight(message)).toBeLessThanOrEqual(weight(codec.create()) + bytes.length * WEIGHT_PER_BYTE)
      }
    }
  })

  it.each(['00', 'ff', '7f', '80', '01'])('of nothing but 0x%s give a message or a refusal, within bounds', hex => {
    const bytes = Buffer.from(hex.repeat(4096), 'hex')
    for (const codec of CODECS.values()) {
      for (let version = codec.minVersion; version <= codec.maxVersion; version++) {
        const { message } = decode(codec, version, bytes)
        expect(weight(message)).toBeLessThanOrEqual(weight(codec.create()) + bytes.length * WEIGHT_PER_BYTE)
      }
    }
  })

  it('of random noise give a message or a refusal, within bounds', () => {
    const random = new Random(2)
    for (const codec of CODECS.values()) {
      for (let version = codec.minVersion; version <= codec.maxVersion; version++) {
        const bytes = random.bytes(random.next(400))
        const { message } = decode(codec, version, bytes)
        expect(weight(message)).toBeLessThanOrEqual(weight(codec.create()) + bytes.length * WEIGHT_PER_BYTE)
      }
    }
  })
})
