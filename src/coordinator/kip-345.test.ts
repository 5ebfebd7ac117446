/** KIP-345: static members; KIP-814: skipAssignment. */
import { expect, test } from 'vitest'
import { lines, replayed } from './test-support/transcript.ts'

test('static members that restart keep their assignments without a rebalance; the leader is told not to assign', () => {
  const transcript = `
    a joins instance=i session=30000
      log: group g "" generation 0 by null, leader -, members none
    b joins instance=j session=30000
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as i1 by range, leader i1, members i1 j1
      b joined generation 1 as j1 by range, leader i1
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader i1, members i1="x" j1="y"
      a is assigned "x"
    b syncs
      b is assigned "y"
    a forgets
    a joins
      log: group g "consumer" generation 1 by range, leader i2, members j1="y" i2="x"
      a joined generation 1 as i2 by range, leader i2, members j1 i2, skips the assignment
    a syncs
      a is assigned "x"
    b forgets
    b joins
      log: group g "consumer" generation 1 by range, leader i2, members i2="x" j2="y"
      b joined generation 1 as j2 by range, leader i2
    b syncs
      b is assigned "y"
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('before JoinGroup v9 a leader that restarts hears the old leader id, so that it does not assign', () => {
  const transcript = `
    a joins version=8 instance=i session=30000
      log: group g "" generation 0 by null, leader -, members none
    b joins version=8 instance=j session=30000
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as i1 by range, leader i1, members i1 j1
      b joined generation 1 as j1 by range, leader i1
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader i1, members i1="x" j1="y"
      a is assigned "x"
    b syncs
      b is assigned "y"
    a forgets
    a joins
      log: group g "consumer" generation 1 by range, leader i2, members j1="y" i2="x"
      a joined generation 1 as i2 by range, leader i1
    a syncs
      a is assigned "x"
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('the older of two with the same instance id is fenced', () => {
  const transcript = `
    a joins instance=i session=30000
      log: group g "" generation 0 by null, leader -, members none
    b joins instance=j session=30000
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as i1 by range, leader i1, members i1 j1
      b joined generation 1 as j1 by range, leader i1
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader i1, members i1="x" j1="y"
      a is assigned "x"
    b syncs
      b is assigned "y"
    c joins instance=i
      log: group g "consumer" generation 1 by range, leader i2, members j1="y" i2="x"
      c joined generation 1 as i2 by range, leader i2, members j1 i2, skips the assignment
    a heartbeats
      a hears FENCED_INSTANCE_ID
    a joins
      a hears FENCED_INSTANCE_ID as i1
    a leaves
      a hears FENCED_INSTANCE_ID
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a static member that restarts while others still join does not end the joining', () => {
  const transcript = `
    a joins instance=i session=30000
      log: group g "" generation 0 by null, leader -, members none
    b joins instance=j session=30000
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as i1 by range, leader i1, members i1 j1
      b joined generation 1 as j1 by range, leader i1
    a syncs a=x b=y
      log: group g "consumer" generation 1 by range, leader i1, members i1="x" j1="y"
      a is assigned "x"
    b syncs
      b is assigned "y"
    a joins
    c joins instance=i
      a hears FENCED_INSTANCE_ID as i1
    b joins
      b joined generation 2 as j1 by range, leader i2
      c joined generation 2 as i2 by range, leader i2, members j1 i2
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a static member that restarts before the assignment makes everyone join anew', () => {
  const transcript = `
    a joins instance=i session=30000
      log: group g "" generation 0 by null, leader -, members none
    b joins instance=j session=30000
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as i1 by range, leader i1, members i1 j1
      b joined generation 1 as j1 by range, leader i1
    b syncs
    b forgets
    b joins
      b hears FENCED_INSTANCE_ID
    a joins
      a joined generation 2 as i1 by range, leader i1, members i1 j2
      b joined generation 2 as j2 by range, leader i1
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a static member that restarts with another protocol makes a new generation', () => {
  const transcript = `
    a joins instance=i session=30000 protocols=range,sticky
      log: group g "" generation 0 by null, leader -, members none
    wait 3000
      at 3000: initial-join timeout
      a joined generation 1 as i1 by range, leader i1, members i1
    a syncs a=x
      log: group g "consumer" generation 1 by range, leader i1, members i1="x"
      a is assigned "x"
    a forgets
    a joins protocols=sticky
      a joined generation 2 as i2 by sticky, leader i2, members i2
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a new id that cannot be written is taken back', () => {
  const transcript = `
    a joins instance=i session=30000
      log: group g "" generation 0 by null, leader -, members none
    wait 3000
      at 3000: initial-join timeout
      a joined generation 1 as i1 by range, leader i1, members i1
    a syncs a=x
      log: group g "consumer" generation 1 by range, leader i1, members i1="x"
      a is assigned "x"
    the log holds
    b joins instance=i
      log: group g "consumer" generation 1 by range, leader i2, members i2="x"
    the log fails 6
      b hears NOT_COORDINATOR as -
    a heartbeats
      a hears NONE
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})
