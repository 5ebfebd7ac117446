// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeDelegationTokenRequest {
  owners: DescribeDelegationTokenOwner[] | null = []
}

export class DescribeDelegationTokenOwner {
  principalType: string = ''
  principalName: string = ''
}

function decodeDescribeDelegationTokenRequest(r: Reader, v: number): DescribeDelegationTokenRequest {
  const m = new DescribeDelegationTokenRequest()
  const flex = v >= 2
   {
    const count = flex ? r.compactArrayLength(3) : r.arrayLength(4)
    if (count < 0) m.owners = null
    else {
      const list: DescribeDelegationTokenOwner[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeDescribeDelegationTokenOwner(r, v))
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
   {
    const list = m.owners
    if (list === null) s += (flex ? 1 : 4)
    else {
      s += (flex ? uvarintSize(list.length + 1) : 4)
      for (const e of list) s += sizeDescribeDelegationTokenOwner(e, v)
    }
  }
  if (flex) {
    s += 1
  }
  return s
}

function encodeDescribeDelegationTokenRequest(w: Writer, m: DescribeDelegationTokenRequest, v: number): void {
  const flex = v >= 2
  if (m.owners === null) flex ? w.uvarint(0) : w.int32(-1)
  else {
    flex ? w.uvarint(m.owners.length + 1) : w.int32(m.owners.length)
    for (const e of m.owners) encodeDescribeDelegationTokenOwner(w, e, v)
  }
  if (flex) {
    w.uvarint(0)
  }
}

function decodeDescribeDelegationTokenOwner(r: Reader, v: number): DescribeDelegationTokenOwner {
  const m = new DescribeDelegationTokenOwner()
  const flex = v >= 2
  m.principalType = flex ? r.compactString() : r.string()
  m.principalName = flex ? r.compactString() : r.string()
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
  flex ? w.compactString(m.principalType) : w.string(m.principalType)
  flex ? w.compactString(m.principalName) : w.string(m.principalName)
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
  structs: { DescribeDelegationTokenRequest, DescribeDelegationTokenOwner },
}
