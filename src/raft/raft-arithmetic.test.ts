import { describe, expect, it } from 'vitest'
import { ZERO_UUID } from '../base/uuid.ts'
import { mayVoteFor } from './ballot.ts'
import { lastMajorityContactMs, majorityOffset, nextHighWatermark } from './commit-offset.ts'
import { formatQuorumState, parseQuorumState, QuorumStateError } from './quorum-state-file.ts'
import type { Role } from './roles.ts'
import { SnapshotPolicy } from './snapshot-policy.ts'
import { isSameReplica } from './voter-set.ts'

const two = { id: 2, directoryId: ZERO_UUID }
const three = { id: 3, directoryId: ZERO_UUID }
const never = Number.POSITIVE_INFINITY

describe('who gets a vote', () => {
  const unattached: Role = { kind: 'unattached', voted: null, deadlineMs: never }
  const voted: Role = { kind: 'unattached', voted: two, deadlineMs: never }
  const follower: Role = {
    kind: 'follower',
    leaderId: 1,
    voted: null,
    deadlineMs: never,
    fetchAtMs: null,
    isWriting: false,
    hasFetched: false,
    misses: 0,
  }
  const asking = { votes: new Map(), unreached: new Set<number>(), retryAtMs: null, deadlineMs: never }
  const prospect: Role = { kind: 'prospective', formerLeaderId: null, voted: null, ...asking }
  it.each<[string, Role, boolean, boolean, boolean]>([
    ['unattached', unattached, false, false, true],
    ['unattached, pre-vote', unattached, true, false, true],
    ['having voted for another', voted, false, false, false],
    ['having voted for another, pre-vote', voted, true, false, true],
    ['following', follower, false, false, false],
    ['following a leader it never reached, pre-vote', follower, true, false, true],
    ['following a leader it hears, pre-vote', { ...follower, hasFetched: true }, true, false, false],
    ['prospective without a former leader', prospect, false, false, true],
    ['prospective with a former leader', { ...prospect, formerLeaderId: 1 }, false, false, false],
    ['candidate', { kind: 'candidate', ...asking }, false, false, false],
    ['resigned', { kind: 'resigned', deadlineMs: never }, false, false, false],
  ])('%s', (_, role, preVote, knowsHighWatermark, granted) => {
    expect(mayVoteFor(role, three, preVote, knowsHighWatermark)).toBe(granted)
  })

  it('the same vote may be given twice', () => {
    expect(mayVoteFor(voted, two, false, false)).toBe(true)
  })
})

describe('commitment', () => {
  it.each([
    [[5], 5],
    [[5, 3], 3],
    [[5, 3, 9], 5],
    [[5, -1, -1], -1],
    [[4, 4, 2, 9], 4],
    [[1, 2, 3, 4, 5], 3],
    [[], -1],
  ])('%j is committed up to %i', (offsets, expected) => {
    expect(majorityOffset(offsets)).toBe(expected)
  })

  it.each([
    [-1, [3, 3, 0], 2, 3],
    // Only records of earlier epochs: not before one of this epoch is there.
    [-1, [3, 3, 0], 3, -1],
    [4, [3, 3, 3], 0, 4],
  ])('from %i with %j and an epoch that starts at %i it goes to %i', (current, offsets, start, expected) => {
    expect(nextHighWatermark(current, offsets, start)).toBe(expected)
  })

  it.each([
    [[], 1, true, Number.POSITIVE_INFINITY],
    [[10], 2, true, 10],
    [[10, 20], 3, true, 20],
    [[10, 20, 30, 40], 5, true, 30],
    [[10, 20, 30], 3, false, 20],
  ])('followers heard at %j, of %i voters (leader votes: %s): a majority at %d', (heard, voters, votes, expected) => {
    expect(lastMajorityContactMs(heard, voters, votes)).toBe(expected)
  })
})

describe('quorum-state', () => {
  it.each([0, 1])('version %i reads back', version => {
    const state = {
      epoch: 4,
      leaderId: null,
      voted: { id: 3, directoryId: version === 0 ? ZERO_UUID : 'SX6UWCB9QBqxRNl2d4S1dw' },
    }
    expect(parseQuorumState(formatQuorumState(state, version, [1, 2, 3]))).toEqual(state)
  })

  it.each([
    '',
    '{',
    'null',
    '{"data_version":2}',
    '{"data_version":1,"leaderId":1}',
    '{"data_version":0,"leaderId":"x"}',
  ])('%j is refused', text => {
    expect(() => parseQuorumState(text)).toThrow(QuorumStateError)
  })
})

describe('when a snapshot is due', () => {
  it('after enough bytes, or enough time with something new', () => {
    const policy = new SnapshotPolicy({ maxBytes: 100, maxIntervalMs: 1000 }, 0)
    expect(policy.isDue(5000)).toBe(false)
    expect(policy.onCommitted(500, 99)).toBe(false)
    expect(policy.onCommitted(501, 1)).toBe(true)
    policy.reset(501)
    expect(policy.onCommitted(1500, 1)).toBe(false)
    expect(policy.onCommitted(1501, 1)).toBe(true)
  })
})

it('a directory id that is not known matches any (KIP-853)', () => {
  const known = { id: 2, directoryId: 'SX6UWCB9QBqxRNl2d4S1dw' }
  expect(isSameReplica(two, known)).toBe(true)
  expect(isSameReplica(known, { id: 2, directoryId: 'AAAAAAAAAAAAAAAAAAABAQ' })).toBe(false)
  expect(isSameReplica(three, known)).toBe(false)
})
