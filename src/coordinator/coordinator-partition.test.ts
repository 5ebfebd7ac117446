import { expect, test } from 'vitest'
import { coordinatorPartition, javaHashCode } from './coordinator-partition.ts'

// From Apache Kafka 4.4's own classes.
test.each([
  { id: '', hash: 0, of4: 0, of50: 0, of64: 0 },
  { id: 'a', hash: 97, of4: 1, of50: 47, of64: 33 },
  { id: 'group', hash: 98629247, of4: 3, of50: 47, of64: 63 },
])('$id is coordinated where Kafka coordinates it', ({ id, hash, of4, of50, of64 }) => {
  expect(javaHashCode(id)).toBe(hash)
  expect([4, 50, 64].map(partitions => coordinatorPartition(id, partitions))).toEqual([of4, of50, of64])
})

test('a negative hash counts by its absolute value, and the smallest int, which has none, as 0', () => {
  expect(javaHashCode('my-group')).toBe(-1906497762)
  expect(coordinatorPartition('my-group', 50)).toBe(1906497762 % 50)
  // Java's best known string of this hash.
  expect(javaHashCode('polygenelubricants')).toBe(-2147483648)
  expect(coordinatorPartition('polygenelubricants', 50)).toBe(0)
})
