import { BytesView } from '../../base/bytes-view.ts'
import { varintSize, Writer } from '../../protocol/writer.ts'
import { crc32c } from '../../records/crc32c.ts'

export interface TestBatch {
  readonly values: readonly string[]
  readonly baseOffset?: number
  readonly leaderEpoch?: number
  readonly timestamp?: number
  readonly producerId?: number
  readonly producerEpoch?: number
  readonly baseSequence?: number
  readonly transactional?: boolean
  /** A control batch that ends a transaction, in the place of `values`. */
  readonly marker?: { readonly commit: boolean; readonly coordinatorEpoch: number }
}

/** An uncompressed batch of magic 2; the n-th record is n milliseconds younger than `timestamp`. */
export function testBatch(batch: TestBatch): Buffer {
  const { marker } = batch
  const records =
    marker === undefined ? batch.values.map((value, i) => record(i, null, Buffer.from(value))) : [markerRecord(marker)]
  const body = Buffer.concat(records)
  const count = records.length
  const timestamp = batch.timestamp ?? 1_700_000_000_000
  const writer = new Writer(61)
  writer.int64(batch.baseOffset ?? 0)
  writer.int32(49 + body.length)
  writer.int32(batch.leaderEpoch ?? -1)
  writer.int8(2)
  writer.uint32(0)
  writer.int16((batch.transactional || marker ? 0x10 : 0) | (marker ? 0x20 : 0))
  writer.int32(count - 1)
  writer.int64(timestamp)
  writer.int64(timestamp + count - 1)
  writer.int64(batch.producerId ?? -1)
  writer.int16(batch.producerEpoch ?? -1)
  writer.int32(batch.baseSequence ?? -1)
  writer.int32(count)
  const out = Buffer.concat([writer.buf, body])
  out.writeUInt32BE(crc32c(out, 21, out.length), 17)
  return out
}

function record(delta: number, key: Buffer | null, value: Buffer): Buffer {
  const keyBytes = key ?? Buffer.alloc(0)
  const keySize = varintSize(key === null ? -1 : key.length) + keyBytes.length
  const size = 1 + varintSize(delta) * 2 + keySize + varintSize(value.length) + value.length + 1
  const writer = new Writer(varintSize(size) + size)
  writer.varint(size)
  writer.int8(0)
  writer.varlong(delta)
  writer.varint(delta)
  writer.varint(key === null ? -1 : key.length)
  writer.raw(keyBytes)
  writer.varint(value.length)
  writer.raw(value)
  writer.varint(0)
  return writer.buf
}

function markerRecord(marker: { readonly commit: boolean; readonly coordinatorEpoch: number }): Buffer {
  const key = Buffer.from([0, 0, 0, marker.commit ? 1 : 0])
  const value = Buffer.alloc(6)
  value.writeInt32BE(marker.coordinatorEpoch, 2)
  return record(0, key, value)
}

export function viewOf(...batches: Buffer[]): BytesView {
  return BytesView.of(Buffer.concat(batches))
}
