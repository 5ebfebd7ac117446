import { describe, expect, it } from 'vitest'
import { crcMatches, HEADER_BYTES } from '../records/batch.ts'
import { buildBatch } from '../records/builder.ts'
import { SimFileNode } from './disk-tree.ts'
import { turnOneBit } from './misread.ts'
import { SeededRandom } from './random.ts'

const batches = ['a', 'b'].map(text =>
  buildBatch([{ key: null, value: Buffer.from(text.repeat(50)), timestamp: 0 }], {}),
)
const sizeBytes = batches[0]!.length

function segment(): SimFileNode {
  const file = new SimFileNode()
  file.write(batches, 0)
  return file
}

describe('a misread', () => {
  it('turns one bit of the records round, so that the checksum tells, and leaves the file as it is', () => {
    const file = segment()
    const random = new SeededRandom(1)
    for (let i = 0; i < 200; i++) {
      const read = Buffer.alloc(2 * sizeBytes)
      file.read(read, 0, read.length, 0)
      expect(turnOneBit(random, file, 0, read)).toBe(true)
      const good = [0, 1].map(n => crcMatches(read, n * sizeBytes, sizeBytes))
      expect(good.filter(Boolean)).toHaveLength(1)
      for (const n of [0, 1]) {
        const header = read.subarray(n * sizeBytes, n * sizeBytes + HEADER_BYTES)
        expect(header.equals(batches[n]!.subarray(0, HEADER_BYTES))).toBe(true)
      }
    }
    expect(file.bytes.subarray(0, file.size).equals(Buffer.concat(batches))).toBe(true)
  })

  it('leaves alone what holds no records', () => {
    const header = Buffer.alloc(HEADER_BYTES)
    expect(turnOneBit(new SeededRandom(1), segment(), sizeBytes, header)).toBe(false)
  })
})
