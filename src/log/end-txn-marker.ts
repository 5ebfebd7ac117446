import { Reader } from '../protocol/reader.ts'
import { HEADER_BYTES } from '../records/batch.ts'

/** The record of a control batch that ends a transaction (KIP-98). */
export interface EndTxnMarker {
  readonly commit: boolean
  readonly coordinatorEpoch: number
  /** Relative to the batch's base timestamp. */
  readonly timestampDelta: number
}

const ABORT = 0
const COMMIT = 1

/** Reads the marker of the control batch at `buf[at, end)`; null for other control batches and for one without records. */
export function readEndTxnMarker(buf: Buffer, at: number, end: number): EndTxnMarker | null {
  const reader = new Reader(buf, at + HEADER_BYTES, end)
  if (reader.remaining === 0) return null
  reader.varint() // length
  reader.int8() // attributes
  const timestampDelta = reader.varlong()
  reader.varint() // offset delta
  const keyLength = reader.varint()
  if (!reader.ok || keyLength < 4) return null
  const keyEnd = reader.pos + keyLength
  reader.int16() // version
  const type = reader.int16()
  reader.skip(keyEnd - reader.pos)
  if (type !== ABORT && type !== COMMIT) return null
  reader.varint() // value length
  reader.int16() // version
  const coordinatorEpoch = reader.int32()
  return reader.ok ? { commit: type === COMMIT, coordinatorEpoch, timestampDelta } : null
}
