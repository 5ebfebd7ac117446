// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class FindCoordinatorResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  errorMessage: string | null = ""
  nodeId: number = 0
  host: string = ""
  port: number = 0
  coordinators: Coordinator[] = []
}

export class Coordinator {
  key: string = ""
  nodeId: number = 0
  host: string = ""
  port: number = 0
  errorCode: number = 0
  errorMessage: string | null = ""
}

function decodeFindCoordinatorResponse(r: Reader, v: number): FindCoordinatorResponse {
const m = new FindCoordinatorResponse()
const flex = v >= 3
if (v >= 1) {
m.throttleTimeMs = r.int32()
}
if (v <= 3) {
m.errorCode = r.int16()
}
if (v >= 1 && v <= 3) {
m.errorMessage = (flex ? r.compactNullableString() : r.nullableString())
}
if (v <= 3) {
m.nodeId = r.int32()
}
if (v <= 3) {
m.host = (flex ? r.compactString() : r.string())
}
if (v <= 3) {
m.port = r.int32()
}
if (v >= 4) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: Coordinator[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeCoordinator(r, v))
  m.coordinators = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeFindCoordinatorResponse(m: FindCoordinatorResponse, v: number): number {
const flex = v >= 3
let s = 0
if (v >= 1) {
s += 4
}
if (v <= 3) {
s += 2
}
if (v >= 1 && v <= 3) {
s += m.errorMessage === null ? (flex ? 1 : 2) : strSize(m.errorMessage, flex)
}
if (v <= 3) {
s += 4
}
if (v <= 3) {
s += strSize(m.host, flex)
}
if (v <= 3) {
s += 4
}
if (v >= 4) {
s += uvarintSize(m.coordinators.length + 1)
for (const e of m.coordinators) s += sizeCoordinator(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeFindCoordinatorResponse(w: Writer, m: FindCoordinatorResponse, v: number): void {
const flex = v >= 3
if (v >= 1) {
w.int32(m.throttleTimeMs)
}
if (v <= 3) {
w.int16(m.errorCode)
}
if (v >= 1 && v <= 3) {
if (flex) w.compactNullableString(m.errorMessage)
else w.nullableString(m.errorMessage)
}
if (v <= 3) {
w.int32(m.nodeId)
}
if (v <= 3) {
if (flex) w.compactString(m.host)
else w.string(m.host)
}
if (v <= 3) {
w.int32(m.port)
}
if (v >= 4) {
w.uvarint(m.coordinators.length + 1)
for (const e of m.coordinators) {
encodeCoordinator(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeCoordinator(r: Reader, v: number): Coordinator {
const m = new Coordinator()
const flex = v >= 3
if (v >= 4) {
m.key = r.compactString()
}
if (v >= 4) {
m.nodeId = r.int32()
}
if (v >= 4) {
m.host = r.compactString()
}
if (v >= 4) {
m.port = r.int32()
}
if (v >= 4) {
m.errorCode = r.int16()
}
if (v >= 4) {
m.errorMessage = r.compactNullableString()
}
if (flex) {
r.skipTags()
}
return m
}

function sizeCoordinator(m: Coordinator, v: number): number {
const flex = v >= 3
let s = 0
if (v >= 4) {
s += strSize(m.key, true)
}
if (v >= 4) {
s += 4
}
if (v >= 4) {
s += strSize(m.host, true)
}
if (v >= 4) {
s += 4
}
if (v >= 4) {
s += 2
}
if (v >= 4) {
s += m.errorMessage === null ? 1 : strSize(m.errorMessage, true)
}
if (flex) {
s += 1
}
return s
}

function encodeCoordinator(w: Writer, m: Coordinator, v: number): void {
const flex = v >= 3
if (v >= 4) {
w.compactString(m.key)
}
if (v >= 4) {
w.int32(m.nodeId)
}
if (v >= 4) {
w.compactString(m.host)
}
if (v >= 4) {
w.int32(m.port)
}
if (v >= 4) {
w.int16(m.errorCode)
}
if (v >= 4) {
w.compactNullableString(m.errorMessage)
}
if (flex) {
w.uvarint(0)
}
}

export const findCoordinatorResponse: MessageCodec<FindCoordinatorResponse> = {
  name: 'FindCoordinatorResponse',
  apiKey: 10,
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 3,
  create: () => new FindCoordinatorResponse(),
  decode: decodeFindCoordinatorResponse,
  size: sizeFindCoordinatorResponse,
  encode: encodeFindCoordinatorResponse,
}
