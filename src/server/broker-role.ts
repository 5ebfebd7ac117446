/**
 * A node's part as a broker: the partitions that it leads and follows, the coordinators, its registration, and what
 * clients ask. Rests on the node's part in the metadata quorum, from which it hears all that it does.
 */
import { ApiRanges } from '../api/api-versions.ts'
import { FetchMemory } from '../api/fetch-memory.ts'
import { API_ROWS, type Services } from '../api/table.ts'
import type { Uuid } from '../base/uuid.ts'
import { CoordinatorRuntime, OFFSETS_TOPIC } from '../broker/coordinator-runtime.ts'
import { DirectoryAssignments } from '../broker/directory-assignments.ts'
import { FetchSessionCache } from '../broker/fetch-session.ts'
import { ReplicaFetchers } from '../broker/following/replica-fetchers.ts'
import { GroupCoordinator } from '../broker/group-coordinator.ts'
import { IsrChanges } from '../broker/isr-changes.ts'
import { BrokerLifecycle, type ControllerChannel } from '../broker/lifecycle.ts'
import { LogDirMover } from '../broker/log-dir-mover.ts'
import type { MetadataLoader } from '../broker/metadata-loader.ts'
import { ProducerIdAllocator } from '../broker/producer-ids.ts'
import { ReplicaManager } from '../broker/replica-manager.ts'
import { ReplicationThrottle } from '../broker/replication-throttle.ts'
import { TopicCreator } from '../broker/topic-creator.ts'
import type { Host } from '../host/host.ts'
import type { PartHosts } from '../host/loggers.ts'
import type { LogManager } from '../log/log-manager.ts'
import { capabilitiesOf, FEATURES } from '../metadata/feature-levels.ts'
import { isInternalTopic } from '../metadata/topic-names.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { BrokerConfig } from './config/broker-config.ts'
import type { DynamicConfigs } from './config/dynamic-configs.ts'
import { endpointFinder, rackAwareSelector } from './endpoints.ts'
import { internalTopicSpecs } from './internal-topics.ts'
import { type BoundListener, reachableAddress } from './listener.ts'
import type { QuorumRole } from './quorum-role.ts'

/** What fetch answers may hold while they wait to be sent, before they get small. */
const FETCH_MEMORY_BYTES = 64 * 1024 * 1024

export interface BrokerRoleOptions {
  readonly config: BrokerConfig
  readonly storage: { readonly clusterId: string; readonly directoryIds: ReadonlyMap<string, Uuid> }
  readonly listeners: readonly BoundListener[]
  readonly logs: LogManager
  readonly dynamic: DynamicConfigs
  readonly quorum: QuorumRole
}

export class BrokerRole {
  private readonly hosts: PartHosts
  private readonly host: Host
  private readonly options: BrokerRoleOptions
  private readonly lifecycle: BrokerLifecycle
  private readonly fetchers: ReplicaFetchers
  private readonly isrChanges: IsrChanges
  private replicas: ReplicaManager | null = null
  private mover: LogDirMover | null = null
  private assignments: DirectoryAssignments | null = null
  private groups: CoordinatorRuntime | null = null
  private stopped = false

  constructor(hosts: PartHosts, options: BrokerRoleOptions) {
    const { config, logs, quorum } = options
    const { channel, loader } = quorum
    this.hosts = hosts
    this.host = hosts.of('broker')
    const host = hosts.of('replication')
    this.options = options
    this.lifecycle = this.makeLifecycle(channel, loader, logs)
    // A new controller knows a broker's connection, and how far it has read, only when it is told.
    quorum.raft.onLeaderChange(() => this.lifecycle.heartbeatSoon())
    this.isrChanges = new IsrChanges(host, channel, {
      nodeId: config.nodeId,
      brokerEpoch: () => this.lifecycle.brokerEpoch,
      epochOf: id => loader.image.cluster.brokers.get(id)?.epoch ?? -1,
    })
    const { replication } = config
    this.fetchers = new ReplicaFetchers(host, {
      nodeId: config.nodeId,
      brokerEpoch: () => this.lifecycle.brokerEpoch,
      maxWaitMs: replication.fetchMaxWaitMs,
      minBytes: replication.fetchMinBytes,
      maxBytes: replication.fetchResponseMaxBytes,
      partitionMaxBytes: replication.fetchMaxBytes,
      backoffMs: replication.fetchBackoffMs,
      timeoutMs: replication.socketTimeoutMs,
      throttle: this.throttleOf('follower.replication.throttled.rate'),
      maxIdlePoolBytes: config.socket.maxIdlePoolBytes,
    })
    this.fetchers.addressOf = id => {
      const broker = loader.image.cluster.brokers.get(id)
      return broker?.endpoints.find(({ name }) => name === config.interBrokerListener) ?? null
    }
  }

  /** Null before this broker is registered. */
  get replicaManager(): ReplicaManager | null {
    return this.replicas
  }

