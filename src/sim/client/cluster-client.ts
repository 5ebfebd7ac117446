/** A client that knows the cluster: finds leaders and coordinators, keeps connections, asks again after a failure. */
import { ZERO_UUID } from '../../base/uuid.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import { MetadataRequestTopic, metadataRequest } from '../../protocol/generated/metadata-request.ts'
import { type MetadataResponse, metadataResponse } from '../../protocol/generated/metadata-response.ts'
import { CLIENT_PORT } from '../arrangement.ts'
import type { SimHost } from '../host.ts'
import type { World } from '../world.ts'
import { type Call, NoAnswer, WireClient } from './wire-client.ts'

export const METADATA = { request: metadataRequest, response: metadataResponse, version: 12 }

interface Leader {
  readonly host: string
  readonly port: number
  readonly topicId: string
  readonly leaderEpoch: number
}

export class ClusterClient {
  readonly host: SimHost
  readonly world: World
  private readonly connections = new Map<string, Promise<WireClient>>()
  private readonly leaders = new Map<string, Leader>()
  /** Latest leader epochs heard of. A node that is cut off tells of leaders of old: good clients do not go back to them (KIP-320). */
  private readonly epochs = new Map<string, number>()
  requestTimeoutMs = 5_000

  constructor(world: World, name: string) {
    this.world = world
    this.host = world.clientHost(name)
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise(resolve => this.host.timers.after(delayMs, resolve))
  }

  get nowMs(): number {
    return this.world.scheduler.nowMs
  }

  /** One request to one address. Rejects with NoAnswer alone. */
  async ask<Q, A>(address: string, port: number, call: Call<Q, A>, message: Q): Promise<A> {
    const key = `${address}:${port}`
    let opening = this.connections.get(key)
    if (opening === undefined) {
      opening = WireClient.connect(this.host, address, port)
      this.connections.set(key, opening)
      opening.catch(() => this.connections.delete(key))
    }
    const client = await opening
    if (client.closed) {
      if (this.connections.get(key) === opening) this.connections.delete(key)
      throw new NoAnswer('the connection is closed')
    }
    const timer = this.host.timers.after(this.requestTimeoutMs, () => client.close())
    try {
      return await client.send(call, message)
    } finally {
      timer.cancel()
      if (client.closed && this.connections.get(key) === opening) this.connections.delete(key)
    }
  }

  /** Any broker, as a bootstrap list would find it. */
  async askAny<Q, A>(call: Call<Q, A>, message: Q): Promise<A> {
    const machine = this.host.random.pick(this.world.brokers)
    return await this.ask(machine.name, CLIENT_PORT, call, message)
  }

  async metadata(topics: readonly string[] | null): Promise<MetadataResponse> {
    const request = metadataRequest.create()
    request.topics =
      topics?.map(name => Object.assign(new MetadataRequestTopic(), { name, topicId: ZERO_UUID })) ?? null
    request.allowAutoTopicCreation = false
    const answer = await this.askAny(METADATA, request)
    for (const topic of answer.topics) {
      for (const partition of topic.partitions) {
        const node = answer.brokers.find(({ nodeId }) => nodeId === partition.leaderId)
        const key = `${topic.name}-${partition.partitionIndex}`
        if (node === undefined || partition.errorCode !== ErrorCode.NONE) this.leaders.delete(key)
        else {
          const { host, port } = node
          const { leaderEpoch } = partition
          if (leaderEpoch < (this.epochs.get(key) ?? 0)) continue
          this.epochs.set(key, leaderEpoch)
          this.leaders.set(key, { host, port, topicId: topic.topicId, leaderEpoch })
        }
      }
    }
    return answer
  }

  /** Where a partition's leader is, as last heard; null when nobody could say. */
  async leaderOf(topic: string, partition: number): Promise<Leader | null> {
    const key = `${topic}-${partition}`
    if (!this.leaders.has(key)) {
      try {
        await this.metadata([topic])
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error
      }
    }
    return this.leaders.get(key) ?? null
  }

  /** The latest leader epoch of a partition that this client has heard of; −1 for none. */
  epochOf(topic: string, partition: number): number {
    return this.epochs.get(`${topic}-${partition}`) ?? -1
  }

  /** Heard elsewhere: with a committed offset (KIP-320). Leaders of earlier epochs are none any more. */
  learnEpoch(topic: string, partition: number, epoch: number): void {
    const key = `${topic}-${partition}`
    if (epoch <= this.epochOf(topic, partition)) return
    this.epochs.set(key, epoch)
    if ((this.leaders.get(key)?.leaderEpoch ?? epoch) < epoch) this.leaders.delete(key)
  }

  forgetLeader(topic: string, partition: number): void {
    this.leaders.delete(`${topic}-${partition}`)
  }

  close(): void {
    this.host.kill(false)
  }
}
