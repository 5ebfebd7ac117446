// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DeleteGroupsRequest {
  groupsNames: string[] = []
}

function decodeDeleteGroupsRequest(r: Reader, v: number): DeleteGroupsRequest {
const m = new DeleteGroupsRequest()
const flex = v >= 2
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push((flex ? r.compactString() : r.string()))
  m.groupsNames = list
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
if (flex) w.uvarint(m.groupsNames.length + 1)
else w.int32(m.groupsNames.length)
for (const e of m.groupsNames) {
if (flex) w.compactString(e)
else w.string(e)
}
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
}
