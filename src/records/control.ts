/** Control records: a key of int16 version and int16 type, a value by type (Kafka's `ControlRecordType`). */
import { buildBatch } from './builder.ts'

export const ControlType = {
  ABORT: 0,
  COMMIT: 1,
  LEADER_CHANGE: 2,
  SNAPSHOT_HEADER: 3,
  SNAPSHOT_FOOTER: 4,
  KRAFT_VERSION: 5,
  KRAFT_VOTERS: 6,
} as const

export interface ControlRecord {
  readonly type: number
  /** The type's own message, encoded. */
  readonly value: Uint8Array
}

const KEY_VERSION = 0

function controlKey(type: number): Buffer {
  const key = Buffer.alloc(4)
  key.writeInt16BE(KEY_VERSION, 0)
  key.writeInt16BE(type, 2)
  return key
}

/** The type of a control record by its key; −1 when it is too short to have one. */
export function controlTypeOf(key: Buffer | null): number {
  return key !== null && key.length >= 4 ? key.readInt16BE(2) : -1
}

export function buildControlBatch(
  records: readonly ControlRecord[],
  options: { baseOffset?: number; leaderEpoch?: number; timestampMs: number },
): Buffer {
  return buildBatch(
    records.map(({ type, value }) => ({ key: controlKey(type), value, timestamp: options.timestampMs })),
    { baseOffset: options.baseOffset ?? 0, leaderEpoch: options.leaderEpoch ?? -1, isControl: true },
  )
}

/** A transaction's marker: value is int16 version and int32 coordinator epoch. */
export function buildEndTxnMarker(options: {
  commit: boolean
  producerId: number
  producerEpoch: number
  coordinatorEpoch: number
  timestampMs: number
}): Buffer {
  const value = Buffer.alloc(6)
  value.writeInt32BE(options.coordinatorEpoch, 2)
  return buildBatch(
    [
      {
        key: controlKey(options.commit ? ControlType.COMMIT : ControlType.ABORT),
        value,
        timestamp: options.timestampMs,
      },
    ],
    { isControl: true, isTransactional: true, producerId: options.producerId, producerEpoch: options.producerEpoch },
  )
}
