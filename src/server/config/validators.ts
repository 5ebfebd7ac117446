/**
 * What a value may be, beyond its type. Kafka's tables name each rule by a short notation (`[1,...]`, `[a, b]`), which is
 * what is interpreted here; a few keys have a rule that their notation does not tell.
 */

import { ConfigError, type ConfigValue, InvalidRequestError, invalidValue } from './config-error.ts'
import type { ConfigKey } from './config-key.ts'

type Rule = (name: string, value: Exclude<ConfigValue, null>) => void

const RANGE = /^\[(-?[\d.]+),\.\.\.(?:,(-?[\d.]+))?\]( or -1)?$/
const CHOICE = /^(\(case insensitive\) )?\[(.*)\]$/
const THROTTLED_REPLICA = /^([0-9]+:[0-9]+)?$/
const ISO_DURATION = /^by_duration:[Pp](?=.)(\d+[Dd])?([Tt](?=\d)(\d+[Hh])?(\d+[Mm])?(\d+(\.\d{1,9})?[Ss])?)?$/

const rules = new Map<string, Rule>()

/** Throws ConfigError, in Kafka's words, when the value breaks the key's rule. */
export function checkRule(key: ConfigKey, value: Exclude<ConfigValue, null>): void {
  const special = SPECIAL[key.name]
  if (special !== undefined) {
    special(key.name, value)
    return
  }
  if (Array.isArray(value)) checkList(key.name, value)
  if (key.validator === undefined) return
  let rule = rules.get(key.validator)
  if (rule === undefined) {
    rule = compile(key.validator)
    rules.set(key.validator, rule)
  }
  rule(key.name, value)
}

/** KIP-1161: no list has an element twice, or an empty one. */
function checkList(name: string, values: readonly string[]): void {
  if (new Set(values).size !== values.length)
    throw new ConfigError(`Configuration '${name}' values must not be duplicated.`)
  if (values.includes('')) throw new ConfigError(`Configuration '${name}' values must not be empty.`)
}

function compile(notation: string): Rule {
  const range = RANGE.exec(notation)
  if (range !== null) {
    const min = Number(range[1])
    const max = range[2] === undefined ? null : Number(range[2])
    return range[3] === undefined ? inRange(min, max) : levelOrDefault(min, max ?? Number.POSITIVE_INFINITY)
  }
  const choice = CHOICE.exec(notation)
  if (choice !== null) return oneOf(choice[2]!.split(', '), choice[1] !== undefined)
  if (notation === 'non-empty string') {
    return (name, value) => {
      if (value === '') throw invalidValue(name, value, 'String must be non-empty')
    }
  }
  // `non-null string` and `non-empty list` are met by whatever has a text; listeners and voters are parsed elsewhere.
  return () => {}
}

function inRange(min: number, max: number | null): Rule {
  return (name, value) => {
    if ((value as number) < min) throw invalidValue(name, value, `Value must be at least ${min}`)
    if (max !== null && (value as number) > max) throw invalidValue(name, value, `Value must be no more than ${max}`)
  }
}

/** compression.gzip.level */
function levelOrDefault(min: number, max: number): Rule {
  return (name, value) => {
    if (value === -1 || ((value as number) >= min && (value as number) <= max)) return
    throw invalidValue(name, value, `Value must be between ${min} and ${max} or equal to -1`)
  }
}

function oneOf(allowed: readonly string[], anyCase: boolean): Rule {
  const check = (name: string, text: string): void => {
    if (allowed.includes(anyCase ? text.toUpperCase() : text)) return
    throw invalidValue(
      name,
      text,
      `String must be one of${anyCase ? ' (case insensitive)' : ''}: ${allowed.join(', ')}`,
    )
  }
  return (name, value) => {
    if (typeof value === 'string') check(name, value)
    else if (Array.isArray(value)) for (const text of value) check(name, text)
  }
}

/** `*`, or pairs of partition and broker. */
const throttledReplicas: Rule = (name, value) => {
  const pairs = value as readonly string[]
  if (pairs.every(pair => THROTTLED_REPLICA.test(pair)) || pairs.join('') === '*') return
  throw invalidValue(
    name,
    value,
    `${name} must be the literal '*' or a list of replicas in the following format: [partitionId]:[brokerId],[partitionId]:[brokerId],...`,
  )
}

const offsetReset: Rule = (name, value) => {
  if (value === 'latest' || value === 'earliest' || ISO_DURATION.test(value as string)) return
  throw invalidValue(
    name,
    value,
    `Invalid value \`${value}\` for configuration ${name}. The value must be either 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.`,
  )
}

const notEmpty =
  (choice: string): Rule =>
  (name, value) => {
    const list = value as readonly string[]
    if (list.length === 0)
      throw new ConfigError(`Configuration '${name}' must not be empty. Valid values include: ${choice}`)
    checkList(name, list)
    if (choice.startsWith('[')) oneOf(choice.slice(1, -1).split(', '), false)(name, value)
  }

/** KIP-1071: keys of the clients' tags, each once. */
const distinctTags: Rule = (name, value) => {
  const tags = value as readonly string[]
  if (new Set(tags).size !== tags.length) throw new ConfigError(`${name} must not contain duplicate tag keys.`)
  checkList(name, tags)
}

/** KIP-714: a push interval between 100 ms and an hour. */
const pushInterval: Rule = (name, value) => {
  if ((value as number) >= 100 && (value as number) <= 3_600_000) return
  throw new InvalidRequestError(`Invalid value ${value} for ${name}, interval must be between 100 and 3600000 (1 hour)`)
}

const MATCHABLE = new Set([
  'client_instance_id',
  'client_id',
  'client_software_name',
  'client_software_version',
  'client_source_address',
  'client_source_port',
])

const clientMatch: Rule = (_name, value) => {
  for (const pattern of value as readonly string[]) {
    const parts = pattern.split('=')
    try {
      if (parts.length === 2 && MATCHABLE.has(parts[0]!.trim()) && new RegExp(parts[1]!.trim())) continue
    } catch {
      // No regular expression: the sentence below says so.
    }
    throw new ConfigError(`Illegal client matching pattern: ${pattern}`)
  }
}

const SPECIAL: Readonly<Record<string, Rule>> = {
  'follower.replication.throttled.replicas': throttledReplicas,
  'leader.replication.throttled.replicas': throttledReplicas,
  'share.auto.offset.reset': offsetReset,
  'streams.rack.aware.assignment.tags': distinctTags,
  'process.roles': notEmpty('[broker, controller]'),
  'group.coordinator.rebalance.protocols': notEmpty('[consumer, classic, share, streams]'),
  listeners: notEmpty('any non-empty value'),
  'interval.ms': pushInterval,
  match: clientMatch,
}
