import type { History, Seen } from '../history.ts'
import { keyOf } from '../workload/producer.ts'
import type { World } from '../world.ts'

/**
 * At the end of a run, partition by partition: everything acknowledged is at its offset, everything is there that was sent
 * by nobody but the producers, nothing of an idempotent producer appears twice, and in the order in which it was sent.
 */
export function checkAcknowledged(
  world: World,
  history: History,
  topic: string,
  partition: number,
  records: readonly Seen[],
): void {
  const where = `${topic}-${partition}`
  const at = new Map<number, number>()
  /** By producer: the last value it sent, of those met so far. */
  const lastOf = new Map<number, number>()
  for (const { offset, value } of records) {
    const entry = history.of(value)
    if (entry === undefined || entry.topic !== topic || entry.partition !== partition) {
      world.violated('foreign record', `${where}: offset ${offset} holds ${value}, which nobody sent there`)
      continue
    }
    const { producer } = entry
    if (producer >= 0) {
      const last = lastOf.get(producer) ?? -1
      if (at.has(value))
        world.violated(
          'duplicate',
          `${where}: ${value} is at offsets ${at.get(value)} and ${offset} (idempotent producer)`,
        )
      else if (value < last) world.violated('order', `${where}: ${value} at offset ${offset} comes after ${last}`)
      lastOf.set(producer, Math.max(last, value))
    }
    if (!at.has(value)) at.set(value, offset)
  }
  const byOffset = new Map(records.map(({ offset, value }) => [offset, value]))
  for (const { value, topic: t, partition: p, acknowledgedOffset, acknowledgedAtMs } of history.all) {
    if (t !== topic || p !== partition || acknowledgedOffset === null) continue
    if (byOffset.get(acknowledgedOffset) !== value)
      world.violated(
        'acknowledged',
        `${where}: ${value} was acknowledged at offset ${acknowledgedOffset} (${acknowledgedAtMs.toFixed(0)} ms), there is now ${byOffset.get(acknowledgedOffset) ?? 'nothing'}`,
      )
  }
}

/**
 * The same for a compacted partition: what was acknowledged is at its offset, or a later record has its key. Offsets
 * ascend, and each holds what was sent.
 */
export function checkCompacted(
  world: World,
  history: History,
  topic: string,
  partition: number,
  records: readonly Seen[],
): void {
  const where = `${topic}-${partition}`
  const at = new Map<number, number>()
  const lastOf = new Map<string, number>()
  let before = -1
  for (const { offset, value } of records) {
    if (history.of(value)?.topic !== topic)
      world.violated('foreign record', `${where}: offset ${offset} holds ${value}, which nobody sent there`)
    if (offset <= before) world.violated('order', `${where}: offset ${offset} comes after ${before}`)
    before = offset
    at.set(offset, value)
    lastOf.set(keyOf(value), offset)
  }
  for (const { value, topic: t, acknowledgedOffset } of history.all) {
    if (t !== topic || acknowledgedOffset === null || at.get(acknowledgedOffset) === value) continue
    const last = lastOf.get(keyOf(value)) ?? -1
    if (last > acknowledgedOffset && !at.has(acknowledgedOffset)) continue
    world.violated(
      'compaction',
      `${where}: ${value} was acknowledged at offset ${acknowledgedOffset}, where there is ${at.get(acknowledgedOffset) ?? 'nothing'}; the last of its key is at ${last}`,
    )
  }
}
