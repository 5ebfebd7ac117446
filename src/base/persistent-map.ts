/**
 * An immutable map that is cheap to change by a few entries: entries lie in 256 buckets, and a changed map shares all
 * buckets but those that were touched. Reading costs one more hash than a Map; what was read before a
 * change stays as it was.
 */
const BUCKETS = 256

function bucketOf(key: string): number {
  let hash = 0
  for (let i = 0; i < key.length; i++) hash = (hash * 31 + key.charCodeAt(i)) | 0
  return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (BUCKETS - 1)
}

const EMPTY: ReadonlyMap<string, never> = new Map<string, never>()

export class PersistentMap<V> {
  readonly size: number
  private readonly buckets: readonly ReadonlyMap<string, V>[]

  private constructor(buckets: readonly ReadonlyMap<string, V>[], size: number) {
    this.buckets = buckets
    this.size = size
  }

  static empty<V>(): PersistentMap<V> {
    return new PersistentMap<V>(new Array<ReadonlyMap<string, V>>(BUCKETS).fill(EMPTY as ReadonlyMap<string, V>), 0)
  }

  static of<V>(entries: Iterable<readonly [string, V]>): PersistentMap<V> {
    return PersistentMap.empty<V>().change(entries)
  }

  get(key: string): V | undefined {
    return this.buckets[bucketOf(key)]!.get(key)
  }

  has(key: string): boolean {
    return this.buckets[bucketOf(key)]!.has(key)
  }

  /** A map with these entries set, or removed where the value is undefined. */
  change(changes: Iterable<readonly [string, V | undefined]>): PersistentMap<V> {
    let buckets: ReadonlyMap<string, V>[] | null = null
    const fresh = new Set<number>()
    let { size } = this
    for (const [key, value] of changes) {
      buckets ??= [...this.buckets]
      const index = bucketOf(key)
      if (!fresh.has(index)) {
        buckets[index] = new Map<string, V>(buckets[index])
        fresh.add(index)
      }
      const bucket = buckets[index] as Map<string, V>
      const had = bucket.has(key)
      if (value === undefined) {
        bucket.delete(key)
        if (had) size--
      } else {
        bucket.set(key, value)
        if (!had) size++
      }
    }
    return buckets === null ? this : new PersistentMap(buckets, size)
  }

  *entries(): IterableIterator<[string, V]> {
    for (const bucket of this.buckets) if (bucket.size > 0) yield* bucket
  }

  *keys(): IterableIterator<string> {
    for (const bucket of this.buckets) if (bucket.size > 0) yield* bucket.keys()
  }

  *values(): IterableIterator<V> {
    for (const bucket of this.buckets) if (bucket.size > 0) yield* bucket.values()
  }
}
