import type { Connection, ConnectionHandler } from '../host/network.ts'
import type { Link, Wires } from './wires.ts'

/** How long TCP tries to get a segment through a cut link before the connection fails. */
const RETRANSMISSION_LIMIT_MS = 15_000

/** Bytes of one direction that are under way or lie unread in the peer's kernel. */
const WINDOW_BYTES = 256 * 1024
/** Bytes waiting in the sender above which `write` asks to stop: as on Node. */
const HIGH_WATER_BYTES = 256 * 1024
const RETRY_MS = 200
const LARGE_SEGMENT_BYTES = 64 * 1024
const SMALL_SEGMENT_BYTES = 1_460

interface QueuedWrite {
  readonly chunks: readonly Uint8Array[]
  readonly onFlushed: (() => void) | undefined
}

/** The process that an end belongs to. */
export interface Owner {
  readonly wires: Wires<SimConnection>
  readonly host: string
  readonly dead: boolean
  forget(connection: SimConnection): void
}

/** One end of a connection. */
export class SimConnection implements Connection {
  readonly id: number
  readonly remoteAddress: string
  readonly remotePort: number
  readonly localAddress: string
  readonly localPort: number
  peer: SimConnection | null = null
  private readonly network: Owner
  /** The way to the peer. */
  private readonly out: Link
  private handler: ConnectionHandler | null = null
  private onConnection: ((connection: Connection) => ConnectionHandler) | null = null
  private queue: QueuedWrite[] = []
  private chunkAt = 0
  private byteAt = 0
  queuedBytes = 0
  /** Sent by this end and not yet taken by the peer's handler. */
  private outstandingBytes = 0
  private lastArrivalMs = 0
  /** Under way to the peer, oldest first. */
  private wire: { readonly piece: Uint8Array | null; readonly sentAtMs: number }[] = []
  /** Arrived, not yet given to the handler. */
  private arrived: Uint8Array[] = []
  private paused = false
  private blocked = false
  private ending = false
  private finSent = false
  private finArrived = false
  /** This end is over; nothing is called any more once `onClose` was. */
  private over = false
  private pumpScheduled = false

  constructor(network: Owner, id: number, localPort: number, remoteAddress: string, remotePort: number) {
    this.network = network
    this.id = id
    this.localAddress = network.host
    this.localPort = localPort
    this.remoteAddress = remoteAddress
    this.remotePort = remotePort
    this.out = network.wires.link(network.host, remoteAddress)
  }

  attach(handler: ConnectionHandler): void {
    this.handler = handler
    this.deliver()
  }

  /** For an accepted end: `open` asks for its handler, once its peer is known. */
  attachLater(onConnection: (connection: Connection) => ConnectionHandler): this {
    this.onConnection = onConnection
    return this
  }

  open(): void {
    this.attach(this.onConnection!(this))
  }

  private after(delayMs: number, fn: () => void): void {
    this.network.wires.scheduler.after(delayMs, () => {
      if (!this.network.dead) fn()
    })
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    if (this.over || this.ending || this.finArrived) {
      if (onFlushed !== undefined) this.after(0, onFlushed)
      return false
    }
    this.queue.push({ chunks, onFlushed })
    for (const chunk of chunks) this.queuedBytes += chunk.length
    this.schedulePump()
    if (this.queuedBytes > HIGH_WATER_BYTES) this.blocked = true
    return !this.blocked
  }

  private schedulePump(): void {
    if (this.pumpScheduled) return
    this.pumpScheduled = true
    this.after(0, () => {
      this.pumpScheduled = false
      this.pump()
    })
  }

  /** Moves queued bytes onto the wire while the window has room. The bytes are taken now, not when they were written. */
  private pump(): void {
    const { random } = this.network.wires
    const flushed: (() => void)[] = []
    while (!this.over && this.queuedBytes > 0 && this.outstandingBytes < WINDOW_BYTES) {
      // What was written together travels together, as with `writev`; yet where a segment ends must not matter.
      const limit = random.chance(0.1) ? random.between(1, SMALL_SEGMENT_BYTES) : LARGE_SEGMENT_BYTES
      this.send(this.takeQueued(Math.min(limit, this.queuedBytes, WINDOW_BYTES - this.outstandingBytes), flushed))
    }
    if (this.queuedBytes === 0) this.dropWritten(flushed)
    if (this.queue.length === 0 && !this.over) {
      if (this.ending && !this.finSent) {
        this.finSent = true
        this.send(null)
      }
      if (this.blocked) {
        this.blocked = false
        this.after(0, () => {
          if (!this.over) this.handler?.onDrain()
        })
      }
    }
    for (const onFlushed of flushed) onFlushed()
  }

  /** A copy of the first `length` queued bytes, which are queued no more. */
  private takeQueued(length: number, flushed: (() => void)[]): Uint8Array {
    const piece = Buffer.allocUnsafe(length)
    let filled = 0
    while (filled < length) {
      const chunk = this.queue[0]!.chunks[this.chunkAt]
      if (chunk === undefined) {
        this.dropFirst(flushed)
        continue
      }
      const end = Math.min(chunk.length, this.byteAt + length - filled)
      piece.set(this.byteAt === 0 && end === chunk.length ? chunk : chunk.subarray(this.byteAt, end), filled)
      filled += end - this.byteAt
      this.byteAt = end
      if (end < chunk.length) continue
      this.chunkAt++
      this.byteAt = 0
    }
    this.queuedBytes -= length
    return piece
  }

