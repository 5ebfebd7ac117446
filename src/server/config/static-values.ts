import { ConfigError, type ConfigValue } from './config-error.ts'
import type { BrokerKey } from './config-key.ts'
import { defaultValue, parseValue } from './config-value.ts'
import { BROKER_KEYS } from './keys.generated.ts'

/** Keys that Kafka's broker reads without defining them: those of its authorizer. */
const AUTHORIZER_KEYS: readonly BrokerKey[] = [
  { name: 'super.users', type: 'STRING', default: null, internal: true },
  { name: 'allow.everyone.if.no.acl.found', type: 'BOOLEAN', default: 'false', internal: true },
]

export const brokerKeys: ReadonlyMap<string, BrokerKey> = new Map(
  [...BROKER_KEYS, ...AUTHORIZER_KEYS].map(key => [key.name, key]),
)

/** A value that was given for a key, and where. */
export interface SourcedValue {
  readonly text: string
  /** For sentences: `line 3 of server.properties`, `--override`, `the environment variable KAFKA_NODE_ID`. */
  readonly source: string
}

const LISTENER_KEY = /^listener\.name\.[^.]+\.(max\.connection\.creation\.rate)$/

/** A key that holds for one listener (KIP-103): its name in small letters, as Kafka writes it. */
export function listenerKey(listener: string, name: string): string {
  return `listener.name.${listener.toLowerCase()}.${name}`
}

/** The broker key that a key of one listener is about; undefined for what is no such key, or has no effect here. */
export function keyOfListener(name: string): BrokerKey | undefined {
  return brokerKeys.get(LISTENER_KEY.exec(name)?.[1] ?? '')
}

/**
 * The broker keys of one node: what was set, Gregor's defaults below it, Kafka's below those. Remembers which keys were
 * asked for: what is set and never read has no effect, and the user is told.
 */
export class StaticValues {
  private readonly given: ReadonlyMap<string, SourcedValue>
  private readonly devDefaults: ReadonlyMap<string, string>
  private readonly read = new Set<string>()

  constructor(given: ReadonlyMap<string, SourcedValue>, devDefaults: ReadonlyMap<string, string>) {
    this.given = given
    this.devDefaults = devDefaults
  }

  /** Set by the user, not by a default. */
  isSet(key: string): boolean {
    return this.given.has(key)
  }

  /** Keys that were set and that nobody asked for. */
  unread(): string[] {
    return [...this.given.keys()].filter(key => !this.read.has(key)).sort()
  }

  /** Where the key's value comes from, for a sentence. */
  sourceOf(key: string): string {
    return this.given.get(key)?.source ?? 'its default'
  }

  /** Throws StartupConfigError when the text that was given is no value of this key. */
  value(name: string): ConfigValue {
    this.read.add(name)
    const key = brokerKeys.get(name) ?? keyOfListener(name)
    if (key === undefined) throw new Error(`no such broker key: ${name}`)
    const given = this.given.get(name)
    if (given !== undefined) {
      try {
        return parseValue(key, given.text)
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error
        throw new StartupConfigError(`${describeBadValue(key, given.text, error)} (from ${given.source}).`)
      }
    }
    const ours = this.devDefaults.get(name)
    return ours === undefined ? defaultValue(key) : parseValue(key, ours)
  }

  /** The number that holds for one listener: its own, else that of all. */
  numberOfListener(listener: string, name: string): number {
    const own = listenerKey(listener, name)
    return this.number(this.isSet(own) ? own : name)
  }

  number(name: string): number {
    return this.value(name) as number
  }

  optionalNumber(name: string): number | null {
    return this.value(name) as number | null
  }

  boolean(name: string): boolean {
    return this.value(name) as boolean
  }

  string(name: string): string {
    return this.value(name) as string
  }

  /** null where nothing was set, or nothing but space. */
  optionalString(name: string): string | null {
    const value = this.value(name) as string | null
    return value === '' ? null : value
  }

  list(name: string): readonly string[] {
    return (this.value(name) as readonly string[] | null) ?? []
  }

  /** The first of some keys of one meaning that is set, in the unit of milliseconds; else the default of the last. */
  milliseconds(...names: readonly (readonly [name: string, unitMs: number])[]): number {
    let result: number | null = null
    for (const [name, unitMs] of names) {
      const value = this.optionalNumber(name)
      if (value === null || result !== null) continue
      // A negative value is "no limit" in whatever unit.
      result = value < 0 ? value : Math.min(Number.MAX_SAFE_INTEGER, value * unitMs)
    }
    if (result === null) throw new Error(`none of ${names.map(([name]) => name).join(', ')} has a default`)
    return result
  }
}

/** A configuration that a node cannot start with. The message says what is wrong, where, and what to do. */
export class StartupConfigError extends Error {
  override readonly name = 'StartupConfigError'
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  BOOLEAN: 'true or false',
  INT: 'a whole number',
  SHORT: 'a whole number',
  LONG: 'a whole number',
  DOUBLE: 'a number',
}

function describeBadValue(key: BrokerKey, text: string, error: ConfigError): string {
  const shown = key.sensitive ? 'its value' : `"${text}"`
  const { message } = error
  const expected = TYPE_WORDS[key.type]
  const hint =
    key.default === null || key.sensitive ? '' : `; its default is ${key.default === '' ? 'empty' : key.default}`
  if (/Not a number|true or false/.test(message) && expected !== undefined) {
    return `${key.name} must be ${expected}, but is ${shown}${hint}`
  }
  // Kafka's sentence after "Invalid value x for configuration y: " is the useful part of it.
  const reason = /^Invalid value .* for configuration [^:]+: (.*)$/s.exec(message)?.[1]
  return reason === undefined
    ? message.replace(/\.$/, '')
    : `${key.name} cannot be ${shown}: ${lowerFirst(reason)}${hint}`
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
