/**
 * Everything a node of Gregor takes from its configuration, parsed, validated, with units in the names. Groups are cut by
 * consumer: the composition root hands each room its group. The Kafka key stands behind every field.
 */
import type { PartitionConfig } from '../../broker/partition-config.ts'
import type { CleanerOptions } from '../../log/cleaner/log-cleaner.ts'
import type { UpkeepIntervals } from '../../log/log-upkeep.ts'

export interface ListenerConfig {
  /** As Kafka normalises it: upper case. */
  readonly name: string
  readonly kind: 'broker' | 'controller'
  /** Where to bind; '' for every address. */
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** Code of Kafka's SecurityProtocol; PLAINTEXT is the only one there is so far. */
  readonly securityProtocol: number
  /**
   * What other nodes and clients are told. null where nothing was configured: then each client is told the address that it
   * dialled, and other nodes the bound one.
   */
  readonly advertised: { readonly host: string; readonly port: number } | null
}

export interface SocketConfig {
  /** socket.request.max.bytes */
  readonly maxRequestBytes: number
  /** connections.max.idle.ms; negative for never. */
  readonly maxIdleMs: number
  /** max.connections; by listener, what holds for that one */
  readonly maxConnections: number
  readonly maxConnectionsPerListener: ReadonlyMap<string, number>
  /** max.connections.per.ip */
  readonly maxConnectionsPerIp: number
  /** max.connections.per.ip.overrides */
  readonly maxConnectionsPerIpOverrides: ReadonlyMap<string, number>
  /** max.connection.creation.rate, connections a second; by listener, what holds for that one */
  readonly maxConnectionRate: number
  readonly maxConnectionRatePerListener: ReadonlyMap<string, number>
  /** quota.window.num, quota.window.size.seconds */
  readonly rateWindows: { readonly samples: number; readonly windowMs: number }
  /** inter.broker.listener.name; null on a node that is no broker */
  readonly interBrokerListener: string | null
  /** socket.listen.backlog.size */
  readonly backlog: number
  /** socket.connection.setup.timeout.ms */
  readonly connectTimeoutMs: number
  /** Receive buffers that may lie idle, in all. */
  readonly maxIdlePoolBytes: number
}

/** A voter of `controller.quorum.voters` (static quorum). */
export interface VoterEndpoint {
  readonly id: number
  readonly host: string
  readonly port: number
}

export interface QuorumConfig {
  /** controller.quorum.voters; empty for a quorum that the node itself founds, or finds by `bootstrapServers`. */
  readonly voters: readonly VoterEndpoint[]
  /** controller.quorum.bootstrap.servers */
  readonly bootstrapServers: readonly { readonly host: string; readonly port: number }[]
  /** controller.quorum.auto.join.enable (KIP-853) */
  readonly autoJoin: boolean
  readonly timeouts: {
    /** controller.quorum.election.timeout.ms */
    readonly electionTimeoutMs: number
    /** controller.quorum.election.backoff.max.ms */
    readonly electionBackoffMaxMs: number
    /** controller.quorum.fetch.timeout.ms */
    readonly fetchTimeoutMs: number
    /** controller.quorum.retry.backoff.ms */
    readonly retryBackoffMs: number
    /** `--realistic`: no election begins before a whole timeout has passed. */
    readonly waitsAlways: boolean
  }
  /** controller.quorum.request.timeout.ms */
  readonly requestTimeoutMs: number
  /** controller.quorum.append.linger.ms */
  readonly appendLingerMs: number
  /** controller.quorum.fetch.max.bytes */
  readonly maxFetchBytes: number
  /** controller.quorum.fetch.snapshot.max.bytes */
  readonly maxSnapshotFetchBytes: number
}

