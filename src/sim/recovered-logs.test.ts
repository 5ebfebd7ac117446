import { expect, it } from 'vitest'
import { DEFAULT_LOG_CONFIG } from '../log/log-config.ts'
import { LogManager } from '../log/log-manager.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { testBatch, viewOf } from '../log/test-support/test-batch.ts'
import { TestHost } from '../log/test-support/test-host.ts'
import { SimDisk, SimPlatter } from './disk.ts'
import { SeededRandom } from './random.ts'
import { Scheduler } from './scheduler.ts'

const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAEA'
const BATCH = { values: ['one', 'two'], producerId: 7, producerEpoch: 0, baseSequence: 0 }

/** The log in one life of a process, and that life's disk. */
function begin(platter: SimPlatter, flushMessages: number): { log: PartitionLog; disk: SimDisk; test: TestHost } {
  const disk = new SimDisk(platter, new Scheduler(), new SeededRandom(1), () => 0)
  if (disk.statSync('/d') === null) {
    disk.makeDirSync('/d')
    disk.syncDirSync('/')
  }
  const test = new TestHost(disk)
  const config = { ...DEFAULT_LOG_CONFIG, flushMessages }
  const manager = new LogManager(test.host, { dirs: ['/d'], defaultConfig: DEFAULT_LOG_CONFIG, inMemory: true })
  manager.open()
  return { log: manager.getOrCreate('t', 0, TOPIC_ID, config), disk, test }
}

function produce({ log }: { log: PartitionLog }): string {
  const append = { leaderEpoch: 0, origin: 'client', nowMs: 0, memory: null } as const
  return log.appendAsLeader(viewOf(testBatch(BATCH)), append).kind
}

/** Where the log ends after a process was killed, the next one answered a repetition, and the power was cut. */
function endAfterRepetition(seed: number, flushMessages: number): number {
  const platter = new SimPlatter()
  const killed = begin(platter, Number.MAX_SAFE_INTEGER)
  expect(produce(killed)).toBe('appended')
  killed.test.turn()
  expect(killed.log.writtenEndOffset).toBe(2)
  killed.disk.kill()

  const second = begin(platter, flushMessages)
  expect([second.log.writtenEndOffset, produce(second)]).toEqual([2, 'duplicate'])
  second.disk.kill()
  platter.losePower(new SeededRandom(seed))
  return begin(platter, flushMessages).log.logEndOffset
}

it.each([
  ['as many as flush.messages are on the device before the log serves them', 2, [2]],
  ['fewer are left to the operating system', 3, [0, 2]],
])('of records that a killed process left behind: %s', (_, flushMessages, ends) => {
  const found = new Set(Array.from({ length: 30 }, (_, seed) => endAfterRepetition(seed, flushMessages)))
  expect([...found].sort()).toEqual(ends)
})
