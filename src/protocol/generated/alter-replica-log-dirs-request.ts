// made by scripts/generate.ts; do not edit
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AlterReplicaLogDirsRequest {
  dirs: AlterReplicaLogDir[] = []
}

export class AlterReplicaLogDir {
  path: string = ''
  topics: AlterReplicaLogDirTopic[] = []
}

export class AlterReplicaLogDirTopic {
  name: string = ''
  partitions: number[] = []
}

function decodeAlterReplicaLogDirsRequest(r: Reader, v: number): AlterReplicaLogDirsRequest {
  const m = new AlterReplicaLogDirsRequest()
  const flex = v >= 2
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.dirs.push(decodeAlterReplicaLogDir(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterReplicaLogDirsRequest(m: AlterReplicaLogDirsRequest, v: number): number {
  const flex = v >= 2
  let s = 0
  s += (flex ? uvarintSize(m.dirs.length + 1) : 4)
  for (const e of m.dirs) s += sizeAlterReplicaLogDir(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterReplicaLogDirsRequest(w: Writer, m: AlterReplicaLogDirsRequest, v: number): void {
  const flex = v >= 2
  flex ? w.uvarint(m.dirs.length + 1) : w.int32(m.dirs.length)
  for (const e of m.dirs) encodeAlterReplicaLogDir(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAlterReplicaLogDir(r: Reader, v: number): AlterReplicaLogDir {
  const m = new AlterReplicaLogDir()
  const flex = v >= 2
  m.path = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(3) : r.count(6); n > 0 && r.ok; n--) {
    m.topics.push(decodeAlterReplicaLogDirTopic(r, v))
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterReplicaLogDir(m: AlterReplicaLogDir, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.path, flex)
  s += (flex ? uvarintSize(m.topics.length + 1) : 4)
  for (const e of m.topics) s += sizeAlterReplicaLogDirTopic(e, v)
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterReplicaLogDir(w: Writer, m: AlterReplicaLogDir, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.path) : w.string(m.path)
  flex ? w.uvarint(m.topics.length + 1) : w.int32(m.topics.length)
  for (const e of m.topics) encodeAlterReplicaLogDirTopic(w, e, v)
  if (flex) {
    w.uvarint(0)
  }
}

function decodeAlterReplicaLogDirTopic(r: Reader, v: number): AlterReplicaLogDirTopic {
  const m = new AlterReplicaLogDirTopic()
  const flex = v >= 2
  m.name = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.partitions.push(r.int32())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizeAlterReplicaLogDirTopic(m: AlterReplicaLogDirTopic, v: number): number {
  const flex = v >= 2
  let s = 0
  s += strSize(m.name, flex)
  s += (flex ? uvarintSize(m.partitions.length + 1) : 4) + m.partitions.length * 4
  if (flex) {
    s += 1
  }
  return s
}

function encodeAlterReplicaLogDirTopic(w: Writer, m: AlterReplicaLogDirTopic, v: number): void {
  const flex = v >= 2
  flex ? w.compactString(m.name) : w.string(m.name)
  flex ? w.uvarint(m.partitions.length + 1) : w.int32(m.partitions.length)
  for (const e of m.partitions) w.int32(e)
  if (flex) {
    w.uvarint(0)
  }
}

export const alterReplicaLogDirsRequest: MessageCodec<AlterReplicaLogDirsRequest> = {
  name: 'AlterReplicaLogDirsRequest',
  apiKey: 34,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  create: () => new AlterReplicaLogDirsRequest(),
  decode: decodeAlterReplicaLogDirsRequest,
  size: sizeAlterReplicaLogDirsRequest,
  encode: encodeAlterReplicaLogDirsRequest,
  structs: { AlterReplicaLogDirsRequest, AlterReplicaLogDir, AlterReplicaLogDirTopic },
}
