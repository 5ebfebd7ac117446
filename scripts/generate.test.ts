import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { emitModule } from './generate/emit-module.ts'
import { formatSpec } from './generate/format-spec.ts'
import { buildApi, buildMessage, loadSpecs, type RawApi, type RawField, type RawMessage } from './generate/spec.ts'
import { formatVersions, hull, intersect, parseVersions, versionTest } from './generate/versions.ts'
import { generate } from './generate.ts'

const ROOT = path.join(import.meta.dirname, '..')
const SPECS = path.join(ROOT, 'protocol-specs')
const OUT = path.join(ROOT, 'src', 'protocol', 'generated')

describe('the committed codecs', () => {
  it('are what the specs say', () => {
    const files = generate(loadSpecs(SPECS))
    expect(readdirSync(OUT).sort()).toEqual([...files.keys()].sort())
    const stale = [...files].filter(([name, text]) => readFileSync(path.join(OUT, name), 'utf8') !== text)
    expect(stale.map(([name]) => name)).toEqual([])
  })

  it('have a spec for every API, both headers and every record schema', () => {
    const specs = loadSpecs(SPECS)
    expect([specs.apis.length, specs.headers.length, specs.disk.length]).toEqual([91, 2, 94])
    expect(specs.messages).toHaveLength(2 * 91 + 2 + 94)
  })
})

describe('spec files', () => {
  it('are written in one format', () => {
    for (const folder of [SPECS, path.join(SPECS, 'disk')]) {
      for (const name of readdirSync(folder).filter(file => file.endsWith('.json'))) {
        const text = readFileSync(path.join(folder, name), 'utf8')
        expect(text, name).toBe(formatSpec(JSON.parse(text)))
      }
    }
  })
})

describe('version ranges', () => {
  it.each(['none', '3', '3-7', '0+'])('%s is read and written', text => {
    expect(formatVersions(parseVersions(text)!)).toBe(text)
  })

  it.each(['', '3-', '-3', '7-3', '3+4', 'all'])('"%s" is none', text => expect(parseVersions(text)).toBeUndefined())

  it('meet and join', () => {
    expect(intersect({ from: 0, to: 5 }, { from: 3, to: 9 })).toEqual({ from: 3, to: 5 })
    expect(intersect({ from: 0, to: 2 }, { from: 3, to: 9 })).toBeNull()
    expect(hull({ from: 0, to: 2 }, { from: 5, to: 9 })).toEqual({ from: 0, to: 9 })
  })

  it.each([
    ['3+', { from: 0, to: 9 }, 'v >= 3'],
    ['0-3', { from: 0, to: 9 }, 'v <= 3'],
    ['2-3', { from: 0, to: 9 }, 'v >= 2 && v <= 3'],
    ['2', { from: 0, to: 9 }, 'v === 2'],
    ['3+', { from: 4, to: 9 }, 'true'],
    ['0-3', { from: 4, to: 9 }, 'false'],
    ['none', { from: 4, to: 9 }, 'false'],
  ] as const)('%s inside a range is told by the shortest test', (versions, within, test) => {
    expect(versionTest(parseVersions(versions)!, within)).toBe(test)
  })
})

const message = (fields: RawField[], more: Partial<RawMessage> = {}): RawMessage => ({
  validVersions: '0-3',
  flexibleVersions: '2+',
  fields,
  ...more,
})
const field = (more: Partial<RawField>): RawField => ({ name: 'A', type: 'int32', versions: '0+', ...more })
const build = (raw: RawMessage) => buildMessage('x.json', raw, 'M', 'data', -1)

