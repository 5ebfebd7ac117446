import { describe, expect, it } from 'vitest'
import { FaultDisk } from '../host/fault-disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { DEFAULT_LOG_CONFIG } from './log-config.ts'
import { LogManager } from './log-manager.ts'
import type { PartitionLog } from './partition-log.ts'
import { readAllRecords } from './test-support/read-all.ts'
import { testBatch, viewOf } from './test-support/test-batch.ts'
import { TestHost } from './test-support/test-host.ts'

const CONFIG = { ...DEFAULT_LOG_CONFIG, segmentBytes: 1200, indexIntervalBytes: 150, retentionMs: -1 }
const ID = 'AAAAAAAAAAAAAAAAAAAAEA'

/** Small and enough: the same seed gives the same life. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0
    return (state >>> 8) % below
  }
}

function open(disk: ConstructorParameters<typeof TestHost>[0]): {
  test: TestHost
  manager: LogManager
  log: PartitionLog
} {
  const test = new TestHost(disk)
  const manager = new LogManager(test.host, { dirs: ['/d'], defaultConfig: CONFIG, inMemory: true })
  manager.open()
  return { test, manager, log: manager.getOrCreate('t', 0, ID, CONFIG) }
}

async function everything(log: PartitionLog) {
  log.updateHighWatermark(log.writtenEndOffset)
  return {
    start: log.logStartOffset,
    end: log.logEndOffset,
    stable: log.lastStableOffset,
    epochs: [...log.epochs.entries],
    producers: log
      .activeProducers()
      // Snapshots keep the last batch alone, and not its own timestamp.
      .map(entry => ({ ...entry, batches: entry.batches.slice(-1).map(batch => ({ ...batch, timestamp: 0 })) }))
      .sort((a, b) => a.producerId - b.producerId),
    aborted: log.abortedTransactions(log.logStartOffset, log.logEndOffset),
    segments: log.segments.all.map(segment => [segment.baseOffset, segment.sizeBytes]),
    maxTimestamp: await log.maxTimestampRecord(),
    content: await readAllRecords(log, 500),
  }
}

/** One step of a random life: appends of several producers, transactions, new epochs, cuts, flushes. */
async function step(
  test: TestHost,
  log: PartitionLog,
  random: (below: number) => number,
  epoch: number,
): Promise<number> {
  const producerId = 1 + random(3)
  const known = log.producers.get(producerId)
  const last = known?.batches.at(-1)?.lastSequence ?? -1
  const inTransaction = (known?.currentTxnFirstOffset ?? -1) >= 0
  const common = { producerId, producerEpoch: 0, timestamp: test.now + random(5000) }
  const leader = { leaderEpoch: epoch, nowMs: test.now, memory: null }
  switch (random(12)) {
    case 0:
      if (log.logEndOffset > log.logStartOffset + 4) await log.truncateTo(log.logEndOffset - 1 - random(4))
      return epoch
    case 1:
      await log.flush()
      return epoch
    case 2:
      return epoch + 1
    case 3:
      test.turn()
      return epoch
    case 4:
    case 5: {
      if (!inTransaction) return epoch
      const bytes = testBatch({ ...common, values: [], marker: { commit: random(2) === 0, coordinatorEpoch: 1 } })
      expect(log.appendAsLeader(viewOf(bytes), { ...leader, origin: 'coordinator' }).kind).toBe('appended')
      return epoch
    }
    default: {
      const values = Array.from({ length: 1 + random(3) }, () => 'v'.repeat(random(120)))
      const transactional = inTransaction || random(3) === 0
      const bytes = testBatch({ ...common, values, baseSequence: last + 1, transactional })
      expect(log.appendAsLeader(viewOf(bytes), { ...leader, origin: 'client' }).kind).toBe('appended')
      return epoch
    }
  }
}

describe('a log that is opened again', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('after a stop and after a crash is what memory held (seed %i)', async seed => {
    const random = randomOf(seed)
    const disk = new MemoryDisk()
    let world = open(disk)
    let epoch = 0
    for (let life = 0; life < 6; life++) {
      for (let i = 0; i < 40; i++) epoch = await step(world.test, world.log, random, epoch)
      world.test.turn()
      await world.log.queue.drained()
      const before = await everything(world.log)
      if (life % 2 === 0) await world.manager.close()
      else world.manager.abandon()
      world = open(disk)
      expect(await everything(world.log)).toEqual(before)
    }
  })

  it.each([0, 0.3, 0.97])(
    'after a write torn at %d ends with a whole batch and keeps what was written before',
    async tear => {
      for (let seed = 1; seed <= 12; seed++) {
        const random = randomOf(seed)
        const memory = new MemoryDisk()
        const disk = new FaultDisk(memory)
        const world = open(disk)
        let epoch = 0
        for (let i = 0; i < 30; i++) epoch = await step(world.test, world.log, random, epoch)
        world.test.turn()
        await world.log.queue.drained()
        const before = await readAllRecords(world.log)
        const { writtenEndOffset } = world.log
        // Power fails in the middle of the next writes.
        disk.arm({ at: 1, code: 'EIO', sticky: true, tear })
        for (let i = 0; i < 3; i++) {
          world.log.appendAsLeader(viewOf(testBatch({ values: ['x'.repeat(40), 'y'] })), {
            leaderEpoch: epoch,
            origin: 'client',
            nowMs: 0,
            memory: null,
          })
        }
        world.test.turn()
        world.manager.abandon()
        const again = open(memory)
        expect(again.log.logEndOffset).toBeGreaterThanOrEqual(writtenEndOffset)
        const after = await readAllRecords(again.log)
        expect(after.records.filter(record => record.offset < writtenEndOffset)).toEqual(before.records)
        again.manager.abandon()
      }
    },
  )
})
