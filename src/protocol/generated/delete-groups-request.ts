// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteGroupsRequest {
  groupsNames: string[] = []
}

function decodeDeleteGroupsRequest(r: Reader, v: number): DeleteGroupsRequest {
  const m = new DeleteGroupsRequest()
  const flex = v >= 2
  for (let n = flex ? r.compactCount(1) : r.count(2); n > 0 && r.ok; n--) {
    m.groupsNames.push(flex ? r.compactString() : r.string())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeDeleteGroupsRequest(m: DeleteGroupsRequest, v: number): number {
  const flex = v >= 2
  let s = 0
  s += (flex ? uvarintSize(m.groupsNames.length + 1) : 4)
  for (const e of m.groupsNames) s += strSize(e, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeDeleteGroupsRequest(w: Writer, m: DeleteGroupsRequest, v: number): void {
  const flex = v >= 2
  flex ? w.uvarint(m.groupsNames.length + 1) : w.int32(m.groupsNames.length)
  for (const e of m.groupsNames) flex ? w.compactString(e) : w.string(e)
  if (flex) {
    w.uvarint(0)
  }
}

export const deleteGroupsRequest: MessageCodec<DeleteGroupsRequest> = {
  name: 'DeleteGroupsRequest',
  apiKey: 42,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new DeleteGroupsRequest(),
  decode: decodeDeleteGroupsRequest,
  size: sizeDeleteGroupsRequest,
  encode: encodeDeleteGroupsRequest,
  structs: { DeleteGroupsRequest },
}
