import { getHeapStatistics } from 'node:v8'
import { expect, it } from 'vitest'
import { BufferPool } from '../../base/buffer-pool.ts'
import { tendHeap } from './heap.ts'

const bufferMb = () => process.memoryUsage().arrayBuffers / 1e6
const heldMb = () => getHeapStatistics().total_heap_size / 1e6

it('gives the heap of a burst back when the process is idle', { timeout: 20_000 }, async () => {
  const stop = tendHeap(50)
  try {
    const live: object[][] = []
    for (let i = 0; i < 100; i++) live.push(Array.from({ length: 20_000 }, (_, k) => ({ k })))
    const peakMb = heldMb()
    live.length = 0
    await expect.poll(heldMb, { timeout: 15_000, interval: 100 }).toBeLessThan(peakMb / 2)
  } finally {
    stop()
  }
})

it('gives back the buffers that pools let go when the process is idle', { timeout: 20_000 }, async () => {
  const beforeMb = bufferMb()
  const stop = tendHeap(50)
  try {
    const pool = new BufferPool(0)
    const taken = Array.from({ length: 150 }, () => pool.take(1_000_000))
    expect(bufferMb()).toBeGreaterThan(beforeMb + 150)
    for (const buffer of taken.splice(0)) buffer.release()
    await expect.poll(bufferMb, { timeout: 15_000, interval: 100 }).toBeLessThan(beforeMb + 20)
  } finally {
    stop()
  }
})
