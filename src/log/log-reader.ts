import type { PooledBuffer } from '../base/buffer-pool.ts'
import { BytesView } from '../base/bytes-view.ts'
import type { Retained } from '../base/retained.ts'
import { DiskError } from '../host/disk.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { HEADER_BYTES } from '../records/batch.ts'
import { BatchCursor } from './batch-cursor.ts'
import type { PartitionLog } from './partition-log.ts'
import type { Segment } from './segment.ts'
import type { AbortedTxn } from './transaction-index.ts'

export interface ReadRequest {
  readonly fetchOffset: number
  readonly maxBytes: number
  /** Of them, those that may be read from a file; all where not given. The others are in memory already (tail cache). */
  readonly maxFileBytes?: number
  /** The first batch comes whole even when it is larger than `maxBytes` (KIP-74). */
  readonly minOneBatch: boolean
  /** Batches that reach it are left out: the high watermark or last stable offset for consumers; absent for replicas. */
  readonly upperBoundOffset?: number
  /** Adds the aborted transactions of what is read (read_committed). */
  readonly withAbortedTransactions?: boolean
}

/** What a read found. `release()` once, when the bytes have been sent: until then their memory is held. */
export class LogRead {
  /** NONE, OFFSET_OUT_OF_RANGE, KAFKA_STORAGE_ERROR, or CORRUPT_MESSAGE where the file holds no batch at that place. */
  readonly errorCode: number
  /** Whole batches, the first holding `fetchOffset` or lying behind it; null when there are none. */
  readonly records: BytesView | null
  readonly sizeBytes: number
  /** Of them, those that were read from a file. */
  readonly fileBytes: number
  /** Base offset of the first batch. */
  readonly baseOffset: number
  /** Behind the last batch: where the next read goes on. */
  readonly nextOffset: number
  /** A batch is compressed with zstd, which old Fetch versions must not be given. */
  readonly usesZstd: boolean
  /** Null unless they were asked for. */
  abortedTransactions: AbortedTxn[] | null = null
  private held: readonly Retained[]

  constructor(
    errorCode: number,
    records: BytesView | null,
    sizeBytes: number,
    fileBytes: number,
    baseOffset: number,
    nextOffset: number,
    usesZstd: boolean,
    held: readonly Retained[],
  ) {
    this.errorCode = errorCode
    this.records = records
    this.sizeBytes = sizeBytes
    this.fileBytes = fileBytes
    this.baseOffset = baseOffset
    this.nextOffset = nextOffset
    this.usesZstd = usesZstd
    this.held = held
  }

  /** May be called unbound. A second call does nothing. */
  readonly release = (): void => {
    const { held } = this
    this.held = NONE_HELD
    for (let i = 0; i < held.length; i++) held[i]!.release()
  }
}

const NONE_HELD: readonly Retained[] = []
/** A cold read takes at least this much, so that the next one finds the kernel's read-ahead at work. */
const MIN_READ_BYTES = 64 * 1024
const MAX_READ_BYTES = 1024 * 1024
/** The index points up to this much before the batch that is looked for. */
const INDEX_SLACK_BYTES = 8 * 1024

function nothing(errorCode: number, offset: number): LogRead {
  return new LogRead(errorCode, null, 0, 0, offset, offset, false, NONE_HELD)
}

export function readLog(log: PartitionLog, request: ReadRequest): LogRead | Promise<LogRead> {
  const { fetchOffset } = request
  if (log.isOffline || log.isClosed) return nothing(ErrorCode.KAFKA_STORAGE_ERROR, fetchOffset)
  if (fetchOffset < log.logStartOffset || fetchOffset > log.logEndOffset) {
    return nothing(ErrorCode.OFFSET_OUT_OF_RANGE, fetchOffset)
  }
  log.tail.noteRead()
  const upper = Math.min(request.upperBoundOffset ?? Number.POSITIVE_INFINITY, log.writtenEndOffset)
  const read = fetchOffset >= upper ? nothing(ErrorCode.NONE, fetchOffset) : readBelow(log, request, upper)
  if (request.withAbortedTransactions !== true) return read
  return read instanceof LogRead ? addAborted(log, request, read) : read.then(cold => addAborted(log, request, cold))
}

