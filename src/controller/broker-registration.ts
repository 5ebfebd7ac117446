/**
 * Brokers register, send heartbeats, are fenced and unfenced (KIP-631). A broker epoch is the offset of its registration
 * record. What brokers said last is soft state: a new controller gives everyone a full session.
 */
import type { Uuid } from '../base/uuid.ts'
import type { BrokerImage, MetadataImage } from '../metadata/image.ts'
import { brokerRecord, METADATA_VERSION } from '../metadata/image-records.ts'
import { recordVersions } from '../metadata/record-versions.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { BrokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import { BrokerHeartbeatResponse } from '../protocol/generated/broker-heartbeat-response.ts'
import {
  BrokerRegistrationChangeRecord,
  brokerRegistrationChangeRecord,
} from '../protocol/generated/broker-registration-change-record.ts'
import type { BrokerRegistrationRequest } from '../protocol/generated/broker-registration-request.ts'
import { BrokerRegistrationResponse } from '../protocol/generated/broker-registration-response.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import type { ControllerDecision, ControllerOptions, DecisionInput } from './context.ts'
import { changesForFencedBroker, changesForUnfencedBroker } from './partition-changes.ts'

const FENCE = 1
const UNFENCE = -1
const IN_CONTROLLED_SHUTDOWN = 1

/** When each broker was last heard of. Soft: not in the log, begun anew by every controller. */
export class BrokerSessions {
  private readonly lastHeardMs = new Map<number, number>()
  private readonly timeoutMs: number
  /** Who was not heard of yet is given a full session from here on. */
  private readonly sinceMs: number

  constructor(timeoutMs: number, nowMs: number) {
    this.timeoutMs = timeoutMs
    this.sinceMs = nowMs
  }

  touch(brokerId: number, nowMs: number): void {
    this.lastHeardMs.set(brokerId, nowMs)
  }

  forget(brokerId: number): void {
    this.lastHeardMs.delete(brokerId)
  }

  /** Heard of, and not too long ago. */
  isValid(brokerId: number, nowMs: number): boolean {
    const heardMs = this.lastHeardMs.get(brokerId)
    return heardMs !== undefined && nowMs - heardMs <= this.timeoutMs
  }

  expired(image: MetadataImage, nowMs: number): number[] {
    const out: number[] = []
    for (const broker of image.cluster.brokers.values()) {
      const heardMs = this.lastHeardMs.get(broker.id) ?? this.sinceMs
      if (!broker.fenced && nowMs - heardMs > this.timeoutMs) out.push(broker.id)
    }
    return out
  }
}

function refused(errorCode: number): ControllerDecision<BrokerRegistrationResponse> {
  const reply = new BrokerRegistrationResponse()
  reply.errorCode = errorCode
  return { records: [], reply }
}

export function registerBroker(
  input: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
  request: BrokerRegistrationRequest,
): ControllerDecision<BrokerRegistrationResponse> {
  const { image, nowMs } = input
  if (request.clusterId !== options.clusterId) return refused(ErrorCode.INCONSISTENT_CLUSTER_ID)
  const before = image.cluster.brokers.get(request.brokerId)
  const sameIncarnation = before?.incarnationId === request.incarnationId
  if (before !== undefined && !sameIncarnation && sessions.isValid(request.brokerId, nowMs)) {
    return refused(ErrorCode.DUPLICATE_BROKER_REGISTRATION)
  }
  for (const [name, level] of image.features) {
    const range = request.features.find(feature => feature.name === name)
    const fits = range !== undefined && level >= range.minSupportedVersion && level <= range.maxSupportedVersion
    if (!fits) return refused(ErrorCode.UNSUPPORTED_VERSION)
  }
  if (request.logDirs.length === 0) return refused(ErrorCode.INVALID_REQUEST)
  const foreign = [...image.cluster.brokers.values()].some(
    broker => broker.id !== request.brokerId && broker.directories.some(id => request.logDirs.includes(id)),
  )
  if (foreign) return refused(ErrorCode.INVALID_REGISTRATION)

  const reply = new BrokerRegistrationResponse()
  const records: MetadataRecord[] = []
  // Whoever comes back under a new incarnation was away: its partitions are treated as such first.
  if (before !== undefined && !sameIncarnation) records.push(...changesForFencedBroker(image, request.brokerId))
  // Kafka keeps the epoch of the same incarnation that registers again (a retry, or another controller).
  const epoch = sameIncarnation ? before!.epoch : input.nextOffset + records.length
  const broker: BrokerImage = {
    id: request.brokerId,
    epoch,
    incarnationId: request.incarnationId,
    endpoints: request.listeners.map(({ name, host, port, securityProtocol }) => ({
      name,
      host,
      port,
      securityProtocol,
    })),
    features: request.features.map(feature => ({
      name: feature.name,
      minVersion: feature.minSupportedVersion,
      maxVersion: feature.maxSupportedVersion,
    })),
    rack: request.rack,
    fenced: sameIncarnation ? before!.fenced : true,
    inControlledShutdown: sameIncarnation ? before!.inControlledShutdown : false,
    directories: [...request.logDirs].sort(),
    cordonedDirectories: null,
  }
  records.push(brokerRecord(broker, recordVersions(image.features.get(METADATA_VERSION) ?? 0).registerBroker))
  sessions.touch(request.brokerId, nowMs)
  reply.brokerEpoch = epoch
  return { records, reply }
}

