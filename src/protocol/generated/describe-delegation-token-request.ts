// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeDelegationTokenRequest {
  owners: DescribeDelegationTokenOwner[] | null = []
}

export class DescribeDelegationTokenOwner {
  principalType: string = ""
  principalName: string = ""
}

function decodeDescribeDelegationTokenRequest(r: Reader, v: number): DescribeDelegationTokenRequest {
const m = new DescribeDelegationTokenRequest()
const flex = v >= 2
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) m.owners = null
  else {
  const list: NonNullable<DescribeDelegationTokenOwner[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeDescribeDelegationTokenOwner(r, v))
  m.owners = list
  }
}
if (flex) {
r.skipTags()
}
return m
}

function sizeDescribeDelegationTokenRequest(m: DescribeDelegationTokenRequest, v: number): number {
const flex = v >= 2
let s = 0
if (m.owners === null) s += (flex ? 1 : 4)
else {
s += (flex ? uvarintSize(m.owners.length + 1) : 4)
for (const e of m.owners) s += sizeDescribeDelegationTokenOwner(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeDescribeDelegationTokenRequest(w: Writer, m: DescribeDelegationTokenRequest, v: number): void {
const flex = v >= 2
if (m.owners === null) {
if (flex) w.uvarint(0)
else w.int32(-1)
} else {
if (flex) w.uvarint(m.owners.length + 1)
else w.int32(m.owners.length)
for (const e of m.owners) {
encodeDescribeDelegationTokenOwner(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeDescribeDelegationTokenOwner(r: Reader, v: number): DescribeDelegationTokenOwner {
const m = new DescribeDelegationTokenOwner()
const flex = v >= 2
m.principalType = (flex ? r.compactString() : r.string())
m.principalName = (flex ? r.compactString() : r.string())
if (flex) {
r.skipTags()
}
return m
}

function sizeDescribeDelegationTokenOwner(m: DescribeDelegationTokenOwner, v: number): number {
const flex = v >= 2
let s = 0
s += strSize(m.principalType, flex)
s += strSize(m.principalName, flex)
if (flex) {
s += 1
}
return s
}

function encodeDescribeDelegationTokenOwner(w: Writer, m: DescribeDelegationTokenOwner, v: number): void {
const flex = v >= 2
if (flex) w.compactString(m.principalType)
else w.string(m.principalType)
if (flex) w.compactString(m.principalName)
else w.string(m.principalName)
if (flex) {
w.uvarint(0)
}
}

export const describeDelegationTokenRequest: MessageCodec<DescribeDelegationTokenRequest> = {
  name: 'DescribeDelegationTokenRequest',
  apiKey: 41,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new DescribeDelegationTokenRequest(),
  decode: decodeDescribeDelegationTokenRequest,
  size: sizeDescribeDelegationTokenRequest,
  encode: encodeDescribeDelegationTokenRequest,
}
