/** CreateTopics and CreatePartitions (KIP-4, KIP-195): what must hold, and the records that do it. */
import { type Uuid, uuidFromRandom, ZERO_UUID } from '../base/uuid.ts'
import { ConfigResourceType, type MetadataImage, type PartitionImage } from '../metadata/image.ts'
import { METADATA_VERSION, partitionRecordOf } from '../metadata/image-records.ts'
import { recordVersions } from '../metadata/record-versions.ts'
import { collisionKey, topicNameProblem } from '../metadata/topic-names.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { ConfigRecord, configRecord } from '../protocol/generated/config-record.ts'
import type { CreatePartitionsRequest, CreatePartitionsTopic } from '../protocol/generated/create-partitions-request.ts'
import {
  CreatePartitionsResponse,
  CreatePartitionsTopicResult,
} from '../protocol/generated/create-partitions-response.ts'
import type { CreatableTopic, CreateTopicsRequest } from '../protocol/generated/create-topics-request.ts'
import {
  CreatableTopicConfigs,
  CreatableTopicResult,
  CreateTopicsResponse,
} from '../protocol/generated/create-topics-response.ts'
import { TopicRecord, topicRecord } from '../protocol/generated/topic-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { type ControllerDecision, type ControllerOptions, type DecisionInput, RequestError } from './context.ts'
import { placeReplicas } from './placement.ts'

/** Kafka's `QuorumController.MAX_RECORDS_PER_USER_OP`. */
const MAX_PARTITIONS_PER_REQUEST = 10_000
const MAX_REPLICATION_FACTOR = 32_767
/** "Any directory": the broker that gets the replica says later which one (KIP-858). */
const UNASSIGNED_DIRECTORY: Uuid = ZERO_UUID

/** What DescribeConfigs would say of a topic; CreateTopics v5+ answers with it (KIP-525). */
export type EffectiveConfigs = (
  topic: string,
  overrides: ReadonlyMap<string, string>,
) => readonly { name: string; value: string | null; readOnly: boolean; source: number; sensitive: boolean }[]

export function createTopics(
  input: DecisionInput,
  options: ControllerOptions,
  request: CreateTopicsRequest,
  effectiveConfigs: EffectiveConfigs,
): ControllerDecision<CreateTopicsResponse> {
  const response = new CreateTopicsResponse()
  const records: MetadataRecord[] = []
  const byName = new Map<string, CreatableTopic[]>()
  for (const topic of request.topics) byName.set(topic.name, [...(byName.get(topic.name) ?? []), topic])
  let partitions = 0
  for (const [name, [topic, ...duplicates]] of byName) {
    const result = new CreatableTopicResult()
    result.name = name
    result.errorMessage = null
    response.topics.push(result)
    try {
      if (duplicates.length > 0) throw new RequestError(ErrorCode.INVALID_REQUEST, 'Duplicate topic name.')
      const made = createTopic(input, options, topic!)
      partitions += made.partitionCount
      if (partitions > MAX_PARTITIONS_PER_REQUEST) {
        throw new RequestError(
          ErrorCode.POLICY_VIOLATION,
          `Excessively large number of partitions per request: only ${MAX_PARTITIONS_PER_REQUEST} are allowed.`,
        )
      }
      if (!request.validateOnly) records.push(...made.records)
      result.topicId = request.validateOnly ? ZERO_UUID : made.topicId
      result.numPartitions = made.partitionCount
      result.replicationFactor = made.replicationFactor
      result.configs = effectiveConfigs(name, made.configs).map(entry => {
        const config = new CreatableTopicConfigs()
        config.name = entry.name
        config.value = entry.sensitive ? null : entry.value
        config.readOnly = entry.readOnly
        config.configSource = entry.source
        config.isSensitive = entry.sensitive
        return config
      })
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      result.errorCode = error.errorCode
      result.errorMessage = error.message
      result.numPartitions = -1
      result.replicationFactor = -1
      result.configs = []
    }
  }
  return { records, reply: response }
}

interface MadeTopic {
  readonly topicId: Uuid
  readonly records: MetadataRecord[]
  readonly partitionCount: number
  readonly replicationFactor: number
  readonly configs: ReadonlyMap<string, string>
}

function createTopic(input: DecisionInput, options: ControllerOptions, topic: CreatableTopic): MadeTopic {
  const { image } = input
  checkName(image, topic.name)
  const configs = checkConfigs(options, topic)
  const assignments =
    topic.assignments.length > 0 ? manualAssignments(image, topic) : automaticAssignments(input, options, topic)
  const topicId = freshTopicId(input)
  const versions = recordVersions(image.features.get(METADATA_VERSION) ?? 0)
  const topicEntry = new TopicRecord()
  topicEntry.name = topic.name
  topicEntry.topicId = topicId
  const records: MetadataRecord[] = [metadataRecord(topicRecord, 0, topicEntry)]
  for (const [key, value] of configs) {
    const config = new ConfigRecord()
    config.resourceType = ConfigResourceType.TOPIC
    config.resourceName = topic.name
    config.name = key
    config.value = value
    records.push(metadataRecord(configRecord, 0, config))
  }
  assignments.forEach((replicas, index) => {
    const partition = freshPartition(image, replicas)
    records.push(partitionRecordOf(topicId, index, partition, versions.partition))
  })
  return {
    topicId,
    records,
    partitionCount: assignments.length,
    replicationFactor: assignments[0]!.length,
    configs,
  }
}

