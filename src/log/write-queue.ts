import type { Retained } from '../base/retained.ts'
import type { DiskError } from '../host/disk.ts'
import { asDiskError, type DirectoryState, type LogEnvironment } from './log-environment.ts'
import type { ProducerUndo } from './producer-states.ts'
import type { Segment } from './segment.ts'

/**
 * One write of more than this costs more: the kernel takes its page cache in pieces as large as the write, and large
 * pieces are memory that nobody has used lately (twice the CPU for 1 MiB, measured). The ones behind
 * it wait longer too.
 */
const MAX_WRITE_BYTES = 256 * 1024
const MAX_PIECES = 512

/** One appended range of bytes on its way to the file. Holds its memory until it is written. */
export interface PendingWrite {
  readonly segment: Segment
  readonly position: number
  readonly buf: Buffer
  readonly start: number
  readonly end: number
  readonly memory: Retained
  readonly baseOffset: number
  readonly nextOffset: number
  /** What the append changed among the producers; null for nothing. */
  readonly undo: readonly ProducerUndo[] | null
}

/** Cuts a file, in its turn among the writes. */
export interface PendingCut {
  readonly segment: Segment
  readonly cutAt: number
}

type Pending = PendingWrite | PendingCut

export interface WriteQueueOwner {
  /** All up to `endOffset` is in the operating system's hands. */
  onWritten(endOffset: number): void
  /** Nothing of `failed` (in order of appending) counts: the first may be in its file in part. */
  onWriteFailed(error: DiskError, failed: readonly PendingWrite[]): void
}

/**
 * The writes of one log, in order: gathered during a turn of the loop and written at its end, small amounts at once,
 * large ones with one asynchronous write in flight.
 */
export class WriteQueue {
  private readonly env: LogEnvironment
  private readonly directory: DirectoryState
  private readonly owner: WriteQueueOwner
  private queue: Pending[] = []
  private head = 0
  private queuedBytes = 0
  private scheduled = false
  private inFlight: Promise<void> | null = null
  private waiters: (() => void)[] = []
  private synchronous = false
  private abandoned = false

  constructor(env: LogEnvironment, directory: DirectoryState, owner: WriteQueueOwner) {
    this.env = env
    this.directory = directory
    this.owner = owner
  }

  get isEmpty(): boolean {
    return this.head === this.queue.length && this.inFlight === null
  }

  get pendingBytes(): number {
    return this.queuedBytes
  }

  push(write: PendingWrite): void {
    this.queue.push(write)
    this.queuedBytes += write.end - write.start
    this.schedule()
  }

  cut(segment: Segment, sizeBytes: number): void {
    this.queue.push({ segment, cutAt: sizeBytes })
    this.schedule()
  }

  private schedule(): void {
    if (this.scheduled || this.inFlight !== null) return
    this.scheduled = true
    this.env.host.timers.defer(() => {
      this.scheduled = false
      this.run()
    })
  }

  /** Resolves when all that is queued now is written or has failed. */
  drained(): Promise<void> {
    if (this.isEmpty) return Promise.resolve()
    return new Promise(resolve => {
      this.waiters.push(resolve)
      this.run()
    })
  }

  /**
   * Writes (or fails) all that is queued before it returns, however much it is. False when an asynchronous
   * write is under way.
   */
  runSync(): boolean {
    if (this.inFlight !== null) return false
    this.synchronous = true
    this.run()
    this.synchronous = false
    return this.isEmpty
  }

  /** Nothing of what is queued matters any more: its memory is let go, and the failure of a write under way is no news. */
  abandon(): void {
    this.abandoned = true
    this.run()
  }

  /** Writes what is queued now, unless an asynchronous write is under way. */
  run(): void {
    if (this.abandoned && this.inFlight === null) this.dropAll()
    while (this.inFlight === null && this.head < this.queue.length) {
      const next = this.queue[this.head]!
      if (this.directory.offline !== null) this.fail(this.directory.offline)
      else if ('cutAt' in next) this.runCut(next)
      else this.runWrites(next)
    }
    if (this.isEmpty && this.waiters.length > 0) {
      const { waiters } = this
      this.waiters = []
      for (const resolve of waiters) resolve()
    }
  }

