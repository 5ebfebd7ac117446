import type { ListenerKind } from '../api/api.ts'
import { BufferPool } from '../base/buffer-pool.ts'
import type { Host, Timer } from '../host/host.ts'
import type { Connection, Listener } from '../host/network.ts'
import { SharedReadBuffer } from '../protocol/frame-assembler.ts'
import { type ConnectionOwner, ServerConnection } from './connection.ts'
import { ConnectionGate, type ConnectionGateLimits } from './connection-gate.ts'
import type { RateWindows } from './connection-rate.ts'
import type { Dispatcher } from './dispatcher.ts'
import { Turns } from './turns.ts'

export interface SocketServerOptions extends ConnectionGateLimits {
  readonly rateWindows: RateWindows
  /** `inter.broker.listener.name` */
  readonly interBrokerListener: string | null
  /** `socket.request.max.bytes` */
  readonly maxRequestBytes: number
  /** `connections.max.idle.ms` */
  readonly maxIdleMs: number
  /** `max.connections.per.ip` */
  readonly maxConnectionsPerIp: number
  /** `max.connections.per.ip.overrides` */
  readonly maxConnectionsPerIpOverrides: ReadonlyMap<string, number>
  /** `socket.listen.backlog.size` */
  readonly backlog: number
  /** Receive buffers that may lie idle, in all. */
  readonly maxIdlePoolBytes: number
}

/** After so long without a byte from anyone, memory that was kept for the next request is given back. */
const QUIET_MS = 5_000

/** What may change while a node runs (KIP-226). */
export type ConnectionLimits = ConnectionGateLimits &
  Pick<SocketServerOptions, 'maxConnectionsPerIp' | 'maxConnectionsPerIpOverrides'>

export interface BoundListener {
  readonly name: string
  readonly kind: ListenerKind
  readonly host: string
  readonly port: number
}

/** A wildcard address is where a node listens, not where it is found. */
export function reachableAddress(address: string): string {
  return address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address
}

/** All listeners and connections of a node. */
export class SocketServer implements ConnectionOwner {
  readonly shared = new SharedReadBuffer()
  readonly pool: BufferPool
  readonly turns: Turns
  readonly maxRequestBytes: number
  readonly dispatcher: Dispatcher
  private readonly host: Host
  private options: SocketServerOptions
  private readonly listeners: Listener[] = []
  private readonly connections = new Set<ServerConnection>()
  /** Those of the connections that the gate has not let in yet, and what it is to call. */
  private readonly atGate = new Map<ServerConnection, () => void>()
  private readonly perAddress = new Map<string, number>()
  private idleTimer: Timer | null = null
  /** Nobody has talked to this node for so long; said again and again until somebody does. */
  onQuiet: (quietMs: number) => void = () => {}
  /** When a connection that is closed by now was last active, or this node was made. */
  private lastActiveMs: number
  onConnectionClosed: (connectionId: number) => void = () => {}
  private stopped = false
  private onceEmpty: () => void = () => {}
  /** Connections that came before the node was ready to serve their listener: they wait, unread. */
  private readonly waiting: Record<ListenerKind, Connection[] | null> = { broker: [], controller: [] }

  /** A broker and a controller in one process count for themselves, as in Kafka. */
  private readonly gates: Record<ListenerKind, ConnectionGate>

  constructor(host: Host, dispatcher: Dispatcher, options: SocketServerOptions) {
    const { rateWindows, interBrokerListener } = options
    const gate = (): ConnectionGate => {
      const made = new ConnectionGate(host, rateWindows, interBrokerListener, options)
      made.onCrowded = () => this.closeQuietest(made)
      return made
    }
    this.gates = { broker: gate(), controller: gate() }
    this.host = host
    this.dispatcher = dispatcher
    this.options = options
    this.maxRequestBytes = options.maxRequestBytes
    this.turns = new Turns(host)
    this.lastActiveMs = host.clock.monotonicMs()
    this.pool = new BufferPool(options.maxIdlePoolBytes)
    this.scheduleIdleCheck()
  }

  /** Connections per address and rates hold for those to come; when there are too many in all, the quietest leave. */
  limitConnections(limits: ConnectionLimits): void {
    this.options = { ...this.options, ...limits }
    for (const gate of Object.values(this.gates)) gate.limit(limits)
  }

  get connectionCount(): number {
    return this.connections.size
  }

  async listen(name: string, kind: ListenerKind, address: string, port: number): Promise<BoundListener> {
    this.gates[kind].addListener(name)
    const listener = await this.host.network.listen({ host: address, port, backlog: this.options.backlog }, socket =>
      this.accept(name, kind, socket),
    )
    this.listeners.push(listener)
    return { name, kind, host: listener.host, port: listener.port }
  }

  /** Begins to serve: what was bound accepts at once, but nothing is read before this. */
  open(kind: ListenerKind): void {
    const waiting = this.waiting[kind] ?? []
    this.waiting[kind] = null
    for (const socket of waiting) socket.resumeReading()
  }

