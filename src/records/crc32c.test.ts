import { expect, it } from 'vitest'
import { golden, jsonOf, WITHOUT_GOLDEN } from '../test-support/golden.ts'
import { crc32c, crc32cByTable } from './crc32c.ts'

interface Vector {
  readonly hex: string
  readonly crc32c: number
}

function check(vectors: readonly Vector[]): void {
  expect(vectors.length).toBeGreaterThan(0)
  for (const { hex, crc32c: expected } of vectors) {
    const bytes = Buffer.from(hex, 'hex')
    expect(crc32c(bytes, 0, bytes.length)).toBe(expected)
    expect(crc32cByTable(bytes, 0, bytes.length)).toBe(expected)
  }
}

it('knows the check value of the polynomial', () => {
  const digits = Buffer.from('123456789')
  expect(crc32c(digits, 0, 9)).toBe(0xe3069283)
  expect(crc32cByTable(digits, 4, 9, crc32cByTable(digits, 0, 4))).toBe(0xe3069283)
})

it('agrees with Kafka on a selection of bytes', () => {
  check(jsonOf<Vector[]>(new URL('./testdata/crc.json', import.meta.url)))
})

it('agrees with Kafka on all vectors', ctx => {
  const whole = golden('hashes.json')
  if (whole === null) return ctx.skip(WITHOUT_GOLDEN)
  check(jsonOf<{ crc32c: Vector[] }>(whole).crc32c)
})

it('gives the same natively and by table, at every length and place, whole and chained', () => {
  const bytes = Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 7919 + (i >> 3)) & 0xff))
  for (let length = 0; length < 600; length++) {
    const start = length % 13
    const end = start + length
    const expected = crc32cByTable(bytes, start, end)
    expect(crc32c(bytes, start, end)).toBe(expected)
    const middle = start + (length >> 1)
    expect(crc32c(bytes, middle, end, crc32c(bytes, start, middle))).toBe(expected)
  }
  expect(crc32c(bytes, 0, 2000, crc32cByTable(bytes, 0, 700))).toBe(
    crc32cByTable(bytes, 0, 2000, crc32c(bytes, 0, 700)),
  )
})
