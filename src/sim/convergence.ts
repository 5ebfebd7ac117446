/**
 * What a healthy cluster looks like from the inside: one controller, everybody unfenced, every partition led, every
 * in-sync set full.
 */
import { NO_LEADER } from '../controller/partition-update.ts'
import type { MetadataImage } from '../metadata/image.ts'
import type { Machine } from './machine.ts'
import type { World } from './world.ts'

/** Null when these machines are a healthy cluster, the others being away; else what is missing. */
export function whatIsMissing(machines: readonly Machine[]): string | null {
  const present = new Set(machines.filter(({ isBroker }) => isBroker).map(({ nodeId }) => nodeId))
  const leaders = new Set<string>()
  for (const machine of machines) {
    const quorum = machine.parts?.quorum
    if (!machine.serving || quorum == null) return `${machine.name} does not serve`
    const { quorumLeaderId, epoch } = quorum.raft
    if (quorumLeaderId === null) return `${machine.name} knows no controller in epoch ${epoch}`
    leaders.add(`${quorumLeaderId} in epoch ${epoch}`)
    const missing = missingIn(quorum.loader.image, present)
    if (missing !== null) return `${machine.name} at offset ${quorum.loader.image.offset}: ${missing}`
    if (quorumLeaderId !== machine.nodeId) continue
    const { voters } = quorum.raft.quorumInfo()
    const outsider = machines.find(
      ({ nodeId, isController }) => isController && voters.every(v => v.replicaId !== nodeId),
    )
    if (outsider !== undefined) return `${outsider.name} has no vote`
  }
  return leaders.size === 1 ? null : `the controller is ${[...leaders].join(' and ')}`
}

/** Null when that image shows these nodes as a healthy cluster. */
export function missingIn(image: MetadataImage, present: ReadonlySet<number>): string | null {
  for (const id of present) {
    const broker = image.cluster.brokers.get(id)
    if (broker === undefined || broker.fenced) return `broker ${id} is ${broker === undefined ? 'unknown' : 'fenced'}`
  }
  for (const topic of image.topics.all()) {
    for (const [index, partition] of topic.partitions) {
      const { leader, isr, replicas, addingReplicas } = partition
      const where = `${topic.name}-${index}`
      // Whoever has its records is away: it waits for them (a move to others may have begun, yet they have nothing).
      if (replicas.every(id => !present.has(id) || addingReplicas.includes(id)) && leader === NO_LEADER) continue
      if (!present.has(leader)) return `${where} is led by ${leader}: ${JSON.stringify(partition)}`
      const expected = replicas.filter(id => present.has(id))
      if (expected.some(id => !isr.includes(id)) || isr.some(id => !present.has(id)))
        return `${where} has the in-sync set ${isr.join(',')} of ${replicas.join(',')}`
    }
  }
  return null
}

/**
 * Null when every leader has committed all that it holds: a broker that was cut off stays in sync for a while, and holds
 * that up.
 */
export function whatIsUncommitted(machines: readonly Machine[]): string | null {
  for (const { name, parts } of machines) {
    for (const { isLeader, isOffline, log, committedOffset } of parts?.broker?.replicaManager?.all() ?? []) {
      if (isLeader && !isOffline && committedOffset < log.logEndOffset)
        return `${log.name} on ${name} is committed up to ${committedOffset} of ${log.logEndOffset}`
    }
  }
  return null
}

/**
 * Whether any partition of these topics lies on as many of these nodes as must have a record before it is acknowledged
 * (`min.insync.replicas` of the worlds is 2). They are moved by hand, and all may lie on the same two when one of them goes.
 */
export function canAcknowledge(image: MetadataImage, topics: readonly string[], present: ReadonlySet<number>): boolean {
  return topics.some(name => {
    const partitions = [...(image.topics.byName(name)?.partitions.values() ?? [])]
    return partitions.some(({ replicas }) => replicas.filter(id => present.has(id)).length >= 2)
  })
}

export function isWhole(world: World): boolean {
  return whatIsMissing(world.machines) === null
}
