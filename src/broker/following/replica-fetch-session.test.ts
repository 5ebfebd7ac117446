import { describe, expect, it } from 'vitest'
import { TOPIC, TOPIC_ID } from '../test-support/test-partition.ts'
import { type FetchTarget, ReplicaFetchSession } from './replica-fetch-session.ts'

function targets(...list: Partial<FetchTarget>[]): Map<string, FetchTarget> {
  const defaults = {
    topic: TOPIC,
    topicId: TOPIC_ID,
    index: 0,
    fetchOffset: 0,
    lastFetchedEpoch: -1,
    leaderEpoch: 1,
    logStartOffset: 0,
  }
  return new Map(
    list.map(change => {
      const target = { ...defaults, ...change }
      return [`${target.topicId} ${target.index}`, target]
    }),
  )
}

/** `session/epoch partitions… -forgotten…` */
function shown(request: ReturnType<ReplicaFetchSession['next']>): string {
  const named = request.topics.flatMap(topic => topic.partitions.map(each => `${each.partition}@${each.fetchOffset}`))
  const forgotten = request.forgottenTopicsData.flatMap(topic => topic.partitions.map(index => `-${index}`))
  return [`${request.sessionId}/${request.sessionEpoch}`, ...named, ...forgotten].join(' ')
}

describe('a follower’s fetch session', () => {
  it('names all at first, then what is new, has moved, or is gone', () => {
    const session = new ReplicaFetchSession(1000)
    expect(shown(session.next(targets({ index: 0 }, { index: 1 })))).toBe('0/0 0@0 1@0')
    session.accepted(77)
    expect(shown(session.next(targets({ index: 0 }, { index: 1, fetchOffset: 5 })))).toBe('77/1 1@5')
    session.accepted(77)
    expect(shown(session.next(targets({ index: 1, fetchOffset: 5 }, { index: 2 })))).toBe('77/2 2@0 -0')
    session.accepted(77)
    expect(shown(session.next(targets({ index: 1, fetchOffset: 5 }, { index: 2 })))).toBe('77/3')
  })

  it.each<[string, Partial<FetchTarget>]>([
    ['another offset', { fetchOffset: 1 }],
    ['another leader epoch', { leaderEpoch: 2 }],
    ['another epoch fetched last', { lastFetchedEpoch: 1 }],
    ['another start of the log', { logStartOffset: 1 }],
  ])('%s is news', (_, change) => {
    const session = new ReplicaFetchSession(1000)
    session.next(targets({}))
    session.accepted(77)
    expect(session.next(targets(change)).topics).toHaveLength(1)
  })

  it('that is lost, or that nobody knows the state of, begins again with all', () => {
    const session = new ReplicaFetchSession(1000)
    session.next(targets({}))
    session.accepted(77)
    expect(session.isOpen).toBe(true)
    session.next(targets({}))
    session.reset()
    expect([session.isOpen, shown(session.next(targets({}, { index: 1 })))]).toEqual([false, '0/0 0@0 1@0'])
  })

  it('with a leader that keeps none names all, each time, and forgets nothing', () => {
    const session = new ReplicaFetchSession(1000)
    session.next(targets({}, { index: 1 }))
    session.accepted(0)
    expect(shown(session.next(targets({})))).toBe('0/0 0@0')
  })

  it('counts on from 2147483647 with 1', () => {
    const session = new ReplicaFetchSession(1000)
    session.next(targets({}))
    for (const _ of [1, 2]) session.accepted(77)
    Object.assign(session, { epoch: 0x7fffffff })
    session.accepted(77)
    expect(session.next(targets({})).sessionEpoch).toBe(1)
  })
})
