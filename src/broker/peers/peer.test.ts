import { beforeEach, describe, expect, it } from 'vitest'
import { BufferPool } from '../../base/buffer-pool.ts'
import type { Host } from '../../host/host.ts'
import { MemoryNetwork } from '../../host/test-support/memory-network.ts'
import { TestHost } from '../../log/test-support/test-host.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import { responseFrame } from '../../protocol/frame.ts'
import { SharedReadBuffer } from '../../protocol/frame-assembler.ts'
import { VoteRequest, voteRequest } from '../../protocol/generated/vote-request.ts'
import { VoteResponse, voteResponse } from '../../protocol/generated/vote-response.ts'
import { Peer } from './peer.ts'
import { PeerError } from './peer-connection.ts'
import { type Asked, OtherNode } from './test-support/other-node.ts'

const PORT = 19092
const VOTE = { request: voteRequest, response: voteResponse }

let test: TestHost
let network: MemoryNetwork
let other: OtherNode
let peer: Peer
beforeEach(async () => {
  test = new TestHost()
  network = new MemoryNetwork(test.host.timers)
  other = new OtherNode(PORT)
  other.ranges = [{ apiKey: 52, minVersion: 0, maxVersion: 2 }]
  await other.listen(network)
  const host = { ...test.host, network } as unknown as Host
  peer = new Peer(
    host,
    { host: '127.0.0.1', port: PORT },
    { clientId: 'test', pool: new BufferPool(1024), shared: new SharedReadBuffer(8192), maxResponseBytes: 10_000 },
  )
})

function granted({ apiVersion, correlationId, socket }: Asked, errorCode = 0): void {
  const response = Object.assign(new VoteResponse(), { errorCode })
  socket.write(responseFrame(voteResponse, apiVersion, correlationId, response))
}

async function advance(ms: number): Promise<void> {
  for (let i = 0; i < ms; i++) await test.advance(1)
}

interface Outcome {
  error: Error | null
  apiVersion: number
  errorCode: number
  atMs: number
}

/** Sends, lets time pass, and says what became of it. */
async function vote(forMs = 50, timeoutMs = 1000): Promise<Outcome> {
  const outcome: Outcome = { error: null, apiVersion: -1, errorCode: -1, atMs: -1 }
  const startMs = test.now
  const done = () => void (outcome.atMs = test.now - startMs)
  peer
    .send(VOTE, () => new VoteRequest(), { timeoutMs })
    .then(
      ({ apiVersion, response }) => {
        Object.assign(outcome, { apiVersion, errorCode: response.errorCode })
        done()
      },
      error => {
        outcome.error = error
        done()
      },
    )
  await advance(forMs)
  return outcome
}

describe('a way to another node', () => {
  it('asks for its versions first, then speaks the newest that both know', async () => {
    other.onRequest = asked => granted(asked)
    expect(await vote()).toMatchObject({ error: null, apiVersion: 2, errorCode: 0 })
    expect(other.asked.map(({ apiKey, apiVersion }) => [apiKey, apiVersion])).toEqual([
      [18, 3],
      [52, 2],
    ])
  })

  it.each([
    [{ minVersion: 0, maxVersion: 1 }, 1],
    [{ minVersion: 0, maxVersion: 9 }, 2],
    [{ minVersion: 0, maxVersion: 0 }, 0],
  ])('of a node that has %j speaks version %i', async (range, expected) => {
    other.ranges = [{ apiKey: 52, ...range }]
    other.onRequest = asked => granted(asked)
    expect(await vote()).toMatchObject({ error: null, apiVersion: expected })
  })

  it.each([
    ['another API alone', [{ apiKey: 1, minVersion: 4, maxVersion: 18 }]],
    ['versions from the future', [{ apiKey: 52, minVersion: 7, maxVersion: 9 }]],
  ])('a node that has %s is refused in a sentence, and the connection lives on', async (_, ranges) => {
    other.ranges = ranges
    const { error } = await vote()
    expect(error).toBeInstanceOf(PeerError)
    expect(error!.message).toBe('the other node has no version of VoteRequest that this one has')
    await vote()
    expect(network.dialled).toBe(1)
  })

  it('a node that refuses ApiVersions is left', async () => {
    other.errorCode = ErrorCode.UNSUPPORTED_VERSION
    const { error } = await vote()
    expect(error!.message).toBe('the other node answers ApiVersions with UNSUPPORTED_VERSION')
    other.errorCode = ErrorCode.NONE
    other.onRequest = asked => granted(asked)
    expect(await vote()).toMatchObject({ error: null })
    expect(network.dialled).toBe(2)
  })

  it('several requests share one connection, also while it is being made', async () => {
    other.onRequest = asked => granted(asked)
    const both = await Promise.all([vote(), vote()])
    expect(both.map(({ error }) => error)).toEqual([null, null])
    expect(network.dialled).toBe(1)
  })

  it('answers may come in any order', async () => {
    const held: Asked[] = []
    other.onRequest = asked => {
      held.push(asked)
      if (held.length === 2) for (const [i, each] of held.toReversed().entries()) granted(each, i)
    }
    const [first, second] = await Promise.all([vote(), vote()])
    expect([first!.errorCode, second!.errorCode]).toEqual([1, 0])
  })
})

