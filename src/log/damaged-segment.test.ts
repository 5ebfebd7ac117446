import { describe, expect, it } from 'vitest'
import { DiskError } from '../host/disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { createLogEnvironment } from './create-environment.ts'
import { createLog } from './create-log.ts'
import { DEFAULT_LOG_CONFIG } from './log-config.ts'
import { DirectoryState } from './log-environment.ts'
import { LogLoader } from './log-loader.ts'
import { PartitionLog } from './partition-log.ts'
import { testBatch, viewOf } from './test-support/test-batch.ts'
import { TestHost } from './test-support/test-host.ts'

const DIR = '/root/t-0'
const LOG_FILE = `${DIR}/00000000000000000000.log`
const INDEX_FILE = `${DIR}/00000000000000000000.index`
const CONFIG = { ...DEFAULT_LOG_CONFIG, indexIntervalBytes: 300 }
const BATCHES = 20

/** Twenty batches of one record, nearly each with an entry in the index; closed, so that the files can be spoilt. */
async function closedLog() {
  const disk = new MemoryDisk()
  const test = new TestHost(disk)
  const env = createLogEnvironment(test.host, { inMemory: false })
  const log = createLog(env, new DirectoryState('/root'), DIR, 't', 0, null, CONFIG)
  const positions: number[] = []
  let position = 0
  for (let i = 0; i < BATCHES; i++) {
    const batch = testBatch({ values: [`value ${i} `.padEnd(200 + i, '.')], timestamp: 1_700_000_000_000 + i * 10 })
    positions.push(position)
    position += batch.length
    log.appendAsLeader(viewOf(batch), { leaderEpoch: 0, origin: 'client', nowMs: test.now, memory: null })
  }
  test.turn()
  await log.flush()
  await log.close()
  const reopen = (cleanStart = true): { log: PartitionLog; directory: DirectoryState } => {
    const options = {
      dir: DIR,
      topic: 't',
      partition: 0,
      config: CONFIG,
      cleanStart,
      recoveryPoint: cleanStart ? BATCHES : 0,
      logStartOffset: 0,
    }
    const directory = new DirectoryState('/root')
    return { log: new PartitionLog(env, directory, CONFIG, new LogLoader(env, options).load()), directory }
  }
  return { disk, test, positions, reopen }
}

function spoil(disk: MemoryDisk, path: string, change: (bytes: Buffer) => void): void {
  const bytes = Buffer.from(disk.readFileSync(path))
  change(bytes)
  const file = disk.openSync(path, 'write')
  file.writeSync([bytes], 0)
  file.closeSync()
}

async function firstOffsetOf(log: PartitionLog, fetchOffset: number): Promise<number | string> {
  const read = await log.read({ fetchOffset, maxBytes: 1, minOneBatch: true })
  const seen = read.errorCode === ErrorCode.NONE ? read.baseOffset : `error ${read.errorCode}`
  read.release()
  return seen
}

async function everyFirstOffset(log: PartitionLog): Promise<(number | string)[]> {
  const seen = []
  for (let offset = 0; offset < BATCHES; offset++) seen.push(await firstOffsetOf(log, offset))
  return seen
}

const ALL = Array.from({ length: BATCHES }, (_, i) => i)

describe('a segment whose last batch a power cut left half written', () => {
  it('loses that batch and no other, wherever the zeros begin', async () => {
    const { disk, positions, reopen } = await closedLog()
    const whole = Buffer.from(disk.readFileSync(LOG_FILE))
    const last = positions.at(-1)!
    // The last byte of a batch without headers is a zero anyway.
    for (let kept = 0; kept < whole.length - 1 - last; kept++) {
      const file = disk.openSync(LOG_FILE, 'write')
      file.writeSync([whole.subarray(0, last + kept), Buffer.alloc(whole.length - last - kept)], 0)
      file.closeSync()
      const { log } = reopen(false)
      expect([kept, log.logEndOffset]).toEqual([kept, BATCHES - 1])
      log.abandon()
    }
  })
})

