/**
 * Carries broker keys that may change while a node runs (KIP-226) to the parts that they are for. What a topic takes
 * from its broker (`log.retention.ms`, `message.max.bytes`…) goes by way of the replica manager; threads
 * (`num.io.threads`, `log.cleaner.threads`…) do not exist here, and their keys are accepted without effect.
 */
import type { CleanerOptions } from '../log/cleaner/log-cleaner.ts'
import { ConfigError } from './config/config-error.ts'
import { cordonedPaths } from './config/cordoned-dirs.ts'
import type { DynamicConfigs } from './config/dynamic-configs.ts'
import { parseIpOverrides } from './config/ip-overrides.ts'
import type { ConnectionLimits } from './listener.ts'

export function cleanerOptions(configs: DynamicConfigs): CleanerOptions {
  const number = (name: string): number => configs.brokerValue(name) as number
  return {
    backoffMs: number('log.cleaner.backoff.ms'),
    dedupeBufferBytes: number('log.cleaner.dedupe.buffer.size'),
    loadFactor: number('log.cleaner.io.buffer.load.factor'),
    maxBytesPerSecond: number('log.cleaner.io.max.bytes.per.second'),
  }
}

export function connectionLimits(configs: DynamicConfigs, listeners: readonly string[]): ConnectionLimits {
  const ofBroker = (key: string): number => configs.brokerValue(key) as number
  const ofListeners = (key: string): Map<string, number> =>
    new Map(listeners.map(listener => [listener, configs.listenerValue(listener, key) as number]))
  return {
    maxConnections: ofBroker('max.connections'),
    maxConnectionsPerListener: ofListeners('max.connections'),
    maxConnectionsPerIp: ofBroker('max.connections.per.ip'),
    maxConnectionsPerIpOverrides: readableOverrides(configs.brokerValue('max.connections.per.ip.overrides') as string),
    maxConnectionRate: ofBroker('max.connection.creation.rate'),
    maxConnectionRatePerListener: ofListeners('max.connection.creation.rate'),
  }
}

/** Paths of `cordoned.log.dirs` (KIP-1066). */
export function cordonedDirs(configs: DynamicConfigs, dirsByName: ReadonlyMap<string, string>): readonly string[] {
  return cordonedPaths(configs.brokerValue('cordoned.log.dirs') as readonly string[], dirsByName)
}

/** Metadata may hold what no request of today would set: then there are none, and nobody is locked out. */
function readableOverrides(text: string): Map<string, number> {
  try {
    return parseIpOverrides(text)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return new Map()
  }
}
