import { connect, type Socket } from 'node:net'

/** A request of the oldest kind: header v1 with a null client id, body given. Size included. */
export function rawRequest(apiKey: number, apiVersion: number, correlationId: number, body: Uint8Array): Buffer {
  const frame = Buffer.alloc(4 + 10 + body.length)
  frame.writeInt32BE(10 + body.length, 0)
  frame.writeInt16BE(apiKey, 4)
  frame.writeInt16BE(apiVersion, 6)
  frame.writeInt32BE(correlationId, 8)
  frame.writeInt16BE(-1, 12)
  frame.set(body, 14)
  return frame
}

export function apiVersionsRequest(correlationId: number): Buffer {
  return rawRequest(18, 0, correlationId, Buffer.alloc(0))
}

/** Whether a broker answers ApiVersions at that port now. */
export function askApiVersions(port: number, timeoutMs = 2000): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    const finish = (answered: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answered)
    }
    const timer = setTimeout(() => finish(false), timeoutMs)
    socket.on('connect', () => socket.write(apiVersionsRequest(1)))
    socket.on('data', () => finish(true))
    socket.on('error', () => finish(false))
    socket.on('close', () => finish(false))
  })
}

/** One connection that sends whole frames and receives whole frames, in order. */
export class RawConnection {
  private readonly socket: Socket
  private buffered = Buffer.alloc(0)
  private waiting: { resolve: (frame: Buffer | null) => void; timer: NodeJS.Timeout } | null = null
  private ended = false

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', chunk => {
      this.buffered = this.buffered.length === 0 ? chunk : Buffer.concat([this.buffered, chunk])
      this.deliver()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      this.ended = true
      this.deliver()
    })
  }

  static open(port: number, host = '127.0.0.1'): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host, noDelay: true })
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(new RawConnection(socket))
      })
    })
  }

  get closed(): boolean {
    return this.ended
  }

  send(bytes: Uint8Array): void {
    if (!this.ended) this.socket.write(bytes)
  }

  /** The next frame without its size; null when the broker closed the connection or `timeoutMs` passed. */
  receive(timeoutMs = 10_000): Promise<Buffer | null> {
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.waiting = null
        resolve(null)
      }, timeoutMs)
      this.waiting = { resolve, timer }
      this.deliver()
    })
  }

  /** Resolves true when the broker closes the connection within the time. */
  async closedWithin(timeoutMs: number): Promise<boolean> {
    if (this.ended) return true
    return await new Promise(resolve => {
      const timer = setTimeout(() => resolve(false), timeoutMs)
      this.socket.once('close', () => {
        clearTimeout(timer)
        resolve(true)
      })
    })
  }

  private deliver(): void {
    if (this.waiting === null) return
    const { resolve, timer } = this.waiting
    const size = this.buffered.length >= 4 ? this.buffered.readInt32BE(0) : -1
    if (size >= 0 && this.buffered.length >= 4 + size) {
      const frame = this.buffered.subarray(4, 4 + size)
      this.buffered = this.buffered.subarray(4 + size)
      this.waiting = null
      clearTimeout(timer)
      resolve(frame)
    } else if (this.ended) {
      this.waiting = null
      clearTimeout(timer)
      resolve(null)
    }
  }

  destroy(): void {
    this.socket.destroy()
  }
}
