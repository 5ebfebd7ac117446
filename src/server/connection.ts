import { CloseConnection, type ConnectionIdentity } from '../api/api.ts'
import type { BufferPool } from '../base/buffer-pool.ts'
import type { Connection, ConnectionHandler } from '../host/network.ts'
import {
  type Frame,
  FrameAssembler,
  type FrameError,
  type FrameSink,
  type SharedReadBuffer,
} from '../protocol/frame-assembler.ts'
import type { Dispatcher, Reply } from './dispatcher.ts'
import type { Turns } from './turns.ts'

/** A pipelined client may have this many requests under way on one connection; reading pauses beyond. */
const MAX_IN_FLIGHT = 256

/** Answers that gather before they are written: small requests can ask for a hundred times their own size. */
const MAX_OUTBOX_BYTES = 64 * 1024

/**
 * The share of one connection in a turn of the event loop: requests that may start, and bytes of answers after which none
 * starts any more. Whoever pipelines more goes on in the next turn, when the others have had theirs.
 */
const MAX_STARTS_PER_TURN = 64
const MAX_BYTES_PER_TURN = 256 * 1024

/** One request under way; answers leave in the order of these. */
interface Slot {
  done: boolean
  reply: Reply | null
}

export interface ConnectionOwner {
  readonly shared: SharedReadBuffer
  readonly pool: BufferPool
  readonly maxRequestBytes: number
  readonly turns: Turns
  readonly dispatcher: Dispatcher
  /** One sentence about why this connection is closed by us. */
  onProtocolError(connection: ServerConnection, sentence: string): void
  onClosed(connection: ServerConnection): void
}

/**
 * One client connection: frames in, answers out in the same order.
 *
 * Apache Kafka handles one request of a connection at a time. We keep that order of effects, but let requests of a
 * `pipelined` API (Produce) overlap: each is appended before the next starts, and only the waiting is shared.
 *
 * `resume` is idempotent and derives what may proceed from the state; every event ends in it.
 */
export class ServerConnection implements ConnectionHandler, FrameSink {
  readonly identity: ConnectionIdentity
  private readonly owner: ConnectionOwner
  private readonly socket: Connection
  private readonly frames: FrameAssembler
  /** Requests under way, oldest first. */
  private slots: Slot[] = []
  /** API key of the requests under way when they may overlap with another of the same, −1 otherwise. */
  private overlapKey = -1
  private outbox: Buffer[] = []
  private outboxBytes = 0
  private releases: (() => void)[] = []
  private flushScheduled = false
  private writable = true
  private paused = false
  private inReceive = false
  private closed = false
  /** The turn that the next two figures are of. */
  private turn = -1
  private startsInTurn = 0
  private bytesInTurn = 0
  private waitsForTurn = false
  /** Monotonic time of the last byte received or reply completed: `connections.max.idle.ms`. */
  lastActiveMs: number

  constructor(owner: ConnectionOwner, socket: Connection, identity: ConnectionIdentity, nowMs: number) {
    this.owner = owner
    this.socket = socket
    this.identity = identity
    this.lastActiveMs = nowMs
    this.frames = new FrameAssembler(owner.shared, owner.pool, owner.maxRequestBytes, this)
  }

  receiveInto(): Uint8Array {
    return this.frames.receiveInto()
  }

  onReceived(length: number): void {
    if (this.closed) return
    this.lastActiveMs = this.owner.dispatcher.monotonicMs()
    this.inReceive = true
    this.frames.onReceived(length)
    this.inReceive = false
    this.resume()
  }

  onFrame(frame: Frame): boolean {
    if (this.closed) return true
    if (!this.mayStart(frame)) return false
    this.start(frame)
    return true
  }

  onFrameError(error: FrameError, announcedBytes: number): void {
    this.protocolError(
      error === 'oversize'
        ? `a request of ${announcedBytes} bytes is larger than socket.request.max.bytes=${this.owner.maxRequestBytes}`
        : `${announcedBytes} is no length of a Kafka request; does the peer speak another protocol?`,
    )
  }

  private mayStart(frame: Frame): boolean {
    this.collect()
    if (this.outboxBytes > MAX_OUTBOX_BYTES) this.flush()
    if (!this.writable) return false
    const { length } = this.slots
    if (length > 0 && (length >= MAX_IN_FLIGHT || frame.view.getInt16(frame.start) !== this.overlapKey)) return false
    return this.hasShareOfTurn()
  }

