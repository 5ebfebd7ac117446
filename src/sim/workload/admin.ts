import { ErrorCode } from '../../protocol/errors.ts'
import {
  alterPartitionReassignmentsRequest,
  ReassignablePartition,
  ReassignableTopic,
} from '../../protocol/generated/alter-partition-reassignments-request.ts'
import { alterPartitionReassignmentsResponse } from '../../protocol/generated/alter-partition-reassignments-response.ts'
import { CreatePartitionsTopic, createPartitionsRequest } from '../../protocol/generated/create-partitions-request.ts'
import { createPartitionsResponse } from '../../protocol/generated/create-partitions-response.ts'
import { DeleteTopicState, deleteTopicsRequest } from '../../protocol/generated/delete-topics-request.ts'
import { deleteTopicsResponse } from '../../protocol/generated/delete-topics-response.ts'
import { electLeadersRequest } from '../../protocol/generated/elect-leaders-request.ts'
import { electLeadersResponse } from '../../protocol/generated/elect-leaders-response.ts'
import {
  AlterableConfig,
  AlterConfigsResource,
  incrementalAlterConfigsRequest,
} from '../../protocol/generated/incremental-alter-configs-request.ts'
import { incrementalAlterConfigsResponse } from '../../protocol/generated/incremental-alter-configs-response.ts'
import { removeRaftVoterRequest } from '../../protocol/generated/remove-raft-voter-request.ts'
import { removeRaftVoterResponse } from '../../protocol/generated/remove-raft-voter-response.ts'
import type { ClusterClient } from '../client/cluster-client.ts'
import { Actor } from './actor.ts'
import { CREATE_TOPICS, topicToCreate } from './topics.ts'

const DELETE_TOPICS = { request: deleteTopicsRequest, response: deleteTopicsResponse, version: 6 }
const CREATE_PARTITIONS = { request: createPartitionsRequest, response: createPartitionsResponse, version: 3 }
const ELECT_LEADERS = { request: electLeadersRequest, response: electLeadersResponse, version: 2 }
const ALTER_CONFIGS = { request: incrementalAlterConfigsRequest, response: incrementalAlterConfigsResponse, version: 1 }
const REASSIGN = {
  request: alterPartitionReassignmentsRequest,
  response: alterPartitionReassignmentsResponse,
  version: 0,
}
const REMOVE_VOTER = { request: removeRaftVoterRequest, response: removeRaftVoterResponse, version: 0 }
const TOPIC_RESOURCE = 2
const SET = 0
const MAX_TOPICS = 4

/** What operators do while the world burns: makes and deletes topics of its own, adds partitions, changes settings, moves replicas and leaders. */
export class SimAdmin extends Actor {
  private readonly meanPauseMs: number
  private readonly moved: readonly string[]
  private changesVoters: boolean
  private readonly topics = new Set<string>()
  private made = 0

  /** `moved`: topics of others that are moved between nodes. `changesVoters`: those of the metadata quorum, too. */
  constructor(client: ClusterClient, meanPauseMs: number, moved: readonly string[], changesVoters: boolean) {
    super(client)
    this.moved = moved
    this.changesVoters = changesVoters
    this.meanPauseMs = meanPauseMs
  }

  /** From now on every voter keeps its vote. */
  leaveVoters(): void {
    this.changesVoters = false
  }

  protected pauseMs(): number {
    return this.client.host.random.exponential(this.meanPauseMs)
  }

  protected async turn(): Promise<void> {
    const actions = [
      () => this.create(),
      () => this.delete(),
      () => this.grow(),
      () => this.alter(),
      () => this.elect(),
      () => this.move(),
      ...(this.changesVoters ? [() => this.removeVoter()] : []),
    ]
    await this.client.host.random.pick(actions)()
  }

