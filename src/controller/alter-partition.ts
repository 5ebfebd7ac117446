/**
 * AlterPartition (KIP-497, KIP-841, KIP-903): the leader proposes who is in sync and says that it has recovered. Refused
 * one by one; a leader that knows a later epoch than this controller is told to look for another controller.
 */
import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/image.ts'
import { NO_LEADER_CHANGE } from '../metadata/partition-change.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { AlterPartitionRequest, PartitionData as Proposal } from '../protocol/generated/alter-partition-request.ts'
import { AlterPartitionResponse, PartitionData, TopicData } from '../protocol/generated/alter-partition-response.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import { registeredBroker } from './broker-registration.ts'
import { isActive } from './cluster-state.ts'
import type { ControllerDecision, ControllerOptions, DecisionInput } from './context.ts'
import { partitionChange } from './partition-changes.ts'
import { partitionRules } from './partition-rules.ts'
import { RECOVERED, RECOVERING, updatedPartition, updatePartition } from './partition-update.ts'

/** From here on every proposed member comes with its broker epoch (KIP-903). */
const FIRST_EPOCHS_VERSION = 3
const ANY_EPOCH = -1

interface Member {
  readonly brokerId: number
  readonly brokerEpoch: number
}

export function alterPartition(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: AlterPartitionRequest,
  apiVersion: number,
): ControllerDecision<AlterPartitionResponse> {
  const response = new AlterPartitionResponse()
  const records: MetadataRecord[] = []
  if (registeredBroker(image, request.brokerId, request.brokerEpoch) === null) {
    response.errorCode = ErrorCode.STALE_BROKER_EPOCH
    return { records, reply: response }
  }
  for (const { topicId, partitions } of request.topics) {
    const topic = image.topics.byId(topicId)
    const results = new TopicData()
    results.topicId = topicId
    response.topics.push(results)
    for (const proposal of partitions) {
      const members =
        apiVersion >= FIRST_EPOCHS_VERSION
          ? proposal.newIsrWithEpochs
          : proposal.newIsr.map(brokerId => ({ brokerId, brokerEpoch: ANY_EPOCH }))
      results.partitions.push(alterOne(image, options, request.brokerId, topic, proposal, members, records))
    }
  }
  return { records, reply: response, splittable: true }
}

function alterOne(
  image: MetadataImage,
  options: ControllerOptions,
  brokerId: number,
  topic: TopicImage | undefined,
  proposal: Proposal,
  members: readonly Member[],
  records: MetadataRecord[],
): PartitionData {
  const result = new PartitionData()
  result.partitionIndex = proposal.partitionIndex
  const partition = topic?.partitions.get(proposal.partitionIndex)
  if (topic === undefined || partition === undefined) {
    result.errorCode = topic === undefined ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
    return result
  }
  result.errorCode = proposalProblem(image, brokerId, partition, proposal, members)
  if (result.errorCode !== ErrorCode.NONE) return result
  const isr = members.map(member => member.brokerId)
  const rules = partitionRules(image, options, topic, partition)
  const change = updatePartition(partition, { isr, leaderRecoveryState: proposal.leaderRecoveryState }, rules)
  if (change !== null) {
    records.push(partitionChange(image, topic.id, proposal.partitionIndex, change))
    // The end of a reassignment may take leadership from the very broker that asked.
    if (change.leader !== NO_LEADER_CHANGE && change.leader !== brokerId) {
      result.errorCode = ErrorCode.NEW_LEADER_ELECTED
      return result
    }
  }
  const after = updatedPartition(partition, change)
  result.leaderId = after.leader
  result.leaderEpoch = after.leaderEpoch
  result.isr = [...after.isr]
  result.leaderRecoveryState = after.leaderRecoveryState
  result.partitionEpoch = after.partitionEpoch
  return result
}

function proposalProblem(
  image: MetadataImage,
  brokerId: number,
  partition: PartitionImage,
  { leaderEpoch, partitionEpoch, leaderRecoveryState }: Proposal,
  members: readonly Member[],
): number {
  if (leaderEpoch > partition.leaderEpoch || partitionEpoch > partition.partitionEpoch) return ErrorCode.NOT_CONTROLLER
  if (leaderEpoch < partition.leaderEpoch) return ErrorCode.FENCED_LEADER_EPOCH
  if (brokerId !== partition.leader) return ErrorCode.INVALID_REQUEST
  if (partitionEpoch < partition.partitionEpoch) return ErrorCode.INVALID_UPDATE_VERSION
  const isr = members.map(member => member.brokerId)
  const valid = isr.length > 0 && new Set(isr).size === isr.length && isr.every(id => partition.replicas.includes(id))
  if (!valid || !isr.includes(partition.leader)) return ErrorCode.INVALID_REQUEST
  if (leaderRecoveryState !== RECOVERED && leaderRecoveryState !== RECOVERING) return ErrorCode.INVALID_REQUEST
  // A leader that was elected without being in sync decides alone until it has recovered (KIP-704).
  if (leaderRecoveryState === RECOVERING && isr.length > 1) return ErrorCode.INVALID_REQUEST
  if (leaderRecoveryState === RECOVERING && partition.leaderRecoveryState === RECOVERED) {
    return ErrorCode.INVALID_REQUEST
  }
  const eligible = ({ brokerId: id, brokerEpoch }: Member): boolean =>
    isActive(image, id) && (brokerEpoch === ANY_EPOCH || image.cluster.brokers.get(id)?.epoch === brokerEpoch)
  return members.every(eligible) ? ErrorCode.NONE : ErrorCode.INELIGIBLE_REPLICA
}
