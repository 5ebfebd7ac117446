/** Blocks of producer ids (KIP-730): an id in a block that was given out is never given out again. */
import { ErrorCode } from '../protocol/errors.ts'
import type { AllocateProducerIdsRequest } from '../protocol/generated/allocate-producer-ids-request.ts'
import { AllocateProducerIdsResponse } from '../protocol/generated/allocate-producer-ids-response.ts'
import { ProducerIdsRecord, producerIdsRecord } from '../protocol/generated/producer-ids-record.ts'
import { metadataRecord } from '../protocol/metadata-record.ts'
import type { ControllerDecision, DecisionInput } from './context.ts'

/** Kafka's `ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE`. */
const BLOCK_SIZE = 1000

export function allocateProducerIds(
  { image }: DecisionInput,
  request: AllocateProducerIdsRequest,
): ControllerDecision<AllocateProducerIdsResponse> {
  const reply = new AllocateProducerIdsResponse()
  const broker = image.cluster.brokers.get(request.brokerId)
  if (broker === undefined || broker.epoch !== request.brokerEpoch) {
    reply.errorCode = broker === undefined ? ErrorCode.BROKER_ID_NOT_REGISTERED : ErrorCode.STALE_BROKER_EPOCH
    return { records: [], reply }
  }
  const start = Math.max(0, image.nextProducerId)
  const record = new ProducerIdsRecord()
  record.brokerId = request.brokerId
  record.brokerEpoch = request.brokerEpoch
  record.nextProducerId = start + BLOCK_SIZE
  reply.producerIdStart = start
  reply.producerIdLen = BLOCK_SIZE
  return { records: [metadataRecord(producerIdsRecord, 0, record)], reply }
}
