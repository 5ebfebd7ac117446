/**
 * The simulated network: hosts with names and TCP-like connections between them. Bytes of one direction stay in order and
 * are never lost; they are late, come in pieces, wait while a link is cut, and a connection can be reset in mid-frame.
 */
import type { Connection, ConnectionHandler, Listener, ListenOptions, Network } from '../host/network.ts'
import { SimConnection } from './tcp.ts'
import type { Wires } from './wires.ts'

/** What a dialler gives up after when nobody answers. */
const CONNECT_TIMEOUT_MS = 10_000
/** A SYN that was lost is sent again after this time, and then after twice as long each time: as Linux does. */
const FIRST_SYN_RETRY_MS = 1_000
/** Bytes of a segment that carries nothing. */
const BARE_SEGMENT_BYTES = 60

/** The network as one process on one machine sees it. */
export class SimNetwork implements Network {
  readonly wires: Wires<SimConnection>
  readonly host: string
  dead = false
  private readonly listening = new Set<number>()
  private readonly connections = new Set<SimConnection>()

  constructor(wires: Wires<SimConnection>, host: string) {
    this.wires = wires
    this.host = host
  }

  /**
   * The process ends. `silent`: with its machine, so that peers notice nothing until they send; else the kernel closes
   * its connections for it.
   */
  kill(silent: boolean): void {
    this.dead = true
    for (const port of this.listening) this.wires.close(this.host, port)
    for (const connection of this.connections) {
      if (silent) connection.vanish()
      else connection.abort()
    }
    this.connections.clear()
  }

  async listen(options: ListenOptions, onConnection: (connection: Connection) => ConnectionHandler): Promise<Listener> {
    const port = this.wires.open(this.host, options.port, {
      isDead: () => this.dead,
      accept: (remoteHost, remotePort) => {
        const connection = new SimConnection(this, this.wires.newId(), port, remoteHost, remotePort)
        this.track(connection)
        return connection.attachLater(onConnection)
      },
    })
    this.listening.add(port)
    return {
      host: this.host,
      port,
      close: async () => {
        if (!this.listening.delete(port)) return
        this.wires.close(this.host, port)
      },
    }
  }

  connect(host: string, port: number, onOpen: (connection: Connection) => ConnectionHandler): Promise<Connection> {
    const { wires } = this
    const { scheduler } = wires
    return new Promise((resolve, reject) => {
      const fail = (code: string, sentence: string): void => {
        if (!this.dead) reject(Object.assign(new Error(`cannot connect to ${host}:${port}: ${sentence}`), { code }))
      }
      const there = wires.link(this.host, host)
      const back = wires.link(host, this.host)
      const shakeHands = (): void => {
        const open = wires.portAt(host, port)
        if (open === null || open.isDead()) {
          scheduler.after(wires.delay(back, BARE_SEGMENT_BYTES), () => fail('ECONNREFUSED', 'nothing listens there'))
          return
        }
        if (this.dead) return
        const localPort = 40_000 + (wires.newId() % 20_000)
        const near = new SimConnection(this, wires.newId(), localPort, host, port)
        const far = open.accept(this.host, localPort)
        near.peer = far
        far.peer = near
        this.track(near)
        far.open()
        scheduler.after(wires.delay(back, BARE_SEGMENT_BYTES), () => {
          if (this.dead) return
          near.attach(onOpen(near))
          resolve(near)
        })
      }
      const knock = (leftMs: number, retryMs: number): void => {
        if (!there.cut && !back.cut) scheduler.after(wires.delay(there, BARE_SEGMENT_BYTES), shakeHands)
        else if (leftMs <= retryMs) scheduler.after(leftMs, () => fail('ETIMEDOUT', 'nobody answers'))
        else scheduler.after(retryMs, () => knock(leftMs - retryMs, 2 * retryMs))
      }
      knock(CONNECT_TIMEOUT_MS, FIRST_SYN_RETRY_MS)
    })
  }

  private track(connection: SimConnection): void {
    this.connections.add(connection)
    this.wires.connections.add(connection)
  }

  forget(connection: SimConnection): void {
    this.connections.delete(connection)
    this.wires.connections.delete(connection)
  }
}
