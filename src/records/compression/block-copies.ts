/**
 * What the decoders of raw blocks share: copies in WebAssembly, in units that run over their end. So many bytes behind
 * every input and output must be in memory, and may be anything.
 */
import {
  add,
  atLeast,
  type Code,
  constant,
  copy8Bytes,
  copy16Bytes,
  type FunctionBuilder,
  get,
  type Local,
  set,
  shiftLeft,
} from '../wasm/assembler.ts'

export const SLACK_BYTES = 64

export const advance = (local: Local, by: number): Code => set(local, add(get(local), constant(by)))

/**
 * Copies from `from` to `to` until `from` has reached `fromEnd`; all three are elsewhere then. The two ranges do not
 * overlap.
 */
export function copyApart(f: FunctionBuilder, to: Local, from: Local, fromEnd: Local): Code {
  return f.block(done => [
    f.loop(again => [
      f.branchIf(done, atLeast(get(from), get(fromEnd))),
      copy16Bytes(to, from),
      advance(to, 16),
      advance(from, 16),
      f.branch(again),
    ]),
  ])
}

/**
 * Repeats what stands `distance` (at least 1) before `to`, until `to` has reached `toEnd`; `from` is `to − distance`.
 * Where that is less than the length, the bytes just written are read again.
 */
export function copyBehind(f: FunctionBuilder, to: Local, toEnd: Local, from: Local, distance: Local): Code {
  return [
    // Less than a unit away: what was written repeats itself, so that the same bytes stand at twice the distance too.
    ...f.block(far => [
      f.loop(again => [
        f.branchIf(far, atLeast(get(distance), constant(8))),
        copy8Bytes(to, from),
        set(to, add(get(to), get(distance))),
        set(distance, shiftLeft(get(distance), constant(1))),
        f.branch(again),
      ]),
    ]),
    ...f.block(done => [
      f.loop(again => [
        f.branchIf(done, atLeast(get(to), get(toEnd))),
        copy8Bytes(to, from),
        copy8Bytes(to, from, 8),
        advance(to, 16),
        advance(from, 16),
        f.branch(again),
      ]),
    ]),
  ]
}