function checkName(image: MetadataImage, name: string): void {
  const problem = topicNameProblem(name)
  if (problem !== null) {
    throw new RequestError(ErrorCode.INVALID_TOPIC_EXCEPTION, `Topic name is invalid: ${problem}`)
  }
  if (image.topics.byName(name) !== undefined) {
    throw new RequestError(ErrorCode.TOPIC_ALREADY_EXISTS, `Topic '${name}' already exists.`)
  }
  if (!/[._]/.test(name)) return
  const key = collisionKey(name)
  // Kafka looks at topics that exist, not at others of the same request.
  const other = [...image.topics.names()].find(existing => existing !== name && collisionKey(existing) === key)
  if (other !== undefined) {
    throw new RequestError(ErrorCode.INVALID_TOPIC_EXCEPTION, `Topic '${name}' collides with existing topic: ${other}`)
  }
}

function checkConfigs(options: ControllerOptions, topic: CreatableTopic): Map<string, string> {
  const configs = new Map<string, string>()
  for (const { name, value } of topic.configs) {
    if (value === null) {
      throw new RequestError(ErrorCode.INVALID_CONFIG, `Null value not supported for topic configs: ${name}`)
    }
    configs.set(name, value)
  }
  for (const [key, value] of configs) {
    const problem = options.configs.problem(ConfigResourceType.TOPIC, topic.name, key, value)
    if (problem !== null) throw new RequestError(ErrorCode.INVALID_CONFIG, problem)
  }
  return configs
}

function automaticAssignments(input: DecisionInput, options: ControllerOptions, topic: CreatableTopic): number[][] {
  const { replicationFactor, numPartitions } = topic
  if (replicationFactor < -1 || replicationFactor === 0) {
    throw new RequestError(
      ErrorCode.INVALID_REPLICATION_FACTOR,
      'Replication factor must be larger than 0, or -1 to use the default value.',
    )
  }
  if (numPartitions < -1 || numPartitions === 0) {
    throw new RequestError(
      ErrorCode.INVALID_PARTITIONS,
      'Number of partitions was set to an invalid non-positive value.',
    )
  }
  const count = numPartitions === -1 ? options.defaultPartitions : numPartitions
  const factor = replicationFactor === -1 ? options.defaultReplicationFactor : replicationFactor
  if (count > MAX_PARTITIONS_PER_REQUEST) {
    throw new RequestError(
      ErrorCode.POLICY_VIOLATION,
      `Excessively large number of partitions per request: only ${MAX_PARTITIONS_PER_REQUEST} are allowed.`,
    )
  }
  const placed = placeReplicas(
    usableBrokers(input.image),
    count,
    Math.min(factor, MAX_REPLICATION_FACTOR),
    input.random.uint32(),
  )
  if (typeof placed === 'string') {
    throw new RequestError(
      ErrorCode.INVALID_REPLICATION_FACTOR,
      `Unable to replicate the partition ${factor} time(s): ${placed}`,
    )
  }
  return placed
}

function manualAssignments(image: MetadataImage, topic: CreatableTopic): number[][] {
  if (topic.replicationFactor !== -1) {
    throw new RequestError(
      ErrorCode.INVALID_REQUEST,
      'A manual partition assignment was specified, but replication factor was not set to -1.',
    )
  }
  if (topic.numPartitions !== -1) {
    throw new RequestError(
      ErrorCode.INVALID_REQUEST,
      'A manual partition assignment was specified, but numPartitions was not set to -1.',
    )
  }
  const assignments: number[][] = []
  let factor: number | null = null
  for (const { partitionIndex, brokerIds } of topic.assignments) {
    if (assignments[partitionIndex] !== undefined) {
      throw new RequestError(
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        `Found multiple manual partition assignments for partition ${partitionIndex}`,
      )
    }
    checkAssignment(image, brokerIds, factor)
    factor = brokerIds.length
    if (partitionIndex >= 0 && partitionIndex < topic.assignments.length) assignments[partitionIndex] = [...brokerIds]
  }
  for (let i = 0; i < topic.assignments.length; i++) {
    if (assignments[i] === undefined) {
      throw new RequestError(
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        'partitions should be a consecutive 0-based integer sequence',
      )
    }
  }
  return assignments
}

