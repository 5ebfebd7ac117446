import { API_CODECS } from '../../src/protocol/generated/codecs.ts'
import type { AnyMessageCodec } from '../../src/protocol/message.ts'

export interface ApiPair {
  readonly request: AnyMessageCodec
  readonly response: AnyMessageCodec
}

/** By name, as in `CreateTopics`. */
const byName = new Map<string, ApiPair>()
for (const pair of API_CODECS.values()) byName.set(pair.request.name.replace(/Request$/, ''), pair)

export function apiNamed(name: string): ApiPair {
  const pair = byName.get(name)
  if (pair === undefined) throw new Error(`there is no API named ${name}`)
  return pair
}
