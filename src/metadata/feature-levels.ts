/**
 * Features with finalized levels (KIP-584) as Apache Kafka 4.4.0 has them, and what a cluster at a given level of
 * `metadata.version` may do (Kafka's `MetadataVersion`).
 */
import type { MetadataImage } from './image.ts'

export const METADATA_VERSION = 'metadata.version'
export const KRAFT_VERSION = 'kraft.version'
/** KIP-966 */
export const ELIGIBLE_LEADER_REPLICAS_VERSION = 'eligible.leader.replicas.version'

export interface FeatureLevels {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
  /** Levels of other features that a level needs. */
  readonly needs?: Readonly<Record<number, Readonly<Record<string, number>>>>
}

/** Feature levels that this version can work at (KIP-584): Apache Kafka 4.4.0's own ranges and order. */
export const FEATURES: readonly FeatureLevels[] = [
  { name: 'group.version', minVersion: 0, maxVersion: 1 },
  { name: KRAFT_VERSION, minVersion: 0, maxVersion: 1 },
  { name: METADATA_VERSION, minVersion: 7, maxVersion: 33 },
  { name: 'share.version', minVersion: 0, maxVersion: 2 },
  { name: 'streams.version', minVersion: 0, maxVersion: 1 },
  { name: 'transaction.version', minVersion: 0, maxVersion: 2 },
  {
    name: ELIGIBLE_LEADER_REPLICAS_VERSION,
    minVersion: 0,
    maxVersion: 1,
    needs: { 1: { [METADATA_VERSION]: 23 } },
  },
]

/** The releases' names of the levels, which messages carry. */
const METADATA_VERSION_NAMES = [
  ...['3.3-IV3', '3.4-IV0', '3.5-IV0', '3.5-IV1', '3.5-IV2', '3.6-IV0', '3.6-IV1', '3.6-IV2'],
  ...['3.7-IV0', '3.7-IV1', '3.7-IV2', '3.7-IV3', '3.7-IV4', '3.8-IV0', '3.9-IV0', '4.0-IV0', '4.0-IV1', '4.0-IV2'],
  ...['4.0-IV3', '4.1-IV0', '4.1-IV1', '4.2-IV0', '4.2-IV1', '4.3-IV0', '4.4-IV0', '4.4-IV1', '4.4-IV2'],
]
const FIRST_METADATA_VERSION = 7

/** Levels that changed how records look: going back below one of them would lose what it wrote. */
const RECORD_CHANGING_LEVELS: readonly number[] = [7, 8, 11, 13, 14, 15, 17, 23, 30, 32, 33]

/** `4.4-IV2` for 33; null for a level that is none. */
export function metadataVersionName(level: number): string | null {
  return METADATA_VERSION_NAMES[level - FIRST_METADATA_VERSION] ?? null
}

export function recordsChangedBetween(lower: number, higher: number): boolean {
  return RECORD_CHANGING_LEVELS.some(level => level > lower && level <= higher)
}

/** What the finalized `metadata.version` allows. */
export interface MetadataCapabilities {
  /** KAFKA-15021: before 3.6-IV0 followers needed a new leader epoch when the in-sync set shrank. */
  readonly leaderEpochBumpOnIsrShrink: boolean
  /** KIP-868 */
  readonly transactions: boolean
  /** KIP-919 */
  readonly controllerRegistration: boolean
  /** KIP-858 */
  readonly directoryAssignment: boolean
  /** KIP-966 */
  readonly eligibleLeaderReplicas: boolean
  /** KIP-1066 */
  readonly cordonedDirectories: boolean
  /** KIP-1312 */
  readonly controllerUnregistration: boolean
}

export function metadataVersionOf(image: MetadataImage): number {
  return image.features.get(METADATA_VERSION) ?? FIRST_METADATA_VERSION
}

export function capabilitiesOf(image: MetadataImage): MetadataCapabilities {
  const level = metadataVersionOf(image)
  return {
    leaderEpochBumpOnIsrShrink: level < 12,
    transactions: level >= 13,
    controllerRegistration: level >= 15,
    directoryAssignment: level >= 17,
    eligibleLeaderReplicas: level >= 23,
    cordonedDirectories: level >= 30,
    controllerUnregistration: level >= 33,
  }
}

/** Both the records can carry eligible leaders and the cluster wants them. */
export function tracksEligibleLeaders(image: MetadataImage): boolean {
  return capabilitiesOf(image).eligibleLeaderReplicas && (image.features.get(ELIGIBLE_LEADER_REPLICAS_VERSION) ?? 0) > 0
}
