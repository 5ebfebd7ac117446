/**
 * A cluster of both kinds, and what is asked of it without any client: through Gregor's own codec, of one node, so that
 * it is known who answered.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { errorName } from '../../src/protocol/errors.ts'
import {
  CreatableReplicaAssignment,
  CreatableTopic,
  CreatableTopicConfig,
  CreateTopicsRequest,
  createTopicsRequest,
} from '../../src/protocol/generated/create-topics-request.ts'
import { createTopicsResponse } from '../../src/protocol/generated/create-topics-response.ts'
import * as quorumRequest from '../../src/protocol/generated/describe-quorum-request.ts'
import {
  type DescribeQuorumResponse,
  describeQuorumResponse,
} from '../../src/protocol/generated/describe-quorum-response.ts'
import { ElectLeadersRequest, electLeadersRequest } from '../../src/protocol/generated/elect-leaders-request.ts'
import { electLeadersResponse } from '../../src/protocol/generated/elect-leaders-response.ts'
import {
  MetadataRequest,
  MetadataRequestTopic,
  metadataRequest,
} from '../../src/protocol/generated/metadata-request.ts'
import { type MetadataResponse, metadataResponse } from '../../src/protocol/generated/metadata-response.ts'
import { eventually } from '../harness/cases.ts'
import { freePort } from '../harness/target.ts'
import { type Api, WireConnection } from '../harness/wire.ts'
import { type Kind, MixedNode, type NodePlan } from './node.ts'

const METADATA = { request: metadataRequest, response: metadataResponse }
const METADATA_VERSION = 12
const CREATE_TOPICS = { request: createTopicsRequest, response: createTopicsResponse }
const CREATE_TOPICS_VERSION = 7
const ELECT_LEADERS = { request: electLeadersRequest, response: electLeadersResponse }
const ELECT_LEADERS_VERSION = 2
const DESCRIBE_QUORUM = { request: quorumRequest.describeQuorumRequest, response: describeQuorumResponse }
const DESCRIBE_QUORUM_VERSION = 2

export interface PartitionState {
  readonly index: number
  readonly leader: number
  readonly leaderEpoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
}

export interface ClusterSettings {
  /**
   * `static`: controller.quorum.voters. `dynamic`: controller.quorum.bootstrap.servers, and the one controller founds
   * the quorum (KIP-853).
   */
  readonly quorum?: 'static' | 'dynamic'
  /** Keys that all nodes share. */
  readonly settings?: Readonly<Record<string, string>>
}

export class MixedCluster {
  readonly nodes: readonly MixedNode[]

  private constructor(nodes: readonly MixedNode[]) {
    this.nodes = nodes
  }

  /** Lays out the nodes; none is started. */
  static async plan(
    dir: string,
    plans: readonly NodePlan[],
    { quorum = 'static', settings = {} }: ClusterSettings = {},
  ): Promise<MixedCluster> {
    const ports = new Set<number>()
    while (ports.size < plans.length * 2) ports.add(await freePort())
    const [...free] = ports
    const placed = plans.map((plan, i) => ({ ...plan, clientPort: free[i * 2]!, controllerPort: free[i * 2 + 1]! }))
    const voters = placed.filter(({ roles, later }) => roles.includes('controller') && later !== true)
    const addresses = voters.map(({ controllerPort }) => `127.0.0.1:${controllerPort}`)
    const brokers = plans.filter(({ roles }) => roles.includes('broker')).length
    const inSync = String(brokers > 2 ? 2 : 1)
    const shared = {
      ...(quorum === 'static'
        ? { 'controller.quorum.voters': voters.map(({ id }, i) => `${id}@${addresses[i]}`).join(',') }
        : { 'controller.quorum.bootstrap.servers': addresses.join(',') }),
      'default.replication.factor': String(brokers),
      'min.insync.replicas': inSync,
      'offsets.topic.num.partitions': '4',
      'offsets.topic.replication.factor': String(brokers),
      'transaction.state.log.num.partitions': '4',
      'transaction.state.log.replication.factor': String(brokers),
      'transaction.state.log.min.isr': inSync,
      'share.coordinator.state.topic.num.partitions': '2',
      'share.coordinator.state.topic.replication.factor': String(brokers),
      'share.coordinator.state.topic.min.isr': inSync,
      'group.initial.rebalance.delay.ms': '0',
      // A broker that was killed is missed soon; leaders change when a check says so, not by themselves.
      'broker.session.timeout.ms': '4000',
      'broker.heartbeat.interval.ms': '500',
      'replica.lag.time.max.ms': '8000',
      'auto.leader.rebalance.enable': 'false',
      'auto.create.topics.enable': 'false',
      ...settings,
    }
    // A uuid in the form of Kafka: 22 characters, none of which may begin a command-line option.
    const clusterId = `m${randomBytes(16).toString('base64url').slice(1, 21)}g`
    const nodes = placed.map(plan => {
      const part =
        quorum === 'static' || !plan.roles.includes('controller') ? null : plan.later === true ? 'joining' : 'founder'
      return new MixedNode({ ...plan, dir: join(dir, `${plan.kind}-${plan.id}`), clusterId, part, shared })
    })
    return new MixedCluster(nodes)
  }

