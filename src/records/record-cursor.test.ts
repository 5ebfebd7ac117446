import { describe, expect, it } from 'vitest'
import { varintSize, varlongSize, Writer } from '../protocol/writer.ts'
import { RecordCursor } from './record-cursor.ts'

interface Shape {
  readonly timestampDelta: number
  readonly offsetDelta: number
  readonly keyBytes: number
  readonly valueBytes: number
  /** Key and value length of each. */
  readonly headers: readonly (readonly [number, number])[]
}

/** The bytes of one record with these lengths, filled with 0x41. */
function encode(shape: Shape): Buffer {
  const { timestampDelta, offsetDelta, keyBytes, valueBytes, headers } = shape
  const filled = (bytes: number) => varintSize(bytes) + Math.max(bytes, 0)
  let size = 1 + varlongSize(timestampDelta) + varintSize(offsetDelta) + filled(keyBytes) + filled(valueBytes)
  size += varintSize(headers.length)
  for (const [key, value] of headers) size += filled(key) + filled(value)
  const writer = new Writer(varintSize(size) + size)
  const fill = (bytes: number) => {
    writer.varint(bytes)
    if (bytes > 0) writer.raw(Buffer.alloc(bytes, 0x41))
  }
  writer.varint(size)
  writer.int8(0)
  writer.varlong(timestampDelta)
  writer.varint(offsetDelta)
  fill(keyBytes)
  fill(valueBytes)
  writer.varint(headers.length)
  for (const [key, value] of headers) {
    fill(key)
    fill(value)
  }
  return writer.toBuffer()
}

/** Values around every length that a varint can have. */
const VARINTS = [0, 1, 63, 64, 127, 128, 8191, 8192, 1_048_575, 1_048_576, 134_217_727, 134_217_728, 2 ** 31 - 1]
const VARLONGS = [...VARINTS, 2 ** 31, 2 ** 34, 2 ** 41, 2 ** 48, 2 ** 53 - 1]

describe('RecordCursor', () => {
  it('reads deltas of every size, of both signs', () => {
    for (const magnitude of VARLONGS) {
      for (const timestampDelta of [magnitude, -magnitude - 1]) {
        const offsetDelta = VARINTS.includes(magnitude) ? timestampDelta : 0
        const buf = encode({ timestampDelta, offsetDelta, keyBytes: -1, valueBytes: -1, headers: [] })
        const cursor = new RecordCursor(buf, 0, buf.length)
        expect(cursor.next()).toBe(true)
        expect([cursor.timestampDelta, cursor.offsetDelta]).toEqual([timestampDelta, offsetDelta])
        expect([cursor.next(), cursor.ok]).toEqual([false, true])
      }
    }
  })

  it.each([-1, 0, 1, 63, 64, 8191, 8192, 1_048_576])('reads keys, values and headers of %d bytes', length => {
    const shapes: Shape[] = [
      { timestampDelta: 5, offsetDelta: 0, keyBytes: length, valueBytes: 3, headers: [] },
      { timestampDelta: 5, offsetDelta: 1, keyBytes: 2, valueBytes: length, headers: [] },
      {
        timestampDelta: 5,
        offsetDelta: 2,
        keyBytes: -1,
        valueBytes: 0,
        headers: [
          [2, length],
          [Math.max(length, 0), -1],
        ],
      },
    ]
    const buf = Buffer.concat([Buffer.alloc(7, 0xff), ...shapes.map(encode), Buffer.alloc(7, 0xff)])
    const cursor = new RecordCursor(buf, 7, buf.length - 7)
    for (const shape of shapes) {
      expect(cursor.next()).toBe(true)
      expect([cursor.offsetDelta, cursor.keyBytes, cursor.valueBytes]).toEqual([
        shape.offsetDelta,
        shape.keyBytes,
        shape.valueBytes,
      ])
      expect([cursor.key?.length ?? -1, cursor.value?.length ?? -1]).toEqual([shape.keyBytes, shape.valueBytes])
      expect(cursor.headers.map(({ key, value }) => [key.length, value?.length ?? -1])).toEqual(shape.headers)
    }
    expect([cursor.next(), cursor.ok]).toEqual([false, true])
  })

  it('finds fault with a record that is cut anywhere, in the buffer or in its section', () => {
    const record = encode({
      timestampDelta: 300,
      offsetDelta: 90,
      keyBytes: 70,
      valueBytes: 80,
      headers: [
        [1, 2],
        [3, -1],
      ],
    })
    for (let end = 1; end < record.length; end++) {
      for (const buf of [record, Buffer.from(record.subarray(0, end))]) {
        const cursor = new RecordCursor(buf, 0, end)
        expect([cursor.next(), cursor.ok]).toEqual([false, false])
      }
    }
  })

  it('finds fault with a record whose own length is wrong', () => {
    const shape: Shape = { timestampDelta: 300, offsetDelta: 90, keyBytes: 4, valueBytes: 5, headers: [[1, 2]] }
    const good = encode(shape)
    // One byte of zigzag length: every other value than the right one.
    for (let raw = 0; raw < 0x80; raw++) {
      if (raw === good[0]) continue
      const buf = Buffer.concat([Buffer.from([raw]), good.subarray(1), good, good])
      const cursor = new RecordCursor(buf, 0, buf.length)
      expect([cursor.next(), cursor.ok], `length ${raw}`).toEqual([false, false])
    }
  })

  it.each([
    ['a varint of six bytes', [12, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00]],
    ['a varlong of eleven bytes', [32, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0, 0, 1, 1, 0]],
    ['a negative number of headers', [12, 0, 0, 0, 1, 1, 1]],
    ['more headers than bytes', [12, 0, 0, 0, 1, 1, 126]],
    ['billions of headers', [20, 0, 0, 0, 1, 1, 0xfe, 0xff, 0xff, 0xff, 0x0f]],
    ['a header without key', [16, 0, 0, 0, 1, 1, 2, 1, 1]],
    ['bytes behind the headers', [14, 0, 0, 0, 1, 1, 0, 0]],
    ['a length of zero', [0, 0]],
    ['a negative length', [1, 0]],
  ])('finds fault with %s', (_name, bytes) => {
    const buf = Buffer.from(bytes)
    const cursor = new RecordCursor(buf, 0, buf.length)
    expect([cursor.next(), cursor.ok]).toEqual([false, false])
    expect(cursor.next()).toBe(false)
  })

  it('takes any negative length for null, as Kafka does', () => {
    const cursor = new RecordCursor(Buffer.from([12, 0, 0, 0, 3, 9, 0]), 0, 7)
    expect([cursor.next(), cursor.key, cursor.value]).toEqual([true, null, null])
  })
})
