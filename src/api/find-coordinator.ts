/**
 * FindCoordinator (key 10): versions 0–6.
 *
 * - v1 has key types: 0 groups, 1 transactions, 2 share groups (v6, KIP-932). v4 asks for several keys at once (KIP-699).
 * - The offsets topic is made when a group's coordinator is first asked for, and the answer comes when it is ready.
 * - Transactions and share groups have no coordinator here yet. A transactional id is refused in a way that its producer
 *   takes for final, instead of letting it retry for ever.
 */
import { ErrorCode, INVALID_REQUEST_TEXT } from '../protocol/errors.ts'
import type { FindCoordinatorRequest } from '../protocol/generated/find-coordinator-request.ts'
import { Coordinator, FindCoordinatorResponse } from '../protocol/generated/find-coordinator-response.ts'
import type { EndpointOf, RequestContext } from './api.ts'

const GROUP = 0
const TRANSACTION = 1
const SHARE = 2
const FIRST_BATCH_VERSION = 4

export interface FindCoordinatorServices {
  readonly endpointOf: EndpointOf
  /** Makes the offsets topic where it is missing: NONE when it can be used. */
  ensureOffsetsTopic(): Promise<number>
  /** Leader of the group's partition of the offsets topic, −1 when there is none. */
  groupCoordinatorOf(groupId: string): number
}

export async function handle(
  services: FindCoordinatorServices,
  context: RequestContext,
  request: FindCoordinatorRequest,
): Promise<FindCoordinatorResponse> {
  const batched = context.apiVersion >= FIRST_BATCH_VERSION
  const keys = batched ? request.coordinatorKeys : [request.key]
  const found: Coordinator[] = []
  for (const key of keys) found.push(await find(services, context, request.keyType, key))
  const response = new FindCoordinatorResponse()
  if (batched) {
    response.coordinators = found
    return response
  }
  const [only] = found
  // Before batches, "no error" had a text too.
  if (only!.errorCode === ErrorCode.NONE) only!.errorMessage = 'NONE'
  response.errorCode = only!.errorCode
  response.errorMessage = only!.errorMessage
  response.nodeId = only!.nodeId
  response.host = only!.host
  response.port = only!.port
  return response
}

async function find(
  services: FindCoordinatorServices,
  context: RequestContext,
  keyType: number,
  key: string,
): Promise<Coordinator> {
  if (keyType === TRANSACTION) return nowhere(key, ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
  if (keyType !== GROUP) {
    const refused = nowhere(key, ErrorCode.INVALID_REQUEST)
    // Kafka checks the form of a share key (group:topicId:partition) first, and says nothing of one that is malformed.
    if (keyType === SHARE && context.apiVersion >= FIRST_BATCH_VERSION) refused.errorMessage = ''
    return refused
  }
  const errorCode = await services.ensureOffsetsTopic()
  if (errorCode !== ErrorCode.NONE) return nowhere(key, ErrorCode.COORDINATOR_NOT_AVAILABLE)
  const nodeId = services.groupCoordinatorOf(key)
  const endpoint = nodeId < 0 ? null : services.endpointOf(nodeId, context.connection)
  if (endpoint === null) return nowhere(key, ErrorCode.COORDINATOR_NOT_AVAILABLE)
  const coordinator = new Coordinator()
  coordinator.key = key
  coordinator.nodeId = nodeId
  coordinator.host = endpoint.host
  coordinator.port = endpoint.port
  return coordinator
}

function nowhere(key: string, errorCode: number): Coordinator {
  const coordinator = new Coordinator()
  coordinator.key = key
  coordinator.nodeId = -1
  coordinator.port = -1
  coordinator.errorCode = errorCode
  if (errorCode === ErrorCode.INVALID_REQUEST) coordinator.errorMessage = INVALID_REQUEST_TEXT
  return coordinator
}

export function fail(request: FindCoordinatorRequest, errorCode: number, apiVersion: number): FindCoordinatorResponse {
  const response = new FindCoordinatorResponse()
  if (apiVersion >= FIRST_BATCH_VERSION)
    response.coordinators = request.coordinatorKeys.map(key => nowhere(key, errorCode))
  else Object.assign(response, { errorCode, nodeId: -1, port: -1 })
  return response
}
