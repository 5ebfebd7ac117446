/**
 * ElectLeaders (KIP-183 preferred, KIP-460 unclean), and the elections that nobody asks for: back to preferred leaders
 * (`auto.leader.rebalance.enable`) and, where topics allow it, of anyone for partitions without a leader.
 */
import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { ElectLeadersRequest } from '../protocol/generated/elect-leaders-request.ts'
import {
  ElectLeadersResponse,
  PartitionResult,
  ReplicaElectionResult,
} from '../protocol/generated/elect-leaders-response.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import type { ControllerDecision, ControllerOptions, DecisionInput } from './context.ts'
import { partitionChange } from './partition-changes.ts'
import { allowsUncleanElection, partitionRules } from './partition-rules.ts'
import { type Election, NO_LEADER, updatePartition } from './partition-update.ts'

/** Kafka's own words, which tools print. */
const REFUSALS: ReadonlyMap<number, string> = new Map([
  [ErrorCode.ELECTION_NOT_NEEDED, 'Leader election not needed for topic partition.'],
  [ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE, 'The preferred leader was not available.'],
  [ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE, 'Eligible topic partition leaders are not available.'],
])
const PREFERRED = 0
const UNCLEAN = 1
/** Kafka's `ReplicationControlManager.MAX_ELECTIONS_PER_IMBALANCE`. */
const MAX_ELECTIONS_PER_ROUND = 1000

export function electLeaders(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: ElectLeadersRequest,
): ControllerDecision<ElectLeadersResponse> {
  const { electionType, topicPartitions } = request
  const response = new ElectLeadersResponse()
  if (electionType !== PREFERRED && electionType !== UNCLEAN) {
    const error = { errorCode: ErrorCode.INVALID_REQUEST, errorMessage: `Unknown election type ${electionType}` }
    response.errorCode = ErrorCode.INVALID_REQUEST
    response.replicaElectionResults = (topicPartitions ?? []).map(({ topic, partitions }) => {
      const partitionResult = partitions.map(partitionId =>
        Object.assign(new PartitionResult(), { partitionId, ...error }),
      )
      return Object.assign(new ReplicaElectionResult(), { topic, partitionResult })
    })
    return { records: [], reply: response }
  }
  const election = electionType === UNCLEAN ? 'unclean' : 'preferred'
  const records: MetadataRecord[] = []
  const asked =
    topicPartitions ??
    [...image.topics.all()].map(({ name, partitions }) => ({ topic: name, partitions: [...partitions.keys()] }))
  for (const { topic, partitions } of asked) {
    const results = Object.assign(new ReplicaElectionResult(), { topic })
    response.replicaElectionResults.push(results)
    for (const partitionId of partitions) {
      const result = electOne(image, options, topic, partitionId, election, records)
      // Who asks for all wants to hear only of those that were not as they should be.
      if (topicPartitions === null && result.errorCode === ErrorCode.ELECTION_NOT_NEEDED) continue
      results.partitionResult.push(result)
    }
  }
  return { records, reply: response, splittable: true }
}

function electOne(
  image: MetadataImage,
  options: ControllerOptions,
  name: string,
  partitionId: number,
  election: Election,
  records: MetadataRecord[],
): PartitionResult {
  const result = new PartitionResult()
  result.partitionId = partitionId
  result.errorMessage = null
  const refuse = (errorCode: number, message = REFUSALS.get(errorCode)!): PartitionResult => {
    result.errorCode = errorCode
    result.errorMessage = message
    return result
  }
  const topic = image.topics.byName(name)
  if (topic === undefined) return refuse(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `No such topic as ${name}`)
  const partition = topic.partitions.get(partitionId)
  if (partition === undefined) {
    return refuse(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `No such partition as ${name}-${partitionId}`)
  }
  const fine = election === 'preferred' ? hasPreferredLeader(partition) : partition.leader !== NO_LEADER
  if (fine) return refuse(ErrorCode.ELECTION_NOT_NEEDED)
  if (elect(image, options, topic, partitionId, partition, election, records)) return result
  return refuse(
    election === 'preferred' ? ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE : ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE,
  )
}

function hasPreferredLeader({ leader, replicas }: PartitionImage): boolean {
  return leader === replicas[0]
}

/** Whether anything changed. */
function elect(
  image: MetadataImage,
  options: ControllerOptions,
  topic: TopicImage,
  index: number,
  partition: PartitionImage,
  election: Election,
  records: MetadataRecord[],
): boolean {
  const change = updatePartition(partition, {}, partitionRules(image, options, topic, partition, { election }))
  if (change === null) return false
  records.push(partitionChange(image, topic.id, index, change))
  return true
}

function* partitionsOf(image: MetadataImage): IterableIterator<[TopicImage, number, PartitionImage]> {
  for (const topic of image.topics.all())
    for (const [index, partition] of topic.partitions) yield [topic, index, partition]
}

/** Periodic, every `leader.imbalance.check.interval.seconds`. */
export function balanceLeaders({ image }: DecisionInput, options: ControllerOptions): ControllerDecision<null> {
  const records: MetadataRecord[] = []
  for (const [topic, index, partition] of partitionsOf(image)) {
    if (records.length >= MAX_ELECTIONS_PER_ROUND) break
    if (!hasPreferredLeader(partition)) elect(image, options, topic, index, partition, 'preferred', records)
  }
  return { records, reply: null, splittable: true }
}

/** Periodic, every `unclean.leader.election.interval.ms`. */
export function electUncleanLeaders({ image }: DecisionInput, options: ControllerOptions): ControllerDecision<null> {
  const records: MetadataRecord[] = []
  for (const [topic, index, partition] of partitionsOf(image)) {
    if (records.length >= MAX_ELECTIONS_PER_ROUND) break
    if (partition.leader !== NO_LEADER || !allowsUncleanElection(image, options, topic.name)) continue
    elect(image, options, topic, index, partition, 'unclean', records)
  }
  return { records, reply: null, splittable: true }
}
