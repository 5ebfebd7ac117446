import type { BufferPool, PooledBuffer } from '../base/buffer-pool.ts'
import type { Retained } from '../base/retained.ts'

const LENGTH_BYTES = 4
/** api key, api version, correlation id: less than this is no request. */
const MIN_REQUEST_BYTES = 8
/** A frame that announces more than this gets its memory as it arrives, not on its word. */
const TRUSTED_FRAME_BYTES = 1024 * 1024
/** Behind a large frame another one is expected, and only so much of it read where it has to be copied from. */
const HEAD_BYTES = 4 * 1024
const LARGE_FRAME_BYTES = 32 * 1024

/** One frame's bytes, without the length prefix: `buf[start, end)`, `view` covers `buf`. */
export interface Frame {
  readonly buf: Buffer
  readonly view: DataView
  readonly start: number
  readonly end: number
  /**
   * Who owns the memory: null means it is the shared read buffer (or what waited), valid only until the handler
   * returns; otherwise whoever keeps the bytes longer retains it. The assembler holds it until `onFrame` returns.
   */
  readonly owner: Retained | null
}

export type FrameError = 'oversize' | 'garbage'

export interface FrameSink {
  /** false when the frame cannot be taken now: the assembler keeps it and all behind it until `resume`. */
  onFrame(frame: Frame): boolean
  onFrameError(error: FrameError, announcedBytes: number): void
}

/** Bytes that wait, in memory of their own. */
interface Waiting {
  readonly buf: Buffer
  readonly view: DataView
  readonly at: number
}

/** The buffer that all connections of a node read into while no frame is under way. */
export class SharedReadBuffer {
  readonly buffer: Buffer
  readonly view: DataView
  /** Enough to see how long a frame is. */
  readonly head: Buffer

  constructor(sizeBytes = 64 * 1024) {
    this.buffer = Buffer.allocUnsafeSlow(sizeBytes)
    this.view = new DataView(this.buffer.buffer, this.buffer.byteOffset, sizeBytes)
    this.head = this.buffer.subarray(0, HEAD_BYTES)
  }
}

/**
 * Cuts a connection's byte stream into frames. Small frames are handled in place in the shared read buffer; a frame that
 * a read did not bring whole gets a pooled buffer, and the rest of it is received straight into that.
 */
export class FrameAssembler {
  private readonly shared: SharedReadBuffer
  private readonly pool: BufferPool
  private readonly maxFrameBytes: number
  private readonly sink: FrameSink
  private readonly minFrameBytes: number
  /** The frame under way. */
  private pooled: PooledBuffer | null = null
  /** Where the read that is under way puts its bytes; null is the shared buffer. */
  private target: PooledBuffer | null = null
  private filled = 0
  private frameBytes = 0
  private expectsLarge = false
  /** A length prefix of which only some bytes came. */
  private prefix = 0
  private prefixBytes = 0
  private failed = false
  /** What came behind a frame that could not be taken: raw, since many small frames cost far more than their bytes. */
  private waiting: Waiting | null = null
  /** A large frame that could not be taken; everything in `waiting` came behind it. */
  private waitingFrame: Frame | null = null

  constructor(
    shared: SharedReadBuffer,
    pool: BufferPool,
    maxFrameBytes: number,
    sink: FrameSink,
    minFrameBytes = MIN_REQUEST_BYTES,
  ) {
    this.shared = shared
    this.pool = pool
    this.maxFrameBytes = maxFrameBytes
    this.sink = sink
    this.minFrameBytes = minFrameBytes
  }

  receiveInto(): Uint8Array {
    if (this.pooled !== null && this.filled === this.pooled.buffer.length) this.grow(this.pooled)
    this.target = this.pooled
    if (this.target === null) return this.expectsLarge ? this.shared.head : this.shared.buffer
    const target = this.target.buffer
    // With the head of the next frame: one read a frame, where clients pipeline, and none that finds nothing.
    return target.subarray(this.filled, Math.min(this.frameBytes + HEAD_BYTES, target.length))
  }

  private grow(pooled: PooledBuffer): PooledBuffer {
    const larger = this.pool.take(Math.min(this.frameBytes, pooled.buffer.length * 2))
    pooled.buffer.copy(larger.buffer, 0, 0, this.filled)
    pooled.release()
    this.pooled = larger
    return larger
  }

  /** Frames, or parts of some, that were not taken yet: nothing more should be read. */
  get isWaiting(): boolean {
    return this.waiting !== null || this.waitingFrame !== null
  }

  onReceived(length: number): void {
    if (this.failed) return
    if (this.target !== null) {
      this.filled += length
      if (this.filled >= this.frameBytes) this.finish(this.target)
      return
    }
    // A frame is under way all the same where what waited has turned out to end with the beginning of one.
    const at = this.pooled === null ? 0 : this.addToFrame(this.pooled, length)
    if (at === length) return
    if (this.isWaiting) this.wait(this.shared.buffer, at, length)
    else this.cut(this.shared.buffer, this.shared.view, at, length, false)
  }

