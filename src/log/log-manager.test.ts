import { describe, expect, it } from 'vitest'
import { DiskError, type DiskFile } from '../host/disk.ts'
import { FaultDisk } from '../host/fault-disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { DEFAULT_LOG_CONFIG } from './log-config.ts'
import { DirectoryLockedError, LogManager } from './log-manager.ts'
import { testBatch, viewOf } from './test-support/test-batch.ts'
import { TestHost } from './test-support/test-host.ts'

const CONFIG = { ...DEFAULT_LOG_CONFIG, retentionMs: -1, fileDeleteDelayMs: 10 }
const ID = 'AAAAAAAAAAAAAAAAAAAAEA'
const OTHER_ID = 'AAAAAAAAAAAAAAAAAAAAIA'

function managerOn(test: TestHost, dirs = ['/d1', '/d2'], maxOpenFiles = 100): LogManager {
  const manager = new LogManager(test.host, { dirs, defaultConfig: CONFIG, inMemory: true, maxOpenFiles })
  manager.open()
  return manager
}

function append(manager: LogManager, topic: string, partition: number, value: string): void {
  const log = manager.get(topic, partition)!
  log.appendAsLeader(viewOf(testBatch({ values: [value] })), {
    leaderEpoch: 0,
    origin: 'client',
    nowMs: 0,
    memory: null,
  })
}

function names(disk: MemoryDisk, dir: string): string[] {
  return disk.readDirSync(dir).flatMap(entry => (entry.isDirectory ? [entry.name] : []))
}

/** No room for new files, nor for others in their place. */
class FullDisk extends MemoryDisk {
  full = false

  override openSync(path: string, mode: Parameters<MemoryDisk['openSync']>[1]): DiskFile {
    if (this.full && mode === 'create') throw new DiskError('ENOSPC', path, 'no space left on device')
    return super.openSync(path, mode)
  }

  override replaceFileSync(path: string, content: Uint8Array): void {
    if (this.full) throw new DiskError('ENOSPC', path, 'no space left on device')
    super.replaceFileSync(path, content)
  }
}

