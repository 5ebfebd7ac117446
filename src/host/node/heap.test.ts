import { getHeapStatistics } from 'node:v8'
import { expect, it } from 'vitest'
import { tendHeap } from './heap.ts'

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
