/**
 * All partitions of this broker: follows the image (makes, leads, gives up, deletes), finds a partition for a request, and
 * runs what is periodic. It never asks the controller anything.
 */
import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import { UNASSIGNED_DIRECTORY } from '../controller/cluster-state.ts'
import type { Host, Timer } from '../host/host.ts'
import type { LogManager } from '../log/log-manager.ts'
import type { MetadataDelta } from '../metadata/delta.ts'
import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { ReplicaFetchers } from './following/replica-fetchers.ts'
import { Partition, type PartitionEvents } from './partition.ts'
import type { PartitionConfig } from './partition-config.ts'

export interface ReplicaManagerOptions {
  readonly nodeId: number
  /** `replica.lag.time.max.ms` */
  readonly maxLagMs: number
  /** Effective configuration of a topic under an image. */
  readonly configOf: (image: MetadataImage, topic: string) => PartitionConfig
  /** Copies what other brokers lead. */
  readonly fetchers: Pick<ReplicaFetchers, 'follow' | 'unfollow' | 'followBrokers'>
}

/** How often deadlines of parked producers and lagging followers are looked at. */
const TICK_MS = 100

export class ReplicaManager {
  private readonly host: Host
  private readonly logs: LogManager
  private readonly options: ReplicaManagerOptions
  private readonly partitions = new Map<string, (Partition | undefined)[]>()
  /**
   * Assigned to this broker, and its log could not be made or opened: until that works out it answers KAFKA_STORAGE_ERROR.
   */
  private readonly unopened = new Set<string>()
  private readonly events: PartitionEvents
  private image: MetadataImage
  private timer: Timer | null = null
  /** Wants to be told of AlterPartition: the composition root connects the controller's channel. */
  onProposeIsr: PartitionEvents['onProposeIsr'] = () => {}
  /** The coordinators wait for their own partitions. */
  onHighWatermark: PartitionEvents['onHighWatermark'] = () => {}
  /** A partition has its log and serves; `assignedDir` is where the metadata say that it lies. */
  onOpened: (partition: Partition, assignedDir: Uuid | undefined) => void = () => {}

  constructor(host: Host, logs: LogManager, image: MetadataImage, options: ReplicaManagerOptions) {
    this.host = host
    this.logs = logs
    this.image = image
    this.options = options
    this.events = {
      onProposeIsr: (partition, isr, partitionEpoch) => this.onProposeIsr(partition, isr, partitionEpoch),
      onHighWatermark: (partition, offset) => this.onHighWatermark(partition, offset),
      isEligible: (brokerId, brokerEpoch) => {
        const broker = this.image.cluster.brokers.get(brokerId)
        if (broker === undefined || broker.fenced || broker.inControlledShutdown) return false
        return brokerEpoch < 0 || brokerEpoch === broker.epoch
      },
      isStale: (brokerId, brokerEpoch) => {
        const broker = this.image.cluster.brokers.get(brokerId)
        return brokerEpoch >= 0 && broker !== undefined && !broker.fenced && broker.epoch > brokerEpoch
      },
    }
  }

  start(): void {
    this.timer = this.host.timers.after(TICK_MS, () => {
      const nowMs = this.host.clock.monotonicMs()
      for (const partition of this.all()) partition.tick(nowMs)
      this.start()
    })
  }

  stop(): void {
    this.timer?.cancel()
    this.timer = null
    for (const partition of this.all()) partition.goOffline()
  }

  *all(): IterableIterator<Partition> {
    for (const list of this.partitions.values())
      for (const partition of list) if (partition !== undefined) yield partition
  }

  get(topic: string, index: number): Partition | undefined {
    return this.partitions.get(topic)?.[index]
  }

  /** The partition when it is led here, else the error code that tells the client why not. */
  partitionByName(topic: string, index: number): Partition | number {
    const partition = this.partitions.get(topic)?.[index]
    if (partition !== undefined) return partition.isOffline ? ErrorCode.KAFKA_STORAGE_ERROR : partition
    if (this.unopened.has(`${topic}-${index}`)) return ErrorCode.KAFKA_STORAGE_ERROR
    const known = this.image.topics.byName(topic)?.partitions.has(index) === true
    return known ? ErrorCode.NOT_LEADER_OR_FOLLOWER : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
  }

  partitionById(topicId: Uuid, index: number): Partition | number {
    const topic = this.image.topics.byId(topicId)
    if (topic === undefined) return ErrorCode.UNKNOWN_TOPIC_ID
    return this.partitionByName(topic.name, index)
  }

  /** For Fetch, which may know a topic by either. */
  fetchPartition(topic: string, topicId: Uuid, index: number): Partition | number {
    if (topicId === ZERO_UUID) return this.partitionByName(topic, index)
    const found = this.partitionById(topicId, index)
    if (typeof found !== 'number' && found.topicId !== topicId) return ErrorCode.INCONSISTENT_TOPIC_ID
    return found
  }

  currentLeader(topic: string, topicId: Uuid, index: number): { leaderId: number; leaderEpoch: number } | null {
    const image = topicId === ZERO_UUID ? this.image.topics.byName(topic) : this.image.topics.byId(topicId)
    const partition = image?.partitions.get(index)
    return partition === undefined ? null : { leaderId: partition.leader, leaderEpoch: partition.leaderEpoch }
  }

