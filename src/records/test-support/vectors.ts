/** For tests: record sets that Apache Kafka 4.4 made (`valid.ndjson`), and what it finds in them. */
import { createHash } from 'node:crypto'
import { golden, linesOf } from '../../test-support/golden.ts'

export interface VectorRecord {
  readonly offset: number | string
  readonly timestamp: number | string
  readonly key: unknown
  readonly value: unknown
  readonly headers?: readonly { readonly key: string; readonly value: unknown }[]
  readonly controlRecord?: { readonly typeId: number; readonly coordinatorEpoch?: number }
}

export interface VectorBatch {
  readonly position: number
  readonly sizeInBytes: number
  readonly magic: number
  readonly baseOffset: number | string
  readonly lastOffset: number | string
  readonly attributes: number
  readonly compression: string
  readonly timestampType: string
  readonly maxTimestamp: number | string
  readonly partitionLeaderEpoch?: number
  readonly lastOffsetDelta?: number
  readonly producerId?: number | string
  readonly producerEpoch?: number
  readonly baseSequence?: number
  readonly transactional?: boolean
  readonly control?: boolean
  readonly deleteHorizonMs?: number | null
  readonly records: readonly VectorRecord[]
}

export interface Vector {
  readonly name: string
  readonly hex: string
  readonly batches: readonly VectorBatch[]
}

/** The selection that is part of this project. */
export const VECTORS = linesOf<Vector>(new URL('../testdata/valid.ndjson', import.meta.url))

const all = golden('records/valid.ndjson')

/** All of them, where they are beside this checkout; null elsewhere. */
export const ALL_VECTORS = all === null ? null : linesOf<Vector>(all)

/** Bytes as the vectors print them: base64, or length and hash where they are long. */
export function printed(bytes: Buffer | null, as: unknown): unknown {
  if (bytes === null) return null
  if (typeof as === 'object' && as !== null) {
    return { length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  return bytes.toString('base64')
}
