/**
 * Messages in Kafka's own JSON form, by interpretation of the descriptors beside the codecs. Keys are the field names;
 * bytes are base64, record sets hex, uuids their 22 characters; an integer beyond ±(2^53−1) is a decimal string. A
 * field that the version lacks is absent, and so is a tagged field at its default.
 *
 * For tools, tests and the inspector: nothing here is fast.
 */
import { BytesView } from '../base/bytes-view.ts'
import { isUuid } from '../base/uuid.ts'
import { DESCRIPTORS } from './generated/descriptors.ts'
import type { AnyMessageCodec } from './message.ts'
import { INT64_MAX, INT64_MIN } from './reader.ts'

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject
export interface JsonObject {
  [key: string]: JsonValue
}

/** JSON that is no such message; the text names the place as a JSON pointer. */
export class JsonFormError extends Error {
  override readonly name = 'JsonFormError'
}

export interface Range {
  readonly from: number
  readonly to: number
}

export interface FieldShape {
  readonly name: string
  readonly type: string
  readonly array: boolean
  readonly versions: Range
  readonly nullable: Range | null
  readonly tagged: Range | null
}

export interface StructShape {
  readonly name: string
  readonly fields: readonly FieldShape[]
  readonly defaults: Fields
  create(): Fields
}

export interface MessageShape {
  readonly top: StructShape
  readonly structs: ReadonlyMap<string, StructShape>
}

type Fields = Record<string, unknown>

const shapes = new Map<string, MessageShape>()

/** A range as the descriptors write it; empty text is the range of the whole message. */
function parseRange(text: string, whole: Range): Range {
  if (text === '') return whole
  const [from, to] = text.split('-')
  return { from: Number(from), to: Number(to ?? from) }
}

/** `name type versions [n<nullable versions>] [t<tagged versions>]` */
function parseField(text: string, whole: Range): FieldShape {
  const [name = '', type = '', versions = '', ...marks] = text.split(' ')
  const marked = (mark: string): Range | null => {
    const found = marks.find(candidate => candidate[0] === mark)
    return found === undefined ? null : parseRange(found.slice(1), whole)
  }
  const array = type.startsWith('[]')
  return {
    name,
    type: array ? type.slice(2) : type,
    array,
    versions: parseRange(versions, whole),
    nullable: marked('n'),
    tagged: marked('t'),
  }
}

/** The fields of a message and of its structs, as its spec has them. */
export function messageShape(codec: AnyMessageCodec): MessageShape {
  const known = shapes.get(codec.name)
  if (known !== undefined) return known
  const text = DESCRIPTORS[codec.name]
  if (text === undefined) throw new JsonFormError(`${codec.name} has no descriptor`)
  const whole = { from: codec.minVersion, to: codec.maxVersion }
  const structs = new Map<string, StructShape>()
  for (const line of text.split('\n')) {
    const [name = '', ...fields] = line.split(';')
    const create = (): Fields => new codec.structs![name]!() as Fields
    structs.set(name, { name, fields: fields.map(field => parseField(field, whole)), defaults: create(), create })
  }
  const shape = { top: structs.get(codec.name)!, structs }
  shapes.set(codec.name, shape)
  return shape
}

const has = (range: Range | null, version: number): boolean =>
  range !== null && version >= range.from && version <= range.to

/** The JSON form of a message. */
export function toJson(codec: AnyMessageCodec, message: object, version: number): JsonObject {
  const shape = messageShape(codec)
  return structToJson(shape, shape.top, message as Fields, version)
}

function structToJson(shape: MessageShape, struct: StructShape, value: Fields, version: number): JsonObject {
  const out: JsonObject = {}
  for (const field of struct.fields) {
    if (!has(field.versions, version)) continue
    const item = value[field.name]
    if (has(field.tagged, version) && same(shape, field, item, struct.defaults[field.name])) continue
    out[field.name] = fieldToJson(shape, field, item, version)
  }
  return out
}

function fieldToJson(shape: MessageShape, field: FieldShape, value: unknown, version: number): JsonValue {
  if (value === null) return null
  if (field.array) return (value as unknown[]).map(item => scalarToJson(shape, field.type, item, version))
  return scalarToJson(shape, field.type, value, version)
}

function scalarToJson(shape: MessageShape, type: string, value: unknown, version: number): JsonValue {
  switch (type) {
    case 'bytes':
      return Buffer.from(value as Uint8Array).toString('base64')
    case 'records':
      return (value as BytesView).copyChain().toString('hex')
    case 'int64': {
      if (value === INT64_MAX) return '9223372036854775807'
      if (value === INT64_MIN) return '-9223372036854775808'
      return value as number
    }
    case 'bigint': {
      const number = Number(value)
      return Number.isSafeInteger(number) ? number : String(value)
    }
    case 'float64':
      return Number.isFinite(value) ? (value as number) : String(value)
    default: {
      const struct = shape.structs.get(type)
      return struct === undefined ? (value as JsonValue) : structToJson(shape, struct, value as Fields, version)
    }
  }
}

/** Whether two values of a field are equal, in every version's fields. */
function same(shape: MessageShape, field: FieldShape, a: unknown, b: unknown): boolean {
  if (a === null || b === null) return a === b
  if (!field.array) return sameScalar(shape, field.type, a, b)
  const left = a as unknown[]
  const right = b as unknown[]
  return left.length === right.length && left.every((item, i) => sameScalar(shape, field.type, item, right[i]))
}

