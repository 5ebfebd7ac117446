/** Bytes and JSON made by Apache Kafka's own serializers: a selection that always runs, and all of them where they are. */
import { golden, jsonOf, linesOf, linesOfFolder } from '../../test-support/golden.ts'
import type { JsonObject } from '../json.ts'

export interface Vector {
  readonly message: string
  readonly version: number
  /** `unknown-tags` vectors carry tagged fields that nobody knows. */
  readonly kind: 'default' | 'random' | 'extreme' | 'unknown-tags' | 'rich'
  readonly json: JsonObject
  readonly hex: string
}

const here = (name: string): string => new URL(`../testdata/${name}`, import.meta.url).pathname

export const testdataLines = <T>(name: string): T[] => linesOf<T>(here(name))
export const testdataJson = <T>(name: string): T => jsonOf<T>(here(name))

/** For every message its first, its first flexible and its last version, each kind once. */
export const selectedVectors = (): Vector[] => testdataLines<Vector>('messages.ndjson')

export function sharedVectors(): Vector[] {
  return ['messages', 'messages-legacy'].flatMap(name => {
    const folder = golden(name)
    return folder === null ? [] : linesOfFolder<Vector>(folder)
  })
}

export function byMessage(vectors: readonly Vector[]): [name: string, vectors: Vector[]][] {
  const groups = new Map<string, Vector[]>()
  for (const vector of vectors) {
    const group = groups.get(vector.message)
    if (group === undefined) groups.set(vector.message, [vector])
    else group.push(vector)
  }
  return [...groups]
}
