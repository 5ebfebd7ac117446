import { expect, it } from 'vitest'
import { xxhash32 } from './xxhash32.ts'

// From the reference implementation's documentation and its `xxhsum`.
it.each([
  ['', 0, 0x02cc5d05],
  ['a', 0, 0x550d7456],
  ['abc', 0, 0x32d153ff],
  ['Nobody inspects the spammish repetition', 0, 0xe2293b2f],
  ['', 0x9e3779b1, 0x36b78ae7],
] as const)('of %j with seed %d', (text, seed, expected) => {
  const bytes = Buffer.from(`__${text}`)
  expect(xxhash32(bytes, 2, bytes.length, seed)).toBe(expected)
})