  /** High watermarks for `replication-offset-checkpoint`. */
  highWatermarkOf(topic: string, index: number): number | null {
    return this.get(topic, index)?.committedOffset ?? null
  }

  apply(delta: MetadataDelta, image: MetadataImage): void {
    this.image = image
    if (delta.brokersChanged) this.options.fetchers.followBrokers()
    for (const topic of delta.deletedTopics) this.deleteTopic(topic)
    for (const topicId of delta.changedTopicIds) {
      const topic = image.topics.byId(topicId)
      if (topic !== undefined) this.applyTopic(image, topic)
    }
    for (const topic of this.topicsWithChangedConfig(delta, image)) this.reconfigure(image, topic)
    // Behind the partitions: whoever may join the in-sync sets again joins those of now.
    if (delta.brokersChanged) for (const partition of this.all()) partition.onBrokersChanged()
  }

  private deleteTopic(topic: TopicImage): void {
    for (const index of topic.partitions.keys()) this.unopened.delete(`${topic.name}-${index}`)
    const list = this.partitions.get(topic.name)
    if (list === undefined) return
    // A topic deleted and made again inside one delta has another id by now.
    if (list.some(partition => partition !== undefined && partition.topicId !== topic.id)) return
    this.partitions.delete(topic.name)
    for (const partition of list) {
      if (partition !== undefined) this.retire(partition)
    }
  }

  private applyTopic(image: MetadataImage, topic: TopicImage): void {
    for (const [index, wanted] of topic.partitions) {
      const isHere = wanted.replicas.includes(this.options.nodeId)
      const present = this.partitions.get(topic.name)?.[index]
      if (!isHere) {
        this.unopened.delete(`${topic.name}-${index}`)
        if (present !== undefined) this.drop(present)
        continue
      }
      const leadership = leadershipOf(wanted)
      if (present !== undefined) {
        present.lead(leadership)
        this.options.fetchers.follow(present)
      } else this.make(image, topic, index, wanted)
    }
  }

  private make(image: MetadataImage, topic: TopicImage, index: number, wanted: PartitionImage): void {
    const assignedDir = wanted.directories[wanted.replicas.indexOf(this.options.nodeId)]
    if (this.mayLieInFailedDirectory(topic.name, index, assignedDir)) {
      this.unopened.add(`${topic.name}-${index}`)
      return
    }
    const config = this.options.configOf(image, topic.name)
    try {
      const log = this.logs.getOrCreate(topic.name, index, topic.id, config.log, assignedDir)
      const partition = new Partition(
        this.host,
        this.options.nodeId,
        this.options.maxLagMs,
        log,
        config,
        leadershipOf(wanted),
        this.logs.checkpointedHighWatermark(topic.name, index),
        this.events,
      )
      let list = this.partitions.get(topic.name)
      if (list === undefined) {
        list = []
        this.partitions.set(topic.name, list)
      }
      list[index] = partition
      this.unopened.delete(`${topic.name}-${index}`)
      partition.lead(leadershipOf(wanted))
      this.options.fetchers.follow(partition)
      this.onOpened(partition, assignedDir)
    } catch (error) {
      this.unopened.add(`${topic.name}-${index}`)
      this.host.log.log('error', 'a partition could not be opened', { topic: topic.name, partition: index, error })
    }
  }

  /** KIP-858: an empty log in another directory would only hide that the records are in the one that failed. */
  private mayLieInFailedDirectory(topic: string, index: number, assignedDir: Uuid | undefined): boolean {
    const { logs } = this
    if (logs.directories.offline.length === 0 || logs.get(topic, index)?.isOffline === false) return false
    if (this.unopened.has(`${topic}-${index}`)) return true
    return assignedDir !== undefined && assignedDir !== UNASSIGNED_DIRECTORY && !logs.directories.isOnline(assignedDir)
  }

  private drop(partition: Partition): void {
    const list = this.partitions.get(partition.topic)
    if (list !== undefined) list[partition.index] = undefined
    this.retire(partition)
  }

  /** Nobody's any more: whoever waits at it is told to look elsewhere, and its log goes. */
  private retire(partition: Partition): void {
    this.options.fetchers.unfollow(partition)
    partition.lead({
      leaderId: -1,
      leaderEpoch: partition.currentLeadership.leaderEpoch + 1,
      partitionEpoch: 0,
      replicas: [],
      isr: [],
    })
    this.logs.deleteLater(partition.log)
  }

  private topicsWithChangedConfig(delta: MetadataDelta, image: MetadataImage): Iterable<string> {
    // A broker-wide default may change every topic.
    return delta.brokerConfigsChanged ? image.topics.names() : delta.changedTopicConfigs
  }

  private reconfigure(image: MetadataImage, topic: string): void {
    const list = this.partitions.get(topic)
    if (list === undefined) return
    const config = this.options.configOf(image, topic)
    for (const partition of list) {
      if (partition === undefined) continue
      partition.reconfigure(config)
      this.logs.getFuture(topic, partition.index)?.updateConfig(config.log)
    }
  }

  /** A log directory failed: its partitions answer KAFKA_STORAGE_ERROR, the others do not notice. */
  onDirFailed(dir: string): void {
    for (const partition of this.all()) if (partition.log.parentDir === dir) partition.goOffline()
  }
}

function leadershipOf(partition: PartitionImage) {
  return {
    leaderId: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    partitionEpoch: partition.partitionEpoch,
    replicas: partition.replicas,
    isr: partition.isr,
  }
}
