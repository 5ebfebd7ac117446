/**
 * Tells the controller which in-sync sets this broker's leaders want (AlterPartition, KIP-497): what is wanted while one request is under way goes with
 * the next. A set counts only when the controller has answered; until then the leader waits for both sets.
 */
import type { Host } from '../host/host.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode, errorName } from '../protocol/errors.ts'
import {
  AlterPartitionRequest,
  alterPartitionRequest,
  BrokerState,
  PartitionData,
  TopicData,
} from '../protocol/generated/alter-partition-request.ts'
import type { AlterPartitionResponse } from '../protocol/generated/alter-partition-response.ts'
import type { ControllerChannel } from './lifecycle.ts'
import type { Partition } from './partition.ts'

export interface IsrChangesOptions {
  readonly nodeId: number
  readonly brokerEpoch: () => number
  /** Registration of a broker in the image, for replicas that did not name theirs. */
  readonly epochOf: (brokerId: number) => number
}

interface Change {
  readonly partition: Partition
  readonly isr: readonly number[]
  readonly partitionEpoch: number
  readonly leaderEpoch: number
}

const RETRY_MS = 50

export class IsrChanges {
  private readonly host: Pick<Host, 'timers' | 'log'>
  private readonly channel: ControllerChannel
  private readonly options: IsrChangesOptions
  private readonly waiting = new Map<Partition, Change>()
  private sending = false
  private stopped = false

  constructor(host: Pick<Host, 'timers' | 'log'>, channel: ControllerChannel, options: IsrChangesOptions) {
    this.host = host
    this.channel = channel
    this.options = options
  }

  propose(partition: Partition, isr: readonly number[], partitionEpoch: number): void {
    const { leaderEpoch } = partition.currentLeadership
    this.waiting.set(partition, { partition, isr, partitionEpoch, leaderEpoch })
    // Followers of many partitions come with one fetch: their proposals go in one request.
    if (!this.sending) this.host.timers.defer(() => void this.send())
  }

  stop(): void {
    this.stopped = true
    this.waiting.clear()
  }

  private async send(): Promise<void> {
    if (this.sending || this.stopped) return
    this.sending = true
    while (this.waiting.size > 0 && !this.stopped) {
      const changes = [...this.waiting.values()]
      this.waiting.clear()
      try {
        const response = await this.channel.request(
          ApiKey.AlterPartition,
          alterPartitionRequest.maxVersion,
          this.requestOf(changes),
        )
        if (this.stopped) break
        this.onResponse(changes, response as AlterPartitionResponse)
      } catch (error) {
        this.host.log.log('warn', 'the controller could not be told of in-sync replicas', { error })
        for (const change of changes) this.answer(change, null)
        await new Promise<void>(resolve => this.host.timers.after(RETRY_MS, resolve))
      }
    }
    this.sending = false
  }

  /** The leader asks again when there is still reason to. A leader of another epoch has nothing to do with the answer. */
  private answer(
    { partition, leaderEpoch }: Change,
    committed: { readonly isr: readonly number[]; readonly partitionEpoch: number } | null,
  ): void {
    if (partition.currentLeadership.leaderEpoch === leaderEpoch) partition.onIsrAnswer(committed)
  }

  private onResponse(changes: readonly Change[], response: AlterPartitionResponse): void {
    if (response.errorCode !== ErrorCode.NONE) {
      this.host.log.log('warn', 'the controller refused a change of in-sync replicas', {
        error: errorName(response.errorCode),
      })
      for (const change of changes) this.answer(change, null)
      return
    }
    const answers = new Map(
      response.topics.flatMap(({ topicId, partitions }) =>
        partitions.map(data => [`${topicId} ${data.partitionIndex}`, data] as const),
      ),
    )
    for (const change of changes) {
      const { partition, isr } = change
      const data = answers.get(`${partition.topicId} ${partition.index}`)
      if (data === undefined || data.errorCode !== ErrorCode.NONE) {
        this.host.log.log('info', 'the controller refused a change of in-sync replicas', {
          partition: `${partition.topic}-${partition.index}`,
          isr,
          error: errorName(data?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR),
        })
        this.answer(change, null)
        continue
      }
      this.host.log.log('info', 'the in-sync replicas of a partition changed', {
        partition: `${partition.topic}-${partition.index}`,
        isr: data.isr,
      })
      this.answer(change, { isr: data.isr, partitionEpoch: data.partitionEpoch })
    }
  }

  private requestOf(changes: readonly Change[]): AlterPartitionRequest {
    const { nodeId, brokerEpoch, epochOf } = this.options
    const request = new AlterPartitionRequest()
    request.brokerId = nodeId
    request.brokerEpoch = brokerEpoch()
    const topics = new Map<string, TopicData>()
    for (const { partition, isr, partitionEpoch, leaderEpoch } of changes) {
      let topic = topics.get(partition.topicId)
      if (topic === undefined) {
        topic = Object.assign(new TopicData(), { topicId: partition.topicId })
        topics.set(partition.topicId, topic)
        request.topics.push(topic)
      }
      const data = new PartitionData()
      data.partitionIndex = partition.index
      data.leaderEpoch = leaderEpoch
      data.partitionEpoch = partitionEpoch
      data.newIsrWithEpochs = isr.map(brokerId => {
        const told = brokerId === nodeId ? brokerEpoch() : partition.registrationOf(brokerId)
        return Object.assign(new BrokerState(), { brokerId, brokerEpoch: told >= 0 ? told : epochOf(brokerId) })
      })
      topic.partitions.push(data)
    }
    return request
  }
}
