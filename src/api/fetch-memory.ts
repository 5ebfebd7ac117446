/** Beyond, an answer only waits longer in memory and makes others wait: clients ask for 50 MiB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024
/**
 * Of what is read for it. More carries less per second: it must still be in the processor's cache when it is sent, and
 * its memory too when it is used again for the next answer.
 */
const MAX_READ_BYTES = 1024 * 1024
const TIGHT_ANSWER_BYTES = 64 * 1024
/** Beyond this share of the budget answers are smaller again: a few slow readers shall not use it up. */
const AMPLE_SHARE = 1 / 4

/**
 * Bounds the memory of answers that wait to be sent: clients that ask for much and read slowly must not fill the broker. An
 * answer may always hold less than was asked for; one batch is always served.
 */
export class FetchMemory {
  private readonly budgetBytes: number
  private held = 0

  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes
  }

  /** How much one answer may hold now. */
  get roomBytes(): number {
    if (this.held < this.budgetBytes * AMPLE_SHARE) return MAX_ANSWER_BYTES
    return this.held < this.budgetBytes ? MAX_READ_BYTES : TIGHT_ANSWER_BYTES
  }

  /** How much of that may be read from files. */
  get fileRoomBytes(): number {
    return Math.min(this.roomBytes, MAX_READ_BYTES)
  }

  hold(sizeBytes: number): void {
    this.held += sizeBytes
  }

  release(sizeBytes: number): void {
    this.held -= sizeBytes
  }
}
