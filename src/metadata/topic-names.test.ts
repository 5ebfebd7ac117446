import { expect, test } from 'vitest'
import { collisionKey, isInternalTopic, mayCollide, topicNameProblem } from './topic-names.ts'

test.each<[string, string | null]>([
  ['plain', null],
  ['With.dots_and-dashes9', null],
  ['a'.repeat(249), null],
  ['...', null],
  ['', 'the empty string is not allowed'],
  ['.', "'.' is not allowed"],
  ['..', "'..' is not allowed"],
  ['a'.repeat(250), `the length of '${'a'.repeat(250)}' is longer than the max allowed length 249`],
  ['a b', "'a b' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"],
  ['ä', "'ä' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"],
  ['a\n', "'a\n' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"],
])('a topic called %j', (name, problem) => {
  expect(topicNameProblem(name)).toBe(problem)
})

test('names that metrics cannot tell apart', () => {
  expect(collisionKey('a.b_c')).toBe(collisionKey('a_b.c'))
  expect([mayCollide('a.b'), mayCollide('a_b'), mayCollide('a-b')]).toEqual([true, true, false])
})

test('the coordinators’ topics are internal, the metadata log is none', () => {
  expect(
    ['__consumer_offsets', '__transaction_state', '__share_group_state', '__cluster_metadata', 'x'].map(
      isInternalTopic,
    ),
  ).toEqual([true, true, true, false, false])
})
