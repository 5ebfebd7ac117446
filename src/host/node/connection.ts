import type * as net from 'node:net'
import type { Connection, ConnectionHandler } from '../network.ts'
import type { IdlePoll } from './idle-poll.ts'

/** Bytes waiting in this process above which `write` asks the producer to stop. */
const HIGH_WATER_BYTES = 256 * 1024
/** How long a closing connection may take to send what is queued to a peer that does not read. */
const LINGER_MS = 30_000

/** Where the first bytes of a connection land: the socket asks for its buffer before there is a handler. Copied at once. */
export const FIRST_READ = Buffer.allocUnsafeSlow(64 * 1024)

let nextId = 1

/** Java and every Kafka tool show an IPv4 client of a dual-stack socket by its IPv4 address. */
function plainAddress(address: string | undefined): string {
  if (address === undefined) return ''
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}

/** A socket's error as one sentence; `code` is Node's. */
export function connectionError(cause: NodeJS.ErrnoException, what: string): Error {
  const { code } = cause
  const reason =
    code === 'ECONNRESET' || code === 'EPIPE'
      ? 'the peer reset the connection'
      : code === 'ECONNREFUSED'
        ? 'nothing listens there'
        : code === 'ENOTFOUND'
          ? 'the host name is unknown'
          : cause.message
  // A write into a connection that the peer reset is the same event as a read from it.
  return Object.assign(new Error(`${what}: ${reason}`, { cause }), { code: code === 'EPIPE' ? 'ECONNRESET' : code })
}

/** One TCP connection. How bytes come in (in place or copied) is settled by whoever made the socket. */
export class NodeConnection implements Connection {
  readonly id: number
  readonly remoteAddress: string
  readonly remotePort: number
  readonly localAddress: string
  readonly localPort: number
  private readonly socket: net.Socket
  private readonly idlePoll: IdlePoll | null
  private handler: ConnectionHandler | null = null
  private failure: Error | null = null
  /** No more may be written: we ended or destroyed, or the peer closed. */
  private finished = false
  private closed = false
  /** `write` returned false and `onDrain` has not been called since. */
  private blocked = false
  private linger: NodeJS.Timeout | null = null
  private readonly onWritten = () => this.checkDrained()

  constructor(socket: net.Socket, idlePoll: IdlePoll | null = null) {
    this.id = nextId++
    this.socket = socket
    this.idlePoll = idlePoll
    this.remoteAddress = plainAddress(socket.remoteAddress)
    this.remotePort = socket.remotePort ?? 0
    this.localAddress = plainAddress(socket.localAddress)
    this.localPort = socket.localPort ?? 0
    socket.on('error', cause => {
      this.failure = connectionError(cause, `connection with ${this.remoteAddress}:${this.remotePort}`)
    })
    // The peer closed its side; like Apache Kafka we take that as the end of the connection, after what is queued.
    socket.on('end', () => {
      this.finished = true
      this.startLinger()
    })
    socket.on('close', () => this.onClosed())
  }

  attach(handler: ConnectionHandler): void {
    this.handler = handler
    if (this.closed) handler.onClose(this.failure)
  }

  get queuedBytes(): number {
    return this.socket.writableLength
  }

  /** The memory for the next read. */
  nextBuffer(): Uint8Array {
    return this.handler === null || this.socket.destroyed ? FIRST_READ : this.handler.receiveInto()
  }

  /** `length` bytes stand at the start of `buffer`, which `nextBuffer` gave. */
  received(length: number, buffer: Uint8Array): void {
    this.idlePoll?.received(length)
    if (buffer === FIRST_READ) this.feed(buffer.subarray(0, length))
    else this.handler?.onReceived(length)
  }

  /** Copies bytes that could not be received in place to where the handler wants them. */
  feed(bytes: Uint8Array): void {
    const { handler } = this
    if (handler === null) return
    let at = 0
    while (at < bytes.length && !this.socket.destroyed) {
      const into = handler.receiveInto()
      const count = Math.min(into.length, bytes.length - at)
      into.set(at === 0 && count === bytes.length ? bytes : bytes.subarray(at, at + count))
      at += count
      handler.onReceived(count)
    }
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    const { socket } = this
    const last = chunks.length - 1
    if (this.finished || last < 0) {
      if (onFlushed !== undefined) process.nextTick(onFlushed)
      return !this.finished && !this.blocked
    }
    const done =
      onFlushed === undefined
        ? this.onWritten
        : () => {
            onFlushed()
            this.checkDrained()
          }
    let sizeBytes = chunks[last]!.length
    if (last === 0) {
      socket.write(chunks[0]!, done)
    } else {
      socket.cork()
      for (let i = 0; i < last; i++) {
        socket.write(chunks[i]!)
        sizeBytes += chunks[i]!.length
      }
      socket.write(chunks[last]!, done)
      socket.uncork()
    }
    this.idlePoll?.sent(sizeBytes)
    // Not the stream's own opinion: it is false for every large write, even when the kernel took all of it.
    if (socket.writableLength > HIGH_WATER_BYTES) this.blocked = true
    return !this.blocked
  }

  private checkDrained(): void {
    if (!this.blocked || this.finished || this.socket.writableLength > 0) return
    this.blocked = false
    this.handler?.onDrain()
  }

  pauseReading(): void {
    this.socket.pause()
  }

  resumeReading(): void {
    this.socket.resume()
  }

  end(): void {
    if (this.socket.destroyed) return
    this.finished = true
    this.startLinger()
    this.socket.destroySoon()
  }

  destroy(): void {
    this.finished = true
    this.socket.destroy()
  }

  private startLinger(): void {
    if (this.linger !== null || this.socket.destroyed || this.socket.writableLength === 0) return
    this.linger = setTimeout(() => this.socket.destroy(), LINGER_MS)
    this.linger.unref()
  }

  private onClosed(): void {
    this.finished = true
    this.closed = true
    if (this.linger !== null) clearTimeout(this.linger)
    this.handler?.onClose(this.failure)
  }
}
