/**
 * Where the blocks of LZ4 frames and snappy streams are unpacked: into one piece of memory that is used again and
 * again, in WebAssembly. A buffer for each block or batch costs more than the unpacking itself: fresh memory is made by
 * the kernel page by page, and the collector has to run to find out that it is garbage.
 */
import { BytesView } from '../../base/bytes-view.ts'
import { assembleModule } from '../wasm/assembler.ts'
import { SLACK_BYTES } from './block-copies.ts'
import { lz4Block } from './lz4-block.ts'
import { snappyBlock } from './snappy-block.ts'

/** `begin`, then the blocks in their order, then `end`. Positions are in the input that `begin` was given. */
export interface BlockUnpacker {
  begin(input: Buffer): void
  /**
   * How many bytes the block made; −1, or an exception, when it is malformed or would make more than `maxBytes`. A
   * block of snappy says how many it makes, and `maxBytes` has to be just that.
   */
  unpack(start: number, end: number, maxBytes: number): number
  /** A block that is stored as it is. */
  store(start: number, end: number): void
  /** All that was made. The next `begin` may use its memory again. */
  end(): BytesView
}

const PAGE_BYTES = 64 * 1024
/**
 * A batch that needs more gets memory of its own: few bytes can unpack to very many, and WebAssembly gives no memory
 * back.
 */
const KEEP_BYTES = 16 * 1024 * 1024

/** The part of the WebAssembly API that is used here; the types of ECMAScript leave it to the web's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: object }
}

type Unpack = (input: number, inputEnd: number, output: number, outputEnd: number) => number

interface Machine {
  readonly memory: {
    /** Another one after every `grow`. */
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  readonly unpackLz4: Unpack
  readonly unpackSnappy: Unpack
}

let compiled: object | null = null

class WasmUnpacker implements BlockUnpacker {
  private readonly machine: Machine
  private buf: Buffer
  unpackBlock: Unpack
  private outputStart = 0
  private outputEnd = 0

  constructor() {
    compiled ??= new WebAssembly.Module(assembleModule([lz4Block(), snappyBlock()]))
    this.machine = new WebAssembly.Instance(compiled).exports as Machine
    this.buf = Buffer.from(this.machine.memory.buffer)
    this.unpackBlock = this.machine.unpackLz4
  }

  /** For blocks of this codec from now on. */
  of(codec: 'snappy' | 'lz4'): this {
    this.unpackBlock = codec === 'lz4' ? this.machine.unpackLz4 : this.machine.unpackSnappy
    return this
  }

  begin(input: Buffer): void {
    this.outputStart = input.length + SLACK_BYTES
    this.outputEnd = this.outputStart
    this.reserve(0)
    input.copy(this.buf)
  }

  unpack(start: number, end: number, maxBytes: number): number {
    this.reserve(maxBytes)
    const from = this.outputEnd
    const to = this.unpackBlock(start, end, from, from + maxBytes)
    if (to === 0) return -1
    this.outputEnd = to
    return to - from
  }

  store(start: number, end: number): void {
    this.reserve(end - start)
    this.buf.copyWithin(this.outputEnd, start, end)
    this.outputEnd += end - start
  }

  end(): BytesView {
    return new BytesView(this.buf, this.outputStart, this.outputEnd)
  }

  private reserve(outputBytes: number): void {
    const missing = this.outputEnd + outputBytes + SLACK_BYTES - this.buf.length
    if (missing <= 0) return
    this.machine.memory.grow(Math.ceil(missing / PAGE_BYTES))
    this.buf = Buffer.from(this.machine.memory.buffer)
    // This batch may go on with it, the next begins anew.
    if (this.buf.length > KEEP_BYTES && kept === this) kept = null
  }
}

let kept: WasmUnpacker | null = null

/**
 * null where there is no WebAssembly: in a process without a compiler, or without the address space that its memory
 * reserves.
 */
export function wasmUnpacker(codec: 'snappy' | 'lz4'): BlockUnpacker | null {
  try {
    kept ??= new WasmUnpacker()
  } catch {
    return null
  }
  return kept.of(codec)
}

/** The same by native code that makes a buffer for each block. */
export class PartsUnpacker implements BlockUnpacker {
  private readonly unpackBlock: (input: Buffer, start: number, end: number, maxBytes: number) => Buffer
  private input: Buffer = Buffer.alloc(0)
  private parts: Buffer[] = []

  constructor(unpackBlock: (input: Buffer, start: number, end: number, maxBytes: number) => Buffer) {
    this.unpackBlock = unpackBlock
  }

  begin(input: Buffer): void {
    this.input = input
    this.parts = []
  }

  unpack(start: number, end: number, maxBytes: number): number {
    const part = this.unpackBlock(this.input, start, end, maxBytes)
    if (part.length > maxBytes) return -1
    this.parts.push(part)
    return part.length
  }

  store(start: number, end: number): void {
    this.parts.push(this.input.subarray(start, end))
  }

  end(): BytesView {
    return BytesView.of(this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts))
  }
}