describe('a spec with a fault is refused in a sentence', () => {
  const faults: [string, RawMessage, string][] = [
    ['an open range of versions', message([], { validVersions: '0+' }), '"validVersions" must be a closed range'],
    ['no range at all', message([], { flexibleVersions: 'x' }), '"flexibleVersions" is "x", which is no version range'],
    ['flexible for a while', message([], { flexibleVersions: '1-2' }), '"flexibleVersions" must be open at its end'],
    ['an unknown type', message([field({ type: 'int65' })]), 'M.A: "int65" is no type'],
    ['an array of arrays', message([field({ type: '[][]int8' })]), '"[][]int8" is no type'],
    ['an array of records', message([field({ type: '[]records' })]), 'there are no arrays of records'],
    ['an unknown key', message([field({ tagged: '1' } as Partial<RawField>)]), '"tagged" is no key of a field'],
    ['no versions', message([{ name: 'A', type: 'int8' }]), '"versions" is missing'],
    ['versions outside', message([field({ versions: '4+' })]), "its versions 4+ lie outside the message's"],
    ['two fields of one name', message([field({}), field({})]), 'the struct has two fields of this name'],
    ['a struct without fields', message([field({ type: 'B' })]), 'struct B has no fields, here or in commonStructs'],
    ['a number with fields', message([field({ fields: [] })]), 'has no fields of its own'],
    ['a nullable number', message([field({ nullableVersions: '0+' })]), 'a field of type int32 is never nullable'],
    [
      'a struct that is nullable for a while',
      message([field({ type: 'B', fields: [], nullableVersions: '2+' })]),
      'a nullable struct must be nullable in all its versions',
    ],
    ['null by default but never null', message([field({ type: 'string', default: 'null' })]), 'it is never nullable'],
    ['a default out of range', message([field({ type: 'int8', default: '128' })]), 'the default 128 is no int8'],
    ['a default that is no number', message([field({ default: 'x' })]), 'the default "x" is no integer'],
    ['a default of an array', message([field({ type: '[]int8', default: '1' })]), 'cannot have the default "1"'],
    ['a tag without versions', message([field({ tag: 0 })]), '"tag" and "taggedVersions" go together'],
    [
      'a tag before flexible versions',
      message([field({ tag: 0, taggedVersions: '1+' })]),
      'it is tagged in versions that are not flexible',
    ],
    [
      'a tag that ends',
      message([field({ tag: 0, taggedVersions: '2' })]),
      'a tagged field must stay tagged up to its last version',
    ],
    [
      'a tag twice',
      message([
        field({ versions: '2+', tag: 0, taggedVersions: '2+' }),
        field({ name: 'B', versions: '2+', tag: 0, taggedVersions: '2+' }),
      ]),
      'a and b have the same tag 0',
    ],
    ['a bigint of 32 bits', message([field({ repr: 'bigint' })]), '"repr" can only be "bigint", and only on an int64'],
    [
      'a struct that contains itself',
      message([field({ type: 'B' })], { commonStructs: [{ name: 'B', fields: [field({ type: '[]B' })] }] }),
      'struct B contains itself',
    ],
    [
      'a common struct for nobody',
      message([], { commonStructs: [{ name: 'B', fields: [] }] }),
      'common struct B is used by no field',
    ],
    [
      'a struct defined twice',
      message([field({ type: 'B', fields: [] }), field({ name: 'C', type: 'B', fields: [] })]),
      'struct B is defined twice',
    ],
  ]

  it.each(faults)('%s', (_, raw, sentence) => expect(() => build(raw)).toThrow(sentence))

  it('request and response of different versions', () => {
    const api: RawApi = {
      apiKey: 3,
      name: 'X',
      advertised: {},
      request: message([]),
      response: message([], { validVersions: '0-2' }),
    }
    expect(() => buildApi('03-X.json', api)).toThrow('request and response must have the same versions')
    expect(() => buildApi('3-X.json', api)).toThrow('API 3 X belongs into 03-X.json')
  })
})

describe('generated code', () => {
  it('asks for the version only where the answer is open', () => {
    const inner = [field({ name: 'B', versions: '3+' }), field({ name: 'C', versions: '0+' })]
    const text = emitModule(build(message([field({ name: 'S', type: 'S', versions: '3+', fields: inner })])))
    const decodeS = text.slice(text.indexOf('function decodeS('), text.indexOf('function sizeS('))
    expect(decodeS).not.toContain('if (')
    expect(decodeS).toContain('m.b = r.int32()\n  m.c = r.int32()\n  r.skipTags()')
  })

  it('bounds counts by the smallest element of old and of flexible versions', () => {
    const inner = [field({ type: 'string' }), field({ name: 'B', type: 'int64', versions: '1+' })]
    const text = emitModule(build(message([field({ name: 'S', type: '[]S', fields: inner })])))
    expect(text).toContain('flex ? r.compactCount(10) : r.count(2)')
  })
})
