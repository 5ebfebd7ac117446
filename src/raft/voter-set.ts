import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { QuorumEndpoint } from './metadata-log.ts'

/** A replica of the metadata log. The directory id is ZERO_UUID where it is not known (static voters, old protocol versions). */
export interface ReplicaKey {
  readonly id: number
  readonly directoryId: Uuid
}

export interface Voter extends ReplicaKey {
  readonly endpoints: readonly QuorumEndpoint[]
}

/** The same replica, as far as both sides know: an unknown directory id matches any (KIP-853). */
export function isSameReplica(a: ReplicaKey, b: ReplicaKey): boolean {
  if (a.id !== b.id) return false
  return a.directoryId === b.directoryId || a.directoryId === ZERO_UUID || b.directoryId === ZERO_UUID
}

/** Who votes. Immutable; in order of id, as Kafka writes them. */
export class VoterSet {
  readonly voters: readonly Voter[]

  constructor(voters: readonly Voter[]) {
    this.voters = voters.toSorted((a, b) => a.id - b.id)
  }

  get size(): number {
    return this.voters.length
  }

  get majority(): number {
    return Math.floor(this.voters.length / 2) + 1
  }

  get(id: number): Voter | undefined {
    return this.voters.find(voter => voter.id === id)
  }

  has(replica: ReplicaKey): boolean {
    return this.voters.some(voter => isSameReplica(voter, replica))
  }

  isOnly(replica: ReplicaKey): boolean {
    return this.voters.length === 1 && this.has(replica)
  }

  others(replica: ReplicaKey): Voter[] {
    return this.voters.filter(voter => !isSameReplica(voter, replica))
  }
}