  get brokerEpoch(): number {
    return this.lifecycle.brokerEpoch
  }

  /**
   * Registers, takes up what the cluster says of this broker, and is unfenced. Returns what clients' requests need;
   * they may be served from then on.
   */
  async start(): Promise<Services> {
    const { config, logs, quorum } = this.options
    const { loader } = quorum
    await this.lifecycle.register()
    this.goOn()
    this.reportCordoned()
    // The registration is in the log: who has read so far knows all that was decided before it, and no log is taken for
    // a stray by mistake.
    await loader.whenApplied(this.lifecycle.brokerEpoch)
    this.goOn()
    const services = this.makeServices()
    await this.lifecycle.unfence()
    await loader.whenImage(image => image.cluster.brokers.get(config.nodeId)?.fenced === false)
    this.goOn()
    this.replicas!.start()
    logs.start()
    this.mover!.start()
    return services
  }

  /** See `ClusterNode.goOn`. */
  private goOn(): void {
    if (this.stopped) throw new Error('the broker was stopped while it started')
  }

  private makeServices(): Services {
    const { host, hosts, lifecycle } = this
    const { config, storage, logs, dynamic, quorum } = this.options
    const { raft, loader, channel } = quorum
    const replicas = new ReplicaManager(hosts.of('replication'), logs, loader.image, {
      nodeId: config.nodeId,
      maxLagMs: config.replication.maxLagMs,
      configOf: (_image, topic) => dynamic.topicConfig(topic),
      fetchers: this.fetchers,
    })
    this.replicas = replicas
    replicas.onProposeIsr = (partition, isr, partitionEpoch) => this.isrChanges.propose(partition, isr, partitionEpoch)
    logs.onDirectoryFailed(dir => {
      replicas.onDirFailed(dir)
      const id = logs.directories.idOf(dir)
      if (id !== null) lifecycle.reportOfflineLogDir(id)
    })
    const mover = this.makeMover(logs, replicas, channel, loader, dynamic)
    loader.subscribe((delta, image) => replicas.apply(delta, image))
    // Behind the replica manager: what the heartbeat says has been read has been acted upon.
    loader.subscribe((delta, image) => {
      if (!delta.brokersChanged) return
      const leaving = [...image.cluster.brokers.values()].some(
        ({ id, fenced, inControlledShutdown }) => id !== config.nodeId && inControlledShutdown && !fenced,
      )
      if (leaving) lifecycle.heartbeatSoon()
    })
    logs.setStraysAside(log => {
      const topic = log.topicId === null ? loader.image.topics.byName(log.topic) : loader.image.topics.byId(log.topicId)
      return !topic?.partitions.get(log.partition)?.replicas.includes(config.nodeId)
    })

    const creator = new TopicCreator(channel, internalTopicSpecs(config), config.requestTimeoutMs)
    const groups = this.makeGroups(replicas)
    loader.subscribe((delta, image) => {
      groups.runtime.follow(image.topics.byName(OFFSETS_TOPIC)?.partitions.size ?? 0)
      for (const topic of delta.deletedTopics) groups.runtime.topicDeleted(topic.name)
    })
    const endpointOf = endpointFinder(config, () => loader.image)
    return {
      apiRanges: new ApiRanges(API_ROWS as never),
      supportedFeatures: FEATURES,
      clusterId: storage.clusterId,
      nodeId: config.nodeId,
      finalizedFeatures: () => ({ levels: loader.image.features, epoch: loader.image.offset }),
      clock: host.clock,
      timers: host.timers,
      fetchSessions: new FetchSessionCache(config.fetch.maxSessions, host.random),
      replicas,
      endpointOf,
      nearerReplica: config.replication.selectsByRack
        ? rackAwareSelector(config.nodeId, endpointOf, () => loader.image)
        : () => null,
      topicNameOf: id => loader.image.topics.byId(id)?.name ?? null,
      maxFetchBytes: config.fetch.maxBytes,
      fetchMemory: new FetchMemory(FETCH_MEMORY_BYTES),
      leaderThrottle: this.throttleOf('leader.replication.throttled.rate'),
      isInternalTopic,
      describeConfigs: (type, name) => dynamic.describe(type, name),
      loggers: hosts.loggers,
      log: host.log,
      maxDescribedPartitions: config.fetch.maxDescribedPartitions,
      logs,
      volume: path => host.disk.volume(path),
      moveReplica: (topic, partition, path) => mover.request(topic, partition, path),
      moves: mover,
      quorumInfo: () => raft.quorumInfo(),
      controller: channel,
      image: () => loader.image,
      autoCreateTopics: config.topics.autoCreate,
      autoCreate: names => creator.create(names),
      groups,
      ensureOffsetsTopic: async () =>
        groups.runtime.topicExists ? ErrorCode.NONE : (await creator.create([OFFSETS_TOPIC])).get(OFFSETS_TOPIC)!,
      groupCoordinatorOf: groupId => {
        const topic = loader.image.topics.byName(OFFSETS_TOPIC)
        return topic?.partitions.get(groups.runtime.partitionIndexOf(groupId))?.leader ?? -1
      },
      producerIds: new ProducerIdAllocator(channel, config.nodeId, () => lifecycle.brokerEpoch),
    }
  }

