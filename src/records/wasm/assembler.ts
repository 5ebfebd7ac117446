/**
 * The few WebAssembly instructions that our inner loops need, written down as functions, so that such a loop is
 * TypeScript that assembles itself when it is first used: no compiler, no binary in the repository. All values are
 * 32-bit integers but for what is copied in units of 8 or 16 bytes.
 *
 * Instructions are arrays of bytes. Bodies of blocks are given as functions, because a branch counts the blocks between
 * itself and its label: the builder counts along while it calls them.
 */
export type Code = readonly number[]

/** The index of a parameter or local variable. */
export type Local = number
/** The depth of a block that can be left (`block`) or begun anew (`loop`). */
export type Label = number

const I32 = 0x7f
const NO_RESULT = 0x40
/** Section ids and kinds of exports. */
const TYPE_SECTION = 1
const FUNCTION_SECTION = 3
const MEMORY_SECTION = 5
const EXPORT_SECTION = 7
const CODE_SECTION = 10
const FUNCTION_EXPORT = 0
const MEMORY_EXPORT = 2
/** Unaligned access is allowed everywhere, and as fast. */
const UNALIGNED = 0

export const get = (local: Local): Code => [0x20, local]
export const set = (local: Local, value: Code): Code => [...value, 0x21, local]
/** Sets a local, and is its new value. */
export const tee = (local: Local, value: Code): Code => [...value, 0x22, local]
export const constant = (value: number): Code => [0x41, ...signedVarint(value)]
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a]
export const subtract = (a: Code, b: Code): Code => [...a, ...b, 0x6b]
export const and = (a: Code, b: Code): Code => [...a, ...b, 0x71]
export const or = (a: Code, b: Code): Code => [...a, ...b, 0x72]
export const shiftLeft = (a: Code, b: Code): Code => [...a, ...b, 0x74]
export const shiftRight = (a: Code, b: Code): Code => [...a, ...b, 0x76]
export const isZero = (a: Code): Code => [...a, 0x45]
export const equal = (a: Code, b: Code): Code => [...a, ...b, 0x46]
/** Comparisons are of unsigned values. */
export const below = (a: Code, b: Code): Code => [...a, ...b, 0x49]
export const above = (a: Code, b: Code): Code => [...a, ...b, 0x4b]
export const atLeast = (a: Code, b: Code): Code => [...a, ...b, 0x4f]

export const load8 = (at: Code, offset = 0): Code => [...at, 0x2d, UNALIGNED, ...varint(offset)]
export const load16 = (at: Code, offset = 0): Code => [...at, 0x2f, UNALIGNED, ...varint(offset)]
export const load32 = (at: Code, offset = 0): Code => [...at, 0x28, UNALIGNED, ...varint(offset)]
export const store32 = (at: Code, value: Code, offset = 0): Code => [
  ...at,
  ...value,
  0x36,
  UNALIGNED,
  ...varint(offset),
]
const load64 = (at: Code, offset: number): Code => [...at, 0x29, UNALIGNED, ...varint(offset)]
const load128 = (at: Code, offset: number): Code => [...at, 0xfd, 0x00, UNALIGNED, ...varint(offset)]

/** Reads all of the unit before it writes any of it. */
export const copy8Bytes = (to: Local, from: Local, offset = 0): Code => [
  ...get(to),
  ...load64(get(from), offset),
  0x37,
  UNALIGNED,
  ...varint(offset),
]
export const copy16Bytes = (to: Local, from: Local, offset = 0, fromOffset = offset): Code => [
  ...get(to),
  ...load128(get(from), fromOffset),
  ...[0xfd, 0x0b],
  UNALIGNED,
  ...varint(offset),
]

export const giveBack = (value: Code): Code => [...value, 0x0f]

/** One function of `parameters` numbers that returns a number. */
export class FunctionBuilder {
  readonly name: string
  readonly parameters: number
  private locals = 0
  private depth = 0
  private code: Code = []

  constructor(name: string, parameters: number) {
    this.name = name
    this.parameters = parameters
  }

  local(): Local {
    return this.parameters + this.locals++
  }

  /** A branch to its label goes behind it. */
  block(body: (label: Label) => readonly Code[]): Code {
    return this.nested([0x02, NO_RESULT], body)
  }

  /** A branch to its label begins it anew; it ends where its body does. */
  loop(body: (label: Label) => readonly Code[]): Code {
    return this.nested([0x03, NO_RESULT], body)
  }

  when(condition: Code, body: () => readonly Code[]): Code {
    return this.nested([...condition, 0x04, NO_RESULT], body)
  }

  branch(label: Label): Code {
    return [0x0c, ...varint(this.depth - label)]
  }

  branchIf(label: Label, condition: Code): Code {
    return [...condition, 0x0d, ...varint(this.depth - label)]
  }

  body(code: readonly Code[]): this {
    this.code = code.flat()
    return this
  }

  private nested(opening: Code, body: (label: Label) => readonly Code[]): Code {
    this.depth++
    const inner = body(this.depth).flat()
    this.depth--
    return [...opening, ...inner, 0x0b]
  }

  assemble(): Code {
    const declared = this.locals === 0 ? [0] : [1, ...varint(this.locals), I32]
    return sized([...declared, ...this.code, 0x0b])
  }
}

/** A module that exports these functions and its `memory` of one page. */
export function assembleModule(functions: readonly FunctionBuilder[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...vector(Array(parameters).fill([I32])), ...vector([[I32]])])
  const exports = functions.map(({ name }, index) => [...text(name), FUNCTION_EXPORT, ...varint(index)])
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(TYPE_SECTION, vector(types)),
    ...section(FUNCTION_SECTION, vector(functions.map((_, index) => varint(index)))),
    ...section(MEMORY_SECTION, vector([[0x00, 1]])),
    ...section(EXPORT_SECTION, vector([...exports, [...text('memory'), MEMORY_EXPORT, 0]])),
    ...section(CODE_SECTION, vector(functions.map(each => each.assemble()))),
  ])
}

function varint(value: number): number[] {
  const out: number[] = []
  for (; value > 0x7f; value >>>= 7) out.push((value & 0x7f) | 0x80)
  out.push(value)
  return out
}

function signedVarint(value: number): number[] {
  const out: number[] = []
  for (; value < -64 || value > 63; value >>= 7) out.push((value & 0x7f) | 0x80)
  out.push(value & 0x7f)
  return out
}

const vector = (items: readonly Code[]): Code => [...varint(items.length), ...items.flat()]
const sized = (bytes: Code): Code => [...varint(bytes.length), ...bytes]
const section = (id: number, content: Code): Code => [id, ...sized(content)]
const text = (name: string): Code => sized([...Buffer.from(name)])
