/**
 * HalfSipHash-2-4 with 64 bits of output, twice with two keys: 128 bits for a record key. Keyed with randomness, so
 * that nobody can choose record keys that collide (Kafka uses MD5 here, which costs four times as much).
 */
export interface SipKey {
  readonly words: Int32Array
}

/** `bytes`: 16 random ones. */
export function sipKey(bytes: Uint8Array): SipKey {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16)
  return { words: Int32Array.from({ length: 4 }, (_, i) => view.getInt32(i * 4, true)) }
}

let v0 = 0
let v1 = 0
let v2 = 0
let v3 = 0

function rounds(count: number): void {
  let a = v0
  let b = v1
  let c = v2
  let d = v3
  for (; count > 0; count--) {
    a = (a + b) | 0
    b = ((b << 5) | (b >>> 27)) ^ a
    a = (a << 16) | (a >>> 16)
    c = (c + d) | 0
    d = ((d << 8) | (d >>> 24)) ^ c
    a = (a + d) | 0
    d = ((d << 7) | (d >>> 25)) ^ a
    c = (c + b) | 0
    b = ((b << 13) | (b >>> 19)) ^ c
    c = (c << 16) | (c >>> 16)
  }
  v0 = a
  v1 = b
  v2 = c
  v3 = d
}

function halfSip(k0: number, k1: number, buf: Uint8Array, from: number, to: number, out: Int32Array, at: number): void {
  v0 = k0
  v1 = k1 ^ 0xee
  v2 = k0 ^ 0x6c796765
  v3 = k1 ^ 0x74656462
  const wholeEnd = from + ((to - from) & ~3)
  let i = from
  for (; i < wholeEnd; i += 4) {
    const word = buf[i]! | (buf[i + 1]! << 8) | (buf[i + 2]! << 16) | (buf[i + 3]! << 24)
    v3 ^= word
    rounds(2)
    v0 ^= word
  }
  let last = (to - from) << 24
  for (let shift = 0; i < to; i++, shift += 8) last |= buf[i]! << shift
  v3 ^= last
  rounds(2)
  v0 ^= last
  v2 ^= 0xee
  rounds(4)
  out[at] = v1 ^ v3
  v1 ^= 0xdd
  rounds(4)
  out[at + 1] = v1 ^ v3
}

/** Writes four words for `buf[from, to)` to `out`. */
export function sipHash(key: SipKey, buf: Uint8Array, from: number, to: number, out: Int32Array): void {
  const { words } = key
  halfSip(words[0]!, words[1]!, buf, from, to, out, 0)
  halfSip(words[2]!, words[3]!, buf, from, to, out, 2)
}
