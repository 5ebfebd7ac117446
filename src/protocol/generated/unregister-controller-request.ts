// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export class UnregisterControllerRequest {
  controllerId: number = 0
}

function decodeUnregisterControllerRequest(r: Reader, v: number): UnregisterControllerRequest {
  const m = new UnregisterControllerRequest()
  m.controllerId = r.int32()
  r.skipTags()
  return m
}

function sizeUnregisterControllerRequest(m: UnregisterControllerRequest, v: number): number {
  let s = 4
  s += 1
  return s
}

function encodeUnregisterControllerRequest(w: Writer, m: UnregisterControllerRequest, v: number): void {
  w.int32(m.controllerId)
  w.uvarint(0)
}

export const unregisterControllerRequest: MessageCodec<UnregisterControllerRequest> = {
  name: 'UnregisterControllerRequest',
  apiKey: 94,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new UnregisterControllerRequest(),
  decode: decodeUnregisterControllerRequest,
  size: sizeUnregisterControllerRequest,
  encode: encodeUnregisterControllerRequest,
  structs: { UnregisterControllerRequest },
}
