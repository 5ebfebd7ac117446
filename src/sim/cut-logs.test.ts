import { describe, expect, it } from 'vitest'
import { DEFAULT_LOG_CONFIG } from '../log/log-config.ts'
import { readAllRecords } from '../log/test-support/read-all.ts'
import { testBatch, viewOf } from '../log/test-support/test-batch.ts'
import { SimPlatter } from './disk.ts'
import { SeededRandom } from './random.ts'
import { LogLife } from './test-support/log-life.ts'

const CONFIG = { ...DEFAULT_LOG_CONFIG, segmentBytes: 500, retentionMs: -1 }

/** A follower's: `run` waits for what the disk does. */
class Life extends LogLife {
  constructor(platter: SimPlatter) {
    super(platter, CONFIG)
  }

  /** Records of that epoch, up to that offset. */
  copy(leaderEpoch: number, toOffset: number): void {
    const { log } = this
    for (let baseOffset = log.logEndOffset; baseOffset < toOffset; baseOffset++) {
      const bytes = testBatch({ values: [`in ${leaderEpoch}`], baseOffset, leaderEpoch })
      const { kind } = log.appendAsFollower(viewOf(bytes), { leaderEpoch, nowMs: 0, memory: null })
      expect(kind).toBe('appended')
    }
  }

  /** Runs until that is done or dies before the n-th disk operation. */
  async run(work: () => Promise<unknown>, diesAt = Number.POSITIVE_INFINITY): Promise<void> {
    const { disk, scheduler } = this
    let operations = 0
    let isOver = false
    disk.onOperation = () => {
      if (++operations < diesAt) return
      isOver = true
      disk.kill()
    }
    void work().then(() => {
      isOver = true
    })
    await scheduler.run(scheduler.nowMs + 10_000, () => isOver)
    expect(isOver).toBe(true)
  }
}

describe('a follower whose log was cut, and went on, and lost power', () => {
  it.each<[string, (life: Life) => Promise<void>]>([
    ['where few came after it', async life => life.copy(3, 15)],
    ['where a segment became full', async life => life.copy(3, 26)],
    ['where they are of the same epoch', async life => life.copy(1, 26)],
    [
      'where it was cut again',
      async life => {
        life.copy(3, 15)
        await life.log.truncateTo(14)
        life.copy(4, 16)
      },
    ],
  ])('knows of what epochs its records are, and has no gaps: %s', async (_, goOn) => {
    const ends = new Set<number>()
    for (let seed = 0; seed < 300; seed++) {
      const platter = new SimPlatter()
      const life = new Life(platter)
      life.copy(1, 19)
      await life.run(() => life.log.flush())
      const firstOffset = life.log.activeSegment.baseOffset
      await life.log.truncateTo(12)
      expect(life.log.activeSegment.baseOffset).toBeLessThan(firstOffset)
      await goOn(life)
      // As a roll does, for what is full.
      await life.run(() => life.log.flusher.flushSealed(), 1 + (seed % 20))
      life.kill()
      platter.losePower(new SeededRandom(seed))
      const { log } = new Life(platter)
      const { records } = await readAllRecords(log)
      ends.add(records.length)
      const told = records.map(({ offset }) => log.epochs.epochForOffset(offset))
      expect([seed, told]).toEqual([seed, records.map(({ leaderEpoch }) => leaderEpoch)])
      expect(records.map(({ offset }) => offset)).toEqual(records.map((_, i) => i))
    }
    expect(ends.size).toBeGreaterThan(1)
  })
})