function readBelow(log: PartitionLog, request: ReadRequest, upper: number): LogRead | Promise<LogRead> {
  const cached = log.tail.read(request.fetchOffset, request.maxBytes, request.minOneBatch, upper)
  if (cached !== null) {
    const { records, sizeBytes, baseOffset, nextOffset, usesZstd, held } = cached
    return new LogRead(ErrorCode.NONE, records, sizeBytes, 0, baseOffset, nextOffset, usesZstd, held)
  }
  const { maxBytes, maxFileBytes = maxBytes, minOneBatch } = request
  if (maxFileBytes <= 0 && !minOneBatch) return nothing(ErrorCode.NONE, request.fetchOffset)
  const cold = new ColdRead(log, request, upper, Math.min(maxBytes, maxFileBytes))
  const { env, directory } = log
  if (env.inMemory) return cold.runSync()
  if (env.disk.readsFromCache && directory.readPace.mayWorkAtOnce(env.host.clock.monotonicMs())) return cold.runSync()
  return cold.run()
}

function addAborted(log: PartitionLog, request: ReadRequest, read: LogRead): LogRead {
  if (read.errorCode !== ErrorCode.NONE) return read
  read.abortedTransactions = []
  if (read.records === null) return read
  try {
    read.abortedTransactions = log.abortedTransactions(read.baseOffset, read.nextOffset)
    return read
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    read.release()
    return storageFault(log, request, error)
  }
}

/** Too few file descriptors are a trouble of the process, not of this directory. */
function storageFault(log: PartitionLog, request: ReadRequest, error: DiskError): LogRead {
  if (error.code !== 'EMFILE') log.directory.fail(error)
  return nothing(ErrorCode.KAFKA_STORAGE_ERROR, request.fetchOffset)
}

/** A read from the files. Goes to the next segment where one ends before the offset (compaction leaves such gaps). */
class ColdRead {
  private readonly log: PartitionLog
  private readonly request: ReadRequest
  private readonly upper: number
  private readonly maxBytes: number
  private readonly cursor = new BatchCursor()
  private readonly generation: number
  private segmentIndex: number
  /** What to read next. */
  private position = -1
  private wanted = 0
  /** `position` comes from the index, and the batch there has not been looked at. */
  private fromIndex = false

  constructor(log: PartitionLog, request: ReadRequest, upper: number, maxBytes: number) {
    this.log = log
    this.request = request
    this.upper = upper
    this.maxBytes = maxBytes
    this.generation = log.generation
    this.segmentIndex = Math.max(0, log.segments.floorIndex(request.fetchOffset))
  }

  runSync(): LogRead {
    try {
      for (;;) {
        const segment = this.prepare()
        if (segment === null) return nothing(ErrorCode.NONE, this.request.fetchOffset)
        const buffer = this.log.env.readBuffers.take(this.wanted)
        const length = this.readAtOnce(segment, buffer)
        const done = this.consider(segment, buffer, length)
        if (done !== null) return done
      }
    } catch (error) {
      return this.failed(error)
    }
  }

  private readAtOnce(segment: Segment, buffer: PooledBuffer): number {
    const { env, directory } = this.log
    const fromMs = env.host.clock.monotonicMs()
    try {
      return segment.log.file().readSync(buffer.buffer, 0, this.wanted, this.position)
    } catch (error) {
      buffer.release()
      throw error
    } finally {
      directory.readPace.took(fromMs, env.host.clock.monotonicMs())
    }
  }

  async run(): Promise<LogRead> {
    try {
      for (;;) {
        const segment = this.prepare()
        if (segment === null) return nothing(ErrorCode.NONE, this.request.fetchOffset)
        const buffer = this.log.env.readBuffers.take(this.wanted)
        const file = segment.log.pin()
        let length: number
        try {
          length = await file.read(buffer.buffer, 0, this.wanted, this.position)
        } catch (error) {
          buffer.release()
          throw error
        } finally {
          segment.log.unpin()
        }
        if (this.log.generation !== this.generation) {
          // Truncated or deleted meanwhile: what was read may be gone.
          buffer.release()
          return await readLog(this.log, { ...this.request, withAbortedTransactions: false })
        }
        const done = this.consider(segment, buffer, length)
        if (done !== null) return done
      }
    } catch (error) {
      return this.failed(error)
    }
  }

