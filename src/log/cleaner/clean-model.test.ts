import { describe, expect, it } from 'vitest'
import type { DiskErrorCode } from '../../host/disk.ts'
import { FaultDisk } from '../../host/fault-disk.ts'
import { MemoryDisk } from '../../host/memory-disk.ts'
import { CODECS } from '../../records/batch.ts'
import { SeededRandom } from '../../sim/random.ts'
import { CompactedLog } from '../test-support/compacted-log.ts'

const CONFIG = { segmentBytes: 1200, indexIntervalBytes: 100, deleteRetentionMs: 2000 }

/** What was appended: by offset, the record as `key=value` or `key`. */
type Appended = Map<number, string>

function appendSome(world: CompactedLog, random: SeededRandom, appended: Appended, batches: number): void {
  for (let i = 0; i < batches; i++) {
    const records = Array.from({ length: random.between(1, 6) }, () => {
      const key = `k${random.between(0, 12)}`
      return random.chance(0.15) ? key : `${key}=${random.uint32().toString(36)}`
    })
    const base = world.append(records, { codec: random.pick(CODECS) })
    for (const [j, record] of records.entries()) appended.set(base + j, record)
    world.test.now += random.between(0, 100)
  }
}

/** Keys with their latest values; tombstones take them away. */
function stateOf(records: Iterable<string>): Map<string, string> {
  const state = new Map<string, string>()
  for (const record of records) {
    const [key, value] = record.split('=') as [string, string | undefined]
    if (value === undefined) state.delete(key)
    else state.set(key, value)
  }
  return state
}

/** What is left, by offset. */
async function leftOf(world: CompactedLog): Promise<Appended> {
  const left = new Map<number, string>()
  for (const text of await world.left()) {
    const colon = text.indexOf(':')
    if (!text.slice(0, colon).includes('-')) left.set(Number(text.slice(0, colon)), text.slice(colon + 1))
  }
  return left
}

/** Nothing is invented or moved, and whoever reads all of it knows what whoever had read everything would know. */
async function expectSound(world: CompactedLog, appended: Appended): Promise<Appended> {
  const left = await leftOf(world)
  for (const [offset, record] of left) expect(appended.get(offset)).toBe(record)
  expect([...left.keys()]).toEqual([...left.keys()].sort((a, b) => a - b))
  expect(stateOf(left.values())).toEqual(stateOf(appended.values()))
  return left
}

describe('compaction of random logs', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'loses no latest value and no tombstone before its time (%i)',
    async seed => {
      const random = new SeededRandom(seed)
      const world = new CompactedLog(CONFIG, undefined, random.chance(0.3) ? { dedupeBufferBytes: 16 * 24 } : {})
      const appended: Appended = new Map()
      for (let round = 0; round < 8; round++) {
        appendSome(world, random, appended, random.between(1, 30))
        if (random.chance(0.3)) world.roll()
        if (random.chance(0.8)) await world.clean()
        await expectSound(world, appended)
      }
      world.roll()
      while (await world.clean()) world.test.now += 1
      const left = await expectSound(world, appended)
      const cleaned = [...left].filter(([offset]) => offset < world.log.cleanedOffset)
      const keys = cleaned.map(([, record]) => record.split('=')[0])
      expect(new Set(keys).size).toBe(keys.length)
    },
  )
})

describe('compaction on a disk whose n-th operation fails', () => {
  it.each<[string, DiskErrorCode, boolean, number]>([
    ['once', 'EIO', false, 0],
    ['once, with a torn write', 'EIO', false, 0.6],
    ['from then on', 'EIO', true, 0.5],
    ['for want of space', 'ENOSPC', false, 0.5],
  ])('%s: keeps everything, whatever n is', async (_, code, sticky, tear) => {
    for (let n = 1; ; n++) {
      const random = new SeededRandom(77)
      const memory = new MemoryDisk()
      const disk = new FaultDisk(memory)
      const world = new CompactedLog(CONFIG, disk)
      const appended: Appended = new Map()
      appendSome(world, random, appended, 40)
      world.roll()
      await world.drive(world.log.flush())
      disk.arm({ at: n, code, sticky, tear })
      await world.clean()
      const { touched } = disk
      world.manager.abandon()
      disk.arm({ at: 0, code })
      // The process is gone here: the next one finds what is on the disk.
      const again = new CompactedLog(CONFIG, memory)
      expect(again.log.logEndOffset).toBe(Math.max(...appended.keys()) + 1)
      await expectSound(again, appended)
      appendSome(again, random, appended, 3)
      again.roll()
      expect(await again.clean()).toBe(true)
      await expectSound(again, appended)
      expect(memory.readDirSync('/d/t-0').filter(({ name }) => /\.(cleaned|swap)$/.test(name))).toEqual([])
      if (!touched) {
        expect(n).toBeGreaterThan(20)
        return
      }
    }
  })
})
