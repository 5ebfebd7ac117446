import { expect, it } from 'vitest'
import { ReplicationThrottle } from './replication-throttle.ts'

it.each<[string, readonly string[] | undefined, boolean]>([
  ['every replica', ['*'], true],
  ['one of this broker’s', ['0:1', '3:2'], true],
  ['another broker’s', ['3:1'], false],
  ['another partition', ['2:2', '13:2', '3:22'], false],
  ['none', [], false],
  ['nothing', undefined, false],
])('partition 3 of broker 2, where %s is named', (_, replicas, expected) => {
  const throttle = new ReplicationThrottle({ monotonicMs: () => 0 }, 2, () => 1000)
  expect(throttle.concerns(3, replicas)).toBe(expected)
})

it('is exceeded until what was copied is paid for, at the rate of now', () => {
  let nowMs = 0
  let bytesPerSecond = 1000
  const throttle = new ReplicationThrottle({ monotonicMs: () => nowMs }, 2, () => bytesPerSecond)
  expect([throttle.isExceeded, throttle.waitMs]).toEqual([false, 0])
  throttle.spend(500)
  expect([throttle.isExceeded, throttle.waitMs]).toEqual([true, 500])
  nowMs = 499
  expect(throttle.isExceeded).toBe(true)
  nowMs = 500
  expect(throttle.isExceeded).toBe(false)
  throttle.spend(500)
  bytesPerSecond = 100_000
  expect(throttle.waitMs).toBe(5)
})
