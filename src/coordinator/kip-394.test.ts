/** KIP-394: a member id is required. */
import { expect, test } from 'vitest'
import { lines, replayed } from './test-support/transcript.ts'

test('an id is good for a session timeout, and the group that gave it is in the log', () => {
  const transcript = `
    a joins
      a hears MEMBER_ID_REQUIRED as a1
      log: group g "" generation 0 by null, leader -, members none
    wait 9999
    wait 1
      at 10000: pending-member timeout of a1
    a joins
      a hears UNKNOWN_MEMBER_ID as a1
    a forgets
    a joins
      a hears MEMBER_ID_REQUIRED as a2
    a joins
    wait 3000
      at 13000: initial-join timeout
      a joined generation 1 as a2 by range, leader a2, members a2
    a syncs a=x
      log: group g "consumer" generation 1 by range, leader a2, members a2="x"
      a is assigned "x"
    b joins
      b hears MEMBER_ID_REQUIRED as b1
    b leaves
      b hears NONE
    a heartbeats
      a hears REBALANCE_IN_PROGRESS
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('who has only been given an id is waited for until its session timeout', () => {
  const transcript = `
    a joins version=3
      log: group g "" generation 0 by null, leader -, members none
    wait 3000
      at 3000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1
    a syncs a=x
      log: group g "consumer" generation 1 by range, leader a1, members a1="x"
      a is assigned "x"
    b joins version=9
      b hears MEMBER_ID_REQUIRED as b1
    a joins
    wait 10000
      at 13000: pending-member timeout of b1
      a joined generation 2 as a1 by range, leader a1, members a1
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})
