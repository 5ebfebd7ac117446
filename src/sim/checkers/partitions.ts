import { ErrorCode } from '../../protocol/errors.ts'
import type { History } from '../history.ts'
import type { FetchedPage } from '../workload/consumer.ts'
import type { World } from '../world.ts'

/**
 * What every reader of a partition may rely on, checked with each page: offsets without gaps, the same value at an offset
 * for ever, nothing above the high watermark, and a high watermark that does not go back.
 *
 * After a power cut of a partition's only replica its unsynced end may be gone (Kafka promises no more without replicas):
 * `mayForget` says so, and the partition starts anew for this checker.
 */
export class PartitionChecker {
  private readonly world: World
  private readonly history: History
  private readonly highWatermarks = new Map<string, number>()

  constructor(world: World, history: History) {
    this.world = world
    this.history = history
  }

  /** `dense` where nothing is compacted. */
  page(topic: string, partition: number, fetchOffset: number, page: FetchedPage, dense = true): void {
    const where = `${topic}-${partition}`
    const { errorCode, highWatermark, records } = page
    if (errorCode === ErrorCode.OFFSET_OUT_OF_RANGE) {
      this.world.violated('read', `${where}: offset ${fetchOffset} is out of range though it was below the end before`)
      return
    }
    if (errorCode !== ErrorCode.NONE) return
    let expected = fetchOffset
    for (const { offset, value } of records) {
      if (dense ? offset !== expected : offset < expected) {
        this.world.violated('dense offsets', `${where}: offset ${offset} follows ${expected - 1}`)
        return
      }
      expected = offset + 1
      if (offset >= highWatermark)
        this.world.violated(
          'high watermark',
          `${where}: offset ${offset} is readable, the high watermark is ${highWatermark}`,
        )
      const before = this.history.see(topic, partition, offset, value)
      if (before !== value)
        this.world.violated('stable records', `${where}: offset ${offset} held ${before}, now ${value}`)
    }
    const known = this.highWatermarks.get(where) ?? 0
    if (expected > known) this.highWatermarks.set(where, expected)
  }
}
