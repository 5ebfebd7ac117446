/**
 * Brokers register (KIP-631) and are unregistered (KIP-746), controllers likewise (KIP-919, KIP-1312). A broker epoch
 * is the offset at which the registration was decided; a broker that starts anew comes under a new incarnation.
 */
import type { Uuid } from '../base/uuid.ts'
import { capabilitiesOf, METADATA_VERSION, metadataVersionOf } from '../metadata/feature-levels.ts'
import { type BrokerImage, endpointImage, featureRangeImage, type MetadataImage } from '../metadata/image.ts'
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
import type { ControllerDecision, ControllerOptions, DecisionInput } from './context.ts'
import type { FeatureInput } from './feature-updates.ts'
import { changesForGoneBroker, changesForUncleanBroker, changesForUnregisteredBroker } from './partition-changes.ts'

/** From here on brokers tell the epoch of their last clean stop (KIP-966). */
const FIRST_CLEAN_SHUTDOWN_VERSION = 3

export function registerBroker(
  input: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
  request: BrokerRegistrationRequest,
  apiVersion: number,
): ControllerDecision<BrokerRegistrationResponse> {
  const { image, nextOffset } = input
  const before = image.cluster.brokers.get(request.brokerId)
  const problem = registrationProblem(input, options, sessions, request)
  const reply = new BrokerRegistrationResponse()
  if (problem !== ErrorCode.NONE) {
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
    endpoints: request.listeners.map(endpointImage),
    features: request.features.map(featureRangeImage),
    rack: request.rack,
    fenced: sameIncarnation ? before!.fenced : true,
    inControlledShutdown: sameIncarnation ? before!.inControlledShutdown : false,
    directories: [...request.logDirs].sort(),
    cordonedDirectories: null,
  }
  records.push(brokerRecord(broker, recordVersions(metadataVersionOf(image)).registerBroker))
  reply.brokerEpoch = broker.epoch
  return { records, reply, splittable: true }
}

function registrationProblem(
  { image, nowMs }: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
  request: BrokerRegistrationRequest,
): number {
  if (request.clusterId !== options.clusterId) return ErrorCode.INCONSISTENT_CLUSTER_ID
  const before = image.cluster.brokers.get(request.brokerId)
  if (
    before !== undefined &&
    before.incarnationId !== request.incarnationId &&
    // One that said that it stops is not expected to be there still.
    !before.inControlledShutdown &&
    sessions.isValid(before.id, before.epoch, nowMs) &&
    !(sessions.isCutOff(before.id) && hasAddressesOf(before, request))
  ) {
    return ErrorCode.DUPLICATE_BROKER_REGISTRATION
  }
  // There are no brokers of ZooKeeper's any more.
  if (request.isMigratingZkBroker) return ErrorCode.BROKER_ID_NOT_REGISTERED
  if (capabilitiesOf(image).directoryAssignment && !directoriesFit(image, request.brokerId, request.logDirs)) {
    return ErrorCode.INVALID_REGISTRATION
  }
  return featuresProblem(image, request.features)
}

/**
 * Whoever listens where the other did, when that one's connection is gone, has its place: two processes cannot. Kafka
 * waits for the end of the session, so a broker that is killed and back at once stays away for seconds.
 */
function hasAddressesOf({ endpoints }: BrokerImage, { listeners }: BrokerRegistrationRequest): boolean {
  return (
    endpoints.length > 0 &&
    endpoints.length === listeners.length &&
    endpoints.every(({ name, host, port }) =>
      listeners.some(listener => listener.name === name && listener.host === host && listener.port === port),
    )
  )
}

function directoriesFit(image: MetadataImage, brokerId: number, directories: readonly Uuid[]): boolean {
  if (directories.length === 0 || directories.some(isReservedDirectory)) return false
  if (new Set(directories).size !== directories.length) return false
  return [...image.cluster.brokers.values()].every(
    broker => broker.id === brokerId || !broker.directories.some(id => directories.includes(id)),
  )
}

/**
 * NONE, or what is wrong with the features of a broker: it must support all that is finalized, and say so
 * of metadata.version.
 */
function featuresProblem(image: MetadataImage, features: readonly Feature[]): number {
  const fits = features.every(({ name, minSupportedVersion, maxSupportedVersion }) => {
    const level = image.features.get(name) ?? 0
    return level >= minSupportedVersion && level <= maxSupportedVersion
  })
  if (!fits) return ErrorCode.UNSUPPORTED_VERSION
  const knows = new Set(features.map(({ name }) => name))
  if (!knows.has(METADATA_VERSION)) return ErrorCode.INVALID_REGISTRATION
  const knowsAll = [...image.features].every(([name, level]) => level === 0 || knows.has(name))
  return knowsAll ? ErrorCode.NONE : ErrorCode.UNSUPPORTED_VERSION
}

/** KIP-746: takes a broker out of the metadata, dead or alive; a live one registers again by itself. */
export function unregisterBroker(
  { image }: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
  { brokerId }: UnregisterBrokerRequest,
): ControllerDecision<UnregisterBrokerResponse> {
  const reply = new UnregisterBrokerResponse()
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
    features: request.features.map(featureRangeImage),
  })
  return { records: [record], reply }
}

/**
 * KIP-1312: takes a controller that is gone for good out of the metadata, so that what it supported holds no feature
 * level back. One that lives registers again by itself.
 */
export function unregisterController(
  { image, controllerId: ownId }: FeatureInput,
  { controllerId }: UnregisterControllerRequest,
): ControllerDecision<UnregisterControllerResponse> {
  const reply = new UnregisterControllerResponse()
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

/** The broker under the registration that counts now; null for any other one, which is told STALE_BROKER_EPOCH. */
export function registeredBroker(image: MetadataImage, brokerId: number, brokerEpoch: number): BrokerImage | null {
  const broker = image.cluster.brokers.get(brokerId)
  return broker?.epoch === brokerEpoch ? broker : null
}