  private throttleOf(rate: string): ReplicationThrottle {
    const { config, dynamic } = this.options
    return new ReplicationThrottle(this.host.clock, config.nodeId, () => dynamic.replicationRate(rate))
  }

  private makeMover(
    logs: LogManager,
    replicas: ReplicaManager,
    controller: ControllerChannel,
    loader: MetadataLoader,
    dynamic: DynamicConfigs,
  ): LogDirMover {
    const host = this.hosts.of('log')
    const { config } = this.options
    const assignments = new DirectoryAssignments(host, controller, {
      nodeId: config.nodeId,
      brokerEpoch: () => this.lifecycle.brokerEpoch,
      isSupported: () => capabilitiesOf(loader.image).directoryAssignment,
    })
    const mover = new LogDirMover(
      host,
      { logs, replicas, assignments },
      {
        movesAtOnce: config.storage.movesAtOnce,
        maxBytesPerSecond: () => dynamic.replicationRate('replica.alter.log.dirs.io.max.bytes.per.second'),
        chunkBytes: config.replication.fetchMaxBytes,
        backoffMs: config.replication.fetchBackoffMs,
      },
    )
    replicas.onOpened = (partition, assignedDir) => {
      mover.resume(partition)
      const { topicId, index, log } = partition
      const actualDir = logs.directories.idOf(log.parentDir)
      if (actualDir === null || actualDir === assignedDir || logs.getFuture(log.topic, index) !== null) return
      void assignments.assign(topicId, index, actualDir)
    }
    this.assignments = assignments
    this.mover = mover
    return mover
  }

  private makeGroups(replicas: ReplicaManager): GroupCoordinator {
    const host = this.hosts.of('group')
    const { config } = this.options
    const { classic } = config.groups
    const runtime = new CoordinatorRuntime(
      host,
      {
        ...classic,
        offsetsRetentionMs: config.offsets.retentionMs,
        maxOffsetMetadataBytes: config.offsets.maxMetadataBytes,
        commitTimeoutMs: config.offsets.commitTimeoutMs,
        retentionCheckIntervalMs: config.offsets.retentionCheckIntervalMs,
      },
      index => replicas.get(OFFSETS_TOPIC, index),
    )
    this.groups = runtime
    return new GroupCoordinator(runtime, host)
  }

  private makeLifecycle(controller: ControllerChannel, loader: MetadataLoader, logs: LogManager): BrokerLifecycle {
    const { host } = this
    const { config, storage, listeners: bound } = this.options
    // What failed while the logs were opened: such directories are not part of the registration (KIP-858).
    const offline = new Set(logs.directories.offline)
    return new BrokerLifecycle(host, controller, {
      nodeId: config.nodeId,
      clusterId: storage.clusterId,
      rack: config.rack,
      heartbeatIntervalMs: config.lifecycle.heartbeatIntervalMs,
      registrationTimeoutMs: config.lifecycle.registrationTimeoutMs,
      listeners: bound
        .filter(({ kind }) => kind === 'broker')
        .map(({ name, host: address, port }) => {
          const listener = config.listeners.find(candidate => candidate.name === name)!
          return {
            name,
            host: listener.advertised?.host ?? reachableAddress(address),
            port: listener.advertised?.port ?? port,
            securityProtocol: listener.securityProtocol,
          }
        }),
      features: FEATURES,
      logDirs: config.storage.dirs.flatMap(dir => (offline.has(dir) ? [] : (storage.directoryIds.get(dir) ?? []))),
      previousBrokerEpoch: logs.directories.previousBrokerEpoch,
      metadataOffset: () => loader.image.offset,
    })
  }

  /** Tells the controller which directories are cordoned now. */
  reportCordoned(): void {
    const { logs } = this.options
    const cordoned = logs.directories.all.filter(({ path }) => logs.directories.isCordoned(path))
    this.lifecycle.reportCordonedLogDirs(cordoned.flatMap(({ path }) => logs.directories.idOf(path) ?? []))
  }

  /** The controlled shutdown: leaderships have gone elsewhere, or nobody answered for too long. */
  async leave(): Promise<void> {
    const { lifecycle } = this.options.config
    if (lifecycle.controlledShutdown) await this.lifecycle.shutDown(lifecycle.sessionTimeoutMs)
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.groups?.stop()
    this.assignments?.stop()
    this.isrChanges.stop()
    this.fetchers.stop()
    try {
      await this.mover?.stop()
    } finally {
      this.lifecycle.stop()
      this.replicas?.stop()
    }
  }
}