describe('when the other node fails', () => {
  it('is told so when nothing listens there, and tries again at the next request', async () => {
    network.dead.add(PORT)
    const { error } = await vote()
    expect(error).toBeInstanceOf(PeerError)
    expect(error!.message).toMatch(/ECONNREFUSED/)
    network.dead.clear()
    other.onRequest = asked => granted(asked)
    expect(await vote()).toMatchObject({ error: null })
  })

  it('silence ends the connection after the timeout, and all that waits on it', async () => {
    const slow = vote(600, 500)
    await advance(100)
    const behind = vote(600, 5000)
    const [first, second] = await Promise.all([slow, behind])
    expect(first.error!.message).toBe('VoteRequest was not answered within 500 ms')
    expect(first.atMs).toBeGreaterThanOrEqual(500)
    expect(first.atMs).toBeLessThan(520)
    expect(second.error!.message).toBe('VoteRequest was not answered within 500 ms')
    other.onRequest = asked => granted(asked)
    expect(await vote()).toMatchObject({ error: null })
    expect(network.dialled).toBe(2)
  })

  it('silence to ApiVersions counts as silence to the request', async () => {
    other.speaks = false
    const { error } = await vote(400, 300)
    expect(error!.message).toBe('127.0.0.1:19092 was not ready within 300 ms')
  })

  it('a connection that does not come about counts as silence, and is closed when it comes after all', async () => {
    network.connectMs = 1000
    const { error, atMs } = await vote(400, 300)
    expect(error!.message).toBe('127.0.0.1:19092 was not ready within 300 ms')
    expect(atMs).toBe(300)
    network.connectMs = 1
    other.onRequest = asked => granted(asked)
    expect(await vote(50, 300)).toMatchObject({ error: null })
    await advance(1000)
    expect(network.dialled).toBe(2)
    expect(network.connections).toBe(1)
  })

  it('a lost connection rejects what waits, and the next request makes another', async () => {
    other.onRequest = () => network.reset(PORT)
    expect((await vote()).error!.message).toBe('read ECONNRESET')
    other.onRequest = ({ socket }) => socket.destroy()
    expect((await vote()).error!.message).toBe('the other node closed the connection')
    other.onRequest = asked => granted(asked)
    expect(await vote()).toMatchObject({ error: null })
    expect(network.dialled).toBe(3)
  })

  it('an answer that nobody asked for ends the connection', async () => {
    other.onRequest = asked => granted({ ...asked, correlationId: asked.correlationId + 7 })
    const { error } = await vote()
    expect(error!.message).toMatch(/an answer came that nobody had asked for \(correlation id \d+\)/)
    other.onRequest = asked => granted(asked)
    expect(await vote()).toMatchObject({ error: null })
  })

  it('a second answer to the same request is one that nobody asked for', async () => {
    other.onRequest = asked => {
      granted(asked)
      granted(asked)
    }
    expect(await vote()).toMatchObject({ error: null })
    other.onRequest = asked => granted(asked)
    expect(await vote()).toMatchObject({ error: null })
    expect(network.dialled).toBe(2)
  })

  it.each([
    ['a body that ends too soon', (id: number) => frame(id, Buffer.from([0, 0, 0]))],
    ['an array of 2^31 entries', (id: number) => frame(id, Buffer.from([0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f]))],
    ['nothing but the correlation id', (id: number) => frame(id, Buffer.alloc(0))],
  ])('garbage (%s) is an error, not an answer', async (_, make) => {
    other.onRequest = ({ socket, correlationId }) => socket.write([make(correlationId)])
    const { error } = await vote()
    expect(error).toBeInstanceOf(PeerError)
    expect(error!.message).toBe('the answer to VoteRequest (version 2) is malformed')
    other.onRequest = asked => granted(asked)
    expect(await vote()).toMatchObject({ error: null })
  })

  it.each([
    ['of more bytes than any answer may have', 20_000],
    ['of fewer bytes than a correlation id', 2],
    ['of a negative number of bytes', -1],
    ['that is text of another protocol', 0x48545450],
  ])('a frame %s ends the connection', async (_, length) => {
    other.onRequest = ({ socket }) => {
      const head = Buffer.alloc(8)
      head.writeInt32BE(length, 0)
      socket.write([head])
    }
    const { error } = await vote()
    expect(error!.message).toMatch(new RegExp(`^an answer of ${length} bytes was announced`))
  })

  it('when this node stops, what waits is rejected and nothing is dialled any more', async () => {
    const waiting = vote(50)
    await advance(10)
    peer.close()
    expect((await waiting).error!.message).toBe('this node stops')
    expect((await vote()).error!.message).toBe('this node stops')
    expect(network.dialled).toBe(1)
  })

  it('a connection that is ready only after the stop is closed again', async () => {
    other.onRequest = asked => granted(asked)
    const waiting = vote(50)
    peer.close()
    expect((await waiting).error).toBeInstanceOf(PeerError)
    expect(other.asked.filter(({ apiKey }) => apiKey !== 18)).toEqual([])
  })
})

function frame(correlationId: number, body: Buffer): Buffer {
  const out = Buffer.alloc(8 + body.length)
  out.writeInt32BE(4 + body.length, 0)
  out.writeInt32BE(correlationId, 4)
  body.copy(out, 8)
  return out
}
