import type { Timers } from '../host.ts'
import type { Connection, ConnectionHandler, Listener, ListenOptions, Network } from '../network.ts'

type OnConnection = (connection: Connection) => ConnectionHandler

/** Wires in one process: bytes arrive a millisecond after they were written, in order. Hosts do not count, ports do. */
export class MemoryNetwork implements Network {
  /** Ports that nobody reaches; their connections are reset when `reset` is called. */
  readonly dead = new Set<number>()
  /** Connections that were dialled, in order. */
  dialled = 0
  /** How long a connection takes to come about. */
  connectMs = 1
  private readonly timers: Timers
  private readonly listeners = new Map<number, OnConnection>()
  private readonly ends = new Set<MemoryConnection>()
  private nextPort = 20_001
  private ids = 0

  constructor(timers: Timers) {
    this.timers = timers
  }

  async listen(options: ListenOptions, onConnection: OnConnection): Promise<Listener> {
    const port = options.port === 0 ? this.nextPort++ : options.port
    if (this.listeners.has(port)) {
      throw Object.assign(new Error(`listen EADDRINUSE: address already in use ${options.host}:${port}`), {
        code: 'EADDRINUSE',
      })
    }
    this.listeners.set(port, onConnection)
    return { host: options.host, port, close: async () => void this.listeners.delete(port) }
  }

  async connect(host: string, port: number, onOpen: OnConnection): Promise<Connection> {
    await new Promise<void>(resolve => this.timers.after(this.connectMs, resolve))
    const accept = this.dead.has(port) ? undefined : this.listeners.get(port)
    if (accept === undefined) {
      throw Object.assign(new Error(`connect ECONNREFUSED ${host}:${port}`), { code: 'ECONNREFUSED' })
    }
    this.dialled++
    const client = new MemoryConnection(this.timers, ++this.ids, 30_000 + this.ids, port)
    const server = new MemoryConnection(this.timers, ++this.ids, port, client.localPort)
    client.peer = server
    server.peer = client
    for (const end of [client, server]) {
      this.ends.add(end)
      end.onGone = () => void this.ends.delete(end)
    }
    server.attach(accept(server))
    client.attach(onOpen(client))
    return client
  }

  /** That are open. */
  get connections(): number {
    return this.ends.size / 2
  }

  /** Cuts every connection from and to the port. */
  reset(port: number): void {
    for (const end of [...this.ends]) if (end.localPort === port) end.abort(new Error('read ECONNRESET'))
  }
}

class MemoryConnection implements Connection {
  readonly id: number
  readonly localPort: number
  readonly remotePort: number
  readonly localAddress = '127.0.0.1'
  readonly remoteAddress = '127.0.0.1'
  readonly queuedBytes = 0
  peer: MemoryConnection | null = null
  onGone: () => void = () => {}
  private readonly timers: Timers
  private handler: ConnectionHandler | null = null
  private paused = false
  private closed = false
  private readonly inbox: Buffer[] = []

  constructor(timers: Timers, id: number, localPort: number, remotePort: number) {
    this.timers = timers
    this.id = id
    this.localPort = localPort
    this.remotePort = remotePort
  }

  attach(handler: ConnectionHandler): void {
    this.handler = handler
    this.read()
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    const bytes = Buffer.concat(chunks)
    onFlushed?.()
    const { peer } = this
    if (!this.closed && peer !== null) this.timers.after(1, () => peer.receive(bytes))
    return true
  }

  private receive(bytes: Buffer): void {
    if (this.closed) return
    this.inbox.push(bytes)
    this.read()
  }

  private read(): void {
    while (!this.paused && !this.closed && this.handler !== null) {
      const [bytes] = this.inbox
      if (bytes === undefined) return
      const into = this.handler.receiveInto()
      const length = Math.min(into.length, bytes.length)
      into.set(bytes.subarray(0, length))
      if (length === bytes.length) this.inbox.shift()
      else this.inbox[0] = bytes.subarray(length)
      this.handler.onReceived(length)
    }
  }

  pauseReading(): void {
    this.paused = true
  }

  resumeReading(): void {
    this.paused = false
    this.read()
  }

  end(): void {
    this.destroy()
  }

  destroy(): void {
    if (this.closed) return
    const { peer } = this
    this.finish(null)
    // What was written before is still read.
    this.timers.after(1, () => peer?.finish(null))
  }

  abort(error: Error): void {
    const { peer } = this
    this.finish(error)
    peer?.finish(error)
  }

  private finish(error: Error | null): void {
    if (this.closed) return
    this.closed = true
    this.onGone()
    this.handler?.onClose(error)
  }
}
