import { describe, expect, it } from 'vitest'
import type { LogLevel } from '../host.ts'
import { createLog, type LogFormat, loggerSink } from './log.ts'

function lines(format: LogFormat, level?: LogLevel, color = false) {
  const written: string[] = []
  const nowMs = () => Date.UTC(2026, 0, 2, 3, 4, 5, 6)
  const log = createLog({
    write: line => void written.push(line),
    format,
    color,
    nowMs,
    pid: 7,
    ...(level ? { level } : {}),
  })
  return { written, log }
}

describe('the log on a terminal', () => {
  it('is one line with the time, the level, the sentence and its fields', () => {
    const { written, log } = lines('text')
    log.log('info', 'broker is ready', { nodeId: 1, rack: 'a b', host: 'x', empty: '', big: 9n })
    expect(written).toEqual(['03:04:05.006 INFO  broker is ready nodeId=1 rack="a b" host=x empty="" big="9"\n'])
  })

  it('drops what is below its level', () => {
    const { written, log } = lines('text', 'warn')
    log.log('info', 'a')
    log.log('warn', 'b')
    expect(written).toEqual(['03:04:05.006 WARN  b\n'])
  })

  it('shows the stack of an error only where the line is an error', () => {
    const { written, log } = lines('text')
    const error = Object.assign(new Error('no'), { stack: 'Error: no\n    at here' })
    log.log('warn', 'failed', { error })
    log.log('error', 'failed', { error })
    expect(written).toEqual([
      '03:04:05.006 WARN  failed error="no"\n',
      '03:04:05.006 ERROR failed error="no"\n    at here\n',
    ])
  })

  it('has colours only where asked', () => {
    const { written, log } = lines('text', 'info', true)
    log.log('error', 'x')
    expect(written[0]).toContain('\u001b[31mERROR\u001b[0m x')
  })
})

describe('the log elsewhere', () => {
  it('is pino’s shape of JSON, which fields cannot break', () => {
    const { written, log } = lines('json')
    log.log('warn', 'failed', {
      error: Object.assign(new TypeError('no'), { stack: 's', code: 'E' }),
      level: 3,
      msg: 'm',
      tags: new Set(['a']),
    })
    expect(JSON.parse(written[0]!)).toEqual({
      level: 40,
      time: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
      pid: 7,
      err: { type: 'TypeError', message: 'no', stack: 's', code: 'E' },
      level_: 3,
      msg_: 'm',
      tags: ['a'],
      msg: 'failed',
    })
  })
})

describe('a logger of the embedding process', () => {
  it('gets the fields first, errors under err', () => {
    const calls: unknown[] = []
    const method = (level: string) => (fields: object, message: string) => void calls.push([level, fields, message])
    const sink = loggerSink({
      debug: method('debug'),
      info: method('info'),
      warn: method('warn'),
      error: method('error'),
    })
    const error = new Error('x')
    sink.log('error', 'bad', { error, partition: 3 })
    sink.log('info', 'good')
    expect(calls).toEqual([
      ['error', { err: error, partition: 3 }, 'bad'],
      ['info', {}, 'good'],
    ])
  })
})
