/**
 * A node's part in the metadata quorum, as every node has one: its replica of the metadata log (a voter's or an
 * observer's), the way to the other members, the controller where this node has that role, and the way to whichever
 * controller is active.
 */

import { ApiRanges } from '../api/api-versions.ts'
import type { ControllerServices } from '../api/controller-table.ts'
import { CONTROLLER_ROWS } from '../api/controller-table.ts'
import * as describeQuorum from '../api/describe-quorum.ts'
import type { QuorumServices } from '../api/quorum/services.ts'
import { addRaftVoter, removeRaftVoter } from '../api/quorum/voter-changes.ts'
import type { Uuid } from '../base/uuid.ts'
import { ClusterController } from '../broker/cluster-controller.ts'
import { ControllerNode, NotControllerError } from '../broker/controller-node.ts'
import { ControllerRegistrar } from '../broker/controller-registrar.ts'
import { MetadataLoader } from '../broker/metadata-loader.ts'
import type { Address } from '../broker/peers/peer.ts'
import { RaftNode } from '../broker/quorum/raft-node.ts'
import { RaftPeers } from '../broker/quorum/raft-peers.ts'
import { whenSeen } from '../broker/read-your-writes.ts'
import type { Host, Timer } from '../host/host.ts'
import type { PartHosts } from '../host/loggers.ts'
import { DirectoryState } from '../log/log-environment.ts'
import type { LogManager } from '../log/log-manager.ts'
import { FEATURES } from '../metadata/feature-levels.ts'
import { imageToRecords } from '../metadata/image-records.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { staticVoters } from '../raft/control-records.ts'
import type { QuorumEndpoint } from '../raft/metadata-log.ts'
import type { BrokerConfig, VoterEndpoint } from './config/broker-config.ts'
import type { DynamicConfigs } from './config/dynamic-configs.ts'
import { type BoundListener, reachableAddress } from './listener.ts'

export interface QuorumRoleOptions {
  readonly config: BrokerConfig
  /** Of a static quorum; empty for one whose voters stand in the log. */
  readonly voters: readonly VoterEndpoint[]
  readonly clusterId: string
  readonly directoryIds: ReadonlyMap<string, Uuid>
  readonly logs: LogManager
  readonly dynamic: DynamicConfigs
  /** Bound already: the others must find this node before there is a quorum. */
  readonly listeners: readonly BoundListener[]
  readonly onFatal: (error: Error) => void
}

/** Where the quorum's other members would find this one. */
export function controllerEndpoint(config: BrokerConfig, bound: readonly BoundListener[] = []): QuorumEndpoint {
  const listener = config.listeners.find(({ kind }) => kind === 'controller')
  if (listener === undefined) {
    return { name: config.controllerListeners[0] ?? 'CONTROLLER', host: '127.0.0.1', port: 9093 }
  }
  return endpointOf(listener, bound)
}

function endpointOf(listener: BrokerConfig['listeners'][number], bound: readonly BoundListener[]): QuorumEndpoint {
  const { name } = listener
  const port = bound.find(each => each.name === name)?.port ?? listener.port
  const { host } = listener.advertised ?? listener
  return { name, host: host === '' ? '127.0.0.1' : reachableAddress(host), port: listener.advertised?.port ?? port }
}

/** All listeners of the controller, as a voter set names them. */
export function controllerEndpoints(config: BrokerConfig, bound: readonly BoundListener[] = []): QuorumEndpoint[] {
  return config.listeners.filter(({ kind }) => kind === 'controller').map(each => endpointOf(each, bound))
}

/** Of how many clusters and addresses the log tells that they do not belong here. */
const MAX_FOREIGN = 100

export class QuorumRole {
  private readonly foreign = new Set<string>()
  readonly raft: RaftNode
  readonly loader: MetadataLoader
  /** Null on a node without the controller role. */
  readonly controller: ControllerNode | null
  readonly channel: ClusterController
  private readonly host: Host
  private readonly options: QuorumRoleOptions
  private readonly peers: RaftPeers
  private readonly loggers: PartHosts['loggers']
  private readonly registrar: ControllerRegistrar | null
  private deadline: Timer | null = null
  /** By connection, the broker that sends its heartbeats on it. */
  private readonly heard = new Map<number, number>()

