import {
  above,
  add,
  and,
  atLeast,
  type Code,
  constant,
  copy16Bytes,
  equal,
  FunctionBuilder,
  get,
  giveBack,
  isZero,
  load8,
  load16,
  load32,
  or,
  set,
  shiftLeft,
  shiftRight,
  subtract,
  tee,
} from '../wasm/assembler.ts'
import { advance, copyApart, copyBehind } from './block-copies.ts'

/** The lower two bits of a tag; 3 is a copy with a distance of 32 bits. */
const LITERALS = 0
const COPY_11_BITS = 1
const COPY_16_BITS = 2
/** Literals that are longer have their length, less one, in 1 to 4 bytes behind the tag. */
const LONGEST_IN_TAG = 60

/**
 * Unpacks one raw block of snappy, in WebAssembly. `unpackSnappy(input, inputEnd, output, outputEnd)` are addresses;
 * `outputEnd` is where the output has to end, according to the length that the block begins with: the caller has read
 * it, here it is only skipped. The result is `outputEnd`, or 0 for a block that is malformed or does not hold just so
 * much.
 */
export function snappyBlock(): FunctionBuilder {
  const f = new FunctionBuilder('unpackSnappy', 4)
  const [input, inputEnd, output, outputEnd] = [0, 1, 2, 3]
  const [origin, tag, kind, length, distance] = [f.local(), f.local(), f.local(), f.local(), f.local()]
  const [from, to] = [f.local(), f.local()]
  const failIf = (condition: Code): Code => f.when(condition, () => [giveBack(constant(0))])
  const inputLeft = subtract(get(inputEnd), get(input))
  const outputLeft = subtract(get(outputEnd), get(output))
  const bitsAbove = (bits: number): Code => shiftRight(get(tag), constant(bits))

  return f.body([
    set(origin, get(output)),
    f.loop(again => [
      set(tag, load8(get(input))),
      advance(input, 1),
      f.branchIf(again, atLeast(get(tag), constant(0x80))),
    ]),
    f.loop(next => [
      f.when(atLeast(get(input), get(inputEnd)), () => [
        failIf(above(get(input), get(inputEnd))),
        failIf(above(get(outputEnd), get(output))),
        giveBack(get(output)),
      ]),
      set(tag, load8(get(input))),
      set(kind, and(get(tag), constant(3))),
      f.when(equal(get(kind), constant(LITERALS)), () => [
        advance(input, 1),
        set(length, bitsAbove(2)),
        f.when(atLeast(get(length), constant(LONGEST_IN_TAG)), () => [
          // `to` is the number of bytes that the length takes; the others that are loaded with them are masked.
          set(to, subtract(get(length), constant(LONGEST_IN_TAG - 1))),
          failIf(above(get(to), inputLeft)),
          set(
            length,
            and(load32(get(input)), shiftRight(constant(-1), subtract(constant(32), shiftLeft(get(to), constant(3))))),
          ),
          set(input, add(get(input), get(to))),
        ]),
        failIf(atLeast(get(length), inputLeft)),
        failIf(atLeast(get(length), outputLeft)),
        set(from, get(input)),
        set(to, get(output)),
        set(input, add(get(input), add(get(length), constant(1)))),
        set(output, add(get(output), add(get(length), constant(1)))),
        copyApart(f, to, from, input),
        f.branch(next),
      ]),
      f.block(known => [
        f.when(equal(get(kind), constant(COPY_11_BITS)), () => [
          set(length, add(and(bitsAbove(2), constant(7)), constant(4))),
          set(distance, or(shiftLeft(bitsAbove(5), constant(8)), load8(get(input), 1))),
          advance(input, 2),
          f.branch(known),
        ]),
        set(length, add(bitsAbove(2), constant(1))),
        f.when(equal(get(kind), constant(COPY_16_BITS)), () => [
          set(distance, load16(get(input), 1)),
          advance(input, 3),
          f.branch(known),
        ]),
        set(distance, load32(get(input), 1)),
        advance(input, 5),
      ]),
      failIf(isZero(get(distance))),
      failIf(above(get(distance), subtract(get(output), get(origin)))),
      failIf(above(get(length), outputLeft)),
      set(from, subtract(get(output), get(distance))),
      set(to, add(get(output), get(length))),
      f.when(atLeast(get(distance), constant(16)), () => [
        f.loop(again => [
          copy16Bytes(output, from),
          advance(from, 16),
          f.branchIf(again, above(get(to), tee(output, add(get(output), constant(16))))),
        ]),
        set(output, get(to)),
        f.branch(next),
      ]),
      copyBehind(f, output, to, from, distance),
      set(output, get(to)),
      f.branch(next),
    ]),
    giveBack(constant(0)),
  ])
}
