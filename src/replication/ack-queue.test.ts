import { expect, it } from 'vitest'
import { type AckOutcome, AckQueue } from './ack-queue.ts'

function queueWith(...ends: [endOffset: number, deadlineMs: number][]): {
  queue: AckQueue
  done: [number, AckOutcome][]
} {
  const done: [number, AckOutcome][] = []
  const queue = new AckQueue()
  for (const [endOffset, deadlineMs] of ends) {
    queue.push({ endOffset, deadlineMs, onDone: outcome => done.push([endOffset, outcome]) })
  }
  return { queue, done }
}

it('answers in order everyone whose offset is reached, and nobody else', () => {
  const { queue, done } = queueWith([3, 100], [5, 100], [9, 100])
  queue.reached(5)
  expect(done).toEqual([
    [3, 'reached'],
    [5, 'reached'],
  ])
  expect(queue.size).toBe(1)
})

it('expires those whose deadline has passed, wherever they stand', () => {
  const { queue, done } = queueWith([3, 100], [5, 50], [9, 100])
  queue.expire(60)
  expect(done).toEqual([[5, 'timed-out']])
  queue.reached(9)
  expect(done.slice(1)).toEqual([
    [3, 'reached'],
    [9, 'reached'],
  ])
})

it('fails those above an offset that will not come, and keeps the others waiting', () => {
  const { queue, done } = queueWith([3, 100], [5, 100])
  queue.fail(3, 'failed')
  expect(done).toEqual([[5, 'failed']])
  expect(queue.size).toBe(1)
})

it('answers each waiter once when an answer makes another one arrive', () => {
  const done: number[] = []
  const queue = new AckQueue()
  queue.push({
    endOffset: 1,
    deadlineMs: 0,
    onDone: () => {
      done.push(1)
      queue.push({ endOffset: 2, deadlineMs: 0, onDone: () => done.push(2) })
    },
  })
  queue.reached(1)
  queue.reached(2)
  expect(done).toEqual([1, 2])
})
