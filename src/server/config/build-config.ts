import type { BrokerConfig, GroupsConfig, GroupTimings, InternalTopicConfig, QuorumConfig } from './broker-config.ts'
import { clusterIdOfVoters } from './cluster-id.ts'
import type { ConfigValue } from './config-error.ts'
import { ConfigError } from './config-error.ts'
import type { ResourceKey } from './config-key.ts'
import { defaultValue } from './config-value.ts'
import { cordonedPaths, cordonProblem } from './cordoned-dirs.ts'
import { parseIpOverrides } from './ip-overrides.ts'
import { parseBootstrapServers, parseListeners, parseVoters } from './listeners.ts'
import { StartupConfigError, type StaticValues } from './static-values.ts'
import { partitionConfigOf, topicKeys, UNIT_MS } from './topic-config.ts'

/** Receive buffers that may lie idle, in all: what one busy connection needs, and not what a storm left behind. */
const MAX_IDLE_POOL_BYTES = 32 * 1024 * 1024
/** Longer intervals than a timer can usefully hold mean "never"; the value stays a number that timers take. */
const MS_PER_SECOND = 1000

export interface BuildOptions {
  readonly inMemory: boolean
  readonly clusterId: string | null
  readonly newClusterId: string | null
  readonly realistic: boolean
  /** `--port` */
  readonly port: number | null
  readonly absolutePath: (path: string) => string
  readonly staticValues: ReadonlyMap<string, string>
  readonly devDefaults: ReadonlyMap<string, string>
}

