/**
 * Makes `protocol-specs/` from a folder of Kafka's message schemas:
 * `node scripts/import-specs.ts <schemas> <api-keys.json>`.
 *
 * The folder has `wire/` (current schemas), `legacy/` (those of an older release, for the versions that the current one
 * has dropped) and `disk/`. Both ages of a message become one spec that covers every version. Used once per Kafka release.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { formatSpec } from './generate/format-spec.ts'
import type { RawApi, RawField, RawMessage, RawStruct } from './generate/spec.ts'
import { formatVersions, hull, intersect, OPEN, parseVersions, type VersionRange } from './generate/versions.ts'

const OUT = path.join(import.meta.dirname, '..', 'protocol-specs')

/**
 * int64 fields that hold a hash, and so need all their bits; everything else that Kafka counts stays below 2^53.
 * KIP-1101: the metadata hash of consumer, share and streams groups.
 */
const BIGINT_FIELDS = new Set(['MetadataHash'])

const [schemas, apiKeysFile] = process.argv.slice(2)
if (schemas === undefined || apiKeysFile === undefined) {
  console.error('usage: node scripts/import-specs.ts <folder with wire, legacy and disk> <api-keys.json>')
  process.exit(2)
}

interface ApiFact {
  id: number
  message: string
  valid: boolean
  broker: [number, number] | null
  controller: [number, number] | null
  clusterAction: boolean
  forwardable: boolean
}

interface Schema extends RawMessage {
  name: string
  type: string
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

/** Fields keep the order of the newer schema; one that only the older has goes behind its predecessor there. */
function mergeFields(newer: readonly RawField[], older: readonly RawField[]): RawField[] {
  const merged = newer.map(field => ({ ...field }))
  let at = 0
  for (const old of older) {
    const found = merged.findIndex(field => field.name === old.name)
    if (found < 0) {
      merged.splice(at++, 0, { ...old })
      continue
    }
    const field = merged[found]!
    const a = parseVersions(field.versions ?? '0+') ?? null
    const b = parseVersions(old.versions ?? '0+') ?? null
    if (a !== null && b !== null && b.from < a.from) field.versions = formatVersions({ from: b.from, to: a.to })
    if (old.fields !== undefined) field.fields = mergeFields(field.fields ?? [], old.fields)
    at = found + 1
  }
  return merged
}

function mergeMessages(newer: Schema, older: Schema): Schema {
  const common = new Map<string, RawStruct>((newer.commonStructs ?? []).map(struct => [struct.name, struct]))
  for (const struct of older.commonStructs ?? []) {
    const known = common.get(struct.name)
    common.set(struct.name, known ? { ...known, fields: mergeFields(known.fields, struct.fields) } : struct)
  }
  const versions = hull(parseVersions(newer.validVersions) ?? null, parseVersions(older.validVersions) ?? null)
  return {
    ...newer,
    validVersions: formatVersions(versions),
    fields: mergeFields(newer.fields, older.fields),
    ...(common.size > 0 ? { commonStructs: [...common.values()] } : {}),
  }
}

function tidyFields(fields: readonly RawField[], valid: VersionRange | null): RawField[] {
  // Kafka keeps some fields of versions that it withdrew before any release had them.
  return fields
    .map(field => tidyField(field, valid))
    .filter(field => intersect(parseVersions(field.versions!)!, valid) !== null)
}

function tidyField(raw: RawField, valid: VersionRange | null): RawField {
  const field: RawField = { name: raw.name, type: raw.type }
  // Kafka lets a field that is always tagged leave out "versions"; here every field says them.
  field.versions = raw.versions ?? raw.taggedVersions ?? '0+'
  for (const key of ['nullableVersions', 'taggedVersions', 'flexibleVersions'] as const) {
    if (raw[key] !== undefined) field[key] = raw[key]
  }
  if (raw.tag !== undefined) field.tag = raw.tag
  if (raw.default !== undefined && raw.default !== null) field.default = raw.default
  if (raw.ignorable === true) field.ignorable = true
  if (raw.entityType !== undefined) field.entityType = raw.entityType
  if (raw.mapKey === true) field.mapKey = true
  if (raw.type === 'int64' && BIGINT_FIELDS.has(raw.name)) field.repr = 'bigint'
  if (raw.fields !== undefined) field.fields = tidyFields(raw.fields, valid)
  return field
}

function tidyMessage(raw: Schema): RawMessage {
  const valid = parseVersions(raw.validVersions) ?? null
  const message: RawMessage = {
    validVersions: raw.validVersions,
    flexibleVersions: raw.flexibleVersions ?? 'none',
    fields: [],
  }
  if (raw.latestVersionUnstable === true) message.latestVersionUnstable = true
  message.fields = tidyFields(raw.fields ?? [], valid)
  if (raw.commonStructs !== undefined) {
    message.commonStructs = raw.commonStructs.map(struct => ({
      name: struct.name,
      fields: tidyFields(struct.fields, valid),
    }))
  }
  return message
}

function readMessage(name: string): Schema {
  const current = readJson<Schema>(path.join(schemas!, 'wire', `${name}.json`))
  const legacy = path.join(schemas!, 'legacy', `${name}.json`)
  return existsSync(legacy) ? mergeMessages(current, readJson<Schema>(legacy)) : current
}

function write(file: string, spec: unknown): void {
  writeFileSync(path.join(OUT, file), formatSpec(spec))
}

const range = (versions: [number, number]): string => formatVersions({ from: versions[0], to: versions[1] })

rmSync(path.join(OUT, 'disk'), { recursive: true, force: true })
mkdirSync(path.join(OUT, 'disk'), { recursive: true })
for (const file of readdirSync(OUT)) if (file.endsWith('.json')) rmSync(path.join(OUT, file))

const facts = readJson<{ apis: ApiFact[] }>(apiKeysFile).apis
for (const fact of facts) {
  // The four APIs between controller and brokers of the ZooKeeper era are gone from the protocol.
  if (!fact.valid) continue
  const api: RawApi = {
    apiKey: fact.id,
    name: fact.message,
    advertised: {
      ...(fact.broker ? { broker: range(fact.broker) } : {}),
      ...(fact.controller ? { controller: range(fact.controller) } : {}),
    },
    ...(fact.clusterAction ? { clusterAction: true } : {}),
    ...(fact.forwardable ? { forwardable: true } : {}),
    request: tidyMessage(readMessage(`${fact.message}Request`)),
    response: tidyMessage(readMessage(`${fact.message}Response`)),
  }
  write(`${String(fact.id).padStart(2, '0')}-${fact.message}.json`, api)
}

const headers = ['RequestHeader', 'ResponseHeader'].map(name => {
  const raw = readMessage(name)
  // Version 0 has no client id; only ControlledShutdown 0 ever used it, but it is still what an old tool may send.
  const versions = parseVersions(raw.validVersions)
  if (name === 'RequestHeader' && versions) raw.validVersions = `0-${Math.min(versions.to, OPEN)}`
  return { name, ...tidyMessage(raw) }
})
write('headers.json', { headers })

for (const file of readdirSync(path.join(schemas, 'disk'))) {
  const raw = readJson<Schema & { apiKey?: number }>(path.join(schemas, 'disk', file))
  write(`disk/${raw.name}.json`, {
    name: raw.name,
    type: raw.type,
    ...(raw.apiKey === undefined ? {} : { apiKey: raw.apiKey }),
    ...tidyMessage(raw),
  })
}
