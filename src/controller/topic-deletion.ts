/** DeleteTopics (KIP-516: by name or by id). */
import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { MetadataImage, TopicImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { DeleteTopicsRequest } from '../protocol/generated/delete-topics-request.ts'
import { DeletableTopicResult, DeleteTopicsResponse } from '../protocol/generated/delete-topics-response.ts'
import { RemoveTopicRecord, removeTopicRecord } from '../protocol/generated/remove-topic-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { type ControllerDecision, type ControllerOptions, type DecisionInput, RequestError } from './context.ts'
import { distinct, refusable } from './partial-results.ts'

const FIRST_ID_VERSION = 6
/** From here on clients know the error that says so. */
const FIRST_DISABLED_VERSION = 3

interface Asked {
  readonly name: string | null
  readonly topicId: Uuid
}

export function deleteTopics(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: DeleteTopicsRequest,
  apiVersion: number,
): ControllerDecision<DeleteTopicsResponse> {
  const response = new DeleteTopicsResponse()
  const records: MetadataRecord[] = []
  const asked: readonly Asked[] =
    apiVersion >= FIRST_ID_VERSION
      ? request.topics.map(({ name, topicId }) => ({ name, topicId }))
      : request.topicNames.map(name => ({ name, topicId: ZERO_UUID }))
  if (!options.deleteTopicEnabled) {
    const errorCode =
      apiVersion < FIRST_DISABLED_VERSION ? ErrorCode.INVALID_REQUEST : ErrorCode.TOPIC_DELETION_DISABLED
    response.responses = asked.map(topic =>
      Object.assign(new DeletableTopicResult(), { ...topic, errorCode, errorMessage: null }),
    )
    return { records, reply: response }
  }
  const deleted = new Set<string>()
  for (const [topic, times] of distinct(asked, ({ name, topicId }) => name ?? topicId)) {
    const result = Object.assign(new DeletableTopicResult(), { ...topic, errorMessage: null })
    response.responses.push(result)
    refusable(result, () => {
      const { name, id } = find(image, topic, times)
      result.name = name
      result.topicId = id
      if (deleted.has(id)) {
        throw invalid('The provided topic name maps to an ID that was already supplied.')
      }
      deleted.add(id)
      const record = new RemoveTopicRecord()
      record.topicId = id
      records.push(metadataRecord(removeTopicRecord, 0, record))
    })
  }
  return { records, reply: response }
}

function invalid(message: string): RequestError {
  return new RequestError(ErrorCode.INVALID_REQUEST, message)
}

function find(image: MetadataImage, { name, topicId }: Asked, times: number): TopicImage {
  if (name !== null && topicId !== ZERO_UUID) throw invalid('You may not specify both topic name and topic id.')
  if (times > 1) throw invalid(name !== null ? 'Duplicate topic name.' : 'Duplicate topic id.')
  if (name !== null) {
    const topic = image.topics.byName(name)
    if (topic !== undefined) return topic
    throw new RequestError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, 'This server does not host this topic-partition.')
  }
  if (topicId === ZERO_UUID) throw invalid('Neither topic name nor id were specified.')
  const topic = image.topics.byId(topicId)
  if (topic !== undefined) return topic
  throw new RequestError(ErrorCode.UNKNOWN_TOPIC_ID, 'This server does not host this topic ID.')
}
