import { describe, expect, it } from 'vitest'
import type { DiskErrorCode } from '../host/disk.ts'
import { FaultDisk } from '../host/fault-disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { DEFAULT_LOG_CONFIG, type LogConfig } from './log-config.ts'
import { LogManager } from './log-manager.ts'
import type { PartitionLog } from './partition-log.ts'
import { readAllRecords } from './test-support/read-all.ts'
import { type TestBatch, testBatch, viewOf } from './test-support/test-batch.ts'
import { TestHost } from './test-support/test-host.ts'

const CONFIG: LogConfig = { ...DEFAULT_LOG_CONFIG, segmentBytes: 1500, indexIntervalBytes: 200, retentionMs: -1 }
const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAEA'

function managerOn(test: TestHost): LogManager {
  return new LogManager(test.host, { dirs: ['/d'], defaultConfig: CONFIG, inMemory: true })
}

interface Acked {
  readonly offset: number
  readonly value: string
}

/** What a producer believes: the records whose appends were acknowledged as written. */
class Producer {
  readonly acked: Acked[] = []
  private waiting: Acked[] = []
  private readonly log: PartitionLog
  private sequence = 0

  constructor(log: PartitionLog) {
    this.log = log
    log.addListener({
      onWritten: () => this.settle(),
      onWriteFailed: (_, fromOffset) => {
        this.waiting = this.waiting.filter(record => record.offset < fromOffset)
      },
    })
  }

  private settle(): void {
    const done = (record: Acked) => record.offset < this.log.writtenEndOffset
    this.acked.push(...this.waiting.filter(done))
    this.waiting = this.waiting.filter(record => !done(record))
  }

  append(batch: Omit<TestBatch, 'producerId' | 'producerEpoch' | 'baseSequence'>, leaderEpoch: number): void {
    const bytes = testBatch({ ...batch, producerId: 7, producerEpoch: 0, baseSequence: this.sequence })
    const result = this.log.appendAsLeader(viewOf(bytes), { leaderEpoch, origin: 'client', nowMs: 0, memory: null })
    if (result.kind !== 'appended') return
    this.sequence += batch.values.length
    this.waiting.push(...batch.values.map((value, i) => ({ offset: result.baseOffset + i, value })))
    // A failed write takes the sequence back as well: the next append begins where the log stands.
    this.log.addListener({ onWritten() {}, onWriteFailed: () => this.resume() })
  }

  private resume(): void {
    this.sequence = (this.log.producers.get(7)?.batches.at(-1)?.lastSequence ?? -1) + 1
  }
}

/** A life of one log: appends, rolls, a new epoch, truncation, flushes, checkpoints, retention, a stop. */
async function live(test: TestHost): Promise<{ acked: Acked[]; log: PartitionLog | null; manager: LogManager }> {
  const manager = managerOn(test)
  manager.open()
  let log: PartitionLog
  try {
    log = manager.getOrCreate('t', 0, TOPIC_ID, CONFIG)
  } catch {
    return { acked: [], log: null, manager }
  }
  const producer = new Producer(log)
  for (let round = 0; round < 12; round++) {
    producer.append({ values: [`a${round}`, 'x'.repeat(150)] }, Math.floor(round / 5))
    producer.append({ values: [`b${round}`] }, Math.floor(round / 5))
    test.turn()
    if (round === 4) await log.flush()
    if (round === 8) await manager.checkpoint()
    log.updateHighWatermark(log.writtenEndOffset)
    await test.advance(1)
  }
  log.deleteOldSegments(test.now)
  await manager.checkpoint()
  return { acked: producer.acked, log, manager }
}

async function contentOf(
  disk: MemoryDisk,
): Promise<{ manager: LogManager; log: PartitionLog | null; values: Map<number, string> }> {
  const test = new TestHost(disk)
  const manager = managerOn(test)
  manager.open()
  const log = manager.get('t', 0)
  const values = new Map<number, string>()
  if (log !== null) {
    for (const { offset, value } of (await readAllRecords(log)).records) {
      values.set(offset, Buffer.from(String(value), 'base64').toString())
    }
  }
  return { manager, log, values }
}

