import { describe, expect, it } from 'vitest'
import { FaultDisk } from '../../host/fault-disk.ts'
import { MemoryDisk } from '../../host/memory-disk.ts'
import { CODECS } from '../../records/batch.ts'
import { CompactedLog } from '../test-support/compacted-log.ts'

const DAY_MS = 24 * 3600 * 1000

describe('compaction keeps', () => {
  it.each(CODECS)('the latest record of each key, at its offset (%s)', async codec => {
    const world = new CompactedLog()
    world.append(['a=1', 'b=1', 'c=1'], { codec })
    world.append(['a=2', 'b=2'], { codec })
    world.append(['a=3'], { codec })
    world.roll()
    world.append(['c=9'], { codec })
    expect(await world.clean()).toBe(true)
    // c=9 lies in the active segment, which is never cleaned and not looked at.
    expect(await world.left()).toEqual(['2:c=1', '4:b=2', '5:a=3', '6:c=9'])
    expect(world.log.segments.count).toBe(2)
  })

  it('batches of which everything stays byte for byte, and rewrites the others with their offsets', async () => {
    const world = new CompactedLog()
    world.append(['a=1', 'x=1'])
    world.append(['b=1', 'c=1'])
    world.append(['a=2'])
    world.roll()
    const before = await world.batches()
    await world.clean()
    const after = await world.batches()
    expect(after.map(({ baseOffset, lastOffset, sizeBytes }) => [baseOffset, lastOffset, sizeBytes])).toEqual([
      [0, 1, before[0]!.sizeBytes - 9],
      [2, 3, before[1]!.sizeBytes],
      [4, 4, before[2]!.sizeBytes],
    ])
    expect(after[1]).toEqual(before[1])
    expect(after[0]!.records.map(({ timestamp }) => timestamp)).toEqual([world.test.now])
  })

  it('what has the key of a record behind the end of the round', async () => {
    const world = new CompactedLog()
    world.append(['a=1'])
    world.roll()
    world.append(['a=2'])
    world.roll()
    world.append(['a=3'])
    await world.clean()
    expect(await world.left()).toEqual(['1:a=2', '2:a=3'])
    expect(world.log.cleanedOffset).toBe(2)
    expect(await world.clean()).toBe(false)
  })

  it('no record without a key', async () => {
    const world = new CompactedLog()
    world.append(['=1', 'a=1'])
    world.append(['b=1'])
    world.roll()
    await world.clean()
    expect(await world.left()).toEqual(['1:a=1', '2:b=1'])
  })

  it('the end of what was cleaned, as a batch without records', async () => {
    const world = new CompactedLog()
    world.append(['a=1'])
    world.append(['=nobody'])
    world.roll()
    world.append(['b=1'])
    await world.clean()
    expect(await world.left()).toEqual(['0:a=1', '1-1:', '2:b=1'])
  })
})

describe('tombstones (KIP-534)', () => {
  it('stay for delete.retention.ms after the first cleaning, then go', async () => {
    const world = new CompactedLog({ deleteRetentionMs: DAY_MS })
    world.append(['a=1', 'b=1'], { codec: 'lz4' })
    world.append(['a', 'c=1'], { codec: 'lz4' })
    world.append(['z=1'])
    world.roll()
    await world.clean()
    expect(await world.left()).toEqual(['1:b=1', '2:a', '3:c=1', '4:z=1'])
    const cleanedAtMs = world.test.now

    const again = async (): Promise<string[]> => {
      world.append([`n${world.test.now}=1`])
      world.roll()
      await world.clean()
      return (await world.left()).filter(text => !text.includes(':n'))
    }
    world.test.now = cleanedAtMs + DAY_MS - 1
    expect(await again()).toContain('2:a')
    // The horizon was set once: later rounds do not move it.
    world.test.now = cleanedAtMs + DAY_MS
    expect(await again()).toEqual(['1:b=1', '3:c=1', '4:z=1'])
    const batch = (await world.batches()).find(({ baseOffset }) => baseOffset === 2)!
    expect(batch.records.map(({ timestamp }) => timestamp)).toEqual([cleanedAtMs])
  })
})

