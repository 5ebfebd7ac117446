import { BytesView } from '../../base/bytes-view.ts'
import { checksumsAreGood } from '../batch-checksum.ts'
import { BatchCursor } from '../batch-cursor.ts'
import type { LogEnvironment } from '../log-environment.ts'
import type { Segment } from '../segment.ts'
import { UncleanableError } from './batch-filter.ts'

/** So much is looked through before others get their turn. */
const READ_BYTES = 128 * 1024

/**
 * Whole batches of a segment, one buffer after the other: `while (await batches.more()) while (batches.next()) …`. The
 * buffer is used again with each `more`.
 */
export class SegmentBatches {
  readonly cursor = new BatchCursor()
  /** Where the batch of `cursor` begins in `buf`. */
  at = 0
  /** Bytes read by the last `more`. */
  readBytes = 0
  private readonly env: LogEnvironment
  private readonly segment: Segment
  private readonly sizeBytes: number
  private memory: Buffer
  private position = 0
  private length = 0
  private consumed = 0

  constructor(env: LogEnvironment, segment: Segment) {
    this.env = env
    this.segment = segment
    this.sizeBytes = segment.sizeBytes
    this.memory = Buffer.allocUnsafe(Math.min(READ_BYTES, Math.max(segment.sizeBytes, 1)))
  }

  get buf(): Buffer {
    return this.memory
  }

  /**
   * Reads on; false at the end. Throws DiskError, and UncleanableError for what is no batch or does not match its
   * checksum: what is written anew gets a checksum of its own, under which the damage would pass for
   * what somebody sent.
   */
  async more(): Promise<boolean> {
    this.position += this.consumed
    this.consumed = 0
    if (this.position >= this.sizeBytes) return false
    await this.read(Math.min(READ_BYTES, this.sizeBytes - this.position))
    if (!this.cursor.load(this.memory, 0, this.length)) this.refuse()
    if (this.cursor.sizeBytes > this.length) {
      if (this.cursor.sizeBytes > this.sizeBytes - this.position) this.refuse()
      await this.read(this.cursor.sizeBytes)
    }
    if (!this.isUndamaged()) {
      // Perhaps it was read badly, and not written so.
      await this.read(this.length)
      if (!this.isUndamaged()) this.refuse('a batch that does not match its checksum')
    }
    return true
  }

  /** Moves to the next whole batch in the buffer. */
  next(): boolean {
    this.at = this.consumed
    if (this.at >= this.length) return false
    if (!this.cursor.load(this.memory, this.at, this.length)) {
      if (this.cursor.malformed) this.refuse()
      return false
    }
    if (this.at + this.cursor.sizeBytes > this.length) return false
    this.consumed = this.at + this.cursor.sizeBytes
    return true
  }

  private async read(wanted: number): Promise<void> {
    if (this.memory.length < wanted) this.memory = Buffer.allocUnsafe(wanted)
    const { log } = this.segment
    if (this.env.inMemory) this.length = log.file().readSync(this.memory, 0, wanted, this.position)
    else {
      const file = log.pin()
      try {
        this.length = await file.read(this.memory, 0, wanted, this.position)
      } finally {
        log.unpin()
      }
    }
    this.readBytes = this.length
  }

  private isUndamaged(): boolean {
    return checksumsAreGood(BytesView.of(this.memory.subarray(0, this.length)))
  }

  private refuse(what = 'no record batch'): never {
    const where = this.position + this.consumed
    throw new UncleanableError(`there is ${what} in ${this.segment.log.path} at byte ${where}`)
  }
}
