import { describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { INT64_MAX, INT64_MIN, Reader } from './reader.ts'
import { testdataJson } from './test-support/vectors.ts'
import { nullableBytesSize, nullableStrSize, strSize, uvarintSize, varintSize, varlongSize, Writer } from './writer.ts'

const golden = testdataJson<{
  varint: { value: number; zigzag: string; unsigned: string }[]
  varlong: { value: string; zigzag: string }[]
  uuid: { text: string; hex: string }[]
}>('varints.json')

function written(sizeBytes: number, write: (writer: Writer) => void): string {
  const writer = new Writer(sizeBytes)
  write(writer)
  return writer.toBuffer().toString('hex')
}

function read<T>(hex: string, take: (reader: Reader) => T): { value: T; ok: boolean; left: number } {
  const reader = new Reader(Buffer.from(hex, 'hex'))
  const value = take(reader)
  return { value, ok: reader.ok, left: reader.remaining }
}

const good = <T>(value: T): { value: T; ok: boolean; left: number } => ({ value, ok: true, left: 0 })

describe('varints as Kafka writes them', () => {
  it.each(golden.varint)('zigzag of $value', ({ value, zigzag }) => {
    expect(varintSize(value)).toBe(zigzag.length / 2)
    expect(written(zigzag.length / 2, w => w.varint(value))).toBe(zigzag)
    expect(read(zigzag, r => r.varint())).toEqual(good(value))
  })

  it.each(golden.varint)('$value taken as unsigned', ({ value, unsigned }) => {
    const bits = value >>> 0
    expect(uvarintSize(bits)).toBe(unsigned.length / 2)
    expect(written(unsigned.length / 2, w => w.uvarint(bits))).toBe(unsigned)
    expect(read(unsigned, r => r.uvarint())).toEqual(good(bits))
  })

  it.each(golden.varlong)('zigzag of the long $value', ({ value, zigzag }) => {
    const number = Number(value)
    expect(varlongSize(number)).toBe(zigzag.length / 2)
    expect(written(zigzag.length / 2, w => w.varlong(number))).toBe(zigzag)
    expect(read(zigzag, r => r.varlong())).toEqual(good(number))
  })

  it('hold every power of two and its neighbours', () => {
    for (let exponent = 0; exponent <= 53; exponent++) {
      for (const value of [2 ** exponent, 2 ** exponent - 1, -(2 ** exponent), -(2 ** exponent) + 1]) {
        if (!Number.isSafeInteger(value)) continue
        const size = varlongSize(value)
        expect(
          read(
            written(size, w => w.varlong(value)),
            r => r.varlong(),
          ),
        ).toEqual(good(value + 0))
        if (Math.abs(value) < 2 ** 31) {
          expect(
            read(
              written(varintSize(value), w => w.varint(value)),
              r => r.varint(),
            ),
          ).toEqual(good(value + 0))
        }
      }
    }
  })

  it.each([
    ['uvarint', 'ffffffff1f'],
    ['uvarint', 'ffffffffff01'],
    ['uvarint', '80'],
    ['uvarint', ''],
    ['varlong', 'ffffffffffffffffff02'],
    ['varlong', 'ffffffffffffffffffff01'],
    ['varlong', 'ffffff'],
    // 2^53 and −2^53−1: no number holds them, and they are not the ends of the range.
    ['varlong', '8080808080808020'],
    ['varlong', '8180808080808020'],
  ] as const)('%s refuses %s', (method, hex) => {
    expect(read(hex, r => r[method]())).toEqual({ value: 0, ok: false, left: 0 })
  })
})

describe('int64', () => {
  it.each([
    [0, '0000000000000000'],
    [-1, 'ffffffffffffffff'],
    [2 ** 32, '0000000100000000'],
    [-(2 ** 32) - 1, 'fffffffeffffffff'],
    [Number.MAX_SAFE_INTEGER, '001fffffffffffff'],
    [Number.MIN_SAFE_INTEGER, 'ffe0000000000001'],
    [INT64_MAX, '7fffffffffffffff'],
    [INT64_MIN, '8000000000000000'],
  ])('%d is %s', (value, hex) => {
    expect(written(8, w => w.int64(value))).toBe(hex)
    expect(read(hex, r => r.int64())).toEqual(good(value))
  })

  it.each(['0020000000000000', '7ffffffffffffffe', '8000000000000001', 'ffdfffffffffffff'])(
    '%s is malformed: no number holds it',
    hex => expect(read(hex, r => r.int64()).ok).toBe(false),
  )

  it('keeps all its bits as a bigint', () => {
    expect(read('7ffffffffffffffe', r => r.int64Big())).toEqual(good(2n ** 63n - 2n))
    expect(written(8, w => w.int64Big(-(2n ** 63n) + 1n))).toBe('8000000000000001')
  })
})

describe('uuids', () => {
  it.each(golden.uuid)('$text', ({ text, hex }) => {
    expect(written(16, w => w.uuid(text))).toBe(hex)
    expect(read(hex, r => r.uuid())).toEqual(good(text))
  })
})

describe('strings', () => {
  const texts = [
    '',
    'a',
    '\ufeffx',
    '\u0000',
    'é'.repeat(20),
    '日'.repeat(41),
    '日'.repeat(42),
    '😀'.repeat(21),
    'a'.repeat(32767),
  ]

  it.each(texts)('of any length come back as they were (%#)', text => {
    for (const [compact, method, nullable] of [
      [true, 'compactString', 'compactNullableString'],
      [false, 'string', 'nullableString'],
    ] as const) {
      const hex = written(strSize(text, compact), w => w[method](text))
      expect(read(hex, r => r[method]())).toEqual(good(text))
      expect(read(hex, r => r[nullable]())).toEqual(good(text))
      expect(written(nullableStrSize(text, compact), w => w[nullable](text))).toBe(hex)
    }
  })

  it('of lone surrogates are as long as their size says', () => {
    const text = '\ud800a\udfff'
    expect(written(strSize(text, true), w => w.compactString(text))).toBe('08efbfbd61efbfbd')
  })

  it('can be null in both forms', () => {
    expect(written(nullableStrSize(null, true), w => w.compactNullableString(null))).toBe('00')
    expect(written(nullableStrSize(null, false), w => w.nullableString(null))).toBe('ffff')
    expect(read('00', r => r.compactNullableString())).toEqual(good(null))
    expect(read('ffff', r => r.nullableString())).toEqual(good(null))
  })

  it('that may not be null are refused when they are', () => {
    expect(read('00', r => r.compactString()).ok).toBe(false)
    expect(read('ffff', r => r.string()).ok).toBe(false)
    expect(read('fffe', r => r.nullableString()).ok).toBe(false)
  })

  it('above 32767 bytes are refused, read or written', () => {
    const text = 'a'.repeat(32768)
    const long = Buffer.concat([Buffer.from('818002', 'hex'), Buffer.from(text)])
    expect(read(long.toString('hex'), r => r.compactString()).ok).toBe(false)
    expect(() => written(strSize(text, true), w => w.compactString(text))).toThrow('longer than the 32767')
    expect(() => written(strSize(text, false), w => w.string(text))).toThrow('longer than the 32767')
  })
})

describe('bytes', () => {
  it.each([
    ['bytes', '00000003010203'],
    ['compactBytes', '04010203'],
    ['nullableBytes', '00000003010203'],
    ['compactNullableBytes', '04010203'],
  ] as const)('%s', (method, hex) => {
    const value = Buffer.from([1, 2, 3])
    expect(written(hex.length / 2, w => w[method](value))).toBe(hex)
    expect(read(hex, r => r[method]())).toEqual(good(value))
  })

  it('are sized as they are written', () => {
    for (const value of [null, Buffer.alloc(0), Buffer.alloc(126), Buffer.alloc(127), Buffer.alloc(20_000)]) {
      written(nullableBytesSize(value, true), w => w.compactNullableBytes(value))
      written(nullableBytesSize(value, false), w => w.nullableBytes(value))
    }
  })

  it('share the memory of the frame', () => {
    const frame = Buffer.from('0161', 'hex')
    expect(new Reader(Buffer.concat([Buffer.from([2]), frame])).compactBytes()).toHaveLength(1)
    const reader = new Reader(Buffer.from([3, 7, 8]))
    expect(reader.compactBytes().buffer).toBe(reader.buf.buffer)
  })

  it.each([
    ['bytes', 'ffffffff'],
    ['bytes', '7fffffff'],
    ['bytes', '80000000'],
    ['compactBytes', '00'],
    ['compactBytes', 'ffffffff0f'],
    ['nullableBytes', 'fffffffe'],
    ['records', '7fffffff'],
    ['compactRecords', 'ffffffff0f'],
  ] as const)('%s refuses the length %s', (method, hex) => {
    expect(read(hex, r => r[method]()).ok).toBe(false)
  })
})

describe('array counts', () => {
  it.each([
    ['arrayLength', 'ffffffff', -1],
    ['compactArrayLength', '00', -1],
    ['arrayLength', '00000000', 0],
    ['compactArrayLength', '01', 0],
    ['count', '00000000', 0],
    ['compactCount', '01', 0],
  ] as const)('%s of %s is %d', (method, hex, count) => {
    expect(read(hex, r => r[method](8))).toEqual(good(count))
  })

  it.each([
    ['count', 'ffffffff'],
    ['compactCount', '00'],
    ['arrayLength', 'fffffffe'],
    ['arrayLength', '00000002aabbccdd'],
    ['compactArrayLength', '03aabbccdd'],
    ['compactArrayLength', 'ffffffff0f'],
  ] as const)('%s refuses %s when an element takes at least three bytes', (method, hex) => {
    expect(read(hex, r => r[method](3))).toEqual({ value: 0, ok: false, left: 0 })
  })
})

describe('a reader that has failed', () => {
  it('stays failed and reads empty values', () => {
    const reader = new Reader(Buffer.from([0, 1]))
    expect(reader.int32()).toBe(0)
    expect([reader.ok, reader.int8(), reader.compactString(), reader.uvarint()]).toEqual([false, 0, '', 0])
    expect([reader.bytes().length, reader.records()?.length, reader.arrayLength(1)]).toEqual([0, 0, 0])
    expect(reader.ok).toBe(false)
  })

  it('never reads beyond its own end, though the buffer goes on', () => {
    const reader = new Reader(Buffer.from([5, 1, 2, 3, 4, 5, 6]), 0, 3)
    expect(reader.compactBytes()).toHaveLength(0)
    expect(reader.ok).toBe(false)
  })
})

describe('record sets', () => {
  const chain = (lengths: number[]): BytesView => {
    let next: BytesView | null = null
    for (const length of lengths.toReversed()) next = new BytesView(Buffer.alloc(length, length), 0, length, next)
    return next!
  }

  it('travel inline when short, beside the message when long, and the order stays', () => {
    const [short, long] = [chain([3, 4]), chain([2000, 5])]
    const writer = new Writer(4 + 7 + 4 + 2)
    writer.records(short)
    writer.records(long)
    writer.int16(9)
    expect(writer.totalBytes).toBe(17 + 2005)
    expect(writer.segments().map(segment => segment.length)).toEqual([15, 2000, 5, 2])
    const reader = new Reader(writer.toBuffer())
    expect(reader.records()!.toBuffer()).toEqual(short.copyChain())
    expect(reader.records()!.toBuffer()).toEqual(long.copyChain())
    expect(reader.int16()).toBe(9)
  })

  it('cannot be handed out of a message whose size was wrong', () => {
    const writer = new Writer(3)
    writer.int16(1)
    expect(() => writer.segments()).toThrow('computed as 3 bytes but 2 were written')
  })
})
