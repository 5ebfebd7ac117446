import { beforeEach, describe, expect, it } from 'vitest'
import { type Answer, type AnyApiRow, CloseConnection, type Outcome } from '../api/api.ts'
import { BufferPool } from '../base/buffer-pool.ts'
import { Pending } from '../base/pending.ts'
import type { Connection } from '../host/network.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { SharedReadBuffer } from '../protocol/frame-assembler.ts'
import { ApiVersionsRequest, apiVersionsRequest } from '../protocol/generated/api-versions-request.ts'
import { ApiVersion, ApiVersionsResponse, apiVersionsResponse } from '../protocol/generated/api-versions-response.ts'
import { HeartbeatRequest, heartbeatRequest } from '../protocol/generated/heartbeat-request.ts'
import { HeartbeatResponse, heartbeatResponse } from '../protocol/generated/heartbeat-response.ts'
import { OffsetDeleteRequest, offsetDeleteRequest } from '../protocol/generated/offset-delete-request.ts'
import { OffsetDeleteResponse, offsetDeleteResponse } from '../protocol/generated/offset-delete-response.ts'
import type { MessageCodec } from '../protocol/message.ts'
import { Reader } from '../protocol/reader.ts'
import { Writer } from '../protocol/writer.ts'
import { ServerConnection } from './connection.ts'
import { Dispatcher } from './dispatcher.ts'
import { Turns } from './turns.ts'

/** A socket that keeps what is written to it. */
class FakeSocket implements Connection {
  readonly id = 1
  readonly remoteAddress = '127.0.0.1'
  readonly remotePort = 5555
  readonly localAddress = '127.0.0.1'
  readonly localPort = 9092
  queuedBytes = 0
  written: Buffer[] = []
  writes = 0
  paused = false
  destroyed = false
  accepts = true
  flushed: (() => void)[] = []

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    this.writes++
    this.written.push(Buffer.concat(chunks))
    if (onFlushed) this.flushed.push(onFlushed)
    return this.accepts
  }
  pauseReading(): void {
    this.paused = true
  }
  resumeReading(): void {
    this.paused = false
  }
  end(): void {}
  destroy(): void {
    this.destroyed = true
  }
}

function request<M>(codec: MessageCodec<M>, version: number, correlationId: number, body: M): Buffer {
  const flexible = version >= codec.flexibleFrom
  const writer = new Writer(4 + 8 + 2 + (flexible ? 1 : 0) + codec.size(body, version))
  writer.int32(0)
  writer.int16(codec.apiKey)
  writer.int16(version)
  writer.int32(correlationId)
  writer.nullableString(null)
  if (flexible) writer.uvarint(0)
  codec.encode(writer, body, version)
  const out = writer.toBuffer()
  out.writeInt32BE(out.length - 4)
  return out
}

const heartbeat = (correlationId: number, groupId = 'g') =>
  request(heartbeatRequest, 0, correlationId, Object.assign(new HeartbeatRequest(), { groupId, memberId: 'm' }))
const offsetDelete = (correlationId: number) =>
  request(offsetDeleteRequest, 0, correlationId, new OffsetDeleteRequest())

