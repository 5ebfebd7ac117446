import { describe, expect, it } from 'vitest'
import { MovingNode, TOPIC } from '../broker/test-support/moving-node.ts'
import { SimDisk, SimPlatter } from './disk.ts'
import { SeededRandom } from './random.ts'
import { Scheduler } from './scheduler.ts'

/** An acknowledgement waits for the device, so a power cut may take nothing of what was acknowledged. */
const DURABLE = { segmentBytes: 800, flushMessages: 1 }
const ROUNDS = 16

interface Life {
  readonly platter: SimPlatter
  readonly node: MovingNode
  /** Disk operations since the move was asked for. */
  readonly operations: number
}

function boot(platter: SimPlatter, scheduler: Scheduler, seed: number): { node: MovingNode; disk: SimDisk } {
  const disk = new SimDisk(platter, scheduler, new SeededRandom(seed), () => scheduler.nowMs)
  const node = new MovingNode({
    disk,
    log: DURABLE,
    inMemory: false,
    eachStep: () => scheduler.run(scheduler.nowMs + 5),
  })
  return { node, disk }
}

/** A move under load, in which the process dies before the n-th disk operation. */
async function live(diesAt: number, seed: number, scheduler: Scheduler): Promise<Life> {
  const platter = new SimPlatter()
  const { node, disk } = boot(platter, scheduler, seed)
  // The log directories themselves are there since the storage was formatted.
  disk.syncDirSync('/')
  node.open()
  for (let i = 0; i < 8; i++) {
    node.produce([`before ${i}`, 'x'.repeat(70)])
    await node.run(1)
  }
  let operations = 0
  disk.onOperation = () => {
    if (++operations === diesAt) disk.kill()
  }
  node.mover.request(TOPIC, 0, '/d2')
  for (let round = 0; round < ROUNDS; round++) {
    node.produce([`during ${round}`, 'y'.repeat(60)])
    await node.run(1)
  }
  await node.run(diesAt > operations ? 10 : 1)
  disk.kill()
  return { platter, node, operations }
}

describe('a power cut in the middle of a move', () => {
  it('takes nothing that was on the device, at whichever disk operation it comes', async () => {
    const scheduler = new Scheduler()
    const whole = await live(Number.POSITIVE_INFINITY, 1, scheduler)
    expect([whole.node.partitions.get(0)!.log.parentDir, whole.node.refusals]).toEqual(['/d2', []])
    expect(whole.node.acked.size).toBe(16 + 2 * ROUNDS)
    let movedAfterwards = 0
    const last = whole.operations + 10
    for (let i = 0; i < 3 * last; i++) {
      const diesAt = 1 + (i % last)
      const { platter, node } = await live(diesAt, i, scheduler)
      platter.losePower(new SeededRandom(i))
      const { node: again } = boot(platter, scheduler, i)
      // The controller's records are durable: the partition lies where it was last told that it does.
      again.open(0, node.assigned.at(-1) === 'directory-two' ? '/d2' : '/d1', 2)
      await again.run(60, () => again.mover.activeMoves === 0)
      expect([diesAt, again.mover.activeMoves]).toEqual([diesAt, 0])
      const reading = again.values()
      await scheduler.run(scheduler.nowMs + 1000)
      const seen = await reading
      for (const [offset, value] of node.acked)
        expect([diesAt, offset, seen.get(offset)]).toEqual([diesAt, offset, value])
      if (again.partitions.get(0)!.log.parentDir === '/d2') movedAfterwards++
      again.produce(['next'])
      await again.run(3)
      expect([...again.acked.values()]).toEqual(['next'])
    }
    expect(movedAfterwards).toBeGreaterThan(last)
  }, 60_000)
})