/** Reads every key that Gregor uses. Throws StartupConfigError with the sentence that the user needs. */
export function buildConfig(values: StaticValues, options: BuildOptions): BrokerConfig {
  const nodeId = nodeIdOf(values)
  const roleNames = values.list('process.roles')
  const roles = { broker: roleNames.includes('broker'), controller: roleNames.includes('controller') }
  const { listeners, interBrokerListener, controllerListeners } = parseListeners(values, roles, options.port)
  const ofListeners = (key: string): Map<string, number> =>
    new Map(listeners.map(({ name }) => [name, values.numberOfListener(name, key)]))
  const quorum = quorumOf(values, nodeId, roles, options.realistic)
  const dirsByName = new Map(dataDirs(values).map(dir => [dir, options.absolutePath(dir)]))
  const dirs = [...dirsByName.values()]
  for (const dir of dirs) dirsByName.set(dir, dir)
  const metadataDir = values.optionalString('metadata.log.dir')
  const producerIdExpirationMs = values.number('producer.id.expiration.ms')
  const authorizer = values.optionalString('authorizer.class.name')
  return {
    nodeId,
    clusterId: options.clusterId,
    newClusterId: options.newClusterId ?? clusterIdOfVoters(quorum.voters),
    roles,
    rack: values.optionalString('broker.rack'),
    listeners,
    interBrokerListener,
    controllerListeners,
    socket: {
      maxRequestBytes: values.number('socket.request.max.bytes'),
      maxIdleMs: values.number('connections.max.idle.ms'),
      maxConnections: values.number('max.connections'),
      maxConnectionsPerListener: ofListeners('max.connections'),
      maxConnectionsPerIp: values.number('max.connections.per.ip'),
      maxConnectionsPerIpOverrides: perIpOverrides(values),
      maxConnectionRate: values.number('max.connection.creation.rate'),
      maxConnectionRatePerListener: ofListeners('max.connection.creation.rate'),
      rateWindows: {
        samples: values.number('quota.window.num'),
        windowMs: values.number('quota.window.size.seconds') * MS_PER_SECOND,
      },
      interBrokerListener,
      backlog: values.number('socket.listen.backlog.size'),
      connectTimeoutMs: values.number('socket.connection.setup.timeout.ms'),
      maxIdlePoolBytes: MAX_IDLE_POOL_BYTES,
    },
    quorum,
    metadataLog: {
      dir: metadataDir === null ? dirs[0]! : options.absolutePath(metadataDir),
      segmentBytes:
        values.optionalNumber('internal.metadata.log.segment.bytes') ?? values.number('metadata.log.segment.bytes'),
      segmentMs: values.number('metadata.log.segment.ms'),
      retentionBytes: values.number('metadata.max.retention.bytes'),
      retentionMs: values.number('metadata.max.retention.ms'),
      snapshotMaxBytes: values.number('metadata.log.max.record.bytes.between.snapshots'),
      snapshotMaxIntervalMs: values.number('metadata.log.max.snapshot.interval.ms'),
      maxIdleIntervalMs: values.number('metadata.max.idle.interval.ms'),
    },
    storage: {
      dirs,
      dirsByName,
      cordonedDirs: cordonedDirs(values, dirsByName),
      inMemory: options.inMemory,
      intervals: {
        highWatermarkMs: values.number('replica.high.watermark.checkpoint.interval.ms'),
        recoveryPointMs: values.number('log.flush.offset.checkpoint.interval.ms'),
        logStartMs: values.number('log.flush.start.offset.checkpoint.interval.ms'),
        retentionMs: values.number('log.retention.check.interval.ms'),
        producerExpiryMs: values.number('producer.id.expiration.check.interval.ms'),
      },
      cleaner: {
        enabled: values.boolean('log.cleaner.enable'),
        backoffMs: values.number('log.cleaner.backoff.ms'),
        dedupeBufferBytes: values.number('log.cleaner.dedupe.buffer.size'),
        loadFactor: values.number('log.cleaner.io.buffer.load.factor'),
        maxBytesPerSecond: values.number('log.cleaner.io.max.bytes.per.second'),
      },
      movesAtOnce: values.optionalNumber('num.replica.alter.log.dirs.threads') ?? dirs.length,
      dirFailureTimeoutMs: values.number('log.dir.failure.timeout.ms'),
    },
    topics: {
      autoCreate: values.boolean('auto.create.topics.enable'),
      deleteEnabled: values.boolean('delete.topic.enable'),
      defaultPartitions: values.number('num.partitions'),
      defaultReplicationFactor: values.number('default.replication.factor'),
    },
    topicDefaults: partitionConfigOf(name => topicDefault(values, topicKeys.get(name)!), producerIdExpirationMs),
    replication: {
      maxLagMs: values.number('replica.lag.time.max.ms'),
      fetchers: values.number('num.replica.fetchers'),
      fetchMaxWaitMs: values.number('replica.fetch.wait.max.ms'),
      fetchMinBytes: values.number('replica.fetch.min.bytes'),
      fetchMaxBytes: values.number('replica.fetch.max.bytes'),
      fetchResponseMaxBytes: values.number('replica.fetch.response.max.bytes'),
      fetchBackoffMs: values.number('replica.fetch.backoff.ms'),
      socketTimeoutMs: values.number('replica.socket.timeout.ms'),
      autoLeaderRebalance: values.boolean('auto.leader.rebalance.enable'),
      imbalanceCheckIntervalMs: values.number('leader.imbalance.check.interval.seconds') * MS_PER_SECOND,
      uncleanLeaderElection: values.boolean('unclean.leader.election.enable'),
      uncleanElectionIntervalMs: values.number('unclean.leader.election.interval.ms'),
      selectsByRack: isRackAware(values.optionalString('replica.selector.class')),
    },
    fetch: {
      maxBytes: values.number('fetch.max.bytes'),
      maxSessions: values.number('max.incremental.fetch.session.cache.slots'),
      maxDescribedPartitions: values.number('max.request.partition.size.limit'),
    },
    groups: groupsOf(values),
    offsets: {
      topic: internalTopic(values, 'offsets.topic', null),
      maxMetadataBytes: values.number('offset.metadata.max.bytes'),
      commitTimeoutMs: values.number('offsets.commit.timeout.ms'),
      retentionMs: values.number('offsets.retention.minutes') * UNIT_MS.minutes,
      retentionCheckIntervalMs: values.number('offsets.retention.check.interval.ms'),
    },
    transactions: {
      topic: internalTopic(values, 'transaction.state.log', 'transaction.state.log.min.isr'),
      maxTimeoutMs: values.number('transaction.max.timeout.ms'),
      idExpirationMs: values.number('transactional.id.expiration.ms'),
      abortTimedOutIntervalMs: values.number('transaction.abort.timed.out.transaction.cleanup.interval.ms'),
      removeExpiredIntervalMs: values.number('transaction.remove.expired.transaction.cleanup.interval.ms'),
      twoPhaseCommit: values.boolean('transaction.two.phase.commit.enable'),
      verifyPartitions: values.boolean('transaction.partition.verification.enable'),
    },
    shareState: {
      topic: internalTopic(values, 'share.coordinator.state.topic', 'share.coordinator.state.topic.min.isr'),
      updatesPerSnapshot: values.number('share.coordinator.snapshot.update.records.per.snapshot'),
      writeTimeoutMs: values.number('share.coordinator.write.timeout.ms'),
      appendLingerMs: values.number('share.coordinator.append.linger.ms'),
      pruneIntervalMs: values.number('share.coordinator.state.topic.prune.interval.ms'),
      coldSnapshotIntervalMs: values.number('share.coordinator.cold.partition.snapshot.interval.ms'),
    },
    lifecycle: {
      heartbeatIntervalMs: values.number('broker.heartbeat.interval.ms'),
      sessionTimeoutMs: values.number('broker.session.timeout.ms'),
      registrationTimeoutMs: values.number('initial.broker.registration.timeout.ms'),
      fencesGoneBrokers: !options.realistic,
      controlledShutdown: values.boolean('controlled.shutdown.enable'),
    },
    quotas: {
      windows: values.number('quota.window.num'),
      windowMs: values.number('quota.window.size.seconds') * MS_PER_SECOND,
      controllerWindows: values.number('controller.quota.window.num'),
      controllerWindowMs: values.number('controller.quota.window.size.seconds') * MS_PER_SECOND,
    },
    authorization: {
      authorizer: checkedAuthorizer(authorizer),
      superUsers: (values.optionalString('super.users') ?? '')
        .split(';')
        .map(user => user.trim())
        .filter(user => user !== ''),
      allowEveryoneIfNoAcl: values.boolean('allow.everyone.if.no.acl.found'),
    },
    maxTelemetryBytes: values.number('telemetry.max.bytes'),
    unstableApiVersions: values.boolean('unstable.api.versions.enable'),
    unstableFeatureVersions: values.boolean('unstable.feature.versions.enable'),
    requestTimeoutMs: values.number('request.timeout.ms'),
    staticValues: options.staticValues,
    devDefaults: options.devDefaults,
  }
}

