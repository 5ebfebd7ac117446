import { type BufferClasses, BufferPool } from '../base/buffer-pool.ts'
import { BackgroundDeletion } from './background-deletion.ts'
import { CopyArena } from './copy-arena.ts'
import type { LogEnvironment, LogHost } from './log-environment.ts'
import { OpenFiles } from './open-files.ts'
import { TailCacheBudget } from './tail-cache.ts'

/** For cold reads, up to 1 MiB; a larger one is made for the one batch that needs it. */
const READ_CLASSES: BufferClasses = { smallestBytes: 64 * 1024, count: 5 }
const MAX_IDLE_READ_BYTES = 32 * 1024 * 1024

export interface LogEnvironmentOptions {
  /** Descriptors that logs may hold open at once. */
  readonly maxOpenFiles?: number
  /** Bytes of the newest records that stay in memory, over all logs and in one. */
  readonly tailCacheBytes?: number
  readonly tailCacheBytesPerLog?: number
  /** The disk is memory: nothing is done asynchronously. */
  readonly inMemory?: boolean
}

const TAIL_CACHE_BYTES = 64 * 1024 * 1024
const TAIL_CACHE_BYTES_PER_LOG = 8 * 1024 * 1024
const MAX_TAIL_CACHE_BYTES = 512 * 1024 * 1024
/** What a tail cache may take of the machine's memory: it stands beside the page cache, which has the same bytes. */
const TAIL_CACHE_SHARE = 1 / 64

/**
 * A read from the tail cache costs half of one from the page cache, so a machine with much memory keeps more of
 * the newest records.
 */
export function tailCacheBytesFor(memoryBytes: number): number {
  return Math.max(TAIL_CACHE_BYTES, Math.min(MAX_TAIL_CACHE_BYTES, Math.floor(memoryBytes * TAIL_CACHE_SHARE)))
}

/** Records that nobody has asked for in this time are kept by small caches only. */
const LARGE_CACHE_QUIET_MS = 5 * 60 * 1000

/** For a node that nobody has talked to for `quietMs`. */
export function giveBackMemory(env: LogEnvironment, quietMs: number): void {
  env.readBuffers.trim()
  if (quietMs > LARGE_CACHE_QUIET_MS) env.tailCache.shrinkTo(TAIL_CACHE_BYTES)
}

export function createLogEnvironment(host: LogHost, options: LogEnvironmentOptions = {}): LogEnvironment {
  return {
    host,
    disk: host.disk,
    openFiles: new OpenFiles(host.disk, options.maxOpenFiles ?? 512),
    tailCache: new TailCacheBudget(
      options.tailCacheBytes ?? TAIL_CACHE_BYTES,
      options.tailCacheBytesPerLog ?? TAIL_CACHE_BYTES_PER_LOG,
    ),
    arena: new CopyArena(),
    readBuffers: new BufferPool(MAX_IDLE_READ_BYTES, READ_CLASSES),
    deletion: new BackgroundDeletion(host),
    inMemory: options.inMemory ?? false,
  }
}
