/** DeleteTopics (KIP-516: by name or by id). */
import { ZERO_UUID } from '../base/uuid.ts'
import type { TopicImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { DeleteTopicsRequest } from '../protocol/generated/delete-topics-request.ts'
import { DeletableTopicResult, DeleteTopicsResponse } from '../protocol/generated/delete-topics-response.ts'
import { RemoveTopicRecord, removeTopicRecord } from '../protocol/generated/remove-topic-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import type { ControllerDecision, ControllerOptions, DecisionInput } from './context.ts'

const FIRST_ID_VERSION = 6
/** From here on clients know the error that says so. */
const FIRST_DISABLED_VERSION = 3

export function deleteTopics(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: DeleteTopicsRequest,
  apiVersion: number,
): ControllerDecision<DeleteTopicsResponse> {
  const response = new DeleteTopicsResponse()
  const records: MetadataRecord[] = []
  const asked =
    apiVersion >= FIRST_ID_VERSION
      ? request.topics.map(({ name, topicId }) => ({ name, topicId }))
      : request.topicNames.map(name => ({ name: name as string | null, topicId: ZERO_UUID }))
  if (!options.deleteTopicEnabled) {
    const errorCode =
      apiVersion < FIRST_DISABLED_VERSION ? ErrorCode.INVALID_REQUEST : ErrorCode.TOPIC_DELETION_DISABLED
    response.responses = asked.map(topic =>
      Object.assign(new DeletableTopicResult(), { ...topic, errorCode, errorMessage: null }),
    )
    return { records, reply: response }
  }
  const seen = new Map<string, number>()
  const keyOf = (topic: { name: string | null; topicId: string }): string => topic.name ?? topic.topicId
  for (const topic of asked) seen.set(keyOf(topic), (seen.get(keyOf(topic)) ?? 0) + 1)
  const deleted = new Set<string>()
  const answered = new Set<string>()
  for (const { name, topicId } of asked) {
    const key = name ?? topicId
    if (answered.has(key)) continue
    answered.add(key)
    const result = new DeletableTopicResult()
    result.name = name
    result.topicId = topicId
    result.errorMessage = null
    response.responses.push(result)
    const refuse = (errorCode: number, message: string): void => {
      result.errorCode = errorCode
      result.errorMessage = message
    }
    let topic: TopicImage | undefined
    if (name !== null && topicId !== ZERO_UUID) {
      refuse(ErrorCode.INVALID_REQUEST, 'You may not specify both topic name and topic id.')
      continue
    }
    if (seen.get(key)! > 1) {
      refuse(ErrorCode.INVALID_REQUEST, name !== null ? 'Duplicate topic name.' : 'Duplicate topic id.')
      continue
    }
    if (name !== null) {
      topic = image.topics.byName(name)
      if (topic === undefined) {
        refuse(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, 'This server does not host this topic-partition.')
        continue
      }
    } else {
      topic = topicId === ZERO_UUID ? undefined : image.topics.byId(topicId)
      if (topicId === ZERO_UUID) {
        refuse(ErrorCode.INVALID_REQUEST, 'Neither topic name nor id were specified.')
        continue
      }
      if (topic === undefined) {
        refuse(ErrorCode.UNKNOWN_TOPIC_ID, 'This server does not host this topic ID.')
        continue
      }
    }
    result.name = topic.name
    result.topicId = topic.id
    if (deleted.has(topic.id)) {
      refuse(ErrorCode.INVALID_REQUEST, 'The provided topic name maps to an ID that was already supplied.')
      continue
    }
    deleted.add(topic.id)
    const record = new RemoveTopicRecord()
    record.topicId = topic.id
    records.push(metadataRecord(removeTopicRecord, 0, record))
  }
  return { records, reply: response }
}
