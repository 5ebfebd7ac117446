import type { Code } from './code.ts'
import type { Field, Message, Struct } from './spec.ts'
import {
  bodyRuns,
  differsFromDefault,
  emptyValue,
  fixedBytes,
  flexTest,
  isNullable,
  needsEmptyForNull,
  nullTest,
  type TaggedField,
  taggedFields,
} from './struct-shape.ts'
import { covers, type VersionRange, versionTest } from './versions.ts'

/** Whether the struct has anything that `refuse…` would have to look at. */
export function needsStrictTest(struct: Struct): boolean {
  return struct.fields.some(field => isRefusable(field, struct) || needsEmptyForNull(field, field.versions))
}

/** A field that must not be lost silently: not ignorable, and missing in some version of its struct. */
export function isRefusable(field: Field, struct: Struct): boolean {
  return !field.ignorable && !covers(field.versions, struct.range)
}

/** The field's value, with null replaced where this version has no form for it. */
function source(field: Field, within: VersionRange): string {
  const value = `m.${field.name}`
  if (field.kind === 'records' || !needsEmptyForNull(field, within)) return value
  const canBeNull = nullTest(field, within)
  if (canBeNull === 'false') return `(${value} ?? ${emptyValue(field)})`
  return `(${value} ?? (${canBeNull} ? null : ${emptyValue(field)}))`
}

const nullHere = (field: Field, within: VersionRange): boolean =>
  isNullable(field) && nullTest(field, within) !== 'false'

function lengthSize(flex: string, length: string, oldBytes: number): string {
  if (flex === 'true') return `uvarintSize(${length} + 1)`
  return flex === 'false' ? `${oldBytes}` : `(flex ? uvarintSize(${length} + 1) : ${oldBytes})`
}

const nullSize = (flex: string, oldBytes: number): string =>
  flex === 'true' ? '1' : flex === 'false' ? `${oldBytes}` : `(flex ? 1 : ${oldBytes})`

function elementSize(field: Field, flex: string, value: string): string {
  if (field.kind === 'struct') return `size${field.struct!.name}(${value}, v)`
  if (field.kind === 'string') return `strSize(${value}, ${flex})`
  if (field.kind === 'bytes') return `${lengthSize(flex, `${value}.length`, 4)} + ${value}.length`
  return String(fixedBytes(field.kind)!)
}

/** Adds the field's bytes to `s`. Never called for a field of fixed size. */
function addSize(code: Code, message: Message, field: Field, within: VersionRange): void {
  const flex = flexTest(message, field, within)
  const value = source(field, within)
  const canBeNull = nullHere(field, within)
  if (field.array) {
    const name = canBeNull || value !== `m.${field.name}` ? 'list' : value
    const body = (): void => {
      const bytes = fixedBytes(field.kind)
      const length = lengthSize(flex, `${name}.length`, 4)
      if (bytes !== undefined) code.line(`s += ${length} + ${name}.length${bytes === 1 ? '' : ` * ${bytes}`}`)
      else {
        code.line(`s += ${length}`)
        code.line(`for (const e of ${name}) s += ${elementSize(field, flex, 'e')}`)
      }
    }
    if (name !== 'list') body()
    else {
      code.block('', () => {
        code.line(`const list = ${value}`)
        if (!canBeNull) body()
        else {
          code.line(`if (list === null) s += ${nullSize(flex, 4)}`)
          code.block('else', body)
        }
      })
    }
  } else if (field.kind === 'records') {
    const length = `uvarintSize(recordsLength(${value}) + 1)`
    const compact = `(${value} === null ? 1 : ${length})`
    const prefix = flex === 'true' ? compact : flex === 'false' ? '4' : `(flex ? ${compact} : 4)`
    code.line(`s += ${prefix} + inlineRecordsSize(${value})`)
  } else if (!canBeNull) code.line(`s += ${elementSize(field, flex, value)}`)
  else if (field.kind === 'struct') code.line(`s += ${value} === null ? 1 : 1 + ${elementSize(field, flex, value)}`)
  else if (field.kind === 'string') code.line(`s += nullableStrSize(${value}, ${flex})`)
  else code.line(`s += nullableBytesSize(${value}, ${flex})`)
}

