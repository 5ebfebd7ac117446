import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { crcMatches, MAGIC } from './batch.ts'
import { readBatches } from './batch-reader.ts'
import { buildBatch } from './builder.ts'
import { compress, decompress } from './compression/codecs.ts'
import { crc32c, crc32cByTable } from './crc32c.ts'

interface Expected {
  name: string
  hex: string
  batches: {
    position: number
    sizeInBytes: number
    magic: number
    baseOffset: number
    lastOffset: number
    maxTimestamp: number
    records: {
      offset: number
      timestamp: number
      key: unknown
      value: unknown
      headers?: { key: string; value: unknown }[]
    }[]
  }[]
}

function load(url: URL): Expected[] {
  return readFileSync(url, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Expected)
    .filter(({ batches }) => batches.every(({ magic }) => magic === 2))
}

/** As the vectors write bytes: base64, or length and hash where they are long. */
function printed(bytes: Buffer | null, as: unknown): unknown {
  if (bytes === null) return null
  if (typeof as === 'object' && as !== null) {
    return { length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  return bytes.toString('base64')
}

function check(vectors: Expected[]): void {
  for (const { name, hex, batches } of vectors) {
    const buf = Buffer.from(hex, 'hex')
    const read = readBatches(buf)
    expect(read.length, name).toBe(batches.length)
    read.forEach((batch, i) => {
      const expected = batches[i]!
      expect(buf[expected.position + MAGIC]).toBe(2)
      expect(crcMatches(buf, expected.position, expected.sizeInBytes), name).toBe(true)
      expect([batch.baseOffset, batch.lastOffset, batch.sizeBytes, batch.maxTimestamp], name).toEqual([
        Number(expected.baseOffset),
        Number(expected.lastOffset),
        expected.sizeInBytes,
        Number(expected.maxTimestamp),
      ])
      batch.records.forEach((record, j) => {
        const wanted = expected.records[j]!
        expect([record.offset, record.timestamp], name).toEqual([Number(wanted.offset), Number(wanted.timestamp)])
        expect(printed(record.key, wanted.key), name).toEqual(wanted.key)
        expect(printed(record.value, wanted.value), name).toEqual(wanted.value)
        expect(
          record.headers.map(({ key }) => key),
          name,
        ).toEqual((wanted.headers ?? []).map(({ key }) => key))
      })
      expect(batch.records.length, name).toBe(expected.records.length)
    })
  }
}

describe('readBatches', () => {
  it('reads what Apache Kafka wrote: a selection of every kind', () => {
    check(load(new URL('./testdata/valid.ndjson', import.meta.url)))
  })

  it('reads every record set of magic 2 that Apache Kafka wrote', ctx => {
    const shared = new URL('../../../shared/golden/records/valid.ndjson', import.meta.url)
    if (!existsSync(shared)) ctx.skip('the golden record sets are not beside this checkout')
    check(load(shared))
  })

  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)('reads what buildBatch wrote with %s', codec => {
    const records = Array.from({ length: 300 }, (_, i) => ({
      key: i % 3 === 0 ? null : Buffer.from(`k${i}`),
      value: i % 7 === 0 ? null : Buffer.alloc(i, i),
      timestamp: 1_700_000_000_000 + i * 1000 - (i % 5) * 100_000,
      headers: i % 2 ? [{ key: 'h', value: i % 4 === 1 ? null : Buffer.from('v') }] : [],
    }))
    const [batch] = readBatches(
      buildBatch(records, { baseOffset: 77, codec, producerId: 2 ** 40, producerEpoch: 3, baseSequence: 9 }),
    )
    expect(batch!.baseOffset).toBe(77)
    expect([batch!.producerId, batch!.producerEpoch, batch!.baseSequence]).toEqual([2 ** 40, 3, 9])
    expect(batch!.records).toEqual(records.map((record, i) => ({ ...record, offset: 77 + i })))
  })
})

describe('decompress', () => {
  it.each(['gzip', 'snappy', 'lz4', 'zstd'] as const)('refuses a %s bomb', codec => {
    const bomb = compress(codec, Buffer.alloc(20_000_000))
    expect(decompress(codec, bomb, 1_000_000)).toBeNull()
    expect(decompress(codec, bomb, 20_000_000)!.length).toBe(20_000_000)
  })

  it.each(['gzip', 'snappy', 'lz4', 'zstd'] as const)('answers null for cut %s bytes', codec => {
    const good = compress(codec, Buffer.from('some text '.repeat(100)))
    for (let at = 0; at < good.length - 1; at++) {
      expect(() => decompress(codec, good.subarray(0, at), 100_000)).not.toThrow()
    }
  })
})

describe('crc32c', () => {
  it('knows the check value of the polynomial', () => {
    const digits = Buffer.from('123456789')
    expect(crc32c(digits, 0, 9)).toBe(0xe3069283)
    expect(crc32cByTable(digits, 4, 9, crc32cByTable(digits, 0, 4))).toBe(0xe3069283)
  })

  it('gives the same natively and by table, whole and chained', () => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 0xff))
    const whole = crc32cByTable(bytes, 0, bytes.length)
    expect(crc32c(bytes, 0, bytes.length)).toBe(whole)
    expect(crc32c(bytes, 1234, bytes.length, crc32c(bytes, 0, 1234))).toBe(whole)
  })
})
