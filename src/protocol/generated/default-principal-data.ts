// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class DefaultPrincipalData {
  type: string = ''
  name: string = ''
  tokenAuthenticated: boolean = false
}

function decodeDefaultPrincipalData(r: Reader, v: number): DefaultPrincipalData {
  const m = new DefaultPrincipalData()
  m.type = r.compactString()
  m.name = r.compactString()
  m.tokenAuthenticated = r.bool()
  r.skipTags()
  return m
}

function sizeDefaultPrincipalData(m: DefaultPrincipalData, v: number): number {
  let s = 1
  s += strSize(m.type, true)
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeDefaultPrincipalData(w: Writer, m: DefaultPrincipalData, v: number): void {
  w.compactString(m.type)
  w.compactString(m.name)
  w.bool(m.tokenAuthenticated)
  w.uvarint(0)
}

export const defaultPrincipalData: MessageCodec<DefaultPrincipalData> = {
  name: 'DefaultPrincipalData',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new DefaultPrincipalData(),
  decode: decodeDefaultPrincipalData,
  size: sizeDefaultPrincipalData,
  encode: encodeDefaultPrincipalData,
  structs: { DefaultPrincipalData },
}