describe('a segment whose index is wrong', () => {
  it.each([
    ['points into a batch', (positions: readonly number[], entry: { offset: number }) => positions[entry.offset]! + 17],
    [
      'points to a later batch',
      (positions: readonly number[], entry: { offset: number }) => positions[entry.offset + 1]!,
    ],
  ])('and %s serves every record after one rebuilding of it', async (_, positionFor) => {
    const { disk, test, positions, reopen } = await closedLog()
    spoil(disk, INDEX_FILE, bytes => {
      expect(bytes.length).toBeGreaterThan(40)
      // Positions must still ascend, or the index would be refused when it is loaded.
      for (let at = 0; at < bytes.length - 8; at += 8) {
        bytes.writeInt32BE(positionFor(positions, { offset: bytes.readInt32BE(at) }), at + 4)
      }
    })
    const { log, directory } = reopen()
    expect(await everyFirstOffset(log)).toEqual(ALL)
    expect(directory.offline).toBeNull()
    expect(test.logged.filter(({ message }) => message.includes('index led to a wrong place'))).toHaveLength(1)
    await log.close()
    // The index on disk is the mended one.
    const again = reopen()
    expect(await everyFirstOffset(again.log)).toEqual(ALL)
    expect(test.logged.filter(({ message }) => message.includes('index led to a wrong place'))).toHaveLength(1)
    await again.log.close()
  })

  it('is cut at the right place all the same', async () => {
    const { disk, positions, reopen } = await closedLog()
    spoil(disk, INDEX_FILE, bytes => {
      for (let at = 0; at < bytes.length - 8; at += 8) bytes.writeInt32BE(positions[bytes.readInt32BE(at) + 1]!, at + 4)
    })
    const { log } = reopen()
    log.truncateTo(7)
    expect(log.logEndOffset).toBe(7)
    await log.close()
    expect(disk.statSync(LOG_FILE)!.sizeBytes).toBe(positions[7])
  })

  it('finds an offset by its timestamp all the same', async () => {
    const { disk, positions, reopen } = await closedLog()
    spoil(disk, INDEX_FILE, bytes => {
      for (let at = 0; at < bytes.length - 8; at += 8) bytes.writeInt32BE(positions[bytes.readInt32BE(at) + 1]!, at + 4)
    })
    const { log } = reopen()
    expect((await log.offsetForTimestamp(1_700_000_000_000 + 90))?.offset).toBe(9)
    await log.close()
  })
})

describe('a segment with a damaged batch', () => {
  it('answers CORRUPT_MESSAGE there and the records before and behind it, and its directory stays', async () => {
    const { disk, test, positions, reopen } = await closedLog()
    spoil(disk, LOG_FILE, bytes => void bytes.fill(0xff, positions[9]!, positions[9]! + 61))
    const { log, directory } = reopen()
    const seen = await everyFirstOffset(log)
    expect(seen.slice(0, 9)).toEqual(ALL.slice(0, 9))
    expect(seen[9]).toBe(`error ${ErrorCode.CORRUPT_MESSAGE}`)
    expect(seen.at(-1)).toBe(19)
    expect(directory.offline).toBeNull()
    expect(log.isOffline).toBe(false)
    expect(test.logged.filter(({ message }) => message.includes('is damaged'))).toHaveLength(1)
    await log.close()
  })

  it('gives a large fetch what lies before the damage', async () => {
    const { disk, positions, reopen } = await closedLog()
    spoil(disk, LOG_FILE, bytes => void bytes.fill(0xff, positions[9]!, positions[9]! + 61))
    const { log } = reopen()
    const read = await log.read({ fetchOffset: 0, maxBytes: 1_000_000, minOneBatch: true })
    expect([read.errorCode, read.nextOffset]).toEqual([ErrorCode.NONE, 9])
    read.release()
    await log.close()
  })
})

it('a read that finds no free file descriptor does not cost the directory', async () => {
  const { disk, reopen } = await closedLog()
  const { log, directory } = reopen()
  log.segments.at(0)!.log.close()
  const openSync = disk.openSync.bind(disk)
  disk.openSync = (path, mode) => {
    if (path === LOG_FILE) throw new DiskError('EMFILE', path, 'too many open files')
    return openSync(path, mode)
  }
  expect(await firstOffsetOf(log, 3)).toBe(`error ${ErrorCode.KAFKA_STORAGE_ERROR}`)
  expect(directory.offline).toBeNull()
  disk.openSync = openSync
  expect(await firstOffsetOf(log, 3)).toBe(3)
  await log.close()
})
