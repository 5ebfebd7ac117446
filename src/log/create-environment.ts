import { BackgroundDeletion } from './background-deletion.ts'
import { CopyArena } from './copy-arena.ts'
import type { LogEnvironment, LogHost } from './log-environment.ts'
import { OpenFiles } from './open-files.ts'
import { ReadBufferPool } from './read-buffers.ts'
import { TailCacheBudget } from './tail-cache.ts'

export interface LogEnvironmentOptions {
  /** Descriptors that logs may hold open at once. */
  readonly maxOpenFiles?: number
  /** Bytes of the newest records that stay in memory, over all logs and in one. */
  readonly tailCacheBytes?: number
  readonly tailCacheBytesPerLog?: number
  /** The disk is memory: nothing is done asynchronously. */
  readonly inMemory?: boolean
}

export function createLogEnvironment(host: LogHost, options: LogEnvironmentOptions = {}): LogEnvironment {
  return {
    host,
    disk: host.disk,
    openFiles: new OpenFiles(host.disk, options.maxOpenFiles ?? 512),
    tailCache: new TailCacheBudget(
      options.tailCacheBytes ?? 64 * 1024 * 1024,
      options.tailCacheBytesPerLog ?? 8 * 1024 * 1024,
    ),
    arena: new CopyArena(),
    readBuffers: new ReadBufferPool(),
    deletion: new BackgroundDeletion(host),
    inMemory: options.inMemory ?? false,
  }
}
