// made by scripts/generate.ts; do not edit
/* eslint-disable */
import type { MessageCodec } from '../message.ts'
import type { Reader } from '../reader.ts'
import { strSize, uvarintSize, type Writer } from '../writer.ts'

export class AddPartitionsToTxnResponse {
  throttleTimeMs: number = 0
  errorCode: number = 0
  resultsByTransaction: AddPartitionsToTxnResult[] = []
  resultsByTopicV3AndBelow: AddPartitionsToTxnTopicResult[] = []
}

export class AddPartitionsToTxnResult {
  transactionalId: string = ""
  topicResults: AddPartitionsToTxnTopicResult[] = []
}

export class AddPartitionsToTxnTopicResult {
  name: string = ""
  resultsByPartition: AddPartitionsToTxnPartitionResult[] = []
}

export class AddPartitionsToTxnPartitionResult {
  partitionIndex: number = 0
  partitionErrorCode: number = 0
}

function decodeAddPartitionsToTxnResponse(r: Reader, v: number): AddPartitionsToTxnResponse {
const m = new AddPartitionsToTxnResponse()
const flex = v >= 3
m.throttleTimeMs = r.int32()
if (v >= 4) {
m.errorCode = r.int16()
}
if (v >= 4) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: AddPartitionsToTxnResult[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeAddPartitionsToTxnResult(r, v))
  m.resultsByTransaction = list
}
}
if (v <= 3) {
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: AddPartitionsToTxnTopicResult[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeAddPartitionsToTxnTopicResult(r, v))
  m.resultsByTopicV3AndBelow = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeAddPartitionsToTxnResponse(m: AddPartitionsToTxnResponse, v: number): number {
const flex = v >= 3
let s = 0
s += 4
if (v >= 4) {
s += 2
}
if (v >= 4) {
s += uvarintSize(m.resultsByTransaction.length + 1)
for (const e of m.resultsByTransaction) s += sizeAddPartitionsToTxnResult(e, v)
}
if (v <= 3) {
s += (flex ? uvarintSize(m.resultsByTopicV3AndBelow.length + 1) : 4)
for (const e of m.resultsByTopicV3AndBelow) s += sizeAddPartitionsToTxnTopicResult(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeAddPartitionsToTxnResponse(w: Writer, m: AddPartitionsToTxnResponse, v: number): void {
const flex = v >= 3
w.int32(m.throttleTimeMs)
if (v >= 4) {
w.int16(m.errorCode)
}
if (v >= 4) {
w.uvarint(m.resultsByTransaction.length + 1)
for (const e of m.resultsByTransaction) {
encodeAddPartitionsToTxnResult(w, e, v)
}
}
if (v <= 3) {
if (flex) w.uvarint(m.resultsByTopicV3AndBelow.length + 1)
else w.int32(m.resultsByTopicV3AndBelow.length)
for (const e of m.resultsByTopicV3AndBelow) {
encodeAddPartitionsToTxnTopicResult(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeAddPartitionsToTxnResult(r: Reader, v: number): AddPartitionsToTxnResult {
const m = new AddPartitionsToTxnResult()
const flex = v >= 3
if (v >= 4) {
m.transactionalId = r.compactString()
}
if (v >= 4) {
{
  const n = r.compactArrayLength(1)
  if (n < 0) r.fail()
  const list: AddPartitionsToTxnTopicResult[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeAddPartitionsToTxnTopicResult(r, v))
  m.topicResults = list
}
}
if (flex) {
r.skipTags()
}
return m
}

function sizeAddPartitionsToTxnResult(m: AddPartitionsToTxnResult, v: number): number {
const flex = v >= 3
let s = 0
if (v >= 4) {
s += strSize(m.transactionalId, true)
}
if (v >= 4) {
s += uvarintSize(m.topicResults.length + 1)
for (const e of m.topicResults) s += sizeAddPartitionsToTxnTopicResult(e, v)
}
if (flex) {
s += 1
}
return s
}

function encodeAddPartitionsToTxnResult(w: Writer, m: AddPartitionsToTxnResult, v: number): void {
const flex = v >= 3
if (v >= 4) {
w.compactString(m.transactionalId)
}
if (v >= 4) {
w.uvarint(m.topicResults.length + 1)
for (const e of m.topicResults) {
encodeAddPartitionsToTxnTopicResult(w, e, v)
}
}
if (flex) {
w.uvarint(0)
}
}

function decodeAddPartitionsToTxnTopicResult(r: Reader, v: number): AddPartitionsToTxnTopicResult {
const m = new AddPartitionsToTxnTopicResult()
const flex = v >= 3
m.name = (flex ? r.compactString() : r.string())
{
  const n = (flex ? r.compactArrayLength(1) : r.arrayLength(1))
  if (n < 0) r.fail()
  const list: AddPartitionsToTxnPartitionResult[] = []
  for (let i = 0; i < n && r.ok; i++) list.push(decodeAddPartitionsToTxnPartitionResult(r, v))
  m.resultsByPartition = list
}
if (flex) {
r.skipTags()
}
return m
}

function sizeAddPartitionsToTxnTopicResult(m: AddPartitionsToTxnTopicResult, v: number): number {
const flex = v >= 3
let s = 0
s += strSize(m.name, flex)
s += (flex ? uvarintSize(m.resultsByPartition.length + 1) : 4)
for (const e of m.resultsByPartition) s += sizeAddPartitionsToTxnPartitionResult(e, v)
if (flex) {
s += 1
}
return s
}

function encodeAddPartitionsToTxnTopicResult(w: Writer, m: AddPartitionsToTxnTopicResult, v: number): void {
const flex = v >= 3
if (flex) w.compactString(m.name)
else w.string(m.name)
if (flex) w.uvarint(m.resultsByPartition.length + 1)
else w.int32(m.resultsByPartition.length)
for (const e of m.resultsByPartition) {
encodeAddPartitionsToTxnPartitionResult(w, e, v)
}
if (flex) {
w.uvarint(0)
}
}

function decodeAddPartitionsToTxnPartitionResult(r: Reader, v: number): AddPartitionsToTxnPartitionResult {
const m = new AddPartitionsToTxnPartitionResult()
const flex = v >= 3
m.partitionIndex = r.int32()
m.partitionErrorCode = r.int16()
if (flex) {
r.skipTags()
}
return m
}

function sizeAddPartitionsToTxnPartitionResult(m: AddPartitionsToTxnPartitionResult, v: number): number {
const flex = v >= 3
let s = 0
s += 4
s += 2
if (flex) {
s += 1
}
return s
}

function encodeAddPartitionsToTxnPartitionResult(w: Writer, m: AddPartitionsToTxnPartitionResult, v: number): void {
const flex = v >= 3
w.int32(m.partitionIndex)
w.int16(m.partitionErrorCode)
if (flex) {
w.uvarint(0)
}
}

export const addPartitionsToTxnResponse: MessageCodec<AddPartitionsToTxnResponse> = {
  name: 'AddPartitionsToTxnResponse',
  apiKey: 24,
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  create: () => new AddPartitionsToTxnResponse(),
  decode: decodeAddPartitionsToTxnResponse,
  size: sizeAddPartitionsToTxnResponse,
  encode: encodeAddPartitionsToTxnResponse,
}
