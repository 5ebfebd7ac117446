import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startCluster } from '../index.ts'
import { ApiVersionsRequest, apiVersionsRequest } from '../protocol/generated/api-versions-request.ts'
import { apiVersionsResponse } from '../protocol/generated/api-versions-response.ts'
import { ask } from '../test-support/ask.ts'
import { ConnectionGate } from './connection-gate.ts'
import { ConnectionRate } from './connection-rate.ts'

/** Kafka's defaults. */
const WINDOWS = { samples: 11, windowMs: 1000 }
const NO_LIMIT = 2 ** 31 - 1

describe('the rate of connections', () => {
  it('lets as many in at once as the limit allows in all windows but one', () => {
    const rate = new ConnectionRate(WINDOWS, 2)
    const waits = Array.from({ length: 22 }, () => rate.record(0))
    // 20 in 10 seconds are 2 a second; with the 21st they are 2.1, which 10.5 seconds would bear: 0.5 seconds more.
    expect(waits).toEqual([...Array.from({ length: 20 }, () => 0), 500, 1000])
  })

  it('forgets what came before the windows', () => {
    const rate = new ConnectionRate(WINDOWS, 2)
    for (let i = 0; i < 40; i++) rate.record(0)
    expect(rate.record(5000)).toBe(1000)
    expect(rate.record(11_000)).toBe(0)
  })

  it('grows with a steady stream of connections no further than the stream', () => {
    const rate = new ConnectionRate(WINDOWS, 4)
    const waits: number[] = []
    for (let ms = 0; ms < 60_000; ms += 250) waits.push(rate.record(ms))
    expect(Math.max(...waits)).toBeLessThanOrEqual(250)
    expect(waits.filter(wait => wait > 0).length).toBeLessThan(waits.length)
  })

  it('makes nobody wait for longer than a window, even where nobody may come', () => {
    expect(new ConnectionRate(WINDOWS, 0).record(0)).toBe(1000)
  })
})

/** A gate in a world in which a test says what time it is. */
function gateOf(
  maxConnectionRate: number,
  perListener: Readonly<Record<string, number>> = {},
  places: { readonly all?: number; readonly perListener?: Readonly<Record<string, number>> } = {},
) {
  let nowMs = 0
  const timers: { atMs: number; fn: () => void }[] = []
  const host = {
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    timers: {
      after: (delayMs: number, fn: () => void) => {
        timers.push({ atMs: nowMs + delayMs, fn })
        return { cancel() {} }
      },
      defer: (fn: () => void) => fn(),
    },
  }
  const limits = (rate: number, maxConnections = places.all ?? NO_LIMIT) => ({
    maxConnections,
    maxConnectionsPerListener: new Map(Object.entries(places.perListener ?? {})),
    maxConnectionRate: rate,
    maxConnectionRatePerListener: new Map(Object.entries(perListener)),
  })
  const windows = { samples: 2, windowMs: 1000 }
  const gate = new ConnectionGate(host, windows, 'INTERNAL', limits(maxConnectionRate))
  for (const name of ['PLAINTEXT', 'INTERNAL']) gate.addListener(name)
  const admitted: string[] = []
  const come = (listener: string, who: string): void => {
    const enter = (): void => void admitted.push(`${who} at ${nowMs}`)
    gate.admit(listener, enter)
  }
  const passUntil = (ms: number): void => {
    for (;;) {
      timers.sort((a, b) => a.atMs - b.atMs)
      if (timers.length === 0 || timers[0]!.atMs > ms) break
      const { atMs, fn } = timers.shift()!
      nowMs = atMs
      fn()
    }
    nowMs = ms
  }
  return {
    gate,
    admitted,
    come,
    passUntil,
    limit: (rate: number) => gate.limit(limits(rate)),
    limitPlaces: (count: number) => gate.limit(limits(maxConnectionRate, count)),
  }
}

describe('the gate', () => {
  it('lets everybody in where there is no limit', () => {
    const { come, admitted } = gateOf(NO_LIMIT)
    for (let i = 0; i < 1000; i++) come('PLAINTEXT', `${i}`)
    expect(admitted.length).toBe(1000)
  })

  it('keeps those who come too early in the order in which they came', () => {
    const { come, passUntil, admitted } = gateOf(2)
    for (const who of ['a', 'b', 'c', 'd']) come('PLAINTEXT', who)
    expect(admitted).toEqual(['a at 0', 'b at 0'])
    passUntil(600)
    expect(admitted.slice(2)).toEqual(['c at 500'])
    passUntil(10_000)
    expect(admitted.slice(3).map(line => line.split(' ')[0])).toEqual(['d'])
  })

  it('holds clients up, but not the brokers on a listener of their own', () => {
    const { come, admitted } = gateOf(1, { INTERNAL: NO_LIMIT })
    for (const who of ['a', 'b']) come('PLAINTEXT', who)
    for (const who of ['x', 'y', 'z']) come('INTERNAL', who)
    expect(admitted).toEqual(['a at 0', 'x at 0', 'y at 0', 'z at 0'])
  })

  it('keeps a listener to a limit of its own', () => {
    const { come, admitted } = gateOf(NO_LIMIT, { PLAINTEXT: 1 })
    for (const who of ['a', 'b']) come('PLAINTEXT', who)
    for (const who of ['x', 'y']) come('INTERNAL', who)
    expect(admitted).toEqual(['a at 0', 'x at 0', 'y at 0'])
  })

  it('goes by a new limit from the next connection on', () => {
    const { come, passUntil, admitted, limit } = gateOf(NO_LIMIT)
    for (const who of ['a', 'b', 'c']) come('PLAINTEXT', who)
    limit(1)
    come('PLAINTEXT', 'd')
    expect(admitted).toEqual(['a at 0', 'b at 0', 'c at 0'])
    limit(NO_LIMIT)
    come('PLAINTEXT', 'e')
    expect(admitted.length).toBe(3)
    passUntil(1000)
    expect(admitted.slice(3)).toEqual(['d at 1000', 'e at 1000'])
  })
})

