/** Bytes and JSON made by Apache Kafka's own serializers: a selection that always runs, and all of them where they are. */
import { readdirSync, readFileSync } from 'node:fs'
import { golden, linesOf } from '../../test-support/golden.ts'
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
export const testdataJson = <T>(name: string): T => JSON.parse(readFileSync(here(name), 'utf8')) as T

/** For every message its first, its first flexible and its last version, each kind once. */
export const selectedVectors = (): Vector[] => testdataLines<Vector>('messages.ndjson')

export function sharedVectors(): Vector[] {
  return ['messages', 'messages-legacy'].flatMap(name => {
    const folder = golden(name)
    return folder === null ? [] : readdirSync(folder).flatMap(file => linesOf<Vector>(`${folder}/${file}`))
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
