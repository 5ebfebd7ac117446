import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { Disk } from '../host/disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { NodeDisk } from '../host/node/disk.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { createLogEnvironment } from './create-environment.ts'
import { createLog } from './create-log.ts'
import { DEFAULT_LOG_CONFIG, type LogConfig } from './log-config.ts'
import { DirectoryState, type LogEnvironment } from './log-environment.ts'
import { LogLoader } from './log-loader.ts'
import { type LeaderAppend, PartitionLog } from './partition-log.ts'
import { Counted } from './test-support/counted.ts'
import { testBatch, viewOf } from './test-support/test-batch.ts'
import { TestHost } from './test-support/test-host.ts'

const ROOTS: string[] = []
afterAll(() => {
  for (const root of ROOTS) rmSync(root, { recursive: true, force: true })
})

function nodeRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'gregor-log-'))
  ROOTS.push(root)
  return root
}

interface World {
  readonly test: TestHost
  readonly env: LogEnvironment
  readonly dir: string
}

function world(disk: Disk, root: string, inMemory: boolean): World {
  const test = new TestHost(disk)
  return { test, env: createLogEnvironment(test.host, { inMemory }), dir: `${root}/t-0` }
}

function create(world: World, config: Partial<LogConfig> = {}): PartitionLog {
  return createLog(world.env, new DirectoryState(dirname(world.dir)), world.dir, 't', 0, null, {
    ...DEFAULT_LOG_CONFIG,
    ...config,
  })
}

function reopen(world: World, config: Partial<LogConfig> = {}, cleanStart = true, recoveryPoint = 0): PartitionLog {
  const full = { ...DEFAULT_LOG_CONFIG, ...config }
  const options = {
    dir: world.dir,
    topic: 't',
    partition: 0,
    config: full,
    cleanStart,
    recoveryPoint,
    logStartOffset: 0,
  }
  return new PartitionLog(
    world.env,
    new DirectoryState(dirname(world.dir)),
    full,
    new LogLoader(world.env, options).load(),
  )
}

const LEADER: LeaderAppend = { leaderEpoch: 0, origin: 'client', nowMs: 1_700_000_000_000, memory: null }

function append(log: PartitionLog, ...values: string[]): void {
  expect(log.appendAsLeader(viewOf(testBatch({ values })), LEADER).kind).toBe('appended')
}

async function valuesOf(log: PartitionLog): Promise<string> {
  let out = ''
  for (let offset = log.logStartOffset; offset < log.writtenEndOffset; ) {
    const read = await log.read({ fetchOffset: offset, maxBytes: 100_000, minOneBatch: true })
    expect(read.errorCode).toBe(0)
    out += read.records!.copyChain().toString('latin1')
    offset = read.nextOffset
    read.release()
  }
  return out
}