  private failed(error: unknown): LogRead {
    if (!(error instanceof DiskError)) throw error
    const { log, request } = this
    // A segment that retention took away under our hands is no fault of the disk.
    if (request.fetchOffset < log.logStartOffset) return nothing(ErrorCode.OFFSET_OUT_OF_RANGE, request.fetchOffset)
    if (log.generation !== this.generation || log.isClosed)
      return nothing(ErrorCode.KAFKA_STORAGE_ERROR, request.fetchOffset)
    return storageFault(log, request, error)
  }

  /** Chooses segment, position and length of the next read; null behind the last segment. */
  private prepare(): Segment | null {
    for (;;) {
      const segment = this.log.segments.at(this.segmentIndex)
      if (segment === null) return null
      if (this.position < 0) {
        this.position = segment.offsetIndex.lookup(this.request.fetchOffset)
        this.fromIndex = true
        this.wanted = Math.min(MAX_READ_BYTES, Math.max(MIN_READ_BYTES, this.maxBytes + INDEX_SLACK_BYTES))
      }
      if (this.position < segment.sizeBytes) {
        this.wanted = Math.min(this.wanted, segment.sizeBytes - this.position)
        return segment
      }
      this.segmentIndex++
      this.position = -1
    }
  }

  /** Looks through what was read; null when more must be read, and then `position` and `wanted` say what. */
  private consider(segment: Segment, buffer: PooledBuffer, length: number): LogRead | null {
    const { cursor, upper, maxBytes } = this
    const { fetchOffset, minOneBatch } = this.request
    const { buffer: buf } = buffer
    let at = 0
    let from = -1
    let baseOffset = fetchOffset
    let nextOffset = fetchOffset
    let usesZstd = false
    if (this.fromIndex) {
      this.fromIndex = false
      if (this.indexIsWrong(segment, buf, length) && segment.mendIndexes()) return this.again(buffer, -1, 0)
    }
    while (at < length && cursor.load(buf, at, length)) {
      const end = at + cursor.sizeBytes
      if (cursor.lastOffset >= fetchOffset) {
        if (cursor.lastOffset >= upper) {
          if (from < 0) return this.finish(buffer, null)
          break
        }
        const isFirst = from < 0
        if (end - (isFirst ? at : from) > maxBytes && !(isFirst && minOneBatch)) {
          if (isFirst) return this.finish(buffer, null)
          break
        }
        if (isFirst) {
          from = at
          baseOffset = cursor.baseOffset
        }
        if (end > length) {
          if (!isFirst) break
          // The first batch is larger than what was read: read all of it.
          return this.again(buffer, this.position + at, cursor.sizeBytes)
        }
        nextOffset = cursor.nextOffset
        if (cursor.usesZstd) usesZstd = true
      }
      at = end
    }
    if (from >= 0) {
      const view = new BytesView(buf, from, Math.min(at, length))
      return this.finish(
        buffer,
        new LogRead(ErrorCode.NONE, view, view.length, view.length, baseOffset, nextOffset, usesZstd, [buffer]),
      )
    }
    if (cursor.malformed || length === 0) {
      buffer.release()
      segment.reportDamage(this.position + at)
      return nothing(ErrorCode.CORRUPT_MESSAGE, fetchOffset)
    }
    const rest = this.position + at
    return this.again(buffer, rest, at < length && this.wanted <= HEADER_BYTES ? MIN_READ_BYTES : this.wanted)
  }

  /** Whether the index led into a batch or, worse, to one behind the offset: that would look like a gap of compaction. */
  private indexIsWrong(segment: Segment, buf: Buffer, length: number): boolean {
    const { cursor, position } = this
    return position > 0 && !(cursor.load(buf, 0, length) && segment.entryFits(cursor, position))
  }

  private finish(buffer: PooledBuffer, read: LogRead | null): LogRead {
    if (read !== null) return read
    buffer.release()
    return nothing(ErrorCode.NONE, this.request.fetchOffset)
  }

  private again(buffer: PooledBuffer, position: number, wanted: number): null {
    buffer.release()
    this.position = position
    this.wanted = wanted
    return null
  }
}
