/**
 * The one composition root: makes every part of a node from its configuration and a host, in the order in which they need
 * each other, starts them and stops them. Nothing below knows a configuration key; nothing else knows all the parts.
 */
import { ApiRanges } from '../api/api-versions.ts'
import { FetchMemory } from '../api/fetch.ts'
import { API_ROWS, type Services } from '../api/table.ts'
import type { Uuid } from '../base/uuid.ts'
import { ControllerNode } from '../broker/controller-node.ts'
import { CoordinatorRuntime, OFFSETS_TOPIC } from '../broker/coordinator-runtime.ts'
import { DirectoryAssignments } from '../broker/directory-assignments.ts'
import { FetchSessionCache } from '../broker/fetch-session.ts'
import { GroupCoordinator } from '../broker/group-coordinator.ts'
import { BrokerLifecycle } from '../broker/lifecycle.ts'
import { LogDirMover } from '../broker/log-dir-mover.ts'
import { MetadataLoader } from '../broker/metadata-loader.ts'
import { ProducerIdAllocator } from '../broker/producer-ids.ts'
import { RaftNode } from '../broker/raft-node.ts'
import { ReplicaManager } from '../broker/replica-manager.ts'
import { prepareStorage, type Storage } from '../broker/storage-format.ts'
import { TopicCreator } from '../broker/topic-creator.ts'
import type { Host } from '../host/host.ts'
import { DirectoryState } from '../log/log-environment.ts'
import { LogManager } from '../log/log-manager.ts'
import { capabilitiesOf } from '../metadata/feature-levels.ts'
import { isInternalTopic } from '../metadata/topic-names.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { staticVoters } from '../raft/control-records.ts'
import type { BrokerConfig } from './config/broker-config.ts'
import { DynamicConfigs } from './config/dynamic-configs.ts'
import { Dispatcher } from './dispatcher.ts'
import { cleanerOptions, connectionLimits } from './dynamic-settings.ts'
import { endpointFinder } from './endpoints.ts'
import { SUPPORTED_FEATURES } from './features.ts'
import { internalTopicSpecs } from './internal-topics.ts'
import { type BoundListener, SocketServer } from './listener.ts'

/** How long answers on the wire get at a stop before their connections are cut. */
const CLOSE_GRACE_MS = 200
/** What fetch answers may hold while they wait to be sent, before they get small. */
const FETCH_MEMORY_BYTES = 64 * 1024 * 1024

export interface StartedNode {
  readonly nodeId: number
  readonly clusterId: string
  readonly listeners: readonly BoundListener[]
}

export interface Node {
  /** Resolves when every request is served. Rejects with a sentence, and then holds nothing. */
  start(): Promise<StartedNode>
  /** Stops in good order; also what is half started. Idempotent. */
  stop(): Promise<void>
}

export function createNode(config: BrokerConfig, host: Host): Node {
  return new BrokerNode(config, host)
}

class BrokerNode implements Node {
  private readonly config: BrokerConfig
  private readonly host: Host
  private logs: LogManager | null = null
  private raft: RaftNode | null = null
  private controller: ControllerNode | null = null
  private replicas: ReplicaManager | null = null
  private mover: LogDirMover | null = null
  private assignments: DirectoryAssignments | null = null
  private lifecycle: BrokerLifecycle | null = null
  private groups: CoordinatorRuntime | null = null
  private sockets: SocketServer | null = null
  private stopping: Promise<void> | null = null

  constructor(config: BrokerConfig, host: Host) {
    this.config = config
    this.host = host
  }