export interface MetadataLogConfig {
  /** metadata.log.dir, else the first of log.dirs */
  readonly dir: string
  /** metadata.log.segment.bytes (internal.metadata.log.segment.bytes where set) */
  readonly segmentBytes: number
  /** metadata.log.segment.ms */
  readonly segmentMs: number
  /** metadata.max.retention.bytes */
  readonly retentionBytes: number
  /** metadata.max.retention.ms */
  readonly retentionMs: number
  /** metadata.log.max.record.bytes.between.snapshots */
  readonly snapshotMaxBytes: number
  /** metadata.log.max.snapshot.interval.ms; 0 for never by time. */
  readonly snapshotMaxIntervalMs: number
  /** metadata.max.idle.interval.ms; 0 for no no-op records. */
  readonly maxIdleIntervalMs: number
}

export interface StorageConfig {
  /** log.dirs, else log.dir */
  readonly dirs: readonly string[]
  /** Absolute paths by what a directory may be called: as in log.dirs, or absolutely. */
  readonly dirsByName: ReadonlyMap<string, string>
  /** cordoned.log.dirs, absolute; until it is changed dynamically */
  readonly cordonedDirs: readonly string[]
  /** The disk is memory: nothing is done asynchronously. */
  readonly inMemory: boolean
  readonly intervals: UpkeepIntervals
  /** `enabled`: log.cleaner.enable */
  readonly cleaner: CleanerOptions & { readonly enabled: boolean }
  /** num.replica.alter.log.dirs.threads, else one for each directory: how many partitions are moved at once. */
  readonly movesAtOnce: number
  /** log.dir.failure.timeout.ms */
  readonly dirFailureTimeoutMs: number
}

export interface TopicsConfig {
  /** auto.create.topics.enable */
  readonly autoCreate: boolean
  /** delete.topic.enable */
  readonly deleteEnabled: boolean
  /** num.partitions */
  readonly defaultPartitions: number
  /** default.replication.factor */
  readonly defaultReplicationFactor: number
}

export interface ReplicationConfig {
  /** replica.lag.time.max.ms */
  readonly maxLagMs: number
  /** num.replica.fetchers */
  readonly fetchers: number
  /** replica.fetch.wait.max.ms */
  readonly fetchMaxWaitMs: number
  /** replica.fetch.min.bytes */
  readonly fetchMinBytes: number
  /** replica.fetch.max.bytes */
  readonly fetchMaxBytes: number
  /** replica.fetch.response.max.bytes */
  readonly fetchResponseMaxBytes: number
  /** replica.fetch.backoff.ms */
  readonly fetchBackoffMs: number
  /** replica.socket.timeout.ms */
  readonly socketTimeoutMs: number
  /** auto.leader.rebalance.enable */
  readonly autoLeaderRebalance: boolean
  /** leader.imbalance.check.interval.seconds */
  readonly imbalanceCheckIntervalMs: number
  /** unclean.leader.election.enable, for topics that do not set it */
  readonly uncleanLeaderElection: boolean
  /** unclean.leader.election.interval.ms */
  readonly uncleanElectionIntervalMs: number
  /** replica.selector.class is RackAwareReplicaSelector: consumers are sent to the replica in their rack (KIP-392). */
  readonly selectsByRack: boolean
}

export interface FetchConfig {
  /** fetch.max.bytes */
  readonly maxBytes: number
  /** max.incremental.fetch.session.cache.slots */
  readonly maxSessions: number
  /** max.request.partition.size.limit (DescribeTopicPartitions, KIP-966) */
  readonly maxDescribedPartitions: number
}

/** The heartbeat, session timeout and size that every kind of modern group has: default and the range a group may set. */
export interface GroupTimings {
  readonly heartbeatIntervalMs: number
  readonly minHeartbeatIntervalMs: number
  readonly maxHeartbeatIntervalMs: number
  readonly sessionTimeoutMs: number
  readonly minSessionTimeoutMs: number
  readonly maxSessionTimeoutMs: number
  readonly assignmentIntervalMs: number
  readonly minAssignmentIntervalMs: number
  readonly maxAssignmentIntervalMs: number
  readonly maxSize: number
}

