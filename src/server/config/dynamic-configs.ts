import type { PartitionConfig } from '../../broker/partition-config.ts'
import type { ConfigProblem, ConfigSchema } from '../../controller/context.ts'
import { ConfigResourceType, configKey, type MetadataImage, type ResourceConfigs } from '../../metadata/image.ts'
import type { BrokerConfig } from './broker-config.ts'
import { ConfigError, type ConfigValue } from './config-error.ts'
import type { ConfigKey } from './config-key.ts'
import { groupKeys, KafkaConfigSchema } from './config-schema.ts'
import { defaultValue, parseValue } from './config-value.ts'
import {
  type BrokerLayers,
  brokerText,
  type ConfigEntry,
  describeBroker,
  describeBrokerDefaults,
  describeClientMetrics,
  describeGroup,
  describeNewTopic,
  describeTopic,
  groupFallback,
  topicFallback,
} from './describe-configs.ts'
import { BROKER_QUOTA_KEYS } from './keys.generated.ts'
import { brokerKeys, listenerKey } from './static-values.ts'
import { partitionConfigOf, topicKeys } from './topic-config.ts'

const replicationRateKeys: ReadonlyMap<string, ConfigKey> = new Map(BROKER_QUOTA_KEYS.map(key => [key.name, key]))

const NONE: ReadonlyMap<string, string> = new Map()

interface CachedTopic {
  readonly own: ResourceConfigs | undefined
  readonly config: PartitionConfig
}

/**
 * What holds now: the configuration that the node started with, and over it what the cluster's metadata say for brokers,
 * topics and groups (KIP-226). Follows the image; answers from the newest one it was given.
 */
export class DynamicConfigs implements ConfigSchema {
  private readonly config: BrokerConfig
  private readonly schema: KafkaConfigSchema
  private image: MetadataImage | null = null
  private layers: BrokerLayers
  private brokerConfigs: ResourceConfigs | undefined
  private clusterConfigs: ResourceConfigs | undefined
  private readonly topics = new Map<string, CachedTopic>()
  /** For all topics that set nothing themselves. */
  private plainTopic: PartitionConfig
  /** Called after the dynamic values of this broker, or of all, changed. */
  onBrokerChange: () => void = () => {}

  constructor(config: BrokerConfig) {
    this.config = config
    this.schema = new KafkaConfigSchema(config)
    this.layers = { broker: NONE, cluster: NONE, statics: config.staticValues, devDefaults: config.devDefaults }
    this.plainTopic = config.topicDefaults
  }

  /** Subscribe this before whatever asks for configurations of the same image. */
  apply(_delta: unknown, image: MetadataImage): void {
    this.image = image
    const broker = image.configs.get(configKey(ConfigResourceType.BROKER, String(this.config.nodeId)))
    const cluster = image.configs.get(configKey(ConfigResourceType.BROKER, ''))
    if (broker === this.brokerConfigs && cluster === this.clusterConfigs) return
    this.brokerConfigs = broker
    this.clusterConfigs = cluster
    this.layers = { ...this.layers, broker: broker?.values ?? NONE, cluster: cluster?.values ?? NONE }
    this.topics.clear()
    this.plainTopic = this.build(NONE)
    this.onBrokerChange()
  }

  private own(type: number, name: string): ResourceConfigs | undefined {
    return this.image?.configs.get(configKey(type, name))
  }

  /** Of a topic of the newest image; the same object as long as nothing changed. */
  topicConfig(topic: string): PartitionConfig {
    const own = this.own(ConfigResourceType.TOPIC, topic)
    if (own === undefined) {
      this.topics.delete(topic)
      return this.plainTopic
    }
    const cached = this.topics.get(topic)
    if (cached?.own === own) return cached.config
    const config = this.build(own.values)
    this.topics.set(topic, { own, config })
    return config
  }

  private build(topic: ReadonlyMap<string, string>): PartitionConfig {
    const { layers } = this
    return partitionConfigOf(name => {
      const key = topicKeys.get(name)!
      return readable(key, topic.get(name)) ?? readable(key, topicFallback(layers, key)) ?? defaultValue(key)
    }, this.brokerValue('producer.id.expiration.ms') as number)
  }

