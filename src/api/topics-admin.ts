/**
 * CreateTopics (19: 2–7), DeleteTopics (20: 1–6), CreatePartitions (37: 0–3): decided by the controller, answered when this
 * broker acts on the change, so that every following request finds the leader ready.
 *
 * CreateTopics v5 answers with the topic's configuration (KIP-525), v7 with its id (KIP-516). DeleteTopics v6 takes ids.
 */
import type { CreatePartitionsRequest } from '../protocol/generated/create-partitions-request.ts'
import {
  CreatePartitionsResponse,
  CreatePartitionsTopicResult,
} from '../protocol/generated/create-partitions-response.ts'
import type { CreateTopicsRequest } from '../protocol/generated/create-topics-request.ts'
import { CreatableTopicResult, CreateTopicsResponse } from '../protocol/generated/create-topics-response.ts'
import type { DeleteTopicsRequest } from '../protocol/generated/delete-topics-request.ts'
import { DeletableTopicResult, DeleteTopicsResponse } from '../protocol/generated/delete-topics-response.ts'

export function failCreateTopics(request: CreateTopicsRequest, errorCode: number): CreateTopicsResponse {
  const response = new CreateTopicsResponse()
  response.topics = request.topics.map(({ name }) =>
    Object.assign(new CreatableTopicResult(), { name, errorCode, errorMessage: null }),
  )
  return response
}

export function failDeleteTopics(
  request: DeleteTopicsRequest,
  errorCode: number,
  apiVersion: number,
): DeleteTopicsResponse {
  const response = new DeleteTopicsResponse()
  const topics =
    apiVersion >= 6
      ? request.topics.map(({ name, topicId }) => ({ name, topicId }))
      : request.topicNames.map(name => ({ name }))
  response.responses = topics.map(topic =>
    Object.assign(new DeletableTopicResult(), { ...topic, errorCode, errorMessage: null }),
  )
  return response
}

export function failCreatePartitions(request: CreatePartitionsRequest, errorCode: number): CreatePartitionsResponse {
  const response = new CreatePartitionsResponse()
  response.results = request.topics.map(({ name }) =>
    Object.assign(new CreatePartitionsTopicResult(), { name, errorCode, errorMessage: null }),
  )
  return response
}