const fixedSize = (field: Field): number | undefined => (field.array ? undefined : fixedBytes(field.kind))

/** The bytes of a tagged field's value as an expression. */
function tagBodySize(message: Message, struct: Struct, { field, within }: TaggedField): string {
  const fixed = fixedSize(field)
  if (fixed !== undefined) return String(fixed)
  const value = `m.${field.name}`
  if (field.array || nullHere(field, within)) return `${tagSizeName(struct, field)}(m, v)`
  return elementSize(field, flexTest(message, field, within), value)
}

const tagSizeName = (struct: Struct, field: Field): string =>
  `size${struct.name}${field.name[0]!.toUpperCase()}${field.name.slice(1)}`

/** Tagged arrays and nullable values get a function of their own: their size is asked for twice. */
function emitTagSizes(code: Code, message: Message, struct: Struct): void {
  for (const tagged of taggedFields(message, struct)) {
    const { field, within } = tagged
    if (!tagBodySize(message, struct, tagged).startsWith(tagSizeName(struct, field))) continue
    code.block(`function ${tagSizeName(struct, field)}(m: ${struct.name}, v: number): number`, () => {
      code.line('let s = 0')
      addSize(code, message, field, within)
      code.line('return s')
    })
    code.line('')
  }
}

function tagPresent({ field, test }: TaggedField): string {
  const differs = differsFromDefault(field, `m.${field.name}`)
  if (test === 'true') return differs
  return `${test} && ${differs.includes('||') ? `(${differs})` : differs}`
}

function addTagSizes(code: Code, message: Message, struct: Struct): void {
  const fields = taggedFields(message, struct)
  if (fields.length === 0) {
    code.line('s += 1')
    return
  }
  code.line('let tags = 0')
  for (const tagged of fields) {
    code.block(`if (${tagPresent(tagged)})`, () => {
      code.line('tags++')
      const body = tagBodySize(message, struct, tagged)
      const tag = tagged.field.tag < 128 ? '1' : `uvarintSize(${tagged.field.tag})`
      if (/^\d+$/.test(body) && tag === '1') code.line(`s += ${2 + Number(body)}`)
      else code.line(`const body = ${body}`, `s += ${tag} + uvarintSize(body) + body`)
    })
  }
  code.line('s += uvarintSize(tags)')
}

export function emitSize(code: Code, message: Message, struct: Struct): void {
  const { name, range } = struct
  emitTagSizes(code, message, struct)
  code.block(`function size${name}(m: ${name}, v: number): number`, () => {
    if (flexTest(message, null, range) === 'flex') code.line(`const flex = v >= ${message.flexibleFrom}`)
    const runs = bodyRuns(struct)
    const sumOf = (fields: { field: Field }[]): number =>
      fields.reduce((sum, { field }) => sum + (fixedSize(field) ?? 0), 0)
    code.line(`let s = ${sumOf(runs.filter(run => run.test === 'true').flatMap(run => run.fields))}`)
    for (const run of runs) {
      const varying = run.fields.filter(({ field }) => fixedSize(field) === undefined)
      const fixed = run.test === 'true' ? 0 : sumOf(run.fields)
      if (fixed === 0 && varying.length === 0) continue
      if (varying.length === 0) {
        code.line(`if (${run.test}) s += ${fixed}`)
        continue
      }
      code.when(run.test, () => {
        if (fixed > 0) code.line(`s += ${fixed}`)
        for (const { field, within } of varying) addSize(code, message, field, within)
      })
    }
    code.when(flexTest(message, null, range), () => addTagSizes(code, message, struct))
    code.line('return s')
  })
}

function byFlex(flex: string, flexible: string, old: string): string {
  if (flex === 'true') return flexible
  return flex === 'false' ? old : `flex ? ${flexible} : ${old}`
}

