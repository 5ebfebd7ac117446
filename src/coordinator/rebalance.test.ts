/** Rebalances of the classic group protocol as transcripts: commands begin a line, what they bring about is indented. */
import { expect, test } from 'vitest'
import { lines, replayed } from './test-support/transcript.ts'

test('two members join an empty group, hear the same generation and are assigned', () => {
  const transcript = `
    a joins
      a hears MEMBER_ID_REQUIRED as a1
      log: group g "" generation 0 by null, leader -, members none
    a joins
    b joins
      b hears MEMBER_ID_REQUIRED as b1
    b joins
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1
      b joined generation 1 as b1 by range, leader a1
    b syncs
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader a1, members a1="x" b1="y"
      a is assigned "x"
      b is assigned "y"
    a heartbeats
      a hears NONE
    b heartbeats
      b hears NONE
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a third member comes, another goes: each time everyone joins anew', () => {
  const transcript = `
    a joins version=3
      log: group g "" generation 0 by null, leader -, members none
    b joins version=3
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1
      b joined generation 1 as b1 by range, leader a1
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader a1, members a1="x" b1="y"
      a is assigned "x"
    b syncs
      b is assigned "y"
    c joins version=3
    a heartbeats
      a hears REBALANCE_IN_PROGRESS
    a joins
    b joins
      a joined generation 2 as a1 by range, leader a1, members a1 b1 c1
      b joined generation 2 as b1 by range, leader a1
      c joined generation 2 as c1 by range, leader a1
    b syncs
    c syncs
    a syncs a=1 b=2 c=3
      log: group g "consumer" generation 2 by range, leader a1, members a1="1" b1="2" c1="3"
      a is assigned "1"
      b is assigned "2"
      c is assigned "3"
    b leaves
      b hears NONE
    c heartbeats
      c hears REBALANCE_IN_PROGRESS
    a joins
    c joins
      a joined generation 3 as a1 by range, leader a1, members a1 c1
      c joined generation 3 as c1 by range, leader a1
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('when the leader leaves, another member leads; when the last one leaves, the emptied generation is written', () => {
  const transcript = `
    a joins version=3
      log: group g "" generation 0 by null, leader -, members none
    b joins version=3
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1
      b joined generation 1 as b1 by range, leader a1
    b syncs
    a leaves
      a hears NONE
      b hears REBALANCE_IN_PROGRESS
    b joins
      b joined generation 2 as b1 by range, leader b1, members b1
    b syncs b=xy
      log: group g "consumer" generation 2 by range, leader b1, members b1="xy"
      b is assigned "xy"
    b leaves
      b hears NONE
      log: group g "consumer" generation 3 by null, leader -, members none
    b heartbeats
      b hears UNKNOWN_MEMBER_ID
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a member whose session ends is removed, and the others make the next generation', () => {
  const transcript = `
    a joins version=3
      log: group g "" generation 0 by null, leader -, members none
    b joins version=3
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1
      b joined generation 1 as b1 by range, leader a1
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader a1, members a1="x" b1="y"
      a is assigned "x"
    b syncs
      b is assigned "y"
    wait 6000
    a heartbeats
      a hears NONE
    wait 4000
      at 16000: session timeout of b1
    a heartbeats
      a hears REBALANCE_IN_PROGRESS
    a joins
      a joined generation 2 as a1 by range, leader a1, members a1
    a syncs a=xy
      log: group g "consumer" generation 2 by range, leader a1, members a1="xy"
      a is assigned "xy"
    wait 10000
      at 26000: session timeout of a1
      log: group g "consumer" generation 3 by null, leader -, members none
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a member that does not join again within the rebalance timeout is left behind', () => {
  const transcript = `
    a joins version=3 rebalance=15000
      log: group g "" generation 0 by null, leader -, members none
    b joins version=3 rebalance=15000
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1
      b joined generation 1 as b1 by range, leader a1
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader a1, members a1="x" b1="y"
      a is assigned "x"
    b syncs
      b is assigned "y"
    a joins rebalance=15000
    wait 9000
    b heartbeats
      b hears REBALANCE_IN_PROGRESS
    wait 6000
      at 16000: session timeout of a1
      at 21000: join timeout
      a joined generation 2 as a1 by range, leader a1, members a1
    b heartbeats
      b hears UNKNOWN_MEMBER_ID
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a leader that never assigns is removed when the sync timeout ends', () => {
  const transcript = `
    a joins version=3 rebalance=8000
      log: group g "" generation 0 by null, leader -, members none
    b joins version=3 rebalance=8000
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1
      b joined generation 1 as b1 by range, leader a1
    b syncs
    a heartbeats
      a hears NONE
    wait 8000
      at 14000: sync timeout
      b hears REBALANCE_IN_PROGRESS
    b joins
      b joined generation 2 as b1 by range, leader b1, members b1
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a follower that never syncs is removed when the sync timeout ends', () => {
  const transcript = `
    a joins version=3 rebalance=8000
      log: group g "" generation 0 by null, leader -, members none
    b joins version=3 rebalance=8000
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1
      b joined generation 1 as b1 by range, leader a1
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader a1, members a1="x" b1="y"
      a is assigned "x"
    b heartbeats
      b hears NONE
    wait 8000
      at 14000: sync timeout
    a heartbeats
      a hears REBALANCE_IN_PROGRESS
    a joins
      a joined generation 2 as a1 by range, leader a1, members a1
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('an assignment that cannot be written is told to everyone who waits, and a rebalance begins', () => {
  const transcript = `
    a joins version=3
      log: group g "" generation 0 by null, leader -, members none
    b joins version=3
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1
      b joined generation 1 as b1 by range, leader a1
    b syncs
    the log holds
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader a1, members a1="x" b1="y"
    the log fails 7
      a hears COORDINATOR_NOT_AVAILABLE
      b hears COORDINATOR_NOT_AVAILABLE
    a joins
    b joins
      a joined generation 2 as a1 by range, leader a1, members a1 b1
      b joined generation 2 as b1 by range, leader a1
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a new group that cannot be written is no group', () => {
  const transcript = `
    the log holds
    a joins version=3
      log: group g "" generation 0 by null, leader -, members none
    the log fails 6
      a hears NOT_COORDINATOR as -
    a joins
      log: group g "" generation 0 by null, leader -, members none
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('the protocol with most votes among those that all support is taken; who supports none of them is refused', () => {
  const transcript = `
    a joins version=3 protocols=range,sticky
      log: group g "" generation 0 by null, leader -, members none
    b joins version=3 protocols=sticky,range
    c joins version=3 protocols=sticky
    d joins version=3 protocols=none
      d hears INCONSISTENT_GROUP_PROTOCOL as -
    d joins version=3 type=connect
      d hears INCONSISTENT_GROUP_PROTOCOL as -
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by sticky, leader a1, members a1 b1 c1
      b joined generation 1 as b1 by sticky, leader a1
      c joined generation 1 as c1 by sticky, leader a1
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})
