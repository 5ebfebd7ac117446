import { describe, expect, it } from 'vitest'
import { checkLayers } from './check.ts'

function check(files: Record<string, string>): string[] {
  return checkLayers(new Map(Object.entries(files))).map(({ file, line, message }) => `${file}:${line}: ${message}`)
}

describe('the direction of imports', () => {
  it('goes down and stays within a folder', () => {
    expect(
      check({
        'base/a.ts': "import './b.ts'",
        'base/b.ts': '',
        'log/c.ts': "import { a } from '../base/a.ts'",
        'cli/main.ts': "import '../host/node/index.ts'",
        'host/node/index.ts': "import type { Host } from '../host.ts'",
        'host/host.ts': '',
      }),
    ).toEqual([])
  })

  it('never goes up, by types, re-exports or late imports neither', () => {
    const up = (statement: string) => check({ 'base/a.ts': `\n${statement}`, 'log/c.ts': '' })
    const message = 'base/a.ts:2: imports log/c.ts of level 2, but base is of level 0'
    expect(up("import { c } from '../log/c.ts'")).toEqual([message])
    expect(up("import type { C } from '../log/c.ts'")).toEqual([message])
    expect(up("export * from '../log/c.ts'")).toEqual([message])
    expect(up("const c = await import('../log/c.ts')")).toEqual([message])
    expect(up("let c: import('../log/c.ts').C")).toEqual([message])
  })

  it('does not go sideways, except where the rules say so', () => {
    expect(check({ 'raft/a.ts': "import '../log/c.ts'", 'log/c.ts': '' })).toEqual([
      'raft/a.ts:1: imports log/c.ts, but raft and log are of one level (2)',
    ])
    expect(check({ 'records/a.ts': "import '../protocol/c.ts'", 'protocol/c.ts': '' })).toEqual([])
    expect(check({ 'protocol/a.ts': "import '../records/c.ts'", 'records/c.ts': '' })).toHaveLength(1)
  })

  it('knows that host/node is not host', () => {
    expect(check({ 'server/a.ts': "import '../host/node/index.ts'", 'host/node/index.ts': '' })).toEqual([
      'server/a.ts:1: imports host/node/index.ts of level 7, but server is of level 6',
    ])
  })

  it('reaches files that exist, and no test', () => {
    expect(check({ 'base/a.ts': "import './gone.ts'\nimport './b.test.ts'", 'base/b.test.ts': '' })).toEqual([
      'base/a.ts:1: imports ./gone.ts, which does not exist',
      'base/a.ts:2: imports base/b.test.ts, which is for tests only',
    ])
  })

  it('leaves no file without a level', () => {
    expect(check({ 'stray/a.ts': '' })).toEqual([
      'stray/a.ts:1: is in no folder of the table in scripts/layers/rules.ts',
    ])
  })

  it('has no circles at run time, and lets types refer to each other', () => {
    const three = (last: string) => ({
      'base/a.ts': "import { b } from './b.ts'",
      'base/b.ts': "import { c } from './c.ts'",
      'base/c.ts': last,
    })
    expect(check(three("import { a } from './a.ts'"))).toEqual([
      'base/a.ts:1: imports itself in a circle: base/a.ts → base/b.ts → base/c.ts → base/a.ts',
    ])
    expect(check(three("import type { A } from './a.ts'\nimport { type B } from './a.ts'"))).toEqual([])
  })

  it('does not bind tests', () => {
    expect(check({ 'base/a.test.ts': "import '../log/c.ts'\nsetTimeout(() => {}, 1)", 'log/c.ts': '' })).toEqual([])
  })
})

describe('the world below level 7', () => {
  const uses = (text: string, file = 'log/a.ts') => check({ [file]: text }).map(line => line.split(': ')[1]!)

  it('is not reached through globals', () => {
    expect(uses('const t = Date.now()')).toEqual(['uses Date.now; take it from Host, or as an argument'])
    expect(uses('const t = new Date()')).toEqual(['uses new Date(); take the time from Host, or as an argument'])
    expect(uses('const r = Math.random()')).toEqual(['uses Math.random; take it from Host, or as an argument'])
    expect(uses('setTimeout(f, 1)')).toEqual(['uses setTimeout; take it from Host'])
    expect(uses('const f = setImmediate')).toEqual(['uses setImmediate; take it from Host'])
    expect(uses("console.log('x')")).toEqual(['uses console; take it from Host'])
    expect(uses("const e = process.env['X']")).toEqual(['uses process; take it from Host'])
  })

  it('may be spoken of, and computed with', () => {
    expect(uses('// Date.now() and setTimeout')).toEqual([])
    expect(uses("const s = 'Math.random()'")).toEqual([])
    expect(uses('const d = new Date(ms).toISOString(); const m = Math.max(1, 2)')).toEqual([])
    expect(uses('interface T { fetch(): void; process: number }\nconst t = { fetch: 1 }; t.fetch')).toEqual([])
    expect(uses("import * as fetch from './b.ts'\nfetch()")).toEqual(['imports ./b.ts, which does not exist'])
    expect(uses('function f(process: () => void) { process() }')).toEqual([])
  })

  it('is not reached through modules, except the ones a folder may use', () => {
    expect(uses("import fs from 'node:fs'")).toEqual([
      'imports "node:fs"; below level 7 the world is reached through Host',
    ])
    expect(uses("import 'left-pad'")).toHaveLength(1)
    expect(uses("import zlib from 'node:zlib'", 'records/a.ts')).toEqual([])
    expect(uses("import zlib from 'node:zlib'", 'log/a.ts')).toHaveLength(1)
    expect(uses("import crypto from 'node:crypto'", 'security/a.ts')).toEqual([])
  })

  it('is free from level 7 on', () => {
    expect(uses("import net from 'node:net'\nsetTimeout(() => {}, Date.now())", 'host/node/a.ts')).toEqual([])
  })
})
