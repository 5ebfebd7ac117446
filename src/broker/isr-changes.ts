/**
 * Tells the controller which in-sync sets this broker's leaders want (AlterPartition, KIP-497): what is wanted while
 * one request is under way goes with the next. A set counts only when the controller has answered; until then the
 * leader waits for both sets.
 *
 * No answer is no refusal: the controller may have done it all the same. Only one that it says it has not done
 * (INELIGIBLE_REPLICA) is given up; where it knows a later state the image will show it; anything else is asked again.
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
import type {
  AlterPartitionResponse,
  PartitionData as PartitionResult,
} from '../protocol/generated/alter-partition-response.ts'
import type { ControllerChannel } from './lifecycle.ts'
import type { Partition } from './partition.ts'
import { SendLoop } from './send-loop.ts'

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

/** Certainly not done, whatever controllers have done before: the partition epoch was right. */
const REFUSALS: ReadonlySet<number> = new Set([ErrorCode.INELIGIBLE_REPLICA, ErrorCode.OPERATION_NOT_ATTEMPTED])
/** The controller knows better; so will this broker, when it has read on. */
const OUTDATED: ReadonlySet<number> = new Set([
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.UNKNOWN_TOPIC_ID,
  ErrorCode.FENCED_LEADER_EPOCH,
  ErrorCode.INVALID_UPDATE_VERSION,
  ErrorCode.INVALID_REQUEST,
  ErrorCode.NEW_LEADER_ELECTED,
])

export class IsrChanges {
  private readonly host: Pick<Host, 'timers' | 'log'>
  private readonly channel: ControllerChannel
  private readonly options: IsrChangesOptions
  private readonly waiting = new Map<Partition, Change>()
  private readonly loop: SendLoop

  constructor(host: Pick<Host, 'timers' | 'log'>, channel: ControllerChannel, options: IsrChangesOptions) {
    this.host = host
    this.channel = channel
    this.options = options
    this.loop = new SendLoop(host.timers, RETRY_MS, this.waiting, () => this.send())
  }

  propose(partition: Partition, isr: readonly number[], partitionEpoch: number): void {
    const { leaderEpoch } = partition.currentLeadership
    this.waiting.set(partition, { partition, isr, partitionEpoch, leaderEpoch })
    // Followers of many partitions come with one fetch: their proposals go in one request.
    if (!this.loop.isSending) this.host.timers.defer(() => this.loop.wake())
  }

  stop(): void {
    this.loop.stop()
    this.waiting.clear()
  }

  /** False when something must be asked again. */
  private async send(): Promise<boolean> {
    const changes = [...this.waiting.values()].filter(isWanted)
    this.waiting.clear()
    if (changes.length === 0) return true
    try {
      const request = this.requestOf(changes)
      const response = await this.channel.request(ApiKey.AlterPartition, alterPartitionRequest.maxVersion, request)
      return this.loop.isStopped || this.onResponse(changes, response as AlterPartitionResponse)
    } catch (error) {
      this.host.log.log('warn', 'the controller could not be told of in-sync replicas', { error })
      for (const change of changes) this.again(change)
      return false
    }
  }

  /** Unless the leader wants something else by now. */
  private again(change: Change): void {
    if (!this.waiting.has(change.partition)) this.waiting.set(change.partition, change)
  }

  /** False when something must be asked again. */
  private onResponse(changes: readonly Change[], response: AlterPartitionResponse): boolean {
    if (response.errorCode !== ErrorCode.NONE) {
      this.host.log.log('warn', 'the controller refused a change of in-sync replicas', {
        error: errorName(response.errorCode),
      })
      for (const change of changes) this.again(change)
      return false
    }
    const answers = new Map(
      response.topics.flatMap(({ topicId, partitions }) =>
        partitions.map(data => [`${topicId} ${data.partitionIndex}`, data] as const),
      ),
    )
    let allKnown = true
    for (const change of changes) {
      const { topicId, index } = change.partition
      if (!this.onAnswer(change, answers.get(`${topicId} ${index}`))) {
        this.again(change)
        allKnown = false
      }
    }
    return allKnown
  }

  /** False when nobody knows what became of it. */
  private onAnswer(change: Change, data: PartitionResult | undefined): boolean {
    const { partition, isr, partitionEpoch: proposedEpoch } = change
    const name = `${partition.topic}-${partition.index}`
    const errorCode = data?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR
    if (data === undefined || errorCode !== ErrorCode.NONE) {
      this.host.log.log('info', 'the controller refused a change of in-sync replicas', {
        partition: name,
        isr,
        error: errorName(errorCode),
      })
      if (REFUSALS.has(errorCode) && isWanted(change)) partition.onIsrAnswer({ kind: 'isr-refused', proposedEpoch })
      return REFUSALS.has(errorCode) || OUTDATED.has(errorCode)
    }
    this.host.log.log('info', 'the in-sync replicas of a partition changed', { partition: name, isr: data.isr })
    if (isWanted(change)) {
      const { isr: committed, partitionEpoch } = data
      partition.onIsrAnswer({ kind: 'isr-accepted', proposedEpoch, isr: committed, partitionEpoch })
    }
    return true
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

/** Neither the leadership nor the partition has moved on since. */
function isWanted({ partition, leaderEpoch, partitionEpoch }: Change): boolean {
  return (
    partition.currentLeadership.leaderEpoch === leaderEpoch && partition.proposal?.partitionEpoch === partitionEpoch
  )
}
