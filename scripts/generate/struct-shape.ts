import { bodyVersions, type Field, type Kind, type Message, type Struct } from './spec.ts'
import { covers, has, intersect, type VersionRange, versionTest } from './versions.ts'

const FIXED_BYTES: Partial<Record<Kind, number>> = {
  bool: 1,
  int8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  float64: 8,
  uuid: 16,
}

/** Bytes of a value of this kind, or undefined where it varies. */
export function fixedBytes(kind: Kind): number | undefined {
  return FIXED_BYTES[kind]
}

/** Whether TypeScript sees the field as nullable. A record set always is: absent and empty differ. */
export function isNullable(field: Field): boolean {
  return field.nullable !== null || (field.kind === 'records' && !field.array)
}

export function elementType(field: Field): string {
  switch (field.kind) {
    case 'struct':
      return field.struct!.name
    case 'string':
    case 'uuid':
      return 'string'
    case 'bool':
      return 'boolean'
    case 'bytes':
      return 'Buffer'
    case 'records':
      return 'BytesView'
    default:
      return field.bigint ? 'bigint' : 'number'
  }
}

export function fieldType(field: Field): string {
  const type = elementType(field) + (field.array ? '[]' : '')
  return isNullable(field) ? `${type} | null` : type
}

/** The value that stands for "nothing" where null cannot be said. */
export function emptyValue(field: Field): string {
  if (field.array) return '[]'
  switch (field.kind) {
    case 'struct':
      return `new ${field.struct!.name}()`
    case 'string':
      return "''"
    case 'uuid':
      return 'ZERO_UUID'
    case 'bool':
      return 'false'
    case 'bytes':
      return 'EMPTY_BYTES'
    case 'records':
      return 'null'
    default:
      return field.bigint ? '0n' : '0'
  }
}

export function defaultValue(field: Field): string {
  if (field.default === null) return 'null'
  if (field.default === undefined) return emptyValue(field)
  if (field.kind === 'string') return `'${field.default.replace(/[\\']/g, '\\$&')}'`
  if (field.bigint) return `${field.default}n`
  if (field.kind === 'int64' && field.default === '9223372036854775807') return 'INT64_MAX'
  if (field.kind === 'int64' && field.default === '-9223372036854775808') return 'INT64_MIN'
  return field.default
}

/** A boolean expression: does `source` differ from the field's default? */
export function differsFromDefault(field: Field, source: string): string {
  if (field.default === null || (field.kind === 'records' && !field.array)) return `${source} !== null`
  const orNull = field.nullable === null ? '' : `${source} === null || `
  if (field.array || field.kind === 'bytes') return `${orNull}${source}.length > 0`
  if (field.kind === 'struct') return `${orNull}!isDefault${field.struct!.name}(${source})`
  if (field.kind === 'bool') return defaultValue(field) === 'true' ? `!${source}` : source
  return `${source} !== ${defaultValue(field)}`
}

/** Structs for which the code above calls `isDefault…`. */
export function structsWithDefaultTest(message: Message, asked: (field: Field) => boolean): Set<string> {
  const names = new Set<string>()
  const visit = (field: Field): void => {
    if (field.kind !== 'struct' || field.array || field.default === null || names.has(field.struct!.name)) return
    names.add(field.struct!.name)
    for (const inner of field.struct!.fields) visit(inner)
  }
  for (const struct of message.structs) for (const field of struct.fields) if (asked(field)) visit(field)
  return names
}

/** `true`, `false`, or `flex` where only the version of the moment can tell. */
export function flexTest(message: Message, field: Field | null, within: VersionRange): string {
  if (field !== null && !field.followsFlexible) return 'false'
  if (message.flexibleFrom <= within.from) return 'true'
  return message.flexibleFrom > within.to ? 'false' : 'flex'
}

/** The flexible part of a range, null where there is none. */
export function flexiblePart(message: Message, within: VersionRange): VersionRange | null {
  return intersect({ from: message.flexibleFrom, to: within.to }, within)
}

/** Whether the field may be null: `true`, `false`, or a test of the version. */
export function nullTest(field: Field, within: VersionRange): string {
  if (field.kind === 'records' && !field.array) return 'true'
  return versionTest(field.nullable, within)
}

/** Fields of the body that travel under the same version test, in order. */
export interface FieldRun {
  readonly test: string
  readonly fields: { readonly field: Field; readonly within: VersionRange }[]
}

export function bodyRuns(struct: Struct): FieldRun[] {
  const runs: FieldRun[] = []
  for (const field of struct.fields) {
    const within = intersect(bodyVersions(field), struct.range)
    if (within === null) continue
    const test = versionTest(within, struct.range)
    const last = runs.at(-1)
    if (last !== undefined && last.test === test) last.fields.push({ field, within })
    else runs.push({ test, fields: [{ field, within }] })
  }
  return runs
}

export interface TaggedField {
  readonly field: Field
  readonly test: string
  readonly within: VersionRange
}

/** Tagged fields in ascending order of their tags, with their tests inside the flexible versions. */
export function taggedFields(message: Message, struct: Struct): TaggedField[] {
  const flexible = flexiblePart(message, struct.range)
  if (flexible === null) return []
  return struct.fields
    .filter(field => intersect(field.tagged, flexible) !== null)
    .sort((a, b) => a.tag - b.tag)
    .map(field => ({ field, test: versionTest(field.tagged, flexible), within: intersect(field.tagged, flexible)! }))
}

/** The fewest bytes that a value of this struct takes in any version of `within`. */
export function minStructBytes(message: Message, struct: Struct, within: VersionRange): number {
  let least = Number.POSITIVE_INFINITY
  for (let version = within.from; version <= within.to; version++) {
    const flexible = version >= message.flexibleFrom
    let bytes = flexible ? 1 : 0
    for (const field of struct.fields) {
      if (has(bodyVersions(field), version)) bytes += minFieldBytes(message, field, version)
    }
    least = Math.min(least, bytes)
  }
  return least
}

function minFieldBytes(message: Message, field: Field, version: number): number {
  const flexible = field.followsFlexible && version >= message.flexibleFrom
  if (field.array) return flexible ? 1 : 4
  if (field.kind === 'struct') {
    if (field.nullable !== null) return 1
    return minStructBytes(message, field.struct!, { from: version, to: version })
  }
  return fixedBytes(field.kind) ?? (flexible ? 1 : field.kind === 'string' ? 2 : 4)
}

/** The fewest bytes of one element of an array field. */
export function minElementBytes(message: Message, field: Field, within: VersionRange): number {
  if (field.kind === 'struct') return minStructBytes(message, field.struct!, within)
  return fixedBytes(field.kind) ?? (message.flexibleFrom <= within.from ? 1 : field.kind === 'string' ? 2 : 4)
}

/** Null would need a form that some version of `within` does not have. */
export function needsEmptyForNull(field: Field, within: VersionRange): boolean {
  return field.nullable !== null && !covers(field.nullable, within)
}
