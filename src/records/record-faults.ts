/** What is wrong with single records of a produced batch, told as Kafka tells it (`LogValidator`, KIP-467). */
import { ErrorCode } from '../protocol/errors.ts'
import { INT64_MAX, INT64_MIN } from '../protocol/reader.ts'
import type { RecordCursor } from './record-cursor.ts'

export interface RecordError {
  /** The record's place in the batch. */
  readonly batchIndex: number
  readonly message: string
}

export interface FaultContext {
  readonly nowMs: number
  readonly timestampBeforeMaxMs: number
  readonly timestampAfterMaxMs: number
  readonly topicPartition: string
}

/** Kafka lists every record, which for a batch that unpacks to millions makes an answer that no client can take. */
const MAX_LISTED = 10_000
const MAX_SHOWN = 3

export class RecordFaults {
  private readonly context: FaultContext
  private readonly errors: RecordError[] = []
  private total = 0
  private anyTimestamp = false

  constructor(context: FaultContext) {
    this.context = context
  }

  /** `cleanup.policy` has `compact`. */
  keyless(index: number): void {
    if (!this.lists()) return
    const { topicPartition } = this.context
    this.list(index, `Compacted topic cannot accept message without key in topic partition ${topicPartition}`)
  }

  /** Beyond `message.timestamp.before.max.ms` or `message.timestamp.after.max.ms`. */
  outOfRange(index: number, offset: number, timestamp: number): void {
    this.anyTimestamp = true
    if (!this.lists()) return
    const { nowMs, timestampBeforeMaxMs, timestampAfterMaxMs } = this.context
    const earliest = javaLong(BigInt(Math.trunc(nowMs)) - asBigInt(timestampBeforeMaxMs))
    const latest = javaLong(BigInt(Math.trunc(nowMs)) + asBigInt(timestampAfterMaxMs))
    this.list(
      index,
      `Timestamp ${asBigInt(timestamp)} of message with offset ${offset} is out of range. ` +
        `The timestamp should be within [${earliest}, ${latest}]`,
    )
  }

  /** The batch says LogAppendTime, which is the broker's to say. */
  stampedByClient(index: number, record: RecordCursor, timestamp: number): void {
    this.anyTimestamp = true
    if (!this.lists()) return
    const [key, value] = [Math.max(record.keyBytes, 0), Math.max(record.valueBytes, 0)]
    this.list(
      index,
      `Invalid timestamp type in message DefaultRecord(offset=${record.offsetDelta}, timestamp=${asBigInt(timestamp)}, ` +
        `key=${key} bytes, value=${value} bytes). Producer should not set timestamp type to LogAppendTime.`,
    )
  }

  /** The answer to the whole batch. One wrong timestamp outweighs all missing keys. */
  verdict(): { errorCode: number; errorMessage: string; recordErrors: readonly RecordError[] } {
    if (this.anyTimestamp) {
      const errorMessage = 'One or more records have been rejected due to invalid timestamp'
      return { errorCode: ErrorCode.INVALID_TIMESTAMP, errorMessage, recordErrors: this.errors }
    }
    const shown = this.errors
      .slice(0, MAX_SHOWN)
      .map(({ batchIndex, message }) => `RecordError(batchIndex=${batchIndex}, message='${message}')`)
    const errorMessage =
      `One or more records have been rejected due to ${this.total} record errors in total, ` +
      `and only showing the first three errors at most: [${shown.join(', ')}]`
    return { errorCode: ErrorCode.INVALID_RECORD, errorMessage, recordErrors: this.errors }
  }

  private lists(): boolean {
    this.total++
    return this.errors.length < MAX_LISTED
  }

  private list(batchIndex: number, message: string): void {
    this.errors.push({ batchIndex, message })
  }
}

function asBigInt(value: number): bigint {
  if (value >= INT64_MAX) return 2n ** 63n - 1n
  if (value <= INT64_MIN) return -(2n ** 63n)
  return BigInt(value)
}

/** Kafka's sum wraps around; nobody should read another number here than there. */
function javaLong(value: bigint): bigint {
  return BigInt.asIntN(64, value)
}
