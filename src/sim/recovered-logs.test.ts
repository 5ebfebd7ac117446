import { expect, it } from 'vitest'
import { DEFAULT_LOG_CONFIG } from '../log/log-config.ts'
import { readAllRecords } from '../log/test-support/read-all.ts'
import { type TestBatch, testBatch, viewOf } from '../log/test-support/test-batch.ts'
import { SimPlatter } from './disk.ts'
import { SeededRandom } from './random.ts'
import { LogLife } from './test-support/log-life.ts'

/** A leader's. */
class Life extends LogLife {
  constructor(platter: SimPlatter, random: SeededRandom, flushMessages = Number.MAX_SAFE_INTEGER) {
    super(platter, { ...DEFAULT_LOG_CONFIG, flushMessages }, random)
  }

  /** In one turn; says what became of the last. */
  produce(...batches: readonly TestBatch[]): string {
    const append = { leaderEpoch: 0, origin: 'client', nowMs: 0, memory: null } as const
    const results = batches.map(batch => this.log.appendAsLeader(viewOf(testBatch(batch)), append))
    this.test.turn()
    return results.at(-1)!.kind
  }

  /** The names of all that is there survive a power cut. */
  syncNames(): void {
    for (const path of ['/d', this.log.dir]) this.disk.syncDirSync(path)
  }
}

/** Where the log ends after a process was killed, the next one answered a repetition, and the power was cut. */
function endAfterRepetition(seed: number, flushMessages: number): number {
  const platter = new SimPlatter()
  const random = new SeededRandom(seed)
  const batch = { values: ['one', 'two'], producerId: 7, producerEpoch: 0, baseSequence: 0 }
  const killed = new Life(platter, random)
  expect(killed.produce(batch)).toBe('appended')
  expect(killed.log.writtenEndOffset).toBe(2)
  killed.kill()

  const second = new Life(platter, random, flushMessages)
  expect([second.log.writtenEndOffset, second.produce(batch)]).toEqual([2, 'duplicate'])
  second.kill()
  platter.losePower(random)
  return new Life(platter, random, flushMessages).log.logEndOffset
}

it.each([
  ['as many as flush.messages are on the device before the log serves them', 2, [2]],
  ['fewer are left to the operating system', 3, [0, 2]],
])('of records that a killed process left behind: %s', (_, flushMessages, ends) => {
  const found = new Set(Array.from({ length: 30 }, (_, seed) => endAfterRepetition(seed, flushMessages)))
  expect([...found].sort()).toEqual(ends)
})

it('a log that went on after a full disk took a part of what it wrote has none of that part after a power cut', async () => {
  const seen = new Set<string>()
  for (let seed = 0; seed < 200; seed++) {
    const platter = new SimPlatter()
    const random = new SeededRandom(seed)
    const life = new Life(platter, random)
    life.produce({ values: ['first'] })
    life.syncNames()
    platter.faults.full = true
    life.produce({ values: ['refused'] }, { values: ['too'] }, { values: ['as well'] })
    platter.faults.full = false
    expect(life.log.logEndOffset).toBe(1)
    life.produce({ values: ['second'] })
    expect([life.log.isOffline, life.log.writtenEndOffset]).toEqual([false, 2])
    life.kill()
    platter.losePower(random)
    const { records } = await readAllRecords(new Life(platter, random).log)
    seen.add(records.map(({ value }) => Buffer.from(String(value), 'base64').toString()).join(', '))
  }
  expect([...seen].sort()).toEqual(['', 'first', 'first, second'])
})
