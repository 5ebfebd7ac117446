/**
 * Heartbeats of brokers (KIP-631). A broker is fenced until it has read the metadata up to its own registration; then
 * unfenced; it leaves through a controlled shutdown, in which others take over what it leads, and ends fenced.
 *
 *     fenced ──caught up──▸ unfenced ──wants to stop, leads something──▸ in controlled shutdown
 *       ▴                     │  │                                                  │ leads nothing, others know
 *       └────wants fencing────┘  └──wants to stop, leads nothing──▸ may stop ◂───────┘
 */
import type { Uuid } from '../base/uuid.ts'
import { capabilitiesOf } from '../metadata/feature-levels.ts'
import type { BrokerImage, MetadataImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { BrokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import { BrokerHeartbeatResponse } from '../protocol/generated/broker-heartbeat-response.ts'
import {
  BrokerRegistrationChangeRecord,
  brokerRegistrationChangeRecord,
} from '../protocol/generated/broker-registration-change-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { registeredBroker } from './broker-registration.ts'
import type { BrokerSessions } from './broker-sessions.ts'
import type { ControllerDecision, ControllerOptions, DecisionInput } from './context.ts'
import { changesForGoneBroker, changesForOfflineDirectories, changesForUnfencedBroker } from './partition-changes.ts'

const FENCE = 1
const UNFENCE = -1
const IN_CONTROLLED_SHUTDOWN = 1

type State = 'fenced' | 'unfenced' | 'in-controlled-shutdown' | 'may-stop'

export function brokerHeartbeat(
  input: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
  request: BrokerHeartbeatRequest,
): ControllerDecision<BrokerHeartbeatResponse> {
  const reply = new BrokerHeartbeatResponse()
  const broker = registeredBroker(input.image, request.brokerId, request.brokerEpoch)
  if (broker === null) {
    reply.errorCode = ErrorCode.STALE_BROKER_EPOCH
    return { records: [], reply }
  }
  const { image, nowMs, nextOffset } = input
  sessions.touch(broker.id, broker.epoch, nowMs, request.currentMetadataOffset)
  const before = stateOf(broker)
  const next = nextState(image, sessions, broker, request)
  const records: MetadataRecord[] = []
  if (next !== before) {
    if (next === 'unfenced') records.push(...unfenceRecords(image, options, broker))
    else if (next === 'in-controlled-shutdown') {
      records.push(registrationChange(broker, { inControlledShutdown: IN_CONTROLLED_SHUTDOWN }))
      records.push(...changesForGoneBroker(image, options, broker.id))
      sessions.beginShutdown(broker.id, nextOffset + records.length - 1)
    } else if (before !== 'fenced') records.push(...fenceRecords(image, options, broker))
  }
  // It has our word that it may go: whoever registers under its id now is its next life, not a second one beside it.
  if (next === 'may-stop') sessions.forget(broker.id)
  records.push(...directoryRecords(image, options, broker, request))
  reply.isCaughtUp = hasReadRegistration(broker, request)
  reply.isFenced = next === 'fenced' || next === 'may-stop'
  reply.shouldShutDown = next === 'may-stop'
  return { records, reply, splittable: true }
}

function stateOf({ fenced, inControlledShutdown }: BrokerImage): State {
  if (fenced) return 'fenced'
  return inControlledShutdown ? 'in-controlled-shutdown' : 'unfenced'
}

function hasReadRegistration(broker: BrokerImage, { currentMetadataOffset }: BrokerHeartbeatRequest): boolean {
  return currentMetadataOffset >= broker.epoch
}

function nextState(
  image: MetadataImage,
  sessions: BrokerSessions,
  broker: BrokerImage,
  request: BrokerHeartbeatRequest,
): State {
  const { wantFence, wantShutDown } = request
  switch (stateOf(broker)) {
    case 'fenced':
      if (wantShutDown) return 'may-stop'
      return !wantFence && hasReadRegistration(broker, request) ? 'unfenced' : 'fenced'
    case 'unfenced':
      if (wantFence) return wantShutDown ? 'may-stop' : 'fenced'
      if (!wantShutDown) return 'unfenced'
      return leadsAnything(image, broker.id) ? 'in-controlled-shutdown' : 'may-stop'
    default:
      return !leadsAnything(image, broker.id) && sessions.mayFinishShutdown(image, broker.id)
        ? 'may-stop'
        : 'in-controlled-shutdown'
  }
}

function leadsAnything(image: MetadataImage, brokerId: number): boolean {
  for (const { partitions } of image.topics.all()) {
    for (const { leader } of partitions.values()) if (leader === brokerId) return true
  }
  return false
}

/** KIP-858, KIP-1066: directories that failed, and those that take no new replicas. */
function directoryRecords(
  image: MetadataImage,
  options: ControllerOptions,
  broker: BrokerImage,
  { offlineLogDirs, cordonedLogDirs }: BrokerHeartbeatRequest,
): MetadataRecord[] {
  const { directoryAssignment, cordonedDirectories } = capabilitiesOf(image)
  const records: MetadataRecord[] = []
  if (directoryAssignment) {
    const failed = broker.directories.filter(id => offlineLogDirs.includes(id))
    if (failed.length > 0) {
      records.push(...changesForOfflineDirectories(image, options, broker.id, failed))
      const left = broker.directories.filter(id => !failed.includes(id))
      records.push(registrationChange(broker, { logDirs: left }))
    }
  }
  if (cordonedDirectories && cordonedLogDirs !== null && !sameSet(cordonedLogDirs, broker.cordonedDirectories)) {
    records.push(registrationChange(broker, { cordonedLogDirs: [...cordonedLogDirs] }))
  }
  return records
}

function sameSet(a: readonly Uuid[], b: readonly Uuid[] | null): boolean {
  return b !== null && a.length === b.length && a.every(id => b.includes(id))
}

type RegistrationChange = Partial<
  Pick<BrokerRegistrationChangeRecord, 'fenced' | 'inControlledShutdown' | 'logDirs' | 'cordonedLogDirs'>
>

function registrationChange(broker: BrokerImage, change: RegistrationChange): MetadataRecord {
  const record = Object.assign(new BrokerRegistrationChangeRecord(), change)
  record.brokerId = broker.id
  record.brokerEpoch = broker.epoch
  const version =
    change.cordonedLogDirs !== undefined
      ? 3
      : change.logDirs !== undefined
        ? 2
        : change.inControlledShutdown !== undefined
          ? 1
          : 0
  return metadataRecord(brokerRegistrationChangeRecord, version, record)
}

function fenceRecords(image: MetadataImage, options: ControllerOptions, broker: BrokerImage): MetadataRecord[] {
  return [...changesForGoneBroker(image, options, broker.id), registrationChange(broker, { fenced: FENCE })]
}

function unfenceRecords(image: MetadataImage, options: ControllerOptions, broker: BrokerImage): MetadataRecord[] {
  return [registrationChange(broker, { fenced: UNFENCE }), ...changesForUnfencedBroker(image, options, broker.id)]
}

/** A broker that is known to be gone: it need not be waited for, and its next life may register at once. */
export function fenceGone(
  { image }: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
  brokerId: number,
): ControllerDecision<boolean> {
  const broker = image.cluster.brokers.get(brokerId)
  if (broker === undefined || broker.fenced) return { records: [], reply: false }
  sessions.forget(brokerId)
  return { records: fenceRecords(image, options, broker), reply: true, splittable: true }
}

/**
 * Periodic: a broker that was not heard of for `broker.session.timeout.ms` is fenced. One at a time, so that the next
 * decision sees what became of the partitions.
 */
export function fenceExpired(
  { image, nowMs }: DecisionInput,
  options: ControllerOptions,
  sessions: BrokerSessions,
): ControllerDecision<number | null> {
  const id = sessions.longestExpired(image, nowMs)
  if (id === null) return { records: [], reply: null }
  return { records: fenceRecords(image, options, image.cluster.brokers.get(id)!), reply: id, splittable: true }
}
