import { performance } from 'node:perf_hooks'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { BufferPool } from '../../base/buffer-pool.ts'

const CHECK_MS = 1_000
/** Less than this is not worth a pause. */
const WORTHWHILE_BYTES = 40 * 1024 * 1024
/** Of buffers that pools let go; the collector does not look at them, and sees no reason to find out that they are garbage. */
const WORTHWHILE_BUFFER_BYTES = 64 * 1024 * 1024
/** The pause grows with what is alive: about 30 ms for 15 MB. */
const MAX_LIVE_BYTES = 128 * 1024 * 1024
/** One client that goes on with small requests takes up to half of this on a slow machine. */
const IDLE_UTILIZATION = 0.25
/** A heap smaller than this may grow to five times of what is alive in it before it is collected. */
const SMALL_HEAP_BYTES = 64 * 1024 * 1024
const SMALL_GROWTH_PERCENT = 400

/** V8's name for a collection after which it keeps no empty pages. */
const COLLECT = { type: 'major', execution: 'sync', flavor: 'last-resort' } as const

/**
 * What V8's own rules do badly for a broker. Returns what ends it.
 *
 * It keeps the memory that a burst of requests made it take, heap and buffers, hundreds of megabytes after a flood, for as
 * long as little is allocated. This gives it back once the process has little to do.
 *
 * And it takes buffers for growth of the heap: while the tail cache fills, a heap of 14 MB was collected anew with every
 * 16 MB of records, which was a third of what producing them cost. A small heap may grow by more than that here.
 */
export function tendHeap(checkMs = CHECK_MS): () => void {
  let growthPercent = 0
  const followGrowth = (usedBytes: number): void => {
    const percent = usedBytes < SMALL_HEAP_BYTES ? SMALL_GROWTH_PERCENT : 0
    if (percent === growthPercent) return
    growthPercent = percent
    // 0: as V8 thinks best.
    setFlagsFromString(`--heap-growing-percent=${percent}`)
  }
  followGrowth(getHeapStatistics().used_heap_size)
  let collect: ((options: typeof COLLECT) => void) | null = null
  let before = performance.eventLoopUtilization()
  let droppedBefore = BufferPool.droppedBytes
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    const { total_heap_size: heldBytes, used_heap_size: usedBytes } = getHeapStatistics()
    followGrowth(usedBytes)
    if (utilization > IDLE_UTILIZATION) return
    if (usedBytes > MAX_LIVE_BYTES) return
    const droppedBytes = BufferPool.droppedBytes - droppedBefore
    if (heldBytes - usedBytes < WORTHWHILE_BYTES && droppedBytes < WORTHWHILE_BUFFER_BYTES) return
    droppedBefore += droppedBytes
    collect ??= collector()
    collect(COLLECT)
  }, checkMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    followGrowth(Number.POSITIVE_INFINITY)
  }
}

/** `gc` is there for a context that is made while the flag is set; nobody else gets to see it. */
function collector(): (options: typeof COLLECT) => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return collect
}