/** `node.id`, or the older `broker.id`; both only when they agree. */
function nodeIdOf(values: StaticValues): number {
  const broker = values.number('broker.id')
  const node = values.number('node.id')
  if (!values.isSet('broker.id') || broker < 0) return node
  if (values.isSet('node.id') && node !== broker) {
    throw new StartupConfigError(
      `node.id is ${node} and broker.id is ${broker}; set them to the same number, or leave broker.id out.`,
    )
  }
  return broker
}

/** log.dirs, else log.dir, else the default of log.dirs. */
function dataDirs(values: StaticValues): readonly string[] {
  const many = values.list('log.dirs')
  const one = values.list('log.dir')
  const dirs = values.isSet('log.dirs') || !values.isSet('log.dir') ? many : one
  if (dirs.length === 0)
    throw new StartupConfigError('At least one log directory must be given by log.dirs or log.dir.')
  return dirs
}

function cordonedDirs(values: StaticValues, dirsByName: ReadonlyMap<string, string>): readonly string[] {
  const cordoned = values.list('cordoned.log.dirs')
  const problem = cordonProblem(cordoned, dirsByName)
  if (problem !== null) throw new StartupConfigError(`${problem}.`)
  return cordonedPaths(cordoned, dirsByName)
}

/**
 * What a topic key has where the topic sets nothing: the first of its broker keys that has a value, in
 * the topic key's unit.
 */
