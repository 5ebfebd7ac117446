import { type ConfigValue, invalidValue } from './config-error.ts'
import type { ConfigKey, ConfigType } from './config-key.ts'
import { checkRule } from './validators.ts'

const INT64_MAX = 2n ** 63n - 1n
const LIMITS = { SHORT: 2 ** 15, INT: 2 ** 31 } as const
const DECIMAL = /^[+-]?\d+$/
const DOUBLE = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?|NaN|Infinity)$/

/**
 * The text of a value as its type, without the key's own rule. A LONG beyond ±(2^53−1) becomes the nearest safe integer:
 * such values mean "never" or "no limit".
 */
export function parseType(name: string, type: ConfigType, text: string): Exclude<ConfigValue, null> {
  const trimmed = text.trim()
  switch (type) {
    case 'BOOLEAN': {
      const lower = trimmed.toLowerCase()
      if (lower === 'true') return true
      if (lower === 'false') return false
      throw invalidValue(name, text, 'Expected value to be either true or false')
    }
    case 'SHORT':
    case 'INT': {
      const value = DECIMAL.test(trimmed) ? Number(trimmed) : Number.NaN
      if (!(value >= -LIMITS[type] && value < LIMITS[type]))
        throw invalidValue(name, text, `Not a number of type ${type}`)
      return value
    }
    case 'LONG': {
      const value = DECIMAL.test(trimmed) ? BigInt(trimmed.replace(/^\+/, '')) : null
      if (value === null || value > INT64_MAX || value < -INT64_MAX - 1n) {
        throw invalidValue(name, text, 'Not a number of type LONG')
      }
      return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(value)))
    }
    case 'DOUBLE':
      if (!DOUBLE.test(trimmed)) throw invalidValue(name, text, 'Not a number of type DOUBLE')
      return Number(trimmed.replace(/[fFdD]$/, ''))
    case 'LIST':
      return trimmed === '' ? [] : trimmed.split(/\s*,\s*/)
    case 'STRING':
    case 'CLASS':
    case 'PASSWORD':
      return trimmed
  }
}

/** Topics' and subscriptions' lists lose what they name twice (KIP-1161); a broker's lists are refused for it. */
const WITHOUT_REPEATS: ReadonlySet<string> = new Set(['cleanup.policy', 'metrics', 'match'])

export function dropsRepeats({ name }: ConfigKey): boolean {
  return WITHOUT_REPEATS.has(name)
}

/** The text of a value as its type, checked by the key's rule. Throws ConfigError in Kafka's words. */
export function parseValue(key: ConfigKey, text: string): Exclude<ConfigValue, null> {
  let value = parseType(key.name, key.type, text)
  if (dropsRepeats(key)) value = [...new Set(value as readonly string[])]
  checkRule(key, value)
  return value
}

/** The key's default as its type; null where it has none. */
export function defaultValue(key: ConfigKey): ConfigValue {
  return key.default === null ? null : parseType(key.name, key.type, key.default)
}

/** Codes of `DescribeConfigsResponse.ConfigType`. */
export const CONFIG_TYPE_CODES: Readonly<Record<ConfigType, number>> = {
  BOOLEAN: 1,
  STRING: 2,
  INT: 3,
  SHORT: 4,
  LONG: 5,
  DOUBLE: 6,
  LIST: 7,
  CLASS: 8,
  PASSWORD: 9,
}
