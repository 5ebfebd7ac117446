/**
 * Tells the controller in which log directories this broker's replicas lie (AssignReplicasToDirs, KIP-858): what
 * changes while one request is under way goes with the next.
 */
import type { Uuid } from '../base/uuid.ts'
import type { Host } from '../host/host.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  AssignReplicasToDirsRequest,
  assignReplicasToDirsRequest,
  DirectoryData,
  PartitionData,
  TopicData,
} from '../protocol/generated/assign-replicas-to-dirs-request.ts'
import type { AssignReplicasToDirsResponse } from '../protocol/generated/assign-replicas-to-dirs-response.ts'
import type { ControllerChannel } from './lifecycle.ts'
import { SendLoop } from './send-loop.ts'

export interface DirectoryAssignmentsOptions {
  readonly nodeId: number
  /** −1 while the broker is not registered: then assignments wait. */
  readonly brokerEpoch: () => number
  /** The cluster's metadata version has directories (3.7-IV2); without them every assignment counts as accepted. */
  readonly isSupported: () => boolean
}

/**
 * `refused`: the controller does not know such a replica. `superseded`: another directory was named for it before
 * this one was accepted.
 */
export type AssignmentOutcome = 'accepted' | 'refused' | 'superseded'

interface Assignment {
  readonly topicId: Uuid
  readonly partition: number
  readonly directoryId: Uuid
  readonly resolve: (outcome: AssignmentOutcome) => void
}

const RETRY_MS = 100
/** Kafka's own bound. */
const MAX_PER_REQUEST = 2250

export class DirectoryAssignments {
  private readonly host: Pick<Host, 'timers' | 'log'>
  private readonly channel: ControllerChannel
  private readonly options: DirectoryAssignmentsOptions
  private readonly waiting = new Map<string, Assignment>()
  private readonly loop: SendLoop

  constructor(host: Pick<Host, 'timers' | 'log'>, channel: ControllerChannel, options: DirectoryAssignmentsOptions) {
    this.host = host
    this.channel = channel
    this.options = options
    this.loop = new SendLoop(host.timers, RETRY_MS, this.waiting, () => this.send())
  }

  /** Repeats until the controller has answered. Never rejects; after `stop` it never resolves. */
  assign(topicId: Uuid, partition: number, directoryId: Uuid): Promise<AssignmentOutcome> {
    if (!this.options.isSupported()) return Promise.resolve('accepted')
    return new Promise(resolve => {
      const key = keyOf(topicId, partition)
      this.waiting.get(key)?.resolve('superseded')
      // To the end of the queue.
      this.waiting.delete(key)
      this.waiting.set(key, { topicId, partition, directoryId, resolve })
      this.loop.wake()
    })
  }

  stop(): void {
    this.loop.stop()
    this.waiting.clear()
  }

  /** False when it must be tried again. */
  private async send(): Promise<boolean> {
    if (this.options.brokerEpoch() < 0) return false
    const batch = [...this.waiting.values()].slice(0, MAX_PER_REQUEST)
    let response: AssignReplicasToDirsResponse
    try {
      response = (await this.channel.request(
        ApiKey.AssignReplicasToDirs,
        assignReplicasToDirsRequest.maxVersion,
        this.requestOf(batch),
      )) as AssignReplicasToDirsResponse
    } catch (error) {
      this.host.log.log('warn', 'the controller could not be told of log directories; trying again', { error })
      return false
    }
    if (response.errorCode !== ErrorCode.NONE) return false
    const refused = new Set<string>()
    for (const { topics } of response.directories) {
      for (const { topicId, partitions } of topics) {
        for (const { partitionIndex, errorCode } of partitions) {
          if (errorCode !== ErrorCode.NONE) refused.add(keyOf(topicId, partitionIndex))
        }
      }
    }
    for (const assignment of batch) {
      const key = keyOf(assignment.topicId, assignment.partition)
      if (this.waiting.get(key) !== assignment) continue
      this.waiting.delete(key)
      assignment.resolve(refused.has(key) ? 'refused' : 'accepted')
    }
    return true
  }

  private requestOf(batch: readonly Assignment[]): AssignReplicasToDirsRequest {
    const request = new AssignReplicasToDirsRequest()
    request.brokerId = this.options.nodeId
    request.brokerEpoch = this.options.brokerEpoch()
    const topics = new Map<string, TopicData>()
    const directories = new Map<Uuid, DirectoryData>()
    for (const { topicId, partition, directoryId } of batch) {
      let directory = directories.get(directoryId)
      if (directory === undefined) {
        directory = Object.assign(new DirectoryData(), { id: directoryId })
        directories.set(directoryId, directory)
        request.directories.push(directory)
      }
      const key = `${directoryId} ${topicId}`
      let topic = topics.get(key)
      if (topic === undefined) {
        topic = Object.assign(new TopicData(), { topicId })
        topics.set(key, topic)
        directory.topics.push(topic)
      }
      topic.partitions.push(Object.assign(new PartitionData(), { partitionIndex: partition }))
    }
    return request
  }
}

function keyOf(topicId: Uuid, partition: number): string {
  return `${topicId} ${partition}`
}
