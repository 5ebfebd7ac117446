/**
 * AlterPartitionReassignments and ListPartitionReassignments (KIP-455, KIP-860): a partition's replicas are
 * exchanged while it is used.
 *
 * A reassignment begins with all replicas, old and new, assigned, and the coming and the leaving ones named. It is over
 * when every one that stays is in sync: `updatePartition` sees to that with each change, so it may be over at once (an
 * order that changes, replicas that only leave).
 */
import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type {
  AlterPartitionReassignmentsRequest,
  ReassignablePartition,
} from '../protocol/generated/alter-partition-reassignments-request.ts'
import {
  AlterPartitionReassignmentsResponse,
  ReassignablePartitionResponse,
  ReassignableTopicResponse,
} from '../protocol/generated/alter-partition-reassignments-response.ts'
import type { ListPartitionReassignmentsRequest } from '../protocol/generated/list-partition-reassignments-request.ts'
import {
  ListPartitionReassignmentsResponse,
  OngoingPartitionReassignment,
  OngoingTopicReassignment,
} from '../protocol/generated/list-partition-reassignments-response.ts'
import type { PartitionChangeRecord } from '../protocol/generated/partition-change-record.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import { type ControllerDecision, type ControllerOptions, type DecisionInput, RequestError } from './context.ts'
import { refusable } from './partial-results.ts'
import { partitionChange } from './partition-changes.ts'
import { allowsUncleanElection, partitionRules } from './partition-rules.ts'
import { updatePartition } from './partition-update.ts'
import { checkAssignment } from './replica-assignment.ts'

/** From here on a request may refuse to change the number of replicas (KIP-860). */
const FIRST_FACTOR_VERSION = 1

export function alterPartitionReassignments(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: AlterPartitionReassignmentsRequest,
  apiVersion: number,
): ControllerDecision<AlterPartitionReassignmentsResponse> {
  const mayChangeFactor = apiVersion < FIRST_FACTOR_VERSION || request.allowReplicationFactorChange
  const response = new AlterPartitionReassignmentsResponse()
  response.allowReplicationFactorChange = mayChangeFactor
  // To nothing Kafka answers nothing at all: no message is an empty one.
  response.errorMessage = request.topics.length === 0 ? '' : null
  const records: MetadataRecord[] = []
  for (const { name, partitions } of request.topics) {
    const results = Object.assign(new ReassignableTopicResponse(), { name })
    response.responses.push(results)
    for (const asked of partitions) {
      const result = new ReassignablePartitionResponse()
      result.partitionIndex = asked.partitionIndex
      result.errorMessage = null
      results.partitions.push(result)
      refusable(result, () => {
        const { topic, partition } = find(image, name, asked.partitionIndex)
        const change =
          asked.replicas === null
            ? cancelled(image, options, topic, asked.partitionIndex, partition)
            : reassigned(image, options, topic, partition, asked, mayChangeFactor)
        if (change !== null) records.push(partitionChange(image, topic.id, asked.partitionIndex, change))
      })
    }
  }
  return { records, reply: response }
}

function find(image: MetadataImage, name: string, index: number): { topic: TopicImage; partition: PartitionImage } {
  const topic = image.topics.byName(name)
  if (topic === undefined) {
    throw new RequestError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `Unable to find a topic named ${name}.`)
  }
  const partition = topic.partitions.get(index)
  if (partition === undefined) {
    throw new RequestError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `Unable to find partition ${name}:${index}.`)
  }
  return { topic, partition }
}

function isReassigning({ addingReplicas, removingReplicas }: PartitionImage): boolean {
  return addingReplicas.length > 0 || removingReplicas.length > 0
}

