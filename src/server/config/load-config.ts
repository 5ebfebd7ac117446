import type { BrokerConfig } from './broker-config.ts'
import { buildConfig } from './build-config.ts'
import { type ClusterMember, clusterDefaults, memberValues } from './cluster-values.ts'
import { checkTogether } from './cross-checks.ts'
import { devDefaultsFor } from './dev-defaults.ts'
import { keysOfEnvironment } from './environment.ts'
import { nearestKey } from './nearest-key.ts'
import { PropertiesSyntaxError, parseProperties } from './properties.ts'
import { brokerKeys, keyOfListener, type SourcedValue, StartupConfigError, StaticValues } from './static-values.ts'

/** Where a configuration comes from, the weakest first. */
export interface ConfigSources {
  /** Kafka's defaults where Gregor's are kinder. */
  readonly realistic?: boolean
  /** A properties file: its name, for sentences, and its text. */
  readonly file?: { readonly name: string; readonly text: string }
  /** `KAFKA_…` variables; others are not looked at. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** `--override key=value` */
  readonly overrides?: readonly string[]
  /** Keys set by the embedding program. */
  readonly values?: Readonly<Record<string, string | number | boolean>>
  /** `--data-dir` */
  readonly dataDir?: string
  /** The node is one of several that were started together. */
  readonly member?: ClusterMember
  /** `--cluster-id`; stronger than the environment's `CLUSTER_ID`. */
  readonly clusterId?: string
  /** `--port`: of the first broker listener. */
  readonly port?: number
  /** The disk is memory. */
  readonly inMemory?: boolean
  /**
   * Makes a log directory absolute, as Kafka does before it opens or names one: clients learn of directories from
   * DescribeLogDirs and name them in AlterReplicaLogDirs. Paths stay as they are where not given.
   */
  readonly absolutePath?: (path: string) => string
}

export interface LoadedConfig {
  readonly config: BrokerConfig
  /** Sentences for the log: keys without effect, unknown keys. */
  readonly notices: readonly string[]
}

/** Keys of Kafka before 4.0 that 4.x ignores: they stand in many files. */
const GONE = new Set([
  'zookeeper.connect',
  'zookeeper.connection.timeout.ms',
  'zookeeper.session.timeout.ms',
  'inter.broker.protocol.version',
  'log.message.format.version',
  'log.message.downconversion.enable',
  'log.message.timestamp.difference.max.ms',
  'broker.id.generation.enable',
  'control.plane.listener.name',
  'delegation.token.master.key',
  'group.coordinator.new.enable',
  'offsets.commit.required.acks',
])

/** Families of keys that Kafka passes on to plug-ins or to one listener. */
const FAMILIES = [
  'listener.name.',
  'rlmm.config.',
  'rsm.config.',
  'config.providers.',
  'confluent.',
  'zookeeper.',
  'sasl.',
  'ssl.',
]

/** Reads all sources and builds the configuration. Throws StartupConfigError: its message is for the user's eyes. */
export function loadConfig(sources: ConfigSources): LoadedConfig {
  const given = new Map<string, SourcedValue>()
  const unknown: string[] = []
  const gone: string[] = []

  const take = (key: string, text: string, source: string, strict: 'any' | 'near' | 'never'): void => {
    if (brokerKeys.has(key) || keyOfListener(key) !== undefined) {
      given.set(key, { text, source })
      return
    }
    if (GONE.has(key)) {
      gone.push(key)
      return
    }
    const near = FAMILIES.some(prefix => key.startsWith(prefix)) ? null : nearestKey(key, brokerKeys.keys())
    // Apache Kafka passes unknown keys on to plug-ins, so an unknown key is only refused where it looks like a slip.
    if (strict === 'any' || (strict === 'near' && near !== null)) {
      throw new StartupConfigError(
        `There is no key "${key}" (from ${source}).${near === null ? '' : ` Did you mean ${near}?`}`,
      )
    }
    unknown.push(near === null ? key : `${key} (did you mean ${near}?)`)
  }

  if (sources.file !== undefined) {
    const { name, text } = sources.file
    for (const { key, value, line } of parseFile(name, text)) take(key, value, `line ${line} of ${name}`, 'near')
  }
  // Programs that are clients of Kafka have KAFKA_… variables of their own (KAFKA_BOOTSTRAP_SERVERS): never an error.
  for (const { key, value, variable } of keysOfEnvironment(sources.env ?? {})) {
    take(key, value, `the environment variable ${variable}`, 'never')
  }
  for (const [key, text] of Object.entries(sources.member === undefined ? {} : memberValues(sources.member))) {
    given.set(key, { text, source: 'the cluster that this node was started in' })
  }
  for (const [key, value] of Object.entries(sources.values ?? {})) take(key, String(value), 'the caller', 'any')
  for (const override of sources.overrides ?? []) {
    const equals = override.indexOf('=')
    if (equals < 1) throw new StartupConfigError(`--override needs key=value, not "${override}".`)
    take(override.slice(0, equals).trim(), override.slice(equals + 1).trim(), '--override', 'any')
  }
  if (sources.dataDir !== undefined) given.set('log.dirs', { text: sources.dataDir, source: '--data-dir' })

  const devDefaults = devDefaultsFor({ realistic: sources.realistic ?? false, single: isSingle(given) })
  if (sources.member !== undefined) {
    const nodes = sources.member.plan.clientPorts.length
    for (const [key, value] of clusterDefaults(nodes, sources.realistic ?? false)) devDefaults.set(key, value)
  }
  for (const key of given.keys()) devDefaults.delete(key)
  const values = new StaticValues(given, devDefaults)
  const config = buildConfig(values, {
    inMemory: sources.inMemory ?? false,
    clusterId: sources.clusterId ?? sources.env?.['CLUSTER_ID'] ?? null,
    realistic: sources.realistic ?? false,
    newClusterId: sources.member?.newClusterId ?? null,
    port: sources.port ?? null,
    absolutePath: sources.absolutePath ?? (path => path),
    staticValues: new Map([...given].map(([key, { text }]) => [key, text.trim()])),
    devDefaults,
  })
  checkTogether(config)
  const unread = values.unread()
  // A value that has no effect must still be one: the file may be meant for Kafka later.
  for (const key of unread) values.value(key)

  const notices: string[] = []
  if (unread.length > 0) notices.push(`these keys have no effect in Gregor: ${unread.join(', ')}`)
  if (gone.length > 0) notices.push(`these keys no longer exist in Kafka 4: ${gone.join(', ')}`)
  if (unknown.length > 0) notices.push(`these keys are unknown and ignored: ${unknown.join(', ')}`)
  return { config, notices }
}

function parseFile(name: string, text: string) {
  try {
    return parseProperties(text)
  } catch (error) {
    if (error instanceof PropertiesSyntaxError)
      throw new StartupConfigError(`Line ${error.line} of ${name}: ${error.message}.`)
    throw error
  }
}

/** Whether the node will be a cluster of its own: nobody else is named as a voter, and it is a controller itself. */
function isSingle(given: ReadonlyMap<string, SourcedValue>): boolean {
  const roles = given.get('process.roles')?.text
  if (roles !== undefined && !(roles.includes('broker') && roles.includes('controller'))) return false
  const voters = (given.get('controller.quorum.voters')?.text ?? '').split(',').filter(voter => voter.trim() !== '')
  const servers = (given.get('controller.quorum.bootstrap.servers')?.text ?? '')
    .split(',')
    .filter(server => server.trim() !== '')
  return voters.length <= 1 && servers.length <= 1
}
