import { randomFillSync } from 'node:crypto'
import type { Random } from '../host.ts'

const POOL_WORDS = 256

/** Randomness fit for ids that must not be guessed; a call into the kernel only every 256 numbers. */
export class NodeRandom implements Random {
  private readonly pool = new Uint32Array(POOL_WORDS)
  private used = POOL_WORDS

  uint32(): number {
    if (this.used === POOL_WORDS) {
      randomFillSync(this.pool)
      this.used = 0
    }
    return this.pool[this.used++]!
  }

  bytes(length: number): Uint8Array {
    return randomFillSync(new Uint8Array(length))
  }
}
