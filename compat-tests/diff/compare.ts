import type { JsonValue } from '../../src/protocol/json.ts'
import { ANY_ORDER, MAY_DIFFER, type Rule } from './rules.ts'
import type { Entry } from './session.ts'

export interface Difference {
  readonly api: string
  readonly version: number
  readonly step: string
  readonly path: string
  readonly a: string
  readonly b: string
}

/** How often each rule covered a difference in this process. */
const used = new Map<Rule, number>()

export function explained(): ReadonlyMap<Rule, number> {
  return used
}

/** Rules that covered nothing in this process. */
export function unusedRules(): readonly Rule[] {
  return MAY_DIFFER.filter(rule => !used.has(rule))
}

/** A rule of an API holds on both listeners, one of `controller <API>` on that one alone. */
const appliesTo = (ruleApi: string, api: string): boolean =>
  ruleApi === '*' || ruleApi === api || `controller ${ruleApi}` === api

/** Two transcripts of one scenario. */
export function compareTranscripts(a: readonly Entry[], b: readonly Entry[]): Difference[] {
  const found: Difference[] = []
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const entry = a[i] ?? b[i]!
    const note = (path: string, left: JsonValue | undefined, right: JsonValue | undefined): void => {
      const rule = MAY_DIFFER.find(
        ({ api, path: pattern, step, values }) =>
          appliesTo(api, entry.api) &&
          pattern.test(path) &&
          (step === undefined || step.test(entry.step)) &&
          (values === undefined || values(left, right)),
      )
      if (rule !== undefined) used.set(rule, (used.get(rule) ?? 0) + 1)
      else found.push({ api: entry.api, version: entry.version, step: entry.step, path, a: show(left), b: show(right) })
    }
    compare(entry.api, '', a[i]?.answer, b[i]?.answer, note)
  }
  return found
}

const show = (value: JsonValue | undefined): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 160)

type Note = (path: string, a: JsonValue | undefined, b: JsonValue | undefined) => void

function compare(api: string, path: string, a: JsonValue | undefined, b: JsonValue | undefined, note: Note): void {
  if (Array.isArray(a) && Array.isArray(b)) {
    const order = ANY_ORDER.find(rule => appliesTo(rule.api, api) && rule.path.test(path))
    if (order !== undefined) compareKeyed(api, path, a, b, order.by, note)
    else for (let i = 0; i < Math.max(a.length, b.length); i++) compare(api, join(path, '*'), a[i], b[i], note)
  } else if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
      compare(api, join(path, key), a[key], b[key], note)
  } else if (a !== b) note(path, a, b)
}

const join = (path: string, part: string): string => (path === '' ? part : `${path}/${part}`)
const isObject = (value: JsonValue | undefined): value is { [key: string]: JsonValue } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** Pairs elements by a key field; several of one key keep their order among themselves. */
function compareKeyed(api: string, path: string, a: JsonValue[], b: JsonValue[], by: string, note: Note): void {
  const keyed = (items: JsonValue[]): Map<string, JsonValue> => {
    const counts = new Map<string, number>()
    return new Map(
      items.map(item => {
        const key = isObject(item) ? String(item[by]) : String(item)
        const count = counts.get(key) ?? 0
        counts.set(key, count + 1)
        return [`${key}#${count}`, item]
      }),
    )
  }
  const [left, right] = [keyed(a), keyed(b)]
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    if (left.has(key) && right.has(key)) compare(api, join(path, '*'), left.get(key), right.get(key), note)
    else note(join(path, key.slice(0, key.lastIndexOf('#'))), left.get(key), right.get(key))
  }
}
