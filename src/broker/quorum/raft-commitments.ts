/** Who waits for an offset of the metadata log to be committed. */
interface Waiter {
  readonly offset: number
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export class Commitments {
  /** Ascending by offset: appends are waited for in their order, nearly always. */
  private waiters: Waiter[] = []

  wait(offset: number): Promise<void> {
    return new Promise((resolve, reject) => {
      let at = this.waiters.length
      while (at > 0 && this.waiters[at - 1]!.offset > offset) at--
      this.waiters.splice(at, 0, { offset, resolve, reject })
    })
  }

  /** All below `highWatermark` is committed. */
  advance(highWatermark: number): void {
    let count = 0
    while (count < this.waiters.length && this.waiters[count]!.offset < highWatermark) count++
    for (const { resolve } of this.waiters.splice(0, count)) resolve()
  }

  rejectAll(error: Error): void {
    for (const { reject } of this.waiters.splice(0)) reject(error)
  }
}
