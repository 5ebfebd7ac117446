import { expect, it } from 'vitest'
import { FaultDisk } from '../host/fault-disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { createLogEnvironment } from './create-environment.ts'
import { createLog } from './create-log.ts'
import { DEFAULT_LOG_CONFIG } from './log-config.ts'
import { copyNext } from './log-copy.ts'
import { DirectoryState } from './log-environment.ts'
import type { PartitionLog } from './partition-log.ts'
import { testBatch, viewOf } from './test-support/test-batch.ts'
import { TestHost } from './test-support/test-host.ts'

it('a copy takes nothing that does not match its checksum, and takes it when it is read well', async () => {
  const disk = new FaultDisk(new MemoryDisk())
  const test = new TestHost(disk)
  const env = createLogEnvironment(test.host, { inMemory: true })
  const make = (root: string): PartitionLog =>
    createLog(env, new DirectoryState(root), `${root}/t-0`, 't', 0, null, DEFAULT_LOG_CONFIG)
  const [source, copy] = [make('/a'), make('/b')]
  const batch = testBatch({ values: ['one', 'two'] })
  source.appendAsLeader(viewOf(batch), { leaderEpoch: 0, origin: 'client', nowMs: test.now, memory: null })
  test.turn()
  source.tail.clear()

  const next = async () => {
    const step = copyNext(source, copy, 1 << 20)
    for (let i = 0; i < 5; i++) await test.advance(0)
    return await step
  }
  disk.onRead = (_, bytes) => {
    bytes[batch.length - 1]! ^= 0x10
  }
  expect(await next()).toEqual({ kind: 'refused', message: 'a batch does not match its checksum' })
  expect(copy.logEndOffset).toBe(0)
  disk.onRead = null
  expect(await next()).toEqual({ kind: 'copied', sizeBytes: batch.length })
  expect(copy.writtenEndOffset).toBe(2)
})
