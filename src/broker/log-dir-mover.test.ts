import { describe, expect, it } from 'vitest'
import { DiskError, type DiskErrorCode } from '../host/disk.ts'
import { FaultDisk } from '../host/fault-disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { copyRest } from '../log/log-copy.ts'
import { testBatch, viewOf } from '../log/test-support/test-batch.ts'
import { settle } from '../log/test-support/test-host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { MovingNode, TOPIC } from './test-support/moving-node.ts'

const text = (round: number) => `v${round} ${'x'.repeat(round % 90)}`

async function filled(node: MovingNode, count = 100): Promise<void> {
  node.open()
  for (let i = 0; i < count; i++) {
    node.produce([text(i), text(i + 1000)])
    if (i % 7 === 0) await node.run(1)
  }
  await node.run(1)
}

function directoriesOf(node: MovingNode): string[] {
  return ['/d1', '/d2'].flatMap(dir =>
    node.test.disk
      .readDirSync(dir)
      .filter(entry => entry.isDirectory)
      .map(entry => `${dir}/${entry.name.replace(/\..*-/, '.*-')}`),
  )
}

/**
 * Nothing acknowledged is lost, nothing is there twice or between: what lies behind the start is exactly what was
 * acknowledged.
 */
async function expectAll(node: MovingNode): Promise<void> {
  const start = node.partitions.get(0)!.log.logStartOffset
  const expected = [...node.acked].filter(([offset]) => offset >= start)
  const seen = await node.values()
  for (const [offset, value] of expected) expect([offset, seen.get(offset)]).toEqual([offset, value])
}

