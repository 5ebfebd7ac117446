/**
 * The one place where a partition's next state is decided: who leads, who is in sync, who may lead when nobody is in sync
 * (eligible leader replicas, KIP-966), and when a reassignment is over (KIP-455).
 *
 * An existing leader stays as long as it may lead. Otherwise the first replica that is in sync leads; when none is, the
 * first eligible one; when there is none of those either and the last known leader is back, that one (unclean); and where
 * the topic allows it, the first replica that lives (unclean). An unclean leader is alone in sync and RECOVERING.
 */
import type { Uuid } from '../base/uuid.ts'
import type { PartitionImage } from '../metadata/image.ts'
import { changePartition, NO_LEADER_CHANGE } from '../metadata/partition-change.ts'
import { PartitionChangeRecord } from '../protocol/generated/partition-change-record.ts'

export const NO_LEADER = -1
export const RECOVERED = 0
export const RECOVERING = 1

/**
 * `preferred` moves leadership back to the first replica; `unclean` would rather lose records than stay without a leader.
 */
export type Election = 'online' | 'preferred' | 'unclean'

export interface PartitionRules {
  readonly election: Election
  /** Whether a broker may lead this partition. */
  readonly mayLead: (brokerId: number) => boolean
  readonly tracksEligibleLeaders: boolean
  /** min.insync.replicas of the topic, not above its replication factor */
  readonly minInSyncReplicas: number
  /** KAFKA-15021: old clusters need a new leader epoch when the in-sync set shrinks. */
  readonly leaderEpochBumpOnIsrShrink: boolean
  /** null while the records cannot carry directories. */
  readonly defaultDirectory: ((brokerId: number) => Uuid) | null
}

/** What is asked for; what is left out stays as it is. */
export interface PartitionTarget {
  readonly isr?: readonly number[]
  /** A reassignment: all assigned from now on, those among them that leave, those that come. */
  readonly replicas?: readonly number[]
  readonly removing?: readonly number[]
  readonly adding?: readonly number[]
  readonly leaderRecoveryState?: number
  /** Replicas that may have lost records: they are neither in sync nor eligible. */
  readonly uncleanReplicas?: readonly number[]
  /** Directories of some of the replicas. */
  readonly directories?: ReadonlyMap<number, Uuid>
}

/** The change record without its topic and index; null when nothing changes. */
export function updatePartition(
  before: PartitionImage,
  target: PartitionTarget,
  rules: PartitionRules,
): PartitionChangeRecord | null {
  const record = new PartitionChangeRecord()
  const asked = afterReassignment(before, target)
  const eligible = eligibleLeaders(before, asked, target, rules)
  const elected = elect(before, asked, eligible, rules)

  if (elected.leader !== before.leader) record.leader = elected.leader
  // Whoever is taken off the replica list must not go on as a leader of the same epoch.
  if (before.replicas.some(id => !asked.replicas.includes(id))) record.leader = elected.leader
  const isr = elected.isr
  // Without eligible leaders the last in-sync replica stays in the set, dead or alive: the set says who has everything.
  if (!same(isr, before.isr) && (isr.length > 0 || rules.tracksEligibleLeaders)) record.isr = [...isr]
  const shrinks = record.isr !== null && before.isr.some(id => !record.isr!.includes(id))
  if (rules.leaderEpochBumpOnIsrShrink && shrinks) record.leader = elected.leader

  if (!same(elected.eligible, before.eligibleLeaderReplicas)) record.eligibleLeaderReplicas = [...elected.eligible]
  const lastKnown = lastKnownLeader(before, record, rules)
  if (!same(lastKnown, before.lastKnownElr)) record.lastKnownElr = [...lastKnown]

  if (!same(asked.replicas, before.replicas)) record.replicas = [...asked.replicas]
  if (!same(asked.removing, before.removingReplicas)) record.removingReplicas = [...asked.removing]
  if (!same(asked.adding, before.addingReplicas)) record.addingReplicas = [...asked.adding]
  const directories = directoriesOf(before, asked.replicas, target, rules)
  if (directories !== null && !same(directories, before.directories)) record.directories = directories

  const recovery = elected.unclean ? RECOVERING : (target.leaderRecoveryState ?? before.leaderRecoveryState)
  if (recovery !== before.leaderRecoveryState) record.leaderRecoveryState = recovery
  return changesNothing(record) ? null : record
}

/** The partition as it will be: for replies that tell of a change not applied yet. */
export function updatedPartition(before: PartitionImage, record: PartitionChangeRecord | null): PartitionImage {
  return record === null ? before : changePartition(before, record)
}

interface Assignment {
  readonly replicas: readonly number[]
  readonly removing: readonly number[]
  readonly adding: readonly number[]
  readonly isr: readonly number[]
}

