/** `String.hashCode` of Java: over UTF-16 units, modulo 2^32, signed. */
export function javaHashCode(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0
  return hash
}

/** The partition of `__consumer_offsets` (or of `__transaction_state`) whose leader coordinates `id`. */
export function coordinatorPartition(id: string, partitions: number): number {
  const hash = javaHashCode(id)
  // Java cannot negate its smallest int; Kafka takes 0 for it.
  return hash === -2147483648 ? 0 : Math.abs(hash) % partitions
}