describe('a partition that is moved to another log directory', () => {
  it('takes its records, leaves nothing behind and tells the controller first', async () => {
    const node = new MovingNode()
    await filled(node)
    node.outcome = null
    expect(node.mover.request(TOPIC, 0, '/d2')).toBe(ErrorCode.NONE)
    await node.run(100)
    // Caught up, and asked for: until the controller has accepted, the current log stays in place.
    expect([node.assigned, node.partitions.get(0)!.log.parentDir]).toEqual([['directory-two'], '/d1'])
    expect(directoriesOf(node)).toEqual(['/d1/t-0', '/d2/t-0.*-future'])
    node.produce(['while it waits'])
    node.answer('accepted')
    await node.run(20)
    expect([node.mover.activeMoves, node.partitions.get(0)!.log.parentDir]).toEqual([0, '/d2'])
    expect(directoriesOf(node)).toEqual(['/d2/t-0'])
    expect(node.acked.size).toBe(201)
    await expectAll(node)
    node.produce(['afterwards'])
    await node.run(1)
    expect(node.acked.get(201)).toBe('afterwards')
  })

  it('serves producers all the time, also in the very turn of the exchange', async () => {
    const node = new MovingNode()
    await filled(node)
    node.mover.request(TOPIC, 0, '/d2')
    let round = 0
    while (node.mover.activeMoves > 0 && round < 500) {
      node.produce([text(round++), 'and more'])
      await node.run(1)
    }
    expect(round).toBeLessThan(500)
    // Queued in the old log when the exchange happens: acknowledged by the new one.
    await node.run(2)
    expect([node.acked.size, node.refusals]).toEqual([200 + 2 * round, []])
    await expectAll(node)
  })

  it('keeps below the rate, whose changes count at once', async () => {
    const node = new MovingNode({ log: { segmentBytes: 1_000_000 } })
    await filled(node, 400)
    const bytes = node.partitions.get(0)!.log.sizeBytes
    node.bytesPerSecond = bytes / 10
    node.mover.request(TOPIC, 0, '/d2')
    const startedMs = node.test.now
    await node.run(800)
    const copied = () => node.logs.getFuture(TOPIC, 0)?.sizeBytes ?? bytes
    expect(copied()).toBeLessThan((((node.test.now - startedMs) / 1000) * bytes) / 10 + 5000)
    expect(copied()).toBeGreaterThan(bytes / 4)
    node.bytesPerSecond = Number.POSITIVE_INFINITY
    await node.run(400, () => node.mover.activeMoves === 0)
    expect(node.partitions.get(0)!.log.parentDir).toBe('/d2')
    await expectAll(node)
  })

  it('begins where the current log begins, and follows DeleteRecords into the middle of a batch', async () => {
    const node = new MovingNode()
    await filled(node)
    node.partitions.get(0)!.deleteRecordsBefore(31)
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(4)
    const future = node.logs.getFuture(TOPIC, 0)!
    expect([future.logStartOffset, future.segments.first.baseOffset]).toEqual([31, 30])
    node.partitions.get(0)!.deleteRecordsBefore(153)
    await node.run(100)
    const { log } = node.partitions.get(0)!
    expect([log.parentDir, log.logStartOffset, log.logEndOffset, (await node.values()).size]).toEqual([
      '/d2',
      153,
      200,
      47,
    ])
    await expectAll(node)
  })

  it('is not compacted while it is copied', async () => {
    const node = new MovingNode({ log: { compacts: true, deletes: false, minCleanableDirtyRatio: 0 } })
    await filled(node)
    node.outcome = null
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(50)
    expect(await node.logs.cleaner.cleanFilthiest()).toBe(false)
    node.answer('accepted')
    await node.run(20)
    expect(node.partitions.get(0)!.log.parentDir).toBe('/d2')
  })

  it('is cut where the current log is cut, even when that has grown again', async () => {
    const node = new MovingNode()
    await filled(node)
    node.outcome = null
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(100)
    const { log } = node.partitions.get(0)!
    const future = node.logs.getFuture(TOPIC, 0)!
    expect(future.logEndOffset).toBe(200)
    await log.truncateTo(120)
    for (let i = 0; i < 60; i++) {
      log.appendAsLeader(viewOf(testBatch({ values: [`new ${i}`] })), {
        leaderEpoch: 5,
        origin: 'client',
        nowMs: node.test.now,
        memory: null,
      })
    }
    await node.run(20)
    expect([future.logEndOffset, future.epochAt(119), future.epochAt(120)]).toEqual([180, 1, 5])
    node.answer('accepted')
    await node.run(20)
    const seen = await node.values()
    expect([seen.size, seen.get(119), seen.get(120), seen.get(179)]).toEqual([180, text(1059), 'new 0', 'new 59'])
  })

  it('goes on after a restart, and the new log is complete', async () => {
    const node = new MovingNode()
    await filled(node)
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(6)
    const copied = node.logs.getFuture(TOPIC, 0)!.logEndOffset
    expect(copied).toBeGreaterThan(10)
    expect(copied).toBeLessThan(150)
    await stopped(node)
    const again = new MovingNode({ disk: node.test.disk })
    for (const [offset, value] of node.acked) again.acked.set(offset, value)
    again.open(0, '/d1', 2)
    expect(again.logs.getFuture(TOPIC, 0)!.logEndOffset).toBe(copied)
    again.produce(['in the second life'])
    await again.run(100)
    expect([again.mover.activeMoves, again.partitions.get(0)!.log.parentDir]).toEqual([0, '/d2'])
    expect(again.acked.size).toBe(201)
    await expectAll(again)
  })

  it('stays where it is when it is moved back, and takes the assignment back that the controller has accepted', async () => {
    const node = new MovingNode()
    await filled(node)
    expect(node.mover.request(TOPIC, 0, '/d2')).toBe(ErrorCode.NONE)
    await node.run(3)
    expect(node.mover.request(TOPIC, 0, '/d1')).toBe(ErrorCode.NONE)
    await node.run(20)
    expect([directoriesOf(node), node.mover.activeMoves, node.assigned]).toEqual([['/d1/t-0'], 0, []])
    node.outcome = null
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(100)
    expect(node.mover.request(TOPIC, 0, '/d1')).toBe(ErrorCode.NONE)
    node.answer('accepted')
    await node.run(20)
    expect(node.assigned).toEqual(['directory-two', 'directory-one'])
    expect([directoriesOf(node), node.partitions.get(0)!.log.parentDir]).toEqual([['/d1/t-0'], '/d1'])
    await expectAll(node)
  })

  it('goes to the last directory that was asked for', async () => {
    const node = new MovingNode({ dirs: ['/d1', '/d2', '/d3'] })
    await filled(node)
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(3)
    node.mover.request(TOPIC, 0, '/d3')
    await node.run(100)
    expect(node.partitions.get(0)!.log.parentDir).toBe('/d3')
    expect(node.logs.logsIn('/d2', true)).toEqual([])
    await expectAll(node)
  })

  it('asks again when the controller refuses', async () => {
    const node = new MovingNode()
    await filled(node)
    node.outcome = 'refused'
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(100)
    expect(node.assigned.length).toBeGreaterThan(2)
    expect(node.partitions.get(0)!.log.parentDir).toBe('/d1')
    node.outcome = 'accepted'
    await node.run(50)
    expect(node.partitions.get(0)!.log.parentDir).toBe('/d2')
  })

  it('waits for its turn, in the order of the names', async () => {
    const node = new MovingNode({ movesAtOnce: 1 })
    for (const index of [0, 1, 2]) {
      node.open(index)
      for (let i = 0; i < 50; i++) node.produce([text(i)], index)
    }
    await node.run(2)
    node.outcome = null
    for (const index of [1, 2, 0]) node.mover.request(TOPIC, index, '/d2')
    await node.run(50)
    const ends = [0, 1, 2].map(index => node.logs.getFuture(TOPIC, index)!.logEndOffset)
    expect(ends).toEqual([0, 50, 0])
    node.answer('accepted')
    await node.run(200, () => node.mover.activeMoves === 0)
    expect([0, 1, 2].map(index => node.partitions.get(index)!.log.parentDir)).toEqual(['/d2', '/d2', '/d2'])
  })

  it('ends with the deletion of its topic', async () => {
    const node = new MovingNode()
    await filled(node)
    node.outcome = null
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(100)
    const partition = node.partitions.get(0)!
    node.partitions.delete(0)
    node.logs.deleteLater(partition.log)
    await node.run(20)
    expect([node.mover.activeMoves, directoriesOf(node), node.assigned]).toEqual([0, [], ['directory-two']])
  })
})

