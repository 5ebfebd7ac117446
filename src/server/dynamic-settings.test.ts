import { describe, expect, it } from 'vitest'
import { MetadataDelta } from '../metadata/delta.ts'
import { EMPTY_IMAGE } from '../metadata/image.ts'
import { ConfigRecord, configRecord } from '../protocol/generated/config-record.ts'
import { metadataRecord } from '../protocol/metadata-record.ts'
import { DynamicConfigs } from './config/dynamic-configs.ts'
import { loadConfig } from './config/load-config.ts'
import { cleanerOptions, connectionLimits } from './dynamic-settings.ts'

const BROKER = 4

function configsWith(values: Readonly<Record<string, string>>, changed: () => void = () => {}): DynamicConfigs {
  const configs = new DynamicConfigs(loadConfig({ dataDir: '/d', values: { 'log.cleaner.backoff.ms': 700 } }).config)
  configs.onBrokerChange = changed
  const delta = new MetadataDelta(EMPTY_IMAGE)
  let offset = 0
  for (const [name, value] of Object.entries(values)) {
    const record = Object.assign(new ConfigRecord(), { resourceType: BROKER, resourceName: '', name, value })
    delta.replay(offset++, 1, metadataRecord(configRecord, 0, record))
  }
  configs.apply(delta, delta.apply())
  return configs
}

describe('settings that change while a node runs', () => {
  it('are those of the properties until the metadata say otherwise', () => {
    expect(cleanerOptions(configsWith({}))).toMatchObject({ backoffMs: 700, loadFactor: 0.9 })
    expect(connectionLimits(configsWith({}), ['PLAINTEXT'])).toEqual({
      maxConnections: 2147483647,
      maxConnectionsPerListener: new Map([['PLAINTEXT', 2147483647]]),
      maxConnectionsPerIp: 2147483647,
      maxConnectionsPerIpOverrides: new Map(),
      maxConnectionRate: 2147483647,
      maxConnectionRatePerListener: new Map([['PLAINTEXT', 2147483647]]),
    })
  })

  it('reach the cleaner and the listeners', () => {
    let changes = 0
    const configs = configsWith(
      {
        'log.cleaner.backoff.ms': '50',
        'log.cleaner.dedupe.buffer.size': '1048576',
        'log.cleaner.io.buffer.load.factor': '0.5',
        'log.cleaner.io.max.bytes.per.second': '1000',
        'max.connection.creation.rate': '9',
        'listener.name.internal.max.connection.creation.rate': '4',
        'max.connections': '7',
        'listener.name.internal.max.connections': '5',
        'max.connections.per.ip': '3',
        'max.connections.per.ip.overrides': '127.0.0.1:5, ::1:6',
        'replica.alter.log.dirs.io.max.bytes.per.second': '123',
      },
      () => changes++,
    )
    expect(changes).toBe(1)
    expect(cleanerOptions(configs)).toEqual({
      backoffMs: 50,
      dedupeBufferBytes: 1_048_576,
      loadFactor: 0.5,
      maxBytesPerSecond: 1000,
    })
    expect(connectionLimits(configs, ['PLAINTEXT', 'INTERNAL'])).toEqual({
      maxConnections: 7,
      maxConnectionsPerListener: new Map([
        ['PLAINTEXT', 7],
        ['INTERNAL', 5],
      ]),
      maxConnectionsPerIp: 3,
      maxConnectionsPerIpOverrides: new Map([
        ['127.0.0.1', 5],
        ['::1', 6],
      ]),
      maxConnectionRate: 9,
      maxConnectionRatePerListener: new Map([
        ['PLAINTEXT', 9],
        ['INTERNAL', 4],
      ]),
    })
    expect(configs.replicationRate('replica.alter.log.dirs.io.max.bytes.per.second')).toBe(123)
  })

  it('lock nobody out when they cannot be read', () => {
    const { maxConnectionsPerIpOverrides } = connectionLimits(
      configsWith({ 'max.connections.per.ip.overrides': 'x' }),
      [],
    )
    expect(maxConnectionsPerIpOverrides).toEqual(new Map())
  })
})
