/**
 * The one composition root: makes every part of a node from its configuration and a host, in the order in which they need
 * each other, starts them and stops them. Nothing below knows a configuration key; nothing else knows all the parts.
 */
import { CONTROLLER_ROWS } from '../api/controller-table.ts'
import { API_ROWS } from '../api/table.ts'
import { discoverClusterId } from '../broker/cluster-discovery.ts'
import { isFormatted, prepareStorage, type QuorumFormat, type Storage } from '../broker/storage-format.ts'
import type { Host, LogLevel } from '../host/host.ts'
import { Loggers, type PartHosts, partHosts } from '../host/loggers.ts'
import { giveBackMemory, tailCacheBytesFor } from '../log/create-environment.ts'
import { LogManager } from '../log/log-manager.ts'
import { BrokerRole } from './broker-role.ts'
import type { BrokerConfig, VoterEndpoint } from './config/broker-config.ts'
import { DynamicConfigs } from './config/dynamic-configs.ts'
import { Dispatcher } from './dispatcher.ts'
import { cleanerOptions, connectionLimits, cordonedDirs } from './dynamic-settings.ts'
import { type BoundListener, SocketServer } from './listener.ts'
import { controllerEndpoint, controllerEndpoints, QuorumRole } from './quorum-role.ts'

/** How long answers on the wire get at a stop before their connections are cut. */
const CLOSE_GRACE_MS = 200

export interface StartedNode {
  readonly nodeId: number
  readonly clusterId: string
  readonly listeners: readonly BoundListener[]
}

/** What a node is made of so far, for whoever runs it in his own process and looks inside: the checkers of the simulator. */
export interface NodeParts {
  readonly logs: LogManager | null
  readonly quorum: QuorumRole | null
  readonly broker: BrokerRole | null
}

export interface Node {
  readonly parts: NodeParts
  /** Resolves when every request is served. Rejects with a sentence, and then holds nothing. */
  start(): Promise<StartedNode>
  /**
   * The controlled shutdown alone: hands over what this broker leads. For nodes that stop together: all must have left
   * before the first takes its vote away.
   */
  leave(): Promise<void>
  /** Stops in good order; also what is half started. Idempotent. */
  stop(): Promise<void>
}

export interface NodeOptions {
  /**
   * Asked when the listeners are bound: the voters of a static quorum whose ports were left to the system, for nodes
   * that are started together.
   */
  readonly resolveVoters?: (listeners: readonly BoundListener[]) => Promise<readonly VoterEndpoint[]>
  /** What goes to the host's log until a logger's level is changed (KIP-412): all of it where not given. */
  readonly logLevel?: LogLevel
  /** Of the machine, where the node is what it is there for: the newest records are kept in a share of it. */
  readonly memoryBytes?: number
  /**
   * So much of the end of each log is kept in memory, instead of the default: the simulator has nodes that read from
   * their disks.
   */
  readonly tailCacheBytesPerLog?: number
}

export function createNode(config: BrokerConfig, host: Host, options: NodeOptions = {}): Node {
  return new ClusterNode(config, host, options)
}

class ClusterNode implements Node {
  private readonly config: BrokerConfig
  private readonly hosts: PartHosts
  private readonly host: Host
  private readonly options: NodeOptions
  readonly parts: {
    logs: LogManager | null
    quorum: QuorumRole | null
    broker: BrokerRole | null
  } = { logs: null, quorum: null, broker: null }
  private sockets: SocketServer | null = null
  private stopping: Promise<void> | null = null
  /** Why it stops of its own accord. */
  private gaveUp: Error | null = null

  constructor(config: BrokerConfig, host: Host, options: NodeOptions) {
    this.config = config
    this.hosts = partHosts(host, new Loggers(host.log, options.logLevel ?? 'debug'))
    this.host = this.hosts.of('node')
    this.options = options
  }

  async start(): Promise<StartedNode> {
    try {
      return await this.begin()
    } catch (error) {
      await this.stop()
      // A listener that was being bound when the others were closed.
      await this.sockets?.closeListeners()
      throw this.gaveUp ?? error
    }
  }

  /**
   * To be called after everything that a start waits for: what it made while the node stops would never be stopped, and
   * would go on writing into logs that are closed in good order.
   */
  private goOn(): void {
    if (this.stopping !== null) throw new Error('the node was stopped while it started')
  }

