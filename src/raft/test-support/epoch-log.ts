import type { OffsetAndEpoch } from '../messages.ts'
import type { ReplicaLog } from '../replica-log.ts'
import type { VoterSet } from '../voter-set.ts'

export interface VoterRecord {
  readonly voters: VoterSet
}

/**
 * A log of nothing but epochs: entry i is the epoch of offset i. Records that name voters are known to the whole
 * cluster by offset and epoch.
 */
export class EpochLog implements ReplicaLog {
  epochs: number[]
  startOffset = 0
  snapshot: OffsetAndEpoch | null = null
  private readonly records: ReadonlyMap<string, VoterRecord>

  constructor(epochs: readonly number[] = [], records: ReadonlyMap<string, VoterRecord> = new Map()) {
    this.epochs = [...epochs]
    this.records = records
  }

  private get lastRecord(): { readonly offset: number; readonly record: VoterRecord } | null {
    return this.recordBefore(this.epochs.length)
  }

  private recordBefore(end: number): { readonly offset: number; readonly record: VoterRecord } | null {
    for (let offset = end - 1; offset >= 0; offset--) {
      const record = this.records.get(`${offset}@${this.epochs[offset]}`)
      if (record !== undefined) return { offset, record }
    }
    return null
  }

  /** null while no record names any. */
  get voters(): VoterSet | null {
    return this.lastRecord?.record.voters ?? null
  }

  get votersOffset(): number {
    return this.lastRecord?.offset ?? -1
  }

  get formerVoters(): VoterSet | null {
    return this.recordBefore(this.votersOffset)?.record.voters ?? null
  }

  get kraftVersion(): number {
    return this.lastRecord === null ? 0 : 1
  }

  get endOffset(): number {
    return this.epochs.length
  }

  get lastEpoch(): number {
    return this.epochs.at(-1) ?? 0
  }

  get earliestSnapshot(): OffsetAndEpoch | null {
    return this.snapshot
  }

  get latestSnapshot(): OffsetAndEpoch | null {
    return this.snapshot
  }

  endOffsetForEpoch(epoch: number): OffsetAndEpoch {
    const below = this.epochs.filter(entry => entry <= epoch)
    return { offset: below.length, epoch: below.at(-1) ?? 0 }
  }
}