export interface GroupsConfig {
  /** group.coordinator.rebalance.protocols */
  readonly protocols: ReadonlySet<'classic' | 'consumer' | 'share' | 'streams'>
  /** group.coordinator.append.linger.ms; −1 for as long as requests come. */
  readonly appendLingerMs: number
  readonly classic: {
    /** group.initial.rebalance.delay.ms */
    readonly initialRebalanceDelayMs: number
    /** group.min.session.timeout.ms, group.max.session.timeout.ms */
    readonly minSessionTimeoutMs: number
    readonly maxSessionTimeoutMs: number
    /** group.max.size */
    readonly maxSize: number
  }
  /** group.consumer.* (KIP-848) */
  readonly consumer: GroupTimings & {
    /** By name or class; the first is the default. */
    readonly assignors: readonly string[]
    /** group.consumer.migration.policy, in upper case. */
    readonly migrationPolicy: 'DISABLED' | 'DOWNGRADE' | 'UPGRADE' | 'BIDIRECTIONAL'
    readonly regexRefreshIntervalMs: number
  }
  /** group.share.* (KIP-932) */
  readonly share: GroupTimings & {
    readonly assignors: readonly string[]
    readonly deliveryCountLimit: number
    readonly minDeliveryCountLimit: number
    readonly maxDeliveryCountLimit: number
    readonly recordLockDurationMs: number
    readonly minRecordLockDurationMs: number
    readonly maxRecordLockDurationMs: number
    readonly partitionMaxRecordLocks: number
    readonly minPartitionMaxRecordLocks: number
    readonly maxPartitionMaxRecordLocks: number
    readonly maxSessions: number
    readonly initializeRetryIntervalMs: number
  }
  /** group.streams.* (KIP-1071) */
  readonly streams: GroupTimings & {
    readonly assignors: readonly string[]
    readonly initialRebalanceDelayMs: number
    readonly numStandbyReplicas: number
    readonly maxStandbyReplicas: number
    readonly numWarmupReplicas: number
    readonly maxWarmupReplicas: number
    readonly acceptableRecoveryLag: number
    readonly taskOffsetIntervalMs: number
    readonly minTaskOffsetIntervalMs: number
    readonly rackAwareAssignmentTags: readonly string[]
  }
}

/** One of the topics that Kafka keeps for itself. */
export interface InternalTopicConfig {
  readonly partitions: number
  readonly replicationFactor: number
  readonly segmentBytes: number
  /** min.insync.replicas of the topic; null where Kafka sets none. */
  readonly minInSyncReplicas: number | null
}

export interface OffsetsConfig {
  /** offsets.topic.* */
  readonly topic: InternalTopicConfig
  /** offset.metadata.max.bytes */
  readonly maxMetadataBytes: number
  /** offsets.commit.timeout.ms */
  readonly commitTimeoutMs: number
  /** offsets.retention.minutes */
  readonly retentionMs: number
  /** offsets.retention.check.interval.ms */
  readonly retentionCheckIntervalMs: number
}

export interface TransactionsConfig {
  /** transaction.state.log.* */
  readonly topic: InternalTopicConfig
  /** transaction.max.timeout.ms */
  readonly maxTimeoutMs: number
  /** transactional.id.expiration.ms */
  readonly idExpirationMs: number
  /** transaction.abort.timed.out.transaction.cleanup.interval.ms */
  readonly abortTimedOutIntervalMs: number
  /** transaction.remove.expired.transaction.cleanup.interval.ms */
  readonly removeExpiredIntervalMs: number
  /** transaction.two.phase.commit.enable (KIP-939) */
  readonly twoPhaseCommit: boolean
  /** transaction.partition.verification.enable (KIP-890) */
  readonly verifyPartitions: boolean
}

