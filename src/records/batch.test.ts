import { expect, it } from 'vitest'
import { INT64_MAX, INT64_MIN } from '../protocol/reader.ts'
import {
  ATTRIBUTES,
  crcMatches,
  int16At,
  int32At,
  int64At,
  LOG_APPEND_TIME_BIT,
  MAX_TIMESTAMP,
  putInt32,
  putInt64,
  stampTimestamp,
} from './batch.ts'
import { buildBatch } from './builder.ts'

it.each([0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, -(2 ** 32), 2 ** 53 - 1, -(2 ** 53) + 1, INT64_MAX, INT64_MIN])(
  'writes and reads the int64 %d as Node does',
  value => {
    const buf = Buffer.alloc(10)
    putInt64(buf, 1, value)
    const exact = value === INT64_MAX ? 2n ** 63n - 1n : BigInt(value)
    expect(buf.readBigInt64BE(1)).toBe(exact)
    expect(int64At(buf, 1)).toBe(value)
    expect([buf[0], buf[9]]).toEqual([0, 0])
  },
)

it.each([
  [2 ** 70, 2n ** 63n - 1n],
  [-(2 ** 70), -(2n ** 63n)],
])('writes the nearest int64 for %d', (value, expected) => {
  const buf = Buffer.alloc(8)
  putInt64(buf, 0, value)
  expect(buf.readBigInt64BE()).toBe(expected)
})

it('reads and writes smaller integers as Node does', () => {
  const buf = Buffer.alloc(4)
  for (const value of [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 0x01020304]) {
    putInt32(buf, 0, value)
    expect([int32At(buf, 0), int16At(buf, 2)]).toEqual([buf.readInt32BE(), buf.readInt16BE(2)])
    expect(int32At(buf, 0)).toBe(value)
  }
})

it('stamps timestamp type and largest timestamp, with a new checksum only where something changed', () => {
  const batch = buildBatch([{ key: null, value: null, timestamp: 5 }])
  const before = Buffer.from(batch)
  stampTimestamp(batch, 0, batch.length, false, 5)
  expect(batch.equals(before)).toBe(true)
  stampTimestamp(batch, 0, batch.length, true, 99)
  expect(int64At(batch, MAX_TIMESTAMP)).toBe(99)
  expect(int16At(batch, ATTRIBUTES)).toBe(LOG_APPEND_TIME_BIT)
  expect(crcMatches(batch, 0, batch.length)).toBe(true)
  stampTimestamp(batch, 0, batch.length, false, 5)
  expect(batch.equals(before)).toBe(true)
})