  private constructor(hosts: PartHosts, options: QuorumRoleOptions, peers: RaftPeers, raft: RaftNode) {
    const { config, clusterId, dynamic, listeners } = options
    const host = hosts.of('controller')
    this.host = hosts.of('raft')
    this.loggers = hosts.loggers
    this.options = options
    this.peers = peers
    this.raft = raft
    this.loader = new MetadataLoader(hosts.of('metadata').log)
    this.loader.attach(raft)
    raft.onSnapshotDue(() => this.writeSnapshot())
    this.loader.subscribe((delta, image) => dynamic.apply(delta, image))
    this.controller = config.roles.controller
      ? new ControllerNode(host, raft, this.loader, {
          clusterId,
          defaultPartitions: config.topics.defaultPartitions,
          defaultReplicationFactor: config.topics.defaultReplicationFactor,
          sessionTimeoutMs: config.lifecycle.sessionTimeoutMs,
          deleteTopicEnabled: config.topics.deleteEnabled,
          configs: dynamic,
          minInSyncReplicas: config.topicDefaults.minInSyncReplicas,
          maxIdleIntervalMs: config.metadataLog.maxIdleIntervalMs,
          uncleanLeaderElection: config.replication.uncleanLeaderElection,
          leaderBalanceIntervalMs: config.replication.autoLeaderRebalance
            ? config.replication.imbalanceCheckIntervalMs
            : 0,
          uncleanElectionIntervalMs: config.replication.uncleanElectionIntervalMs,
          effectiveConfigs: (_topic, overrides) => dynamic.describeNewTopic(overrides),
          fencesGoneBrokers: config.lifecycle.fencesGoneBrokers,
        })
      : null
    this.channel = new ClusterController(host, {
      nodeId: config.nodeId,
      local: this.localController(),
      leaderId: () => raft.quorumLeaderId,
      addressOf: nodeId => this.addressOf(nodeId),
      requestTimeoutMs: config.requestTimeoutMs,
      sessionTimeoutMs: config.lifecycle.sessionTimeoutMs,
      whenSeen: (apiKey, request, response) => whenSeen(this.loader, host.timers, apiKey, request, response),
    })
    raft.onLeaderChange(leaderId => this.channel.followLeader(leaderId))
    const own = listeners.filter(({ kind }) => kind === 'controller')
    this.registrar =
      this.controller === null || own.length === 0
        ? null
        : new ControllerRegistrar(host, this.channel, {
            nodeId: config.nodeId,
            listeners: own.map(({ name }) => ({ ...controllerEndpoint(config, listeners), name, securityProtocol: 0 })),
          })
    this.loader.subscribe((_delta, image) => this.registrar?.follow(image))
  }

  static async open(hosts: PartHosts, options: QuorumRoleOptions): Promise<QuorumRole> {
    const { config, logs, directoryIds, listeners } = options
    const endpoint = controllerEndpoint(config, listeners)
    const host = hosts.of('raft')
    const peers = new RaftPeers(host, {
      nodeId: config.nodeId,
      clusterId: options.clusterId,
      listenerName: config.controllerListeners[0] ?? endpoint.name,
      bootstrapServers: config.quorum.bootstrapServers,
      ownEndpoints: () => (config.roles.controller ? [endpoint] : []),
      requestTimeoutMs: config.quorum.requestTimeoutMs,
      maxFetchBytes: config.quorum.maxFetchBytes,
      maxSnapshotFetchBytes: config.quorum.maxSnapshotFetchBytes,
    })
    const { dir } = config.metadataLog
    const directory = logs.directories.find(dir)?.state ?? new DirectoryState(dir)
    const { voters } = options
    const alone = { ...endpoint, id: config.nodeId }
    const raft = await RaftNode.open({ ...logs.env, host }, directory, {
      nodeId: config.nodeId,
      directoryId: directoryIds.get(dir)!,
      staticVoters: voters.length > 0 ? staticVoters(voters, endpoint.name) : null,
      // Whoever opens a single node's directory without its `controller.quorum.voters` means that node.
      ...(config.roles.controller && config.quorum.bootstrapServers.length === 0
        ? { fallbackVoters: staticVoters([alone], endpoint.name) }
        : {}),
      endpoints: config.roles.controller ? controllerEndpoints(config, listeners) : null,
      listenerName: config.controllerListeners[0] ?? endpoint.name,
      requestTimeoutMs: config.quorum.requestTimeoutMs,
      autoJoin: config.quorum.autoJoin,
      timeouts: config.quorum.timeouts,
      log: config.metadataLog,
      snapshots: {
        maxBytes: config.metadataLog.snapshotMaxBytes,
        maxIntervalMs: config.metadataLog.snapshotMaxIntervalMs,
      },
      transport: peers,
      onFatal: options.onFatal,
    })
    return new QuorumRole(hosts, options, peers, raft)
  }

  /** Every node writes its own snapshots, of what is committed: observers have a log to let go of as well. */
  private writeSnapshot(): void {
    const { image } = this.loader
    if (image.offset < 0) return
    this.raft.writeSnapshot(image.offset, image.epoch, imageToRecords(image)).catch(error => {
      this.host.log.log('error', 'a metadata snapshot could not be written', { offset: image.offset, error })
    })
  }