describe('the logs of a node', () => {
  it('lie where there are fewest, or where it was asked for', () => {
    const manager = managerOn(new TestHost())
    manager.directories.setId('/d2', 'directory-two')
    const dirs = [0, 1, 2].map(i => manager.getOrCreate('t', i, ID, CONFIG).parentDir)
    expect(dirs).toEqual(['/d1', '/d2', '/d1'])
    expect(manager.getOrCreate('t', 3, ID, CONFIG, 'directory-two').parentDir).toBe('/d2')
    expect(manager.getOrCreate('t', 4, ID, CONFIG, '/d2').parentDir).toBe('/d2')
    expect(manager.getOrCreate('t', 4, ID, CONFIG)).toBe(manager.get('t', 4))
  })

  it('come back with their checkpoints after a clean stop', async () => {
    const test = new TestHost()
    const manager = managerOn(test)
    manager.getOrCreate('t', 0, ID, CONFIG)
    for (let i = 0; i < 5; i++) append(manager, 't', 0, `v${i}`)
    test.turn()
    const log = manager.get('t', 0)!
    log.updateHighWatermark(4)
    log.deleteRecordsBefore(2)
    await manager.close(17)
    const again = managerOn(new TestHost(test.disk))
    expect([again.directories.previousBrokerEpoch, again.checkpointedHighWatermark('t', 0)]).toEqual([17, 4])
    expect(again.directories.all.map(directory => [directory.cleanStart, directory.previousBrokerEpoch])).toEqual([
      [true, 17],
      [true, 17],
    ])
    const reopened = again.get('t', 0)!
    expect([reopened.logStartOffset, reopened.logEndOffset, reopened.recoveryPoint, reopened.topicId]).toEqual([
      2,
      5,
      5,
      ID,
    ])
    expect(test.disk.statSync('/d1/.kafka_cleanshutdown')).toBeNull()
  })

  it('lock their directories', async () => {
    const test = new TestHost()
    const manager = managerOn(test)
    expect(() => managerOn(new TestHost(test.disk))).toThrow(DirectoryLockedError)
    await manager.close()
    await managerOn(new TestHost(test.disk)).close()
  })

  it('are renamed when deleted and removed later, and the name is free at once', async () => {
    const test = new TestHost()
    const disk = test.disk as MemoryDisk
    const manager = managerOn(test, ['/d1'])
    manager.deleteLater(manager.getOrCreate('t', 0, ID, CONFIG))
    expect(manager.get('t', 0)).toBeNull()
    manager.getOrCreate('t', 0, OTHER_ID, CONFIG)
    expect(names(disk, '/d1').map(name => name.replace(/\..*-/, '.*-'))).toEqual(['t-0.*-delete', 't-0'])
    await test.advance(20)
    await manager.env.deletion.settled()
    expect(names(disk, '/d1')).toEqual(['t-0'])
  })

  it('are set aside when the topic was made anew under another id, and when nobody knows them', () => {
    const test = new TestHost()
    const disk = test.disk as MemoryDisk
    const manager = managerOn(test, ['/d1'])
    const old = manager.getOrCreate('t', 0, ID, CONFIG)
    const fresh = manager.getOrCreate('t', 0, OTHER_ID, CONFIG)
    expect([fresh === old, fresh.topicId, old.isClosed]).toEqual([false, OTHER_ID, true])
    expect(manager.setStraysAside(log => log.topicId === OTHER_ID)).toBe(1)
    expect(names(disk, '/d1').every(name => name.endsWith('-stray'))).toBe(true)
  })

  it('what is left of deletions is removed at the next start', async () => {
    const test = new TestHost()
    const manager = managerOn(test, ['/d1'])
    manager.deleteLater(manager.getOrCreate('t', 0, ID, CONFIG))
    manager.abandon()
    const next = new TestHost(test.disk)
    const again = managerOn(next, ['/d1'])
    expect([...again.logs]).toEqual([])
    await next.advance(20)
    await again.env.deletion.settled()
    expect(names(test.disk as MemoryDisk, '/d1')).toEqual([])
  })

  it('move to another directory by way of a future log', async () => {
    const test = new TestHost()
    const manager = managerOn(test)
    const log = manager.getOrCreate('t', 0, ID, CONFIG, '/d1')
    append(manager, 't', 0, 'moved')
    test.turn()
    const future = manager.createFuture('t', 0, '/d2')
    const read = log.read({ fetchOffset: 0, maxBytes: 1000, minOneBatch: true })
    if (read instanceof Promise) throw new Error('a memory disk reads at once')
    future.appendAsFollower(viewOf(read.records!.copyChain()), { leaderEpoch: 0, nowMs: 0, memory: null })
    read.release()
    test.turn()
    const swapped = manager.swapFuture('t', 0)
    expect([swapped, swapped.dir, manager.getFuture('t', 0)]).toEqual([future, '/d2/t-0', null])
    append(manager, 't', 0, 'after')
    test.turn()
    await manager.close()
    const again = managerOn(new TestHost(test.disk))
    expect([again.get('t', 0)!.parentDir, again.get('t', 0)!.logEndOffset]).toEqual(['/d2', 2])
  })

  it('of one directory go offline together and the others stay', () => {
    const disk = new FaultDisk(new MemoryDisk())
    const test = new TestHost(disk)
    const manager = managerOn(test)
    const failed: string[] = []
    manager.onDirectoryFailed(path => failed.push(path))
    manager.getOrCreate('a', 0, ID, CONFIG, '/d1')
    manager.getOrCreate('b', 0, ID, CONFIG, '/d2')
    append(manager, 'b', 0, 'fine')
    test.turn()
    append(manager, 'a', 0, 'doomed')
    disk.arm({ at: 1, code: 'EIO' })
    test.turn()
    disk.arm({ at: 0, code: 'EIO' })
    expect([failed, manager.directories.offline]).toEqual([['/d1'], ['/d1']])
    append(manager, 'b', 0, 'still')
    test.turn()
    expect(manager.get('b', 0)!.writtenEndOffset).toBe(2)
    const refused = manager.get('a', 0)!.appendAsLeader(viewOf(testBatch({ values: ['x'] })), {
      leaderEpoch: 0,
      origin: 'client',
      nowMs: 0,
      memory: null,
    })
    expect(refused).toMatchObject({ kind: 'refused', error: 'KAFKA_STORAGE_ERROR' })
    expect(manager.getOrCreate('c', 0, ID, CONFIG, '/d1').parentDir).toBe('/d2')
  })

  it('keep few files open, however many they are', async () => {
    const test = new TestHost()
    const manager = managerOn(test, ['/d1'], 16)
    for (let i = 0; i < 200; i++) {
      manager.getOrCreate('t', i, ID, CONFIG)
      append(manager, 't', i, `v${i}`)
    }
    test.turn()
    expect(manager.env.openFiles.openCount).toBeLessThanOrEqual(16)
    await manager.close()
    const again = managerOn(new TestHost(test.disk), ['/d1'], 16)
    for (let i = 0; i < 200; i++) {
      const read = await again.get('t', i)!.read({ fetchOffset: 0, maxBytes: 100, minOneBatch: true })
      expect(read.records!.copyChain().toString('latin1')).toContain(`v${i}`)
      read.release()
    }
    expect(again.env.openFiles.openCount).toBeLessThanOrEqual(16)
  })

  it('are still those of a clean stop when a broker stops again before it was registered', async () => {
    const disk = new MemoryDisk()
    const restarted = async (stop: (manager: LogManager) => Promise<void> | void): Promise<number> => {
      const manager = managerOn(new TestHost(disk))
      await stop(manager)
      const again = managerOn(new TestHost(disk))
      again.abandon()
      return again.directories.previousBrokerEpoch
    }
    expect(await restarted(manager => manager.close())).toBe(-1)
    expect(await restarted(manager => manager.close(17))).toBe(17)
    // The look at the directories was a crash.
    expect(await restarted(manager => manager.close())).toBe(-1)
    await managerOn(new TestHost(disk)).close(18)
    await managerOn(new TestHost(disk)).close()
    const last = managerOn(new TestHost(disk))
    expect(last.directories.previousBrokerEpoch).toBe(18)
    await last.close()
  })

  it('have their recovery points on the device when they have been cut, once for many', async () => {
    const test = new TestHost()
    const manager = managerOn(test, ['/d1'])
    const logs = [0, 1].map(i => manager.getOrCreate('t', i, ID, CONFIG))
    for (const log of logs) {
      for (let i = 0; i < 5; i++) append(manager, 't', log.partition, `v${i}`)
      test.turn()
      await log.flush()
    }
    const recoveryPoints = (): string => test.disk.readFileSync('/d1/recovery-point-offset-checkpoint').toString()
    await manager.checkpoint()
    expect(recoveryPoints()).toBe('0\n2\nt 0 5\nt 1 5\n')
    for (const log of logs) expect(log.truncateTo(3 - log.partition)).toBe(undefined)
    expect(logs[0]!.flusher.pointIsSaved).toBe(logs[1]!.flusher.pointIsSaved)
    // What comes now is of another history: a start that trusted it would not look at it.
    await logs[0]!.flusher.pointIsSaved
    expect(recoveryPoints()).toBe('0\n2\nt 0 3\nt 1 2\n')
    await logs[0]!.truncateTo(3)
    expect(logs[0]!.flusher.pointIsSaved).toBe(logs[1]!.flusher.pointIsSaved)
    await manager.close()
  })

  it.each([
    ['at once', async () => {}],
    ['while the checkpoints are written', async () => void (await Promise.resolve())],
    ['and the checkpoints have been written', (manager: LogManager) => manager.checkpoint()],
  ])('have nothing of one of the same name that was there before: after a kill %s', async (_, beforeKill) => {
    const test = new TestHost()
    const manager = managerOn(test, ['/d1'])
    const fill = (id: string, records: number) => {
      const log = manager.getOrCreate('t', 0, id, CONFIG)
      for (let i = 0; i < records; i++) {
        append(manager, 't', 0, `v${i}`)
        log.roll(test.now)
      }
      test.turn()
      return log
    }
    const former = fill(ID, 9)
    await former.flush()
    former.updateHighWatermark(9)
    former.deleteRecordsBefore(8)
    await manager.checkpoint()
    manager.deleteLater(former)
    fill(OTHER_ID, 3)
    await beforeKill(manager)
    manager.abandon()

    const again = managerOn(test, ['/d1'])
    const log = again.get('t', 0)!
    expect([log.logStartOffset, log.logEndOffset]).toEqual([0, 3])
    expect(log.recoveryPoint).toBeLessThanOrEqual(3)
    expect(again.checkpointedHighWatermark('t', 0)).toBeLessThanOrEqual(3)
    again.start()
    await again.checkpoint()
    await Promise.resolve()
    expect(test.disk.statSync('/d1/t-0/.gregor_new_log')).toBe(null)
    expect(test.disk.readFileSync('/d1/log-start-offset-checkpoint').toString()).toBe('0\n0\n')
    await again.close()
  })

  it('are cut all the same where there is no room, and take nothing before there is', async () => {
    const disk = new FullDisk()
    const manager = managerOn(new TestHost(disk), ['/d1'])
    const log = manager.getOrCreate('t', 0, ID, CONFIG)
    for (const [i, leaderEpoch] of [0, 0, 5].entries()) {
      const bytes = testBatch({ values: [`v${i}`], producerId: 7, producerEpoch: 0, baseSequence: i })
      log.appendAsLeader(viewOf(bytes), { leaderEpoch, origin: 'client', nowMs: 0, memory: null })
    }
    await log.flush()
    disk.full = true
    await log.truncateTo(2)
    expect([log.logEndOffset, log.isOffline]).toEqual([2, false])
    expect(log.producers.get(7)?.batches.at(-1)).toMatchObject({ lastSequence: 1, lastOffset: 1 })
    const copied = { values: ['w'], baseOffset: 2, leaderEpoch: 3 }
    const copy = () => log.appendAsFollower(viewOf(testBatch(copied)), { leaderEpoch: 6, nowMs: 0, memory: null })
    expect(copy()).toMatchObject({ kind: 'refused', error: 'KAFKA_STORAGE_ERROR' })
    disk.full = false
    expect(copy().kind).toBe('appended')
    expect(disk.readFileSync('/d1/t-0/leader-epoch-checkpoint').toString()).toBe('0\n1\n0 0\n')
    await manager.close()
  })

  it('lose the epoch of a leader that appended nothing before records of an earlier one come to stand there', async () => {
    const test = new TestHost()
    const manager = managerOn(test, ['/d1'])
    const log = manager.getOrCreate('t', 0, ID, CONFIG)
    append(manager, 't', 0, 'v0')
    test.turn()
    log.assignLeaderEpoch(2)
    await log.flush()
    await manager.close()
    const fileOf = (): string => test.disk.readFileSync('/d1/t-0/leader-epoch-checkpoint').toString()
    expect(fileOf()).toBe('0\n2\n0 0\n2 1\n')
    const again = managerOn(new TestHost(test.disk), ['/d1'])
    const reopened = again.get('t', 0)!
    expect(reopened.epochs.entries).toEqual([{ epoch: 0, startOffset: 0 }])
    const bytes = testBatch({ values: ['v1'], baseOffset: 1, leaderEpoch: 0 })
    expect(reopened.appendAsFollower(viewOf(bytes), { leaderEpoch: 3, nowMs: 0, memory: null }).kind).toBe('appended')
    expect(fileOf()).toBe('0\n1\n0 0\n')
    await again.close()
  })

  it('are checkpointed, cleaned and rid of idle producers as time passes', async () => {
    const test = new TestHost()
    const manager = managerOn(test, ['/d1'])
    manager.getOrCreate('t', 0, ID, { ...CONFIG, retentionMs: 1000, producerIdExpirationMs: 1000 })
    const log = manager.get('t', 0)!
    const bytes = testBatch({ values: ['v'], producerId: 4, producerEpoch: 0, baseSequence: 0, timestamp: test.now })
    log.appendAsLeader(viewOf(bytes), { leaderEpoch: 0, origin: 'client', nowMs: test.now, memory: null })
    test.turn()
    manager.start()
    log.updateHighWatermark(1)
    await test.advance(5_000)
    expect(test.disk.readFileSync('/d1/replication-offset-checkpoint').toString()).toBe('0\n1\nt 0 1\n')
    await test.advance(300_000)
    expect([log.logStartOffset, log.producers.size]).toEqual([1, 1])
    await test.advance(300_000)
    expect(log.producers.size).toBe(0)
    await manager.close()
  })
})

