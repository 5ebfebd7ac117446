import { BytesView } from '../../base/bytes-view.ts'
import { ErrorCode, errorName } from '../../protocol/errors.ts'
import { initProducerIdRequest } from '../../protocol/generated/init-producer-id-request.ts'
import { initProducerIdResponse } from '../../protocol/generated/init-producer-id-response.ts'
import { PartitionProduceData, produceRequest, TopicProduceData } from '../../protocol/generated/produce-request.ts'
import { produceResponse } from '../../protocol/generated/produce-response.ts'
import { CODECS } from '../../records/batch.ts'
import { buildBatch } from '../../records/builder.ts'
import type { ClusterClient } from '../client/cluster-client.ts'
import { NoAnswer } from '../client/wire-client.ts'
import type { History, Sent } from '../history.ts'
import { Actor } from './actor.ts'

const PRODUCE = { request: produceRequest, response: produceResponse, version: 11 }
const INIT_PRODUCER_ID = { request: initProducerIdRequest, response: initProducerIdResponse, version: 4 }
const RETRY_MS = 100
/** Of a batch, where batches are not gathered. */
const MAX_RECORDS = 5

/** Errors after which the same batch is sent again: the broker may be another one, or ready later. */
const RETRIABLE: ReadonlySet<number> = new Set([
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.LEADER_NOT_AVAILABLE,
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.REQUEST_TIMED_OUT,
  ErrorCode.NETWORK_EXCEPTION,
  ErrorCode.NOT_ENOUGH_REPLICAS,
  ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.COORDINATOR_LOAD_IN_PROGRESS,
  ErrorCode.COORDINATOR_NOT_AVAILABLE,
  ErrorCode.FENCED_LEADER_EPOCH,
  ErrorCode.UNKNOWN_TOPIC_ID,
])

/** What the log answers to a sequence or an epoch that it does not expect. */
const FENCING: ReadonlySet<number> = new Set([
  ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
  ErrorCode.INVALID_PRODUCER_EPOCH,
  ErrorCode.UNKNOWN_PRODUCER_ID,
  ErrorCode.DUPLICATE_SEQUENCE_NUMBER,
])

export interface ProducerOptions {
  readonly topic: string
  readonly partition: number
  /** −1 for one that is not idempotent. */
  readonly number: number
  /** Mean time between two batches, where batches are not gathered. */
  readonly pauseMs: number
  /** As many batches in one, and so many times as rarely: the same records in fewer requests. */
  readonly gathers: number
}

/** Few keys, so that compaction has something to do. */
export function keyOf(value: number): string {
  return `k${value % 7}`
}

/**
 * Produces to one partition with acks=all, one batch after the other. A batch whose answer did not come is sent again as it
 * was: idempotent producers with the same sequence, so that it must not appear twice.
 */
export class SimProducer extends Actor {
  private readonly history: History
  private readonly options: ProducerOptions
  private producerId = -1
  private producerEpoch = -1
  private sequence = 0

  constructor(client: ClusterClient, history: History, options: ProducerOptions) {
    super(client)
    this.history = history
    this.options = options
  }

  protected pauseMs(): number {
    const { pauseMs, gathers } = this.options
    return this.client.host.random.exponential(pauseMs * gathers)
  }

  protected async turn(): Promise<void> {
    if (this.options.number >= 0 && this.producerId < 0 && !(await this.initProducerId())) return
    await this.produceBatch()
  }

  private async initProducerId(): Promise<boolean> {
    const { client } = this
    const request = initProducerIdRequest.create()
    request.transactionalId = null
    request.transactionTimeoutMs = 60_000
    try {
      const answer = await client.askAny(INIT_PRODUCER_ID, request)
      if (answer.errorCode !== ErrorCode.NONE) return false
      this.producerId = answer.producerId
      this.producerEpoch = answer.producerEpoch
      this.sequence = 0
      return true
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      await client.sleep(RETRY_MS)
      return false
    }
  }

  private async produceBatch(): Promise<void> {
    const { client, history, options, producerId, producerEpoch, sequence } = this
    const { topic, partition, number, gathers } = options
    const idempotent = number >= 0
    const count = client.host.random.between(gathers, MAX_RECORDS * gathers)
    const sent: Sent[] = []
    for (let i = 0; i < count; i++) sent.push(history.send(topic, partition, number))
    const nowMs = client.host.clock.nowMs()
    const records = sent.map(({ value }) => ({
      key: Buffer.from(keyOf(value)),
      value: Buffer.from(`${value} ${'x'.repeat(client.host.random.between(0, 200))}`),
      timestamp: nowMs,
    }))
    // Packing takes more of the real time than all else that a batch goes through.
    const codec = client.host.random.chance(0.9) ? 'none' : client.host.random.pick(CODECS)
    const batch = buildBatch(
      records,
      idempotent ? { codec, producerId, producerEpoch, baseSequence: sequence } : { codec },
    )
    const settled = await this.sendUntilSettled(batch, sent)
    if (!idempotent) return
    // After a batch of unknown fate the sequence is unknown as well: go on as another producer.
    if (settled) this.sequence += count
    else this.producerId = -1
  }

  /** false when nobody can say whether the batch is in the log. */
  private async sendUntilSettled(batch: Buffer, sent: readonly Sent[]): Promise<boolean> {
    const { client, options, history } = this
    const { topic, partition } = options
    const request = produceRequest.create()
    request.acks = -1
    request.timeoutMs = 5_000
    for (;;) {
      const leader = await client.leaderOf(topic, partition)
      if (leader !== null) {
        // The broker stamps offsets in place; a second try must send what the first one did.
        const data = Object.assign(new PartitionProduceData(), {
          index: partition,
          records: BytesView.of(Buffer.from(batch)),
        })
        request.topicData = [Object.assign(new TopicProduceData(), { name: topic, partitionData: [data] })]
        try {
          const answer = await client.ask(leader.host, leader.port, PRODUCE, request)
          const { errorCode, baseOffset } = answer.responses[0]!.partitionResponses[0]!
          if (errorCode === ErrorCode.NONE) {
            for (const [index, entry] of sent.entries()) history.acknowledge(entry, baseOffset + index, client.nowMs)
            return true
          }
          if (!RETRIABLE.has(errorCode)) {
            // One batch at a time, sent until it is acknowledged: its sequence must always be the one that is due.
            if (FENCING.has(errorCode))
              client.world.violated('sequence', `${topic}-${partition}: refused with ${errorName(errorCode)}`)
            client.world.note('produce refused', errorCode, partition)
            for (const entry of sent) entry.abandoned = true
            return false
          }
        } catch (error) {
          if (!(error instanceof NoAnswer)) throw error
        }
      }
      client.forgetLeader(topic, partition)
      if (this.stopped || options.number < 0) {
        for (const entry of sent) entry.abandoned = true
        return false
      }
      await client.sleep(RETRY_MS)
    }
  }
}
