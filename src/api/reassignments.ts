/**
 * AlterPartitionReassignments (45: 0–1), ListPartitionReassignments (46: 0; KIP-455): decided by the controller. Here
 * is what a broker answers when it cannot reach one: both have an error of the whole answer.
 */
import { errorMessage } from '../protocol/error-messages.ts'
import type { AlterPartitionReassignmentsRequest } from '../protocol/generated/alter-partition-reassignments-request.ts'
import {
  AlterPartitionReassignmentsResponse,
  ReassignablePartitionResponse,
  ReassignableTopicResponse,
} from '../protocol/generated/alter-partition-reassignments-response.ts'
import type { ListPartitionReassignmentsRequest } from '../protocol/generated/list-partition-reassignments-request.ts'
import { ListPartitionReassignmentsResponse } from '../protocol/generated/list-partition-reassignments-response.ts'

/** Clients look at the partitions' errors as well. */
export function failAlterPartitionReassignments(
  request: AlterPartitionReassignmentsRequest,
  errorCode: number,
): AlterPartitionReassignmentsResponse {
  const error = { errorCode, errorMessage: errorMessage(errorCode) }
  const response = Object.assign(new AlterPartitionReassignmentsResponse(), error)
  response.responses = request.topics.map(({ name, partitions }) => {
    const results = partitions.map(({ partitionIndex }) =>
      Object.assign(new ReassignablePartitionResponse(), { partitionIndex, ...error }),
    )
    return Object.assign(new ReassignableTopicResponse(), { name, partitions: results })
  })
  return response
}

export function failListPartitionReassignments(
  _request: ListPartitionReassignmentsRequest,
  errorCode: number,
): ListPartitionReassignmentsResponse {
  return Object.assign(new ListPartitionReassignmentsResponse(), { errorCode, errorMessage: errorMessage(errorCode) })
}
