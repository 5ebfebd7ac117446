/** Which brokers get the replicas of new partitions: as the request says, or as `placement.ts` spreads them. */
import type { BrokerImage, MetadataImage, PartitionImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { defaultDirectory, isActive } from './cluster-state.ts'
import { type DecisionInput, RequestError } from './context.ts'
import { RECOVERED } from './partition-update.ts'
import { placeReplicas } from './placement.ts'

function refusal(message: string): RequestError {
  return new RequestError(ErrorCode.INVALID_REPLICA_ASSIGNMENT, message)
}

/** Throws INVALID_REPLICA_ASSIGNMENT. `factor` null where any replication factor will do. */
export function checkAssignment(image: MetadataImage, replicas: readonly number[], factor: number | null): void {
  if (replicas.length === 0) throw refusal('The manual partition assignment includes an empty replica list.')
  const sorted = [...replicas].sort((a, b) => a - b)
  for (const [i, id] of sorted.entries()) {
    const broker = image.cluster.brokers.get(id)
    if (broker === undefined) {
      throw refusal(`The manual partition assignment includes broker ${id}, but no such broker is registered.`)
    }
    if (isWhollyCordoned(broker)) {
      throw refusal(`The manual partition assignment includes broker ${id}, but all its log directories are cordoned.`)
    }
    if (i > 0 && sorted[i - 1] === id) {
      throw refusal(`The manual partition assignment includes the broker ${id} more than once.`)
    }
  }
  if (factor !== null && replicas.length !== factor) {
    throw refusal(
      `The manual partition assignment includes a partition with ${replicas.length} replica(s), but this is not ` +
        `consistent with previous partitions, which have ${factor} replica(s).`,
    )
  }
}

/** As `checkAssignment`, for a partition that is made now: somebody must be there to lead it. */
export function checkNewAssignment(
  image: MetadataImage,
  partitionIndex: number,
  replicas: readonly number[],
  factor: number | null,
): void {
  checkAssignment(image, replicas, factor)
  if (!replicas.some(id => isActive(image, id))) {
    throw refusal(
      `All brokers specified in the manual partition assignment for partition ${partitionIndex} are fenced or in ` +
        'controlled shutdown.',
    )
  }
}

/** Throws INVALID_REPLICATION_FACTOR. */
export function assignReplicas({ image, random }: DecisionInput, partitions: number, factor: number): number[][] {
  const refuse = (why: string): never => {
    throw new RequestError(
      ErrorCode.INVALID_REPLICATION_FACTOR,
      `Unable to replicate the partition ${factor} time(s): ${why}`,
    )
  }
  const usable = [...image.cluster.brokers.values()].filter(
    broker => isActiveOrFenced(broker) && !isWhollyCordoned(broker),
  )
  const placed = placeReplicas(usable, partitions, factor, random.uint32())
  return typeof placed === 'string' ? refuse(placed) : placed
}

/** Who is about to leave gets nothing new; who is merely away may get replicas, but does not lead them. */
function isActiveOrFenced({ inControlledShutdown }: BrokerImage): boolean {
  return !inControlledShutdown
}

/** KIP-1066 */
function isWhollyCordoned({ directories, cordonedDirectories }: BrokerImage): boolean {
  if (cordonedDirectories === null || directories.length === 0) return false
  return directories.every(id => cordonedDirectories.includes(id))
}

/** A partition that has just been made: the in-sync replicas are those that live, the first of them leads. */
export function newlyAssigned(image: MetadataImage, replicas: readonly number[]): PartitionImage {
  const isr = replicas.filter(id => isActive(image, id))
  return {
    replicas,
    directories: replicas.map(id => defaultDirectory(image, id)),
    isr,
    removingReplicas: [],
    addingReplicas: [],
    eligibleLeaderReplicas: [],
    lastKnownElr: [],
    leader: isr[0]!,
    leaderRecoveryState: RECOVERED,
    leaderEpoch: 0,
    partitionEpoch: 0,
  }
}
