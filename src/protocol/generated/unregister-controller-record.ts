// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class UnregisterControllerRecord {
  controllerId: number = 0
}

function decodeUnregisterControllerRecord(r: Reader, v: number): UnregisterControllerRecord {
  const m = new UnregisterControllerRecord()
  m.controllerId = r.int32()
  r.skipTags()
  return m
}

function sizeUnregisterControllerRecord(m: UnregisterControllerRecord, v: number): number {
  let s = 4
  s += 1
  return s
}

function encodeUnregisterControllerRecord(w: Writer, m: UnregisterControllerRecord, v: number): void {
  w.int32(m.controllerId)
  w.uvarint(0)
}

export const unregisterControllerRecord: MessageCodec<UnregisterControllerRecord> = {
  name: 'UnregisterControllerRecord',
  apiKey: 29,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UnregisterControllerRecord(),
  decode: decodeUnregisterControllerRecord,
  size: sizeUnregisterControllerRecord,
  encode: encodeUnregisterControllerRecord,
  structs: { UnregisterControllerRecord },
}
