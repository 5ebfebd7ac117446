// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class CreateDelegationTokenRequest {
  ownerPrincipalType: string | null = ''
  ownerPrincipalName: string | null = ''
  renewers: CreatableRenewers[] = []
  maxLifetimeMs: number = 0
}

export class CreatableRenewers {
  principalType: string = ''
  principalName: string = ''
}

function decodeCreateDelegationTokenRequest(r: Reader, v: number): CreateDelegationTokenRequest {
  const m = new CreateDelegationTokenRequest()
  const flex = v >= 2
  if (v >= 3) {
    m.ownerPrincipalType = r.compactNullableString()
    m.ownerPrincipalName = r.compactNullableString()
  }
  for (let n = flex ? r.compactCount(3) : r.count(4); n > 0 && r.ok; n--) {
    m.renewers.push(decodeCreatableRenewers(r, v))
  }
  m.maxLifetimeMs = r.int64()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreateDelegationTokenRequest(m: CreateDelegationTokenRequest, v: number): number {
  const flex = v >= 2
  let s = 8
  if (v >= 3) {
    s += nullableStrSize(m.ownerPrincipalType, true)
    s += nullableStrSize(m.ownerPrincipalName, true)
  }
  s += (flex ? uvarintSize(m.renewers.length + 1) : 4)
  for (const e of m.renewers) s += sizeCreatableRenewers(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function refuseCreateDelegationTokenRequest(m: CreateDelegationTokenRequest, v: number): void {
  if (!(v >= 3) && (m.ownerPrincipalType !== '')) refuseField('CreateDelegationTokenRequest.ownerPrincipalType', v)
  if (!(v >= 3) && (m.ownerPrincipalName !== '')) refuseField('CreateDelegationTokenRequest.ownerPrincipalName', v)
}

function encodeCreateDelegationTokenRequest(w: Writer, m: CreateDelegationTokenRequest, v: number): void {
  if (strictEncoding) refuseCreateDelegationTokenRequest(m, v)
  const flex = v >= 2
  if (v >= 3) {
    w.compactNullableString(m.ownerPrincipalType)
    w.compactNullableString(m.ownerPrincipalName)
  }
  flex ? w.uvarint(m.renewers.length + 1) : w.int32(m.renewers.length)
  for (const e of m.renewers) encodeCreatableRenewers(w, e, v)
  w.int64(m.maxLifetimeMs)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeCreatableRenewers(r: Reader, v: number): CreatableRenewers {
  const m = new CreatableRenewers()
  const flex = v >= 2
  m.principalType = flex ? r.compactString() : r.string()
  m.principalName = flex ? r.compactString() : r.string()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeCreatableRenewers(m: CreatableRenewers, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.principalType, flex)
  s += strSize(m.principalName, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodeCreatableRenewers(w: Writer, m: CreatableRenewers, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.principalType) : w.string(m.principalType)
  flex ? w.compactString(m.principalName) : w.string(m.principalName)
  if (flex) {
    w.uvarint(0)
  }
}

export const createDelegationTokenRequest: MessageCodec<CreateDelegationTokenRequest> = {
  name: 'CreateDelegationTokenRequest',
  apiKey: 38,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  create: () => new CreateDelegationTokenRequest(),
  decode: decodeCreateDelegationTokenRequest,
  size: sizeCreateDelegationTokenRequest,
  encode: encodeCreateDelegationTokenRequest,
  structs: { CreateDelegationTokenRequest, CreatableRenewers },
}
