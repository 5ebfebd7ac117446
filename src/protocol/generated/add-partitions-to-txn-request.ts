// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AddPartitionsToTxnRequest {
  transactions: AddPartitionsToTxnTransaction[] = []
  v3AndBelowTransactionalId: string = ""
  v3AndBelowProducerId: number = 0
  v3AndBelowProducerEpoch: number = 0
  v3AndBelowTopics: AddPartitionsToTxnTopic[] = []
}

export class AddPartitionsToTxnTransaction {
  transactionalId: string = ""
  producerId: number = 0
  producerEpoch: number = 0
  verifyOnly: boolean = false
  topics: AddPartitionsToTxnTopic[] = []
}

export class AddPartitionsToTxnTopic {
  name: string = ""
  partitions: number[] = []
}

function decodeAddPartitionsToTxnRequest(r: Reader, v: number): AddPartitionsToTxnRequest {
const m = new AddPartitionsToTxnRequest()
const flex = v >= 3
if (v >= 4) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: AddPartitionsToTxnTransaction[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeAddPartitionsToTxnTransaction(r, v))
  m.transactions = list
}
}
if (v <= 3) {
m.v3AndBelowTransactionalId = (flex ? r.compactString() : r.string())
}
if (v <= 3) {
m.v3AndBelowProducerId = r.int64()
}
if (v <= 3) {
m.v3AndBelowProducerEpoch = r.int16()
}
if (v <= 3) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: AddPartitionsToTxnTopic[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeAddPartitionsToTxnTopic(r, v))
  m.v3AndBelowTopics = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeAddPartitionsToTxnRequest(m: AddPartitionsToTxnRequest, v: number): number {
const flex = v >= 3
let s = 0
if (v >= 4) {
s += uvarintSize(m.transactions.length + 1)
for (const e of m.transactions) s += sizeAddPartitionsToTxnTransaction(e, v)
}
if (v <= 3) {
s += strSize(m.v3AndBelowTransactionalId, flex)
}
if (v <= 3) {
s += 8
}
if (v <= 3) {
s += 2
}
if (v <= 3) {
s += (flex ? uvarintSize(m.v3AndBelowTopics.length + 1) : 4)
for (const e of m.v3AndBelowTopics) s += sizeAddPartitionsToTxnTopic(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeAddPartitionsToTxnRequest(w: Writer, m: AddPartitionsToTxnRequest, v: number): void {
const flex = v >= 3
if (v >= 4) {
w.uvarint(m.transactions.length + 1)
for (const e of m.transactions) {
encodeAddPartitionsToTxnTransaction(w, e, v)
}
}
if (v <= 3) {
if (flex) w.compactString(m.v3AndBelowTransactionalId)
else w.string(m.v3AndBelowTransactionalId)
}
if (v <= 3) {
w.int64(m.v3AndBelowProducerId)
}
if (v <= 3) {
w.int16(m.v3AndBelowProducerEpoch)
}
if (v <= 3) {
if (flex) w.uvarint(m.v3AndBelowTopics.length + 1)
else w.int32(m.v3AndBelowTopics.length)
for (const e of m.v3AndBelowTopics) {
encodeAddPartitionsToTxnTopic(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeAddPartitionsToTxnTransaction(r: Reader, v: number): AddPartitionsToTxnTransaction {
const m = new AddPartitionsToTxnTransaction()
const flex = v >= 3
if (v >= 4) {
m.transactionalId = r.compactString()
}
if (v >= 4) {
m.producerId = r.int64()
}
if (v >= 4) {
m.producerEpoch = r.int16()
}
if (v >= 4) {
m.verifyOnly = r.bool()
}
if (v >= 4) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: AddPartitionsToTxnTopic[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeAddPartitionsToTxnTopic(r, v))
  m.topics = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeAddPartitionsToTxnTransaction(m: AddPartitionsToTxnTransaction, v: number): number {
const flex = v >= 3
let s = 0
if (v >= 4) {
s += strSize(m.transactionalId, true)
}
if (v >= 4) {
s += 8
}
if (v >= 4) {
s += 2
}
if (v >= 4) {
s += 1
}
if (v >= 4) {
s += uvarintSize(m.topics.length + 1)
for (const e of m.topics) s += sizeAddPartitionsToTxnTopic(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeAddPartitionsToTxnTransaction(w: Writer, m: AddPartitionsToTxnTransaction, v: number): void {
const flex = v >= 3
if (v >= 4) {
w.compactString(m.transactionalId)
}
if (v >= 4) {
w.int64(m.producerId)
}
if (v >= 4) {
w.int16(m.producerEpoch)
}
if (v >= 4) {
w.bool(m.verifyOnly)
}
if (v >= 4) {
w.uvarint(m.topics.length + 1)
for (const e of m.topics) {
encodeAddPartitionsToTxnTopic(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeAddPartitionsToTxnTopic(r: Reader, v: number): AddPartitionsToTxnTopic {
const m = new AddPartitionsToTxnTopic()
const flex = v >= 3
m.name = (flex ? r.compactString() : r.string())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: number[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(r.int32())
  m.partitions = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeAddPartitionsToTxnTopic(m: AddPartitionsToTxnTopic, v: number): number {
const flex = v >= 3
let s = 0
s += strSize(m.name, flex)
s += (flex ? uvarintSize(m.partitions.length + 1) : 4)
s += m.partitions.length * 4
if (flex) {
s += 1
}
return s
}

function encodeAddPartitionsToTxnTopic(w: Writer, m: AddPartitionsToTxnTopic, v: number): void {
const flex = v >= 3
if (flex) w.compactString(m.name)
else w.string(m.name)
if (flex) w.uvarint(m.partitions.length + 1)
else w.int32(m.partitions.length)
for (const e of m.partitions) {
w.int32(e)
}
if (flex) {
w.uvarint(0)
}
}

export const addPartitionsToTxnRequest: MessageCodec<AddPartitionsToTxnRequest> = {
  name: 'AddPartitionsToTxnRequest',
  apiKey: 24,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new AddPartitionsToTxnRequest(),
  decode: decodeAddPartitionsToTxnRequest,
  size: sizeAddPartitionsToTxnRequest,
  encode: encodeAddPartitionsToTxnRequest,
}