  private async create(): Promise<void> {
    if (this.topics.size >= MAX_TOPICS) return
    const name = `made-${this.made++}`
    // Whatever the answer says or does not say, the topic may be there.
    this.topics.add(name)
    const request = CREATE_TOPICS.request.create()
    request.topics = [topicToCreate(name, this.client.host.random.between(1, 3))]
    request.timeoutMs = 5_000
    await this.client.askAny(CREATE_TOPICS, request)
  }

  private async delete(): Promise<void> {
    if (this.topics.size === 0) return
    const name = this.client.host.random.pick([...this.topics])
    const request = deleteTopicsRequest.create()
    request.topics = [Object.assign(new DeleteTopicState(), { name })]
    request.timeoutMs = 5_000
    const { responses } = await this.client.askAny(DELETE_TOPICS, request)
    const code = responses[0]?.errorCode
    if (code === ErrorCode.NONE) this.topics.delete(name)
  }

  private async grow(): Promise<void> {
    if (this.topics.size === 0) return
    const { random } = this.client.host
    const request = createPartitionsRequest.create()
    const topic = { name: random.pick([...this.topics]), count: random.between(2, 5), assignments: null }
    request.topics = [Object.assign(new CreatePartitionsTopic(), topic)]
    request.timeoutMs = 5_000
    await this.client.askAny(CREATE_PARTITIONS, request)
  }

  private async alter(): Promise<void> {
    if (this.topics.size === 0) return
    const { random } = this.client.host
    const request = incrementalAlterConfigsRequest.create()
    const value = String(random.between(1, 100) * 1_000_000)
    const config = Object.assign(new AlterableConfig(), { name: 'retention.ms', configOperation: SET, value })
    const resource = { resourceType: TOPIC_RESOURCE, resourceName: random.pick([...this.topics]), configs: [config] }
    request.resources = [Object.assign(new AlterConfigsResource(), resource)]
    await this.client.askAny(ALTER_CONFIGS, request)
  }

  /** To some of the nodes, in some order, or back from where it is on its way to. */
  private async move(): Promise<void> {
    const { random } = this.client.host
    const { brokers } = this.client.world
    const name = random.pick([...this.moved, ...this.topics])
    const left = brokers.map(({ nodeId }) => nodeId)
    const replicas: number[] = []
    // What a topic of the workload has acknowledged must stay on two nodes at least.
    const count = Math.min(brokers.length, random.between(this.moved.includes(name) ? 2 : 1, brokers.length))
    while (replicas.length < count) replicas.push(left.splice(random.between(0, left.length - 1), 1)[0]!)
    const partition = new ReassignablePartition()
    partition.partitionIndex = random.between(0, 2)
    partition.replicas = random.chance(0.2) ? null : replicas
    const request = alterPartitionReassignmentsRequest.create()
    request.timeoutMs = 5_000
    request.topics = [Object.assign(new ReassignableTopic(), { name, partitions: [partition] })]
    await this.client.askAny(REASSIGN, request)
  }

  /**
   * Takes one voter out of the quorum, as its leader knows it (KIP-853); it joins again by itself.
   */
  private async removeVoter(): Promise<void> {
    const { random } = this.client.host
    const leaders = this.client.world.machines.flatMap(({ nodeId, parts }) => {
      const raft = parts?.quorum?.raft
      return raft?.quorumLeaderId === nodeId ? [raft.quorumInfo()] : []
    })
    const { voters } = leaders.toSorted((a, b) => b.leaderEpoch - a.leaderEpoch)[0] ?? { voters: [] }
    if (voters.length < 2) return
    const { replicaId, directoryId } = random.pick(voters)
    const request = removeRaftVoterRequest.create()
    Object.assign(request, { clusterId: null, voterId: replicaId, voterDirectoryId: directoryId })
    await this.client.askAny(REMOVE_VOTER, request)
  }

  private async elect(): Promise<void> {
    const request = electLeadersRequest.create()
    request.topicPartitions = null
    request.timeoutMs = 5_000
    await this.client.askAny(ELECT_LEADERS, request)
  }
}
