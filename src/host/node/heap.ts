import { performance } from 'node:perf_hooks'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const CHECK_MS = 1_000
/** Less than this is not worth a pause. */
const WORTHWHILE_BYTES = 40 * 1024 * 1024
/** The pause grows with what is alive: about 30 ms for 15 MB. */
const MAX_LIVE_BYTES = 128 * 1024 * 1024
const IDLE_UTILIZATION = 0.1

/** V8's name for a collection after which it keeps no empty pages. */
const COLLECT = { type: 'major', execution: 'sync', flavor: 'last-resort' } as const

/**
 * V8 keeps the memory that a burst of requests made it take, two hundred megabytes after a flood, for as long as little is
 * allocated. This gives it back once the process has little to do. Returns what ends it.
 */
export function giveBackHeapWhenIdle(checkMs = CHECK_MS): () => void {
  let collect: ((options: typeof COLLECT) => void) | null = null
  let before = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    if (utilization > IDLE_UTILIZATION) return
    const { total_heap_size: heldBytes, used_heap_size: usedBytes } = getHeapStatistics()
    if (heldBytes - usedBytes < WORTHWHILE_BYTES || usedBytes > MAX_LIVE_BYTES) return
    collect ??= collector()
    collect(COLLECT)
  }, checkMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** `gc` is there for a context that is made while the flag is set; nobody else gets to see it. */
function collector(): (options: typeof COLLECT) => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return collect
}