export function brokerHeartbeat(
  input: DecisionInput,
  sessions: BrokerSessions,
  request: BrokerHeartbeatRequest,
): ControllerDecision<BrokerHeartbeatResponse> {
  const { image, nowMs } = input
  const reply = new BrokerHeartbeatResponse()
  const broker = image.cluster.brokers.get(request.brokerId)
  if (broker === undefined) {
    reply.errorCode = ErrorCode.BROKER_ID_NOT_REGISTERED
    return { records: [], reply }
  }
  if (broker.epoch !== request.brokerEpoch) {
    reply.errorCode = ErrorCode.STALE_BROKER_EPOCH
    return { records: [], reply }
  }
  sessions.touch(request.brokerId, nowMs)
  const caughtUp = request.currentMetadataOffset >= broker.epoch
  const records: MetadataRecord[] = []
  let { fenced } = broker
  if (request.wantShutDown && !broker.inControlledShutdown && !fenced) {
    records.push(registrationChange(broker, { inControlledShutdown: IN_CONTROLLED_SHUTDOWN }))
    records.push(...changesForFencedBroker(image, broker.id))
  } else if (request.wantFence && !fenced) {
    records.push(...fenceRecords(image, broker))
    fenced = true
  } else if (!request.wantFence && !request.wantShutDown && fenced && caughtUp) {
    records.push(registrationChange(broker, { fenced: UNFENCE }))
    records.push(...changesForUnfencedBroker(image, broker.id))
    fenced = false
  }
  // A partition whose only in-sync replica is this broker cannot move: its leadership ends with the broker.
  const leads = [...image.topics.all()].some(topic =>
    [...topic.partitions.values()].some(
      partition => partition.leader === broker.id && partition.isr.some(id => id !== broker.id),
    ),
  )
  reply.isCaughtUp = caughtUp
  reply.isFenced = fenced
  reply.shouldShutDown = request.wantShutDown && (fenced || !leads || broker.inControlledShutdown)
  return { records, reply }
}

function registrationChange(
  broker: BrokerImage,
  change: { fenced?: number; inControlledShutdown?: number; logDirs?: Uuid[] },
): MetadataRecord {
  const record = Object.assign(new BrokerRegistrationChangeRecord(), change)
  record.brokerId = broker.id
  record.brokerEpoch = broker.epoch
  return metadataRecord(brokerRegistrationChangeRecord, change.logDirs !== undefined ? 2 : 1, record)
}

export function fenceRecords(image: MetadataImage, broker: BrokerImage): MetadataRecord[] {
  return [registrationChange(broker, { fenced: FENCE }), ...changesForFencedBroker(image, broker.id)]
}

/** Periodic: brokers that were not heard of for `broker.session.timeout.ms` are fenced. */
export function fenceExpired(input: DecisionInput, sessions: BrokerSessions): ControllerDecision<null> {
  const records: MetadataRecord[] = []
  for (const id of sessions.expired(input.image, input.nowMs)) {
    records.push(...fenceRecords(input.image, input.image.cluster.brokers.get(id)!))
    // One at a time: the next decision sees what became of the partitions.
    break
  }
  return { records, reply: null }
}