export function topicDefault(values: StaticValues, key: ResourceKey): ConfigValue {
  let result: ConfigValue = null
  for (const { name, unit } of key.brokerSynonyms ?? []) {
    const value = values.value(name)
    if (result !== null || value === null) continue
    result = unit === 'same' || (value as number) < 0 ? value : (value as number) * UNIT_MS[unit]
  }
  return result ?? defaultValue(key)
}

function quorumOf(
  values: StaticValues,
  nodeId: number,
  roles: { readonly controller: boolean; readonly broker: boolean },
  realistic: boolean,
): QuorumConfig {
  const voters = parseVoters(values)
  const bootstrapServers = parseBootstrapServers(values)
  const isVoter = voters.some(voter => voter.id === nodeId)
  const shown = voters.map(voter => `${voter.id}@${voter.host}:${voter.port}`).join(',')
  if (voters.length > 0 && roles.controller && !isVoter) {
    throw new StartupConfigError(
      `This node has the controller role, so controller.quorum.voters=${shown} must name its node.id ${nodeId}.`,
    )
  }
  if (isVoter && !roles.controller) {
    throw new StartupConfigError(
      `This node is no controller, so controller.quorum.voters=${shown} must not name its node.id ${nodeId}.`,
    )
  }
  if (!roles.controller && voters.length === 0 && bootstrapServers.length === 0) {
    throw new StartupConfigError(
      'A broker that is no controller must know where the controllers are: set controller.quorum.bootstrap.servers=HOST:PORT.',
    )
  }
  return {
    voters,
    bootstrapServers,
    autoJoin: values.boolean('controller.quorum.auto.join.enable'),
    timeouts: {
      electionTimeoutMs: values.number('controller.quorum.election.timeout.ms'),
      electionBackoffMaxMs: values.number('controller.quorum.election.backoff.max.ms'),
      fetchTimeoutMs: values.number('controller.quorum.fetch.timeout.ms'),
      retryBackoffMs: values.number('controller.quorum.retry.backoff.ms'),
      waitsAlways: realistic,
    },
    requestTimeoutMs: values.number('controller.quorum.request.timeout.ms'),
    appendLingerMs: values.number('controller.quorum.append.linger.ms'),
    maxFetchBytes: values.number('controller.quorum.fetch.max.bytes'),
    maxSnapshotFetchBytes: values.number('controller.quorum.fetch.snapshot.max.bytes'),
  }
}

function internalTopic(values: StaticValues, prefix: string, minIsrKey: string | null): InternalTopicConfig {
  return {
    partitions: values.number(`${prefix}.num.partitions`),
    replicationFactor: values.number(`${prefix}.replication.factor`),
    segmentBytes: values.number(`${prefix}.segment.bytes`),
    minInSyncReplicas: minIsrKey === null ? null : values.number(minIsrKey),
  }
}

function timings(values: StaticValues, kind: 'consumer' | 'share' | 'streams'): GroupTimings {
  const number = (name: string) => values.number(`group.${kind}.${name}`)
  return {
    heartbeatIntervalMs: number('heartbeat.interval.ms'),
    minHeartbeatIntervalMs: number('min.heartbeat.interval.ms'),
    maxHeartbeatIntervalMs: number('max.heartbeat.interval.ms'),
    sessionTimeoutMs: number('session.timeout.ms'),
    minSessionTimeoutMs: number('min.session.timeout.ms'),
    maxSessionTimeoutMs: number('max.session.timeout.ms'),
    assignmentIntervalMs: number('assignment.interval.ms'),
    minAssignmentIntervalMs: number('min.assignment.interval.ms'),
    maxAssignmentIntervalMs: number('max.assignment.interval.ms'),
    maxSize: number('max.size'),
  }
}