/** Begins a reassignment, or gives one that is under way another target. Null where the partition is as it should be. */
function reassigned(
  image: MetadataImage,
  options: ControllerOptions,
  topic: TopicImage,
  partition: PartitionImage,
  asked: ReassignablePartition,
  mayChangeFactor: boolean,
): PartitionChangeRecord | null {
  const target = asked.replicas!
  checkAssignment(image, target, null)
  if (!mayChangeFactor) checkFactor(partition, target.length)
  const ascending = (a: number, b: number): number => a - b
  const removing = partition.replicas.filter(id => !target.includes(id)).sort(ascending)
  const adding = target.filter(id => !partition.replicas.includes(id)).sort(ascending)
  const rules = partitionRules(image, options, topic, partition, { election: 'online' })
  return updatePartition(
    partition,
    {
      replicas: [...target, ...removing],
      // As in Kafka, a new target in which nobody leaves (or comes) lets those go on leaving (or coming) that already are.
      ...(removing.length > 0 ? { removing } : {}),
      ...(adding.length > 0 ? { adding } : {}),
    },
    rules,
  )
}

/** KIP-860: compared with what the partition will have when the reassignment under way is over. */
function checkFactor({ replicas, addingReplicas, removingReplicas }: PartitionImage, factor: number): void {
  const heading = new Set([...replicas, ...addingReplicas].filter(id => !removingReplicas.includes(id)))
  if (heading.size === factor) return
  throw new RequestError(
    ErrorCode.INVALID_REPLICATION_FACTOR,
    `The replication factor is changed from ${heading.size} to ${factor}`,
  )
}

/** Back to the replicas from before; those that came meanwhile go. */
function cancelled(
  image: MetadataImage,
  options: ControllerOptions,
  topic: TopicImage,
  index: number,
  partition: PartitionImage,
): PartitionChangeRecord | null {
  if (!isReassigning(partition)) {
    throw new RequestError(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, '')
  }
  const stays = (id: number): boolean => !partition.addingReplicas.includes(id)
  const replicas = partition.replicas.filter(stays)
  let isr = partition.isr.filter(stays)
  if (replicas.length === 0) {
    throw new RequestError(
      ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      'Invalid replica assignment: addingReplicas contains all replicas.',
    )
  }
  if (isr.length === 0) {
    // Only those that shall go are in sync: to call another one so may lose records.
    if (!allowsUncleanElection(image, options, topic.name)) {
      throw new RequestError(
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        `Unable to revert partition assignment for ${topic.name}:${index} because it would require an unclean leader election.`,
      )
    }
    isr = [replicas[0]!]
  }
  const rules = partitionRules(image, options, topic, partition)
  return updatePartition(partition, { replicas, isr, removing: [], adding: [] }, rules)
}

/** Read-only. Topics and partitions that are not there, or not on their way, are not mentioned. */
export function listPartitionReassignments(
  { image }: DecisionInput,
  request: ListPartitionReassignmentsRequest,
): ControllerDecision<ListPartitionReassignmentsResponse> {
  const response = new ListPartitionReassignmentsResponse()
  response.errorMessage = null
  if (request.topics === null) {
    for (const topic of image.topics.all()) list(topic, topic.partitions.keys(), response)
  } else {
    for (const { name, partitionIndexes } of request.topics) {
      const topic = image.topics.byName(name)
      if (topic !== undefined) list(topic, partitionIndexes, response)
    }
  }
  return { records: [], reply: response }
}

function list(topic: TopicImage, indexes: Iterable<number>, response: ListPartitionReassignmentsResponse): void {
  const ongoing: OngoingPartitionReassignment[] = []
  for (const partitionIndex of indexes) {
    const partition = topic.partitions.get(partitionIndex)
    if (partition === undefined || !isReassigning(partition)) continue
    ongoing.push(
      Object.assign(new OngoingPartitionReassignment(), {
        partitionIndex,
        replicas: [...partition.replicas],
        addingReplicas: [...partition.addingReplicas],
        removingReplicas: [...partition.removingReplicas],
      }),
    )
  }
  if (ongoing.length === 0) return
  response.topics.push(Object.assign(new OngoingTopicReassignment(), { name: topic.name, partitions: ongoing }))
}