/** A reassignment is over when all that stay are in sync; until then both the old and the new replicas count. */
function afterReassignment(before: PartitionImage, target: PartitionTarget): Assignment {
  const { replicas = before.replicas, isr = before.isr } = target
  const { removing = before.removingReplicas, adding = before.addingReplicas } = target
  const unchanged = { replicas, removing, adding, isr }
  if (removing.length === 0 && adding.length === 0) return unchanged
  const staying = replicas.filter(id => !removing.includes(id))
  const stayingInSync = isr.filter(id => !removing.includes(id))
  if (staying.length === 0 || stayingInSync.length === 0 || staying.some(id => !stayingInSync.includes(id))) {
    return unchanged
  }
  return { replicas: staying, removing: [], adding: [], isr: stayingInSync }
}

/** Who left the in-sync set in good order while it was below min.insync.replicas has all that was acknowledged since. */
function eligibleLeaders(
  before: PartitionImage,
  { isr, replicas }: Assignment,
  { uncleanReplicas = [] }: PartitionTarget,
  { tracksEligibleLeaders, minInSyncReplicas }: PartitionRules,
): readonly number[] {
  if (!tracksEligibleLeaders || isr.length >= minInSyncReplicas) return []
  const candidates = new Set([...before.eligibleLeaderReplicas, ...before.isr])
  // Who was reassigned away has deleted its log: to wait for it would be for ever.
  return [...candidates]
    .filter(id => replicas.includes(id) && !isr.includes(id) && !uncleanReplicas.includes(id))
    .sort((a, b) => a - b)
}

interface Elected {
  readonly leader: number
  readonly isr: readonly number[]
  readonly eligible: readonly number[]
  readonly unclean: boolean
}

function elect(
  before: PartitionImage,
  { replicas, isr }: Assignment,
  eligible: readonly number[],
  rules: PartitionRules,
): Elected {
  const clean = (id: number): boolean =>
    (isr.includes(id) || (isr.length === 0 && eligible.includes(id))) && rules.mayLead(id)
  const first = rules.election === 'preferred' ? [replicas[0]!, before.leader] : [before.leader]
  const leader = [...first, ...replicas].find(id => id >= 0 && clean(id))
  if (leader !== undefined) {
    if (leader === before.leader || !eligible.includes(leader)) return { leader, isr, eligible, unclean: false }
    return { leader, isr: [leader], eligible: eligible.filter(id => id !== leader), unclean: false }
  }
  const unclean = uncleanLeader(before, replicas, isr, eligible, rules)
  if (unclean === null) return { leader: NO_LEADER, isr, eligible, unclean: false }
  return { leader: unclean, isr: [unclean], eligible: [], unclean: unclean !== before.leader }
}

function uncleanLeader(
  before: PartitionImage,
  replicas: readonly number[],
  isr: readonly number[],
  eligible: readonly number[],
  { tracksEligibleLeaders, mayLead, election }: PartitionRules,
): number | null {
  const [lastKnown] = before.lastKnownElr
  const nobodyIsSafe = tracksEligibleLeaders && isr.length === 0 && eligible.length === 0
  if (nobodyIsSafe && before.lastKnownElr.length === 1 && mayLead(lastKnown!)) return lastKnown!
  if (election !== 'unclean') return null
  return replicas.find(mayLead) ?? null
}

/** The leader before the partition lost everyone; forgotten as soon as there is a leader again. */
function lastKnownLeader(
  before: PartitionImage,
  record: PartitionChangeRecord,
  { tracksEligibleLeaders }: PartitionRules,
): readonly number[] {
  if (!tracksEligibleLeaders) return []
  const leader = record.leader === NO_LEADER_CHANGE ? before.leader : record.leader
  if (leader >= 0) return []
  if (record.isr?.length === 0 && before.leader >= 0) return [before.leader]
  return before.lastKnownElr
}

/** null while the records cannot carry directories. */
function directoriesOf(
  before: PartitionImage,
  replicas: readonly number[],
  { directories }: PartitionTarget,
  { defaultDirectory }: PartitionRules,
): Uuid[] | null {
  if (defaultDirectory === null) return null
  return replicas.map(id => {
    const known = before.directories[before.replicas.indexOf(id)]
    return directories?.get(id) ?? known ?? defaultDirectory(id)
  })
}

function changesNothing(record: PartitionChangeRecord): boolean {
  const { leader, isr, replicas, removingReplicas, addingReplicas } = record
  const { leaderRecoveryState, directories, eligibleLeaderReplicas, lastKnownElr } = record
  return (
    leader === NO_LEADER_CHANGE &&
    leaderRecoveryState === -1 &&
    [isr, replicas, removingReplicas, addingReplicas, directories, eligibleLeaderReplicas, lastKnownElr].every(
      list => list === null,
    )
  )
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}
