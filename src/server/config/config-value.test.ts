import { describe, expect, it } from 'vitest'
import { ConfigError } from './config-error.ts'
import type { ConfigKey } from './config-key.ts'
import { defaultValue, parseValue } from './config-value.ts'
import {
  BROKER_KEYS,
  BROKER_QUOTA_KEYS,
  CLIENT_METRICS_KEYS,
  GROUP_KEYS,
  IP_QUOTA_KEYS,
  TOPIC_KEYS,
  USER_CLIENT_QUOTA_KEYS,
} from './keys.generated.ts'

const key = (type: ConfigKey['type'], validator?: string, name = 'k'): ConfigKey => ({
  name,
  type,
  default: null,
  ...(validator === undefined ? {} : { validator }),
})

function refusal(of: ConfigKey, text: string): string {
  try {
    parseValue(of, text)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'taken'
}

describe('a value', () => {
  it.each([
    ['BOOLEAN', ' TRUE ', true],
    ['BOOLEAN', 'false', false],
    ['INT', '+5', 5],
    ['INT', '-2147483648', -2147483648],
    ['SHORT', '32767', 32767],
    ['LONG', '9223372036854775807', Number.MAX_SAFE_INTEGER],
    ['LONG', '-9223372036854775808', Number.MIN_SAFE_INTEGER],
    ['LONG', '1099511627776', 1099511627776],
    ['DOUBLE', '.5', 0.5],
    ['DOUBLE', '1.7976931348623157E308', Number.MAX_VALUE],
    ['DOUBLE', '2f', 2],
    ['LIST', ' a , b,c ', ['a', 'b', 'c']],
    ['LIST', '', []],
    ['STRING', ' x y ', 'x y'],
    ['PASSWORD', ' p ', 'p'],
  ] as const)('of type %s reads %j', (type, text, expected) => {
    expect(parseValue(key(type), text)).toEqual(expected)
  })

  it.each([
    ['BOOLEAN', undefined, 'yes', 'Invalid value yes for configuration k: Expected value to be either true or false'],
    ['INT', undefined, '1.5', 'Invalid value 1.5 for configuration k: Not a number of type INT'],
    ['INT', undefined, '2147483648', 'Invalid value 2147483648 for configuration k: Not a number of type INT'],
    ['INT', undefined, '', 'Invalid value  for configuration k: Not a number of type INT'],
    ['SHORT', undefined, '32768', 'Invalid value 32768 for configuration k: Not a number of type SHORT'],
    [
      'LONG',
      undefined,
      '9223372036854775808',
      'Invalid value 9223372036854775808 for configuration k: Not a number of type LONG',
    ],
    ['DOUBLE', undefined, 'x', 'Invalid value x for configuration k: Not a number of type DOUBLE'],
    ['INT', '[1,...]', '0', 'Invalid value 0 for configuration k: Value must be at least 1'],
    ['INT', '[-2,...]', '-3', 'Invalid value -3 for configuration k: Value must be at least -2'],
    ['INT', '[1,...,17]', '18', 'Invalid value 18 for configuration k: Value must be no more than 17'],
    [
      'INT',
      '[1,...,9] or -1',
      '0',
      'Invalid value 0 for configuration k: Value must be between 1 and 9 or equal to -1',
    ],
    ['DOUBLE', '[0,...,0.5]', '0.6', 'Invalid value 0.6 for configuration k: Value must be no more than 0.5'],
    ['STRING', '[a, b]', 'c', 'Invalid value c for configuration k: String must be one of: a, b'],
    ['LIST', '[a, b]', 'a,c', 'Invalid value c for configuration k: String must be one of: a, b'],
    [
      'STRING',
      '(case insensitive) [A, B]',
      'c',
      'Invalid value c for configuration k: String must be one of (case insensitive): A, B',
    ],
    ['STRING', 'non-empty string', ' ', 'Invalid value  for configuration k: String must be non-empty'],
    ['LIST', undefined, 'a,a', "Configuration 'k' values must not be duplicated."],
    ['LIST', undefined, 'a,,b', "Configuration 'k' values must not be empty."],
  ] as const)('of type %s with rule %s refuses %s as Kafka does', (type, validator, text, message) => {
    expect(refusal(key(type, validator), text)).toBe(message)
  })

  it.each([
    ['[1,...,9] or -1', 'INT', '-1'],
    ['[1,...,9] or -1', 'INT', '9'],
    ['(case insensitive) [A, B]', 'STRING', 'a'],
    ['[a, b]', 'LIST', ''],
    ['[a, b]', 'LIST', 'b,a'],
  ] as const)('may be at the edge of %s', (validator, type, text) => {
    expect(refusal(key(type, validator), text)).toBe('taken')
  })

  it.each([
    ['leader.replication.throttled.replicas', 'LIST', '0:1,1:2', true],
    ['leader.replication.throttled.replicas', 'LIST', '*', true],
    ['leader.replication.throttled.replicas', 'LIST', '', true],
    ['leader.replication.throttled.replicas', 'LIST', '0-1', false],
    ['share.auto.offset.reset', 'STRING', 'earliest', true],
    ['share.auto.offset.reset', 'STRING', 'by_duration:P1DT2H3M4.5S', true],
    ['share.auto.offset.reset', 'STRING', 'by_duration:PT', false],
    ['share.auto.offset.reset', 'STRING', 'by_duration:', false],
    ['share.auto.offset.reset', 'STRING', 'none', false],
    ['process.roles', 'LIST', '', false],
    ['process.roles', 'LIST', 'broker,controller', true],
    ['process.roles', 'LIST', 'broker,broker', false],
    ['interval.ms', 'INT', '99', false],
    ['interval.ms', 'INT', '3600000', true],
    ['match', 'LIST', 'client_id=a.*,client_software_name=java', true],
    ['match', 'LIST', 'client_id=(', false],
    ['match', 'LIST', 'nobody=a', false],
  ] as const)('of %s (%s) may be %s: %s', (name, type, text, taken) => {
    expect(refusal(key(type, undefined, name), text) === 'taken').toBe(taken)
  })
})

describe('the tables', () => {
  const tables = {
    BROKER_KEYS,
    BROKER_QUOTA_KEYS,
    TOPIC_KEYS,
    GROUP_KEYS,
    CLIENT_METRICS_KEYS,
    USER_CLIENT_QUOTA_KEYS,
    IP_QUOTA_KEYS,
  }

  it.each(Object.entries(tables))('%s has defaults that its own rules take', (_name, keys) => {
    expect(keys.length).toBeGreaterThan(0)
    for (const each of keys) if (each.default !== null) expect(() => parseValue(each, each.default!)).not.toThrow()
  })

  it('have broker synonyms that exist and agree on the default', () => {
    const brokers = new Map(BROKER_KEYS.map(each => [each.name, each]))
    const unitMs = { same: 1, minutes: 60_000, hours: 3_600_000 }
    for (const topic of TOPIC_KEYS) {
      for (const { name, unit } of topic.brokerSynonyms ?? []) {
        const value = defaultValue(brokers.get(name)!)
        if (value === null) continue
        expect([topic.name, unit === 'same' ? value : (value as number) * unitMs[unit]]).toEqual([
          topic.name,
          defaultValue(topic),
        ])
      }
    }
  })
})
