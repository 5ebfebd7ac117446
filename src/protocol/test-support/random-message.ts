import { BytesView } from '../../base/bytes-view.ts'
import { type FieldShape, type MessageShape, messageShape, type Range, type StructShape } from '../json.ts'
import type { AnyMessageCodec } from '../message.ts'
import { INT64_MAX, INT64_MIN } from '../reader.ts'

/** A small generator with a seed (mulberry32): the same seed gives the same messages. */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed
  }

  /** An integer of [0, below). */
  next(below: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }

  pick<T>(values: readonly T[]): T {
    return values[this.next(values.length)]!
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.next(256)))
  }
}

const within = (range: Range | null, version: number): boolean =>
  range !== null && version >= range.from && version <= range.to

/** A message with every field that the version has set at random; those that it lacks keep their defaults. */
export function randomMessage(codec: AnyMessageCodec, version: number, random: Random): object {
  const shape = messageShape(codec)
  return randomStruct(shape, shape.top, version, random)
}

function randomStruct(shape: MessageShape, struct: StructShape, version: number, random: Random): object {
  const out = struct.create()
  for (const field of struct.fields) {
    if (!within(field.versions, version)) continue
    // Tagged fields are left out when they are at their default, which is a path of its own.
    if (within(field.tagged, version) && random.next(3) === 0) continue
    out[field.name] = randomField(shape, field, version, random)
  }
  return out
}

function randomField(shape: MessageShape, field: FieldShape, version: number, random: Random): unknown {
  if (within(field.nullable, version) && random.next(4) === 0) return null
  if (!field.array) return randomScalar(shape, field.type, version, random)
  return Array.from({ length: random.next(3) }, () => randomScalar(shape, field.type, version, random))
}

const TEXTS = [
  '',
  'a',
  'topic-1',
  'é',
  '日本語',
  '😀 surrogates',
  '\u0000',
  '\ufeffbom',
  'x'.repeat(41),
  'ü'.repeat(42),
  'y'.repeat(300),
]

function randomScalar(shape: MessageShape, type: string, version: number, random: Random): unknown {
  switch (type) {
    case 'bool':
      return random.next(2) === 1
    case 'int8':
      return random.pick([-128, -1, 0, 1, 127])
    case 'int16':
      return random.pick([-32768, -1, 0, 1, 32767])
    case 'uint16':
      return random.pick([0, 1, 65535])
    case 'int32':
      return random.pick([-2147483648, -1, 0, 1, 2147483647])
    case 'uint32':
      return random.pick([0, 1, 4294967295])
    case 'int64': {
      const edge = 2 ** random.next(53)
      return random.pick([INT64_MIN, INT64_MAX, 0, -1, edge, -edge, edge - 1, Number.MAX_SAFE_INTEGER])
    }
    case 'bigint':
      return random.pick([-(2n ** 63n), 2n ** 63n - 1n, 0n, -1n, 2n ** 60n + 1n])
    case 'float64':
      return random.pick([0, -1.5, Number.MAX_VALUE, 5e-324, Number.POSITIVE_INFINITY])
    case 'uuid':
      return random.bytes(16).toString('base64url')
    case 'string':
      return random.pick(TEXTS)
    case 'bytes':
      return random.bytes(random.pick([0, 1, 130]))
    case 'records': {
      // Long ones travel as chunks beside the message; so do chains.
      const view = BytesView.of(random.bytes(random.pick([0, 20, 1024, 1025, 3000])))
      return random.next(3) === 0 ? new BytesView(view.buf, 0, view.end, BytesView.of(random.bytes(10))) : view
    }
    default:
      return randomStruct(shape, shape.structs.get(type)!, version, random)
  }
}
