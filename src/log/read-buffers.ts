import type { Retained } from '../base/retained.ts'

const SMALLEST_BITS = 16 // 64 KiB
const LARGEST_BITS = 20 // 1 MiB

export class ReadBuffer implements Retained {
  readonly buffer: Buffer
  private readonly pool: ReadBufferPool
  private holders = 1

  constructor(pool: ReadBufferPool, sizeBytes: number) {
    this.pool = pool
    this.buffer = Buffer.allocUnsafeSlow(sizeBytes)
  }

  retain(): void {
    this.holders++
  }

  release(): void {
    if (--this.holders > 0) return
    this.holders = 1
    this.pool.recycle(this)
  }
}

/** Buffers for cold reads: 64 KiB to 1 MiB in powers of two; what is larger is allocated for the one batch that needs it. */
export class ReadBufferPool {
  private readonly free: ReadBuffer[][] = []
  private readonly maxIdleBytes: number
  private idleBytes = 0

  constructor(maxIdleBytes = 32 * 1024 * 1024) {
    this.maxIdleBytes = maxIdleBytes
    for (let bits = SMALLEST_BITS; bits <= LARGEST_BITS; bits++) this.free.push([])
  }

  /** At least `sizeBytes`, held once. */
  take(sizeBytes: number): ReadBuffer {
    const slot = slotOf(sizeBytes)
    const list = this.free[slot]
    if (list === undefined) return new ReadBuffer(this, sizeBytes)
    const found = list.pop()
    if (found === undefined) return new ReadBuffer(this, 2 ** (SMALLEST_BITS + slot))
    this.idleBytes -= found.buffer.length
    return found
  }

  /** Gives the idle memory back: called when the node has been quiet for a while. */
  trim(): void {
    for (const list of this.free) list.length = 0
    this.idleBytes = 0
  }

  recycle(buffer: ReadBuffer): void {
    const sizeBytes = buffer.buffer.length
    const list = this.free[slotOf(sizeBytes)]
    if (list === undefined || this.idleBytes + sizeBytes > this.maxIdleBytes) return
    this.idleBytes += sizeBytes
    list.push(buffer)
  }
}

function slotOf(sizeBytes: number): number {
  return Math.max(0, 32 - Math.clz32(sizeBytes - 1) - SMALLEST_BITS)
}
