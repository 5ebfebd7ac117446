import type { BrokerKey, ConfigKey, ResourceKey } from './config-key.ts'
import { clientMetricsKeys, groupKeys } from './config-schema.ts'
import { CONFIG_TYPE_CODES, dropsRepeats } from './config-value.ts'
import { brokerKeys } from './static-values.ts'
import { convertUnit, topicKeys } from './topic-config.ts'

/** Codes of `DescribeConfigsResponse.ConfigSource`. */
export const ConfigSource = {
  TOPIC: 1,
  DYNAMIC_BROKER: 2,
  DYNAMIC_DEFAULT_BROKER: 3,
  STATIC_BROKER: 4,
  DEFAULT: 5,
  CLIENT_METRICS: 7,
  GROUP: 8,
} as const

export interface SynonymEntry {
  readonly name: string
  /** null where it must not be shown. */
  readonly value: string | null
  readonly source: number
}

/** One key of a resource as DescribeConfigs shows it (KIP-133, KIP-226). */
export interface ConfigEntry extends SynonymEntry {
  readonly readOnly: boolean
  readonly sensitive: boolean
  /** Code of `DescribeConfigsResponse.ConfigType`, 0 for a key that Kafka does not know. */
  readonly type: number
  /** Where the value could come from, the one that holds first. */
  readonly synonyms: readonly SynonymEntry[]
}

/** What is set for a broker, by whom; the earlier wins. */
export interface BrokerLayers {
  /** Dynamic, for this broker. */
  readonly broker: ReadonlyMap<string, string>
  /** Dynamic, for every broker. */
  readonly cluster: ReadonlyMap<string, string>
  /** From the properties file and its like. */
  readonly statics: ReadonlyMap<string, string>
  /** Gregor's defaults where they are not Kafka's. */
  readonly devDefaults: ReadonlyMap<string, string>
}

/** What holds for a broker key now; null where it has no value. */
export function brokerText(layers: BrokerLayers, name: string): string | null {
  return (
    layers.broker.get(name) ??
    layers.cluster.get(name) ??
    layers.statics.get(name) ??
    layers.devDefaults.get(name) ??
    brokerKeys.get(name)?.default ??
    null
  )
}

/** A value as Kafka prints it after parsing: `TRUE` is `true`, lists without spaces. */
export function printed(key: ConfigKey | undefined, text: string): string {
  const trimmed = text.trim()
  switch (key?.type) {
    case 'BOOLEAN':
      return trimmed.toLowerCase()
    case 'LIST': {
      const items = trimmed.split(/\s*,\s*/)
      return (dropsRepeats(key) ? [...new Set(items)] : items).join(',')
    }
    case 'INT':
    case 'LONG':
    case 'SHORT':
      return /^[+-]?\d+$/.test(trimmed) ? BigInt(trimmed.replace(/^\+/, '')).toString() : trimmed
    default:
      return trimmed
  }
}

/** Every source of a broker key and of those that mean the same, by precedence. */
function brokerSynonyms(layers: BrokerLayers, name: string): SynonymEntry[] {
  const key = brokerKeys.get(name)
  const names = key?.synonyms ?? [name]
  const entries: SynonymEntry[] = []
  const add = (source: number, textOf: (name: string) => string | null | undefined): void => {
    for (const synonym of names) {
      const text = textOf(synonym)
      if (text === null || text === undefined) continue
      entries.push({ name: synonym, value: isSensitive(key) ? null : text, source })
    }
  }
  add(ConfigSource.DYNAMIC_BROKER, synonym => layers.broker.get(synonym))
  add(ConfigSource.DYNAMIC_DEFAULT_BROKER, synonym => layers.cluster.get(synonym))
  add(ConfigSource.STATIC_BROKER, synonym => layers.statics.get(synonym))
  add(ConfigSource.DEFAULT, synonym => layers.devDefaults.get(synonym) ?? brokerKeys.get(synonym)?.default)
  // As Kafka does: a list that would begin with another key begins with this one, or is empty.
  const first = entries.findIndex(entry => entry.name === name)
  return first < 0 ? [] : entries.slice(first)
}

/** What Kafka does not know might be a secret. */
function isSensitive(key: ConfigKey | undefined): boolean {
  return key === undefined || key.type === 'PASSWORD' || key.sensitive === true
}

function brokerEntry(layers: BrokerLayers, name: string, readOnly: boolean, only?: number): ConfigEntry {
  const key = brokerKeys.get(name)
  const synonyms = brokerSynonyms(layers, name).filter(({ source }) => only === undefined || source === only)
  const text = only === undefined ? brokerText(layers, name) : (layers.cluster.get(name) ?? null)
  const sensitive = isSensitive(key)
  return {
    name,
    value: sensitive || text === null ? null : printed(key, text),
    source: synonyms[0]?.source ?? ConfigSource.DEFAULT,
    readOnly,
    sensitive,
    type: key === undefined ? 0 : CONFIG_TYPE_CODES[key.type],
    synonyms,
  }
}

