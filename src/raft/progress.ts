/** What a leader knows of the other replicas: which of them are there, how far each is, when it was heard of. */
import { ZERO_UUID } from '../base/uuid.ts'
import type { FetchRequest } from './messages.ts'
import type { Replica } from './replica.ts'
import type { Leader, ReplicaProgress } from './roles.ts'
import type { ReplicaKey } from './voter-set.ts'

/** Observers that have not fetched for so long are forgotten (Kafka's `OBSERVER_SESSION_TIMEOUT_MS`). */
const OBSERVER_SESSION_TIMEOUT_MS = 300_000

function keyOf(replica: ReplicaKey): string {
  return `${replica.id} ${replica.directoryId}`
}

function newProgress({ id, directoryId }: ReplicaKey, nowMs: number): ReplicaProgress {
  return {
    key: { id, directoryId },
    saidDirectoryId: directoryId,
    endOffset: -1,
    lastFetchMs: -1,
    lastCaughtUpMs: -1,
    leaderEndAtLastFetch: -1,
    acknowledged: false,
    nextBeginMs: nowMs,
  }
}

/** A new leader's, who knows nothing yet but who votes. */
export function progressOfVoters({ voters, own }: Replica, nowMs: number): Map<string, ReplicaProgress> {
  return new Map(voters.others(own).map(voter => [keyOf(voter), newProgress(voter, nowMs)]))
}

export function progressOf(role: Leader, replica: ReplicaKey): ReplicaProgress | undefined {
  return role.progress.get(keyOf(replica))
}

/** The replica as the voter set knows it: requests of old versions carry no directory id. */
function knownKey({ voters }: Replica, replica: ReplicaKey): ReplicaKey {
  if (!voters.has(replica)) return replica
  const { id, directoryId } = voters.get(replica.id)!
  return { id, directoryId }
}

/** The voters have changed: a static voter whose directory is known now is the replica that it was. */
export function followVoters({ voters, own }: Replica, role: Leader, nowMs: number): void {
  for (const { id, directoryId } of voters.others(own)) {
    const key = { id, directoryId }
    if (role.progress.has(keyOf(key))) continue
    const unnamed = progressOf(role, { id, directoryId: ZERO_UUID })
    if (unnamed !== undefined) role.progress.delete(keyOf(unnamed.key))
    role.progress.set(keyOf(key), unnamed === undefined ? newProgress(key, nowMs) : { ...unnamed, key })
  }
}

/** A fetch came: what is before its offset is on the replica's device. */
export function noteFetch(replica: Replica, role: Leader, request: FetchRequest, nowMs: number): void {
  const key = knownKey(replica, request.replica)
  let progress = progressOf(role, key)
  if (progress === undefined) {
    progress = newProgress(key, nowMs)
    role.progress.set(keyOf(key), progress)
  }
  if (request.replica.directoryId !== ZERO_UUID) progress.saidDirectoryId = request.replica.directoryId
  const end = replica.log.endOffset
  if (request.fetchOffset >= end) progress.lastCaughtUpMs = nowMs
  else if (progress.lastFetchMs >= 0 && request.fetchOffset >= progress.leaderEndAtLastFetch) {
    progress.lastCaughtUpMs = Math.max(progress.lastCaughtUpMs, progress.lastFetchMs)
  }
  progress.lastFetchMs = nowMs
  progress.leaderEndAtLastFetch = end
  progress.endOffset = Math.max(progress.endOffset, request.fetchOffset)
  progress.acknowledged = true
}

/** The replica lives, whatever it says. */
export function noteContact(replica: Replica, role: Leader, other: ReplicaKey, nowMs: number): void {
  if (isImpostor(replica, role, other, nowMs)) return
  const progress = progressOf(role, knownKey(replica, other))
  if (progress === undefined) return
  progress.lastFetchMs = nowMs
  progress.acknowledged = true
}

/**
 * Static voters are known by id alone. Of two that fetch under one id, the later one is refused for as long as the
 * first is there: what one of them has on its device must not count for the other.
 */
export function isImpostor(replica: Replica, role: Leader, other: ReplicaKey, nowMs: number): boolean {
  if (!replica.voters.has(other) || other.directoryId === ZERO_UUID) return false
  const progress = progressOf(role, knownKey(replica, other))
  if (progress === undefined || progress.saidDirectoryId === ZERO_UUID) return false
  const isThere = progress.lastFetchMs >= 0 && nowMs - progress.lastFetchMs < replica.timeouts.fetchTimeoutMs
  return isThere && progress.saidDirectoryId !== other.directoryId
}

/** Whether the observer has had all of the log at some time and has fetched since `sinceMs`. */
export function isCaughtUp(role: Leader, observer: ReplicaKey, sinceMs: number): boolean {
  const progress = progressOf(role, observer)
  return progress !== undefined && progress.lastCaughtUpMs >= 0 && progress.lastFetchMs > sinceMs
}

export function forgetIdleObservers({ voters }: Replica, role: Leader, nowMs: number): void {
  for (const [key, progress] of role.progress) {
    const idle = nowMs - progress.lastFetchMs >= OBSERVER_SESSION_TIMEOUT_MS
    if (idle && !voters.has(progress.key)) role.progress.delete(key)
  }
}

/** Voters by how much of the log they have, most first. */
export function successorsOf({ voters }: Replica, role: Leader): number[] {
  const others = [...role.progress.values()].filter(progress => voters.has(progress.key))
  return others.sort((a, b) => b.endOffset - a.endOffset || a.key.id - b.key.id).map(progress => progress.key.id)
}
