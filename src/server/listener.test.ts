import { describe, expect, it } from 'vitest'
import type { Host } from '../host/host.ts'
import type { Connection, ConnectionHandler } from '../host/network.ts'
import type { Dispatcher } from './dispatcher.ts'
import { SocketServer, type SocketServerOptions } from './listener.ts'

const NO_LIMIT = 2 ** 31 - 1

type OnConnection = (connection: Connection) => ConnectionHandler

function world() {
  let nowMs = 0
  let timers: { atMs: number; fn: () => void }[] = []
  let accept: OnConnection | null = null
  const host = {
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    timers: {
      after: (delayMs: number, fn: () => void) => {
        const timer = { atMs: nowMs + delayMs, fn }
        timers.push(timer)
        return { cancel: () => void (timers = timers.filter(other => other !== timer)) }
      },
      defer: (fn: () => void) => fn(),
    },
    network: {
      listen: async (_: unknown, onConnection: OnConnection) => {
        accept = onConnection
        return { host: '127.0.0.1', port: 1, close: async () => {} }
      },
    },
    log: { log: () => {} },
  } as unknown as Host
  const dispatcher = { monotonicMs: () => nowMs } as unknown as Dispatcher
  const server = new SocketServer(host, dispatcher, {
    ...{ maxRequestBytes: 1 << 20, maxIdleMs: 600_000, maxIdlePoolBytes: 0, backlog: 1, interBrokerListener: 'A' },
    ...{ maxConnections: NO_LIMIT, maxConnectionsPerListener: new Map(), maxConnectionRate: NO_LIMIT },
    ...{
      maxConnectionRatePerListener: new Map(),
      maxConnectionsPerIp: NO_LIMIT,
      maxConnectionsPerIpOverrides: new Map(),
    },
    rateWindows: { samples: 11, windowMs: 1000 },
  } as unknown as SocketServerOptions)
  const quiet: number[] = []
  server.onQuiet = quietMs => void quiet.push(quietMs)
  return {
    server,
    quiet,
    pass: (ms: number) => {
      for (const untilMs = nowMs + ms; ; ) {
        timers.sort((a, b) => a.atMs - b.atMs)
        const due = timers[0]
        if (due === undefined || due.atMs > untilMs) {
          nowMs = untilMs
          return
        }
        timers.shift()
        nowMs = due.atMs
        due.fn()
      }
    },
    connect: (): ConnectionHandler => {
      const socket = {
        write: () => true,
        pauseReading() {},
        resumeReading() {},
        end() {},
        destroy() {},
        queuedBytes: 0,
      }
      return accept!({ id: 1, remoteAddress: '127.0.0.1', ...socket } as unknown as Connection)
    },
  }
}

describe('a quiet node', () => {
  it('is one that nobody has talked to for a while, and knows for how long', () => {
    const { pass, quiet } = world()
    pass(30_000)
    expect(quiet).toEqual([10_000, 20_000, 30_000])
  })

  it('is not quiet at once when the last connection closes', async () => {
    const { server, pass, connect, quiet } = world()
    await server.listen('A', 'broker', '127.0.0.1', 0)
    server.open('broker')
    pass(8000)
    const handler = connect()
    pass(1000)
    handler.onReceived(0)
    pass(500)
    handler.onClose(null)
    pass(500)
    expect(quiet).toEqual([])
    pass(10_000)
    expect(quiet).toEqual([11_000])
  })
})
