import { DESCRIPTORS } from '../../src/protocol/generated/descriptors.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'

/** Leaves out the fields that a version does not have, so that a scenario can be written once for all versions. */
export function prune(message: string, json: JsonObject, version: number): JsonObject {
  const structs = new Map<string, Map<string, { type: string; versions: string }>>()
  const [top = '', ...others] = (DESCRIPTORS[message] ?? '').split('\n')
  for (const text of [top, ...others]) {
    const [name = '', ...fields] = text.split(';')
    const parsed = fields.map(field => field.split(' '))
    structs.set(
      name,
      new Map(
        parsed.map(([field = '', type = '', versions = '']) => [field, { type: type.replace('[]', ''), versions }]),
      ),
    )
  }
  const walk = (struct: string, value: JsonObject): JsonObject => {
    const out: JsonObject = {}
    for (const [key, item] of Object.entries(value)) {
      const field = structs.get(struct)?.get(key)
      // A name that no version knows is a mistake of the scenario: the codec says so.
      if (field === undefined || includes(field.versions, version))
        out[key] = field === undefined ? item : deep(field.type, item)
    }
    return out
  }
  const deep = (type: string, item: JsonValue): JsonValue => {
    if (!structs.has(type)) return item
    if (Array.isArray(item)) return item.map(one => deep(type, one))
    return item === null ? null : walk(type, item as JsonObject)
  }
  return walk(top.split(';')[0] ?? '', json)
}

function includes(range: string, version: number): boolean {
  if (range === '') return true
  const [from, to] = range.split('-')
  return version >= Number(from) && version <= Number(to ?? from)
}
