import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { FieldChecker, SpecError } from './spec-check.ts'
import { intersect, OPEN, parseVersions, type VersionRange } from './versions.ts'

/** The primitive types of the wire, and `struct`. */
export type Kind =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'float64'
  | 'uuid'
  | 'string'
  | 'bytes'
  | 'records'
  | 'struct'

/** A field as it stands in a JSON file of `protocol-specs/`; README.md there has the grammar. */
export interface RawField {
  name: string
  type: string
  versions?: string
  nullableVersions?: string
  taggedVersions?: string
  flexibleVersions?: string
  tag?: number
  default?: string | number | boolean | null
  ignorable?: boolean
  entityType?: string
  mapKey?: boolean
  repr?: string
  fields?: RawField[]
}

export interface RawStruct {
  name: string
  versions?: string
  fields: RawField[]
}

export interface RawMessage {
  name?: string
  type?: string
  apiKey?: number
  validVersions: string
  flexibleVersions: string
  latestVersionUnstable?: boolean
  fields: RawField[]
  commonStructs?: RawStruct[]
}

export interface RawApi {
  apiKey: number
  name: string
  /** What Apache Kafka announces in ApiVersions on each kind of listener. */
  advertised: { broker?: string; controller?: string }
  clusterAction?: boolean
  forwardable?: boolean
  request: RawMessage
  response: RawMessage
}

export interface Field {
  /** With a small first letter. */
  readonly name: string
  readonly kind: Kind
  readonly array: boolean
  readonly struct: Struct | null
  /** Clipped to the versions of the message. */
  readonly versions: VersionRange
  /** Versions in which the field may be null. */
  readonly nullable: VersionRange | null
  /** Versions in which the field travels as a tagged one. */
  readonly tagged: VersionRange | null
  readonly tag: number
  /** False for the one field that keeps its old form in flexible versions (ClientId of the request header). */
  readonly followsFlexible: boolean
  readonly ignorable: boolean
  /** `null` only for a field whose default is null; undefined for "empty, zero or a struct of defaults". */
  readonly default: string | null | undefined
  readonly bigint: boolean
}

export interface Struct {
  readonly name: string
  readonly fields: Field[]
  /** Versions in which the struct is reachable: the generator needs no test outside. */
  range: VersionRange
}

export interface Message {
  readonly name: string
  readonly type: string
  readonly apiKey: number
  readonly valid: VersionRange
  /** First flexible version, or 32767. */
  readonly flexibleFrom: number
  readonly latestVersionUnstable: boolean
  readonly top: Struct
  /** The top one first, then in the order of their first use. */
  readonly structs: Struct[]
}

export interface Api {
  readonly apiKey: number
  readonly name: string
  readonly request: Message
  readonly response: Message
  readonly broker: VersionRange | null
  readonly controller: VersionRange | null
  readonly clusterAction: boolean
  readonly forwardable: boolean
}

export interface Specs {
  readonly apis: Api[]
  readonly headers: Message[]
  readonly disk: Message[]
  /** All of them, in the order api, headers, disk. */
  readonly messages: Message[]
}

const lowerFirst = (text: string): string => text[0]!.toLowerCase() + text.slice(1)

/** Untagged versions of a field: the place in the body, as opposed to the tag section. */
export function bodyVersions(field: Field): VersionRange | null {
  if (field.tagged === null) return field.versions
  if (field.tagged.from <= field.versions.from) return null
  return { from: field.versions.from, to: field.tagged.from - 1 }
}

function requiredVersions(text: string | undefined, where: string, key: string): VersionRange | null {
  if (text === undefined) throw new SpecError(where, `"${key}" is missing`)
  const range = parseVersions(text)
  if (range === undefined) throw new SpecError(where, `"${key}" is "${text}", which is no version range`)
  return range
}

class MessageBuilder {
  private readonly where: string
  private readonly raw: RawMessage
  private readonly common = new Map<string, RawStruct>()
  private readonly structs = new Map<string, Struct>()
  private readonly inline = new Set<string>()
  private readonly valid: VersionRange
  private readonly flexible: VersionRange | null
  private readonly check: FieldChecker

