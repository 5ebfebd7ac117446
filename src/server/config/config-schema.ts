/** What may be set on a topic, a broker, a group, a client metrics subscription; the sentences are Kafka's. */
import type { ConfigProblem, ConfigSchema } from '../../controller/context.ts'
import { ConfigResourceType } from '../../metadata/image.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import type { BrokerConfig } from './broker-config.ts'
import { ConfigError, type ConfigValue, InvalidRequestError } from './config-error.ts'
import type { BrokerKey, ConfigKey, ResourceKey } from './config-key.ts'
import { parseType, parseValue } from './config-value.ts'
import { cordonProblem } from './cordoned-dirs.ts'
import { GroupLimits } from './group-limits.ts'
import { BROKER_QUOTA_KEYS, CLIENT_METRICS_KEYS, GROUP_KEYS } from './keys.generated.ts'
import { brokerKeys } from './static-values.ts'
import { topicKeys } from './topic-config.ts'

export const groupKeys: ReadonlyMap<string, ResourceKey> = new Map(GROUP_KEYS.map(key => [key.name, key]))
export const clientMetricsKeys: ReadonlyMap<string, ResourceKey> = new Map(
  CLIENT_METRICS_KEYS.map(key => [key.name, key]),
)
const brokerQuotaKeys: ReadonlyMap<string, BrokerKey> = new Map(BROKER_QUOTA_KEYS.map(key => [key.name, key]))

const LISTENER_KEY = /^listener\.name\.[^.]+\.(.+)$/

/** A broker key as it is defined, `listener.name.x.` before it or not; undefined for one that Kafka does not know. */
export function brokerKey(name: string): BrokerKey | undefined {
  const base = brokerKeys.has(name) ? name : (LISTENER_KEY.exec(name)?.[1] ?? name)
  return brokerKeys.get(base) ?? brokerQuotaKeys.get(base)
}

/** Only the ones of a listener may change while running (KIP-226). */
function isListenerSecurityKey(key: BrokerKey): boolean {
  return key.updateMode === 'per-broker' && /^(ssl|sasl)\./.test(key.name)
}

export function keyOf(resourceType: number, name: string): ConfigKey | undefined {
  switch (resourceType) {
    case ConfigResourceType.TOPIC:
      return topicKeys.get(name)
    case ConfigResourceType.BROKER:
      return brokerKey(name)
    case ConfigResourceType.GROUP:
      return groupKeys.get(name)
    case ConfigResourceType.CLIENT_METRICS:
      return clientMetricsKeys.get(name)
    default:
      return undefined
  }
}

export class KafkaConfigSchema implements ConfigSchema {
  private readonly config: BrokerConfig
  private readonly groupLimits: GroupLimits

  constructor(config: BrokerConfig) {
    this.config = config
    this.groupLimits = new GroupLimits(config)
  }

  problem(resourceType: number, resourceName: string, name: string, text: string | null): ConfigProblem | null {
    // What was set once may always be taken back.
    if (text === null) return null
    // What a broker cannot do is found by the broker, in Kafka, which calls the whole request invalid.
    const usual = resourceType === ConfigResourceType.BROKER ? ErrorCode.INVALID_REQUEST : ErrorCode.INVALID_CONFIG
    try {
      const message = this.valueProblem(resourceType, resourceName, name, text)
      return message === null ? null : { errorCode: usual, message }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      const errorCode = error instanceof InvalidRequestError ? ErrorCode.INVALID_REQUEST : usual
      return { errorCode, message: error.message }
    }
  }

  private valueProblem(resourceType: number, resourceName: string, name: string, text: string): string | null {
    switch (resourceType) {
      case ConfigResourceType.TOPIC:
        return this.topicProblem(name, text)
      case ConfigResourceType.BROKER:
        return this.brokerProblem(resourceName, name, text)
      case ConfigResourceType.GROUP: {
        const key = groupKeys.get(name)
        if (key === undefined) return `Unknown group config name: ${name}`
        parseValue(key, text)
        return null
      }
      case ConfigResourceType.CLIENT_METRICS: {
        const key = clientMetricsKeys.get(name)
        if (key === undefined) throw new InvalidRequestError(`Unknown client metrics configuration: ${name}`)
        parseValue(key, text)
        return null
      }
      default:
        return `Unknown resource type ${resourceType}`
    }
  }

  private topicProblem(name: string, text: string): string | null {
    const key = topicKeys.get(name)
    if (key === undefined) return `Unknown topic config name: ${name}`
    const value = parseValue(key, text)
    if (name === 'remote.storage.enable' && value === true) {
      return 'Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage.'
    }
    return null
  }

  private brokerProblem(resourceName: string, name: string, text: string): string | null {
    const key = brokerKey(name)
    // Kafka stores broker keys that it does not know, for its plug-ins.
    if (key === undefined) return null
    if (!brokerQuotaKeys.has(key.name)) {
      if (key.updateMode === undefined) return `Cannot update these configs dynamically: [${name}]`
      if (name === key.name && isListenerSecurityKey(key)) {
        return `These security configs can be dynamically updated only per-listener using the listener prefix: [${name}]`
      }
      if (resourceName === '' && key.updateMode === 'per-broker') {
        return `Cannot update these configs at default cluster level, broker id must be specified: [${name}]`
      }
    }
    const value = parseValue(key, text)
    // Of another broker it is not known here which directories it has.
    if (name !== 'cordoned.log.dirs' || resourceName !== String(this.config.nodeId)) return null
    const problem = cordonProblem(value as readonly string[], this.config.storage.dirsByName)
    return problem === null ? null : `requirement failed: ${problem}`
  }

  /**
   * What is wrong with the values of one resource taken together, after a change; null when nothing is. `values` are
   * the ones that the resource itself has, each checked by `problem`.
   */
  togetherProblem(
    resourceType: number,
    values: ReadonlyMap<string, string>,
    fallback: (key: string) => ConfigValue,
  ): string | null {
    const number = (name: string): number => {
      const text = values.get(name)
      return (text === undefined ? fallback(name) : parseType(name, 'LONG', text)) as number
    }
    if (resourceType === ConfigResourceType.TOPIC) {
      const min = number('min.compaction.lag.ms')
      const max = number('max.compaction.lag.ms')
      if (min > max)
        return `conflict topic config setting min.compaction.lag.ms (${min}) > max.compaction.lag.ms (${max})`
    }
    if (resourceType === ConfigResourceType.GROUP) {
      const outside = this.groupLimits.problem(values)
      if (outside !== null) return outside
      for (const kind of ['consumer', 'share', 'streams']) {
        const session = `${kind}.session.timeout.ms`
        const heartbeat = `${kind}.heartbeat.interval.ms`
        if (number(session) <= number(heartbeat)) return `${session} must be greater than ${heartbeat}`
      }
    }
    return null
  }

  isList(resourceType: number, name: string): boolean {
    // Kafka 4.4 looks for the types of these keys where it does not find them: to it they are no lists.
    if (resourceType === ConfigResourceType.CLIENT_METRICS) return false
    return keyOf(resourceType, name)?.type === 'LIST'
  }

  defaultValue(resourceType: number, name: string): string | null {
    return keyOf(resourceType, name)?.default ?? null
  }
}