describe('producers', () => {
  it('that are active keep their last batch, empty if need be, so that retries are known after a restart', async () => {
    const disk = new MemoryDisk()
    const world = new CompactedLog({}, disk)
    const producer = { producerId: 7, producerEpoch: 0 }
    world.append(['a=1'], { ...producer, baseSequence: 0 })
    world.append(['a=2'], { ...producer, baseSequence: 1 })
    world.append(['a=3'])
    world.append(['b=1'])
    world.roll()
    await world.clean()
    expect(await world.left()).toEqual(['1-1:', '2:a=3', '3:b=1'])
    world.manager.abandon()

    const again = new CompactedLog({}, disk)
    expect(again.log.producers.get(7)?.batches.at(-1)).toMatchObject({ lastSequence: 1, lastOffset: 1 })
    expect(again.append(['a=2'], { ...producer, baseSequence: 2 })).toBe(4)
  })
})

describe('producers that have written behind the high watermark', () => {
  const batch = (baseSequence: number) => ({ producerId: 7, producerEpoch: 0, baseSequence })

  it('keep their last batch before it, too: what is behind may be cut off', async () => {
    const world = new CompactedLog()
    world.append(['a=1'], batch(0))
    world.append(['a=2'], batch(1))
    world.append(['a=3'])
    const committed = world.log.logEndOffset
    world.append(['a=4'], batch(2))
    world.roll()
    world.append(['b=1'])
    world.log.updateHighWatermark(committed)
    expect(await world.clean()).toBe(true)
    expect(await world.left()).toEqual(['1-1:', '2:a=3', '3:a=4', '4:b=1'])
    await world.log.truncateTo(committed)
    expect(world.append(['a=5'], batch(2))).toBe(committed)
  })

  it('keep it in later rounds, in which they wrote nothing', async () => {
    const world = new CompactedLog()
    world.append(['a=1'], batch(0))
    world.append(['a=2'])
    world.roll()
    await world.clean()
    world.append(['a=3'])
    const committed = world.log.logEndOffset
    world.append(['c=1'], batch(1))
    world.roll()
    world.append(['b=1'])
    world.log.updateHighWatermark(committed)
    expect(await world.clean()).toBe(true)
    expect(await world.left()).toEqual(['0-0:', '2:a=3', '3:c=1', '4:b=1'])
    await world.log.truncateTo(committed)
    expect(world.append(['c=2'], batch(1))).toBe(committed)
  })
})

describe('transactions', () => {
  const txn = (producerId: number, baseSequence: number) => ({
    producerId,
    producerEpoch: 0,
    baseSequence,
    isTransactional: true,
  })

  it('that were aborted lose their records at once, and their marker after delete.retention.ms', async () => {
    const world = new CompactedLog({ deleteRetentionMs: DAY_MS, producerIdExpirationMs: 1 })
    world.append(['a=1'])
    world.append(['a=aborted', 'b=aborted'], txn(7, 0))
    world.marker(7, false)
    world.append(['c=1'])
    world.roll()
    // Nobody remembers the producer any more.
    world.test.now += 10
    world.log.expireProducers(world.test.now)
    await world.clean()
    expect(await world.left()).toEqual(['0:a=1', '3:abort', '4:c=1'])
    expect(world.log.abortedTransactions(0, 5)).toHaveLength(1)

    const round = async (): Promise<string[]> => {
      world.append([`n${world.test.now}=1`])
      world.roll()
      await world.clean()
      return (await world.left()).filter(text => !text.includes(':n'))
    }
    world.test.now += 10
    expect(await round()).toEqual(['0:a=1', '3:abort', '4:c=1'])
    world.test.now += DAY_MS
    expect(await round()).toEqual(['0:a=1', '4:c=1'])
  })

  it('that were committed keep their marker while a record of theirs stays', async () => {
    const world = new CompactedLog({ deleteRetentionMs: 0, producerIdExpirationMs: 1 })
    world.append(['a=1'], txn(7, 0))
    world.marker(7, true)
    world.append(['z=1'])
    world.roll()
    world.test.now += 10
    world.log.expireProducers(world.test.now)
    await world.clean()
    expect(await world.left()).toEqual(['0:a=1', '1:commit', '2:z=1'])
    const round = async (text: string): Promise<string[]> => {
      world.append([text])
      world.roll()
      world.test.now += 10
      await world.clean()
      return await world.left()
    }
    // The record goes with the first round; the second finds the marker alone and gives it a horizon; the third drops it.
    expect(await round('a=2')).toEqual(['1:commit', '2:z=1', '3:a=2'])
    expect(await round('y=1')).toEqual(['1:commit', '2:z=1', '3:a=2', '4:y=1'])
    expect(await round('x=1')).toEqual(['2:z=1', '3:a=2', '4:y=1', '5:x=1'])
  })

  it('that are open end the round', async () => {
    const world = new CompactedLog()
    world.append(['a=1'])
    world.append(['a=2'])
    world.append(['b=open'], txn(7, 0))
    world.append(['a=3'])
    world.roll()
    await world.clean()
    expect(await world.left()).toEqual(['1:a=2', '2:b=open', '3:a=3'])
    expect(world.log.cleanedOffset).toBe(2)
  })
})