describe('segments that the cleaner was replacing at a crash', () => {
  function crashed(files: Record<string, Buffer>): MemoryDisk {
    const disk = new MemoryDisk()
    disk.makeDirSync('/d1/t-0')
    for (const [name, bytes] of Object.entries(files)) disk.replaceFileSync(`/d1/t-0/${name}`, bytes)
    return disk
  }
  const batch = (baseOffset: number, ...values: string[]) => testBatch({ values, baseOffset, leaderEpoch: 0 })
  const segment = (offset: number, suffix: string) => `${String(offset).padStart(20, '0')}${suffix}`

  it('are finished when the swap was complete', () => {
    const disk = crashed({
      [segment(0, '.log.swap')]: batch(0, 'kept', 'kept too', 'and this'),
      [segment(0, '.log')]: batch(0, 'old'),
      [segment(1, '.log')]: batch(1, 'old', 'old'),
      [segment(1, '.index')]: Buffer.alloc(0),
      [segment(3, '.log')]: batch(3, 'active'),
    })
    const log = managerOn(new TestHost(disk), ['/d1']).get('t', 0)!
    expect(log.segments.all.map(found => found.baseOffset)).toEqual([0, 3])
    expect(log.logEndOffset).toBe(4)
    expect(disk.readDirSync('/d1/t-0').some(entry => entry.name.endsWith('.swap'))).toBe(false)
  })

  it('are dropped when the cleaner had not finished', () => {
    const disk = crashed({
      [segment(0, '.log')]: batch(0, 'a', 'b'),
      [segment(0, '.log.cleaned')]: batch(0, 'b'),
      [segment(2, '.log.swap')]: batch(2, 'never'),
      [segment(9, '.log.deleted')]: batch(9, 'gone'),
    })
    const log = managerOn(new TestHost(disk), ['/d1']).get('t', 0)!
    expect(log.logEndOffset).toBe(2)
    expect(disk.readDirSync('/d1/t-0').every(entry => !/cleaned|swap|deleted/.test(entry.name))).toBe(true)
  })
})
