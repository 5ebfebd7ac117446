/**
 * Brokers register (KIP-631) and are unregistered (KIP-746), controllers likewise (KIP-919, KIP-1312). A broker epoch is the offset
 * at which the registration was decided; a broker that starts anew comes under a new incarnation.
 */
import type { Uuid } from '../base/uuid.ts'
import { capabilitiesOf, METADATA_VERSION, metadataVersionOf } from '../metadata/feature-levels.ts'
import type { BrokerImage, MetadataImage } from '../metadata/image.ts'
import { brokerRecord, controllerRecord } from '../metadata/image-records.ts'
import { recordVersions } from '../metadata/record-versions.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { BrokerRegistrationRequest, Feature } from '../protocol/generated/broker-registration-request.ts'
import { BrokerRegistrationResponse } from '../protocol/generated/broker-registration-response.ts'
import type { ControllerRegistrationRequest } from '../protocol/generated/controller-registration-request.ts'
import { ControllerRegistrationResponse } from '../protocol/generated/controller-registration-response.ts'
import { UnregisterBrokerRecord, unregisterBrokerRecord } from '../protocol/generated/unregister-broker-record.ts'
import type { UnregisterBrokerRequest } from '../protocol/generated/unregister-broker-request.ts'
import { UnregisterBrokerResponse } from '../protocol/generated/unregister-broker-response.ts'
import {
  UnregisterControllerRecord,
  unregisterControllerRecord,
} from '../protocol/generated/unregister-controller-record.ts'
import type { UnregisterControllerRequest } from '../protocol/generated/unregister-controller-request.ts'
import { UnregisterControllerResponse } from '../protocol/generated/unregister-controller-response.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import type { BrokerSessions } from './broker-sessions.ts'
import { isReservedDirectory } from './cluster-state.ts'
import { type ControllerDecision, type ControllerOptions, type DecisionInput, RequestError } from './context.ts'
import type { FeatureInput } from './feature-updates.ts'
import { changesForGoneBroker, changesForUncleanBroker, changesForUnregisteredBroker } from './partition-changes.ts'

/** From here on brokers tell the epoch of their last clean stop (KIP-966). */
const FIRST_CLEAN_SHUTDOWN_VERSION = 3
/** A broker that says nothing of metadata.version is from the days of its first level. */
const OLDEST_METADATA_VERSION = 1

export function registerBroker(
  input: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
  request: BrokerRegistrationRequest,
  apiVersion: number,
): ControllerDecision<BrokerRegistrationResponse> {
  const { image, nowMs, nextOffset } = input
  const before = image.cluster.brokers.get(request.brokerId)
  const features = withMetadataVersion(request.features)
  const problem = registrationProblem(input, options, sessions, request, features)
  const reply = new BrokerRegistrationResponse()
  if (problem !== null) {
    reply.errorCode = problem
    return { records: [], reply }
  }
  const sameIncarnation = before?.incarnationId === request.incarnationId
  const records: MetadataRecord[] = []
  if (!sameIncarnation && before !== undefined) {
    // Whoever comes back under a new incarnation was away: its partitions are treated as such first.
    const isClean = apiVersion < FIRST_CLEAN_SHUTDOWN_VERSION || before.epoch === request.previousBrokerEpoch
    const unclean = !isClean && capabilitiesOf(image).eligibleLeaderReplicas
    records.push(...(unclean ? changesForUncleanBroker : changesForGoneBroker)(image, options, request.brokerId))
  }
  const broker: BrokerImage = {
    id: request.brokerId,
    // The same incarnation keeps its epoch: it repeats itself, or talks to another controller.
    epoch: sameIncarnation ? before!.epoch : nextOffset,
    incarnationId: request.incarnationId,
    endpoints: request.listeners.map(({ name, host, port, securityProtocol }) => ({
      name,
      host,
      port,
      securityProtocol,
    })),
    features: features.map(({ name, minSupportedVersion, maxSupportedVersion }) => ({
      name,
      minVersion: minSupportedVersion,
      maxVersion: maxSupportedVersion,
    })),
    rack: request.rack,
    fenced: sameIncarnation ? before!.fenced : true,
    inControlledShutdown: sameIncarnation ? before!.inControlledShutdown : false,
    directories: [...request.logDirs].sort(),
    cordonedDirectories: null,
  }
  records.push(brokerRecord(broker, recordVersions(metadataVersionOf(image)).registerBroker))
  sessions.touch(broker.id, broker.epoch, nowMs)
  reply.brokerEpoch = broker.epoch
  return { records, reply, splittable: true }
}

function withMetadataVersion(features: readonly Feature[]): readonly Feature[] {
  if (features.some(({ name }) => name === METADATA_VERSION)) return features
  const level = { minSupportedVersion: OLDEST_METADATA_VERSION, maxSupportedVersion: OLDEST_METADATA_VERSION }
  return [...features, { name: METADATA_VERSION, ...level }]
}

function registrationProblem(
  { image, nowMs }: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
  request: BrokerRegistrationRequest,
  features: readonly Feature[],
): number | null {
  if (request.clusterId !== options.clusterId) return ErrorCode.INCONSISTENT_CLUSTER_ID
  const before = image.cluster.brokers.get(request.brokerId)
  if (
    before !== undefined &&
    before.incarnationId !== request.incarnationId &&
    // One that said that it stops is not expected to be there still.
    !before.inControlledShutdown &&
    sessions.isValid(before.id, before.epoch, nowMs)
  ) {
    return ErrorCode.DUPLICATE_BROKER_REGISTRATION
  }
  // There are no brokers of ZooKeeper's any more.
  if (request.isMigratingZkBroker) return ErrorCode.BROKER_ID_NOT_REGISTERED
  if (capabilitiesOf(image).directoryAssignment && !directoriesFit(image, request.brokerId, request.logDirs)) {
    return ErrorCode.INVALID_REGISTRATION
  }
  return supportsFinalized(image, features) ? null : ErrorCode.UNSUPPORTED_VERSION
}

