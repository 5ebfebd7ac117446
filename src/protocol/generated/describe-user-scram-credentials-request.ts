// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class DescribeUserScramCredentialsRequest {
  users: UserName[] | null = []
}

export class UserName {
  name: string = ''
}

function decodeDescribeUserScramCredentialsRequest(r: Reader, v: number): DescribeUserScramCredentialsRequest {
  const m = new DescribeUserScramCredentialsRequest()
   {
    const count = r.compactArrayLength(2)
    if (count < 0) m.users = null
    else {
      const list: UserName[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodeUserName(r, v))
      m.users = list
    }
  }
  r.skipTags()
  return m
}

function sizeDescribeUserScramCredentialsRequest(m: DescribeUserScramCredentialsRequest, v: number): number {
  let s = 0
   {
    const list = m.users
    if (list === null) s += 1
    else {
      s += uvarintSize(list.length + 1)
      for (const e of list) s += sizeUserName(e, v)
    }
  }
  s += 1
  return s
}

function encodeDescribeUserScramCredentialsRequest(w: Writer, m: DescribeUserScramCredentialsRequest, v: number): void {
  if (m.users === null) w.uvarint(0)
  else {
    w.uvarint(m.users.length + 1)
    for (const e of m.users) encodeUserName(w, e, v)
  }
  w.uvarint(0)
}

function decodeUserName(r: Reader, v: number): UserName {
  const m = new UserName()
  m.name = r.compactString()
  r.skipTags()
  return m
}

function sizeUserName(m: UserName, v: number): number {
  let s = 0
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeUserName(w: Writer, m: UserName, v: number): void {
  w.compactString(m.name)
  w.uvarint(0)
}

export const describeUserScramCredentialsRequest: MessageCodec<DescribeUserScramCredentialsRequest> = {
  name: 'DescribeUserScramCredentialsRequest',
  apiKey: 50,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DescribeUserScramCredentialsRequest(),
  decode: decodeDescribeUserScramCredentialsRequest,
  size: sizeDescribeUserScramCredentialsRequest,
  encode: encodeDescribeUserScramCredentialsRequest,
  structs: { DescribeUserScramCredentialsRequest, UserName },
}
