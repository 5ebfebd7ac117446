/** When a new snapshot is due (KIP-630): enough new records since the last one, or enough time with any. */
export interface SnapshotPolicyOptions {
  /** metadata.log.max.record.bytes.between.snapshots */
  readonly maxBytes: number
  /** metadata.log.max.snapshot.interval.ms; 0 for never by time. */
  readonly maxIntervalMs: number
}

export const DEFAULT_SNAPSHOT_POLICY: SnapshotPolicyOptions = { maxBytes: 20 * 1024 * 1024, maxIntervalMs: 3_600_000 }

export class SnapshotPolicy {
  private readonly options: SnapshotPolicyOptions
  private bytes = 0
  private batches = 0
  private sinceMs: number

  constructor(options: SnapshotPolicyOptions, nowMs: number) {
    this.options = options
    this.sinceMs = nowMs
  }

  /** A committed batch came; true when a snapshot is due now. */
  onCommitted(nowMs: number, sizeBytes: number): boolean {
    this.bytes += sizeBytes
    this.batches++
    return this.isDue(nowMs)
  }

  isDue(nowMs: number): boolean {
    if (this.batches === 0) return false
    const { maxBytes, maxIntervalMs } = this.options
    return this.bytes >= maxBytes || (maxIntervalMs > 0 && nowMs - this.sinceMs >= maxIntervalMs)
  }

  /** A snapshot has been asked for: counting begins anew. */
  reset(nowMs: number): void {
    this.bytes = 0
    this.batches = 0
    this.sinceMs = nowMs
  }
}
