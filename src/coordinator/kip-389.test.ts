/** KIP-389: group.max.size. */
import { expect, test } from 'vitest'
import { lines, replayed } from './test-support/transcript.ts'

test('a full group turns away whoever is not part of it, also those who have only been given an id', () => {
  const transcript = `
    a joins version=3
      log: group g "" generation 0 by null, leader -, members none
    b joins version=3
    c joins version=3
      c hears GROUP_MAX_SIZE_REACHED as -
    wait 6000
      at 3000: initial-join timeout
      at 6000: initial-join timeout
      a joined generation 1 as a1 by range, leader a1, members a1 b1
      b joined generation 1 as b1 by range, leader a1
    a syncs
      log: group g "consumer" generation 1 by range, leader a1, members a1="" b1=""
      a is assigned ""
    b syncs
      b is assigned ""
    c joins version=9
      c hears GROUP_MAX_SIZE_REACHED as -
    b leaves
      b hears NONE
    c joins
      c hears MEMBER_ID_REQUIRED as c1
    d joins version=9
      d hears MEMBER_ID_REQUIRED as d1
    a joins
    c joins
    d joins
      a joined generation 2 as a1 by range, leader a1, members a1 c1
      c joined generation 2 as c1 by range, leader a1
      d hears GROUP_MAX_SIZE_REACHED as -
  `
  expect(replayed(transcript, { maxSize: 2 })).toBe(lines(transcript))
})
