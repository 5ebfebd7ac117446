import { consumerProtocolSubscription } from '../protocol/generated/consumer-protocol-subscription.ts'
import { Reader } from '../protocol/reader.ts'

/**
 * Topics in a consumer's join metadata (ConsumerProtocolSubscription); null when it is not that. A version of the
 * future is read as the newest known.
 */
export function subscribedTopics(metadata: Buffer): readonly string[] | null {
  const reader = new Reader(metadata)
  const version = reader.int16()
  if (!reader.ok || version < 0) return null
  const { topics } = consumerProtocolSubscription.decode(
    reader,
    Math.min(version, consumerProtocolSubscription.maxVersion),
  )
  return reader.ok ? topics : null
}
