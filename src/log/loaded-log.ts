import type { Uuid } from '../base/uuid.ts'
import type { LeaderEpochCache } from './leader-epoch-cache.ts'
import type { ProducerSnapshots } from './producer-snapshots.ts'
import type { ProducerStates } from './producer-states.ts'
import type { SegmentList } from './segment-list.ts'

/** What opening or creating a log has found. */
export interface LoadedLog {
  readonly topic: string
  readonly partition: number
  readonly topicId: Uuid | null
  readonly dir: string
  readonly segments: SegmentList
  readonly epochs: LeaderEpochCache
  /** The file names epochs that begin where the log ends, or behind that. */
  readonly hasEpochsBeyond: boolean
  readonly producers: ProducerStates
  readonly snapshots: ProducerSnapshots
  readonly logStartOffset: number
  readonly logEndOffset: number
  readonly recoveryPoint: number
  /** Where opening it has cut it; infinite when it has not. See `LogFlusher.staleFrom`. */
  readonly staleFrom: number
  /** Offsets are missing from here to the next segment, in segments that had to be recovered; −1 when none are. */
  readonly holeAt: number
}