  private async begin(): Promise<StartedNode> {
    const { config, hosts } = this
    const host = hosts.of('server')
    const dispatcher = new Dispatcher(host.clock, host.log)
    const sockets = new SocketServer(host, dispatcher, config.socket)
    this.sockets = sockets
    const newClusterId = await this.newClusterId()
    this.goOn()
    const storage = this.prepareStorage(newClusterId)
    const logs = this.openLogs(storage)
    sockets.onQuiet = quietMs => giveBackMemory(logs.env, quietMs)
    const listeners: BoundListener[] = []
    for (const { name, kind, host: address, port } of config.listeners) {
      listeners.push(await sockets.listen(name, kind, address, port))
      this.goOn()
    }
    const listenerNames = config.listeners.map(({ name }) => name)
    const dynamic = new DynamicConfigs(config)
    dynamic.onBrokerChange = () => {
      logs.cleaner.reconfigure(cleanerOptions(dynamic))
      sockets.limitConnections(connectionLimits(dynamic, listenerNames))
      logs.directories.setCordoned(cordonedDirs(dynamic, config.storage.dirsByName))
      this.parts.broker?.reportCordoned()
    }
    logs.directories.setCordoned(config.storage.cordonedDirs)
    const { clusterId, directoryIds } = storage
    const voters = (await this.options.resolveVoters?.(listeners)) ?? config.quorum.voters
    this.goOn()
    const quorum = await QuorumRole.open(hosts, {
      config,
      voters,
      clusterId,
      directoryIds,
      logs,
      dynamic,
      listeners,
      onFatal: error => this.giveUp('the metadata log cannot go on', error),
    })
    if (this.stopping !== null) await quorum.stop()
    this.goOn()
    logs.onDirectoryFailed((path, error) => {
      if (logs.directories.offline.length === logs.directories.all.length)
        this.giveUp('every log directory has failed', error)
      else if (path === config.metadataLog.dir) this.giveUp('the directory of the metadata log has failed', error)
    })
    this.parts.quorum = quorum
    sockets.onConnectionClosed = id => quorum.onConnectionClosed(id)
    dispatcher.serve('controller', CONTROLLER_ROWS, quorum.services())
    sockets.open('controller')
    await quorum.start()
    this.goOn()
    // What was set dynamically in an earlier life holds from the first connection on.
    sockets.limitConnections(connectionLimits(dynamic, listenerNames))
    if (config.roles.broker) {
      const broker = new BrokerRole(hosts, { config, storage, listeners, logs, dynamic, quorum })
      this.parts.broker = broker
      const services = await broker.start()
      this.goOn()
      dispatcher.serve('broker', API_ROWS, services)
      sockets.open('broker')
    }
    return { nodeId: config.nodeId, clusterId, listeners }
  }

  /** What new storage is made for; null leaves it to this node. */
  private async newClusterId(): Promise<string | null> {
    const { config, host } = this
    const isKnown = config.clusterId !== null || isFormatted(host, [...config.storage.dirs, config.metadataLog.dir])
    // Who founds the cluster gives it its id; who only joins one asks.
    const joins = !config.roles.controller || (config.quorum.voters.length === 0 && this.namesOthers)
    if (isKnown || !joins || this.options.resolveVoters !== undefined) return config.newClusterId
    const controllers = [...config.quorum.voters, ...config.quorum.bootstrapServers]
    return discoverClusterId(host, controllers, config.lifecycle.registrationTimeoutMs, () => this.stopping !== null)
  }

  /**
   * `controller.quorum.bootstrap.servers` of this node alone, as in Kafka's own server.properties, names a quorum of
   * one.
   */
  private get namesOthers(): boolean {
    const endpoint = controllerEndpoint(this.config)
    return this.config.quorum.bootstrapServers.some(
      ({ host, port }) => host !== endpoint.host || port !== endpoint.port,
    )
  }

  private prepareStorage(newClusterId: string | null): Storage {
    const { config, host } = this
    const { voters } = config.quorum
    const quorum: QuorumFormat =
      voters.length > 0
        ? { kind: 'static' }
        : this.namesOthers || !config.roles.controller
          ? { kind: 'observer' }
          : { kind: 'standalone', endpoints: controllerEndpoints(config) }
    return prepareStorage(host, {
      dirs: config.storage.dirs,
      metadataDir: config.metadataLog.dir,
      nodeId: config.nodeId,
      clusterId: config.clusterId,
      newClusterId,
      quorum,
    })
  }

  /** As Kafka does when a broker has no directory left to work in: what it says it holds, it could not prove. */
  private giveUp(why: string, error: Error): void {
    if (this.stopping !== null) return
    this.host.log.log('error', `${why}; this node stops`, { error })
    this.gaveUp = new Error(`${why}: ${error.message}`)
    void this.stop()
  }

  private openLogs({ directoryIds, failed }: Storage): LogManager {
    const { storage, topicDefaults } = this.config
    const { memoryBytes = 0, tailCacheBytesPerLog } = this.options
    const logs = new LogManager(this.hosts.of('log'), {
      dirs: storage.dirs,
      defaultConfig: topicDefaults.log,
      inMemory: storage.inMemory,
      tailCacheBytes: tailCacheBytesFor(memoryBytes),
      ...(tailCacheBytesPerLog === undefined ? {} : { tailCacheBytesPerLog }),
      intervals: storage.intervals,
      cleaner: storage.cleaner.enabled ? storage.cleaner : null,
    })
    for (const [path, id] of directoryIds) logs.directories.setId(path, id)
    for (const { path, state } of logs.directories.all) if (failed.has(path)) state.fail(failed.get(path)!)
    logs.open()
    this.parts.logs = logs
    return logs
  }

  async leave(): Promise<void> {
    await this.attempt('the controlled shutdown', () => this.parts.broker?.leave())
  }

  stop(): Promise<void> {
    this.stopping ??= this.end()
    return this.stopping
  }

  /** The reverse of the start. Each step is tried although the one before it failed. */
  private async end(): Promise<void> {
    const { sockets } = this
    const { broker, quorum, logs } = this.parts
    const brokerEpoch = broker?.brokerEpoch ?? -1
    await this.attempt('closing the listeners', () => sockets?.closeListeners())
    await this.leave()
    await this.attempt('ending the work of the broker', () => broker?.stop())
    await this.attempt('closing the metadata log', () => quorum?.stop())
    await this.attempt('closing the connections', () => sockets?.closeConnections(CLOSE_GRACE_MS))
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
