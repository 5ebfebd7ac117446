import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NodeRandom } from './random.ts'
import { nodeTimers } from './timers.ts'

describe('timers', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('fire once, not before their delay', () => {
    let fired = 0
    nodeTimers.after(10.2, () => fired++)
    vi.advanceTimersByTime(10)
    expect(fired).toBe(0)
    vi.advanceTimersByTime(100)
    expect(fired).toBe(1)
  })

  it('do not fire once cancelled', () => {
    let fired = 0
    nodeTimers.after(10, () => fired++).cancel()
    vi.advanceTimersByTime(100)
    expect(fired).toBe(0)
  })

  it('wait longer than the 24.8 days that a Node timeout can hold', () => {
    const monthMs = 30 * 24 * 3600 * 1000
    let fired = 0
    nodeTimers.after(monthMs, () => fired++)
    const cancelled = nodeTimers.after(monthMs, () => fired++)
    vi.advanceTimersByTime(monthMs - 1)
    expect(fired).toBe(0)
    cancelled.cancel()
    vi.advanceTimersByTime(2)
    expect(fired).toBe(1)
  })

  it('treat a delay that is no number or negative as now', () => {
    let fired = 0
    nodeTimers.after(Number.NaN, () => fired++)
    nodeTimers.after(-5, () => fired++)
    vi.advanceTimersByTime(1)
    expect(fired).toBe(2)
  })
})

describe('what is deferred', () => {
  const nextImmediate = () => new Promise<void>(resolve => setImmediate(resolve))

  it('runs at the end of the turn in its order, before the microtasks that it makes', async () => {
    const order: string[] = []
    for (const name of ['a', 'b', 'c']) {
      nodeTimers.defer(() => {
        order.push(name)
        queueMicrotask(() => order.push(`${name}'`))
      })
    }
    expect(order).toEqual([])
    await nextImmediate()
    expect(order).toEqual(['a', 'b', 'c', "a'", "b'", "c'"])
  })

  it('runs in a later turn when it is deferred by what was', async () => {
    const order: string[] = []
    nodeTimers.defer(() => {
      nodeTimers.defer(() => order.push('later'))
      setImmediate(() => order.push('between'))
    })
    nodeTimers.defer(() => order.push('now'))
    await nextImmediate()
    expect(order).toEqual(['now'])
    await nextImmediate()
    await nextImmediate()
    expect(order).toContain('later')
  })

  it('runs although what was deferred before it threw', async () => {
    const order: string[] = []
    const thrown: unknown[] = []
    const others = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.once('uncaughtException', error => thrown.push((error as Error).message))
    try {
      nodeTimers.defer(() => order.push('first'))
      nodeTimers.defer(() => {
        nodeTimers.defer(() => order.push('last'))
        throw new Error('on purpose')
      })
      nodeTimers.defer(() => order.push('second'))
      while (order.length < 3) await nextImmediate()
    } finally {
      for (const listener of others) process.on('uncaughtException', listener)
    }
    expect([order, thrown]).toEqual([['first', 'second', 'last'], ['on purpose']])
  })
})

describe('randomness', () => {
  it('gives unsigned 32-bit numbers that fill the range, and bytes', () => {
    const random = new NodeRandom()
    const numbers = Array.from({ length: 2000 }, () => random.uint32())
    expect(numbers.every(n => Number.isInteger(n) && n >= 0 && n < 2 ** 32)).toBe(true)
    expect(new Set(numbers).size).toBeGreaterThan(1990)
    expect(Math.max(...numbers)).toBeGreaterThan(2 ** 31)
    expect(random.bytes(16).length).toBe(16)
    expect(random.bytes(16)).not.toEqual(random.bytes(16))
  })
})
