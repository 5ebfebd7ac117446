import { describe, expect, it } from 'vitest'
import { ENTRY_BYTES, OffsetMap } from './offset-map.ts'
import { sipHash, sipKey } from './sip-hash.ts'

const KEY = sipKey(Uint8Array.from({ length: 16 }, (_, i) => i))

function put(map: OffsetMap, key: string, offset: number): boolean {
  const bytes = Buffer.from(`..${key}..`)
  return map.put(bytes, 2, bytes.length - 2, offset)
}

function get(map: OffsetMap, key: string): number {
  const bytes = Buffer.from(key)
  return map.get(bytes, 0, bytes.length)
}

describe('HalfSipHash', () => {
  it('gives the words of the reference for the key 00…07', () => {
    const out = new Int32Array(4)
    sipHash(KEY, new Uint8Array(0), 0, 0, out)
    expect(Buffer.from(out.buffer, 0, 8).toString('hex')).toBe('218d1f59b9b83cc8')
  })

  it('depends on every byte, on the length and on the key', () => {
    const seen = new Set<string>()
    const other = sipKey(Uint8Array.from({ length: 16 }, (_, i) => i + 1))
    const out = new Int32Array(4)
    for (let length = 0; length < 40; length++) {
      for (const key of [KEY, other]) {
        const bytes = new Uint8Array(length)
        sipHash(key, bytes, 0, length, out)
        seen.add(out.join())
        for (let i = 0; i < length; i++) {
          bytes.fill(0)
          bytes[i] = 1
          sipHash(key, bytes, 0, length, out)
          seen.add(out.join())
        }
      }
    }
    expect(seen.size).toBe(2 * (40 + (39 * 40) / 2))
  })
})

describe('an offset map', () => {
  it('knows the latest offset of each key, while it grows', () => {
    const map = new OffsetMap(KEY, 1024 * 1024, 0.9)
    for (let i = 0; i < 20_000; i++) expect(put(map, `key-${i % 7000}`, i)).toBe(true)
    expect(map.size).toBe(7000)
    for (let i = 0; i < 7000; i++) expect(get(map, `key-${i}`)).toBe(i < 6000 ? 14_000 + i : 7000 + i)
    expect(get(map, 'absent')).toBe(-1)
    expect(map.latestOffset).toBe(19_999)
  })

  it('takes no new key beyond its share of the memory, and goes on with the keys it has', () => {
    const map = new OffsetMap(KEY, 100 * ENTRY_BYTES, 0.9)
    let taken = 0
    while (put(map, `key-${taken}`, taken)) taken++
    expect(taken).toBe(90)
    expect(map.isFull).toBe(true)
    expect(put(map, 'key-3', 1000)).toBe(true)
    expect(get(map, 'key-3')).toBe(1000)
    expect(put(map, 'another', 1001)).toBe(false)
  })
})