  private hasShareOfTurn(): boolean {
    const { turns } = this.owner
    const turn = turns.current
    if (turn !== this.turn) {
      this.turn = turn
      this.startsInTurn = 0
      this.bytesInTurn = 0
    }
    if (this.startsInTurn < MAX_STARTS_PER_TURN && this.bytesInTurn < MAX_BYTES_PER_TURN) {
      this.startsInTurn++
      return true
    }
    if (!this.waitsForTurn) {
      this.waitsForTurn = true
      turns.next(() => {
        this.waitsForTurn = false
        this.resume()
      })
    }
    return false
  }

  private start(frame: Frame): void {
    const { dispatcher } = this.owner
    const slot: Slot = { done: false, reply: null }
    this.slots.push(slot)
    this.overlapKey = dispatcher.overlapKey(frame.view.getInt16(frame.start), this.identity.listenerKind)
    const problem = dispatcher.dispatch(this.identity, frame, reply => this.onReply(slot, reply))
    if (problem !== null) this.protocolError(problem)
  }

  private onReply(slot: Slot, reply: Reply | CloseConnection | null): void {
    slot.done = true
    if (reply instanceof CloseConnection) {
      this.protocolError(reply.reason)
      return
    }
    if (this.closed) {
      reply?.release?.()
      return
    }
    slot.reply = reply
    if (!this.inReceive && !this.flushScheduled) {
      // All answers completed in this turn leave in one write.
      this.flushScheduled = true
      queueMicrotask(() => {
        this.flushScheduled = false
        this.resume()
      })
    }
  }

  /** Moves finished answers out, starts waiting frames, reads on or pauses: whatever may proceed now. */
  private resume(): void {
    if (this.closed || this.inReceive) return
    this.collect()
    if (this.frames.isWaiting) {
      this.inReceive = true
      this.frames.resume()
      this.inReceive = false
      this.collect()
    }
    this.flush()
    if (this.closed) return
    const shouldPause = this.frames.isWaiting || !this.writable
    if (shouldPause !== this.paused) {
      this.paused = shouldPause
      if (shouldPause) this.socket.pauseReading()
      else this.socket.resumeReading()
    }
  }

  private collect(): void {
    const { slots } = this
    let finished = 0
    while (finished < slots.length && slots[finished]!.done) {
      const { reply } = slots[finished]!
      if (reply !== null) {
        for (const segment of reply.segments) {
          this.outbox.push(segment)
          this.outboxBytes += segment.length
        }
        if (reply.release !== null) this.releases.push(reply.release)
      }
      finished++
    }
    if (finished > 0) {
      if (finished === slots.length) slots.length = 0
      else slots.splice(0, finished)
    }
  }

  private flush(): void {
    if (this.outbox.length === 0) return
    const chunks = this.outbox
    this.outbox = []
    this.bytesInTurn += this.outboxBytes
    this.outboxBytes = 0
    const { releases } = this
    if (releases.length === 0) {
      this.writable = this.socket.write(chunks)
      return
    }
    this.releases = []
    this.writable = this.socket.write(chunks, () => {
      for (const release of releases) release()
    })
  }

  onDrain(): void {
    this.writable = true
    this.resume()
  }

  /** True while a request is under way or bytes wait to be sent: such a connection is not idle. */
  get busy(): boolean {
    return this.slots.length > 0 || this.socket.queuedBytes > 0
  }

  protocolError(sentence: string): void {
    if (this.closed) return
    this.owner.onProtocolError(this, sentence)
    this.close()
  }

  /** Sends what is queued, then closes. */
  end(): void {
    if (this.closed) return
    this.flush()
    this.socket.end()
  }

  close(): void {
    if (this.closed) return
    this.socket.destroy()
    this.dispose()
  }

  onClose(_error: Error | null): void {
    this.dispose()
  }

  private dispose(): void {
    if (this.closed) return
    this.closed = true
    this.frames.dispose()
    for (const slot of this.slots) slot.reply?.release?.()
    this.slots = []
    for (const release of this.releases) release()
    this.releases = []
    this.outbox = []
    this.owner.onClosed(this)
  }
}
