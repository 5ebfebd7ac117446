import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { QuorumEndpoint } from './metadata-log.ts'

/**
 * A replica of the metadata log. The directory id is ZERO_UUID where it is not known (static voters, old
 * protocol versions).
 */
export interface ReplicaKey {
  readonly id: number
  readonly directoryId: Uuid
}

/** Levels of kraft.version that a replica can work at. */
export interface KRaftVersions {
  readonly min: number
  readonly max: number
}

/** This release knows static voters (0) and those that stand in the log (1, KIP-853). */
export const KRAFT_VERSIONS: KRaftVersions = { min: 0, max: 1 }

export interface Voter extends ReplicaKey {
  readonly endpoints: readonly QuorumEndpoint[]
  /** `KRAFT_VERSIONS` where not given. */
  readonly kraftVersions?: KRaftVersions
}

export function kraftVersionsOf(voter: Voter): KRaftVersions {
  return voter.kraftVersions ?? KRAFT_VERSIONS
}

/** As Kafka's messages name a replica. */
export function replicaText({ id, directoryId }: ReplicaKey): string {
  return `ReplicaKey(id=${id}, directoryId=${directoryId === ZERO_UUID ? '<undefined>' : directoryId})`
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

  /** A voter with a directory id is that directory's replica alone; a static one is whoever has the id. */
  has(replica: ReplicaKey): boolean {
    const voter = this.get(replica.id)
    return voter !== undefined && (voter.directoryId === ZERO_UUID || voter.directoryId === replica.directoryId)
  }

  isOnly(replica: ReplicaKey): boolean {
    return this.voters.length === 1 && this.has(replica)
  }

  /** Those that are found elsewhere: a voter with this id in a directory that is gone is found nowhere. */
  others(replica: ReplicaKey): Voter[] {
    return this.voters.filter(voter => voter.id !== replica.id)
  }

  /** null when a voter of that id is there already. */
  with(voter: Voter): VoterSet | null {
    return this.get(voter.id) === undefined ? new VoterSet([...this.voters, voter]) : null
  }

  /** null when there is no such voter, or no other. */
  without(replica: ReplicaKey): VoterSet | null {
    const voter = this.get(replica.id)
    if (voter === undefined || voter.directoryId !== replica.directoryId || this.voters.length === 1) return null
    return new VoterSet(this.voters.filter(each => each !== voter))
  }

  /** With the voter's new endpoints and versions; null when it is none. */
  updated(voter: Voter): VoterSet | null {
    return this.has(voter) ? this.replaced(voter) : null
  }

  /** As `updated`, and the directory id becomes the voter's: static voters do not know each other's. */
  replaced(voter: Voter): VoterSet | null {
    if (this.get(voter.id) === undefined) return null
    return new VoterSet(this.voters.map(each => (each.id === voter.id ? voter : each)))
  }

  /** Whether it is a voter of which the set says something else. */
  isOutdated(voter: Voter): boolean {
    const known = this.get(voter.id)
    return known !== undefined && this.has(voter) && !isSameVoter(known, voter)
  }

  support(kraftVersion: number): boolean {
    return this.voters.every(voter => {
      const { min, max } = kraftVersionsOf(voter)
      return kraftVersion >= min && kraftVersion <= max
    })
  }
}

function isSameVoter(a: Voter, b: Voter): boolean {
  const [versions, others] = [kraftVersionsOf(a), kraftVersionsOf(b)]
  if (a.id !== b.id || a.directoryId !== b.directoryId) return false
  if (versions.min !== others.min || versions.max !== others.max || a.endpoints.length !== b.endpoints.length)
    return false
  return a.endpoints.every(({ name, host, port }) =>
    b.endpoints.some(other => other.name === name && other.host === host && other.port === port),
  )
}
