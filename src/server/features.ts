import type { FeatureRange } from '../api/api-versions.ts'

/** Feature levels that this version can work at (KIP-584): Apache Kafka 4.4.0's own ranges and order. */
export const SUPPORTED_FEATURES: readonly FeatureRange[] = [
  { name: 'group.version', minVersion: 0, maxVersion: 1 },
  { name: 'kraft.version', minVersion: 0, maxVersion: 1 },
  { name: 'metadata.version', minVersion: 7, maxVersion: 33 },
  { name: 'share.version', minVersion: 0, maxVersion: 2 },
  { name: 'streams.version', minVersion: 0, maxVersion: 1 },
  { name: 'transaction.version', minVersion: 0, maxVersion: 2 },
  { name: 'eligible.leader.replicas.version', minVersion: 0, maxVersion: 1 },
]
