// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
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
  topic: string = ""
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
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) m.transactionPartitions = null
  else {
  const list: NonNullable<PartitionsSchema[] | null> = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodePartitionsSchema(r, v))
  m.transactionPartitions = list
  }
}
m.transactionLastUpdateTimestampMs = r.int64()
m.transactionStartTimestampMs = r.int64()
if (flex) {
for (let n = r.uvarint(); n > 0 && r.ok; n--) {
const tag = r.uvarint()
const size = r.uvarint()
const end = r.pos + size
if (size > r.remaining) { r.fail(); break }
switch (tag) {
case 0:
m.previousProducerId = r.int64()
break
case 1:
m.nextProducerId = r.int64()
break
case 2:
m.clientTransactionVersion = r.int16()
break
case 3:
m.nextProducerEpoch = r.int16()
break
}
if (r.ok) r.pos = end
}
}
return m
}

function sizeTransactionLogValue(m: TransactionLogValue, v: number): number {
const flex = v >= 1
let s = 0
s += 8
s += 2
s += 4
s += 1
if (m.transactionPartitions === null) s += (flex ? 1 : 4)
else {
s += (flex ? uvarintSize(m.transactionPartitions.length + 1) : 4)
for (const e of m.transactionPartitions) s += sizePartitionsSchema(e, v)
}
s += 8
s += 8
if (flex) {
let tags = 0
if ((m.previousProducerId !== -1)) {
tags++
const body = ((s: number): number => {
s += 8
return s
})(0)
s += uvarintSize(0) + uvarintSize(body) + body
}
if ((m.nextProducerId !== -1)) {
tags++
const body = ((s: number): number => {
s += 8
return s
})(0)
s += uvarintSize(1) + uvarintSize(body) + body
}
if ((m.clientTransactionVersion !== 0)) {
tags++
const body = ((s: number): number => {
s += 2
return s
})(0)
s += uvarintSize(2) + uvarintSize(body) + body
}
if ((m.nextProducerEpoch !== -1)) {
tags++
const body = ((s: number): number => {
s += 2
return s
})(0)
s += uvarintSize(3) + uvarintSize(body) + body
}
s += uvarintSize(tags)
}
return s
}

function encodeTransactionLogValue(w: Writer, m: TransactionLogValue, v: number): void {
const flex = v >= 1
w.int64(m.producerId)
w.int16(m.producerEpoch)
w.int32(m.transactionTimeoutMs)
w.int8(m.transactionStatus)
if (m.transactionPartitions === null) {
if (flex) w.uvarint(0)
else w.int32(-1)
} else {
if (flex) w.uvarint(m.transactionPartitions.length + 1)
else w.int32(m.transactionPartitions.length)
for (const e of m.transactionPartitions) {
encodePartitionsSchema(w, e, v)
}
}
w.int64(m.transactionLastUpdateTimestampMs)
w.int64(m.transactionStartTimestampMs)
if (flex) {
let tags = 0
if ((m.previousProducerId !== -1)) tags++
if ((m.nextProducerId !== -1)) tags++
if ((m.clientTransactionVersion !== 0)) tags++
if ((m.nextProducerEpoch !== -1)) tags++
w.uvarint(tags)
if ((m.previousProducerId !== -1)) {
w.uvarint(0)
w.uvarint(((s: number): number => {
s += 8
return s
})(0))
w.int64(m.previousProducerId)
}
if ((m.nextProducerId !== -1)) {
w.uvarint(1)
w.uvarint(((s: number): number => {
s += 8
return s
})(0))
w.int64(m.nextProducerId)
}
if ((m.clientTransactionVersion !== 0)) {
w.uvarint(2)
w.uvarint(((s: number): number => {
s += 2
return s
})(0))
w.int16(m.clientTransactionVersion)
}
if ((m.nextProducerEpoch !== -1)) {
w.uvarint(3)
w.uvarint(((s: number): number => {
s += 2
return s
})(0))
w.int16(m.nextProducerEpoch)
}
}
}

function decodePartitionsSchema(r: Reader, v: number): PartitionsSchema {
const m = new PartitionsSchema()
const flex = v >= 1
m.topic = (flex ? r.compactString() : r.string())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitionIds = list
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
s += (flex ? uvarintSize(m.partitionIds.length + 1) : 4)
s += m.partitionIds.length * 4
if (flex) {
s += 1
}
return s
}

function encodePartitionsSchema(w: Writer, m: PartitionsSchema, v: number): void {
const flex = v >= 1
if (flex) w.compactString(m.topic)
else w.string(m.topic)
if (flex) w.uvarint(m.partitionIds.length + 1)
else w.int32(m.partitionIds.length)
for (const e of m.partitionIds) {
w.int32(e)
}
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
}
