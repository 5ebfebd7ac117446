// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class FindCoordinatorRequest {
  key: string = ''
  keyType: number = 0
  coordinatorKeys: string[] = []
}

function decodeFindCoordinatorRequest(r: Reader, v: number): FindCoordinatorRequest {
  const m = new FindCoordinatorRequest()
  const flex = v >= 3
  if (v <= 3) {
    m.key = flex ? r.compactString() : r.string()
  }
  if (v >= 1) {
    m.keyType = r.int8()
  }
  if (v >= 4) {
    for (let n = r.compactCount(1); n > 0 && r.ok; n--) {
      m.coordinatorKeys.push(r.compactString())
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeFindCoordinatorRequest(m: FindCoordinatorRequest, v: number): number {
  const flex = v >= 3
  let s = 0
  if (v <= 3) {
    s += strSize(m.key, flex)
  }
  if (v >= 1) s += 1
  if (v >= 4) {
    s += uvarintSize(m.coordinatorKeys.length + 1)
    for (const e of m.coordinatorKeys) s += strSize(e, true)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseFindCoordinatorRequest(m: FindCoordinatorRequest, v: number): void {
  if (!(v <= 3) && (m.key !== '')) refuseField('FindCoordinatorRequest.key', v)
  if (!(v >= 1) && (m.keyType !== 0)) refuseField('FindCoordinatorRequest.keyType', v)
  if (!(v >= 4) && (m.coordinatorKeys.length > 0)) refuseField('FindCoordinatorRequest.coordinatorKeys', v)
}

function encodeFindCoordinatorRequest(w: Writer, m: FindCoordinatorRequest, v: number): void {
  if (strictEncoding) refuseFindCoordinatorRequest(m, v)
  const flex = v >= 3
  if (v <= 3) {
    flex ? w.compactString(m.key) : w.string(m.key)
  }
  if (v >= 1) {
    w.int8(m.keyType)
  }
  if (v >= 4) {
    w.uvarint(m.coordinatorKeys.length + 1)
    for (const e of m.coordinatorKeys) w.compactString(e)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const findCoordinatorRequest: MessageCodec<FindCoordinatorRequest> = {
  name: 'FindCoordinatorRequest',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 3,
  create: () => new FindCoordinatorRequest(),
  decode: decodeFindCoordinatorRequest,
  size: sizeFindCoordinatorRequest,
  encode: encodeFindCoordinatorRequest,
  structs: { FindCoordinatorRequest },
}
