import { BufferPool, type PooledBuffer } from '../base/buffer-pool.ts'
import { BytesView } from '../base/bytes-view.ts'
import { type Retained, UNPOOLED } from '../base/retained.ts'

/**
 * Small batches are copied one behind the other into shared slabs: one contiguous write instead of many pieces, and the
 * receive buffer, most of which would be waste, goes back to its pool. A slab is free again when all that was copied
 * into it is forgotten.
 */
export class CopyArena {
  private readonly slabs: BufferPool
  /** The slab that is being filled, and how far. */
  private current: PooledBuffer | null = null
  private used = 0
  /** Whose memory the last `copy` went to; retained once for the caller. */
  owner: Retained = UNPOOLED

  constructor(slabBytes = 256 * 1024, maxIdle = 4) {
    this.slabs = new BufferPool(maxIdle * slabBytes, { smallestBytes: slabBytes, count: 1 })
  }

  /** Copies `buf[start, end)`. The caller owns one hold on `owner` and releases it when done. */
  copy(buf: Buffer, start: number, end: number): BytesView {
    const length = end - start
    let slab = this.current
    if (slab === null || this.used + length > slab.buffer.length) {
      slab?.release()
      slab = this.slabs.take(length)
      this.current = slab
      this.used = 0
    }
    const at = this.used
    buf.copy(slab.buffer, at, start, end)
    this.used = at + length
    slab.retain()
    this.owner = slab
    return new BytesView(slab.buffer, at, at + length)
  }
}
