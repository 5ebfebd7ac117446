import type { Code } from './code.ts'
import type { Field, Message, Struct } from './spec.ts'
import {
  bodyRuns,
  elementType,
  flexiblePart,
  flexTest,
  minElementBytes,
  nullTest,
  taggedFields,
} from './struct-shape.ts'
import { intersect, OPEN, type VersionRange } from './versions.ts'

/** `r.compactX()` in flexible versions, `r.x()` before them. */
function byFlex(test: string, flexible: string, old: string): string {
  if (test === 'true') return flexible
  return test === 'false' ? old : `flex ? ${flexible} : ${old}`
}

function methodPair(test: string, method: string): string {
  return byFlex(test, `r.compact${method[0]!.toUpperCase()}${method.slice(1)}()`, `r.${method}()`)
}

function scalar(message: Message, field: Field, within: VersionRange): string {
  const flex = flexTest(message, field, within)
  switch (field.kind) {
    case 'string':
    case 'bytes': {
      const plain = methodPair(flex, field.kind)
      const canBeNull = nullTest(field, within)
      if (canBeNull === 'false' || field.array) return plain
      const nullable = methodPair(flex, field.kind === 'string' ? 'nullableString' : 'nullableBytes')
      return canBeNull === 'true' ? nullable : `${canBeNull} ? ${wrap(nullable)} : ${wrap(plain)}`
    }
    case 'records':
      return methodPair(flex, 'records')
    default:
      return field.bigint ? 'r.int64Big()' : `r.${field.kind}()`
  }
}

const wrap = (expression: string): string => (expression.includes('?') ? `(${expression})` : expression)

/** The count of an array: the smallest element differs between flexible and older versions. */
function countOf(message: Message, field: Field, within: VersionRange, method: 'count' | 'arrayLength'): string {
  const flexible = flexiblePart(message, within)
  const old = intersect({ from: 0, to: Math.min(message.flexibleFrom, OPEN) - 1 }, within)
  const name = method === 'count' ? 'compactCount' : 'compactArrayLength'
  const newForm = flexible === null ? '' : `r.${name}(${minElementBytes(message, field, flexible)})`
  const oldForm = old === null ? '' : `r.${method}(${minElementBytes(message, field, old)})`
  return byFlex(flexTest(message, field, within), newForm, oldForm)
}

function list(code: Code, message: Message, field: Field, within: VersionRange, target: string): void {
  const element = field.kind === 'struct' ? `decode${field.struct!.name}(r, v)` : scalar(message, field, within)
  const canBeNull = nullTest(field, within)
  if (canBeNull === 'false') {
    if (field.default === null) code.line(`${target} = []`)
    code.block(`for (let n = ${countOf(message, field, within, 'count')}; n > 0 && r.ok; n--)`, () => {
      // The class starts with an empty array of its own.
      code.line(`${target}${field.nullable === null ? '' : '!'}.push(${element})`)
    })
    return
  }
  code.block('', () => {
    code.line(`const count = ${countOf(message, field, within, 'arrayLength')}`)
    if (canBeNull !== 'true') code.line(`if (count < 0 && !(${canBeNull})) r.fail()`)
    code.line(`if (count < 0) ${target} = null`)
    code.block('else', () => {
      code.line(`const list: ${elementType(field)}[] = []`)
      code.line(`for (let n = count; n > 0 && r.ok; n--) list.push(${element})`)
      code.line(`${target} = list`)
    })
  })
}

function assign(code: Code, message: Message, field: Field, within: VersionRange, tagged: boolean): void {
  const target = `m.${field.name}`
  if (field.array) list(code, message, field, within, target)
  else if (field.kind !== 'struct') code.line(`${target} = ${scalar(message, field, within)}`)
  else if (nullTest(field, within) === 'false') code.line(`${target} = decode${field.struct!.name}(r, v)`)
  else {
    // A nullable struct has a marker before it: an int8, or as a tagged field an unsigned varint.
    const present = tagged ? 'r.uvarint() !== 0' : 'r.int8() >= 0'
    code.line(`${target} = ${present} ? decode${field.struct!.name}(r, v) : null`)
  }
}

function tagSection(code: Code, message: Message, struct: Struct): void {
  const fields = taggedFields(message, struct)
  if (fields.length === 0) {
    code.line('r.skipTags()')
    return
  }
  code.block('for (let tags = r.uvarint(); tags > 0 && r.ok; tags--)', () => {
    code.line('const tag = r.uvarint()', 'const end = r.tagEnd()')
    fields.forEach(({ field, test, within }, i) => {
      const condition = test === 'true' ? `tag === ${field.tag}` : `tag === ${field.tag} && ${test}`
      code.block(`${i === 0 ? '' : 'else '}if (${condition})`, () => assign(code, message, field, within, true))
    })
    code.line('r.leaveTag(end)')
  })
}

export function emitDecode(code: Code, message: Message, struct: Struct): void {
  const { name, range } = struct
  code.block(`function decode${name}(r: Reader, v: number): ${name}`, () => {
    code.line(`const m = new ${name}()`)
    if (flexTest(message, null, range) === 'flex') code.line(`const flex = v >= ${message.flexibleFrom}`)
    for (const run of bodyRuns(struct)) {
      code.when(run.test, () => {
        for (const { field, within } of run.fields) assign(code, message, field, within, false)
      })
    }
    code.when(flexTest(message, null, range), () => tagSection(code, message, struct))
    code.line('return m')
  })
}
