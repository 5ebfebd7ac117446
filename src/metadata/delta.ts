/**
 * What changed between two images: records are replayed into a delta, and `apply` gives the next image. Components react
 * to `(delta, image)`; nobody compares images.
 */
import type { Uuid } from '../base/uuid.ts'
import type { BrokerRegistrationChangeRecord } from '../protocol/generated/broker-registration-change-record.ts'
import { brokerRegistrationChangeRecord } from '../protocol/generated/broker-registration-change-record.ts'
import { type ClearElrRecord, clearElrRecord } from '../protocol/generated/clear-elr-record.ts'
import { type ConfigRecord, configRecord } from '../protocol/generated/config-record.ts'
import { type FeatureLevelRecord, featureLevelRecord } from '../protocol/generated/feature-level-record.ts'
import { type FenceBrokerRecord, fenceBrokerRecord } from '../protocol/generated/fence-broker-record.ts'
import { type PartitionChangeRecord, partitionChangeRecord } from '../protocol/generated/partition-change-record.ts'
import { type PartitionRecord, partitionRecord } from '../protocol/generated/partition-record.ts'
import { type ProducerIdsRecord, producerIdsRecord } from '../protocol/generated/producer-ids-record.ts'
import { type RegisterBrokerRecord, registerBrokerRecord } from '../protocol/generated/register-broker-record.ts'
import {
  type RegisterControllerRecord,
  registerControllerRecord,
} from '../protocol/generated/register-controller-record.ts'
import { type RemoveTopicRecord, removeTopicRecord } from '../protocol/generated/remove-topic-record.ts'
import { type TopicRecord, topicRecord } from '../protocol/generated/topic-record.ts'
import { type UnfenceBrokerRecord, unfenceBrokerRecord } from '../protocol/generated/unfence-broker-record.ts'
import { type UnregisterBrokerRecord, unregisterBrokerRecord } from '../protocol/generated/unregister-broker-record.ts'
import {
  type UnregisterControllerRecord,
  unregisterControllerRecord,
} from '../protocol/generated/unregister-controller-record.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import {
  type BrokerImage,
  ConfigResourceType,
  type ControllerImage,
  configKey,
  endpointImage,
  featureRangeImage,
  type MetadataImage,
  type PartitionImage,
  type ResourceConfigs,
  type TopicImage,
} from './image.ts'
import { keptChange } from './kept-records.ts'
import { changePartition, newPartition, withoutEligibleLeaders } from './partition-change.ts'

export class MetadataDelta {
  private readonly base: MetadataImage
  private offset: number
  private epoch: number
  private readonly topics = new Map<Uuid, TopicImage | undefined>()
  /** Partition maps made by this delta, which it may go on changing. */
  private readonly freshPartitions = new Map<Uuid, Map<number, PartitionImage>>()
  private readonly configs = new Map<string, ResourceConfigs | undefined>()
  private readonly kept = new Map<string, MetadataRecord | undefined>()
  private brokers: Map<number, BrokerImage> | null = null
  private controllers: Map<number, ControllerImage> | null = null
  private features: Map<string, number> | null = null
  private nextProducerId: number
  private readonly deleted: TopicImage[] = []

  constructor(base: MetadataImage) {
    this.base = base
    this.offset = base.offset
    this.epoch = base.epoch
    this.nextProducerId = base.nextProducerId
  }

  /** Topics with a partition that is new or changed. */
  get changedTopicIds(): Iterable<Uuid> {
    return this.freshPartitions.keys()
  }

  get deletedTopics(): readonly TopicImage[] {
    return this.deleted
  }

  get changedTopicConfigs(): string[] {
    return this.changedConfigNames(ConfigResourceType.TOPIC)
  }

  get brokerConfigsChanged(): boolean {
    return this.changedConfigNames(ConfigResourceType.BROKER).length > 0
  }