describe.each([
  ['memory disk', () => world(new MemoryDisk(), '/root', true)],
  ['node disk', () => world(new NodeDisk(), nodeRoot(), false)],
])('a partition log on a %s', (_, make) => {
  it('serves what it was given, from the cache and after it was opened again', async () => {
    const w = make()
    const log = create(w)
    append(log, 'alpha', 'beta')
    expect([log.logEndOffset, log.writtenEndOffset]).toEqual([2, 0])
    w.test.turn()
    expect(log.writtenEndOffset).toBe(2)
    append(log, 'gamma')
    w.test.turn()
    const text = await valuesOf(log)
    expect(text).toMatch(/alpha.*beta.*gamma/s)
    await log.close()
    const again = reopen(w)
    expect(again.logEndOffset).toBe(3)
    expect(await valuesOf(again)).toBe(text)
    await again.close()
  })

  it('gives a fetch in the middle of a batch the whole batch, and the first batch whole whatever the limit', async () => {
    const w = make()
    const log = create(w)
    append(log, 'a', 'b', 'c')
    append(log, 'd')
    append(log, 'e')
    w.test.turn()
    const one = await log.read({ fetchOffset: 1, maxBytes: 1, minOneBatch: true })
    expect([one.baseOffset, one.nextOffset]).toEqual([0, 3])
    one.release()
    const none = await log.read({ fetchOffset: 1, maxBytes: 1, minOneBatch: false })
    expect([none.errorCode, none.records, none.nextOffset]).toEqual([0, null, 1])
    const bounded = await log.read({ fetchOffset: 0, maxBytes: 10_000, minOneBatch: true, upperBoundOffset: 4 })
    expect([bounded.baseOffset, bounded.nextOffset]).toEqual([0, 4])
    bounded.release()
    for (const [fetchOffset, errorCode] of [
      [-1, ErrorCode.OFFSET_OUT_OF_RANGE],
      [5, ErrorCode.NONE],
      [6, ErrorCode.OFFSET_OUT_OF_RANGE],
    ] as const) {
      const read = await log.read({ fetchOffset, maxBytes: 10_000, minOneBatch: true })
      expect([fetchOffset, read.errorCode, read.records]).toEqual([fetchOffset, errorCode, null])
    }
    await log.close()
  })

  it('answers the same reads from its files as from its cache', async () => {
    const w = make()
    const config = { segmentBytes: 4000, indexIntervalBytes: 300 }
    const log = create(w, config)
    for (let i = 0; i < 60; i++)
      append(log, ...Array.from({ length: 1 + (i % 4) }, (_, k) => `${i}.${k}`.repeat(1 + i)))
    w.test.turn()
    await log.close()
    const cold = reopen(w, config)
    expect(cold.segments.count).toBeGreaterThan(3)
    for (let offset = 0; offset < log.logEndOffset; offset += 3) {
      for (const maxBytes of [1, 700, 5000]) {
        for (const upperBoundOffset of [offset + 1, offset + 9, 1e9]) {
          const request = { fetchOffset: offset, maxBytes, minOneBatch: maxBytes > 1, upperBoundOffset }
          const fromFile = await cold.read(request)
          const expected = expectedRead(w, request)
          const seen = { base: fromFile.records && fromFile.baseOffset, next: fromFile.nextOffset }
          expect([request, seen]).toEqual([request, expected(fromFile.sizeBytes)])
          fromFile.release()
        }
      }
    }
    await cold.close()

    /**
     * What the rules say: whole batches from the one that holds the offset, below the bound, up to the limit, within
     * one segment.
     */
    function expectedRead(
      _: World,
      request: { fetchOffset: number; maxBytes: number; minOneBatch: boolean; upperBoundOffset: number },
    ) {
      return (sizeBytes: number) => {
        let base: number | null = null
        let next = request.fetchOffset
        let offset = 0
        let size = 0
        for (let i = 0; i < 60 && size < sizeBytes; i++) {
          const count = 1 + (i % 4)
          const values = Array.from({ length: count }, (_v, k) => `${i}.${k}`.repeat(1 + i))
          if (offset + count > request.fetchOffset) {
            if (offset + count > request.upperBoundOffset) break
            base ??= offset
            size += testBatch({ values }).length
            next = offset + count
          }
          offset += count
        }
        if (size > request.maxBytes) expect([base, next > request.fetchOffset]).toEqual([base, request.minOneBatch])
        expect(size).toBe(sizeBytes)
        return { base, next }
      }
    }
  })

  it('writes large appends off the loop, in order, and says when they are written', async () => {
    const w = make()
    const log = create(w)
    const ends: number[] = []
    log.addListener({ onWritten: () => ends.push(log.writtenEndOffset), onWriteFailed: () => ends.push(-1) })
    for (let i = 0; i < 40; i++) append(log, `${i}`.repeat(20_000))
    w.test.turn()
    append(log, 'last')
    await log.queue.drained()
    expect(log.writtenEndOffset).toBe(41)
    expect(ends).toEqual([...ends].sort((a, b) => a - b))
    const before = await valuesOf(log)
    await log.close()
    const again = reopen(w)
    expect(await valuesOf(again)).toBe(before)
    await again.close()
  })

  it('holds memory that was lent to it until it is written, where nobody reads', async () => {
    const w = make()
    const log = create(w)
    const memory = new Counted()
    log.appendAsLeader(viewOf(testBatch({ values: ['x'.repeat(20_000)] })), { ...LEADER, memory })
    expect(memory.holds).toBe(2)
    w.test.turn()
    expect(memory.holds).toBe(1)
    expect(await valuesOf(log)).toContain('x'.repeat(20_000))
    await log.close()
  })

  it('holds memory that was lent to it until it is written and forgotten, and no longer, where somebody reads', async () => {
    const w = make()
    const log = create(w)
    const memory = new Counted()
    await log.read({ fetchOffset: 0, maxBytes: 1, minOneBatch: true })
    log.appendAsLeader(viewOf(testBatch({ values: ['x'.repeat(20_000)] })), { ...LEADER, memory })
    expect(memory.holds).toBe(3)
    w.test.turn()
    expect(memory.holds).toBe(2)
    const read = await log.read({ fetchOffset: 0, maxBytes: 1, minOneBatch: true })
    expect(memory.holds).toBe(3)
    read.release()
    read.release()
    expect(memory.holds).toBe(2)
    await log.close()
    expect(memory.holds).toBe(1)
  })

  it('answers a retry with the first offsets, and refuses a gap', async () => {
    const w = make()
    const log = create(w)
    const send = (baseSequence: number, values = ['a', 'b']) =>
      log.appendAsLeader(
        viewOf(testBatch({ values, producerId: 5, producerEpoch: 0, baseSequence, timestamp: w.test.now })),
        LEADER,
      )
    expect(send(0)).toMatchObject({ kind: 'appended', baseOffset: 0, lastOffset: 1 })
    expect(send(2)).toMatchObject({ kind: 'appended', baseOffset: 2 })
    expect(send(0)).toEqual({ kind: 'duplicate', baseOffset: 0, lastOffset: 1, timestamp: w.test.now + 1 })
    expect(send(9)).toMatchObject({ kind: 'refused', error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' })
    expect(log.logEndOffset).toBe(4)
    w.test.turn()
    await log.close()
    const again = reopen(w)
    const retry = viewOf(
      testBatch({ values: ['a', 'b'], producerId: 5, producerEpoch: 0, baseSequence: 2, timestamp: w.test.now }),
    )
    expect(again.appendAsLeader(retry, LEADER)).toMatchObject({ kind: 'duplicate', baseOffset: 2 })
    await again.close()
  })

  it('follows a leader: takes offsets and epochs as they come, leaves a partial batch, refuses what it has', async () => {
    const w = make()
    const log = create(w)
    const batches = [
      testBatch({ values: ['a', 'b'], baseOffset: 0, leaderEpoch: 1 }),
      testBatch({ values: ['c'], baseOffset: 5, leaderEpoch: 4 }),
      testBatch({ values: ['d'], baseOffset: 6, leaderEpoch: 5 }),
    ]
    const all = Buffer.concat(batches)
    const cut = batches[0]!.length + batches[1]!.length + 30
    const follow = { leaderEpoch: 5, nowMs: 0, memory: null }
    expect(log.appendAsFollower(viewOf(all.subarray(0, cut)), follow)).toMatchObject({ baseOffset: 0, lastOffset: 5 })
    expect(log.appendAsFollower(viewOf(batches[1]!), follow)).toMatchObject({ error: 'OFFSET_OUT_OF_RANGE' })
    expect(log.appendAsFollower(viewOf(batches[2]!), { ...follow, leaderEpoch: 4 })).toMatchObject({ lastOffset: 5 })
    expect(log.appendAsFollower(viewOf(batches[2]!), follow)).toMatchObject({ baseOffset: 6 })
    w.test.turn()
    expect(log.epochs.entries.map(entry => [entry.epoch, entry.startOffset])).toEqual([
      [1, 0],
      [4, 5],
      [5, 6],
    ])
    expect(log.endOffsetForEpoch(2)).toEqual({ epoch: 1, endOffset: 5 })
    const read = await log.read({ fetchOffset: 3, maxBytes: 1, minOneBatch: true })
    expect([read.baseOffset, read.nextOffset]).toEqual([5, 6])
    read.release()
    await log.close()
  })

  it('does not find an epoch again that was cut off, when others’ records stand there after a crash', async () => {
    const w = make()
    const log = create(w)
    append(log, 'of epoch 0')
    log.assignLeaderEpoch(5)
    const flushed = log.flush()
    w.test.turn()
    await flushed
    await log.truncateTo(log.logEndOffset)
    append(log, 'of epoch 0 as well')
    w.test.turn()
    await log.queue.drained()
    log.abandon()
    const again = reopen(w, {}, false)
    expect([again.logEndOffset, again.epochs.latestEpoch]).toEqual([2, 0])
    await again.close()
  })

  it('is cut back to an offset in an earlier segment and goes on from there', async () => {
    const w = make()
    const config = { segmentBytes: 500 }
    const log = create(w, config)
    for (let i = 0; i < 20; i++) {
      log.appendAsLeader(
        viewOf(testBatch({ values: [`value ${i}`], producerId: 1, producerEpoch: 0, baseSequence: i })),
        { ...LEADER, leaderEpoch: i < 10 ? 0 : 3 },
      )
    }
    w.test.turn()
    await log.queue.drained()
    await log.truncateTo(7)
    expect([log.logEndOffset, log.writtenEndOffset, log.epochs.latestEpoch]).toEqual([7, 7, 0])
    expect(log.producers.get(1)!.batches.at(-1)!.lastSequence).toBe(6)
    append(log, 'other')
    w.test.turn()
    await log.queue.drained()
    const text = await valuesOf(log)
    expect(text).toMatch(/value 6.*other$|value 6.*other/s)
    expect(text).not.toContain('value 7')
    await log.close()
    const again = reopen(w, config, false)
    expect(await valuesOf(again)).toBe(text)
    await again.truncateFullyAndStartAt(100)
    append(again, 'afresh')
    w.test.turn()
    await again.queue.drained()
    expect([again.logStartOffset, again.logEndOffset]).toEqual([100, 101])
    expect(await valuesOf(again)).toContain('afresh')
    await again.close()
  })

  it('cut back to its very end forgets an epoch in which it led and wrote nothing', async () => {
    const w = make()
    const log = create(w)
    append(log, 'written')
    w.test.turn()
    await log.queue.drained()
    log.assignLeaderEpoch(5)
    expect([log.logEndOffset, log.epochs.latestEpoch]).toEqual([1, 5])
    await log.truncateTo(1)
    expect([log.logEndOffset, log.epochs.latestEpoch]).toEqual([1, LEADER.leaderEpoch])
    await log.close()
  })

  it.each([
    ['is cut where a power cut took the end of a segment that was not flushed', {}, 0, 4],
    ['keeps such holes below the recovery point', {}, 9, 9],
    ['keeps such holes where compaction may have made them', { compacts: true }, 0, 9],
  ])('%s', async (_, policy, recoveryPoint, end) => {
    const w = make()
    const log = create(w)
    for (let i = 0; i < 9; i++) {
      if (i === 6) log.roll(w.test.now)
      append(log, `value ${i}`)
    }
    w.test.turn()
    await log.close()
    const file = w.env.disk.openSync(`${w.dir}/00000000000000000000.log`, 'write')
    const oneBatch = w.env.disk.statSync(`${w.dir}/00000000000000000006.log`)!.sizeBytes / 3
    file.truncateSync(4 * oneBatch)
    file.closeSync()
    const again = reopen(w, policy, false, recoveryPoint)
    expect(again.logEndOffset).toBe(9)
    again.settle()
    expect(again.logEndOffset).toBe(end)
    append(again, 'next')
    w.test.turn()
    await again.queue.drained()
    expect(await valuesOf(again)).toMatch(/value 3.*next/s)
    await again.close()
  })

  it('deletes whole segments by size, time and log start offset, never beyond the high watermark', async () => {
    const w = make()
    const base = { segmentBytes: 400, retentionMs: -1, fileDeleteDelayMs: 10 }
    const log = create(w, base)
    for (let i = 0; i < 20; i++) {
      const batch = testBatch({ values: ['x'.repeat(100)], timestamp: w.test.now + i * 1000 })
      log.appendAsLeader(viewOf(batch), { ...LEADER, nowMs: w.test.now })
    }
    w.test.turn()
    await log.queue.drained()
    const { count } = log.segments
    log.updateConfig({ ...log.config, retentionBytes: 0 })
    expect(log.deleteOldSegments(w.test.now)).toBe(0)
    log.updateHighWatermark(5)
    expect(log.deleteOldSegments(w.test.now)).toBe(2)
    expect([log.segments.count, log.logStartOffset]).toEqual([count - 2, log.segments.first.baseOffset])
    log.updateHighWatermark(20)
    log.updateConfig({ ...log.config, retentionBytes: -1, retentionMs: 10_000 })
    log.deleteOldSegments(w.test.now + 20_500)
    expect(log.logStartOffset).toBe(10)
    expect(log.deleteRecordsBefore(21)).toBe(false)
    expect(log.deleteRecordsBefore(15)).toBe(true)
    log.deleteOldSegments(w.test.now)
    expect(log.segments.first.baseOffset).toBeLessThanOrEqual(15)
    expect(log.segments.at(1)!.baseOffset).toBeGreaterThan(15)
    expect((await log.read({ fetchOffset: 14, maxBytes: 1, minOneBatch: true })).errorCode).toBe(1)
    log.updateConfig({ ...log.config, retentionMs: 0 })
    log.deleteOldSegments(w.test.now + 1_000_000)
    expect([log.logStartOffset, log.sizeBytes, log.segments.count]).toEqual([20, 0, 1])
    expect(w.env.disk.readDirSync(w.dir).some(entry => entry.name.endsWith('.deleted'))).toBe(true)
    await w.test.advance(20)
    await w.env.deletion.settled()
    expect(w.env.disk.readDirSync(w.dir).some(entry => entry.name.endsWith('.deleted'))).toBe(false)
    await log.close()
  })

  it('rolls by age of the first record, and keeps relative offsets in reach', async () => {
    const w = make()
    const log = create(w, { segmentMs: 1000 })
    const at = (timestamp: number) => log.appendAsLeader(viewOf(testBatch({ values: ['v'], timestamp })), LEADER)
    at(5000)
    at(6000)
    expect(log.segments.count).toBe(1)
    at(6002)
    expect(log.segments.count).toBe(2)
    const far = viewOf(testBatch({ values: ['far'], baseOffset: 2 ** 33, leaderEpoch: 0 }))
    expect(log.appendAsFollower(far, { leaderEpoch: 0, nowMs: 0, memory: null })).toMatchObject({ baseOffset: 2 ** 33 })
    expect(log.activeSegment.baseOffset).toBe(2 ** 33)
    w.test.turn()
    await log.queue.drained()
    const read = await log.read({ fetchOffset: 3, maxBytes: 1, minOneBatch: true })
    expect(read.baseOffset).toBe(2 ** 33)
    read.release()
    await log.close()
  })

  it('finds the first offset at or behind a timestamp, and the one with the largest', async () => {
    const w = make()
    const log = create(w, { segmentBytes: 600, indexIntervalBytes: 100, segmentMs: 1e9 })
    const times = [100, 300, 200, 500, 400, 900, 700, 600, 800]
    for (const timestamp of times) {
      log.appendAsLeader(viewOf(testBatch({ values: ['x'.repeat(40), 'y'], timestamp })), LEADER)
    }
    w.test.turn()
    await log.queue.drained()
    for (const [asked, expected] of [
      [0, { offset: 0, timestamp: 100 }],
      [101, { offset: 1, timestamp: 101 }],
      [102, { offset: 2, timestamp: 300 }],
      [302, { offset: 6, timestamp: 500 }],
      [901, { offset: 11, timestamp: 901 }],
      [902, null],
    ] as const) {
      expect([asked, await log.offsetForTimestamp(asked)]).toEqual([asked, expected])
    }
    expect(await log.maxTimestampRecord()).toEqual({ offset: 11, timestamp: 901 })
    await log.close()
  })

  it('with flush.messages acknowledges only what is on the device', async () => {
    const w = make()
    const log = create(w, { flushMessages: 1 })
    append(log, 'a')
    w.test.turn()
    expect(log.writtenEndOffset).toBe(0)
    await log.flush()
    expect([log.writtenEndOffset, log.recoveryPoint]).toEqual([1, 1])
    await log.close()
  })

  it('with flush.messages acknowledges also where segments were deleted while it was brought to the device', async () => {
    const w = make()
    const log = create(w, { flushMessages: 1 })
    append(log, 'a')
    w.test.turn()
    await log.flush()
    await vi.waitFor(() => expect(log.writtenEndOffset).toBe(1))
    log.updateHighWatermark(1)
    log.roll(w.test.now)
    append(log, 'b')
    w.test.turn()
    await log.queue.drained()
    expect(log.deleteRecordsBefore(1)).toBe(true)
    log.deleteSegmentsBelowStart()
    expect([log.segments.count, log.writtenEndOffset]).toEqual([1, 1])
    await log.flush()
    await vi.waitFor(() => expect(log.writtenEndOffset).toBe(2))
    await log.close()
  })

  it('still reads legacy message sets in old segments', async () => {
    const w = make()
    create(w).abandon()
    const legacy = (magic: number, offset: number, timestamp: number): Buffer => {
      const body = Buffer.concat([
        Buffer.from([magic, 0]),
        ...(magic === 1 ? [int64(timestamp)] : []),
        Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 2, 0x68, 0x69]),
      ])
      const sizeAndCrc = Buffer.alloc(8)
      sizeAndCrc.writeInt32BE(4 + body.length)
      sizeAndCrc.writeUInt32BE(crc32(body), 4)
      return Buffer.concat([int64(offset), sizeAndCrc, body])
    }
    const file = w.env.disk.openSync(`${w.dir}/00000000000000000000.log`, 'write')
    const bytes = Buffer.concat([legacy(0, 0, 0), legacy(1, 1, 5000), testBatch({ values: ['new'], baseOffset: 2 })])
    file.writeSync([bytes], 0)
    file.closeSync()
    const log = reopen(w, {}, false)
    expect([log.logEndOffset, log.segments.first.maxTimestamp.offset]).toEqual([3, 2])
    expect(await valuesOf(log)).toBe(bytes.toString('latin1'))
    await log.close()
  })
})

function int64(value: number): Buffer {
  const out = Buffer.alloc(8)
  out.writeBigInt64BE(BigInt(value))
  return out
}