  private dropWritten(flushed: (() => void)[]): void {
    while (this.queue.length > 0) this.dropFirst(flushed)
  }

  private dropFirst(flushed: (() => void)[]): void {
    const { onFlushed } = this.queue.shift()!
    this.chunkAt = 0
    if (onFlushed !== undefined) flushed.push(onFlushed)
  }

  /**
   * Puts a piece on the wire; null is the end of the stream. Each piece has an event of its own, and each event takes the
   * oldest piece: whatever is late, the order stays.
   */
  private send(piece: Uint8Array | null): void {
    const { wires } = this.network
    const { scheduler } = wires
    if (piece !== null) this.outstandingBytes += piece.length
    const delayMs = wires.delay(this.out, piece?.length ?? 0)
    this.lastArrivalMs = Math.max(this.lastArrivalMs, scheduler.nowMs + delayMs)
    this.wire.push({ piece, sentAtMs: scheduler.nowMs })
    scheduler.after(this.lastArrivalMs - scheduler.nowMs, () => this.arrive())
  }

  private arrive(): void {
    const { wires } = this.network
    const { scheduler } = wires
    const { peer } = this
    const first = this.wire[0]
    if (first === undefined || peer === null || peer.network.dead) return
    if (this.out.cut) {
      if (scheduler.nowMs - first.sentAtMs > RETRANSMISSION_LIMIT_MS) {
        // TCP gives up. The peer learns of it the same way, or never.
        this.wire = []
        this.fail(Object.assign(new Error('the peer does not answer'), { code: 'ETIMEDOUT' }))
        return
      }
      scheduler.after(RETRY_MS * (1 + wires.random.fraction()), () => this.arrive())
      return
    }
    this.wire.shift()
    peer.receive(first.piece)
  }

  private receive(piece: Uint8Array | null): void {
    if (this.over) {
      // Nobody has this connection any more: a reset comes back.
      this.sendReset()
      return
    }
    if (piece === null) this.finArrived = true
    else this.arrived.push(piece)
    this.deliver()
  }

  private deliver(): void {
    const { handler } = this
    if (handler === null || this.network.dead) return
    const { random } = this.network.wires
    while (!this.over && !this.paused && this.arrived.length > 0) {
      const piece = this.arrived[0]!
      const into = handler.receiveInto()
      let count = Math.min(piece.length, into.length)
      // Where a frame is cut must never matter.
      if (count > 1 && random.chance(0.05)) count = random.between(1, count)
      into.set(count === piece.length ? piece : piece.subarray(0, count))
      if (count === piece.length) this.arrived.shift()
      else this.arrived[0] = piece.subarray(count)
      const { peer } = this
      if (peer !== null) {
        peer.outstandingBytes -= count
        if (!peer.network.dead && peer.queue.length > 0) peer.schedulePump()
      }
      handler.onReceived(count)
    }
    if (this.finArrived && this.arrived.length === 0 && !this.over) this.finish(null)
  }

  pauseReading(): void {
    this.paused = true
  }

  resumeReading(): void {
    if (!this.paused) return
    this.paused = false
    this.after(0, () => this.deliver())
  }

  end(): void {
    if (this.over || this.ending) return
    this.ending = true
    this.schedulePump()
    // Closed for us once everything is on the wire.
    const settle = (): void => {
      if (this.over) return
      if (this.queue.length === 0 && this.finSent) this.finish(null)
      else this.after(1, settle)
    }
    this.after(0, settle)
  }

  destroy(): void {
    if (this.over) return
    this.sendReset()
    this.finish(null)
  }

  /** As if a box on the way had dropped the connection: both ends see a reset. */
  reset(): void {
    this.sendReset()
    this.fail(Object.assign(new Error('the peer reset the connection'), { code: 'ECONNRESET' }))
  }

  /** The kernel closes for a process that died. */
  abort(): void {
    this.over = true
    this.sendReset()
    this.network.wires.connections.delete(this)
  }

  /** The machine lost its power: nobody is told. */
  vanish(): void {
    this.over = true
    this.network.wires.connections.delete(this)
  }

  private sendReset(): void {
    const { peer } = this
    const { wires } = this.network
    if (peer === null) return
    const deliver = (): void => {
      if (this.out.cut) return
      peer.fail(Object.assign(new Error('the peer reset the connection'), { code: 'ECONNRESET' }))
    }
    wires.scheduler.after(wires.delay(this.out, 40), deliver)
  }

  private fail(error: Error): void {
    if (!this.over && !this.network.dead) this.finish(error)
  }

  private finish(error: Error | null): void {
    this.over = true
    for (const { onFlushed } of this.queue) if (onFlushed !== undefined) this.after(0, onFlushed)
    this.queue = []
    this.queuedBytes = 0
    this.arrived = []
    this.network.forget(this)
    this.after(0, () => {
      const { handler } = this
      this.handler = null
      handler?.onClose(error)
    })
  }
}
