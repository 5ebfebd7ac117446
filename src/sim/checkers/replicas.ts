/** At the end of a run, when all is quiet: what the machines hold of each partition, compared with each other. */
import { crcMatches } from '../../records/batch.ts'
import type { Machine } from '../machine.ts'
import type { World } from '../world.ts'
import { type StoredBatch, storedBatches } from './stored-batches.ts'

interface Replica {
  readonly machine: Machine
  readonly highWatermark: number
  readonly logStartOffset: number
  readonly batches: readonly StoredBatch[]
}

/**
 * Every batch that lies there matches its checksum. Below the smallest high watermark every replica holds the same
 * bytes; offsets are dense; no (producer, epoch, sequence) is there twice. Compacted partitions are left out: every
 * replica cleans at its own time.
 */
export function checkReplicas(world: World): number {
  let compared = 0
  const replicasOf = new Map<string, Replica[]>()
  for (const machine of world.machines) {
    const replicas = machine.parts?.broker?.replicaManager
    if (replicas == null) continue
    for (const { log, committedOffset, isOffline, config } of replicas.all()) {
      if (isOffline) continue
      const { name, logStartOffset } = log
      const batches = storedBatches(machine, name)
      checkChecksums(world, name, machine, batches)
      if (config.log.compacts) continue
      const replica = { machine, highWatermark: committedOffset, logStartOffset, batches }
      replicasOf.set(name, [...(replicasOf.get(name) ?? []), replica])
    }
  }
  for (const [name, replicas] of replicasOf) {
    for (const replica of replicas) checkDense(world, name, replica)
    const [first, ...others] = replicas
    for (const other of others) compared += checkEqual(world, name, first!, other)
  }
  return compared
}

/** Nothing that was misread may be written: not by a follower, not by compaction. */
function checkChecksums(world: World, name: string, machine: Machine, batches: readonly StoredBatch[]): void {
  for (const { baseOffset, bytes } of batches) {
    if (crcMatches(bytes, 0, bytes.length)) continue
    world.violated('checksum', `${name} on ${machine.name}: the batch at offset ${baseOffset} is damaged`)
    return
  }
}

function checkDense(world: World, name: string, { machine, batches }: Replica): void {
  let expected = batches[0]?.baseOffset ?? 0
  const sequences = new Map<string, number>()
  for (const { baseOffset, lastOffset, producerId, producerEpoch, baseSequence } of batches) {
    if (baseOffset !== expected)
      world.violated('dense offsets', `${name} on ${machine.name}: ${baseOffset} follows ${expected - 1}`)
    expected = lastOffset + 1
    if (producerId < 0 || baseSequence < 0) continue
    const key = `producer ${producerId}, epoch ${producerEpoch}, sequence ${baseSequence}`
    const before = sequences.get(key)
    if (before !== undefined)
      world.violated('duplicate', `${name} on ${machine.name}: ${key} at offsets ${before} and ${baseOffset}`)
    sequences.set(key, baseOffset)
  }
}

function checkEqual(world: World, name: string, one: Replica, other: Replica): number {
  const upTo = Math.min(one.highWatermark, other.highWatermark)
  const from = Math.max(one.logStartOffset, other.logStartOffset)
  const below = ({ batches }: Replica): StoredBatch[] =>
    batches.filter(({ baseOffset, lastOffset }) => lastOffset >= from && baseOffset < upTo)
  const [a, b] = [below(one), below(other)]
  const where = `${name} on ${one.machine.name} and ${other.machine.name}`
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left, right] = [a[i], b[i]]
    if (left !== undefined && right !== undefined && left.bytes.equals(right.bytes)) continue
    world.violated('equal replicas', `${where}: ${describe(left)} and ${describe(right)}, below ${upTo}`)
    break
  }
  return a.length
}

function describe(batch: StoredBatch | undefined): string {
  if (batch === undefined) return 'nothing'
  const { baseOffset, lastOffset, bytes } = batch
  return `${baseOffset}–${lastOffset} (${bytes.length} bytes, epoch ${bytes.readInt32BE(12)})`
}
