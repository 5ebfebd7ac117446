import type { Uuid } from '../base/uuid.ts'
import { LeaderEpochCache } from './leader-epoch-cache.ts'
import type { LogConfig } from './log-config.ts'
import type { DirectoryState, LogEnvironment } from './log-environment.ts'
import { persistTopicId } from './log-metadata-files.ts'
import { PartitionLog } from './partition-log.ts'
import { ProducerSnapshots } from './producer-snapshots.ts'
import { ProducerStates } from './producer-states.ts'
import { Segment } from './segment.ts'
import { SegmentList } from './segment-list.ts'

/** Makes a new, empty log at `dir`, which does not exist yet or holds nothing. Throws DiskError. */
export function createLog(
  env: LogEnvironment,
  directory: DirectoryState,
  dir: string,
  topic: string,
  partition: number,
  topicId: Uuid | null,
  config: LogConfig,
): PartitionLog {
  env.disk.makeDirSync(dir)
  if (topicId !== null) persistTopicId(env.disk, dir, topicId)
  const segment = Segment.create(env, dir, 0, config.maxIndexBytes, env.host.clock.nowMs())
  return new PartitionLog(env, directory, config, {
    topic,
    partition,
    topicId,
    dir,
    segments: new SegmentList([segment]),
    epochs: new LeaderEpochCache(),
    producers: new ProducerStates(),
    snapshots: new ProducerSnapshots(env.disk, dir),
    logStartOffset: 0,
    logEndOffset: 0,
    hasEpochsBeyond: false,
    holeAt: -1,
    recoveryPoint: 0,
    staleFrom: Number.POSITIVE_INFINITY,
  })
}
