import * as net from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Connection, ConnectionHandler, Listener } from '../network.ts'
import { canReceiveInPlace, NodeNetwork } from './network.ts'

/** Takes what arrives in pieces of at most `pieceBytes`, into another place of one large buffer each time. */
class Receiver implements ConnectionHandler {
  readonly memory: Buffer
  readonly pieceBytes: number
  filled = 0
  drained = 0
  readonly closed: (Error | null)[] = []
  private readonly waiters: { met: () => boolean; resolve: () => void }[] = []

  constructor(pieceBytes = 1000, memoryBytes = 64 * 1024 * 1024) {
    this.pieceBytes = pieceBytes
    this.memory = Buffer.allocUnsafe(memoryBytes)
  }

  receiveInto(): Uint8Array {
    return this.memory.subarray(this.filled, this.filled + this.pieceBytes)
  }

  onReceived(length: number): void {
    this.filled += length
    this.check()
  }

  onDrain(): void {
    this.drained++
    this.check()
  }

  onClose(error: Error | null): void {
    this.closed.push(error)
    this.check()
  }

  get received(): Buffer {
    return this.memory.subarray(0, this.filled)
  }

  private check(): void {
    for (const waiter of this.waiters) if (waiter.met()) waiter.resolve()
  }

  until(met: () => boolean): Promise<void> {
    return new Promise(resolve => {
      this.waiters.push({ met, resolve })
      this.check()
    })
  }
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const listeners: Listener[] = []
const opened: (Connection | net.Socket)[] = []

afterEach(async () => {
  for (const connection of opened.splice(0)) connection.destroy()
  await Promise.all(listeners.splice(0).map(listener => listener.close()))
})

describe.each([
  ['in place', true],
  ['by copy', false],
])('a connection that receives %s', (_how, useOnread) => {
  const network = new NodeNetwork({ useOnread })

  async function listen(server: ConnectionHandler) {
    let accept!: (connection: Connection) => void
    const accepted = new Promise<Connection>(resolve => {
      accept = resolve
    })
    const listener = await network.listen({ host: '127.0.0.1', port: 0 }, connection => {
      opened.push(connection)
      accept(connection)
      return server
    })
    listeners.push(listener)
    return { listener, accepted }
  }

  async function pair(pieceBytes = 1000) {
    const server = new Receiver(pieceBytes)
    const client = new Receiver(pieceBytes)
    const { listener, accepted } = await listen(server)
    const dialled = await network.connect('127.0.0.1', listener.port, () => client)
    opened.push(dialled)
    return { listener, server, client, dialled, connection: await accepted }
  }

  /** A peer that is plain Node, for what our own side never does. */
  async function rawPeer(server: ConnectionHandler) {
    const { listener, accepted } = await listen(server)
    const peer = net.connect({ port: listener.port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    peer.on('error', () => {})
    opened.push(peer)
    await new Promise(resolve => peer.once('connect', resolve))
    return { peer, connection: await accepted }
  }

  it('carries bytes both ways, in order, into whatever memory the handler offers', async () => {
    const { server, client, dialled, connection } = await pair(777)
    const payload = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7) & 0xff))
    dialled.write([payload.subarray(0, 10), payload.subarray(10, 99_999), payload.subarray(99_999)])
    await server.until(() => server.filled === payload.length)
    expect(server.received.equals(payload)).toBe(true)
    connection.write([Buffer.from('he'), Buffer.from('llo')])
    await client.until(() => client.filled === 5)
    expect(client.received.toString()).toBe('hello')
  })

  it('receives a large frame whole where the handler wants it', async () => {
    const { server, dialled } = await pair(8 * 1024 * 1024)
    const frame = Buffer.alloc(8 * 1024 * 1024)
    for (let i = 0; i < frame.length; i += 4) frame.writeUInt32LE(i, i)
    dialled.write([frame])
    await server.until(() => server.filled === frame.length)
    expect(server.received.equals(frame)).toBe(true)
  })

  it('takes bytes that arrive in dribbles', async () => {
    const server = new Receiver(4)
    const { peer } = await rawPeer(server)
    for (const letter of 'dribble') {
      peer.write(letter)
      await pause(2)
    }
    await server.until(() => server.filled === 7)
    expect(server.received.toString()).toBe('dribble')
  })

  it('knows both ends', async () => {
    const { dialled, connection, listener } = await pair()
    expect([connection.localAddress, connection.localPort]).toEqual(['127.0.0.1', listener.port])
    expect([connection.remoteAddress, connection.remotePort]).toEqual([dialled.localAddress, dialled.localPort])
    expect(connection.id).not.toBe(dialled.id)
  })

  it('tells the writer to wait while the peer does not read, and once when to go on', async () => {
    const { server, client, dialled, connection } = await pair(64 * 1024)
    dialled.pauseReading()
    const chunk = Buffer.alloc(256 * 1024)
    let written = 0
    let flushed = 0
    while (written < 200 && connection.write([chunk], () => flushed++)) written++
    written++
    expect(written).toBeLessThan(200)
    expect(connection.queuedBytes).toBeGreaterThan(256 * 1024)
    expect(server.drained).toBe(0)
    dialled.resumeReading()
    await client.until(() => client.filled === written * chunk.length)
    await server.until(() => server.drained === 1)
    expect(flushed).toBe(written)
    expect(connection.queuedBytes).toBe(0)
    expect(connection.write([Buffer.from('x')])).toBe(true)
  })

  it('does not ask the writer to wait for a large write that the kernel took', async () => {
    const { connection } = await pair(64 * 1024)
    expect(connection.write([Buffer.alloc(100 * 1024)])).toBe(true)
  })

  it('calls onFlushed also when it is destroyed amid a write', async () => {
    const { server, dialled, connection } = await pair()
    dialled.pauseReading()
    let flushed = 0
    for (let i = 0; i < 40; i++) connection.write([Buffer.alloc(128 * 1024), Buffer.alloc(128 * 1024)], () => flushed++)
    connection.destroy()
    expect(connection.write([Buffer.from('late')], () => flushed++)).toBe(false)
    await server.until(() => server.closed.length > 0)
    await pause(5)
    expect(flushed).toBe(41)
    expect(server.closed).toEqual([null])
    expect(server.drained).toBe(0)
  })

  it('takes nothing from the socket while reading is paused', async () => {
    const { server, dialled, connection } = await pair(1000)
    connection.pauseReading()
    dialled.write([Buffer.alloc(5000, 'x')])
    await pause(20)
    // In place nothing arrives; by copy one piece of the stream may have been under way.
    expect(server.filled).toBe(0)
    connection.resumeReading()
    await server.until(() => server.filled === 5000)
  })

  it('closes when the peer has closed its half, after sending what is queued', async () => {
    const server = new Receiver()
    const { peer, connection } = await rawPeer(server)
    let got = 0
    peer.pause()
    const total = 40 * 256 * 1024
    for (let i = 0; i < 40; i++) connection.write([Buffer.alloc(256 * 1024)])
    peer.end('bye')
    await server.until(() => server.filled === 3)
    peer.on('data', bytes => {
      got += bytes.length
    })
    peer.resume()
    await server.until(() => server.closed.length > 0)
    await new Promise(resolve => (peer.readableEnded ? resolve(null) : peer.once('end', resolve)))
    expect(got).toBe(total)
    expect(server.closed).toEqual([null])
  })

  it('ends after sending what is queued, and reports the close once on either side', async () => {
    const { server, client, dialled } = await pair(64 * 1024)
    const total = 20 * 256 * 1024
    for (let i = 0; i < 20; i++) dialled.write([Buffer.alloc(256 * 1024)])
    dialled.end()
    await Promise.all([server.until(() => server.closed.length > 0), client.until(() => client.closed.length > 0)])
    expect(server.filled).toBe(total)
    expect([server.closed, client.closed]).toEqual([[null], [null]])
  })

  it('reports a reset by the peer as an error, once', async () => {
    const server = new Receiver()
    const { peer, connection } = await rawPeer(server)
    peer.write('x')
    await server.until(() => server.filled === 1)
    peer.resetAndDestroy()
    await server.until(() => server.closed.length > 0)
    connection.destroy()
    await pause(5)
    expect(server.closed.map(error => (error as NodeJS.ErrnoException | null)?.code)).toEqual(['ECONNRESET'])
    expect(server.closed[0]?.message).toMatch(/^connection with 127\.0\.0\.1:\d+: the peer reset the connection$/)
  })

  it('may be destroyed while it is being accepted', async () => {
    const server = new Receiver()
    const listener = await network.listen({ host: '127.0.0.1', port: 0 }, connection => {
      connection.destroy()
      return server
    })
    listeners.push(listener)
    const client = new Receiver()
    await network.connect('127.0.0.1', listener.port, () => client)
    await server.until(() => server.closed.length > 0)
    await client.until(() => client.closed.length > 0)
    expect(server.closed).toEqual([null])
  })

  it('lives on when its listener closes, whose port is free at once', async () => {
    const { listener, server, dialled } = await pair()
    await listener.close()
    await expect(network.connect('127.0.0.1', listener.port, () => new Receiver())).rejects.toThrow(/nothing listens/)
    const again = await network.listen({ host: '127.0.0.1', port: listener.port }, () => new Receiver())
    listeners.push(again)
    dialled.write([Buffer.from('still')])
    await server.until(() => server.filled === 5)
  })

  it('says in a sentence that a port is taken', async () => {
    const { listener } = await pair()
    await expect(network.listen({ host: '127.0.0.1', port: listener.port }, () => new Receiver())).rejects.toThrow(
      `port ${listener.port} is in use already`,
    )
  })
})

describe('accepting many connections', () => {
  it('costs little memory for each idle one', async () => {
    const network = new NodeNetwork()
    const server = new Receiver(1000, 1000)
    let accepted = 0
    const listener = await network.listen({ host: '127.0.0.1', port: 0, backlog: 1024 }, connection => {
      accepted++
      opened.push(connection)
      return server
    })
    listeners.push(listener)
    const client = new Receiver(1000, 1000)
    const total = 500
    const before = process.memoryUsage().heapUsed
    opened.push(
      ...(await Promise.all(
        Array.from({ length: total }, () => network.connect('127.0.0.1', listener.port, () => client)),
      )),
    )
    while (accepted < total) await pause(1)
    // Both ends live in this process. The ceiling is generous: garbage of the set-up is counted as well.
    expect((process.memoryUsage().heapUsed - before) / total / 2).toBeLessThan(20_000)
  })
})

describe('the probe', () => {
  it('finds that this Node can receive in place', async () => {
    expect(await canReceiveInPlace()).toBe(true)
  })
})
