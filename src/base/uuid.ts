import './buffer-slices.ts'

/**
 * A Kafka uuid is a string here: 22 characters of URL-safe base64 without padding, the form that Kafka itself prints.
 * It serves as map key and compares with ===.
 */
export type Uuid = string

export const ZERO_UUID: Uuid = 'AAAAAAAAAAAAAAAAAAAAAA'
/** Kafka's `Uuid.METADATA_TOPIC_ID` / `ONE_UUID`: the topic id of `__cluster_metadata`. */
export const METADATA_TOPIC_ID: Uuid = 'AAAAAAAAAAAAAAAAAAAAAQ'

/** From 16 bytes at `offset`. */
export function uuidFromBytes(buf: Buffer, offset: number): Uuid {
  return buf.base64urlSlice(offset, offset + 16)
}

export function uuidToBytes(id: Uuid, into: Buffer, offset: number): void {
  into.base64urlWrite(id, offset, 16)
}

/**
 * A random (version 4) uuid from 16 random bytes; never one that begins with `-`, which command lines mistake for a flag.
 */
export function uuidFromRandom(bytes: Uint8Array): Uuid {
  const copy = Buffer.from(bytes.subarray(0, 16))
  copy[6] = (copy[6]! & 0x0f) | 0x40
  copy[8] = (copy[8]! & 0x3f) | 0x80
  // The first six bits make the first character; 0b111110 would make it `-`.
  if (copy[0]! >> 2 === 62) copy[0] = copy[0]! & 0x7f
  return copy.base64urlSlice(0, 16)
}

/** Whether the text is a uuid as Kafka writes it. */
export function isUuid(text: string): boolean {
  return /^[A-Za-z0-9_-]{21}[AQgw]$/.test(text)
}