  /** Moves what belongs to the frame out of the shared buffer's first `length` bytes; returns how many that were. */
  private addToFrame(pooled: PooledBuffer, length: number): number {
    let at = 0
    while (at < length && this.filled < this.frameBytes) {
      if (this.filled === pooled.buffer.length) pooled = this.grow(pooled)
      const end = Math.min(length, at + this.frameBytes - this.filled)
      const copied = this.shared.buffer.copy(pooled.buffer, this.filled, at, end)
      this.filled += copied
      at += copied
    }
    if (this.filled === this.frameBytes) this.finish(pooled)
    return at
  }

  /** The frame is whole; behind it there may be the head of the next one. */
  private finish(pooled: PooledBuffer): void {
    const { filled, frameBytes } = this
    this.pooled = null
    this.expectsLarge = frameBytes >= LARGE_FRAME_BYTES
    const frame: Frame = { buf: pooled.buffer, view: pooled.view, start: 0, end: frameBytes, owner: pooled }
    if (!this.sink.onFrame(frame)) {
      this.waitingFrame = frame
      if (filled > frameBytes) this.wait(pooled.buffer, frameBytes, filled)
      return
    }
    if (filled > frameBytes) this.cut(pooled.buffer, pooled.view, frameBytes, filled, false)
    pooled.release()
  }

  /** Offers what waits again. */
  resume(): void {
    const { waitingFrame } = this
    if (waitingFrame !== null) {
      // Not ours while it is handled: it may end the connection, and `dispose` gives back what is.
      this.waitingFrame = null
      if (!this.sink.onFrame(waitingFrame)) {
        this.waitingFrame = waitingFrame
        return
      }
      waitingFrame.owner?.release()
    }
    const { waiting } = this
    if (waiting === null || this.failed) return
    this.waiting = null
    this.cut(waiting.buf, waiting.view, waiting.at, waiting.buf.length, true)
  }

  /** Copies `buf[at, end)` behind what waits already. */
  private wait(buf: Buffer, at: number, end: number): void {
    const { waiting } = this
    const rest = buf.subarray(at, end)
    const kept = waiting === null ? Buffer.from(rest) : Buffer.concat([waiting.buf.subarray(waiting.at), rest])
    this.waiting = { buf: kept, view: new DataView(kept.buffer, kept.byteOffset, kept.length), at: 0 }
  }

  /**
   * Cuts `buf[at, end)` into frames; what remains of a last, partial one moves to a pooled buffer. `kept`:
   * the memory is ours.
   */
  private cut(buf: Buffer, view: DataView, at: number, end: number, kept: boolean): void {
    while (at < end && !this.failed) {
      let frameBytes: number
      if (this.prefixBytes === 0 && end - at >= LENGTH_BYTES) {
        frameBytes = view.getInt32(at)
        at += LENGTH_BYTES
      } else {
        this.prefix = (this.prefix << 8) | buf[at++]!
        if (++this.prefixBytes < LENGTH_BYTES) continue
        frameBytes = this.prefix
        this.prefix = 0
        this.prefixBytes = 0
      }
      if (frameBytes < this.minFrameBytes) {
        this.failed = true
        this.sink.onFrameError('garbage', frameBytes)
        return
      }
      if (frameBytes > this.maxFrameBytes) {
        this.failed = true
        this.sink.onFrameError('oversize', frameBytes)
        return
      }
      if (end - at >= frameBytes) {
        this.expectsLarge = false
        if (this.sink.onFrame({ buf, view, start: at, end: at + frameBytes, owner: null })) {
          at += frameBytes
          continue
        }
        this.keepFrom(buf, view, at, end, frameBytes, kept)
        return
      }
      const pooled = this.pool.take(Math.min(frameBytes, TRUSTED_FRAME_BYTES))
      this.filled = buf.copy(pooled.buffer, 0, at, end)
      this.frameBytes = frameBytes
      this.pooled = pooled
      return
    }
  }

  /**
   * The frame whose body begins at `at` was not taken: it waits with its length in front, which may have
   * come in another read.
   */
  private keepFrom(buf: Buffer, view: DataView, at: number, end: number, frameBytes: number, kept: boolean): void {
    if (kept) {
      this.waiting = { buf, view, at: at - LENGTH_BYTES }
      return
    }
    const own = Buffer.allocUnsafe(LENGTH_BYTES + end - at)
    own.writeInt32BE(frameBytes)
    buf.copy(own, LENGTH_BYTES, at, end)
    this.waiting = { buf: own, view: new DataView(own.buffer, own.byteOffset, own.length), at: 0 }
  }

  /** Gives back what a closing connection holds. */
  dispose(): void {
    this.failed = true
    this.pooled?.release()
    this.pooled = null
    this.waitingFrame?.owner?.release()
    this.waitingFrame = null
    this.waiting = null
  }
}
