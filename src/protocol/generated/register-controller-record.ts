// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class RegisterControllerRecord {
  controllerId: number = 0
  incarnationId: string = ZERO_UUID
  zkMigrationReady: boolean = false
  endPoints: ControllerEndpoint[] = []
  features: ControllerFeature[] = []
}

export class ControllerEndpoint {
  name: string = ''
  host: string = ''
  port: number = 0
  securityProtocol: number = 0
}

export class ControllerFeature {
  name: string = ''
  minSupportedVersion: number = 0
  maxSupportedVersion: number = 0
}

function decodeRegisterControllerRecord(r: Reader, v: number): RegisterControllerRecord {
  const m = new RegisterControllerRecord()
  m.controllerId = r.int32()
  m.incarnationId = r.uuid()
  m.zkMigrationReady = r.bool()
  for (let n = r.compactCount(7); n > 0 && r.ok; n--) {
    m.endPoints.push(decodeControllerEndpoint(r, v))
  }
  for (let n = r.compactCount(6); n > 0 && r.ok; n--) {
    m.features.push(decodeControllerFeature(r, v))
  }
  r.skipTags()
  return m
}

function sizeRegisterControllerRecord(m: RegisterControllerRecord, v: number): number {
  let s = 21
  s += uvarintSize(m.endPoints.length + 1)
  for (const e of m.endPoints) s += sizeControllerEndpoint(e, v)
  s += uvarintSize(m.features.length + 1)
  for (const e of m.features) s += sizeControllerFeature(e, v)
  s += 1
  return s
}

function encodeRegisterControllerRecord(w: Writer, m: RegisterControllerRecord, v: number): void {
  w.int32(m.controllerId)
  w.uuid(m.incarnationId)
  w.bool(m.zkMigrationReady)
  w.uvarint(m.endPoints.length + 1)
  for (const e of m.endPoints) encodeControllerEndpoint(w, e, v)
  w.uvarint(m.features.length + 1)
  for (const e of m.features) encodeControllerFeature(w, e, v)
  w.uvarint(0)
}

function decodeControllerEndpoint(r: Reader, v: number): ControllerEndpoint {
  const m = new ControllerEndpoint()
  m.name = r.compactString()
  m.host = r.compactString()
  m.port = r.uint16()
  m.securityProtocol = r.int16()
  r.skipTags()
  return m
}

function sizeControllerEndpoint(m: ControllerEndpoint, v: number): number {
  let s = 4
  s += strSize(m.name, true)
  s += strSize(m.host, true)
  s += 1
  return s
}

function encodeControllerEndpoint(w: Writer, m: ControllerEndpoint, v: number): void {
  w.compactString(m.name)
  w.compactString(m.host)
  w.uint16(m.port)
  w.int16(m.securityProtocol)
  w.uvarint(0)
}

function decodeControllerFeature(r: Reader, v: number): ControllerFeature {
  const m = new ControllerFeature()
  m.name = r.compactString()
  m.minSupportedVersion = r.int16()
  m.maxSupportedVersion = r.int16()
  r.skipTags()
  return m
}

function sizeControllerFeature(m: ControllerFeature, v: number): number {
  let s = 4
  s += strSize(m.name, true)
  s += 1
  return s
}

function encodeControllerFeature(w: Writer, m: ControllerFeature, v: number): void {
  w.compactString(m.name)
  w.int16(m.minSupportedVersion)
  w.int16(m.maxSupportedVersion)
  w.uvarint(0)
}

export const registerControllerRecord: MessageCodec<RegisterControllerRecord> = {
  name: 'RegisterControllerRecord',
  apiKey: 27,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  create: () => new RegisterControllerRecord(),
  decode: decodeRegisterControllerRecord,
  size: sizeRegisterControllerRecord,
  encode: encodeRegisterControllerRecord,
  structs: { RegisterControllerRecord, ControllerEndpoint, ControllerFeature },
}
