import { expect, test } from 'vitest'
import type { LogLevel } from './host.ts'
import { Loggers } from './loggers.ts'

function recorded(rootLevel: LogLevel) {
  const lines: string[] = []
  const loggers = new Loggers({ log: (level, message) => void lines.push(`${level} ${message}`) }, rootLevel)
  /** What passes of one line of each level. */
  const passing = (name: string): string => {
    lines.length = 0
    for (const level of ['debug', 'info', 'warn', 'error'] as const) loggers.get(name).log(level, 'x')
    return lines.map(line => line.split(' ')[0]).join(' ')
  }
  return { loggers, passing }
}

test('a logger writes what the root lets through', () => {
  const { loggers, passing } = recorded('info')
  expect(passing('gregor.log')).toBe('info warn error')
  expect([...loggers.levels()]).toEqual([
    ['root', 'INFO'],
    ['gregor', 'INFO'],
    ['gregor.log', 'INFO'],
  ])
})

test('a level of its own counts for it and all below it, but for those with one of their own', () => {
  const { loggers, passing } = recorded('info')
  for (const name of ['gregor.log.cleaner', 'gregor.raft']) loggers.get(name)
  loggers.setLevel('gregor.log', 'DEBUG')
  expect(passing('gregor.log.cleaner')).toBe('debug info warn error')
  expect(passing('gregor.raft')).toBe('info warn error')
  loggers.setLevel('gregor.log.cleaner', 'ERROR')
  loggers.setLevel('root', 'FATAL')
  expect([passing('gregor.raft'), passing('gregor.log'), passing('gregor.log.cleaner')]).toEqual([
    '',
    'debug info warn error',
    'error',
  ])
  loggers.setLevel('gregor.log', null)
  loggers.setLevel('gregor.log.cleaner', null)
  expect([passing('gregor.log'), passing('gregor.log.cleaner')]).toEqual(['', ''])
})

test('a logger that comes later takes the level of its ancestors', () => {
  const { loggers, passing } = recorded('info')
  loggers.get('gregor')
  loggers.setLevel('gregor', 'TRACE')
  expect(passing('gregor.new')).toBe('debug info warn error')
})

test('the root keeps a level, and only what is there can have one', () => {
  const { loggers } = recorded('info')
  expect(() => loggers.setLevel('root', null)).toThrow()
  expect(() => loggers.setLevel('nowhere', 'INFO')).toThrow()
})
