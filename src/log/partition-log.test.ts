import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Disk } from '../host/disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { NodeDisk } from '../host/node/disk.ts'
import { createLogEnvironment } from './create-environment.ts'
import { createLog } from './create-log.ts'
import { DEFAULT_LOG_CONFIG, type LogConfig } from './log-config.ts'
import { DirectoryState, type LogEnvironment } from './log-environment.ts'
import { LogLoader } from './log-loader.ts'
import { type LeaderAppend, PartitionLog } from './partition-log.ts'
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
  return createLog(world.env, new DirectoryState('/d'), world.dir, 't', 0, null, { ...DEFAULT_LOG_CONFIG, ...config })
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
  return new PartitionLog(world.env, new DirectoryState('/d'), full, new LogLoader(world.env, options).load())
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
})
