/**
 * UpdateFeatures (KIP-584, KIP-778): finalized feature levels. All updates of a request hold, or none; every broker and
 * every controller has to support a level before it becomes final.
 */
import {
  ELIGIBLE_LEADER_REPLICAS_VERSION,
  FEATURES,
  type FeatureLevels,
  KRAFT_VERSION,
  METADATA_VERSION,
  metadataVersionName,
  metadataVersionOf,
  recordsChangedBetween,
} from '../metadata/feature-levels.ts'
import { ConfigResourceType, configsOf, type FeatureRangeImage, type MetadataImage } from '../metadata/image.ts'
import { featureRecord } from '../metadata/image-records.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { FeatureUpdateKey, UpdateFeaturesRequest } from '../protocol/generated/update-features-request.ts'
import { UpdatableFeatureResult, UpdateFeaturesResponse } from '../protocol/generated/update-features-response.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import { clearedEligibleLeaders, configChange } from './config-records.ts'
import { type ControllerDecision, type ControllerOptions, type DecisionInput, RequestError } from './context.ts'
import { MIN_IN_SYNC_REPLICAS } from './partition-rules.ts'

const UPGRADE = 1
const SAFE_DOWNGRADE = 2
const UNSAFE_DOWNGRADE = 3
/** Until here the answer repeats every feature. */
const LAST_VERSION_WITH_RESULTS = 1

export interface FeatureInput extends DecisionInput {
  /** Level of `kraft.version`, which lives in control records and not in the metadata. */
  readonly kraftVersion: number
  /** Why the quorum cannot go to that level of it; null when it can. */
  readonly kraftUpgradeRefusal: (level: number) => string | null
  /** Node id of this controller. */
  readonly controllerId: number
}

export function updateFeatures(
  input: FeatureInput,
  options: ControllerOptions,
  request: UpdateFeaturesRequest,
  apiVersion: number,
): ControllerDecision<UpdateFeaturesResponse> {
  const { image } = input
  const response = new UpdateFeaturesResponse()
  response.errorMessage = null
  const records: MetadataRecord[] = []
  try {
    const proposed = new Map(image.features)
    for (const { feature, maxVersionLevel } of request.featureUpdates) proposed.set(feature, maxVersionLevel)
    // `allowDowngrade` of version 0 means nothing any more.
    for (const update of request.featureUpdates) records.push(...updateRecords(input, update, proposed))
    const wantsEligibleLeaders = request.featureUpdates.some(
      ({ feature, maxVersionLevel }) => feature === ELIGIBLE_LEADER_REPLICAS_VERSION && maxVersionLevel > 0,
    )
    if (wantsEligibleLeaders) records.push(...minInSyncReplicasRecords(image, options))
    records.push(...clearedEligibleLeaders(image, records))
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    response.errorCode = error.errorCode
    response.errorMessage = `The update failed for all features since the following feature had an error: ${error.message}`
    return { records: [], reply: response }
  }
  if (apiVersion <= LAST_VERSION_WITH_RESULTS) {
    response.results = request.featureUpdates.map(({ feature }) =>
      Object.assign(new UpdatableFeatureResult(), { feature, errorMessage: 'NONE' }),
    )
  }
  const wanted = request.featureUpdates.find(({ feature }) => feature === KRAFT_VERSION)?.maxVersionLevel ?? 0
  const upgrades = !request.validateOnly && wanted > input.kraftVersion
  return {
    records: request.validateOnly ? [] : records,
    reply: response,
    ...(upgrades ? { kraftVersion: wanted } : {}),
  }
}