  constructor(where: string, raw: RawMessage) {
    this.where = where
    this.raw = raw
    const valid = requiredVersions(raw.validVersions, where, 'validVersions')
    if (valid === null || valid.to === OPEN) throw new SpecError(where, '"validVersions" must be a closed range')
    this.valid = valid
    this.flexible = requiredVersions(raw.flexibleVersions, where, 'flexibleVersions')
    if (this.flexible !== null && this.flexible.to !== OPEN) {
      throw new SpecError(where, '"flexibleVersions" must be open at its end: a message never stops being flexible')
    }
    this.check = new FieldChecker(valid, this.flexible)
    for (const struct of raw.commonStructs ?? []) {
      if (this.common.has(struct.name)) throw new SpecError(where, `common struct ${struct.name} is defined twice`)
      this.common.set(struct.name, struct)
    }
  }

  build(name: string, type: string, apiKey: number): Message {
    const top = this.struct(name, this.raw.fields, this.valid, [])
    for (const common of this.common.keys()) {
      if (!this.structs.has(common)) throw new SpecError(this.where, `common struct ${common} is used by no field`)
    }
    return {
      name,
      type,
      apiKey,
      valid: this.valid,
      flexibleFrom: this.flexible?.from ?? OPEN,
      latestVersionUnstable: this.raw.latestVersionUnstable === true,
      top,
      structs: [...this.structs.values()],
    }
  }

  /** `range` is where this use can occur. A struct with several uses gets the hull of all, down to its leaves. */
  private struct(name: string, rawFields: RawField[], range: VersionRange, path: string[]): Struct {
    if (path.includes(name)) throw new SpecError(this.where, `struct ${name} contains itself`)
    const known = this.structs.get(name)
    const struct: Struct = known ?? { name, fields: [], range }
    if (known === undefined) this.structs.set(name, struct)
    else struct.range = { from: Math.min(struct.range.from, range.from), to: Math.max(struct.range.to, range.to) }
    const fields = this.fields(name, rawFields, struct.range, [...path, name])
    struct.fields.splice(0, struct.fields.length, ...fields)
    return struct
  }

  private fields(owner: string, rawFields: RawField[], range: VersionRange, path: string[]): Field[] {
    const names = new Set<string>()
    const fields: Field[] = []
    for (const raw of rawFields) {
      const where = `${this.where}: ${owner}.${raw.name}`
      const name = lowerFirst(raw.name)
      if (names.has(name)) throw new SpecError(where, 'the struct has two fields of this name')
      names.add(name)
      const field = this.field(raw, name, range, where, path)
      if (field !== null) fields.push(field)
    }
    this.check.tags(`${this.where}: ${owner}`, fields)
    return fields
  }

  private field(raw: RawField, name: string, range: VersionRange, where: string, path: string[]): Field | null {
    const { kind, array, structName } = this.check.type(raw, where)
    const tagged =
      raw.taggedVersions === undefined ? null : requiredVersions(raw.taggedVersions, where, 'taggedVersions')
    const declared =
      raw.versions === undefined && tagged !== null ? tagged : requiredVersions(raw.versions, where, 'versions')
    const versions = intersect(declared, this.valid)
    if (versions === null) throw new SpecError(where, `its versions ${raw.versions} lie outside the message's`)
    const nullable =
      raw.nullableVersions === undefined ? null : requiredVersions(raw.nullableVersions, where, 'nullableVersions')
    const live = intersect(versions, range)
    let struct: Struct | null = null
    if (structName !== null) {
      const fields = this.structFields(structName, raw, where)
      if (live !== null) struct = this.struct(structName, fields, live, path)
      else if (!this.structs.has(structName)) struct = this.struct(structName, fields, versions, path)
      else struct = this.structs.get(structName)!
    }
    const field: Field = {
      name,
      kind,
      array,
      struct,
      versions,
      nullable: intersect(nullable, versions),
      tagged: intersect(tagged, versions),
      tag: raw.tag ?? -1,
      followsFlexible: raw.flexibleVersions !== 'none',
      ignorable: raw.ignorable === true,
      default: this.check.defaultOf(raw, kind, array, nullable, where),
      bigint: raw.repr === 'bigint',
    }
    this.check.field(raw, field, where)
    return field
  }

