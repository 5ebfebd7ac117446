/**
 * Snapshots of the metadata log (KIP-630): `<end offset>-<epoch>.checkpoint` holds a control batch with the header
 * (and, where kraft.version is 1, KRaftVersion and Voters), data batches, and a control batch with the footer. Offsets
 * inside count from 0 and mean nothing. `…0000-0000000000.checkpoint` is the bootstrap snapshot that formatting writes.
 */
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from '../protocol/metadata-record.ts'
import { batchBytes, crcMatches, HEADER_BYTES } from '../records/batch.ts'
import { type BatchData, readBatches } from '../records/batch-reader.ts'
import { type ControlRecord, decodeControl, encodeControl } from './control-records.ts'
import { type BatchRecord, buildMetadataBatch, recordSize } from './metadata-batch.ts'
import type { VoterSet } from './voter-set.ts'

export const CHECKPOINT_SUFFIX = '.checkpoint'
/** Behind the whole name while it is being written. */
export const PART_SUFFIX = '.part'

/** Bytes of one data batch: small enough that building it does not hold up the loop. */
const BATCH_BYTES = 512 * 1024

export interface SnapshotId {
  /** First offset that is not in it. */
  readonly endOffset: number
  readonly epoch: number
}

export function snapshotFileName(id: SnapshotId): string {
  return `${String(id.endOffset).padStart(20, '0')}-${String(id.epoch).padStart(10, '0')}${CHECKPOINT_SUFFIX}`
}

const FILE_NAME = /^(\d{20})-(\d{10})\.checkpoint$/

/** null for other names, those with a further suffix among them. */
export function parseSnapshotFileName(name: string): SnapshotId | null {
  const match = FILE_NAME.exec(name)
  if (match === null) return null
  const endOffset = Number(match[1])
  return Number.isSafeInteger(endOffset) ? { endOffset, epoch: Number(match[2]) } : null
}

export function compareSnapshots(a: SnapshotId, b: SnapshotId): number {
  return a.epoch - b.epoch || a.endOffset - b.endOffset
}

export interface SnapshotHeader {
  readonly epoch: number
  readonly lastContainedTimestampMs: number
  readonly kraftVersion: number
  /** Written where kraft.version is 1. */
  readonly voters: VoterSet
}

/** The file, batch by batch. `nowMs` is asked for each. */
export function* encodeSnapshot(
  header: SnapshotHeader,
  records: Iterable<MetadataRecord>,
  nowMs: () => number,
): Generator<Buffer> {
  let offset = 0
  const batch = (entries: readonly BatchRecord[], isControl: boolean): Buffer => {
    const out = buildMetadataBatch(entries, {
      baseOffset: offset,
      epoch: header.epoch,
      timestampMs: nowMs(),
      isControl,
    })
    offset += entries.length
    return out
  }
  const { lastContainedTimestampMs, kraftVersion, voters } = header
  const first = [encodeControl({ type: 'snapshot-header', lastContainedTimestampMs })]
  if (kraftVersion > 0) {
    first.push(
      encodeControl({ type: 'kraft-version', version: kraftVersion }),
      encodeControl({ type: 'voters', voters }),
    )
  }
  yield batch(first, true)
  let pending: BatchRecord[] = []
  let sizeBytes = HEADER_BYTES
  for (const record of records) {
    const entry = { key: null, value: encodeMetadataRecord(record) }
    const entryBytes = recordSize(pending.length, entry)
    if (pending.length > 0 && sizeBytes + entryBytes > BATCH_BYTES) {
      yield batch(pending, false)
      pending = []
      sizeBytes = HEADER_BYTES
    }
    pending.push(entry)
    sizeBytes += entryBytes
  }
  if (pending.length > 0) yield batch(pending, false)
  yield batch([encodeControl({ type: 'snapshot-footer' })], true)
}

export class SnapshotFormatError extends Error {
  override readonly name = 'SnapshotFormatError'
}

export interface Snapshot {
  readonly lastContainedTimestampMs: number
  /** 0 where the file says nothing. */
  readonly kraftVersion: number
  readonly voters: VoterSet | null
  readonly records: Iterable<MetadataRecord>
}

/** The records of a data batch. Throws SnapshotFormatError: metadata that cannot be read must not be skipped. */
export function metadataRecordsOf(batch: BatchData): MetadataRecord[] {
  return batch.records.map(record => {
    const decoded = record.value === null ? 'a metadata record has no value' : decodeMetadataRecord(record.value)
    if (typeof decoded === 'string') throw new SnapshotFormatError(`offset ${record.offset}: ${decoded}`)
    return decoded
  })
}

export function controlRecordsOf(batch: BatchData): ControlRecord[] {
  return batch.records.map(record => decodeControl(record.key, record.value))
}

/** Reads a whole file. Checks every CRC, the header and the footer; throws SnapshotFormatError. */
export function decodeSnapshot(bytes: Buffer): Snapshot {
  let at = 0
  while (at < bytes.length) {
    const sizeBytes = bytes.length - at >= HEADER_BYTES ? batchBytes(bytes, at) : 0
    if (sizeBytes < HEADER_BYTES || sizeBytes > bytes.length - at) throw new SnapshotFormatError(`torn at byte ${at}`)
    if (!crcMatches(bytes, at, sizeBytes)) throw new SnapshotFormatError(`wrong checksum at byte ${at}`)
    at += sizeBytes
  }
  let header: { lastContainedTimestampMs: number } | null = null
  let finished = false
  let kraftVersion = 0
  let voters: VoterSet | null = null
  const data: BatchData[] = []
  for (const batch of readSnapshotBatches(bytes)) {
    if (finished) throw new SnapshotFormatError('there is more behind the footer')
    if (!batch.isControl) {
      if (header === null) throw new SnapshotFormatError('there is no header')
      data.push(batch)
      continue
    }
    for (const record of controlRecordsOf(batch)) {
      if (record.type === 'snapshot-header') header = record
      else if (record.type === 'kraft-version') kraftVersion = record.version
      else if (record.type === 'voters') voters = record.voters
      else if (record.type === 'snapshot-footer') finished = true
    }
  }
  if (header === null) throw new SnapshotFormatError('there is no header')
  if (!finished) throw new SnapshotFormatError('there is no footer')
  return {
    lastContainedTimestampMs: header.lastContainedTimestampMs,
    kraftVersion,
    voters,
    records: data.flatMap(metadataRecordsOf),
  }
}

function readSnapshotBatches(bytes: Buffer): BatchData[] {
  try {
    return readBatches(bytes)
  } catch (error) {
    throw new SnapshotFormatError((error as Error).message)
  }
}
