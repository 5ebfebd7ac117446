// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class CreateDelegationTokenRequest {
  ownerPrincipalType: string | null = ""
  ownerPrincipalName: string | null = ""
  renewers: CreatableRenewers[] = []
  maxLifetimeMs: number = 0
}

export class CreatableRenewers {
  principalType: string = ""
  principalName: string = ""
}

function decodeCreateDelegationTokenRequest(r: Reader, v: number): CreateDelegationTokenRequest {
const m = new CreateDelegationTokenRequest()
const flex = v >= 2
if (v >= 3) {
m.ownerPrincipalType = r.compactNullableString()
}
if (v >= 3) {
m.ownerPrincipalName = r.compactNullableString()
}
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: CreatableRenewers[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeCreatableRenewers(r, v))
  m.renewers = list
}
m.maxLifetimeMs = r.int64()
if (flex) {
r.skipTags()
}
return m
}

function sizeCreateDelegationTokenRequest(m: CreateDelegationTokenRequest, v: number): number {
const flex = v >= 2
let s = 0
if (v >= 3) {
s += m.ownerPrincipalType === null ? 1 : strSize(m.ownerPrincipalType, true)
}
if (v >= 3) {
s += m.ownerPrincipalName === null ? 1 : strSize(m.ownerPrincipalName, true)
}
s += (flex ? uvarintSize(m.renewers.length + 1) : 4)
for (const e of m.renewers) s += sizeCreatableRenewers(e, v)
s += 8
if (flex) {
s += 1
}
return s
}

function encodeCreateDelegationTokenRequest(w: Writer, m: CreateDelegationTokenRequest, v: number): void {
const flex = v >= 2
if (v >= 3) {
w.compactNullableString(m.ownerPrincipalType)
}
if (v >= 3) {
w.compactNullableString(m.ownerPrincipalName)
}
if (flex) w.uvarint(m.renewers.length + 1)
else w.int32(m.renewers.length)
for (const e of m.renewers) {
encodeCreatableRenewers(w, e, v)
}
w.int64(m.maxLifetimeMs)
if (flex) {
w.uvarint(0)
}
}

function decodeCreatableRenewers(r: Reader, v: number): CreatableRenewers {
const m = new CreatableRenewers()
const flex = v >= 2
m.principalType = (flex ? r.compactString() : r.string())
m.principalName = (flex ? r.compactString() : r.string())
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
if (flex) w.compactString(m.principalType)
else w.string(m.principalType)
if (flex) w.compactString(m.principalName)
else w.string(m.principalName)
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
}