describe('AlterReplicaLogDirs is refused', () => {
  it.each<[string, number, string, number]>([
    [TOPIC, 0, '/elsewhere', ErrorCode.LOG_DIR_NOT_FOUND],
    ['unknown', 0, '/d2', ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    [TOPIC, 7, '/d2', ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    ['x'.repeat(214), 0, '/elsewhere', ErrorCode.INVALID_TOPIC_EXCEPTION],
    ['x'.repeat(213), 0, '/elsewhere', ErrorCode.LOG_DIR_NOT_FOUND],
    [TOPIC, 0, '/d1', ErrorCode.NONE],
  ])('%s-%i to %s', async (topic, index, path, errorCode) => {
    const node = new MovingNode()
    node.open()
    expect(node.mover.request(topic, index, path)).toBe(errorCode)
    expect(node.mover.activeMoves).toBe(0)
  })

  it('while a directory is offline', async () => {
    const disk = new FaultDisk(new MemoryDisk())
    const node = new MovingNode({ disk, dirs: ['/d1', '/d2', '/d3'] })
    node.open(0, '/d1')
    node.open(1, '/d3')
    node.produce(['doomed'], 1)
    disk.arm({ at: 1, code: 'EIO' })
    node.test.turn()
    disk.arm({ at: 0, code: 'EIO' })
    const { KAFKA_STORAGE_ERROR } = ErrorCode
    expect(['/d2', '/d3'].map(path => node.mover.request(TOPIC, 0, path))).toEqual([
      KAFKA_STORAGE_ERROR,
      KAFKA_STORAGE_ERROR,
    ])
    expect(node.mover.request(TOPIC, 1, '/d1')).toBe(KAFKA_STORAGE_ERROR)
  })

  it('for a partition that is not here yet, which is then made where it was asked for', () => {
    const node = new MovingNode()
    expect(node.mover.request(TOPIC, 0, '/d2')).toBe(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
    expect(node.open(0, '/d1').log.parentDir).toBe('/d2')
  })
})

describe('a move during which a directory fails', () => {
  async function halfWay(): Promise<{ node: MovingNode; disk: FaultDisk }> {
    const disk = new FaultDisk(new MemoryDisk())
    const node = new MovingNode({ disk })
    await filled(node)
    node.outcome = null
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(100)
    return { node, disk }
  }

  it('ends when that is the new one: the partition goes on where it is, and says so', async () => {
    const { node } = await halfWay()
    node.logs.getFuture(TOPIC, 0)!.directory.fail(new DiskError('EIO', '/d2', 'gone'))
    node.answer('accepted')
    await node.run(20)
    expect([node.mover.activeMoves, node.logs.getFuture(TOPIC, 0), node.assigned]).toEqual([
      0,
      null,
      ['directory-two', 'directory-one'],
    ])
    node.produce(['still'])
    await node.run(2)
    expect(node.acked.get(200)).toBe('still')
    await expectAll(node)
  })

  it('ends when that is the old one: the partition is offline', async () => {
    const { node } = await halfWay()
    node.partitions.get(0)!.log.directory.fail(new DiskError('EIO', '/d1', 'gone'))
    node.answer('accepted')
    await node.run(20)
    expect([node.mover.activeMoves, node.partitions.get(0)!.isOffline]).toEqual([0, true])
    node.produce(['no'])
    expect(node.refusals).toEqual([ErrorCode.KAFKA_STORAGE_ERROR])
  })

  it('does not keep what the old one took back and replaced, when a swap had already copied it', async () => {
    const disk = new FaultDisk(new MemoryDisk())
    const node = new MovingNode({ disk })
    await filled(node)
    node.outcome = null
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(100)
    const { log } = node.partitions.get(0)!
    const future = node.logs.getFuture(TOPIC, 0)!
    // As a swap does that fails at the new name: the copy has a record that the old log's file has not.
    node.produce(['taken back'])
    expect([copyRest(log, future).done, future.logEndOffset]).toEqual([true, 201])
    disk.arm({ at: 1, code: 'ENOSPC' })
    log.queue.run()
    disk.arm({ at: 0, code: 'ENOSPC' })
    expect([log.logEndOffset, node.refusals]).toEqual([200, [ErrorCode.KAFKA_STORAGE_ERROR]])
    node.produce(['in its place'])
    node.answer('accepted')
    await node.run(50)
    expect([node.partitions.get(0)!.log.parentDir, (await node.values()).get(200)]).toEqual(['/d2', 'in its place'])
  })

  it('waits for room when the new one is full', async () => {
    const disk = new MemoryDisk()
    const node = new MovingNode({ disk })
    await filled(node)
    disk.capacityBytes = disk.usedBytes + 5000
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(200)
    expect([node.mover.activeMoves, node.logs.directories.offline]).toEqual([1, []])
    disk.capacityBytes = Number.POSITIVE_INFINITY
    await node.run(200, () => node.mover.activeMoves === 0)
    expect(node.partitions.get(0)!.log.parentDir).toBe('/d2')
    await expectAll(node)
  })

  // Every disk operation of a move fails in turn, and the node starts again on what that left: nothing acknowledged is lost.
  it.each<[DiskErrorCode, boolean, number]>([
    ['EIO', true, 0.5],
    ['EIO', false, 0],
    ['ENOSPC', false, 0.5],
  ])(
    'loses nothing that was acknowledged, whichever disk operation fails: %s, sticky %s',
    async (code, sticky, tear) => {
      let untouched = false
      let moved = 0
      for (let at = 1; !untouched; at++) {
        expect(at).toBeLessThan(1000)
        const inner = new MemoryDisk()
        const disk = new FaultDisk(inner)
        const node = new MovingNode({ disk, log: { segmentBytes: 600 } })
        await filled(node, 12)
        disk.arm({ at, code, sticky, tear })
        node.mover.request(TOPIC, 0, '/d2')
        for (let round = 0; round < 25; round++) {
          node.produce([`during ${round}`, 'x'.repeat(60)])
          if (round === 8) node.partitions.get(0)!.deleteRecordsBefore(5)
          await node.run(1)
        }
        untouched = !disk.touched
        disk.arm({ at: 0, code })
        if (node.partitions.get(0)!.log.parentDir === '/d2') moved++
        await node.mover.stop().catch(() => {})
        node.logs.abandon()

        const again = new MovingNode({ disk: inner, log: { segmentBytes: 600 } })
        for (const [offset, value] of node.acked) again.acked.set(offset, value)
        const start = node.partitions.get(0)!.log.logStartOffset
        again.open(0, '/d1', 2)
        await again.run(40)
        expect(again.mover.activeMoves).toBe(0)
        const seen = await again.values()
        for (const [offset, value] of node.acked) {
          if (offset >= start) expect([at, disk.hit, offset, seen.get(offset)]).toEqual([at, disk.hit, offset, value])
        }
        again.produce(['next'])
        await again.run(2)
        expect([...again.acked.values()].at(-1)).toBe('next')
        again.logs.abandon()
      }
      expect(moved).toBeGreaterThan(0)
    },
  )
})

describe('moves at random', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('lose nothing: seed %i', async seed => {
    let state = seed * 7919
    const random = (below: number) => {
      state = (state * 1103515245 + 12345) & 0x7fffffff
      return (state >> 8) % below
    }
    let node = new MovingNode()
    node.open()
    let life = 1
    for (let step = 0; step < 400; step++) {
      const what = random(100)
      if (what < 60) node.produce([text(random(500)), text(step)])
      else if (what < 75) await node.run(1 + random(4))
      else if (what < 80) node.mover.request(TOPIC, 0, random(2) === 0 ? '/d1' : '/d2')
      else if (what < 83) {
        const { log, committedOffset } = node.partitions.get(0)!
        node.partitions
          .get(0)!
          .deleteRecordsBefore(log.logStartOffset + random(committedOffset - log.logStartOffset + 1))
      } else if (what < 86) node.bytesPerSecond = random(2) === 0 ? 20_000 : Number.POSITIVE_INFINITY
      else if (what < 88) node.logs.cleanUp(node.test.now)
      else if (what < 90) {
        // A stop, a clean one or not, and a start.
        await node.run(1)
        const { acked } = node
        if (random(2) === 0) await stopped(node)
        else {
          const stop = node.mover.stop()
          node.logs.abandon()
          await node.run(3)
          await stop
        }
        node = new MovingNode({ disk: node.test.disk })
        for (const [offset, value] of acked) node.acked.set(offset, value)
        node.open(0, '/d1', ++life)
      }
    }
    node.bytesPerSecond = Number.POSITIVE_INFINITY
    await node.run(200, () => node.mover.activeMoves === 0)
    await node.run(2)
    expect([node.mover.activeMoves, node.refusals]).toEqual([0, []])
    await expectAll(node)
    const { log } = node.partitions.get(0)!
    expect((await node.values()).size).toBe(log.logEndOffset - log.logStartOffset)
  })
})

async function stopped(node: MovingNode): Promise<void> {
  const stop = node.mover.stop().then(() => node.logs.close())
  let done = false
  void stop.then(() => {
    done = true
  })
  while (!done) {
    await node.test.advance(1)
    await settle()
  }
}
