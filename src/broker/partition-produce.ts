/**
 * A client's record set on its way into a partition: refused with Kafka's errors, or appended, and answered
 * when `acks` says so.
 */
import type { BytesView } from '../base/bytes-view.ts'
import type { Retained } from '../base/retained.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { type ProduceLimits, validateProduce } from '../records/validate.ts'
import type { AckOutcome } from '../replication/ack-queue.ts'
import type { PartitionConfig } from './partition-config.ts'

export interface ProduceOptions {
  readonly acks: 0 | 1 | -1
  readonly apiVersion: number
  readonly timeoutMs: number
  /** Keeps the memory of the records alive while it is retained; null when it is gone after the call. */
  readonly owner: Retained | null
  readonly transactionalId: string | null
}

export interface AppendOutcome {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly baseOffset: number
  readonly logAppendTimeMs: number
  readonly logStartOffset: number
  readonly recordErrors: readonly { readonly batchIndex: number; readonly message: string | null }[] | null
}

/** What producing needs of a partition. */
export interface ProduceTarget {
  readonly isOffline: boolean
  readonly isLeader: boolean
  readonly hasEnoughInSync: boolean
  readonly config: PartitionConfig
  readonly log: PartitionLog
  readonly currentLeadership: { readonly leaderEpoch: number }
  awaitAck(
    acks: 1 | -1,
    endOffset: number,
    timeoutMs: number,
    outcome: AppendOutcome,
    onDone: (outcome: AppendOutcome) => void,
  ): void
}

export function refusal(errorCode: number, errorMessage: string | null = null): AppendOutcome {
  return {
    errorCode,
    errorMessage,
    baseOffset: -1,
    logAppendTimeMs: -1,
    logStartOffset: -1,
    recordErrors: null,
  }
}

/** What becomes of waiting for an acknowledgement, as an error code. */
export const ACK_ERRORS = {
  reached: ErrorCode.NONE,
  'timed-out': ErrorCode.REQUEST_TIMED_OUT,
  failed: ErrorCode.KAFKA_STORAGE_ERROR,
  'not-leader': ErrorCode.NOT_LEADER_OR_FOLLOWER,
} as const satisfies Record<AckOutcome, number>

/** The answer to a producer whose records were appended with `outcome` and have been waited for. */
export function acknowledged(outcome: AppendOutcome, result: AckOutcome, isHeldByEnough: boolean): AppendOutcome {
  switch (result) {
    case 'reached':
      return isHeldByEnough ? outcome : { ...outcome, errorCode: ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND }
    case 'timed-out':
      return { ...outcome, errorCode: ACK_ERRORS[result] }
    case 'failed':
    case 'not-leader':
      return refusal(ACK_ERRORS[result])
  }
}

/** Validates, appends, and answers when `acks` is satisfied: see `Partition.produce`. */
export function produceTo(
  target: ProduceTarget,
  nowMs: number,
  records: BytesView | null,
  options: ProduceOptions,
  onDone: (outcome: AppendOutcome) => void,
): void {
  if (target.isOffline) {
    onDone(refusal(ErrorCode.KAFKA_STORAGE_ERROR))
    return
  }
  if (!target.isLeader) {
    onDone(refusal(ErrorCode.NOT_LEADER_OR_FOLLOWER))
    return
  }
  const { config, log } = target
  if (options.acks === -1 && !target.hasEnoughInSync) {
    onDone(refusal(ErrorCode.NOT_ENOUGH_REPLICAS))
    return
  }
  const validated = validateProduce(records, limitsOf(target, options.apiVersion, nowMs))
  if (validated.kind === 'refused') {
    onDone({
      ...refusal(validated.errorCode, validated.errorMessage),
      logStartOffset: validated.deep ? log.logStartOffset : -1,
      recordErrors: validated.recordErrors,
    })
    return
  }
  if (validated.isTransactional) {
    // Nobody was ever given a transactional producer id here (there is no transaction coordinator), so none is known.
    onDone(
      refusal(
        options.transactionalId === null
          ? ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED
          : ErrorCode.INVALID_PRODUCER_ID_MAPPING,
      ),
    )
    return
  }
  const appended = log.appendAsLeader(validated.records, {
    leaderEpoch: target.currentLeadership.leaderEpoch,
    origin: 'client',
    nowMs,
    memory: validated.rewritten ? null : options.owner,
  })
  if (appended.kind === 'refused') {
    onDone({ ...refusal(ErrorCode[appended.error]), logStartOffset: log.logStartOffset })
    return
  }
  const outcome: AppendOutcome = {
    errorCode: ErrorCode.NONE,
    errorMessage: null,
    baseOffset: appended.baseOffset,
    logAppendTimeMs: appended.kind === 'duplicate' ? appended.timestamp : config.logAppendTime ? nowMs : -1,
    logStartOffset: log.logStartOffset,
    recordErrors: null,
  }
  if (options.acks === 0) {
    onDone(outcome)
    return
  }
  target.awaitAck(options.acks, appended.lastOffset + 1, options.timeoutMs, outcome, onDone)
}

function limitsOf({ config, log }: ProduceTarget, apiVersion: number, nowMs: number): ProduceLimits {
  return {
    apiVersion,
    nowMs,
    compacted: config.log.compacts,
    maxMessageBytes: config.maxMessageBytes,
    maxUnpackedBytes: config.maxUnpackedBytes,
    logAppendTime: config.logAppendTime,
    timestampBeforeMaxMs: config.timestampBeforeMaxMs,
    timestampAfterMaxMs: config.timestampAfterMaxMs,
    compressionType: config.compressionType,
    compressionLevel: config.compressionLevel,
    topicPartition: log.name,
  }
}