  private dropAll(): void {
    const rest = this.queue.slice(this.head)
    this.queue = []
    this.head = 0
    this.queuedBytes = 0
    for (const pending of rest) if (!('cutAt' in pending)) pending.memory.release()
  }

  private runCut(cut: PendingCut): void {
    const done = () => this.advance(this.head + 1)
    try {
      if (this.env.inMemory) {
        cut.segment.log.file().truncateSync(cut.cutAt)
        done()
        return
      }
      const file = cut.segment.log.pin()
      this.track(file.truncate(cut.cutAt), cut.segment, done)
    } catch (error) {
      this.fail(asDiskError(error))
    }
  }

  private runWrites(first: PendingWrite): void {
    const { segment } = first
    const asynchronous =
      !this.env.inMemory &&
      !this.synchronous &&
      (this.queuedBytes >= this.env.disk.writesAtOnceBelowBytes ||
        !this.directory.writePace.mayWorkAtOnce(this.env.host.clock.monotonicMs()))
    const chunks: Buffer[] = []
    let bytes = 0
    let index = this.head
    let { buf, start } = first
    let end = start
    for (; index < this.queue.length; index++) {
      const write = this.queue[index]!
      if ('cutAt' in write || write.segment !== segment) break
      const length = write.end - write.start
      if (bytes > 0 && bytes + length > MAX_WRITE_BYTES) break
      if (write.buf !== buf || write.start !== end) {
        // Small batches lie one behind the other in a slab: only a gap begins a new piece.
        if (chunks.length + 1 >= MAX_PIECES) break
        chunks.push(buf.subarray(start, end))
        buf = write.buf
        start = write.start
      }
      end = write.end
      bytes += length
    }
    chunks.push(buf.subarray(start, end))
    try {
      if (asynchronous) {
        const file = segment.log.pin()
        this.track(file.write(chunks, first.position), segment, () => this.advance(index))
        return
      }
      const file = segment.log.file()
      const startedMs = this.env.host.clock.monotonicMs()
      file.writeSync(chunks, first.position)
      this.directory.writePace.took(startedMs, this.env.host.clock.monotonicMs())
    } catch (error) {
      this.fail(asDiskError(error))
      return
    }
    this.advance(index)
  }

  private track(operation: Promise<void>, segment: Segment, done: () => void): void {
    this.inFlight = operation.then(
      () => {
        segment.log.unpin()
        this.inFlight = null
        if (!this.abandoned) done()
        this.run()
      },
      error => {
        segment.log.unpin()
        this.inFlight = null
        if (!this.abandoned) this.fail(asDiskError(error))
        this.run()
      },
    )
  }

  /** All before `to` is done. */
  private advance(to: number): void {
    let endOffset = -1
    for (let i = this.head; i < to; i++) {
      const done = this.queue[i]!
      if ('cutAt' in done) continue
      this.queuedBytes -= done.end - done.start
      endOffset = done.nextOffset
      done.memory.release()
    }
    this.head = to
    if (this.head === this.queue.length) {
      this.queue = []
      this.head = 0
    } else if (this.head > 256) {
      this.queue = this.queue.slice(this.head)
      this.head = 0
    }
    if (endOffset >= 0) this.owner.onWritten(endOffset)
  }

  private fail(error: DiskError): void {
    const rest = this.queue.slice(this.head)
    this.queue = []
    this.head = 0
    this.queuedBytes = 0
    const failed: PendingWrite[] = []
    for (const pending of rest) if (!('cutAt' in pending)) failed.push(pending)
    this.owner.onWriteFailed(error, failed)
    for (const write of failed) write.memory.release()
  }
}