  async start(): Promise<StartedNode> {
    try {
      return await this.begin()
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  private async begin(): Promise<StartedNode> {
    const { config, host } = this
    const storage = prepareStorage(host, {
      dirs: config.storage.dirs,
      metadataDir: config.metadataLog.dir,
      nodeId: config.nodeId,
      clusterId: null,
      quorum:
        config.quorum.voters.length > 0
          ? { kind: 'static' }
          : { kind: 'standalone', endpoints: [this.controllerEndpoint()] },
    })
    const logs = this.openLogs(storage)
    const raft = await this.openRaft(logs, storage.directoryIds)
    const loader = new MetadataLoader(host.log)
    loader.attach(raft)
    const dynamic = new DynamicConfigs(config)
    loader.subscribe((delta, image) => dynamic.apply(delta, image))
    dynamic.onBrokerChange = () => {
      logs.cleaner.reconfigure(cleanerOptions(dynamic))
      this.sockets?.limitConnections(connectionLimits(dynamic))
    }
    const controller = new ControllerNode(host, raft, loader, {
      clusterId: storage.clusterId,
      defaultPartitions: config.topics.defaultPartitions,
      defaultReplicationFactor: config.topics.defaultReplicationFactor,
      sessionTimeoutMs: config.lifecycle.sessionTimeoutMs,
      deleteTopicEnabled: config.topics.deleteEnabled,
      configs: dynamic,
      minInSyncReplicas: config.topicDefaults.minInSyncReplicas,
      maxIdleIntervalMs: config.metadataLog.maxIdleIntervalMs,
      uncleanLeaderElection: config.replication.uncleanLeaderElection,
      leaderBalanceIntervalMs: config.replication.autoLeaderRebalance ? config.replication.imbalanceCheckIntervalMs : 0,
      uncleanElectionIntervalMs: config.replication.uncleanElectionIntervalMs,
      effectiveConfigs: (_topic, overrides) => dynamic.describeNewTopic(overrides),
    })
    this.controller = controller
    await raft.start()
    await controller.whenLeading()

    const replicas = new ReplicaManager(host, logs, loader.image, {
      nodeId: config.nodeId,
      maxLagMs: config.replication.maxLagMs,
      configOf: (_image, topic) => dynamic.topicConfig(topic),
    })
    this.replicas = replicas
    logs.onDirectoryFailed = dir => {
      replicas.onDirFailed(dir)
      const id = logs.directoryIdOf(dir)
      if (id !== null) this.lifecycle?.reportOfflineLogDir(id)
    }
    const mover = this.makeMover(logs, replicas, controller, loader, dynamic)
    loader.subscribe((delta, image) => replicas.apply(delta, image))
    logs.setStraysAside(log => {
      const topic = log.topicId === null ? loader.image.topics.byName(log.topic) : loader.image.topics.byId(log.topicId)
      return !topic?.partitions.get(log.partition)?.replicas.includes(config.nodeId)
    })

    const creator = new TopicCreator(controller, internalTopicSpecs(config), config.requestTimeoutMs)
    const groups = this.makeGroups(replicas)
    loader.subscribe((delta, image) => {
      groups.runtime.follow(image.topics.byName(OFFSETS_TOPIC)?.partitions.size ?? 0)
      for (const topic of delta.deletedTopics) groups.runtime.topicDeleted(topic.name)
    })
    let lifecycle: BrokerLifecycle | null = null
    const endpointOf = endpointFinder(config, () => loader.image)
    const services: Services = {
      apiRanges: new ApiRanges(API_ROWS as never),
      supportedFeatures: SUPPORTED_FEATURES,
      clusterId: storage.clusterId,
      nodeId: config.nodeId,
      finalizedFeatures: () => ({ levels: loader.image.features, epoch: loader.image.offset }),
      clock: host.clock,
      timers: host.timers,
      fetchSessions: new FetchSessionCache(config.fetch.maxSessions, host.random),
      replicas,
      endpointOf,
      topicNameOf: id => loader.image.topics.byId(id)?.name ?? null,
      maxFetchBytes: config.fetch.maxBytes,
      fetchMemory: new FetchMemory(FETCH_MEMORY_BYTES),
      isInternalTopic,
      describeConfigs: (type, name) => dynamic.describe(type, name),
      maxDescribedPartitions: config.fetch.maxDescribedPartitions,
      logs,
      volume: path => host.disk.volume(path),
      moveReplica: (topic, partition, path) => mover.request(topic, partition, path),
      moves: mover,
      quorumInfo: () => raft.quorumInfo(),
      controller,
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
      producerIds: new ProducerIdAllocator(controller, config.nodeId, () => lifecycle?.brokerEpoch ?? -1),
    }
    const sockets = new SocketServer(
      host,
      new Dispatcher(API_ROWS as never, services, host.clock, host.log),
      config.socket,
    )
    this.sockets = sockets
    // What was set dynamically in an earlier life holds from the first connection on.
    sockets.limitConnections(connectionLimits(dynamic))
    sockets.onQuiet = () => logs.env.readBuffers.trim()
    const bound: BoundListener[] = []
    for (const listener of config.listeners) {
      bound.push(await sockets.listen(listener.name, listener.kind, listener.host, listener.port))
    }

    lifecycle = this.makeLifecycle(controller, loader, storage, bound)
    this.lifecycle = lifecycle
    await lifecycle.start()
    await loader.whenApplied(lifecycle.brokerEpoch)
    replicas.start()
    logs.start()
    mover.start()
    sockets.open()
    return { nodeId: config.nodeId, clusterId: storage.clusterId, listeners: bound }
  }

  private makeMover(
    logs: LogManager,
    replicas: ReplicaManager,
    controller: ControllerNode,
    loader: MetadataLoader,
    dynamic: DynamicConfigs,
  ): LogDirMover {
    const { config, host } = this
    const assignments = new DirectoryAssignments(host, controller, {
      nodeId: config.nodeId,
      brokerEpoch: () => this.lifecycle?.brokerEpoch ?? -1,
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
      const actualDir = logs.directoryIdOf(log.parentDir)
      if (actualDir === null || actualDir === assignedDir || logs.getFuture(log.topic, index) !== null) return
      void assignments.assign(topicId, index, actualDir)
    }
    this.assignments = assignments
    this.mover = mover
    return mover
  }

  private makeGroups(replicas: ReplicaManager): GroupCoordinator {
    const { host, config } = this
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

  private openLogs({ directoryIds, failed }: Storage): LogManager {
    const { storage, topicDefaults } = this.config
    const logs = new LogManager(this.host, {
      dirs: storage.dirs,
      defaultConfig: topicDefaults.log,
      inMemory: storage.inMemory,
      intervals: storage.intervals,
      cleaner: storage.cleaner.enabled ? storage.cleaner : null,
    })
    for (const [path, id] of directoryIds) logs.setDirectoryId(path, id)
    for (const { path, state } of logs.directories) if (failed.has(path)) state.fail(failed.get(path)!)
    logs.open()
    this.logs = logs
    return logs
  }

  private async openRaft(logs: LogManager, directoryIds: ReadonlyMap<string, Uuid>): Promise<RaftNode> {
    const { config } = this
    const { dir } = config.metadataLog
    const directory = logs.directories.find(({ path }) => path === dir)?.state ?? new DirectoryState(dir)
    const raft = await RaftNode.open(logs.env, directory, {
      nodeId: config.nodeId,
      directoryId: directoryIds.get(dir)!,
      staticVoters:
        config.quorum.voters.length > 0 ? staticVoters(config.quorum.voters, this.controllerEndpoint().name) : null,
      // Whoever opens a single node's directory without its `controller.quorum.voters` means that node.
      fallbackVoters: staticVoters(
        [{ ...this.controllerEndpoint(), id: config.nodeId }],
        this.controllerEndpoint().name,
      ),
      timeouts: config.quorum.timeouts,
      log: config.metadataLog,
      snapshots: {
        maxBytes: config.metadataLog.snapshotMaxBytes,
        maxIntervalMs: config.metadataLog.snapshotMaxIntervalMs,
      },
      onFatal: error => {
        this.host.log.log('error', 'the metadata log cannot go on; this node stops', { error })
        void this.stop()
      },
    })
    this.raft = raft
    return raft
  }

  /** Where the quorum's other members would find this one. */
  private controllerEndpoint(): { name: string; host: string; port: number } {
    const listener = this.config.listeners.find(({ kind }) => kind === 'controller')
    if (listener === undefined)
      return { name: this.config.controllerListeners[0] ?? 'CONTROLLER', host: '127.0.0.1', port: 9093 }
    const { host, port } = listener.advertised ?? listener
    return { name: listener.name, host: host === '' ? '127.0.0.1' : host, port }
  }

  private makeLifecycle(
    controller: ControllerNode,
    loader: MetadataLoader,
    storage: { clusterId: string; directoryIds: ReadonlyMap<string, Uuid> },
    bound: readonly BoundListener[],
  ): BrokerLifecycle {
    const { config, host } = this
    // What failed while the logs were opened: such directories are not part of the registration (KIP-858).
    const offline = new Set(this.logs!.offlineDirectories)
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
            host: listener.advertised?.host ?? reachable(address),
            port: listener.advertised?.port ?? port,
            securityProtocol: listener.securityProtocol,
          }
        }),
      features: SUPPORTED_FEATURES,
      logDirs: config.storage.dirs.flatMap(dir => (offline.has(dir) ? [] : (storage.directoryIds.get(dir) ?? []))),
      previousBrokerEpoch: this.logs!.previousBrokerEpoch,
      metadataOffset: () => loader.image.offset,
    })
  }

  stop(): Promise<void> {
    this.stopping ??= this.end()
    return this.stopping
  }

  /** The reverse of the start. Each step is tried although the one before it failed. */
  private async end(): Promise<void> {
    const { sockets, groups, lifecycle, replicas, mover, assignments, logs, raft, controller } = this
    const brokerEpoch = lifecycle?.brokerEpoch ?? -1
    await this.attempt('closing the listeners', () => sockets?.closeListeners())
    if (this.config.lifecycle.controlledShutdown) {
      await this.attempt('the controlled shutdown', () => lifecycle?.shutDown(this.config.lifecycle.sessionTimeoutMs))
    }
    groups?.stop()
    assignments?.stop()
    await this.attempt('ending the moves between log directories', () => mover?.stop())
    lifecycle?.stop()
    replicas?.stop()
    await this.attempt('closing the connections', () => sockets?.closeConnections(CLOSE_GRACE_MS))
    controller?.stop()
    await this.attempt('closing the metadata log', () => raft?.close())
    await this.attempt('closing the logs', () => logs?.close(brokerEpoch))
  }

  private async attempt(what: string, step: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await step()
    } catch (error) {
      this.host.log.log('error', `${what} failed`, { error })
    }
  }
}

/** A wildcard address is where a node listens, not where it is found. */
function reachable(address: string): string {
  return address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address
}
