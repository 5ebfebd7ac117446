/** Version ranges in Kafka's notation: `none`, `3`, `3-7` and `3+`. */
export interface VersionRange {
  readonly from: number
  /** Inclusive. */
  readonly to: number
}

/** Stands for the open end of `3+`. */
export const OPEN = 32767

const PATTERN = /^(\d+)(?:(\+)|-(\d+))?$/

/** Null for `none`, undefined where the text is no version range. */
export function parseVersions(text: string): VersionRange | null | undefined {
  if (text === 'none') return null
  const match = PATTERN.exec(text)
  if (match === null) return undefined
  const from = Number(match[1])
  const to = match[2] === '+' ? OPEN : match[3] === undefined ? from : Number(match[3])
  return to < from ? undefined : { from, to }
}

export function formatVersions(range: VersionRange | null): string {
  if (range === null) return 'none'
  if (range.to === OPEN) return `${range.from}+`
  return range.from === range.to ? `${range.from}` : `${range.from}-${range.to}`
}

export function intersect(a: VersionRange | null, b: VersionRange | null): VersionRange | null {
  if (a === null || b === null) return null
  const from = Math.max(a.from, b.from)
  const to = Math.min(a.to, b.to)
  return from > to ? null : { from, to }
}

/** The smallest range that holds both. */
export function hull(a: VersionRange | null, b: VersionRange | null): VersionRange | null {
  if (a === null) return b
  if (b === null) return a
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }
}

export function covers(outer: VersionRange | null, inner: VersionRange): boolean {
  return outer !== null && outer.from <= inner.from && outer.to >= inner.to
}

export function has(range: VersionRange | null, version: number): boolean {
  return range !== null && version >= range.from && version <= range.to
}

/**
 * The test that tells `range` apart inside `within`, as TypeScript over `v`: `true` and `false` where the answer is the
 * same for all of `within`.
 */
export function versionTest(range: VersionRange | null, within: VersionRange): string {
  const live = intersect(range, within)
  if (live === null) return 'false'
  const tests: string[] = []
  if (live.from === live.to && live.from > within.from && live.to < within.to) return `v === ${live.from}`
  if (live.from > within.from) tests.push(`v >= ${live.from}`)
  if (live.to < within.to) tests.push(`v <= ${live.to}`)
  return tests.length === 0 ? 'true' : tests.join(' && ')
}