describe('ServerConnection', () => {
  let socket: FakeSocket
  let connection: ServerConnection
  let errors: string[]
  /** Handlers' parked answers, oldest first. */
  let parked: { name: string; pending: Pending<Outcome<object>> }[]
  let released: number
  let handleApiVersions: () => ApiVersionsResponse
  let handleHeartbeat: (request: HeartbeatRequest) => Answer<object>

  beforeEach(() => {
    socket = new FakeSocket()
    errors = []
    parked = []
    released = 0
    handleApiVersions = () => new ApiVersionsResponse()
    handleHeartbeat = asked => {
      const pending = new Pending<Outcome<object>>()
      parked.push({ name: asked.groupId, pending })
      return pending
    }
    const rows: AnyApiRow<never>[] = [
      {
        key: ApiKey.Heartbeat,
        name: 'Heartbeat',
        minVersion: 0,
        maxVersion: 4,
        request: heartbeatRequest,
        response: heartbeatResponse,
        listeners: ['broker'],
        pipelined: true,
        handle: (_services, context, asked: HeartbeatRequest) => {
          context.releaseAfterReply(() => released++)
          return handleHeartbeat(asked)
        },
        fail: (_request, errorCode) => Object.assign(new HeartbeatResponse(), { errorCode }),
      },
      {
        key: ApiKey.OffsetDelete,
        name: 'OffsetDelete',
        minVersion: 0,
        maxVersion: 0,
        request: offsetDeleteRequest,
        response: offsetDeleteResponse,
        listeners: ['broker'],
        handle: () => {
          const pending = new Pending<Outcome<object>>()
          parked.push({ name: 'offset-delete', pending })
          return pending
        },
        fail: (_request, errorCode) => Object.assign(new OffsetDeleteResponse(), { errorCode }),
      },
      {
        key: ApiKey.ApiVersions,
        name: 'ApiVersions',
        minVersion: 0,
        maxVersion: 5,
        request: apiVersionsRequest,
        response: apiVersionsResponse,
        listeners: ['broker'],
        handle: () => handleApiVersions(),
        fail: (_request, errorCode) => Object.assign(new ApiVersionsResponse(), { errorCode }),
      },
    ]
    const dispatcher = new Dispatcher({ nowMs: () => 0, monotonicMs: () => 0 }, { log: () => {} })
    dispatcher.serve('broker', rows, {})
    connection = new ServerConnection(
      {
        shared: new SharedReadBuffer(),
        pool: new BufferPool(1024 * 1024),
        maxRequestBytes: 1_000_000,
        turns: new Turns({
          clock: { nowMs: () => 0, monotonicMs: () => 0 },
          timers: { defer: fn => setImmediate(fn), after: () => ({ cancel: () => {} }) },
        }),
        dispatcher,
        onProtocolError: (_connection, sentence) => errors.push(sentence),
        onClosed: () => {},
      },
      socket,
      {
        id: 1,
        listenerName: 'PLAINTEXT',
        listenerKind: 'broker',
        remoteAddress: '127.0.0.1',
        remotePort: 5555,
        localAddress: '127.0.0.1',
        localPort: 9092,
        principal: 'User:ANONYMOUS',
        clientSoftwareName: '',
        clientSoftwareVersion: '',
      },
      0,
    )
  })

  const receive = (...frames: Buffer[]): void => {
    const bytes = Buffer.concat(frames)
    connection.receiveInto().set(bytes)
    connection.onReceived(bytes.length)
  }
  const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
  /** Correlation ids of what was written, in order. */
  const answered = (): number[] => {
    const ids: number[] = []
    const all = Buffer.concat(socket.written)
    for (let at = 0; at < all.length; at += 4 + all.readInt32BE(at)) ids.push(all.readInt32BE(at + 4))
    return ids
  }

  it('answers in the order of the requests, whichever is done first', async () => {
    receive(heartbeat(1, 'a'), heartbeat(2, 'b'), heartbeat(3, 'c'))
    expect(parked.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    parked[2]!.pending.complete(new HeartbeatResponse())
    parked[1]!.pending.complete(new HeartbeatResponse())
    await turn()
    expect(answered()).toEqual([])
    parked[0]!.pending.complete(new HeartbeatResponse())
    await turn()
    expect(answered()).toEqual([1, 2, 3])
    expect(socket.writes).toBe(1)
  })

  it('starts nothing else behind a request of an API that is not pipelined, and reads no further meanwhile', async () => {
    receive(offsetDelete(1), heartbeat(2), offsetDelete(3))
    expect(parked.map(({ name }) => name)).toEqual(['offset-delete'])
    expect(socket.paused).toBe(true)
    parked[0]!.pending.complete(new OffsetDeleteResponse())
    await turn()
    expect(parked.map(({ name }) => name)).toEqual(['offset-delete', 'g'])
    parked[1]!.pending.complete(new HeartbeatResponse())
    await turn()
    parked[2]!.pending.complete(new OffsetDeleteResponse())
    await turn()
    expect(answered()).toEqual([1, 2, 3])
    expect(socket.paused).toBe(false)
  })

  it('stops starting requests while the peer does not take its answers, and goes on when it does', async () => {
    handleHeartbeat = () => new HeartbeatResponse()
    socket.accepts = false
    receive(heartbeat(1))
    expect(socket.paused).toBe(true)
    receive(heartbeat(2))
    expect(answered()).toEqual([1])
    socket.accepts = true
    connection.onDrain()
    expect(answered()).toEqual([1, 2])
    expect(socket.paused).toBe(false)
  })

  it('starts so many requests in a turn of the loop, and the others in the next ones', async () => {
    let started = 0
    handleHeartbeat = () => {
      started++
      return new HeartbeatResponse()
    }
    receive(...Array.from({ length: 150 }, (_, i) => heartbeat(i)))
    expect(started).toBe(64)
    expect(socket.paused).toBe(true)
    await turn()
    expect(started).toBe(128)
    await turn()
    expect(answered()).toEqual(Array.from({ length: 150 }, (_, i) => i))
    expect(socket.paused).toBe(false)
  })

  it('starts nothing behind a large answer before the next turn', async () => {
    let started = 0
    handleApiVersions = () => {
      started++
      const response = new ApiVersionsResponse()
      for (let i = 0; i < 50_000; i++) response.apiKeys.push(new ApiVersion())
      return response
    }
    const ask = (correlationId: number) => request(apiVersionsRequest, 0, correlationId, new ApiVersionsRequest())
    receive(ask(1), ask(2))
    expect(started).toBe(1)
    await turn()
    expect(started).toBe(2)
    expect(answered()).toEqual([1, 2])
  })

  it('gives an answer its memory back once it has left', () => {
    handleHeartbeat = () => new HeartbeatResponse()
    receive(heartbeat(1))
    expect(released).toBe(0)
    for (const flushed of socket.flushed) flushed()
    expect(released).toBe(1)
  })

  it('gives memory back when the connection dies before the answer is there', () => {
    receive(heartbeat(1))
    connection.onClose(null)
    parked[0]!.pending.complete(new HeartbeatResponse())
    expect(released).toBe(1)
    expect(answered()).toEqual([])
  })

  it.each([
    ['an unknown API key', Buffer.from([0, 0, 0, 10, 0x7f, 0, 0, 0, 0, 0, 0, 1, 0xff, 0xff]), 'API key 32512'],
    ['an unsupported version', Buffer.from([0, 0, 0, 10, 0, 12, 0, 99, 0, 0, 0, 1, 0xff, 0xff]), 'version 99'],
    ['a malformed body', Buffer.from([0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 1, 0xff, 0xff, 0x7f, 0xff]), 'malformed'],
  ])('closes the connection with one sentence on %s', (_what, bytes, part) => {
    receive(bytes, heartbeat(2))
    expect(errors.length).toBe(1)
    expect(errors[0]).toContain(part)
    expect(socket.destroyed).toBe(true)
    expect(parked).toEqual([])
  })

  it('answers an ApiVersions request from the future in version 0 with UNSUPPORTED_VERSION', () => {
    receive(request(apiVersionsRequest, 5, 7, new ApiVersionsRequest()).fill(99, 7, 8))
    const frame = Buffer.concat(socket.written)
    expect(frame.readInt32BE(4)).toBe(7)
    const reader = new Reader(frame, 8)
    expect(apiVersionsResponse.decode(reader, 0).errorCode).toBe(ErrorCode.UNSUPPORTED_VERSION)
    expect(reader.remaining).toBe(0)
  })

  it('turns a thrown bug into an answer', () => {
    handleHeartbeat = () => {
      throw new Error('oops')
    }
    receive(heartbeat(1))
    expect(answered()).toEqual([1])
    expect(Buffer.concat(socket.written).readInt16BE(8)).toBe(ErrorCode.UNKNOWN_SERVER_ERROR)
    expect(socket.destroyed).toBe(false)
  })

  it('closes where a handler says that closing is the only answer', async () => {
    handleHeartbeat = () => new CloseConnection('acks=0 failed')
    receive(heartbeat(1))
    await turn()
    expect(errors).toEqual(['acks=0 failed'])
    expect(socket.destroyed).toBe(true)
  })
})
