import { describe, expect, it } from 'vitest'
import { BytesView } from '../base/bytes-view.ts'
import { CopyArena } from './copy-arena.ts'
import { tailCacheBytesFor } from './create-environment.ts'
import { TailCache, TailCacheBudget } from './tail-cache.ts'
import { Counted } from './test-support/counted.ts'
import { testBatch } from './test-support/test-batch.ts'

function fill(cache: TailCache, count: number, from = 0): { sizeBytes: number; memory: Counted[] } {
  const memory: Counted[] = []
  let sizeBytes = 0
  for (let i = from; i < from + count; i++) {
    const bytes = testBatch({ values: ['a', 'b'], baseOffset: i * 2 })
    const owner = new Counted()
    cache.add(i * 2, i * 2 + 2, BytesView.of(bytes), false, owner)
    memory.push(owner)
    sizeBytes = bytes.length
  }
  return { sizeBytes, memory }
}

describe('a tail cache', () => {
  it('forgets the oldest above its own limit and gives their memory back', () => {
    const budget = new TailCacheBudget(10_000, 300)
    const cache = new TailCache(budget)
    const { sizeBytes, memory } = fill(cache, 10)
    const kept = Math.floor(300 / sizeBytes)
    expect(cache.firstOffset).toBe((10 - kept) * 2)
    expect(memory.map(owner => owner.holds)).toEqual([...Array(10 - kept).fill(0), ...Array(kept).fill(1)])
    expect(budget.usedBytes).toBe(kept * sizeBytes)
  })

  it('gives way to younger records of other logs', () => {
    const budget = new TailCacheBudget(500, 10_000)
    const old = new TailCache(budget)
    const young = new TailCache(budget)
    const first = fill(old, 3)
    fill(young, Math.floor(500 / first.sizeBytes))
    expect([old.firstOffset, first.memory.map(owner => owner.holds)]).toEqual([Number.POSITIVE_INFINITY, [0, 0, 0]])
    expect(young.firstOffset).toBe(0)
    expect(budget.usedBytes).toBeLessThanOrEqual(500)
  })

  it('gives all but so much back when it is told to, the oldest first, and takes more again', () => {
    const budget = new TailCacheBudget(10_000, 10_000)
    const [one, other] = [new TailCache(budget), new TailCache(budget)]
    const { sizeBytes, memory } = fill(one, 3)
    fill(other, 3)
    budget.shrinkTo(4 * sizeBytes)
    expect([one.firstOffset, other.firstOffset, budget.usedBytes]).toEqual([4, 0, 4 * sizeBytes])
    expect(memory.map(owner => owner.holds)).toEqual([0, 0, 1])
    budget.shrinkTo(0)
    expect([one.firstOffset, other.firstOffset]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
    fill(one, 5, 3)
    expect([one.firstOffset, budget.usedBytes]).toEqual([6, 5 * sizeBytes])
  })

  it('keeps what is appended once somebody reads, until a whole cacheful comes that nobody reads', () => {
    const cache = new TailCache(new TailCacheBudget(10_000, 300))
    expect(cache.wants(1)).toBe(false)
    cache.noteRead()
    expect(cache.wants(200)).toBe(true)
    const { memory } = fill(cache, 1)
    cache.noteRead()
    expect([cache.wants(200), cache.wants(100)]).toEqual([true, true])
    expect([cache.firstOffset, cache.wants(1), cache.firstOffset]).toEqual([0, false, Number.POSITIVE_INFINITY])
    expect(memory.map(owner => owner.holds)).toEqual([0])
    expect(cache.wants(1)).toBe(false)
  })

  it.each([
    [0, 64],
    [512, 64],
    [4096, 64],
    [16_384, 256],
    [65_536, 512],
  ])('of a machine with %d MiB holds %d MiB', (memoryMib, cacheMib) => {
    expect(tailCacheBytesFor(memoryMib * 1024 * 1024)).toBe(cacheMib * 1024 * 1024)
  })

  it('holds what a reader was given until he lets go, even when it is forgotten meanwhile', () => {
    const cache = new TailCache(new TailCacheBudget(10_000, 10_000))
    const { memory, sizeBytes } = fill(cache, 4)
    const read = cache.read(3, sizeBytes * 2, true, 100)!
    expect([read.baseOffset, read.nextOffset, read.sizeBytes, read.held.length]).toEqual([2, 6, sizeBytes * 2, 2])
    cache.clear()
    expect(memory.map(owner => owner.holds)).toEqual([0, 1, 1, 0])
    for (const held of read.held) held.release()
    expect(memory.map(owner => owner.holds)).toEqual([0, 0, 0, 0])
  })

  it('does not answer for what lies before it', () => {
    const cache = new TailCache(new TailCacheBudget(10_000, 10_000))
    fill(cache, 2, 5)
    expect([cache.read(9, 100, true, 100), new TailCache(new TailCacheBudget(1, 1)).read(0, 1, true, 1)]).toEqual([
      null,
      null,
    ])
  })

  it('is cut with the log', () => {
    const cache = new TailCache(new TailCacheBudget(10_000, 10_000))
    const { memory } = fill(cache, 4)
    cache.truncateTo(6)
    expect([cache.firstOffset, memory.map(owner => owner.holds)]).toEqual([0, [1, 1, 1, 0]])
    cache.truncateTo(3)
    expect([cache.firstOffset, memory.map(owner => owner.holds)]).toEqual([Number.POSITIVE_INFINITY, [0, 0, 0, 0]])
  })

  it('hands neighbours in one slab out as one piece', () => {
    const cache = new TailCache(new TailCacheBudget(10_000, 10_000))
    const arena = new CopyArena(4096)
    for (let i = 0; i < 5; i++) {
      const bytes = testBatch({ values: ['a'], baseOffset: i })
      cache.add(i, i + 1, arena.copy(bytes, 0, bytes.length), false, arena.owner)
    }
    const read = cache.read(1, 10_000, true, 4)!
    expect([read.records!.next, read.held.length, read.nextOffset]).toEqual([null, 1, 4])
  })
})
