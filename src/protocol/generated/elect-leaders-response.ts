// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { nullableStrSize, strSize, uvarintSize, type Writer } from '../writer.ts'

export class ElectLeadersResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  replicaElectionResults: ReplicaElectionResult[] = []
}

export class ReplicaElectionResult {
  topic: string = ''
  partitionResult: PartitionResult[] = []
}

export class PartitionResult {
  partitionId: number = 0
  errorCode: number = 0
  errorMessage: string | null = ''
}

function decodeElectLeadersResponse(r: Reader, v: number): ElectLeadersResponse {
  const m = new ElectLeadersResponse()
  const flex = v >= 2
  m.throttleTimeMs = r.int32()
  if (v >= 1) {
    m.errorCode = r.int16()
  }
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.replicaElectionResults.push(decodeReplicaElectionResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeElectLeadersResponse(m: ElectLeadersResponse, v: number): number {
  const flex = v >= 2
  let s = 4
  if (v >= 1) s += 2
  s += (flex ? uvarintSize(m.replicaElectionResults.length + 1) : 4)
  for (const e of m.replicaElectionResults) s += sizeReplicaElectionResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function refuseElectLeadersResponse(m: ElectLeadersResponse, v: number): void {
  if (!(v >= 1) && (m.errorCode !== 0)) refuseField('ElectLeadersResponse.errorCode', v)
}

function encodeElectLeadersResponse(w: Writer, m: ElectLeadersResponse, v: number): void {
  if (strictEncoding) refuseElectLeadersResponse(m, v)
  const flex = v >= 2
  w.int32(m.throttleTimeMs)
  if (v >= 1) {
    w.int16(m.errorCode)
  }
  flex ? w.uvarint(m.replicaElectionResults.length + 1) : w.int32(m.replicaElectionResults.length)
  for (const e of m.replicaElectionResults) encodeReplicaElectionResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeReplicaElectionResult(r: Reader, v: number): ReplicaElectionResult {
  const m = new ReplicaElectionResult()
  const flex = v >= 2
  m.topic = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(8) : r.count(8); n > 0 && r.ok; n--) {
    m.partitionResult.push(decodePartitionResult(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeReplicaElectionResult(m: ReplicaElectionResult, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.topic, flex)
  s += (flex ? uvarintSize(m.partitionResult.length + 1) : 4)
  for (const e of m.partitionResult) s += sizePartitionResult(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeReplicaElectionResult(w: Writer, m: ReplicaElectionResult, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.topic) : w.string(m.topic)
  flex ? w.uvarint(m.partitionResult.length + 1) : w.int32(m.partitionResult.length)
  for (const e of m.partitionResult) encodePartitionResult(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodePartitionResult(r: Reader, v: number): PartitionResult {
  const m = new PartitionResult()
  const flex = v >= 2
  m.partitionId = r.int32()
  m.errorCode = r.int16()
  m.errorMessage = flex ? r.compactNullableString() : r.nullableString()
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizePartitionResult(m: PartitionResult, v: number): number {
  const flex = v >= 2
  let s = 6
  s += nullableStrSize(m.errorMessage, flex)
  if (flex) {
    s += 1
  }
  return s
}

function encodePartitionResult(w: Writer, m: PartitionResult, v: number): void {
  const flex = v >= 2
  w.int32(m.partitionId)
  w.int16(m.errorCode)
  flex ? w.compactNullableString(m.errorMessage) : w.nullableString(m.errorMessage)
  if (flex) {
    w.uvarint(0)
  }
}

export const electLeadersResponse: MessageCodec<ElectLeadersResponse> = {
  name: 'ElectLeadersResponse',
  apiKey: 43,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new ElectLeadersResponse(),
  decode: decodeElectLeadersResponse,
  size: sizeElectLeadersResponse,
  encode: encodeElectLeadersResponse,
  structs: { ElectLeadersResponse, ReplicaElectionResult, PartitionResult },
}