  /** Where a controller is found: as the quorum says, or as it has registered. */
  private addressOf(nodeId: number): Address | null {
    const known = this.peers.addressOf(nodeId)
    if (known !== null) return known
    const { endpoints } = this.loader.image.cluster.controllers.get(nodeId) ?? { endpoints: [] }
    const { controllerListeners } = this.options.config
    return endpoints.find(({ name }) => name === controllerListeners[0]) ?? endpoints[0] ?? null
  }

  /**
   * The controller for requests of this process: what the quorum itself answers among them. Null on a node
   * without that role.
   */
  private localController(): Pick<ControllerNode, 'request'> | null {
    const { controller } = this
    if (controller === null) return null
    return {
      request: async (apiKey, apiVersion, request) => {
        const services = { ...this.quorumServices(), ...this.describeServices() }
        switch (apiKey) {
          case ApiKey.AddRaftVoter:
            return addRaftVoter.handle(services, null, request as never)
          case ApiKey.RemoveRaftVoter:
            return removeRaftVoter.handle(services, null, request as never)
          case ApiKey.DescribeQuorum:
            return describeQuorum.handle(services, null, request as never)
          default:
            return controller.request(apiKey, apiVersion, request)
        }
      },
    }
  }

  /** Whoever is in the wrong cluster asks again and again: one sentence is enough. */
  private logForeign(otherId: string, remoteAddress: string): void {
    const key = `${otherId} ${remoteAddress}`
    if (this.foreign.has(key) || this.foreign.size >= MAX_FOREIGN) return
    this.foreign.add(key)
    this.host.log.log('warn', 'A node of another cluster wants to speak to the metadata quorum of this one.', {
      clusterId: this.options.clusterId,
      otherId,
      remoteAddress,
    })
  }

  private describeServices(): describeQuorum.DescribeQuorumServices {
    return { nodeId: this.options.config.nodeId, quorumInfo: () => this.raft.quorumInfo() }
  }

  private quorumServices(): QuorumServices {
    const { raft, peers } = this
    const { config, clusterId } = this.options
    return {
      quorum: {
        clusterId,
        member: raft,
        addressOf: nodeId =>
          nodeId === config.nodeId ? controllerEndpoint(config, this.options.listeners) : this.addressOf(nodeId),
        refused: (otherId, remoteAddress) => this.logForeign(otherId, remoteAddress),
        learn: (nodeId, address) => peers.learn(nodeId, address),
      },
    }
  }

  onConnectionClosed(connectionId: number): void {
    const brokerId = this.heard.get(connectionId)
    if (brokerId === undefined) return
    this.heard.delete(connectionId)
    this.controller?.suspect(brokerId)
  }

  /** What the controller listener needs: there before anyone may ask. */
  services(): ControllerServices {
    const { controller, loader } = this
    const { config, clusterId, dynamic } = this.options
    return {
      ...this.quorumServices(),
      ...this.describeServices(),
      apiRanges: new ApiRanges(CONTROLLER_ROWS as never),
      supportedFeatures: FEATURES,
      clusterId,
      nodeId: config.nodeId,
      finalizedFeatures: () => ({ levels: loader.image.features, epoch: loader.image.offset }),
      localController: controller ?? {
        request: () => Promise.reject(new NotControllerError('this node is no controller')),
      },
      controllers: () => loader.image.cluster.controllers,
      image: () => loader.image,
      describeConfigs: (type, name) => dynamic.describe(type, name),
      loggers: this.loggers,
      log: this.host.log,
      heardOn: (connectionId, brokerId) => void this.heard.set(connectionId, brokerId),
    }
  }

  /**
   * Resolves when a leader of the quorum is known. A broker waits `initial.broker.registration.timeout.ms` for it and
   * then rejects with a sentence; a controller alone waits for as long as it takes.
   */
  async start(): Promise<void> {
    const { config } = this.options
    const { promise, reject } = Promise.withResolvers<never>()
    const limitMs = config.lifecycle.registrationTimeoutMs
    if (config.roles.broker) this.deadline = this.host.timers.after(limitMs, () => reject(this.leaderless(limitMs)))
    try {
      await Promise.race([this.raft.start(), promise])
    } finally {
      this.deadline?.cancel()
    }
  }

  private leaderless(limitMs: number): Error {
    const { voters, config } = this.options
    const servers = voters.length > 0 ? voters : config.quorum.bootstrapServers
    return new Error(
      `no leader of the metadata quorum was found within ${limitMs} ms (initial.broker.registration.timeout.ms): ` +
        `are the controllers at ${servers.map(({ host, port }) => `${host}:${port}`).join(', ')} running, and of this cluster?`,
    )
  }

  /** Gives up leadership in good order (EndQuorumEpoch) and closes the log. */
  async stop(): Promise<void> {
    this.deadline?.cancel()
    this.registrar?.stop()
    this.controller?.stop()
    this.channel.stop()
    try {
      await this.raft.close()
    } finally {
      await this.peers.close()
    }
    this.host.log.log('debug', 'the metadata log is closed')
  }
}