function updateRecords(
  input: FeatureInput,
  { feature, maxVersionLevel: level, upgradeType }: FeatureUpdateKey,
  proposed: ReadonlyMap<string, number>,
): MetadataRecord[] {
  const { image, kraftVersion, controllerId } = input
  const refuse = (why: string): never => {
    throw new RequestError(
      ErrorCode.INVALID_UPDATE_VERSION,
      `Invalid update version ${level} for feature ${feature}. ${why}`,
    )
  }
  if (![UPGRADE, SAFE_DOWNGRADE, UNSAFE_DOWNGRADE].includes(upgradeType)) {
    refuse('The controller does not support the given upgrade type.')
  }
  if (level < 0) refuse('A feature version cannot be less than 0.')
  const unsupported = whyUnsupported(image, controllerId, feature, level)
  if (unsupported !== null) refuse(unsupported)
  const current = feature === KRAFT_VERSION ? kraftVersion : currentLevel(image, feature)
  if (level < current && upgradeType === UPGRADE) {
    refuse(
      "Can't downgrade the version of this feature without setting the upgrade type to either safe or unsafe downgrade.",
    )
  }
  if (level > current && upgradeType !== UPGRADE) refuse("Can't downgrade to a newer version.")
  if (feature === KRAFT_VERSION) {
    if (level < current) refuse("Can't downgrade the version of this feature.")
    // Going from a static quorum to a dynamic one takes new voter records, which is the quorum's business (KIP-853).
    const refusal = level > current ? input.kraftUpgradeRefusal(level) : null
    if (refusal !== null) throw new RequestError(ErrorCode.INVALID_UPDATE_VERSION, refusal)
    return []
  }
  if (feature === METADATA_VERSION) checkMetadataVersion(image, level, upgradeType === UNSAFE_DOWNGRADE)
  else {
    const dependency = unmetDependency(feature, level, proposed)
    if (dependency !== null) refuse(dependency)
  }
  return [featureRecord(feature, level)]
}

function currentLevel(image: MetadataImage, feature: string): number {
  return feature === METADATA_VERSION ? metadataVersionOf(image) : (image.features.get(feature) ?? 0)
}

function whyUnsupported(image: MetadataImage, controllerId: number, feature: string, level: number): string | null {
  const problem = (who: string, range: Omit<FeatureRangeImage, 'name'> | undefined): string | null => {
    if (range === undefined || (range.minVersion === 0 && range.maxVersion === 0)) {
      return level === 0 ? null : `${who} does not support this feature.`
    }
    const { minVersion, maxVersion } = range
    if (level >= minVersion && level <= maxVersion) return null
    return `${who} only supports versions ${minVersion === maxVersion ? minVersion : `${minVersion}-${maxVersion}`}`
  }
  const own = problem(`Local controller ${controllerId}`, levelsOf(feature))
  if (own !== null) return own
  for (const { id, features } of image.cluster.brokers.values()) {
    const why = problem(
      `Broker ${id}`,
      features.find(({ name }) => name === feature),
    )
    if (why !== null) return why
  }
  for (const { id, features } of image.cluster.controllers.values()) {
    const why = problem(
      `Controller ${id}`,
      features.find(({ name }) => name === feature),
    )
    if (why !== null) return why
  }
  return null
}

function levelsOf(feature: string): FeatureLevels | undefined {
  return FEATURES.find(({ name }) => name === feature)
}

function checkMetadataVersion(image: MetadataImage, level: number, unsafe: boolean): void {
  const current = metadataVersionOf(image)
  if (level >= current || !recordsChangedBetween(level, current)) return
  const why = unsafe
    ? 'Unsafe metadata downgrade is not supported in this version.'
    : 'Refusing to perform the requested downgrade because it might delete metadata information.'
  throw new RequestError(
    ErrorCode.INVALID_UPDATE_VERSION,
    `Unsupported metadata.version downgrade from ${current} to ${level}. ${why}`,
  )
}

function unmetDependency(feature: string, level: number, proposed: ReadonlyMap<string, number>): string | null {
  for (const [other, needed] of Object.entries(levelsOf(feature)?.needs?.[level] ?? {})) {
    if ((proposed.get(other) ?? 0) >= needed) continue
    return other === METADATA_VERSION
      ? `${feature} could not be set to ${level} because it depends on metadata.version=${needed} (${metadataVersionName(needed)})`
      : `${feature} could not be set to ${level} because it depends on ${other} level ${needed}`
  }
  return null
}

/**
 * Eligible leaders are only safe when all brokers agree on min.insync.replicas: the cluster gets one value, and brokers
 * lose their own (KIP-966).
 */
export function minInSyncReplicasRecords(
  image: MetadataImage,
  { minInSyncReplicas }: Pick<ControllerOptions, 'minInSyncReplicas'>,
): MetadataRecord[] {
  const records: MetadataRecord[] = []
  const { BROKER } = ConfigResourceType
  if (!configsOf(image, BROKER, '').has(MIN_IN_SYNC_REPLICAS)) {
    records.push(configChange(BROKER, '', MIN_IN_SYNC_REPLICAS, String(minInSyncReplicas)))
  }
  for (const { type, name, values } of image.configs.values()) {
    if (type !== BROKER || name === '' || !values.has(MIN_IN_SYNC_REPLICAS)) continue
    records.push(configChange(BROKER, name, MIN_IN_SYNC_REPLICAS, null))
  }
  return records
}