function sameScalar(shape: MessageShape, type: string, a: unknown, b: unknown): boolean {
  if (type === 'bytes') return Buffer.compare(a as Uint8Array, b as Uint8Array) === 0
  if (type === 'records') return (a as BytesView).copyChain().equals((b as BytesView).copyChain())
  const struct = shape.structs.get(type)
  if (struct === undefined) return a === b
  return struct.fields.every(field => same(shape, field, (a as Fields)[field.name], (b as Fields)[field.name]))
}

/** Whether two messages are equal in all fields, those of other versions too. */
export function sameMessage(codec: AnyMessageCodec, a: object, b: object): boolean {
  return sameScalar(messageShape(codec), codec.name, a, b)
}

/** A message from its JSON form. Absent fields keep their defaults. Throws a JsonFormError. */
export function fromJson(codec: AnyMessageCodec, json: JsonValue, version: number): object {
  const shape = messageShape(codec)
  return structFromJson(shape, shape.top, json, version, '')
}

function structFromJson(
  shape: MessageShape,
  struct: StructShape,
  json: JsonValue,
  version: number,
  at: string,
): Fields {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) throw wrong(at, 'an object', json)
  const out = struct.create()
  let left = Object.keys(json).length
  for (const field of struct.fields) {
    if (!Object.hasOwn(json, field.name)) continue
    if (!has(field.versions, version)) {
      throw new JsonFormError(`${at}/${field.name}: version ${version} of the message does not have this field`)
    }
    left--
    out[field.name] = fieldFromJson(shape, field, json[field.name]!, version, `${at}/${field.name}`)
  }
  if (left > 0) {
    const names = new Set(struct.fields.map(field => field.name))
    const unknown = Object.keys(json).find(key => !names.has(key))
    throw new JsonFormError(`${at}/${unknown}: ${struct.name} has no such field`)
  }
  return out
}

function fieldFromJson(shape: MessageShape, field: FieldShape, json: JsonValue, version: number, at: string): unknown {
  if (json === null) {
    if (has(field.nullable, version) || field.type === 'records') return null
    throw new JsonFormError(`${at}: version ${version} of the message does not allow null here`)
  }
  if (!field.array) return scalarFromJson(shape, field.type, json, version, at)
  if (!Array.isArray(json)) throw wrong(at, 'an array', json)
  return json.map((item, i) => scalarFromJson(shape, field.type, item, version, `${at}/${i}`))
}

const INTEGER_LIMITS: { readonly [type: string]: readonly [number, number] } = {
  int8: [-128, 127],
  int16: [-32768, 32767],
  uint16: [0, 65535],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}

function scalarFromJson(shape: MessageShape, type: string, json: JsonValue, version: number, at: string): unknown {
  switch (type) {
    case 'bool':
      if (typeof json !== 'boolean') throw wrong(at, 'true or false', json)
      return json
    case 'string':
      if (typeof json !== 'string') throw wrong(at, 'a string', json)
      return json
    case 'uuid':
      if (typeof json !== 'string' || !isUuid(json)) throw wrong(at, 'a uuid of 22 characters', json)
      return json
    case 'bytes':
      return bytesFromText(json, 'base64', at)
    case 'records':
      return BytesView.of(bytesFromText(json, 'hex', at))
    case 'float64': {
      const value = typeof json === 'string' && /^(NaN|-?Infinity)$/.test(json) ? Number(json) : json
      if (typeof value !== 'number') throw wrong(at, 'a number', json)
      return value
    }
    case 'bigint':
      return integerText(json, at, -(2n ** 63n), 2n ** 63n - 1n)
    case 'int64':
      if (json === '9223372036854775807') return INT64_MAX
      if (json === '-9223372036854775808') return INT64_MIN
  }
  const limits = INTEGER_LIMITS[type]
  if (limits !== undefined) return Number(integerText(json, at, BigInt(limits[0]), BigInt(limits[1])))
  return structFromJson(shape, shape.structs.get(type)!, json, version, at)
}

function integerText(json: JsonValue, at: string, least: bigint, most: bigint): bigint {
  const whole =
    (typeof json === 'number' && Number.isSafeInteger(json)) || (typeof json === 'string' && /^-?\d{1,20}$/.test(json))
  const value = whole ? BigInt(json) : null
  if (value === null || value < least || value > most) {
    throw wrong(at, `an integer from ${least} to ${most}`, json)
  }
  return value
}

/** Node stops at the first character that is no hex or base64, which must not pass for the whole text. */
function bytesFromText(json: JsonValue, encoding: 'base64' | 'hex', at: string): Buffer {
  const pattern = encoding === 'hex' ? /^([0-9a-fA-F]{2})*$/ : /^[A-Za-z0-9+/]*={0,2}$/
  if (typeof json !== 'string' || !pattern.test(json)) throw wrong(at, encoding, json)
  return Buffer.from(json, encoding)
}

function wrong(at: string, wanted: string, json: JsonValue): JsonFormError {
  const text = JSON.stringify(json) ?? 'undefined'
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return new JsonFormError(`${at === '' ? '/' : at}: ${wanted} is needed, not ${shown}`)
}

/** As JSON.stringify, but it keeps the sign of −0.0, which quotas can hold. */
export function jsonText(value: JsonValue): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0.0' : JSON.stringify(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`)
  return `{${entries.join(',')}}`
}