function checkAssignment(image: MetadataImage, replicas: readonly number[], expectedFactor: number | null): void {
  if (replicas.length === 0) {
    throw new RequestError(
      ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      'The manual partition assignment includes an empty replica list.',
    )
  }
  const sorted = [...replicas].sort((a, b) => a - b)
  sorted.forEach((id, i) => {
    if (!image.cluster.brokers.has(id)) {
      throw new RequestError(
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        `The manual partition assignment includes broker ${id}, but no such broker is registered.`,
      )
    }
    if (i > 0 && sorted[i - 1] === id) {
      throw new RequestError(
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        `The manual partition assignment includes the broker ${id} more than once.`,
      )
    }
  })
  if (expectedFactor !== null && replicas.length !== expectedFactor) {
    throw new RequestError(
      ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      `The manual partition assignment includes a partition with ${replicas.length} replica(s), but this is not ` +
        `consistent with previous partitions, which have ${expectedFactor} replica(s).`,
    )
  }
  if (replicas.every(id => image.cluster.brokers.get(id)!.fenced)) {
    throw new RequestError(
      ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      'All brokers specified in the manual partition assignment are fenced or in controlled shutdown.',
    )
  }
}

function usableBrokers(image: MetadataImage) {
  return [...image.cluster.brokers.values()]
    .filter(({ inControlledShutdown }) => !inControlledShutdown)
    .map(({ id, rack, fenced }) => ({ id, rack, fenced }))
}

function freshTopicId({ image, random }: DecisionInput): Uuid {
  for (;;) {
    const id = uuidFromRandom(random.bytes(16))
    if (image.topics.byId(id) === undefined) return id
  }
}

/** A partition that has just been made: the in-sync replicas are those that live, the first of them leads. */
function freshPartition(image: MetadataImage, replicas: readonly number[]): PartitionImage {
  const isr = replicas.filter(id => {
    const broker = image.cluster.brokers.get(id)
    return broker !== undefined && !broker.fenced && !broker.inControlledShutdown
  })
  return {
    replicas,
    directories: replicas.map(id => {
      const directories = image.cluster.brokers.get(id)?.directories ?? []
      return directories.length === 1 ? directories[0]! : UNASSIGNED_DIRECTORY
    }),
    isr,
    removingReplicas: [],
    addingReplicas: [],
    eligibleLeaderReplicas: [],
    lastKnownElr: [],
    leader: isr[0] ?? -1,
    leaderRecoveryState: 0,
    leaderEpoch: 0,
    partitionEpoch: 0,
  }
}

export function createPartitions(
  input: DecisionInput,
  request: CreatePartitionsRequest,
): ControllerDecision<CreatePartitionsResponse> {
  const response = new CreatePartitionsResponse()
  const records: MetadataRecord[] = []
  const seen = new Map<string, number>()
  for (const topic of request.topics) seen.set(topic.name, (seen.get(topic.name) ?? 0) + 1)
  for (const topic of request.topics) {
    const count = seen.get(topic.name)
    if (count === undefined) continue
    seen.delete(topic.name)
    const result = new CreatePartitionsTopicResult()
    result.name = topic.name
    result.errorMessage = null
    response.results.push(result)
    try {
      if (count > 1) throw new RequestError(ErrorCode.INVALID_REQUEST, 'Duplicate topic name.')
      const added = addPartitions(input, topic)
      if (!request.validateOnly) records.push(...added)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      result.errorCode = error.errorCode
      result.errorMessage = error.message
    }
  }
  return { records, reply: response }
}

function addPartitions(input: DecisionInput, asked: CreatePartitionsTopic): MetadataRecord[] {
  const { image } = input
  const topic = image.topics.byName(asked.name)
  if (topic === undefined)
    throw new RequestError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, 'This server does not host this topic-partition.')
  const present = topic.partitions.size
  if (asked.count === present) {
    throw new RequestError(ErrorCode.INVALID_PARTITIONS, `Topic already has ${present} partition(s).`)
  }
  if (asked.count < present) {
    throw new RequestError(
      ErrorCode.INVALID_PARTITIONS,
      `The topic ${asked.name} currently has ${present} partition(s); ${asked.count} would not be an increase.`,
    )
  }
  const additional = asked.count - present
  if (additional > MAX_PARTITIONS_PER_REQUEST) {
    throw new RequestError(
      ErrorCode.POLICY_VIOLATION,
      `Excessively large number of partitions per request: only ${MAX_PARTITIONS_PER_REQUEST} are allowed.`,
    )
  }
  const factor = topic.partitions.get(0)?.replicas.length ?? 1
  let assignments: number[][]
  if (asked.assignments !== null) {
    if (asked.assignments.length !== additional) {
      throw new RequestError(
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        `Attempted to add ${additional} additional partition(s), but only ${asked.assignments.length} assignment(s) were specified.`,
      )
    }
    assignments = asked.assignments.map(({ brokerIds }) => {
      checkAssignment(image, brokerIds, factor)
      return [...brokerIds]
    })
  } else {
    const placed = placeReplicas(usableBrokers(image), additional, factor, input.random.uint32())
    if (typeof placed === 'string') {
      throw new RequestError(
        ErrorCode.INVALID_REPLICATION_FACTOR,
        `Unable to replicate the partition ${factor} time(s): ${placed}`,
      )
    }
    assignments = placed
  }
  const versions = recordVersions(image.features.get(METADATA_VERSION) ?? 0)
  return assignments.map((replicas, i) =>
    partitionRecordOf(topic.id, present + i, freshPartition(image, replicas), versions.partition),
  )
}
