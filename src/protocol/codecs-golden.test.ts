import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { golden, WITHOUT_GOLDEN } from '../test-support/golden.ts'
import { CODECS } from './generated/codecs.ts'
import { fromJson, type JsonObject, toJson } from './json.ts'
import { setStrictEncoding } from './message.ts'
import { Reader } from './reader.ts'
import { byMessage, selectedVectors, sharedVectors, type Vector } from './test-support/vectors.ts'
import { Writer } from './writer.ts'

beforeAll(() => setStrictEncoding(true))
afterAll(() => setStrictEncoding(false))

function decode(vector: Vector, bytes: Buffer): JsonObject {
  const codec = CODECS.get(vector.message)!
  const reader = new Reader(bytes)
  const message = codec.decode(reader, vector.version) as object
  expect(reader.ok).toBe(true)
  expect(reader.remaining).toBe(0)
  return toJson(codec, message, vector.version)
}

function encode(vector: Vector): Buffer {
  const codec = CODECS.get(vector.message)!
  const message = fromJson(codec, vector.json, vector.version)
  const writer = new Writer(codec.size(message, vector.version))
  codec.encode(writer, message, vector.version)
  return writer.toBuffer()
}

function check(vectors: readonly Vector[]): void {
  for (const vector of vectors) {
    const { version, kind } = vector
    expect({ version, kind, json: decode(vector, Buffer.from(vector.hex, 'hex')) }).toStrictEqual({
      version,
      kind,
      json: vector.json,
    })
    const bytes = encode(vector)
    // What nobody knows is dropped: such a message cannot come back byte for byte.
    if (kind === 'unknown-tags') expect(decode(vector, bytes)).toStrictEqual(vector.json)
    else expect({ version, kind, hex: bytes.toString('hex') }).toStrictEqual({ version, kind, hex: vector.hex })
  }
}

describe('a message that Apache Kafka wrote is read as Kafka reads it, and written again byte for byte', () => {
  it.each(byMessage(selectedVectors()))('%s', (_, vectors) => check(vectors))
})

describe('every version of every message that Apache Kafka wrote', () => {
  it('has at least one vector here for every codec but the headers', () => {
    const names = new Set(selectedVectors().map(vector => vector.message))
    expect([...CODECS.keys()].filter(name => !names.has(name) && !name.endsWith('Header'))).toEqual([])
  })

  it.skipIf(golden('messages') === null)(`is read and written the same way (skipped where ${WITHOUT_GOLDEN})`, () => {
    const vectors = sharedVectors()
    expect(vectors.length).toBeGreaterThan(6000)
    check(vectors)
    const seen = new Set(vectors.map(({ message, version }) => `${message} ${version}`))
    for (const codec of CODECS.values()) {
      for (let version = codec.minVersion; version <= codec.maxVersion; version++) {
        // Version 0 of the request header is gone from Kafka 4.
        if (codec.name.endsWith('Header')) continue
        expect(seen).toContain(`${codec.name} ${version}`)
      }
    }
  })
})
