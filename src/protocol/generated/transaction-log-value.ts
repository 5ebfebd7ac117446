// made by scripts/generate.ts; do not edit
import { refuseField, strictEncoding, type MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class TransactionLogValue {
  producerId: number = 0
  previousProducerId: number = -1
  nextProducerId: number = -1
  producerEpoch: number = 0
  nextProducerEpoch: number = -1
  transactionTimeoutMs: number = 0
  transactionStatus: number = 0
  transactionPartitions: PartitionsSchema[] | null = []
  transactionLastUpdateTimestampMs: number = 0
  transactionStartTimestampMs: number = 0
  clientTransactionVersion: number = 0
}

export class PartitionsSchema {
  topic: string = ''
  partitionIds: number[] = []
}

function decodeTransactionLogValue(r: Reader, v: number): TransactionLogValue {
  const m = new TransactionLogValue()
  const flex = v >= 1
  m.producerId = r.int64()
  m.producerEpoch = r.int16()
  m.transactionTimeoutMs = r.int32()
  m.transactionStatus = r.int8()
   {
    const count = flex ? r.compactArrayLength(3) : r.arrayLength(6)
    if (count < 0) m.transactionPartitions = null
    else {
      const list: PartitionsSchema[] = []
      for (let n = count; n > 0 && r.ok; n--) list.push(decodePartitionsSchema(r, v))
      m.transactionPartitions = list
    }
  }
  m.transactionLastUpdateTimestampMs = r.int64()
  m.transactionStartTimestampMs = r.int64()
  if (flex) {
    for (let tags = r.uvarint(); tags > 0 && r.ok; tags--) {
      const tag = r.uvarint()
      const end = r.tagEnd()
      if (tag === 0) {
        m.previousProducerId = r.int64()
      }
      else if (tag === 1) {
        m.nextProducerId = r.int64()
      }
      else if (tag === 2) {
        m.clientTransactionVersion = r.int16()
      }
      else if (tag === 3) {
        m.nextProducerEpoch = r.int16()
      }
      r.leaveTag(end)
    }
  }
  return m
}

function sizeTransactionLogValue(m: TransactionLogValue, v: number): number {
  const flex = v >= 1
  let s = 31
   {
    const list = m.transactionPartitions
    if (list === null) s += (flex ? 1 : 4)
    else {
      s += (flex ? uvarintSize(list.length + 1) : 4)
      for (const e of list) s += sizePartitionsSchema(e, v)
    }
  }
  if (flex) {
    let tags = 0
    if (m.previousProducerId !== -1) {
      tags++
      s += 10
    }
    if (m.nextProducerId !== -1) {
      tags++
      s += 10
    }
    if (m.clientTransactionVersion !== 0) {
      tags++
      s += 4
    }
    if (m.nextProducerEpoch !== -1) {
      tags++
      s += 4
    }
    s += uvarintSize(tags)
  }
  return s
}

function refuseTransactionLogValue(m: TransactionLogValue, v: number): void {
  if (!(v >= 1) && (m.previousProducerId !== -1)) refuseField('TransactionLogValue.previousProducerId', v)
  if (!(v >= 1) && (m.nextProducerId !== -1)) refuseField('TransactionLogValue.nextProducerId', v)
  if (!(v >= 1) && (m.nextProducerEpoch !== -1)) refuseField('TransactionLogValue.nextProducerEpoch', v)
  if (!(v >= 1) && (m.clientTransactionVersion !== 0)) refuseField('TransactionLogValue.clientTransactionVersion', v)
}

function encodeTransactionLogValue(w: Writer, m: TransactionLogValue, v: number): void {
  if (strictEncoding) refuseTransactionLogValue(m, v)
  const flex = v >= 1
  w.int64(m.producerId)
  w.int16(m.producerEpoch)
  w.int32(m.transactionTimeoutMs)
  w.int8(m.transactionStatus)
  if (m.transactionPartitions === null) flex ? w.uvarint(0) : w.int32(-1)
  else {
    flex ? w.uvarint(m.transactionPartitions.length + 1) : w.int32(m.transactionPartitions.length)
    for (const e of m.transactionPartitions) encodePartitionsSchema(w, e, v)
  }
  w.int64(m.transactionLastUpdateTimestampMs)
  w.int64(m.transactionStartTimestampMs)
  if (flex) {
    let tags = 0
    if (m.previousProducerId !== -1) tags++
    if (m.nextProducerId !== -1) tags++
    if (m.clientTransactionVersion !== 0) tags++
    if (m.nextProducerEpoch !== -1) tags++
    w.uvarint(tags)
    if (tags > 0) {
      if (m.previousProducerId !== -1) {
        w.uvarint(0)
        w.uvarint(8)
        w.int64(m.previousProducerId)
      }
      if (m.nextProducerId !== -1) {
        w.uvarint(1)
        w.uvarint(8)
        w.int64(m.nextProducerId)
      }
      if (m.clientTransactionVersion !== 0) {
        w.uvarint(2)
        w.uvarint(2)
        w.int16(m.clientTransactionVersion)
      }
      if (m.nextProducerEpoch !== -1) {
        w.uvarint(3)
        w.uvarint(2)
        w.int16(m.nextProducerEpoch)
      }
    }
  }
}

function decodePartitionsSchema(r: Reader, v: number): PartitionsSchema {
  const m = new PartitionsSchema()
  const flex = v >= 1
  m.topic = flex ? r.compactString() : r.string()
  for (let n = flex ? r.compactCount(4) : r.count(4); n > 0 && r.ok; n--) {
    m.partitionIds.push(r.int32())
  }
  if (flex) {
    r.skipTags()
  }
  return m
}

function sizePartitionsSchema(m: PartitionsSchema, v: number): number {
  const flex = v >= 1
  let s = 0
  s += strSize(m.topic, flex)
  s += (flex ? uvarintSize(m.partitionIds.length + 1) : 4) + m.partitionIds.length * 4
  if (flex) {
    s += 1
  }
  return s
}

function encodePartitionsSchema(w: Writer, m: PartitionsSchema, v: number): void {
  const flex = v >= 1
  flex ? w.compactString(m.topic) : w.string(m.topic)
  flex ? w.uvarint(m.partitionIds.length + 1) : w.int32(m.partitionIds.length)
  for (const e of m.partitionIds) w.int32(e)
  if (flex) {
    w.uvarint(0)
  }
}

export const transactionLogValue: MessageCodec<TransactionLogValue> = {
  name: 'TransactionLogValue',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  create: () => new TransactionLogValue(),
  decode: decodeTransactionLogValue,
  size: sizeTransactionLogValue,
  encode: encodeTransactionLogValue,
  structs: { TransactionLogValue, PartitionsSchema },
}
