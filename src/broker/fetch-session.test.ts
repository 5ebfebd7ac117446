import { describe, expect, it } from 'vitest'
import { ZERO_UUID } from '../base/uuid.ts'
import { FetchPartitionState, FetchSessionCache, nextEpoch, partitionKey, takeNews } from './fetch-session.ts'

function cacheOf(slots: number): FetchSessionCache {
  let next = 0
  return new FetchSessionCache(slots, { uint32: () => next++, bytes: length => new Uint8Array(length) })
}

const quiet = { errorCode: 0, highWatermark: 5, logStartOffset: 0, hasRecords: false, hasDirective: false }

describe('FetchSessionCache', () => {
  it('hands a session out for the expected epoch only', () => {
    const cache = cacheOf(10)
    const session = cache.create(1, true, 0)!
    expect(cache.use(session.id, 2, true, 1)).toEqual({ kind: 'wrong-epoch' })
    expect(cache.use(session.id, 1, true, 1)).toEqual({ kind: 'found', session })
    expect(cache.use(session.id, 1, true, 1)).toEqual({ kind: 'wrong-epoch' })
    expect(cache.use(session.id, 2, false, 1)).toEqual({ kind: 'wrong-topic-form' })
    expect(cache.use(12345, 1, true, 1)).toEqual({ kind: 'unknown' })
  })

  it('never gives a session the id 0, which means "no session"', () => {
    expect(cacheOf(10).create(1, true, 0)!.id).not.toBe(0)
  })

  it('wraps the epoch to 1', () => {
    expect(nextEpoch(1)).toBe(2)
    expect(nextEpoch(0x7fffffff)).toBe(1)
  })

  it('refuses a new session while the full cache is fresh, and evicts what was unused for two minutes', () => {
    const cache = cacheOf(1)
    const first = cache.create(1, true, 0)!
    expect(cache.create(5, true, 1_000)).toBeNull()
    expect(cache.create(1, true, 120_001)).not.toBeNull()
    expect(cache.use(first.id, 1, true, 120_002)).toEqual({ kind: 'unknown' })
  })

  it('lets a larger client take the place of a smaller one that has had its time', () => {
    const cache = cacheOf(1)
    const small = cache.create(1, true, 0)!
    small.partitions.set('t:0', new FetchPartitionState('t', ZERO_UUID, 0))
    cache.use(small.id, 1, true, 120_000)
    expect(cache.create(1, true, 120_001)).toBeNull()
    expect(cache.create(2, true, 120_001)).not.toBeNull()
  })
})

describe('takeNews', () => {
  it('mentions a partition once for each change', () => {
    const state = new FetchPartitionState('t', ZERO_UUID, 0)
    expect(takeNews(state, quiet)).toBe(true)
    expect(takeNews(state, quiet)).toBe(false)
    expect(takeNews(state, { ...quiet, highWatermark: 6 })).toBe(true)
    expect(takeNews(state, { ...quiet, highWatermark: 6, logStartOffset: 2 })).toBe(true)
    expect(takeNews(state, { ...quiet, highWatermark: 6, logStartOffset: 2, hasRecords: true })).toBe(true)
    expect(takeNews(state, { ...quiet, highWatermark: 6, logStartOffset: 2 })).toBe(false)
  })

  it('mentions an error every time, and the recovery after it', () => {
    const state = new FetchPartitionState('t', ZERO_UUID, 0)
    takeNews(state, quiet)
    expect(takeNews(state, { ...quiet, errorCode: 3 })).toBe(true)
    expect(takeNews(state, { ...quiet, errorCode: 3 })).toBe(true)
    expect(takeNews(state, quiet)).toBe(true)
    expect(takeNews(state, quiet)).toBe(false)
  })
})

describe('partitionKey', () => {
  it('goes by topic id where the client gives one', () => {
    expect(partitionKey('t', ZERO_UUID, 3)).toBe('t:3')
    expect(partitionKey('', 'aaaaaaaaaaaaaaaaaaaaaA', 3)).toBe('aaaaaaaaaaaaaaaaaaaaaA:3')
  })
})
