/** What may import what, and what of the world may be touched where. The plan behind it: ARCHITECTURE.md. */

/** Folders (or files) of `src`, lowest first; those of one line have the same level and must not import each other. */
export const LEVELS: readonly (readonly string[])[] = [
  ['base'],
  ['protocol', 'records', 'host'],
  ['metadata', 'raft', 'replication', 'security', 'log'],
  ['controller', 'coordinator'],
  ['broker'],
  ['api'],
  ['server'],
  ['host/node', 'sim'],
  ['cli', 'index.ts'],
]

/**
 * Tests and what only tests use have no level, wherever they stand: they may import anything and reach files, clocks
 * and sockets by themselves. Nothing of the product may import them.
 */
export const TESTS_ONLY = /\.test\.ts$|(^|\/)(testdata|test-support)\//

/** Below this level nothing touches time, randomness, timers, files or sockets but through `Host`. */
export const FIRST_WORLDLY_LEVEL = 7

/** Imports across folders of one level that are meant, as `from → to`. */
export const ALLOWED_SIDEWAYS: ReadonlySet<string> = new Set([
  // Varints and error codes; the other way round nothing.
  'records → protocol',
])

/** Modules that a pure folder may use all the same: synchronous, without a clock, the same answer every time. */
export const ALLOWED_MODULES: Readonly<Record<string, readonly string[]>> = {
  '*': ['node:buffer'],
  // `createRequire` loads codecs when the first compressed batch comes.
  records: ['node:zlib', 'node:module', 'snappy', 'lz4-napi', '@node-rs/crc32', 'buffer-crc32'],
  security: ['node:crypto'],
}

/** Names of the ambient world; `Date` and `Math` only through the members given. */
export const BANNED_GLOBALS: ReadonlySet<string> = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'performance',
  'process',
  'console',
  'crypto',
  'fetch',
  'WebSocket',
  'require',
  'globalThis',
])

export const BANNED_MEMBERS: ReadonlySet<string> = new Set(['Date.now', 'Math.random'])
