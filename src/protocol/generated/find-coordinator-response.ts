// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class FindCoordinatorResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
  nodeId: number = 0
  host: string = ''
  port: number = 0
  coordinators: Coordinator[] = []
}

export class Coordinator {
  key: string = ''
  nodeId: number = 0
  host: string = ''
  port: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeFindCoordinatorResponse(r: Reader, v: number): FindCoordinatorResponse {
  const m = new FindCoordinatorResponse()
  const flex = v >= 3
  if (v >= 1) {
    m.throttleTimeMs = r.int32()
  }
  if (v <= 3) {
    m.errorCode = r.int16()
  }
  if (v >= 1 && v <= 3) {
    m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  }
  if (v <= 3) {
    m.nodeId = r.int32()
    m.host = flex ? r.compactString() : r.string()
    m.port = r.int32()
  }
  if (v >= 4) {
    for (let n = r.compactCount(14); n > 0 && r.ok; n--) {
      m.coordinators.push(decodeCoordinator(r, v))
    }
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeFindCoordinatorResponse(m: FindCoordinatorResponse, v: number): number {
  const flex = v >= 3
  let s = 0
  if (v >= 1) s += 4
  if (v <= 3) s += 2
  if (v >= 1 && v <= 3) {
    s += nullableStrSize(m.errorMessage, flex)
  }
  if (v <= 3) {
    s += 8
    s += strSize(m.host, flex)
  }
  if (v >= 4) {
    s += uvarintSize(m.coordinators.length + 1)
    for (const e of m.coordinators) s += sizeCoordinator(e, v)
  }
  if (flex) {
    s += 1
  }
  return s
}

function refuseFindCoordinatorResponse(m: FindCoordinatorResponse, v: number): void {
  if (!(v <= 3) && (m.errorCode !== 0)) refuseField('FindCoordinatorResponse.errorCode', v)
  if (!(v <= 3) && (m.nodeId !== 0)) refuseField('FindCoordinatorResponse.nodeId', v)
  if (!(v <= 3) && (m.host !== '')) refuseField('FindCoordinatorResponse.host', v)
  if (!(v <= 3) && (m.port !== 0)) refuseField('FindCoordinatorResponse.port', v)
  if (!(v >= 4) && (m.coordinators.length > 0)) refuseField('FindCoordinatorResponse.coordinators', v)
}

function encodeFindCoordinatorResponse(w: Writer, m: FindCoordinatorResponse, v: number): void {
  if (strictEncoding) refuseFindCoordinatorResponse(m, v)
  const flex = v >= 3
  if (v >= 1) {
    w.int32(m.throttleTimeMs)
  }
  if (v <= 3) {
    w.int16(m.errorCode)
  }
  if (v >= 1 && v <= 3) {
    flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  }
  if (v <= 3) {
    w.int32(m.nodeId)
    flex ? w.compactString(m.host) : w.string(m.host)
    w.int32(m.port)
  }
  if (v >= 4) {
    w.uvarint(m.coordinators.length + 1)
    for (const e of m.coordinators) encodeCoordinator(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeCoordinator(r: Reader, v: number): Coordinator {
  const m = new Coordinator()
  m.key = r.compactString()
  m.nodeId = r.int32()
  m.host = r.compactString()
  m.port = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = r.compactNullableString()
  r.skipTags()
  return m
}

function sizeCoordinator(m: Coordinator, v: number): number {
  let s = 10
  s += strSize(m.key, true)
  s += strSize(m.host, true)
  s += nullableStrSize(m.errorMessage, true)
  s += 1
  return s
}

function encodeCoordinator(w: Writer, m: Coordinator, v: number): void {
  w.compactString(m.key)
  w.int32(m.nodeId)
  w.compactString(m.host)
  w.int32(m.port)
  w.int16(m.errorCode)
  w.compactNullableString(m.errorMessage)
  w.uvarint(0)
}

export const findCoordinatorResponse: MessageCodec<FindCoordinatorResponse> = {
  name: 'FindCoordinatorResponse',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 3,
  create: () => new FindCoordinatorResponse(),
  decode: decodeFindCoordinatorResponse,
  size: sizeFindCoordinatorResponse,
  encode: encodeFindCoordinatorResponse,
  structs: { FindCoordinatorResponse, Coordinator },
}
