// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class ControllerRegistrationRequest {
  controllerId: number = 0
  incarnationId: string = ZERO_UUID
  zkMigrationReady: boolean = false
  listeners: Listener[] = []
  features: Feature[] = []
}

export class Listener {
  name: string = ''
  host: string = ''
  port: number = 0
  securityProtocol: number = 0
}

export class Feature {
  name: string = ''
  minSupportedVersion: number = 0
  maxSupportedVersion: number = 0
}

function decodeControllerRegistrationRequest(r: Reader, v: number): ControllerRegistrationRequest {
  const m = new ControllerRegistrationRequest()
  m.controllerId = r.int32()
  m.incarnationId = r.uuid()
  m.zkMigrationReady = r.bool()
  for (let n = r.compactCount(7); n > 0 && r.ok; n--) {
    m.listeners.push(decodeListener(r, v))
  }
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.features.push(decodeFeature(r, v))
  }
  r.skipTags()
  return m
}

function sizeControllerRegistrationRequest(m: ControllerRegistrationRequest, v: number): number {
  let s = 21
  s += uvarintSize(m.listeners.length + 1)
  for (const e of m.listeners) s += sizeListener(e, v)
  s += uvarintSize(m.features.length + 1)
  for (const e of m.features) s += sizeFeature(e, v)
  s += 1
  return s
}

function encodeControllerRegistrationRequest(w: Writer, m: ControllerRegistrationRequest, v: number): void {
  w.int32(m.controllerId)
  w.uuid(m.incarnationId)
  w.bool(m.zkMigrationReady)
  w.uvarint(m.listeners.length + 1)
  for (const e of m.listeners) encodeListener(w, e, v)
  w.uvarint(m.features.length + 1)
  for (const e of m.features) encodeFeature(w, e, v)
  w.uvarint(0)
}

function decodeListener(r: Reader, v: number): Listener {
  const m = new Listener()
  m.name = r.compactString()
  m.host = r.compactString()
  m.port = r.uint16()
  m.securityProtocol = r.int16()
  r.skipTags()
  return m
}

function sizeListener(m: Listener, v: number): number {
  let s = 4
  s += strSize(m.name, true)
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeListener(w: Writer, m: Listener, v: number): void {
  w.compactString(m.name)
  w.compactString(m.host)
  w.uint16(m.port)
  w.int16(m.securityProtocol)
  w.uvarint(0)
}

function decodeFeature(r: Reader, v: number): Feature {
  const m = new Feature()
  m.name = r.compactString()
  m.minSupportedVersion = r.int16()
  m.maxSupportedVersion = r.int16()
  r.skipTags()
  return m
}

function sizeFeature(m: Feature, v: number): number {
  let s = 4
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeFeature(w: Writer, m: Feature, v: number): void {
  w.compactString(m.name)
  w.int16(m.minSupportedVersion)
  w.int16(m.maxSupportedVersion)
  w.uvarint(0)
}

export const controllerRegistrationRequest: MessageCodec<ControllerRegistrationRequest> = {
  name: 'ControllerRegistrationRequest',
  apiKey: 70,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new ControllerRegistrationRequest(),
  decode: decodeControllerRegistrationRequest,
  size: sizeControllerRegistrationRequest,
  encode: encodeControllerRegistrationRequest,
  structs: { ControllerRegistrationRequest, Listener, Feature },
}
