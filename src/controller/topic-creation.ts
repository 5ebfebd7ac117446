/**
 * CreateTopics (KIP-4, KIP-464, KIP-525): what must hold, and the records that do it. Topics succeed or fail one by one.
 */
import { type Uuid, uuidFromRandom, ZERO_UUID } from '../base/uuid.ts'
import { metadataVersionOf } from '../metadata/feature-levels.ts'
import { ConfigResourceType, type MetadataImage } from '../metadata/image.ts'
import { partitionRecordOf } from '../metadata/image-records.ts'
import { recordVersions } from '../metadata/record-versions.ts'
import { topicNameProblem } from '../metadata/topic-names.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { CreatableTopic, CreateTopicsRequest } from '../protocol/generated/create-topics-request.ts'
import {
  CreatableTopicConfigs,
  CreatableTopicResult,
  CreateTopicsResponse,
} from '../protocol/generated/create-topics-response.ts'
import { TopicRecord, topicRecord } from '../protocol/generated/topic-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { clearedEligibleLeaders, configChange } from './config-records.ts'
import { type ControllerDecision, type ControllerOptions, type DecisionInput, RequestError } from './context.ts'
import { distinct, refusable } from './partial-results.ts'
import { assignReplicas, checkNewAssignment, newlyAssigned } from './replica-assignment.ts'

/** Kafka's `ReplicationControlManager.MAX_PARTITIONS_PER_BATCH`. */
export const MAX_PARTITIONS_PER_REQUEST = 10_000
const CLUSTER_METADATA_TOPIC = '__cluster_metadata'

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
  const excessive = wantedPartitions(options, request) > MAX_PARTITIONS_PER_REQUEST
  for (const [topic, times] of distinct(request.topics, ({ name }) => name)) {
    const result = new CreatableTopicResult()
    result.name = topic.name
    result.errorMessage = null
    response.topics.push(result)
    refusable(result, () => {
      if (excessive) {
        throw new RequestError(ErrorCode.POLICY_VIOLATION, 'Excessively large number of partitions per request.')
      }
      if (times > 1) throw new RequestError(ErrorCode.INVALID_REQUEST, 'Duplicate topic name.')
      const made = createTopic(input, options, topic)
      if (!request.validateOnly) records.push(...made.records)
      result.topicId = request.validateOnly ? ZERO_UUID : made.topicId
      result.numPartitions = made.partitionCount
      result.replicationFactor = made.replicationFactor
      result.configs = effectiveConfigs(topic.name, made.configs).map(entry => {
        const config = new CreatableTopicConfigs()
        config.name = entry.name
        config.value = entry.sensitive ? null : entry.value
        config.readOnly = entry.readOnly
        config.configSource = entry.source
        config.isSensitive = entry.sensitive
        return config
      })
    })
  }
  return { records, reply: response }
}

function wantedPartitions({ defaultPartitions }: ControllerOptions, { topics }: CreateTopicsRequest): number {
  let count = 0
  for (const { assignments, numPartitions } of topics) {
    if (assignments.length > 0) count += assignments.length
    else count += numPartitions === -1 ? defaultPartitions : Math.max(0, numPartitions)
  }
  return count
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
  const { name } = topic
  checkName(image, name)
  const configs = checkConfigs(options, topic)
  const assignments =
    topic.assignments.length > 0 ? manualAssignments(image, topic) : automaticAssignments(input, options, topic)
  const topicId = freshTopicId(input)
  const versions = recordVersions(metadataVersionOf(image))
  const changes = [...configs].map(([key, value]) => configChange(ConfigResourceType.TOPIC, name, key, value))
  const records: MetadataRecord[] = [
    metadataRecord(topicRecord, 0, Object.assign(new TopicRecord(), { name, topicId })),
    ...changes,
    ...clearedEligibleLeaders(image, changes),
    ...assignments.map((replicas, index) =>
      partitionRecordOf(topicId, index, newlyAssigned(image, replicas), versions.partition),
    ),
  ]
  return {
    topicId,
    records,
    partitionCount: assignments.length,
    replicationFactor: assignments[0]!.length,
    configs,
  }
}

function checkName(image: MetadataImage, name: string): void {
  if (name === CLUSTER_METADATA_TOPIC) {
    throw new RequestError(ErrorCode.INVALID_REQUEST, `Creation of internal topic ${name} is prohibited.`)
  }
  if (image.topics.byName(name) !== undefined) {
    throw new RequestError(ErrorCode.TOPIC_ALREADY_EXISTS, `Topic '${name}' already exists.`)
  }
  const problem = topicNameProblem(name)
  if (problem !== null) {
    throw new RequestError(ErrorCode.INVALID_TOPIC_EXCEPTION, `Topic name is invalid: ${problem}`)
  }
  // As in Kafka, two names of one request that collide are both made: they are judged against what was there before it.
  const other = image.topics.collidingWith(name)
  if (other !== undefined) {
    throw new RequestError(ErrorCode.INVALID_TOPIC_EXCEPTION, `Topic '${name}' collides with existing topic: ${other}`)
  }
}

function checkConfigs({ configs: schema }: ControllerOptions, topic: CreatableTopic): Map<string, string> {
  const invalid = (message: string): never => {
    throw new RequestError(ErrorCode.INVALID_CONFIG, message)
  }
  const nulls = topic.configs.filter(({ value }) => value === null).map(({ name }) => name)
  if (nulls.length > 0) invalid(`Null value not supported for topic configs: ${nulls.join(',')}`)
  const configs = new Map(topic.configs.map(({ name, value }) => [name, value!]))
  for (const [key, value] of configs) {
    const problem = schema.problem(ConfigResourceType.TOPIC, topic.name, key, value)
    if (problem !== null) throw new RequestError(problem.errorCode, problem.message)
  }
  const together = schema.togetherProblem(ConfigResourceType.TOPIC, configs)
  return together === null ? configs : invalid(together)
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
  const partitions = numPartitions === -1 ? options.defaultPartitions : numPartitions
  const factor = replicationFactor === -1 ? options.defaultReplicationFactor : replicationFactor
  return assignReplicas(input, partitions, factor)
}

function manualAssignments(image: MetadataImage, topic: CreatableTopic): number[][] {
  const specified = 'A manual partition assignment was specified, but'
  if (topic.replicationFactor !== -1) {
    throw new RequestError(ErrorCode.INVALID_REQUEST, `${specified} replication factor was not set to -1.`)
  }
  if (topic.numPartitions !== -1) {
    throw new RequestError(ErrorCode.INVALID_REQUEST, `${specified} numPartitions was not set to -1.`)
  }
  const assignments = new Map<number, number[]>()
  let factor: number | null = null
  for (const { partitionIndex, brokerIds } of topic.assignments) {
    if (assignments.has(partitionIndex)) {
      throw new RequestError(
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        `Found multiple manual partition assignments for partition ${partitionIndex}`,
      )
    }
    checkNewAssignment(image, partitionIndex, brokerIds, factor)
    factor = brokerIds.length
    assignments.set(partitionIndex, [...brokerIds])
  }
  return Array.from({ length: assignments.size }, (_, index) => {
    const replicas = assignments.get(index)
    if (replicas !== undefined) return replicas
    throw new RequestError(
      ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      'partitions should be a consecutive 0-based integer sequence',
    )
  })
}

function freshTopicId({ image, random }: DecisionInput): Uuid {
  for (;;) {
    const id = uuidFromRandom(random.bytes(16))
    if (image.topics.byId(id) === undefined) return id
  }
}