async function expectKept(disk: MemoryDisk, acked: readonly Acked[]): Promise<void> {
  const { manager, log, values } = await contentOf(disk)
  expect(manager.directories.offline).toEqual([])
  for (const { offset, value } of acked) expect(values.get(offset)).toBe(value)
  if (log !== null) {
    // Epochs, producers and segments must be as if nothing had happened: appending goes on where it stopped.
    const sequence = (log.producers.get(7)?.batches.at(-1)?.lastSequence ?? -1) + 1
    const bytes = testBatch({ values: ['next'], producerId: 7, producerEpoch: 0, baseSequence: sequence })
    const result = log.appendAsLeader(viewOf(bytes), { leaderEpoch: 9, origin: 'client', nowMs: 0, memory: null })
    expect(result).toMatchObject({ kind: 'appended', baseOffset: log.logEndOffset - 1 })
  }
  manager.abandon()
}

describe('a log whose n-th disk operation fails', () => {
  it.each<[DiskErrorCode, boolean, number]>([
    ['EIO', false, 0],
    ['EIO', true, 0.5],
    ['ENOSPC', false, 0],
    ['ENOSPC', false, 0.4],
  ])(
    'loses nothing acknowledged (%s, sticky %s, tear %s), for every n until the run passes untouched',
    async (code, sticky, tear) => {
      for (let n = 1; ; n++) {
        const memory = new MemoryDisk()
        const disk = new FaultDisk(memory, { at: n, code, sticky, tear })
        const test = new TestHost(disk)
        const { acked, manager } = await live(test)
        disk.arm({ at: 0, code })
        manager.abandon()
        await expectKept(memory, acked)
        if (disk.operations < n && n > 1 && acked.length === 36) break
        expect(n).toBeLessThan(2000)
      }
    },
  )

  it('is opened again after a failure at any operation of its recovery', async () => {
    for (let n = 1; ; n++) {
      const memory = new MemoryDisk()
      const first = await live(new TestHost(memory))
      first.manager.abandon()
      const disk = new FaultDisk(memory, { at: n, code: 'EIO', sticky: true, tear: 0.5 })
      const manager = managerOn(new TestHost(disk))
      manager.open()
      manager.abandon()
      await expectKept(memory, first.acked)
      if (!disk.touched) break
      expect(n).toBeLessThan(1000)
    }
  })

  it('stops cleanly or not at all: a failure during the stop loses nothing', async () => {
    for (let n = 1; ; n++) {
      const memory = new MemoryDisk()
      const disk = new FaultDisk(memory)
      const { acked, manager } = await live(new TestHost(disk))
      disk.arm({ at: n, code: 'EIO', sticky: true, tear: 0.5 })
      await manager.close()
      const { touched } = disk
      await expectKept(memory, acked)
      if (!touched) break
      expect(n).toBeLessThan(1000)
    }
  })
})

describe('a log on a volume that is full', () => {
  it('takes back what could not be written and goes on when there is room', async () => {
    const disk = new MemoryDisk()
    const test = new TestHost(disk)
    const manager = managerOn(test)
    manager.open()
    const log = manager.getOrCreate('t', 0, TOPIC_ID, { ...CONFIG, segmentBytes: 1 << 20 })
    const failures: number[] = []
    log.addListener({
      onWritten() {},
      onWriteFailed: (_, fromOffset, error) => failures.push(fromOffset, error.code.length),
    })
    const append = (values: string[], baseSequence: number) =>
      log.appendAsLeader(
        viewOf(testBatch({ values, producerId: 1, producerEpoch: 0, baseSequence, transactional: true })),
        {
          leaderEpoch: 3,
          origin: 'client',
          nowMs: 0,
          memory: null,
        },
      )
    append(['one'], 0)
    test.turn()
    disk.capacityBytes = disk.usedBytes
    append(['x'.repeat(3000)], 1)
    append(['y'.repeat(3000)], 2)
    expect(log.logEndOffset).toBe(3)
    test.turn()
    expect(failures).toEqual([1, 'ENOSPC'.length])
    expect([log.logEndOffset, log.writtenEndOffset, log.producers.get(1)?.batches.length]).toEqual([1, 1, 1])
    expect(log.isOffline).toBe(false)
    disk.capacityBytes = Number.POSITIVE_INFINITY
    expect(append(['two'], 1)).toMatchObject({ kind: 'appended', baseOffset: 1 })
    test.turn()
    await manager.close()
    const { values } = await contentOf(disk)
    expect([...values]).toEqual([
      [0, 'one'],
      [1, 'two'],
    ])
  })
})
