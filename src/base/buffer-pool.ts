import { assert } from './assert.ts'
import type { Retained } from './retained.ts'

/**
 * Sizes of a pool's buffers: `count` classes, each twice as large as the one before. What is larger is left to the
 * garbage collector.
 */
export interface BufferClasses {
  readonly smallestBytes: number
  readonly count: number
}

/**
 * For frames, up to 10 MiB: a batch of the size that clients like (a power of two) fits its class together with the
 * request around it, where a class of exactly that power would waste half of the next one.
 */
const FRAME_CLASSES: BufferClasses = { smallestBytes: 80 * 1024, count: 8 }

/** One buffer of a pool, counted by its holders. */
export class PooledBuffer implements Retained {
  readonly buffer: Buffer
  readonly view: DataView
  private readonly pool: BufferPool
  private holders = 0

  constructor(pool: BufferPool, sizeBytes: number) {
    this.pool = pool
    this.buffer = Buffer.allocUnsafeSlow(sizeBytes)
    this.view = new DataView(this.buffer.buffer, this.buffer.byteOffset, sizeBytes)
  }

  retain(): void {
    this.holders++
  }

  release(): void {
    assert(this.holders > 0, 'a pooled buffer was released more often than retained')
    if (--this.holders === 0) this.pool.giveBack(this)
  }
}

/**
 * Buffers in classes of doubling size. Recycled memory is several times cheaper than fresh memory (a fresh MiB costs
 * more than copying one), but what the pool keeps is bounded: this broker also lives inside test processes.
 */
export class BufferPool {
  /** Of all pools of the process: what was given back and not kept. Garbage, for the collector to find. */
  static droppedBytes = 0
  private readonly free: PooledBuffer[][] = []
  private readonly maxIdleBytes: number
  private readonly smallestBytes: number
  private idle = 0

  constructor(maxIdleBytes: number, { smallestBytes, count }: BufferClasses = FRAME_CLASSES) {
    this.maxIdleBytes = maxIdleBytes
    this.smallestBytes = smallestBytes
    for (let i = 0; i < count; i++) this.free.push([])
  }

  get idleBytes(): number {
    return this.idle
  }

  /** A buffer of at least `sizeBytes`, retained once. */
  take(sizeBytes: number): PooledBuffer {
    const index = this.classOf(sizeBytes)
    const list = this.free[index]
    const found = list?.pop()
    if (found !== undefined) {
      this.idle -= found.buffer.length
      found.retain()
      return found
    }
    const fresh = new PooledBuffer(this, list === undefined ? sizeBytes : this.smallestBytes * 2 ** index)
    fresh.retain()
    return fresh
  }

  giveBack(pooled: PooledBuffer): void {
    const sizeBytes = pooled.buffer.length
    const list = this.free[this.classOf(sizeBytes)]
    if (list === undefined || this.idle + sizeBytes > this.maxIdleBytes) {
      BufferPool.droppedBytes += sizeBytes
      return
    }
    this.idle += sizeBytes
    list.push(pooled)
  }

  /** Gives the idle memory back: called when the node has been quiet for a while. */
  trim(): void {
    for (const list of this.free) list.length = 0
    this.idle = 0
  }

  /** Index of the smallest class that holds `sizeBytes`. */
  private classOf(sizeBytes: number): number {
    const multiples = Math.ceil(sizeBytes / this.smallestBytes)
    return multiples <= 1 ? 0 : 32 - Math.clz32(multiples - 1)
  }
}
