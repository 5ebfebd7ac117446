/** Kafka's configuration types (ConfigDef.Type). */
export type ConfigType = 'BOOLEAN' | 'INT' | 'LONG' | 'SHORT' | 'DOUBLE' | 'STRING' | 'LIST' | 'CLASS' | 'PASSWORD'

/** One configuration key as Apache Kafka defines it. */
export interface ConfigKey {
  readonly name: string
  readonly type: ConfigType
  /** As Kafka prints it; null where there is none. */
  readonly default: string | null
  /** There is no default and one must be given. Gregor has one for each of these. */
  readonly required?: boolean
  /** Kafka's own notation of what is allowed: `[1,...]`, `[a, b]`, `non-empty string`… */
  readonly validator?: string
  /** Never shown: passwords and what holds them. */
  readonly sensitive?: boolean
  /** Defined, but not documented and not listed among a topic's or broker's public keys. */
  readonly internal?: boolean
}

/** How a broker key may be changed while running (KIP-226); read-only where absent. */
export type UpdateMode = 'per-broker' | 'cluster-wide'

export interface BrokerKey extends ConfigKey {
  readonly updateMode?: UpdateMode
  /** All keys that mean the same, this one among them; the first that is set wins. */
  readonly synonyms?: readonly string[]
}

/** A unit that a broker key counts in while the topic key counts in milliseconds. */
export type SynonymUnit = 'same' | 'minutes' | 'hours'

/** A key of a topic, a group or a client metrics subscription. */
export interface ResourceKey extends ConfigKey {
  /** The broker keys that hold where the resource itself sets nothing; the first that is set wins. */
  readonly brokerSynonyms?: readonly { readonly name: string; readonly unit: SynonymUnit }[]
}