describe('what is cleaned, and when', () => {
  it('waits for min.cleanable.dirty.ratio', async () => {
    const world = new CompactedLog({ minCleanableDirtyRatio: 0.5 })
    for (let i = 0; i < 4; i++) world.append([`k${i}=1`])
    world.roll()
    expect(await world.clean()).toBe(true)
    world.append(['k0=2'])
    world.roll()
    expect(await world.clean()).toBe(false)
    for (let i = 0; i < 5; i++) world.append([`k${i}=3`])
    world.roll()
    expect(await world.clean()).toBe(true)
  })

  it('leaves records alone that are younger than min.compaction.lag.ms', async () => {
    const world = new CompactedLog({ minCompactionLagMs: 1000 })
    world.append(['a=1'])
    world.append(['a=2'])
    world.roll()
    world.test.now += 600
    world.append(['a=3'])
    world.roll()
    expect(await world.clean()).toBe(false)
    world.test.now += 401
    expect(await world.clean()).toBe(true)
    expect(await world.left()).toEqual(['1:a=2', '2:a=3'])
  })

  it('does not wait longer than max.compaction.lag.ms (KIP-354), and rolls the active segment for it', async () => {
    const world = new CompactedLog({ minCleanableDirtyRatio: 1, maxCompactionLagMs: 1000 })
    world.append(['a=1'])
    world.append(['a=2'])
    world.test.now += 1001
    world.append(['a=3'])
    expect(world.log.segments.count).toBe(2)
    expect(await world.clean()).toBe(true)
    expect(await world.left()).toEqual(['1:a=2', '2:a=3'])
  })

  it('begins with the log that has the largest share to clean', async () => {
    const world = new CompactedLog()
    const { config } = world.log
    const other = world.manager.getOrCreate('u', 0, 'BBBBBBBBBBBBBBBBBBBBEA', config)
    world.append(['a=1', 'a=2'])
    world.roll()
    await world.clean()
    world.append(['a=3'])
    world.roll()
    const dirty = new CompactedLog()
    dirty.append(['a=1'])
    expect(other.logEndOffset).toBe(0)
    expect(await world.clean()).toBe(true)
    expect(await world.left()).toEqual(['2:a=3'])
  })

  it('goes on where the memory for keys ended', async () => {
    // Room for 14 keys.
    const world = new CompactedLog({}, undefined, { dedupeBufferBytes: 16 * 24 })
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 20; i++) world.append([`k${i}=${round}`])
      world.roll()
    }
    let rounds = 0
    while (await world.clean()) rounds++
    expect(rounds).toBeGreaterThan(3)
    expect((await world.left()).filter(text => text.includes('='))).toEqual(
      Array.from({ length: 20 }, (_, i) => `${40 + i}:k${i}=2`),
    )
  })

  it('merges segments that have become small', async () => {
    const world = new CompactedLog({ segmentBytes: 2000 })
    for (let i = 0; i < 30; i++) world.append([`k${i % 3}=${'x'.repeat(100)}${i}`])
    expect(world.log.segments.count).toBeGreaterThan(2)
    world.roll()
    await world.clean()
    expect((await world.left()).map(text => text.split(':')[0])).toEqual(['27', '28', '29'])
    // Segments are grouped by their sizes before a round.
    world.append(['z=1'])
    world.roll()
    await world.clean()
    expect(world.log.segments.all.map(({ baseOffset }) => baseOffset)).toEqual([0, 31])
    expect((await world.left()).map(text => text.split(':')[0])).toEqual(['27', '28', '29', '30'])
  })

  it.each([
    ['once, and is read again', 1, true],
    ['each time, and is left as it is', Number.POSITIVE_INFINITY, false],
  ])('never gives a checksum of its own to what is read badly %s', async (_, badReads, cleans) => {
    const disk = new FaultDisk(new MemoryDisk())
    const world = new CompactedLog({}, disk)
    world.append(['a=1', 'b=1'])
    world.append(['a=2'])
    world.roll()
    let left = badReads
    disk.onRead = (path, bytes) => {
      if (!path.endsWith('.log') || left === 0) return
      left--
      // The last byte of the first batch: the value of b=1 and the count of its headers.
      const end = 12 + Buffer.from(bytes.buffer, bytes.byteOffset).readInt32BE(8)
      bytes[end - 2]! ^= 0x01
    }
    expect(await world.clean()).toBe(cleans)
    disk.onRead = null
    world.log.tail.clear()
    expect(await world.left()).toEqual(cleans ? ['1:b=1', '2:a=2'] : ['0:a=1', '1:b=1', '2:a=2'])
  })

  it('sets a log aside whose records are damaged, with one line, and cleans the others', async () => {
    const disk = new MemoryDisk()
    const world = new CompactedLog({}, disk)
    world.append(['a=1', 'a=2'])
    world.append(['a=3'], { codec: 'gzip' })
    world.roll()
    const path = world.log.segments.first.log.path
    const file = disk.openSync(path, 'write')
    file.writeSync([Buffer.alloc(10, 0xff)], file.sizeSync() - 20)
    expect(await world.clean()).toBe(false)
    expect(await world.clean()).toBe(false)
    const lines = world.test.logged.filter(({ message }) => message.includes('cannot be compacted'))
    expect(lines).toHaveLength(1)
    expect(lines[0]!.fields).toMatchObject({
      log: 't-0',
      reason: expect.stringContaining('does not match its checksum'),
    })
    expect(world.log.isOffline).toBe(false)
    expect(disk.readDirSync('/d/t-0').filter(({ name }) => name.includes('cleaned'))).toEqual([])
  })

  it('is remembered over a restart, and forgotten with what a truncation cuts', async () => {
    const disk = new MemoryDisk()
    const world = new CompactedLog({}, disk)
    world.append(['a=1'])
    world.append(['a=2'])
    world.append(['b=1'])
    world.roll()
    await world.clean()
    expect(disk.readFileSync('/d/cleaner-offset-checkpoint').toString()).toBe('0\n1\nt 0 3\n')
    await world.drive(world.manager.close())
    const again = new CompactedLog({}, disk)
    expect(again.log.cleanedOffset).toBe(3)
    expect(await again.clean()).toBe(false)
    await again.drive(Promise.resolve(again.log.truncateTo(2)))
    expect(again.log.cleanedOffset).toBe(2)
  })

  it('lets a reader go on that was in the middle of the old files', async () => {
    const world = new CompactedLog({ segmentBytes: 1000 })
    for (let i = 0; i < 50; i++) world.append([`k${i % 5}=${i}`])
    world.roll()
    const first = await world.log.read({ fetchOffset: 10, maxBytes: 100, minOneBatch: true })
    await world.clean()
    const next = await world.log.read({ fetchOffset: first.nextOffset, maxBytes: 100, minOneBatch: true })
    expect(next.baseOffset).toBe(45)
  })
})
