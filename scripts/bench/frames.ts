import { writeFileSync } from 'node:fs'
import { encodeRequest } from '../../compat-tests/harness/wire.ts'
import { BytesView } from '../../src/base/bytes-view.ts'
import {
  PartitionProduceData,
  ProduceRequest,
  produceRequest,
  TopicProduceData,
} from '../../src/protocol/generated/produce-request.ts'
import type { CodecName } from '../../src/records/batch.ts'
import { buildBatch } from '../../src/records/builder.ts'

export const BATCH_BYTES = 128 * 1024
/** Key length, attribute and length varints of one record, roughly. */
const RECORD_OVERHEAD_BYTES = 9
const PRODUCE_VERSION = 7

const WORDS =
  'broker partition offset leader replica group member topic epoch fetch produce commit 0 1 2 3 true false null'.split(
    ' ',
  )

/** Text that compresses about threefold, as JSON does; the same for every run. */
export function makeText(sizeBytes: number, seed: { state: number }): Buffer {
  let text = ''
  while (text.length < sizeBytes) {
    seed.state = (Math.imul(seed.state, 1664525) + 1013904223) >>> 0
    text += `"${WORDS[(seed.state >>> 8) % WORDS.length]}":${seed.state % 10007},`
  }
  return Buffer.from(text.slice(0, sizeBytes))
}

export function recordsPerBatch(recordBytes: number): number {
  return Math.max(1, Math.floor(BATCH_BYTES / (recordBytes + RECORD_OVERHEAD_BYTES)))
}

/**
 * Writes one Produce request per partition, each with one batch of `count` records. Returns the batch's bytes
 * before compression.
 */
export function writeFrames(
  path: string,
  topic: string,
  partitions: number,
  recordBytes: number,
  codec: CodecName,
  count = recordsPerBatch(recordBytes),
): number {
  const seed = { state: 42 }
  const timestamp = Date.now()
  const records = Array.from({ length: count }, () => ({ key: null, value: makeText(recordBytes, seed), timestamp }))
  const batch = buildBatch(records, { codec })
  const frames: Buffer[] = []
  for (let index = 0; index < partitions; index++) {
    const partition = Object.assign(new PartitionProduceData(), { index, records: BytesView.of(batch) })
    const data = Object.assign(new TopicProduceData(), { name: topic, partitionData: [partition] })
    const request = Object.assign(new ProduceRequest(), { acks: -1, timeoutMs: 30_000, topicData: [data] })
    frames.push(encodeRequest(produceRequest, PRODUCE_VERSION, index, 'load', request))
  }
  writeFileSync(path, Buffer.concat(frames))
  return buildBatch(records).length
}