describe('the places', () => {
  it('are given to the next in line when somebody leaves', () => {
    const { gate, come, admitted } = gateOf(NO_LIMIT, {}, { all: 2 })
    for (const who of ['a', 'b', 'c', 'd']) come('PLAINTEXT', who)
    expect([admitted, gate.waitingAt('PLAINTEXT')]).toEqual([['a at 0', 'b at 0'], 2])
    gate.leave('PLAINTEXT')
    expect(admitted.slice(2)).toEqual(['c at 0'])
    gate.leave('PLAINTEXT')
    gate.leave('PLAINTEXT')
    expect([admitted.slice(3), gate.waitingAt('PLAINTEXT')]).toEqual([['d at 0'], 0])
  })

  it('of one listener are counted for themselves', () => {
    const { gate, come, admitted } = gateOf(NO_LIMIT, {}, { perListener: { PLAINTEXT: 1 } })
    for (const who of ['a', 'b']) come('PLAINTEXT', who)
    for (const who of ['x', 'y']) come('INTERNAL', who)
    expect(admitted).toEqual(['a at 0', 'x at 0', 'y at 0'])
    gate.leave('INTERNAL')
    expect(admitted.length).toBe(3)
    gate.leave('PLAINTEXT')
    expect(admitted.slice(3)).toEqual(['b at 0'])
  })

  it('are not needed by brokers on a listener of their own: a client leaves for each', () => {
    const { gate, come, admitted } = gateOf(NO_LIMIT, {}, { all: 1 })
    let crowded = 0
    gate.onCrowded = () => {
      crowded++
      gate.leave('PLAINTEXT')
    }
    come('PLAINTEXT', 'a')
    come('INTERNAL', 'x')
    expect([admitted, crowded]).toEqual([['a at 0', 'x at 0'], 1])
  })

  it('that are taken away are left by as many; that are added are taken', () => {
    const { gate, come, admitted, limitPlaces } = gateOf(NO_LIMIT, {}, { all: 3 })
    let crowded = 0
    gate.onCrowded = () => {
      crowded++
      gate.leave('PLAINTEXT')
    }
    for (const who of ['a', 'b', 'c', 'd', 'e']) come('PLAINTEXT', who)
    limitPlaces(1)
    expect([crowded, admitted.length]).toEqual([2, 3])
    limitPlaces(2)
    expect(admitted.length).toBe(4)
  })

  it('are not waited for by who has gone, nor for its turn', () => {
    const { gate, come, passUntil, admitted } = gateOf(1)
    come('PLAINTEXT', 'a')
    const gone = (): void => void admitted.push('gone')
    gate.admit('PLAINTEXT', gone)
    come('PLAINTEXT', 'b')
    gate.leaveLine('PLAINTEXT', gone)
    passUntil(5000)
    expect(admitted.map(line => line.split(' ')[0])).toEqual(['a', 'b'])
  })
})

it('a client for which there is no place is answered when another has left, and one too many is turned away', async () => {
  const cluster = await startCluster({ config: { 'max.connections': 1, 'socket.listen.backlog.size': 1 } })
  const [host, port] = cluster.bootstrapServers.split(':') as [string, string]
  const first = connect(Number(port), host)
  await once(first, 'connect')
  let answered = false
  const second = ask(
    cluster.bootstrapServers,
    [apiVersionsRequest, apiVersionsResponse] as const,
    0,
    new ApiVersionsRequest(),
  ).then(answer => {
    answered = true
    return answer
  })
  // The third finds the line full; it came behind the second, so that the second waits by then.
  await new Promise(resolve => setTimeout(resolve, 50))
  const third = connect(Number(port), host)
  await once(third, 'close')
  expect(answered).toBe(false)
  first.destroy()
  expect((await second).apiKeys.length).toBeGreaterThan(10)
  await cluster.close()
})

it('a client that comes too early is answered later', async () => {
  const cluster = await startCluster({
    config: { 'listener.name.plaintext.max.connection.creation.rate': 1, 'quota.window.num': 2 },
  })
  const answered = async (): Promise<number> => {
    await ask(cluster.bootstrapServers, [apiVersionsRequest, apiVersionsResponse] as const, 0, new ApiVersionsRequest())
    return performance.now()
  }
  const startMs = performance.now()
  const [first, second] = await Promise.all([answered(), answered()])
  await cluster.close()
  expect(Math.min(first, second) - startMs).toBeLessThan(900)
  expect(Math.max(first, second) - startMs).toBeGreaterThan(900)
})
