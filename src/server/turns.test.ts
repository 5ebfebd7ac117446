import { expect, it } from 'vitest'
import { Turns } from './turns.ts'

function world() {
  let nowMs = 0
  const deferred: (() => void)[] = []
  const host = {
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    timers: { defer: (fn: () => void) => void deferred.push(fn), after: () => ({ cancel: () => {} }) },
  }
  return {
    turns: new Turns(host),
    work: (ms: number) => {
      nowMs += ms
    },
    turn: () => {
      for (const fn of deferred.splice(0)) fn()
    },
  }
}

it('counts a turn only when somebody asked in it', () => {
  const { turns, turn } = world()
  expect([turns.current, turns.current]).toEqual([0, 0])
  turn()
  turn()
  expect(turns.current).toBe(1)
})

it('runs what waits in its order, for so long a turn, and goes on where it stopped', () => {
  const { turns, turn, work } = world()
  const done: string[] = []
  const greedy = (name: string) => () => {
    done.push(name)
    work(4)
    turns.next(greedy(name))
  }
  for (const name of ['a', 'b', 'c', 'd']) turns.next(greedy(name))
  turn()
  expect(done.join('')).toBe('abc')
  turn()
  expect(done.join('')).toBe('abcdab')
  turn()
  expect(done.join('')).toBe('abcdabcda')
})
