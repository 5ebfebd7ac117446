/** What the tests ask the nodes themselves, past every client: who leads, who is in sync, who coordinates. */

import * as quorum from '../../src/protocol/generated/describe-quorum-request.ts'
import { describeQuorumRequest } from '../../src/protocol/generated/describe-quorum-request.ts'
import { describeQuorumResponse } from '../../src/protocol/generated/describe-quorum-response.ts'
import {
  FindCoordinatorRequest,
  findCoordinatorRequest,
} from '../../src/protocol/generated/find-coordinator-request.ts'
import { findCoordinatorResponse } from '../../src/protocol/generated/find-coordinator-response.ts'
import {
  MetadataRequest,
  MetadataRequestTopic,
  metadataRequest,
} from '../../src/protocol/generated/metadata-request.ts'
import { metadataResponse } from '../../src/protocol/generated/metadata-response.ts'
import { type Api, WireConnection } from '../harness/wire.ts'

export interface PartitionState {
  readonly partition: number
  readonly leader: number
  readonly isr: readonly number[]
}

const METADATA = { request: metadataRequest, response: metadataResponse }
const FIND_COORDINATOR = { request: findCoordinatorRequest, response: findCoordinatorResponse }
const DESCRIBE_QUORUM = { request: describeQuorumRequest, response: describeQuorumResponse }

/** A connection to one node, opened again when it was lost. */
export class Watcher {
  private readonly port: number
  private connection: WireConnection | null = null

  constructor(port: number) {
    this.port = port
  }

  private async call<Q, A>(api: Api<Q, A>, version: number, request: Q): Promise<A> {
    if (this.connection === null || this.connection.closed) this.connection = await WireConnection.open(this.port)
    return this.connection.call(api, version, request, 5000)
  }

  async partitions(topic: string): Promise<PartitionState[]> {
    const request = new MetadataRequest()
    request.topics = [Object.assign(new MetadataRequestTopic(), { name: topic })]
    request.allowAutoTopicCreation = false
    const response = await this.call(METADATA, 12, request)
    return (response.topics[0]?.partitions ?? []).map(({ partitionIndex, leaderId, isrNodes }) => ({
      partition: partitionIndex,
      leader: leaderId,
      isr: isrNodes,
    }))
  }

  async coordinatorOf(group: string): Promise<number> {
    const request = new FindCoordinatorRequest()
    request.key = group
    return (await this.call(FIND_COORDINATOR, 2, request)).nodeId
  }

  /** The leader of the metadata quorum. */
  async controller(): Promise<number> {
    const request = new quorum.DescribeQuorumRequest()
    const partition = Object.assign(new quorum.PartitionData(), { partitionIndex: 0 })
    request.topics = [
      Object.assign(new quorum.TopicData(), { topicName: '__cluster_metadata', partitions: [partition] }),
    ]
    const response = await this.call(DESCRIBE_QUORUM, 1, request)
    return response.topics[0]?.partitions[0]?.leaderId ?? -1
  }

  close(): void {
    this.connection?.close()
  }
}
