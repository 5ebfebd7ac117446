/** Blocks of producer ids (KIP-730): an id in a block that was given out is never given out again. */
import { ErrorCode } from '../protocol/errors.ts'
import type { AllocateProducerIdsRequest } from '../protocol/generated/allocate-producer-ids-request.ts'
import { AllocateProducerIdsResponse } from '../protocol/generated/allocate-producer-ids-response.ts'
import { ProducerIdsRecord, producerIdsRecord } from '../protocol/generated/producer-ids-record.ts'
import { metadataRecord } from '../protocol/metadata-record.ts'
import { registeredBroker } from './broker-registration.ts'
import type { ControllerDecision, DecisionInput } from './context.ts'

/** Kafka's `ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE`. */
const BLOCK_SIZE = 1000

export function allocateProducerIds(
  { image }: DecisionInput,
  request: AllocateProducerIdsRequest,
): ControllerDecision<AllocateProducerIdsResponse> {
  const reply = new AllocateProducerIdsResponse()
  const { brokerId, brokerEpoch } = request
  const start = Math.max(0, image.nextProducerId)
  if (registeredBroker(image, brokerId, brokerEpoch) === null) reply.errorCode = ErrorCode.STALE_BROKER_EPOCH
  // There are none left.
  else if (start > Number.MAX_SAFE_INTEGER - BLOCK_SIZE) reply.errorCode = ErrorCode.UNKNOWN_SERVER_ERROR
  if (reply.errorCode !== ErrorCode.NONE) return { records: [], reply }
  const nextProducerId = start + BLOCK_SIZE
  const record = Object.assign(new ProducerIdsRecord(), { brokerId, brokerEpoch, nextProducerId })
  reply.producerIdStart = start
  reply.producerIdLen = BLOCK_SIZE
  return { records: [metadataRecord(producerIdsRecord, 0, record)], reply }
}
