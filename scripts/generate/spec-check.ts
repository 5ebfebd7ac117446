import type { Field, Kind, RawField } from './spec.ts'
import { covers, intersect, type VersionRange } from './versions.ts'

/** A fault in `protocol-specs/`: where, and what is wrong, in one sentence. */
export class SpecError extends Error {
  override readonly name = 'SpecError'

  constructor(where: string, what: string) {
    super(`${where}: ${what}`)
  }
}

const PRIMITIVES = new Set<string>([
  'bool',
  'int8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'float64',
  'uuid',
  'string',
  'bytes',
  'records',
])

const FIELD_KEYS = new Set([
  'name',
  'type',
  'versions',
  'nullableVersions',
  'taggedVersions',
  'flexibleVersions',
  'tag',
  'default',
  'ignorable',
  'entityType',
  'mapKey',
  'repr',
  'fields',
])

const INTEGER_LIMITS: Partial<Record<Kind, [bigint, bigint]>> = {
  int8: [-128n, 127n],
  int16: [-32768n, 32767n],
  uint16: [0n, 65535n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
}

const NULLABLE_KINDS = new Set<Kind>(['string', 'bytes', 'records', 'struct'])

/** The rules of README.md in `protocol-specs/`, one sentence per broken one. */
export class FieldChecker {
  private readonly valid: VersionRange
  private readonly flexible: VersionRange | null

  constructor(valid: VersionRange, flexible: VersionRange | null) {
    this.valid = valid
    this.flexible = flexible
  }

  type(raw: RawField, where: string): { kind: Kind; array: boolean; structName: string | null } {
    for (const key of Object.keys(raw)) {
      if (!FIELD_KEYS.has(key)) throw new SpecError(where, `"${key}" is no key of a field`)
    }
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(raw.name)) throw new SpecError(where, 'the name must be letters and digits')
    const array = raw.type.startsWith('[]')
    const base = array ? raw.type.slice(2) : raw.type
    if (PRIMITIVES.has(base)) {
      if (raw.fields !== undefined) throw new SpecError(where, `a field of type ${raw.type} has no fields of its own`)
      if (array && base === 'records') throw new SpecError(where, 'there are no arrays of records')
      return { kind: base as Kind, array, structName: null }
    }
    if (!/^[A-Z][A-Za-z0-9]*$/.test(base)) throw new SpecError(where, `"${raw.type}" is no type`)
    return { kind: 'struct', array, structName: base }
  }

  /** The default in one spelling: a decimal string, `true`/`false`, text, null for null, undefined for "none given". */
  defaultOf(
    raw: RawField,
    kind: Kind,
    array: boolean,
    nullable: VersionRange | null,
    where: string,
  ): string | null | undefined {
    const given = raw.default
    // JSON null is Kafka's way to say that there is none.
    if (given === undefined || given === null) return undefined
    if (given === 'null') {
      if (nullable === null) throw new SpecError(where, 'its default is null but it is never nullable')
      return null
    }
    const text = String(given)
    if (array || kind === 'struct' || kind === 'bytes' || kind === 'records') {
      if (text === '') return undefined
      throw new SpecError(where, `a field of type ${raw.type} cannot have the default "${text}"`)
    }
    if (kind === 'string') return text
    if (kind === 'uuid') {
      if (text === '') return undefined
      throw new SpecError(where, 'a uuid cannot have a default')
    }
    if (kind === 'bool') {
      if (text !== 'true' && text !== 'false') throw new SpecError(where, `"${text}" is no boolean`)
      return text
    }
    if (kind === 'float64') {
      if (!Number.isFinite(Number(text))) throw new SpecError(where, `"${text}" is no number`)
      return text
    }
    const limits = INTEGER_LIMITS[kind]!
    let value: bigint
    try {
      value = BigInt(text)
    } catch {
      throw new SpecError(where, `the default "${text}" is no integer`)
    }
    if (value < limits[0] || value > limits[1]) throw new SpecError(where, `the default ${text} is no ${kind}`)
    return value.toString()
  }

  field(raw: RawField, field: Field, where: string): void {
    if (field.nullable !== null && !field.array && !NULLABLE_KINDS.has(field.kind)) {
      throw new SpecError(where, `a field of type ${raw.type} is never nullable`)
    }
    // A nullable struct has a marker before it, so a struct that is nullable in some versions only has two forms.
    if (field.nullable !== null && field.kind === 'struct' && !field.array && !covers(field.nullable, field.versions)) {
      throw new SpecError(where, 'a nullable struct must be nullable in all its versions')
    }
    if ((raw.tag === undefined) !== (raw.taggedVersions === undefined)) {
      throw new SpecError(where, '"tag" and "taggedVersions" go together')
    }
    if (field.tagged !== null) {
      if (!Number.isInteger(field.tag) || field.tag < 0) throw new SpecError(where, `tag ${raw.tag} is no tag number`)
      if (intersect(field.tagged, this.flexible) === null || !covers(this.flexible, field.tagged)) {
        throw new SpecError(where, 'it is tagged in versions that are not flexible')
      }
      if (field.tagged.to !== Math.min(field.versions.to, this.valid.to)) {
        throw new SpecError(where, 'a tagged field must stay tagged up to its last version')
      }
    }
    if (raw.flexibleVersions !== undefined && (raw.flexibleVersions !== 'none' || field.kind !== 'string')) {
      throw new SpecError(where, '"flexibleVersions" of a field can only be "none", and only on a string')
    }
    if (raw.repr !== undefined && (raw.repr !== 'bigint' || field.kind !== 'int64' || field.array)) {
      throw new SpecError(where, '"repr" can only be "bigint", and only on an int64')
    }
  }

  tags(where: string, fields: readonly Field[]): void {
    const byTag = new Map<number, Field>()
    for (const field of fields) {
      if (field.tagged === null) continue
      const other = byTag.get(field.tag)
      if (other !== undefined)
        throw new SpecError(where, `${other.name} and ${field.name} have the same tag ${field.tag}`)
      byTag.set(field.tag, field)
    }
  }
}
