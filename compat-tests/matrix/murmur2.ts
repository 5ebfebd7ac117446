/** The hash of Java's default partitioner, as an unsigned 32-bit number: MurmurHash2 by Austin Appleby with Kafka's seed. */
export function murmur2(key: Uint8Array): number {
  const m = 0x5bd1e995
  let h = 0x9747b28c ^ key.length
  const whole = key.length & ~3
  for (let at = 0; at < whole; at += 4) {
    let k = key[at]! | (key[at + 1]! << 8) | (key[at + 2]! << 16) | (key[at + 3]! << 24)
    k = Math.imul(k, m)
    k ^= k >>> 24
    h = Math.imul(h, m) ^ Math.imul(k, m)
  }
  const left = key.length - whole
  if (left >= 3) h ^= key[whole + 2]! << 16
  if (left >= 2) h ^= key[whole + 1]! << 8
  if (left >= 1) h = Math.imul(h ^ key[whole]!, m)
  h = Math.imul(h ^ (h >>> 13), m)
  return (h ^ (h >>> 15)) >>> 0
}

/** Where Java's default partitioner sends a key. */
export function murmur2Partition(key: Uint8Array, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions
}
