// made by scripts/generate.ts; do not edit
import { ZERO_UUID } from '../../base/uuid.ts'
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, type Writer } from '../writer.ts'

export class ShareSnapshotKey {
  groupId: string = ''
  topicId: string = ZERO_UUID
  partition: number = 0
}

function decodeShareSnapshotKey(r: Reader, v: number): ShareSnapshotKey {
  const m = new ShareSnapshotKey()
  m.groupId = r.string()
  m.topicId = r.uuid()
  m.partition = r.int32()
  return m
}

function sizeShareSnapshotKey(m: ShareSnapshotKey, v: number): number {
  let s = 20
  s += strSize(m.groupId, false)
  return s
}

function encodeShareSnapshotKey(w: Writer, m: ShareSnapshotKey, v: number): void {
  w.string(m.groupId)
  w.uuid(m.topicId)
  w.int32(m.partition)
}

export const shareSnapshotKey: MessageCodec<ShareSnapshotKey> = {
  name: 'ShareSnapshotKey',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 32767,
  create: () => new ShareSnapshotKey(),
  decode: decodeShareSnapshotKey,
  size: sizeShareSnapshotKey,
  encode: encodeShareSnapshotKey,
  structs: { ShareSnapshotKey },
}
