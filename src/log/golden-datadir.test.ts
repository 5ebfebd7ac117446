import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Disk } from '../host/disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { NodeDisk } from '../host/node/disk.ts'
import { golden, jsonOf, WITHOUT_GOLDEN } from '../test-support/golden.ts'
import { DEFAULT_LOG_CONFIG } from './log-config.ts'
import { LogManager } from './log-manager.ts'
import type { PartitionLog } from './partition-log.ts'
import { readAllRecords } from './test-support/read-all.ts'
import { TestHost } from './test-support/test-host.ts'
import { unpackTar } from './test-support/unpack-tar.ts'

interface ExpectedPartition {
  readonly partition: number
  readonly logStartOffset: number
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly maxTimestampOffset: number
  readonly maxTimestamp: number
  readonly leaderEpochs: readonly [number, number][]
  readonly segments: readonly [number, number][]
  readonly abortedTransactions: readonly { producerId: number; firstOffset: number }[]
  readonly producers: readonly Record<string, number>[]
  readonly records: readonly Record<string, unknown>[]
  readonly notInReadCommitted: readonly number[]
}

interface Expected {
  readonly capturedAtMs: number
  readonly topics: Record<string, { topicId: string; partitions: ExpectedPartition[] }>
}

const GOLDEN = golden('datadir')
const HERE = new URL('./testdata/', import.meta.url).pathname
const ROOTS: string[] = []
afterAll(() => {
  for (const root of ROOTS) rmSync(root, { recursive: true, force: true })
})

function temporaryRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'gregor-golden-'))
  ROOTS.push(root)
  return root
}

function openManager(
  disk: Disk,
  root: string,
  nowMs: number,
  inMemory: boolean,
): { manager: LogManager; test: TestHost } {
  const test = new TestHost(disk)
  test.now = nowMs
  const manager = new LogManager(test.host, { dirs: [root], defaultConfig: DEFAULT_LOG_CONFIG, inMemory })
  manager.open()
  return { manager, test }
}

async function describeLog(log: PartitionLog) {
  log.updateHighWatermark(log.logEndOffset)
  const latest = await log.maxTimestampRecord()
  return {
    partition: log.partition,
    logStartOffset: log.logStartOffset,
    highWatermark: log.highWatermark,
    lastStableOffset: log.lastStableOffset,
    maxTimestampOffset: latest?.offset ?? -1,
    maxTimestamp: latest?.timestamp ?? -1,
    leaderEpochs: log.epochs.entries.map(entry => [entry.epoch, entry.startOffset]),
    segments: log.segments.all.map(segment => [segment.baseOffset, segment.sizeBytes]),
    abortedTransactions: log
      .abortedTransactions(log.logStartOffset, log.logEndOffset)
      .map(({ producerId, firstOffset }) => ({ producerId, firstOffset })),
    producers: log
      .activeProducers()
      .map(producer => ({
        producerId: producer.producerId,
        producerEpoch: producer.producerEpoch,
        lastSequence: producer.batches.at(-1)?.lastSequence ?? -1,
        lastTimestamp: producer.lastTimestamp,
        coordinatorEpoch: producer.coordinatorEpoch,
        currentTxnStartOffset: producer.currentTxnFirstOffset,
      }))
      .sort((a, b) => a.producerId - b.producerId),
    ...(await readAllRecords(log)),
  }
}

/** A start begins a new epoch at the log end; that is the replica manager's doing, not the log's. */
function atLogLevel(expected: ExpectedPartition) {
  return {
    ...expected,
    leaderEpochs: expected.leaderEpochs.filter(([, start]) => start < expected.highWatermark),
    producers: [...expected.producers].sort((a, b) => a['producerId']! - b['producerId']!),
  }
}

async function check(manager: LogManager, expected: Expected): Promise<number> {
  let partitions = 0
  for (const [topic, { topicId, partitions: list }] of Object.entries(expected.topics)) {
    for (const partition of list) {
      const log = manager.get(topic, partition.partition)
      expect(log, `${topic}-${partition.partition}`).not.toBeNull()
      expect(log!.topicId).toBe(topicId)
      const found = await describeLog(log!)
      expect(found, `${topic}-${partition.partition}`).toEqual(atLogLevel(partition))
      partitions++
    }
  }
  return partitions
}

function archives(): { name: string; folder: string | null }[] {
  return [
    { name: 'kafka-4.4.0-single', folder: GOLDEN },
    { name: 'kafka-4.4.0-unclean', folder: GOLDEN },
    { name: 'clean', folder: HERE },
    { name: 'unclean', folder: HERE },
  ]
}

for (const { name, folder } of archives()) {
  const title = `the data directory ${name} of Apache Kafka${folder === null ? `: ${WITHOUT_GOLDEN}` : ''}`
  describe.skipIf(folder === null)(title, () => {
    if (folder === null) return
    const expected = jsonOf<Expected>(join(folder, `${name}.expected.json`))
    const archive = readFileSync(join(folder, `${name}.tar.gz`))

    it.each([
      ['on a real disk', () => new NodeDisk() as Disk, temporaryRoot, false],
      ['on a memory disk', () => new MemoryDisk() as Disk, () => '/data', true],
    ])('holds what its clients see, %s, and so does what we leave behind', async (_, makeDisk, makeRoot, inMemory) => {
      const disk = makeDisk()
      const root = makeRoot()
      unpackTar(archive, disk, root)
      const first = openManager(disk, root, expected.capturedAtMs, inMemory)
      const count = await check(first.manager, expected)
      expect(count).toBeGreaterThan(0)
      await first.manager.close()
      const second = openManager(disk, root, expected.capturedAtMs, inMemory)
      expect(second.manager.directories.all[0]!.cleanStart).toBe(true)
      await check(second.manager, expected)
      await second.manager.close()
    })
  })
}
