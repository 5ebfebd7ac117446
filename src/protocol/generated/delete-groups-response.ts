// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteGroupsResponse {
  throttleTimeMs: number = 0
  results: DeletableGroupResult[] = []
}

export class DeletableGroupResult {
  groupId: string = ''
  errorCode: number = 0
  errorMessage: string | null = null
}

function decodeDeleteGroupsResponse(r: Reader, v: number): DeleteGroupsResponse {
  const m = new DeleteGroupsResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.results.push(decodeDeletableGroupResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteGroupsResponse(m: DeleteGroupsResponse, v: number): number {
  const flex = v >= 2
  let s = 4
  s += (flex ? uvarintSize(m.results.length + 1) : 4)
  for (const e of m.results) s += sizeDeletableGroupResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteGroupsResponse(w: Writer, m: DeleteGroupsResponse, v: number): void {
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  flex ? w.uvarint(m.results.length + 1) : w.int32(m.results.length)
  for (const e of m.results) encodeDeletableGroupResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDeletableGroupResult(r: Reader, v: number): DeletableGroupResult {
  const m = new DeletableGroupResult()
  const flex = v >= 2
  m.groupId = flex ? r.compactString() : r.string()
  m.errorCode = r.int16()
  if (v >= 3) {
    m.errorMessage = r.compactNullableString()
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeletableGroupResult(m: DeletableGroupResult, v: number): number {
  const flex = v >= 2
  let s = 2
  s += strSize(m.groupId, flex)
  if (v >= 3) {
    s += nullableStrSize(m.errorMessage, true)
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeletableGroupResult(w: Writer, m: DeletableGroupResult, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.groupId) : w.string(m.groupId)
  w.int16(m.errorCode)
  if (v >= 3) {
    w.compactNullableString(m.errorMessage)
  }
  if (flex) {
    w.uvarint(0)
  }
}

export const deleteGroupsResponse: MessageCodec<DeleteGroupsResponse> = {
  name: 'DeleteGroupsResponse',
  apiKey: 42,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new DeleteGroupsResponse(),
  decode: decodeDeleteGroupsResponse,
  size: sizeDeleteGroupsResponse,
  encode: encodeDeleteGroupsResponse,
  structs: { DeleteGroupsResponse, DeletableGroupResult },
}
