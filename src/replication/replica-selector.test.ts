import { expect, it } from 'vitest'
import { nearestFollower, type ReadableReplica } from './replica-selector.ts'

const replica = (id: number, rack: string | null, endOffset = 10, sinceCaughtUpMs = 0): ReadableReplica => ({
  id,
  rack,
  endOffset,
  sinceCaughtUpMs,
})

it.each<[string, string, string | null, ReadableReplica[], number | null]>([
  ['the follower in the client’s rack', 'b', 'a', [replica(2, 'b'), replica(3, 'c')], 2],
  ['the leader, when it is in that rack', 'a', 'a', [replica(2, 'a')], null],
  ['the leader, when nobody is there', 'd', 'a', [replica(2, 'b'), replica(3, null)], null],
  ['the leader, for a client that does not say where it is', '', null, [replica(2, null)], null],
  ['the one that has more', 'b', 'a', [replica(3, 'b', 9), replica(2, 'b', 10)], 2],
  ['the one that had all more lately', 'b', 'a', [replica(2, 'b', 10, 5), replica(3, 'b', 10, 50)], 2],
  ['the one with the larger id', 'b', 'a', [replica(2, 'b'), replica(3, 'b')], 3],
])('%s', (_, clientRack, leaderRack, followers, expected) => {
  expect(nearestFollower(clientRack, leaderRack, followers)).toBe(expected)
})