function directoriesFit(image: MetadataImage, brokerId: number, directories: readonly Uuid[]): boolean {
  if (directories.length === 0 || directories.some(isReservedDirectory)) return false
  if (new Set(directories).size !== directories.length) return false
  return [...image.cluster.brokers.values()].every(
    broker => broker.id === brokerId || !broker.directories.some(id => directories.includes(id)),
  )
}

function supportsFinalized(image: MetadataImage, features: readonly Feature[]): boolean {
  const knows = new Set(features.map(({ name }) => name))
  for (const { name, minSupportedVersion, maxSupportedVersion } of features) {
    const level = image.features.get(name) ?? (name === METADATA_VERSION ? OLDEST_METADATA_VERSION : 0)
    if (level < minSupportedVersion || level > maxSupportedVersion) return false
  }
  return [...image.features].every(([name, level]) => level === 0 || knows.has(name))
}

/** KIP-746: takes a broker out of the metadata, dead or alive; a live one registers again by itself. */
export function unregisterBroker(
  { image }: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
  { brokerId }: UnregisterBrokerRequest,
): ControllerDecision<UnregisterBrokerResponse> {
  const reply = new UnregisterBrokerResponse()
  reply.errorMessage = null
  const broker = image.cluster.brokers.get(brokerId)
  if (broker === undefined) {
    reply.errorCode = ErrorCode.BROKER_ID_NOT_REGISTERED
    reply.errorMessage = `Broker ID ${brokerId} is not currently registered`
    return { records: [], reply }
  }
  const record = Object.assign(new UnregisterBrokerRecord(), { brokerId, brokerEpoch: broker.epoch })
  sessions.forget(brokerId)
  return {
    records: [
      ...changesForUnregisteredBroker(image, options, brokerId),
      metadataRecord(unregisterBrokerRecord, 0, record),
    ],
    reply,
    splittable: true,
  }
}

/** KIP-919: what a controller can do and where it is found; every controller registers with the active one. */
export function registerController(
  { image }: DecisionInput,
  request: ControllerRegistrationRequest,
): ControllerDecision<ControllerRegistrationResponse> {
  const reply = new ControllerRegistrationResponse()
  reply.errorMessage = null
  if (!capabilitiesOf(image).controllerRegistration) {
    reply.errorCode = ErrorCode.UNSUPPORTED_VERSION
    reply.errorMessage = 'The current MetadataVersion is too old to support controller registrations.'
    return { records: [], reply }
  }
  const record = controllerRecord({
    id: request.controllerId,
    incarnationId: request.incarnationId,
    zkMigrationReady: false,
    endpoints: request.listeners,
    features: request.features.map(({ name, minSupportedVersion, maxSupportedVersion }) => ({
      name,
      minVersion: minSupportedVersion,
      maxVersion: maxSupportedVersion,
    })),
  })
  return { records: [record], reply }
}

/**
 * KIP-1312: takes a controller that is gone for good out of the metadata, so that what it supported holds no feature level back. One that lives registers
 * again by itself.
 */
export function unregisterController(
  { image, controllerId: ownId }: FeatureInput,
  { controllerId }: UnregisterControllerRequest,
): ControllerDecision<UnregisterControllerResponse> {
  const reply = new UnregisterControllerResponse()
  reply.errorMessage = null
  const refuse = (errorCode: number, errorMessage: string): ControllerDecision<UnregisterControllerResponse> => ({
    records: [],
    reply: Object.assign(reply, { errorCode, errorMessage }),
  })
  if (controllerId === ownId) {
    return refuse(ErrorCode.INVALID_REQUEST, 'Controller cannot unregister itself while it is active.')
  }
  if (!capabilitiesOf(image).controllerUnregistration) {
    return refuse(
      ErrorCode.UNSUPPORTED_VERSION,
      'The current MetadataVersion is too old to support controller unregistration.',
    )
  }
  if (!image.cluster.controllers.has(controllerId)) {
    return refuse(ErrorCode.CONTROLLER_ID_NOT_REGISTERED, `Controller ID ${controllerId} is not currently registered.`)
  }
  const record = Object.assign(new UnregisterControllerRecord(), { controllerId })
  return { records: [metadataRecord(unregisterControllerRecord, 0, record)], reply }
}

/** Throws STALE_BROKER_EPOCH unless this is the broker that is registered now. */
export function registeredBroker(image: MetadataImage, brokerId: number, brokerEpoch: number): BrokerImage {
  const broker = image.cluster.brokers.get(brokerId)
  if (broker === undefined) {
    throw new RequestError(ErrorCode.STALE_BROKER_EPOCH, `No broker registration found for broker id ${brokerId}`)
  }
  if (broker.epoch !== brokerEpoch) {
    throw new RequestError(
      ErrorCode.STALE_BROKER_EPOCH,
      `Expected broker epoch ${broker.epoch}, but got broker epoch ${brokerEpoch}`,
    )
  }
  return broker
}