  get brokers(): readonly MixedNode[] {
    return this.nodes.filter(({ isBroker }) => isBroker)
  }

  get controllers(): readonly MixedNode[] {
    return this.nodes.filter(({ isController }) => isController)
  }

  node(id: number): MixedNode {
    const found = this.nodes.find(node => node.id === id)
    if (found === undefined) throw new Error(`there is no node ${id}`)
    return found
  }

  brokerOf(kind: Kind): MixedNode {
    const found = this.brokers.find(node => node.kind === kind)
    if (found === undefined) throw new Error(`no broker is ${kind}`)
    return found
  }

  /** For clients: every broker, up or not. */
  get bootstrap(): string {
    return this.brokers.map(({ clientPort }) => `127.0.0.1:${clientPort}`).join(',')
  }

  private get running(): readonly MixedNode[] {
    return this.brokers.filter(({ running }) => running)
  }

  /** All at once: members of a quorum need each other. */
  async start(): Promise<void> {
    await Promise.all(this.nodes.filter(({ options }) => options.later !== true).map(node => node.start()))
  }

  async stop(): Promise<void> {
    // Brokers first, each of both kinds: whoever decides goes last.
    const last = this.nodes.filter(node => node.isController)
    await Promise.allSettled(this.nodes.filter(node => !node.isController).map(node => node.stop(20_000)))
    await Promise.allSettled(last.map(node => node.stop(20_000)))
  }

  async call<Q, A>(node: MixedNode, api: Api<Q, A>, version: number, message: Q): Promise<A> {
    const wire = await WireConnection.open(node.clientPort, 'mixed')
    try {
      return await wire.call(api, version, message)
    } finally {
      wire.close()
    }
  }

  metadata(node: MixedNode, topics: readonly string[] | null): Promise<MetadataResponse> {
    const request = new MetadataRequest()
    request.topics = topics === null ? null : topics.map(name => Object.assign(new MetadataRequestTopic(), { name }))
    return this.call(node, METADATA, METADATA_VERSION, request)
  }

  /** Until every running broker knows every running broker. */
  async untilBrokersKnown(timeoutMs = 60_000): Promise<void> {
    const wanted = this.running.map(({ id }) => id)
    for (const node of this.running) {
      await eventually(
        `${node.name} knows the brokers ${wanted}`,
        async () => {
          const { brokers } = await this.metadata(node, [])
          return wanted.every(id => brokers.some(({ nodeId }) => nodeId === id)) ? true : null
        },
        timeoutMs,
      )
    }
  }

  /** As one node says it. */
  async describe(node: MixedNode, topic: string): Promise<PartitionState[]> {
    const { topics } = await this.metadata(node, [topic])
    const [found] = topics
    if (found === undefined || found.errorCode !== 0)
      throw new Error(`${node.name} says ${errorName(found?.errorCode ?? -1)} of ${topic}`)
    return found.partitions
      .map(each => ({
        index: each.partitionIndex,
        leader: each.leaderId,
        leaderEpoch: each.leaderEpoch,
        replicas: each.replicaNodes,
        isr: each.isrNodes,
      }))
      .sort((a, b) => a.index - b.index)
  }

