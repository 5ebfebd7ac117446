/**
 * Memory with several holders. Whoever keeps a view on it beyond the call that handed it over retains it, and releases
 * it once; the last release gives it back to its pool.
 */
export interface Retained {
  retain(): void
  release(): void
}

/** Memory that nobody gives back to a pool: copies made for one use, buffers of tests. */
export const UNPOOLED: Retained = { retain() {}, release() {} }
