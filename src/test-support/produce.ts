import { BytesView } from '../base/bytes-view.ts'
import {
  PartitionProduceData,
  ProduceRequest,
  produceRequest,
  TopicProduceData,
} from '../protocol/generated/produce-request.ts'
import { type ProduceResponse, produceResponse } from '../protocol/generated/produce-response.ts'
import { ask } from './ask.ts'

/** One Produce request, acks=all, that brings the same batch to each of the partitions. */
export function produce(
  address: string,
  name: string,
  partitions: readonly number[],
  batch: Uint8Array,
  version = 8,
): Promise<ProduceResponse> {
  const partitionData = partitions.map(index =>
    Object.assign(new PartitionProduceData(), { index, records: BytesView.of(batch) }),
  )
  const topicData = [Object.assign(new TopicProduceData(), { name, partitionData })]
  const request = Object.assign(new ProduceRequest(), { acks: -1, timeoutMs: 5000, topicData })
  return ask(address, [produceRequest, produceResponse], version, request)
}
