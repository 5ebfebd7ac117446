import { createRequire } from 'node:module'

const crc32 = createRequire(import.meta.url)('buffer-crc32') as { unsigned(bytes: Buffer): number }

export interface LegacyMessage {
  readonly magic: 0 | 1
  readonly offset: number
  readonly timestamp: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly attributes?: number
}

function delimited(bytes: Buffer | null): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(bytes === null ? -1 : bytes.length)
  return bytes === null ? length : Buffer.concat([length, bytes])
}

/** One message as clients before Kafka 0.11 wrote it. */
export function legacyMessage(message: LegacyMessage): Buffer {
  const { magic, offset, timestamp, key, value, attributes = 0 } = message
  const head = Buffer.from([magic, attributes])
  const stamp = Buffer.alloc(magic === 0 ? 0 : 8)
  if (magic === 1) stamp.writeBigInt64BE(BigInt(timestamp))
  const body = Buffer.concat([head, stamp, delimited(key), delimited(value)])
  const overhead = Buffer.alloc(16)
  overhead.writeBigInt64BE(BigInt(offset))
  overhead.writeInt32BE(body.length + 4, 8)
  overhead.writeUInt32BE(crc32.unsigned(body), 12)
  return Buffer.concat([overhead, body])
}

/** `count` messages with offsets from 0 and timestamps from 1000. */
export function legacySet(magic: 0 | 1, count: number): Buffer {
  return Buffer.concat(
    Array.from({ length: count }, (_, i) =>
      legacyMessage({
        magic,
        offset: i,
        timestamp: 1000 + i,
        key: Buffer.from(`k${i}`),
        value: Buffer.from(`value ${i}`),
      }),
    ),
  )
}