function groupsOf(values: StaticValues): GroupsConfig {
  const share = (name: string) => values.number(`group.share.${name}`)
  const streams = (name: string) => values.number(`group.streams.${name}`)
  const migration = values.string('group.consumer.migration.policy').toUpperCase()
  return {
    protocols: new Set(values.list('group.coordinator.rebalance.protocols')) as GroupsConfig['protocols'],
    appendLingerMs: values.number('group.coordinator.append.linger.ms'),
    classic: {
      initialRebalanceDelayMs: values.number('group.initial.rebalance.delay.ms'),
      minSessionTimeoutMs: values.number('group.min.session.timeout.ms'),
      maxSessionTimeoutMs: values.number('group.max.session.timeout.ms'),
      maxSize: values.number('group.max.size'),
    },
    consumer: {
      ...timings(values, 'consumer'),
      assignors: values.list('group.consumer.assignors'),
      migrationPolicy: migration as GroupsConfig['consumer']['migrationPolicy'],
      regexRefreshIntervalMs: values.number('group.consumer.regex.refresh.interval.ms'),
    },
    share: {
      ...timings(values, 'share'),
      assignors: values.list('group.share.assignors'),
      deliveryCountLimit: share('delivery.count.limit'),
      minDeliveryCountLimit: share('min.delivery.count.limit'),
      maxDeliveryCountLimit: share('max.delivery.count.limit'),
      recordLockDurationMs: share('record.lock.duration.ms'),
      minRecordLockDurationMs: share('min.record.lock.duration.ms'),
      maxRecordLockDurationMs: share('max.record.lock.duration.ms'),
      partitionMaxRecordLocks: share('partition.max.record.locks'),
      minPartitionMaxRecordLocks: share('min.partition.max.record.locks'),
      maxPartitionMaxRecordLocks: share('max.partition.max.record.locks'),
      maxSessions: share('max.share.sessions'),
      initializeRetryIntervalMs: share('initialize.retry.interval.ms'),
    },
    streams: {
      ...timings(values, 'streams'),
      assignors: values.list('group.streams.assignors'),
      initialRebalanceDelayMs: streams('initial.rebalance.delay.ms'),
      numStandbyReplicas: streams('num.standby.replicas'),
      maxStandbyReplicas: streams('max.standby.replicas'),
      numWarmupReplicas: streams('num.warmup.replicas'),
      maxWarmupReplicas: streams('max.warmup.replicas'),
      acceptableRecoveryLag: streams('acceptable.recovery.lag'),
      taskOffsetIntervalMs: streams('task.offset.interval.ms'),
      minTaskOffsetIntervalMs: streams('min.task.offset.interval.ms'),
      rackAwareAssignmentTags: values.list('group.streams.rack.aware.assignment.tags'),
    },
  }
}

function perIpOverrides(values: StaticValues): Map<string, number> {
  try {
    return parseIpOverrides(values.string('max.connections.per.ip.overrides'))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new StartupConfigError(`max.connections.per.ip.overrides ${error.message}.`)
  }
}

const RACK_AWARE_SELECTOR = 'org.apache.kafka.common.replica.RackAwareReplicaSelector'

function isRackAware(selector: string | null): boolean {
  if (selector === null || selector === RACK_AWARE_SELECTOR) return selector !== null
  throw new StartupConfigError(
    `replica.selector.class is ${selector}, a Java class; Gregor has ${RACK_AWARE_SELECTOR} only.`,
  )
}

const STANDARD_AUTHORIZER = 'org.apache.kafka.metadata.authorizer.StandardAuthorizer'

function checkedAuthorizer(name: string | null): string | null {
  if (name === null || name === STANDARD_AUTHORIZER) return name
  throw new StartupConfigError(
    `authorizer.class.name is ${name}, a Java class; Gregor has ${STANDARD_AUTHORIZER} only.`,
  )
}
