/** CreatePartitions (KIP-195): topics grow; they never shrink. */
import { metadataVersionOf } from '../metadata/feature-levels.ts'
import type { MetadataImage } from '../metadata/image.ts'
import { partitionRecordOf } from '../metadata/image-records.ts'
import { recordVersions } from '../metadata/record-versions.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { CreatePartitionsRequest, CreatePartitionsTopic } from '../protocol/generated/create-partitions-request.ts'
import {
  CreatePartitionsResponse,
  CreatePartitionsTopicResult,
} from '../protocol/generated/create-partitions-response.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import { type ControllerDecision, type DecisionInput, RequestError } from './context.ts'
import { distinct, refusable } from './partial-results.ts'
import { assignReplicas, checkNewAssignment, newlyAssigned } from './replica-assignment.ts'
import { MAX_PARTITIONS_PER_REQUEST } from './topic-creation.ts'

export function createPartitions(
  input: DecisionInput,
  request: CreatePartitionsRequest,
): ControllerDecision<CreatePartitionsResponse> {
  const response = new CreatePartitionsResponse()
  const records: MetadataRecord[] = []
  const excessive = wantedPartitions(input.image, request) > MAX_PARTITIONS_PER_REQUEST
  for (const [topic, times] of distinct(request.topics, ({ name }) => name)) {
    const result = new CreatePartitionsTopicResult()
    result.name = topic.name
    result.errorMessage = null
    response.results.push(result)
    refusable(result, () => {
      if (excessive) {
        throw new RequestError(
          ErrorCode.POLICY_VIOLATION,
          'Excessively large number of additional partitions per request.',
        )
      }
      if (times > 1) throw new RequestError(ErrorCode.INVALID_REQUEST, 'Duplicate topic name.')
      const added = addPartitions(input, topic)
      if (!request.validateOnly) records.push(...added)
    })
  }
  return { records, reply: response }
}

function wantedPartitions(image: MetadataImage, { topics }: CreatePartitionsRequest): number {
  let additional = 0
  for (const { name, count } of topics) {
    const present = image.topics.byName(name)?.partitions.size
    if (present !== undefined) additional += Math.max(0, count - present)
  }
  return additional
}

function addPartitions(input: DecisionInput, asked: CreatePartitionsTopic): MetadataRecord[] {
  const { image } = input
  const topic = image.topics.byName(asked.name)
  // Kafka says nothing more than the code.
  if (topic === undefined) throw new RequestError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, '')
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
  const factor = topic.partitions.get(0)?.replicas.length ?? 1
  const assignments =
    asked.assignments === null
      ? assignReplicas(input, additional, factor)
      : asked.assignments.map(({ brokerIds }) => [...brokerIds])
  if (asked.assignments !== null) {
    if (assignments.length !== additional) {
      throw new RequestError(
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        `Attempted to add ${additional} additional partition(s), but only ${assignments.length} assignment(s) were specified.`,
      )
    }
    for (const [i, replicas] of assignments.entries()) checkNewAssignment(image, present + i, replicas, factor)
  }
  const { partition: version } = recordVersions(metadataVersionOf(image))
  return assignments.map((replicas, i) =>
    partitionRecordOf(topic.id, present + i, newlyAssigned(image, replicas), version),
  )
}
