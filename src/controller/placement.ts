/**
 * Where a new partition's replicas go: Kafka's striped rules (`StripedReplicaPlacer`). Racks take turns, and inside a
 * rack its brokers; consecutive partitions start one broker further, so that leaders spread. Fenced brokers come
 * last and never lead.
 */
export interface UsableBroker {
  readonly id: number
  readonly rack: string | null
  readonly fenced: boolean
}

/**
 * Replica lists for `partitionCount` partitions, or a sentence when there are too few brokers. `start` is
 * any random number.
 */
export function placeReplicas(
  brokers: readonly UsableBroker[],
  partitionCount: number,
  replicationFactor: number,
  start: number,
): number[][] | string {
  if (replicationFactor <= 0)
    return `Invalid replication factor ${replicationFactor}: the replication factor must be positive.`
  const unfenced = brokers.filter(({ fenced }) => !fenced)
  if (unfenced.length === 0) return 'All brokers are currently fenced, or have all their log directories cordoned.'
  if (replicationFactor > brokers.length) {
    return (
      `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers.length} ` +
      'broker(s) are registered or some brokers have all their log directories cordoned.'
    )
  }
  const placements: number[][] = []
  for (let partition = 0; partition < partitionCount; partition++) {
    const leaderFirst = interleaved(unfenced, start + partition)
    const rest = interleaved(
      brokers.filter(({ fenced }) => fenced),
      start + partition,
    )
    placements.push([...leaderFirst, ...rest].slice(0, replicationFactor))
  }
  return placements
}

/** Broker ids in the order in which one partition takes them: a broker of each rack in turn. */
function interleaved(brokers: readonly UsableBroker[], start: number): number[] {
  const racks = new Map<string, number[]>()
  for (const { id, rack } of brokers) {
    const key = rack ?? ''
    const ids = racks.get(key)
    if (ids === undefined) racks.set(key, [id])
    else ids.push(id)
  }
  const queues = [...racks.entries()]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, ids]) => {
      const sorted = ids.sort((a, b) => a - b)
      // Each full turn over the racks moves every rack's first broker one on.
      const offset = Math.floor(start / Math.max(1, racks.size)) % sorted.length
      return [...sorted.slice(offset), ...sorted.slice(0, offset)]
    })
  const out: number[] = []
  for (let turn = 0; out.length < brokers.length; turn++) {
    for (let i = 0; i < queues.length; i++) {
      const next = queues[(i + start) % queues.length]![turn]
      if (next !== undefined) out.push(next)
    }
  }
  return out
}
