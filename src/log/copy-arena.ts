import { BytesView } from '../base/bytes-view.ts'
import type { Retained } from '../base/retained.ts'

class Slab implements Retained {
  readonly buffer: Buffer
  private readonly arena: CopyArena
  private holders = 1
  used = 0

  constructor(arena: CopyArena, sizeBytes: number) {
    this.arena = arena
    this.buffer = Buffer.allocUnsafeSlow(sizeBytes)
  }

  retain(): void {
    this.holders++
  }

  release(): void {
    if (--this.holders > 0) return
    this.holders = 1
    this.used = 0
    this.arena.recycle(this)
  }
}

/**
 * Small batches are copied one behind the other into shared slabs: one contiguous write instead of many pieces, and the receive buffer,
 * most of which would be waste, goes back to its pool. A slab is free again when all that was copied into it is forgotten.
 */
export class CopyArena {
  private readonly slabBytes: number
  private readonly maxIdle: number
  private readonly idle: Slab[] = []
  private current: Slab | null = null
  /** Whose memory the last `copy` went to; retained once for the caller. */
  owner: Retained

  constructor(slabBytes = 256 * 1024, maxIdle = 4) {
    this.slabBytes = slabBytes
    this.maxIdle = maxIdle
    this.owner = { retain() {}, release() {} }
  }

  /** Copies `buf[start, end)`. The caller owns one hold on `owner` and releases it when done. */
  copy(buf: Buffer, start: number, end: number): BytesView {
    const length = end - start
    let slab = this.current
    if (slab === null || slab.used + length > slab.buffer.length) {
      slab?.release()
      slab = length <= this.slabBytes ? (this.idle.pop() ?? new Slab(this, this.slabBytes)) : new Slab(this, length)
      this.current = slab
    }
    const at = slab.used
    buf.copy(slab.buffer, at, start, end)
    slab.used = at + length
    slab.retain()
    this.owner = slab
    return new BytesView(slab.buffer, at, at + length)
  }

  recycle(slab: Slab): void {
    if (slab.buffer.length === this.slabBytes && this.idle.length < this.maxIdle) this.idle.push(slab)
  }
}
