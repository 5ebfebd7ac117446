import { describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { WITHOUT_GOLDEN } from '../test-support/golden.ts'
import { MAGIC } from './batch.ts'
import { readBatches } from './batch-reader.ts'
import { compress } from './compression/codecs.ts'
import { legacyCrcMatches, legacyRecordsOf } from './legacy.ts'
import { convertProduced, convertStored } from './legacy-convert.ts'
import { batchSizeAt } from './record-set.ts'
import { legacyMessage, legacySet } from './test-support/legacy-message.ts'
import { ALL_VECTORS, VECTORS, type Vector } from './test-support/vectors.ts'

const AS_IS = { codec: null, compressionLevel: null, maxUnpackedBytes: 1_000_000 } as const
const text = (value: string) => Buffer.from(value)

/** Of all legacy messages in a record set: what `convertStored` makes of each reads like the message itself. */
function checkStored(vectors: readonly Vector[]): number {
  let compared = 0
  for (const { name, hex, batches } of vectors) {
    const buf = Buffer.from(hex, 'hex')
    for (const [i, batch] of readBatches(buf).entries()) {
      if (batch.magic === 2) continue
      const { position } = batches[i]!
      const [converted] = readBatches(convertStored(buf, position, batch.sizeBytes, 1_000_000)!)
      expect(converted!.magic).toBe(2)
      expect(JSON.stringify(converted!.records), name).toBe(JSON.stringify(batch.records))
      expect([converted!.lastOffset, converted!.isLogAppendTime], name).toEqual([
        batch.lastOffset,
        batch.isLogAppendTime,
      ])
      compared++
    }
  }
  return compared
}

describe('a message of magic 0 or 1', () => {
  it('reads the same as the batch of magic 2 that it is turned into: a selection', () => {
    expect(checkStored(VECTORS)).toBeGreaterThan(12)
  })

  it('reads the same as the batch of magic 2 that it is turned into: every vector', ctx => {
    if (ALL_VECTORS === null) return ctx.skip(WITHOUT_GOLDEN)
    expect(checkStored(ALL_VECTORS)).toBeGreaterThan(40)
  })

  it('stands beside younger batches in one segment', () => {
    const { hex, batches } = VECTORS.find(({ name }) => name === 'mixed-magic-0-1-2')!
    const buf = Buffer.from(hex, 'hex')
    const walked: number[][] = []
    for (let at = 0, size = 0; (size = batchSizeAt(buf, at, buf.length)) > 0; at += size) {
      walked.push([at, size, buf[at + MAGIC]!])
    }
    expect(walked).toEqual(batches.map(({ position, sizeInBytes, magic }) => [position, sizeInBytes, magic]))
  })

  it('has a checksum over all that follows it', () => {
    const message = legacyMessage({ magic: 1, offset: 3, timestamp: 9, key: text('k'), value: text('v') })
    expect(legacyCrcMatches(message, 0, message.length)).toBe(true)
    for (let at = 12; at < message.length; at++) {
      const flipped = Buffer.from(message)
      flipped[at] = flipped[at]! ^ 0x10
      expect(legacyCrcMatches(flipped, 0, message.length)).toBe(false)
    }
  })
})

describe('a wrapper', () => {
  const inner = (offset: number, timestamp = 5) =>
    legacyMessage({ magic: 1, offset, timestamp, key: null, value: text(`${offset}`) })
  const wrap = (inside: Buffer, offset: number, attributes = 1) =>
    legacyMessage({ magic: 1, offset, timestamp: 77, key: null, value: compress('gzip', inside), attributes })
  const offsetsOf = (wrapper: Buffer): number[] | null => {
    const cursor = legacyRecordsOf(wrapper, 0, wrapper.length, 10_000)
    if (cursor === null) return null
    const out: number[] = []
    while (cursor.next()) out.push(cursor.offset)
    return cursor.ok ? out : null
  }

  it('carries the offset of its last message; those inside count up to it', () => {
    expect(offsetsOf(wrap(Buffer.concat([inner(0), inner(1), inner(2)]), 102))).toEqual([100, 101, 102])
    expect(offsetsOf(wrap(Buffer.concat([inner(0), inner(4)]), 104))).toEqual([100, 104])
  })

  it('of offset 0 leaves the offsets inside alone (librdkafka)', () => {
    expect(offsetsOf(wrap(Buffer.concat([inner(0), inner(1)]), 0))).toEqual([0, 1])
  })

  it('cannot have a smaller offset than a message inside', () => {
    expect(offsetsOf(wrap(Buffer.concat([inner(0), inner(5)]), 4))).toBeNull()
  })

  it('holds no wrapper, no younger magic, and something at all', () => {
    expect(offsetsOf(wrap(wrap(inner(0), 0), 0))).toBeNull()
    expect(offsetsOf(wrap(Buffer.alloc(0), 0))).toBeNull()
    const younger = inner(0)
    younger[MAGIC] = 2
    expect(offsetsOf(wrap(younger, 0))).toBeNull()
  })

  it('ignores a cut message at the end of what it holds', () => {
    expect(offsetsOf(wrap(Buffer.concat([inner(0), inner(1).subarray(0, 20)]), 0))).toEqual([0])
  })

  it('with the append time of a broker gives it to all inside', () => {
    const wrapper = wrap(Buffer.concat([inner(0, 1), inner(1, 2)]), 1, 1 | 0x08)
    expect(readBatches(wrapper)[0]!.records.map(({ timestamp }) => timestamp)).toEqual([77, 77])
  })

  it('is not unpacked beyond the limit', () => {
    expect(legacyRecordsOf(wrap(legacySet(1, 1000), 0), 0, wrap(legacySet(1, 1000), 0).length, 10_000)).toBeNull()
  })
})

describe('what an old producer sends', () => {
  it.each([0, 1] as const)('with magic %d becomes one batch of magic 2', magic => {
    const converted = convertProduced(BytesView.of(legacySet(magic, 20)), AS_IS)
    if (converted.kind !== 'converted') throw new Error(converted.kind)
    const [batch] = readBatches(converted.batch)
    expect(converted.recordCount).toBe(20)
    expect(batch!.records.map(({ offset }) => offset)).toEqual(Array.from({ length: 20 }, (_, i) => i))
    expect(batch!.records[7]).toMatchObject({ timestamp: magic === 0 ? -1 : 1007, value: text('value 7') })
  })

  it.each([
    ['gzip', 1],
    ['snappy', 2],
    ['lz4', 3],
  ] as const)('in %s stays so, unless the topic says otherwise', (codec, attributes) => {
    const value = compress(codec, legacySet(1, 20))
    const wrapper = BytesView.of(legacyMessage({ magic: 1, offset: 19, timestamp: 5, key: null, value, attributes }))
    for (const wanted of [null, 'none', 'zstd'] as const) {
      const converted = convertProduced(wrapper, { ...AS_IS, codec: wanted })
      if (converted.kind !== 'converted') throw new Error(converted.kind)
      expect(converted.batch[22]! & 7).toBe(wanted === null ? attributes : wanted === 'none' ? 0 : 4)
      expect(readBatches(converted.batch)[0]!.records.length).toBe(20)
    }
  })

  it('may end in a cut message', () => {
    const cut = legacySet(1, 3)
    const converted = convertProduced(new BytesView(cut, 0, cut.length - 1), AS_IS)
    expect(converted).toMatchObject({ kind: 'converted', recordCount: 2 })
  })

  it('is refused with a wrong checksum, outside or inside', () => {
    const set = legacySet(0, 3)
    set[set.length - 1] = set[set.length - 1]! ^ 1
    expect(convertProduced(BytesView.of(set), AS_IS).kind).toBe('corrupt')
    const wrapper = legacyMessage({
      magic: 0,
      offset: 2,
      timestamp: -1,
      key: null,
      value: compress('gzip', set),
      attributes: 1,
    })
    expect(convertProduced(BytesView.of(wrapper), AS_IS).kind).toBe('corrupt')
  })

  const gzipped = legacyMessage({
    magic: 1,
    offset: 0,
    timestamp: 1,
    key: null,
    value: compress('gzip', legacySet(1, 1)),
    attributes: 1,
  })
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['two magics', Buffer.concat([legacySet(0, 1), legacySet(1, 1)])],
    [
      'two magics, one inside the other',
      legacyMessage({
        magic: 0,
        offset: 0,
        timestamp: -1,
        key: null,
        value: compress('gzip', legacySet(1, 1)),
        attributes: 1,
      }),
    ],
    ['two wrappers', Buffer.concat([gzipped, gzipped])],
    ['a wrapper behind a plain message', Buffer.concat([legacySet(1, 1), gzipped])],
    [
      'a wrapper without value',
      legacyMessage({ magic: 1, offset: 0, timestamp: 1, key: null, value: null, attributes: 1 }),
    ],
    [
      'zstd, which came later',
      legacyMessage({
        magic: 1,
        offset: 0,
        timestamp: 1,
        key: null,
        value: compress('zstd', legacySet(1, 1)),
        attributes: 4,
      }),
    ],
    [
      'an unknown codec',
      legacyMessage({ magic: 1, offset: 0, timestamp: 1, key: null, value: text('x'), attributes: 7 }),
    ],
    ['a size that is too small', Buffer.from('00000000000000000000000d00000000000000000000000000', 'hex')],
  ])('is refused when it is %s', (_name, bytes) => {
    expect(convertProduced(BytesView.of(bytes), AS_IS).kind).toBe('invalid')
  })

  it('never makes us throw, cut or flipped anywhere', () => {
    const sets = [legacySet(0, 3), legacySet(1, 3), gzipped]
    for (const set of sets) {
      for (let at = 0; at < set.length; at++) {
        convertProduced(new BytesView(set, 0, at), AS_IS)
        const flipped = Buffer.from(set)
        flipped[at] = flipped[at]! ^ (1 << (at % 8))
        convertProduced(BytesView.of(flipped), AS_IS)
        convertStored(flipped, 0, flipped.length, 10_000)
      }
    }
  })
})