export interface ShareStateConfig {
  /** share.coordinator.state.topic.* */
  readonly topic: InternalTopicConfig
  /** share.coordinator.snapshot.update.records.per.snapshot */
  readonly updatesPerSnapshot: number
  /** share.coordinator.write.timeout.ms */
  readonly writeTimeoutMs: number
  /** share.coordinator.append.linger.ms */
  readonly appendLingerMs: number
  /** share.coordinator.state.topic.prune.interval.ms */
  readonly pruneIntervalMs: number
  /** share.coordinator.cold.partition.snapshot.interval.ms */
  readonly coldSnapshotIntervalMs: number
}

export interface LifecycleConfig {
  /** broker.heartbeat.interval.ms */
  readonly heartbeatIntervalMs: number
  /** broker.session.timeout.ms */
  readonly sessionTimeoutMs: number
  /** initial.broker.registration.timeout.ms */
  readonly registrationTimeoutMs: number
  /** A broker whose process is gone is fenced at once, and not only at the end of its session: not with `--realistic`. */
  readonly fencesGoneBrokers: boolean
  /** controlled.shutdown.enable */
  readonly controlledShutdown: boolean
}

export interface QuotaConfig {
  /** quota.window.num, quota.window.size.seconds */
  readonly windows: number
  readonly windowMs: number
  /** controller.quota.window.num, controller.quota.window.size.seconds */
  readonly controllerWindows: number
  readonly controllerWindowMs: number
}

export interface AuthorizationConfig {
  /** authorizer.class.name; null for none. StandardAuthorizer is the only one there can be. */
  readonly authorizer: string | null
  /** super.users */
  readonly superUsers: readonly string[]
  /** allow.everyone.if.no.acl.found */
  readonly allowEveryoneIfNoAcl: boolean
}

export interface BrokerConfig {
  /** node.id */
  readonly nodeId: number
  /**
   * `--cluster-id`, or the environment's `CLUSTER_ID` as in Kafka's official image: directories of another
   * cluster are refused.
   */
  readonly clusterId: string | null
  /** What a directory is formatted with where nothing else says it; null for a new cluster of this node's own. */
  readonly newClusterId: string | null
  /** process.roles */
  readonly roles: { readonly broker: boolean; readonly controller: boolean }
  /** broker.rack */
  readonly rack: string | null
  readonly listeners: readonly ListenerConfig[]
  /** inter.broker.listener.name; null on a node that is no broker. */
  readonly interBrokerListener: string | null
  /** controller.listener.names; empty on a node that is a quorum of its own and shows it to nobody. */
  readonly controllerListeners: readonly string[]
  readonly socket: SocketConfig
  readonly quorum: QuorumConfig
  readonly metadataLog: MetadataLogConfig
  readonly storage: StorageConfig
  readonly topics: TopicsConfig
  /** What holds for a topic that sets nothing itself, before any dynamic change. */
  readonly topicDefaults: PartitionConfig
  readonly replication: ReplicationConfig
  readonly fetch: FetchConfig
  readonly groups: GroupsConfig
  readonly offsets: OffsetsConfig
  readonly transactions: TransactionsConfig
  readonly shareState: ShareStateConfig
  readonly lifecycle: LifecycleConfig
  readonly quotas: QuotaConfig
  readonly authorization: AuthorizationConfig
  /** telemetry.max.bytes (KIP-714) */
  readonly maxTelemetryBytes: number
  /** unstable.api.versions.enable, unstable.feature.versions.enable */
  readonly unstableApiVersions: boolean
  readonly unstableFeatureVersions: boolean
  /** request.timeout.ms: of requests between nodes and of those that wait for a topic. */
  readonly requestTimeoutMs: number
  /** Every key that was set, by whatever source, with the text it was set to: DescribeConfigs calls them static. */
  readonly staticValues: ReadonlyMap<string, string>
  /** Gregor's own defaults where they differ from Kafka's and nothing else was set. */
  readonly devDefaults: ReadonlyMap<string, string>
}