function writeElement(field: Field, flex: string, value: string, canBeNull: boolean): string {
  if (field.kind === 'struct') return `encode${field.struct!.name}(w, ${value}, v)`
  if (field.kind === 'string' || field.kind === 'bytes' || field.kind === 'records') {
    const kind = field.kind[0]!.toUpperCase() + field.kind.slice(1)
    const nullable = canBeNull && field.kind !== 'records' ? 'Nullable' : ''
    const old = nullable === '' ? field.kind : `nullable${kind}`
    return byFlex(flex, `w.compact${nullable}${kind}(${value})`, `w.${old}(${value})`)
  }
  return field.bigint ? `w.int64Big(${value})` : `w.${field.kind}(${value})`
}

function write(code: Code, message: Message, field: Field, within: VersionRange, tagged: boolean): void {
  const flex = flexTest(message, field, within)
  const value = tagged ? `m.${field.name}` : source(field, within)
  const canBeNull = nullHere(field, within)
  if (field.array) {
    const name = value === `m.${field.name}` ? value : 'list'
    const body = (): void => {
      code.line(byFlex(flex, `w.uvarint(${name}.length + 1)`, `w.int32(${name}.length)`))
      code.line(`for (const e of ${name}) ${writeElement(field, flex, 'e', false)}`)
    }
    const whole = (): void => {
      if (!canBeNull) body()
      else {
        code.line(`if (${name} === null) ${byFlex(flex, 'w.uvarint(0)', 'w.int32(-1)')}`)
        code.block('else', body)
      }
    }
    if (name !== 'list') whole()
    else {
      code.block('', () => {
        code.line(`const list = ${value}`)
        whole()
      })
    }
  } else if (field.kind === 'struct' && canBeNull) {
    code.line(`if (${value} === null) ${tagged ? 'w.uvarint(0)' : 'w.int8(-1)'}`)
    code.block('else', () => {
      code.line(tagged ? 'w.uvarint(1)' : 'w.int8(1)', writeElement(field, flex, value, false))
    })
  } else code.line(writeElement(field, flex, value, canBeNull))
}

function writeTags(code: Code, message: Message, struct: Struct): void {
  const fields = taggedFields(message, struct)
  if (fields.length === 0) {
    code.line('w.uvarint(0)')
    return
  }
  code.line('let tags = 0')
  for (const tagged of fields) code.line(`if (${tagPresent(tagged)}) tags++`)
  code.line('w.uvarint(tags)')
  // Most messages carry no tagged field at all.
  code.block('if (tags > 0)', () => {
    for (const tagged of fields) {
      code.block(`if (${tagPresent(tagged)})`, () => {
        code.line(`w.uvarint(${tagged.field.tag})`, `w.uvarint(${tagBodySize(message, struct, tagged)})`)
        write(code, message, tagged.field, tagged.within, true)
      })
    }
  })
}

/** What `encode` does first when strict encoding is on: nothing may be lost silently. */
export function emitRefusals(code: Code, struct: Struct): void {
  code.block(`function refuse${struct.name}(m: ${struct.name}, v: number): void`, () => {
    for (const field of struct.fields) {
      const label = `'${struct.name}.${field.name}'`
      const present = versionTest(field.versions, struct.range)
      if (isRefusable(field, struct)) {
        const differs = differsFromDefault(field, `m.${field.name}`)
        code.line(`if (!(${present}) && (${differs})) refuseField(${label}, v)`)
      }
      if (needsEmptyForNull(field, field.versions)) {
        const canBeNull = nullTest(field, struct.range)
        const when = present === 'true' ? '' : `(${present}) && `
        code.line(`if (${when}!(${canBeNull}) && m.${field.name} === null) refuseNull(${label}, v)`)
      }
    }
  })
}

export function emitEncode(code: Code, message: Message, struct: Struct): void {
  const { name, range } = struct
  code.block(`function encode${name}(w: Writer, m: ${name}, v: number): void`, () => {
    if (needsStrictTest(struct)) code.line(`if (strictEncoding) refuse${name}(m, v)`)
    if (flexTest(message, null, range) === 'flex') code.line(`const flex = v >= ${message.flexibleFrom}`)
    for (const run of bodyRuns(struct)) {
      code.when(run.test, () => {
        for (const { field, within } of run.fields) write(code, message, field, within, false)
      })
    }
    code.when(flexTest(message, null, range), () => writeTags(code, message, struct))
  })
}