  /** Waits until every running broker says of every partition what `holds` wants. Throws with what was said last. */
  async untilPartitions(
    topic: string,
    what: string,
    holds: (partition: PartitionState) => boolean,
    timeoutMs = 60_000,
  ): Promise<PartitionState[]> {
    let said = ''
    let result: PartitionState[] = []
    for (const node of this.running) {
      await eventually(
        `${topic}: ${what}, says ${node.name}`,
        async () => {
          result = await this.describe(node, topic)
          const missing = result.filter(partition => !holds(partition))
          said = missing.map(({ index, leader, isr }) => `${index}: leader ${leader}, in sync ${isr}`).join('; ')
          return missing.length === 0 && result.length > 0 ? true : null
        },
        timeoutMs,
      ).catch(error => {
        throw new Error(`${error.message}; last seen: ${said}`)
      })
    }
    return result
  }

  untilInSync(topic: string, timeoutMs = 60_000): Promise<PartitionState[]> {
    return this.untilPartitions(
      topic,
      'all replicas in sync',
      ({ leader, isr, replicas }) => leader >= 0 && isr.length === replicas.length,
      timeoutMs,
    )
  }

  /** Through `via`. `assignments`: the replicas of each partition, preferred leader first. */
  async createTopic(
    via: MixedNode,
    name: string,
    assignments: readonly (readonly number[])[],
    configs: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const topic = Object.assign(new CreatableTopic(), { name, numPartitions: -1, replicationFactor: -1 })
    topic.assignments = assignments.map((brokerIds, partitionIndex) =>
      Object.assign(new CreatableReplicaAssignment(), { partitionIndex, brokerIds: [...brokerIds] }),
    )
    topic.configs = Object.entries(configs).map(([key, value]) =>
      Object.assign(new CreatableTopicConfig(), { name: key, value }),
    )
    const request = Object.assign(new CreateTopicsRequest(), { topics: [topic], timeoutMs: 15_000 })
    const { topics } = await this.call(via, CREATE_TOPICS, CREATE_TOPICS_VERSION, request)
    const [{ errorCode, errorMessage } = { errorCode: -1, errorMessage: null }] = topics
    if (errorCode !== 0) throw new Error(`CreateTopics through ${via.name}: ${errorName(errorCode)} ${errorMessage}`)
  }

  /** Preferred leaders for all partitions of the cluster. */
  async electPreferred(via: MixedNode): Promise<void> {
    const request = Object.assign(new ElectLeadersRequest(), {
      electionType: 0,
      topicPartitions: null,
      timeoutMs: 15_000,
    })
    const { errorCode } = await this.call(via, ELECT_LEADERS, ELECT_LEADERS_VERSION, request)
    if (errorCode !== 0) throw new Error(`ElectLeaders through ${via.name}: ${errorName(errorCode)}`)
  }

  /** The metadata quorum, asked through a broker, which passes the question on to the leader. */
  async quorum(via: MixedNode): Promise<DescribeQuorumResponse['topics'][number]['partitions'][number]> {
    const request = new quorumRequest.DescribeQuorumRequest()
    const partition = new quorumRequest.PartitionData()
    request.topics = [
      Object.assign(new quorumRequest.TopicData(), { topicName: '__cluster_metadata', partitions: [partition] }),
    ]
    const { errorCode, topics } = await this.call(via, DESCRIBE_QUORUM, DESCRIBE_QUORUM_VERSION, request)
    const data = topics[0]?.partitions[0]
    const error = errorCode !== 0 ? errorCode : (data?.errorCode ?? -1)
    if (error !== 0 || data === undefined) throw new Error(`DescribeQuorum through ${via.name}: ${errorName(error)}`)
    return data
  }

  /** The node that leads the metadata quorum, as soon as all running brokers agree. */
  async untilQuorumLeader(timeoutMs = 30_000): Promise<MixedNode> {
    return eventually(
      'the metadata quorum has a leader',
      async () => {
        const leaders = new Set<number>()
        for (const node of this.running) leaders.add((await this.quorum(node)).leaderId)
        const [leader] = leaders
        if (leaders.size !== 1 || leader === undefined || leader < 0) return null
        return this.node(leader).running ? this.node(leader) : null
      },
      timeoutMs,
    )
  }
}