  changedConfigNames(type: number): string[] {
    const prefix = configKey(type, '')
    return [...this.configs.keys()].filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length))
  }

  get brokersChanged(): boolean {
    return this.brokers !== null
  }

  get featuresChanged(): boolean {
    return this.features !== null
  }

  /** `offset` is the record's; records come in order. */
  replay(offset: number, epoch: number, record: MetadataRecord): void {
    this.offset = offset
    this.epoch = epoch
    const { message } = record
    switch (record.apiKey) {
      case topicRecord.apiKey:
        this.replayTopic(message as TopicRecord)
        break
      case partitionRecord.apiKey: {
        const added = message as PartitionRecord
        this.partitionsOf(added.topicId).set(added.partitionId, newPartition(added))
        break
      }
      case partitionChangeRecord.apiKey: {
        const change = message as PartitionChangeRecord
        const partitions = this.partitionsOf(change.topicId)
        const before = partitions.get(change.partitionId)
        if (before !== undefined) partitions.set(change.partitionId, changePartition(before, change))
        break
      }
      case removeTopicRecord.apiKey:
        this.replayRemoveTopic((message as RemoveTopicRecord).topicId)
        break
      case clearElrRecord.apiKey:
        this.replayClearElr((message as ClearElrRecord).topicName)
        break
      case configRecord.apiKey:
        this.replayConfig(message as ConfigRecord)
        break
      case featureLevelRecord.apiKey: {
        const { name, featureLevel } = message as FeatureLevelRecord
        this.features ??= new Map(this.base.features)
        if (featureLevel === 0) this.features.delete(name)
        else this.features.set(name, featureLevel)
        break
      }
      case producerIdsRecord.apiKey:
        this.nextProducerId = (message as ProducerIdsRecord).nextProducerId
        break
      default:
        if (this.replayCluster(record)) break
        for (const [key, kept] of keptChange(record)) this.kept.set(key, kept)
    }
  }

  /** A change of offset alone: a batch of control records. */
  advance(offset: number, epoch: number): void {
    this.offset = offset
    this.epoch = epoch
  }

  /**
   * For a delta that begins with nothing (a snapshot) and takes the place of another image: what that had and this has
   * not is gone, and whoever reacts to changes must hear of it.
   */
  replaces(before: MetadataImage): void {
    for (const topic of before.topics.all()) if (this.topics.get(topic.id) === undefined) this.deleted.push(topic)
    for (const [key] of before.configs.entries()) if (!this.configs.has(key)) this.configs.set(key, undefined)
    this.brokers ??= new Map(this.base.cluster.brokers)
  }

  private topicOf(id: Uuid): TopicImage | undefined {
    return this.topics.has(id) ? this.topics.get(id) : this.base.topics.byId(id)
  }

  private replayTopic(record: TopicRecord): void {
    const partitions = new Map<number, PartitionImage>()
    this.freshPartitions.set(record.topicId, partitions)
    this.topics.set(record.topicId, { id: record.topicId, name: record.name, partitions })
  }

  private partitionsOf(topicId: Uuid): Map<number, PartitionImage> {
    const fresh = this.freshPartitions.get(topicId)
    if (fresh !== undefined) return fresh
    const topic = this.topicOf(topicId)
    const partitions = new Map(topic?.partitions)
    if (topic !== undefined) {
      this.freshPartitions.set(topicId, partitions)
      this.topics.set(topicId, { ...topic, partitions })
    }
    return partitions
  }

  private replayRemoveTopic(id: Uuid): void {
    const topic = this.topicOf(id)
    if (topic === undefined) return
    if (this.base.topics.byId(id) !== undefined) this.deleted.push(this.base.topics.byId(id)!)
    this.topics.set(id, undefined)
    this.freshPartitions.delete(id)
    // A topic's configuration goes with it, without records of its own.
    this.configs.set(configKey(ConfigResourceType.TOPIC, topic.name), undefined)
  }

  /**
   * KIP-966: eligible leaders are void once the least number of in-sync replicas changed; the empty name is every topic.
   */
  private replayClearElr(topicName: string): void {
    const topics =
      topicName === ''
        ? [...this.base.topics.all()].filter(({ id }) => !this.topics.has(id))
        : [this.base.topics.byName(topicName)]
    for (const topic of [...topics, ...this.topics.values()]) {
      if (topic === undefined || (topicName !== '' && topic.name !== topicName)) continue
      for (const [index, partition] of this.topicOf(topic.id)?.partitions ?? []) {
        const cleared = withoutEligibleLeaders(partition)
        if (cleared !== partition) this.partitionsOf(topic.id).set(index, cleared)
      }
    }
  }

  private replayConfig(record: ConfigRecord): void {
    const key = configKey(record.resourceType, record.resourceName)
    const before = this.configs.has(key) ? this.configs.get(key) : this.base.configs.get(key)
    const values = new Map(before?.values)
    if (record.value === null) values.delete(record.name)
    else values.set(record.name, record.value)
    this.configs.set(
      key,
      values.size === 0 ? undefined : { type: record.resourceType, name: record.resourceName, values },
    )
  }

  /** Brokers and controllers; false for a record of anything else. */
  private replayCluster(record: MetadataRecord): boolean {
    const { message } = record
    switch (record.apiKey) {
      case registerBrokerRecord.apiKey: {
        const broker = message as RegisterBrokerRecord
        this.setBroker({
          id: broker.brokerId,
          epoch: broker.brokerEpoch,
          incarnationId: broker.incarnationId,
          endpoints: broker.endPoints.map(endpointImage),
          features: broker.features.map(featureRangeImage),
          rack: broker.rack,
          fenced: broker.fenced,
          inControlledShutdown: broker.inControlledShutdown,
          directories: broker.logDirs,
          cordonedDirectories: broker.cordonedLogDirs,
        })
        return true
      }
      case unregisterBrokerRecord.apiKey:
        this.brokers ??= new Map(this.base.cluster.brokers)
        this.brokers.delete((message as UnregisterBrokerRecord).brokerId)
        return true
      case fenceBrokerRecord.apiKey:
        this.changeBroker((message as FenceBrokerRecord).id, { fenced: true })
        return true
      case unfenceBrokerRecord.apiKey:
        this.changeBroker((message as UnfenceBrokerRecord).id, { fenced: false })
        return true
      case brokerRegistrationChangeRecord.apiKey: {
        const change = message as BrokerRegistrationChangeRecord
        this.changeBroker(change.brokerId, {
          ...(change.fenced === 0 ? {} : { fenced: change.fenced > 0 }),
          ...(change.inControlledShutdown === 0 ? {} : { inControlledShutdown: change.inControlledShutdown > 0 }),
          ...(change.logDirs.length === 0 ? {} : { directories: change.logDirs }),
          ...(change.cordonedLogDirs === null ? {} : { cordonedDirectories: change.cordonedLogDirs }),
        })
        return true
      }
      case registerControllerRecord.apiKey: {
        const controller = message as RegisterControllerRecord
        this.controllers ??= new Map(this.base.cluster.controllers)
        this.controllers.set(controller.controllerId, {
          id: controller.controllerId,
          incarnationId: controller.incarnationId,
          zkMigrationReady: controller.zkMigrationReady,
          endpoints: controller.endPoints.map(endpointImage),
          features: controller.features.map(featureRangeImage),
        })
        return true
      }
      case unregisterControllerRecord.apiKey:
        this.controllers ??= new Map(this.base.cluster.controllers)
        this.controllers.delete((message as UnregisterControllerRecord).controllerId)
        return true
      default:
        return false
    }
  }

  private setBroker(broker: BrokerImage): void {
    this.brokers ??= new Map(this.base.cluster.brokers)
    this.brokers.set(broker.id, broker)
  }

  private changeBroker(id: number, change: Partial<BrokerImage>): void {
    const before = (this.brokers ?? this.base.cluster.brokers).get(id)
    if (before !== undefined) this.setBroker({ ...before, ...change })
  }

  apply(): MetadataImage {
    const { base } = this
    for (const partitions of this.freshPartitions.values()) sortByIndex(partitions)
    return {
      offset: this.offset,
      epoch: this.epoch,
      features: this.features ?? base.features,
      cluster: {
        brokers: this.brokers ?? base.cluster.brokers,
        controllers: this.controllers ?? base.cluster.controllers,
      },
      topics: this.topics.size === 0 ? base.topics : base.topics.change(this.topics),
      configs: base.configs.change(this.configs),
      nextProducerId: this.nextProducerId,
      kept: base.kept.change(this.kept),
    }
  }
}

/** Snapshots of others may list a topic's partitions in any order. */
function sortByIndex(partitions: Map<number, PartitionImage>): void {
  let previous = -1
  let sorted = true
  for (const index of partitions.keys()) {
    if (index < previous) sorted = false
    previous = index
  }
  if (sorted) return
  const entries = [...partitions].sort(([a], [b]) => a - b)
  partitions.clear()
  for (const [index, partition] of entries) partitions.set(index, partition)
}
