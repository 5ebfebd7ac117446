import {
  above,
  add,
  and,
  atLeast,
  below,
  type Code,
  constant,
  copy8Bytes,
  copy16Bytes,
  equal,
  FunctionBuilder,
  get,
  giveBack,
  isZero,
  load8,
  load16,
  or,
  set,
  shiftRight,
  subtract,
  tee,
} from '../wasm/assembler.ts'
import { advance, copyApart, copyBehind } from './block-copies.ts'

const MIN_MATCH = 4
/** A length of 15 goes on in the bytes behind it, one by one as long as they are 255. */
const LONG = 15
/** How a block ends: what stands behind literals is either nothing or at least so much… */
const MIN_INPUT_BEHIND_LITERALS = 8
/** …and no match begins in the last 12 bytes of the output, or ends in the last 5. */
const MATCH_FREE_BYTES = 12
const LITERAL_ONLY_BYTES = 5
/** But liblz4 does not ask that of short lengths (and distances that are not) when so much is left behind the token. */
const UNASKED_INPUT_BYTES = 16
const UNASKED_OUTPUT_BYTES = 32
const UNASKED_DISTANCE = 8
/** A sequence of short lengths that begins as far from the ends as this cannot break any of these rules. */
const FAST_INPUT_BYTES = 32
const FAST_OUTPUT_BYTES = 64
/** So far away, 16 bytes can be copied at once. */
const FAST_DISTANCE = 16

/**
 * Unpacks one raw LZ4 block, in WebAssembly. `unpackLz4(input, inputEnd, output, outputEnd)` are addresses; the result
 * is where the output ended, or 0 for a block that is malformed or would go beyond `outputEnd`. It judges like the safe
 * decoder of liblz4, which Java clients read with (one that accepts more would take batches that nobody can read); but
 * a distance of 0, which that one lets pass, is malformed here.
 */
export function lz4Block(): FunctionBuilder {
  const f = new FunctionBuilder('unpackLz4', 4)
  const [input, inputEnd, output, outputEnd] = [0, 1, 2, 3]
  const [origin, token, length, distance] = [f.local(), f.local(), f.local(), f.local()]
  const [from, to, fastInput, fastOutput] = [f.local(), f.local(), f.local(), f.local()]
  const [asked, next, fastFrom] = [f.local(), f.local(), f.local()]
  const failIf = (condition: Code): Code => f.when(condition, () => [giveBack(constant(0))])
  const inputLeft = subtract(get(inputEnd), get(input))
  const outputLeft = subtract(get(outputEnd), get(output))
  const less = (local: number, by: number): Code => subtract(get(local), constant(by))

  /** Adds the bytes behind a length of 15. It never exceeds what is left of the output by much, so it cannot overflow. */
  const completeLength = f.when(equal(get(length), constant(LONG)), () => [
    f.loop(again => [
      failIf(atLeast(get(input), get(inputEnd))),
      set(length, add(get(length), tee(from, load8(get(input))))),
      advance(input, 1),
      failIf(above(get(length), outputLeft)),
      f.branchIf(again, equal(get(from), constant(255))),
    ]),
  ])

  return f.body([
    set(origin, get(output)),
    // They stay 0 where the block is so short that no sequence is fast.
    f.when(above(inputLeft, constant(FAST_INPUT_BYTES)), () => [set(fastInput, less(inputEnd, FAST_INPUT_BYTES))]),
    set(fastFrom, add(get(origin), constant(FAST_DISTANCE))),
    f.when(above(outputLeft, constant(FAST_DISTANCE + FAST_OUTPUT_BYTES)), () => [
      set(fastOutput, subtract(less(outputEnd, FAST_OUTPUT_BYTES), get(fastFrom))),
    ]),
    f.loop(again => [
      // Nearly all sequences: short lengths, and so far a distance that 16 bytes can be copied at once.
      f.block(slow => [
        f.branchIf(slow, atLeast(get(input), get(fastInput))),
        // One comparison of unsigned numbers for both ends.
        f.branchIf(slow, atLeast(subtract(get(output), get(fastFrom)), get(fastOutput))),
        set(token, load8(get(input))),
        f.branchIf(slow, equal(tee(length, shiftRight(get(token), constant(4))), constant(LONG))),
        copy16Bytes(output, input, 0, 1),
        set(to, add(get(output), get(length))),
        set(next, add(add(get(input), constant(3)), get(length))),
        set(distance, load16(subtract(get(next), constant(2)))),
        // Here too: not less than 16, and not before the block.
        f.branchIf(slow, above(subtract(get(distance), constant(FAST_DISTANCE)), subtract(get(to), get(fastFrom)))),
        set(from, subtract(get(to), get(distance))),
        copy16Bytes(to, from),
        f.when(above(tee(length, and(get(token), constant(15))), constant(16 - MIN_MATCH)), () => [
          f.branchIf(slow, equal(get(length), constant(LONG))),
          copy8Bytes(to, from, 16),
        ]),
        set(output, add(get(to), add(get(length), constant(MIN_MATCH)))),
        set(input, get(next)),
        f.branch(again),
      ]),

      failIf(atLeast(get(input), get(inputEnd))),
      set(token, load8(get(input))),
      advance(input, 1),
      set(length, shiftRight(get(token), constant(4))),
      set(
        asked,
        or(
          equal(get(length), constant(LONG)),
          or(atLeast(constant(UNASKED_INPUT_BYTES), inputLeft), below(outputLeft, constant(UNASKED_OUTPUT_BYTES))),
        ),
      ),
      completeLength,
      failIf(above(get(length), inputLeft)),
      failIf(above(get(length), outputLeft)),
      set(from, get(input)),
      set(to, get(output)),
      set(input, add(get(input), get(length))),
      set(output, add(get(output), get(length))),
      copyApart(f, to, from, input),
      f.when(equal(get(input), get(inputEnd)), () => [giveBack(get(output))]),
      failIf(and(get(asked), below(inputLeft, constant(MIN_INPUT_BEHIND_LITERALS)))),
      failIf(below(outputLeft, constant(MATCH_FREE_BYTES))),

      set(distance, load16(get(input))),
      advance(input, 2),
      failIf(isZero(get(distance))),
      failIf(above(get(distance), subtract(get(output), get(origin)))),
      set(length, and(get(token), constant(15))),
      set(
        asked,
        or(get(asked), or(equal(get(length), constant(LONG)), below(get(distance), constant(UNASKED_DISTANCE)))),
      ),
      completeLength,
      advance(length, MIN_MATCH),
      failIf(above(get(length), outputLeft)),
      failIf(and(get(asked), above(get(length), subtract(outputLeft, constant(LITERAL_ONLY_BYTES))))),
      set(from, subtract(get(output), get(distance))),
      set(to, add(get(output), get(length))),
      copyBehind(f, output, to, from, distance),
      set(output, get(to)),
      f.branch(again),
    ]),
    giveBack(constant(0)),
  ])
}
