/**
 * Larger answers carry less per second: what was read must still be in the processor's cache when it is sent, and what is
 * used again for the next answer too (4 MiB cost twice the CPU). They also wait longer in memory and make others wait.
 */
const MAX_ANSWER_BYTES = 1024 * 1024
const TIGHT_ANSWER_BYTES = 64 * 1024

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
    return this.held < this.budgetBytes ? MAX_ANSWER_BYTES : TIGHT_ANSWER_BYTES
  }

  hold(sizeBytes: number): void {
    this.held += sizeBytes
  }

  release(sizeBytes: number): void {
    this.held -= sizeBytes
  }
}
