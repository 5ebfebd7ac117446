/**
 * InitProducerId (key 22): versions 0–5 (6, two-phase commit, is unstable in Kafka 4.4 too).
 *
 * - Without a transactional id: a fresh producer id with epoch 0, for an idempotent producer (KIP-98). A producer that
 *   names its old id and epoch (v3+, KIP-360) gets a fresh id as well: only transactions bump epochs here.
 * - With a transactional id: transactions have no coordinator yet, and the broker says so instead of letting the client
 *   retry for ever.
 */
import { ErrorCode } from '../protocol/errors.ts'
import type { InitProducerIdRequest } from '../protocol/generated/init-producer-id-request.ts'
import { InitProducerIdResponse } from '../protocol/generated/init-producer-id-response.ts'
import type { RequestContext } from './api.ts'

export interface InitProducerIdServices {
  readonly producerIds: { allocate(): Promise<{ producerId: number } | number> }
}

export async function handle(
  services: InitProducerIdServices,
  _context: RequestContext,
  request: InitProducerIdRequest,
): Promise<InitProducerIdResponse> {
  const bothOrNone = (request.producerId === -1) === (request.producerEpoch === -1)
  if (!bothOrNone || request.transactionalId === '') return fail(request, ErrorCode.INVALID_REQUEST)
  if (request.transactionalId !== null) return fail(request, ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
  const allocated = await services.producerIds.allocate()
  if (typeof allocated === 'number') return fail(request, allocated)
  const response = new InitProducerIdResponse()
  response.producerId = allocated.producerId
  response.producerEpoch = 0
  return response
}

export function fail(_request: InitProducerIdRequest, errorCode: number): InitProducerIdResponse {
  const response = new InitProducerIdResponse()
  response.errorCode = errorCode
  response.producerId = -1
  response.producerEpoch = -1
  return response
}