  /** A broker key as its type, dynamic values considered; null where it has none. */
  brokerValue(name: string): ConfigValue {
    const key = brokerKeys.get(name)
    if (key === undefined) throw new Error(`no such broker key: ${name}`)
    return readable(key, brokerText(this.layers, name)) ?? defaultValue(key)
  }

  /** A broker key of one listener (`listener.name.NAME.KEY`, KIP-103), else that of all. */
  listenerValue(listener: string, name: string): ConfigValue {
    const key = brokerKeys.get(name)
    if (key === undefined) throw new Error(`no such broker key: ${name}`)
    return readable(key, brokerText(this.layers, listenerKey(listener, name))) ?? this.brokerValue(name)
  }

  /** A rate in bytes per second that is set dynamically alone (KIP-73, KIP-113): of this broker, else of all. */
  replicationRate(name: string): number {
    const key = replicationRateKeys.get(name)
    if (key === undefined) throw new Error(`no such rate: ${name}`)
    const { broker, cluster } = this.layers
    return (readable(key, broker.get(name)) ?? readable(key, cluster.get(name)) ?? defaultValue(key)) as number
  }

  /** A group's key (`consumer.session.timeout.ms`) as its type: its own, else the broker's. */
  groupValue(group: string, name: string): ConfigValue {
    const key = groupKeys.get(name)
    if (key === undefined) throw new Error(`no such group key: ${name}`)
    const own = this.own(ConfigResourceType.GROUP, group)?.values.get(name)
    return readable(key, own) ?? readable(key, groupFallback(this.layers, key)) ?? defaultValue(key)
  }

  /**
   * DescribeConfigs. null for a resource type that has none. Whether the topic, the broker or the group exists is for the
   * caller to say; a broker can only describe itself.
   */
  describe(resourceType: number, resourceName: string): ConfigEntry[] | null {
    const own = this.own(resourceType, resourceName)?.values ?? NONE
    switch (resourceType) {
      case ConfigResourceType.TOPIC:
        return describeTopic(this.layers, own)
      case ConfigResourceType.BROKER:
        return resourceName === '' ? describeBrokerDefaults(this.layers) : describeBroker(this.layers)
      case ConfigResourceType.GROUP:
        return describeGroup(this.layers, own)
      case ConfigResourceType.CLIENT_METRICS:
        return describeClientMetrics(own)
      default:
        return null
    }
  }

  describeNewTopic(overrides: ReadonlyMap<string, string>): ConfigEntry[] {
    return describeNewTopic(this.layers, overrides)
  }

  problem(resourceType: number, resourceName: string, key: string, value: string | null): ConfigProblem | null {
    return this.schema.problem(resourceType, resourceName, key, value)
  }

  /** What is wrong with the values of a resource taken together, after a change; null when nothing is. */
  togetherProblem(resourceType: number, values: ReadonlyMap<string, string>): string | null {
    return this.schema.togetherProblem(resourceType, values, name => {
      const key = resourceType === ConfigResourceType.GROUP ? groupKeys.get(name)! : topicKeys.get(name)!
      const text =
        resourceType === ConfigResourceType.GROUP ? groupFallback(this.layers, key) : topicFallback(this.layers, key)
      return readable(key, text) ?? defaultValue(key)
    })
  }

  isList(resourceType: number, key: string): boolean {
    return this.schema.isList(resourceType, key)
  }

  /** What APPEND and SUBTRACT start from where the resource sets nothing. */
  defaultValue(resourceType: number, name: string): string | null {
    const topicKey = resourceType === ConfigResourceType.TOPIC ? topicKeys.get(name) : undefined
    return topicKey === undefined ? this.schema.defaultValue(resourceType, name) : topicFallback(this.layers, topicKey)
  }
}

/** null where nothing was set, or something that is no value: another version wrote it, and no request may fail for it. */
function readable(key: ConfigKey, text: string | null | undefined): ConfigValue {
  if (text === null || text === undefined) return null
  try {
    return parseValue(key, text)
  } catch (error) {
    if (error instanceof ConfigError) return null
    throw error
  }
}