/** One broker. */
export function describeBroker(layers: BrokerLayers): ConfigEntry[] {
  const names = new Set<string>()
  for (const [name, key] of brokerKeys) if (key.internal !== true) names.add(name)
  for (const set of [layers.statics, layers.cluster, layers.broker]) for (const name of set.keys()) names.add(name)
  return [...names].map(name => brokerEntry(layers, name, brokerKeys.get(name)?.updateMode === undefined))
}

/** The dynamic defaults of all brokers: resource BROKER with an empty name. */
export function describeBrokerDefaults(layers: BrokerLayers): ConfigEntry[] {
  return [...layers.cluster.keys()].map(name =>
    brokerEntry(
      layers,
      name,
      (brokerKeys.get(name) as BrokerKey | undefined)?.updateMode === undefined,
      ConfigSource.DYNAMIC_DEFAULT_BROKER,
    ),
  )
}

/** What a topic key has where the topic sets nothing; null where there is none. */
export function topicFallback(layers: BrokerLayers, key: ResourceKey): string | null {
  for (const { name, unit } of key.brokerSynonyms ?? []) {
    const text = brokerText(layers, name)
    if (text !== null) return convertUnit(text, unit)
  }
  return key.default
}

export function describeTopic(layers: BrokerLayers, topic: ReadonlyMap<string, string>): ConfigEntry[] {
  return [...topicKeys].flatMap(([name, key]) => {
    const own = topic.get(name)
    const text = own ?? topicFallback(layers, key)
    return entryOf(layers, key, own, text, ConfigSource.TOPIC, [])
  })
}

/**
 * For the answer of CreateTopics, sorted by name as Kafka does; there a topic's value may come from any broker
 * key of that meaning.
 */
export function describeNewTopic(layers: BrokerLayers, overrides: ReadonlyMap<string, string>): ConfigEntry[] {
  return describeTopic(layers, overrides)
    .map(entry => {
      // There the values of the request stand as they came.
      if (entry.source === ConfigSource.TOPIC) return { ...entry, value: overrides.get(entry.name)! }
      if (entry.source !== ConfigSource.DEFAULT) return entry
      const synonyms = topicKeys.get(entry.name)!.brokerSynonyms ?? []
      const from = (set: ReadonlyMap<string, string>) => synonyms.some(({ name }) => set.has(name))
      if (from(layers.broker)) return { ...entry, source: ConfigSource.DYNAMIC_BROKER }
      if (from(layers.cluster)) return { ...entry, source: ConfigSource.DYNAMIC_DEFAULT_BROKER }
      if (from(layers.statics)) return { ...entry, source: ConfigSource.STATIC_BROKER }
      return entry
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

export function groupFallback(layers: BrokerLayers, key: ResourceKey): string | null {
  const broker = key.brokerSynonyms?.[0]?.name
  const text = broker === undefined ? key.default : brokerText(layers, broker)
  // The broker has a list of assignors in order of preference; a group uses the first.
  return key.name === 'streams.assignor.name' ? (text?.split(',')[0] ?? null) : text
}

export function describeGroup(layers: BrokerLayers, group: ReadonlyMap<string, string>): ConfigEntry[] {
  return [...groupKeys].flatMap(([name, key]) => {
    const own = group.get(name)
    const text = own ?? groupFallback(layers, key)
    const standard = { name, value: key.default, source: ConfigSource.DEFAULT }
    return entryOf(layers, key, own, text, ConfigSource.GROUP, [standard])
  })
}

/**
 * A key of a resource whose values fall back on those of a broker key. `own`: what is set for the resource itself;
 * `text`: what holds; `orElse`: the synonyms where there is no broker key. Nothing for an internal key that is not set.
 */
function entryOf(
  layers: BrokerLayers,
  key: ResourceKey,
  own: string | undefined,
  text: string | null,
  ownSource: number,
  orElse: readonly SynonymEntry[],
): ConfigEntry[] {
  const { name } = key
  if (key.internal === true && own === undefined) return []
  const value = text === null ? null : printed(key, text)
  const broker = key.brokerSynonyms?.[0]?.name
  const inherited = broker === undefined ? orElse : brokerSynonyms(layers, broker)
  const synonyms = own === undefined ? inherited : [{ name, value, source: ownSource }, ...inherited]
  const source = synonyms[0]?.source ?? ConfigSource.DEFAULT
  const type = CONFIG_TYPE_CODES[key.type]
  return [{ name, value, source, readOnly: false, sensitive: false, type, synonyms }]
}

/**
 * A subscription to clients' metrics (KIP-714): every key, as for other resources, though no broker key stands behind them.
 */
export function describeClientMetrics(values: ReadonlyMap<string, string>): ConfigEntry[] {
  return [...clientMetricsKeys].map(([name, key]) => {
    const own = values.get(name)
    const value = printed(key, own ?? key.default ?? '')
    const source = own === undefined ? ConfigSource.DEFAULT : ConfigSource.CLIENT_METRICS
    return {
      name,
      value,
      source,
      readOnly: false,
      sensitive: false,
      type: CONFIG_TYPE_CODES[key.type],
      synonyms: own === undefined ? [] : [{ name, value, source }],
    }
  })
}