  private structFields(name: string, raw: RawField, where: string): RawField[] {
    if (raw.fields !== undefined) {
      if (this.common.has(name)) throw new SpecError(where, `struct ${name} has fields here and in commonStructs`)
      const key = `${where} ${name}`
      if (this.structs.has(name) && !this.inline.has(key)) throw new SpecError(where, `struct ${name} is defined twice`)
      this.inline.add(key)
      return raw.fields
    }
    const common = this.common.get(name)
    if (common === undefined) throw new SpecError(where, `struct ${name} has no fields, here or in commonStructs`)
    return common.fields
  }
}

function readJson<T>(file: string): T {
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text) as T
  } catch (error) {
    throw new SpecError(path.basename(file), `is no JSON: ${(error as Error).message}`)
  }
}

export function buildMessage(where: string, raw: RawMessage, name: string, type: string, apiKey: number): Message {
  return new MessageBuilder(where, raw).build(name, type, apiKey)
}

export function buildApi(file: string, raw: RawApi): Api {
  const expected = `${String(raw.apiKey).padStart(2, '0')}-${raw.name}.json`
  if (file !== expected) throw new SpecError(file, `API ${raw.apiKey} ${raw.name} belongs into ${expected}`)
  const request = buildMessage(`${file} request`, raw.request, `${raw.name}Request`, 'request', raw.apiKey)
  const response = buildMessage(`${file} response`, raw.response, `${raw.name}Response`, 'response', raw.apiKey)
  if (request.valid.from !== response.valid.from || request.valid.to !== response.valid.to) {
    throw new SpecError(file, 'request and response must have the same versions')
  }
  const { broker, controller } = raw.advertised
  return {
    apiKey: raw.apiKey,
    name: raw.name,
    request,
    response,
    broker: broker === undefined ? null : requiredVersions(broker, file, 'advertised.broker'),
    controller: controller === undefined ? null : requiredVersions(controller, file, 'advertised.controller'),
    clusterAction: raw.clusterAction === true,
    forwardable: raw.forwardable === true,
  }
}

/** Reads and checks a whole `protocol-specs` folder. Throws a SpecError whose message is one sentence. */
export function loadSpecs(folder: string): Specs {
  const jsonIn = (directory: string): string[] =>
    readdirSync(directory)
      .filter(name => name.endsWith('.json'))
      .sort()
  const apis: Api[] = []
  let headers: Message[] = []
  for (const file of jsonIn(folder)) {
    if (file === 'headers.json') {
      const raw = readJson<{ headers: RawMessage[] }>(path.join(folder, file))
      headers = raw.headers.map(header => buildMessage(file, header, header.name ?? '', 'header', -1))
    } else {
      apis.push(buildApi(file, readJson<RawApi>(path.join(folder, file))))
    }
  }
  apis.sort((a, b) => a.apiKey - b.apiKey)
  const disk = jsonIn(path.join(folder, 'disk')).map(file => {
    const raw = readJson<RawMessage>(path.join(folder, 'disk', file))
    if (`${raw.name}.json` !== file)
      throw new SpecError(`disk/${file}`, `message ${raw.name} belongs into ${raw.name}.json`)
    return buildMessage(`disk/${file}`, raw, raw.name ?? '', raw.type ?? '', raw.apiKey ?? -1)
  })
  const messages = [...apis.flatMap(api => [api.request, api.response]), ...headers, ...disk]
  const seen = new Set<string>()
  for (const message of messages) {
    if (seen.has(message.name)) throw new SpecError(message.name, 'two specs have this message name')
    seen.add(message.name)
  }
  return { apis, headers, disk, messages }
}
