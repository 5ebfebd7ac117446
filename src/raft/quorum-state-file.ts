/**
 * `quorum-state` in the metadata log's directory: what a voter must not forget, as one line of JSON (Kafka's
 * `FileQuorumStateStore`). Version 0 goes with static voters (kraft.version 0), version 1 with KIP-853.
 */
import { isUuid, type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { ReplicaKey } from './voter-set.ts'

export const QUORUM_STATE_FILE = 'quorum-state'

export interface ElectionState {
  readonly epoch: number
  /** null while no leader of the epoch is known. */
  readonly leaderId: number | null
  /** null when this replica has not voted in the epoch. */
  readonly voted: ReplicaKey | null
}

export class QuorumStateError extends Error {
  override readonly name = 'QuorumStateError'
}

/** Field order and spelling are Kafka's. Static voters are repeated in version 0, by id. */
export function formatQuorumState(
  state: ElectionState,
  kraftVersion: number,
  staticVoterIds: readonly number[],
): string {
  const leaderId = state.leaderId ?? -1
  const votedId = state.voted?.id ?? -1
  if (kraftVersion === 0) {
    return JSON.stringify({
      clusterId: '',
      leaderId,
      leaderEpoch: state.epoch,
      votedId,
      appliedOffset: 0,
      currentVoters: staticVoterIds.map(voterId => ({ voterId })),
      data_version: 0,
    })
  }
  const votedDirectoryId = state.voted?.directoryId ?? ZERO_UUID
  return JSON.stringify({ leaderId, leaderEpoch: state.epoch, votedId, votedDirectoryId, data_version: 1 })
}

/** Throws QuorumStateError: a voter that forgot its vote must not guess. */
export function parseQuorumState(text: string): ElectionState {
  let json: Record<string, unknown>
  try {
    json = JSON.parse(text) as Record<string, unknown>
  } catch {
    throw new QuorumStateError(`${QUORUM_STATE_FILE} is not JSON`)
  }
  if (typeof json !== 'object' || json === null) throw new QuorumStateError(`${QUORUM_STATE_FILE} is not a JSON object`)
  const version = json['data_version']
  if (version !== 0 && version !== 1)
    throw new QuorumStateError(`${QUORUM_STATE_FILE} has unknown data_version ${version}`)
  const int = (name: string): number => {
    const value = json[name]
    if (!Number.isInteger(value)) throw new QuorumStateError(`${QUORUM_STATE_FILE} has no whole number as ${name}`)
    return value as number
  }
  const leaderId = int('leaderId')
  const votedId = int('votedId')
  const directoryId = json['votedDirectoryId'] ?? ZERO_UUID
  if (typeof directoryId !== 'string' || !isUuid(directoryId)) {
    throw new QuorumStateError(`${QUORUM_STATE_FILE} has no uuid as votedDirectoryId`)
  }
  return {
    epoch: Math.max(0, int('leaderEpoch')),
    leaderId: leaderId < 0 ? null : leaderId,
    voted: votedId < 0 ? null : { id: votedId, directoryId: directoryId as Uuid },
  }
}
