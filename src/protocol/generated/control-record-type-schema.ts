// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class ControlRecordTypeSchema {
  type: number = 0
}

function decodeControlRecordTypeSchema(r: Reader, v: number): ControlRecordTypeSchema {
  const m = new ControlRecordTypeSchema()
  m.type = r.int16()
  return m
}

function sizeControlRecordTypeSchema(m: ControlRecordTypeSchema, v: number): number {
  let s = 2
  return s
}

function encodeControlRecordTypeSchema(w: Writer, m: ControlRecordTypeSchema, v: number): void {
  w.int16(m.type)
}

export const controlRecordTypeSchema: MessageCodec<ControlRecordTypeSchema> = {
  name: 'ControlRecordTypeSchema',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ControlRecordTypeSchema(),
  decode: decodeControlRecordTypeSchema,
  size: sizeControlRecordTypeSchema,
  encode: encodeControlRecordTypeSchema,
  structs: { ControlRecordTypeSchema },
}
