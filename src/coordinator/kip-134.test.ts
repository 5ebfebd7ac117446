/** KIP-134: group.initial.rebalance.delay.ms. */
import { expect, test } from 'vitest'
import { lines, replayed } from './test-support/transcript.ts'

test('each new member puts off the first generation of a group by another delay', () => {
  const transcript = `
    a joins version=3
      log: group g "" generation 0 by null, leader -, members none
    wait 2000
    b joins version=3
    wait 1000
      at 3000: initial-join timeout
    wait 2999
    c joins version=3
    wait 1
      at 6000: initial-join timeout
    wait 3000
      at 9000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1 c1
      b joined generation 1 as b1 by range, leader a1
      c joined generation 1 as c1 by range, leader a1
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('the rebalance timeout bounds all of the initial delay', () => {
  const transcript = `
    a joins version=3 rebalance=5000
      log: group g "" generation 0 by null, leader -, members none
    wait 2000
    b joins version=3 rebalance=5000
    wait 1000
      at 3000: initial-join timeout
    wait 1000
    c joins version=3 rebalance=5000
    wait 1000
      at 5000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1 c1
      b joined generation 1 as b1 by range, leader a1
      c joined generation 1 as c1 by range, leader a1
    wait 1000
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})

test('a group that was emptied waits for the initial delay again', () => {
  const transcript = `
    a joins version=3
      log: group g "" generation 0 by null, leader -, members none
    wait 3000
      at 3000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1
    a syncs a=x
      log: group g "consumer" generation 1 by range, leader a1, members a1="x"
      a is assigned "x"
    a leaves
      a hears NONE
      log: group g "consumer" generation 2 by null, leader -, members none
    b joins version=3
    wait 2999
    wait 1
      at 6000: initial-join timeout
      b joined generation 3 as b1 by range, leader b1, members b1
  `
  expect(replayed(transcript)).toBe(lines(transcript))
})
