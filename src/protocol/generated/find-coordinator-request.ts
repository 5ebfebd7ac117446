// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class FindCoordinatorRequest {
  key: string = ""
  keyType: number = 0
  coordinatorKeys: string[] = []
}

function decodeFindCoordinatorRequest(r: Reader, v: number): FindCoordinatorRequest {
const m = new FindCoordinatorRequest()
const flex = v >= 3
if (v <= 3) {
m.key = (flex ? r.compactString() : r.string())
}
if (v >= 1) {
m.keyType = r.int8()
}
if (v >= 4) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: string[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.compactString())
  m.coordinatorKeys = list
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
if (v >= 1) {
s += 1
}
if (v >= 4) {
s += uvarintSize(m.coordinatorKeys.length + 1)
for (const e of m.coordinatorKeys) s += strSize(e, true)
}
if (flex) {
s += 1
}
return s
}

function encodeFindCoordinatorRequest(w: Writer, m: FindCoordinatorRequest, v: number): void {
const flex = v >= 3
if (v <= 3) {
if (flex) w.compactString(m.key)
else w.string(m.key)
}
if (v >= 1) {
w.int8(m.keyType)
}
if (v >= 4) {
w.uvarint(m.coordinatorKeys.length + 1)
for (const e of m.coordinatorKeys) {
w.compactString(e)
}
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
}