  private accept(listenerName: string, listenerKind: ListenerKind, socket: Connection): ServerConnection {
    const connection = new ServerConnection(
      this,
      socket,
      {
        id: socket.id,
        listenerName,
        listenerKind,
        remoteAddress: socket.remoteAddress,
        remotePort: socket.remotePort,
        localAddress: socket.localAddress,
        localPort: socket.localPort,
        principal: 'User:ANONYMOUS',
        clientSoftwareName: '',
        clientSoftwareVersion: '',
      },
      this.host.clock.monotonicMs(),
    )
    this.connections.add(connection)
    const gate = this.gates[listenerKind]
    const enter = (): void => this.enter(connection, socket)
    this.atGate.set(connection, enter)
    gate.admit(listenerName, enter)
    if (this.atGate.has(connection)) {
      socket.pauseReading()
      // In Kafka the system's backlog is where they wait, and it has an end as well.
      if (gate.waitingAt(listenerName) > this.options.backlog) {
        connection.protocolError(`no place (max.connections, max.connection.creation.rate), and others wait for one`)
      }
    }
    return connection
  }

  private enter(connection: ServerConnection, socket: Connection): void {
    const { listenerKind, remoteAddress } = connection.identity
    this.atGate.delete(connection)
    if (this.stopped) return
    const waiting = this.waiting[listenerKind]
    if (waiting === null) socket.resumeReading()
    else {
      socket.pauseReading()
      waiting.push(socket)
    }
    connection.lastActiveMs = this.host.clock.monotonicMs()
    const ofAddress = this.perAddress.get(remoteAddress) ?? 0
    this.perAddress.set(remoteAddress, ofAddress + 1)
    const { maxConnectionsPerIp, maxConnectionsPerIpOverrides } = this.options
    const limit = maxConnectionsPerIpOverrides.get(remoteAddress) ?? maxConnectionsPerIp
    if (ofAddress >= limit) connection.protocolError(`max.connections.per.ip=${limit} is reached`)
  }

  /** Makes room, for a broker that came in through a listener of its own or because there are to be fewer (KIP-402). */
  private closeQuietest(gate: ConnectionGate): void {
    let quietest: ServerConnection | null = null
    for (const connection of this.connections) {
      const { listenerKind, listenerName } = connection.identity
      if (this.gates[listenerKind] !== gate || gate.isProtected(listenerName) || this.atGate.has(connection)) continue
      if (quietest === null || connection.lastActiveMs < quietest.lastActiveMs) quietest = connection
    }
    quietest?.protocolError(
      `max.connections=${this.options.maxConnections} is exceeded, and this one was quiet for longest`,
    )
  }

  onProtocolError(connection: ServerConnection, sentence: string): void {
    const { remoteAddress, remotePort, listenerName } = connection.identity
    this.host.log.log('warn', `closing a connection: ${sentence}`, {
      remote: `${remoteAddress}:${remotePort}`,
      listenerName,
    })
  }

  onClosed(connection: ServerConnection): void {
    if (!this.connections.delete(connection)) return
    this.lastActiveMs = Math.max(this.lastActiveMs, connection.lastActiveMs)
    const { id, listenerKind, listenerName, remoteAddress } = connection.identity
    this.onConnectionClosed(id)
    if (this.connections.size === 0) this.onceEmpty()
    const enter = this.atGate.get(connection)
    if (enter !== undefined) {
      this.atGate.delete(connection)
      this.gates[listenerKind].leaveLine(listenerName, enter)
      return
    }
    const left = (this.perAddress.get(remoteAddress) ?? 1) - 1
    if (left === 0) this.perAddress.delete(remoteAddress)
    else this.perAddress.set(remoteAddress, left)
    this.gates[listenerKind].leave(listenerName)
  }

  private scheduleIdleCheck(): void {
    const { maxIdleMs } = this.options
    this.idleTimer = this.host.timers.after(Math.min(10_000, Math.max(100, maxIdleMs / 4)), () => {
      if (this.stopped) return
      const nowMs = this.host.clock.monotonicMs()
      let quietest = nowMs - this.lastActiveMs
      for (const connection of this.connections) {
        if (this.atGate.has(connection)) continue
        const quietMs = nowMs - connection.lastActiveMs
        quietest = Math.min(quietest, quietMs)
        if (maxIdleMs >= 0 && quietMs > maxIdleMs && !connection.busy) connection.close()
      }
      // A node that nobody has talked to for a while gives its receive buffers back.
      if (quietest > QUIET_MS) {
        this.pool.trim()
        this.onQuiet(quietest)
      }
      this.scheduleIdleCheck()
    })
  }

  /** Stops accepting. */
  async closeListeners(): Promise<void> {
    await Promise.all(this.listeners.splice(0).map(listener => listener.close()))
  }

  /** Closes every connection; answers already encoded get `graceMs` to leave. */
  async closeConnections(graceMs: number): Promise<void> {
    this.stopped = true
    this.idleTimer?.cancel()
    for (const connection of [...this.connections]) connection.end()
    if (this.connections.size === 0) return
    // Open sockets keep the process alive until they close or are cut.
    await new Promise<void>(resolve => {
      const timer = this.host.timers.after(graceMs, resolve)
      this.onceEmpty = () => {
        timer.cancel()
        resolve()
      }
    })
    for (const connection of [...this.connections]) connection.close()
  }
}
