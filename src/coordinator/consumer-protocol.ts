import { Reader } from '../protocol/reader.ts'

/**
 * The topics in a consumer's subscription (ConsumerProtocolSubscription): all versions begin with an int16 version and the
 * topics. Null when the bytes are no subscription: other clients may put anything there.
 */
export function subscribedTopicsOf(metadata: Buffer): string[] | null {
  const reader = new Reader(metadata)
  if (reader.int16() < 0) return null
  const count = reader.arrayLength(2)
  const topics: string[] = []
  for (let i = 0; i < count && reader.ok; i++) topics.push(reader.string())
  return reader.ok && count >= 0 ? topics : null
}
