/**
 * A group of the classic protocol. Its members are soft state: Kafka writes a snapshot of the group (GroupMetadataValue)
 * when a rebalance ends, and a new coordinator goes on from the last snapshot.
 */
import { assert } from '../base/assert.ts'
import { GroupMetadataValue, MemberMetadata } from '../protocol/generated/group-metadata-value.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { EMPTY_BYTES } from '../protocol/reader.ts'
import { subscribedTopicsOf } from './consumer-protocol.ts'

/**
 * Empty: no members, perhaps offsets. The first member that joins takes it to PreparingRebalance (`beginRebalance`).
 *
 * PreparingRebalance: JoinGroup requests are parked until every member has joined or the rebalance timeout has passed. Then
 * the next generation begins (`beginGeneration`): CompletingRebalance, or Empty when nobody is left.
 *
 * CompletingRebalance: members know the generation; SyncGroup requests are parked until the leader's assignment is
 * written. Then Stable (`becomeStable`). A member that joins, leaves or fails takes it back to PreparingRebalance.
 *
 * Stable: members heartbeat and commit. A change of members or of their metadata takes it to PreparingRebalance.
 *
 * Dead: deleted, or this broker no longer coordinates it (`die`, from everywhere). Nothing leads out of it.
 */
export type ClassicState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead'

export interface MemberProtocol {
  readonly name: string
  readonly metadata: Buffer
}

export interface ClassicMember {
  readonly memberId: string
  /** `group.instance.id` of a static member (KIP-345). */
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  rebalanceTimeoutMs: number
  sessionTimeoutMs: number
  readonly protocolType: string
  /** In the member's order of preference. */
  protocols: readonly MemberProtocol[]
  assignment: Buffer
  /** The parked JoinGroup or SyncGroup. */
  joinToken: number | null
  syncToken: number | null
  /** Joined, but not yet told its generation. */
  isNew: boolean
}

export class ClassicGroup {
  readonly type = 'classic'
  readonly groupId: string
  private current: ClassicState = 'Empty'
  private previous: ClassicState = 'Dead'
  generationId = 0
  protocolType: string | null = null
  protocolName: string | null = null
  leaderId: string | null = null
  /** −1 when unknown: groups written before Kafka 2.1. */
  stateTimestampMs: number
  /** Somebody joined since the initial delay began. */
  newMemberAdded = false
  readonly members = new Map<string, ClassicMember>()
  /** Member id by instance id. */
  readonly staticMembers = new Map<string, string>()
  /** Were given an id (KIP-394) and have not joined with it yet. */
  readonly pendingJoin = new Set<string>()
  /** Have not sent SyncGroup in this generation yet. */
  readonly pendingSync = new Set<string>()
  /** Null when unknown: not the consumer's protocol type, or metadata that cannot be read. */
  private subscribed: ReadonlySet<string> | null = null

  constructor(groupId: string, nowMs: number) {
    this.groupId = groupId
    this.stateTimestampMs = nowMs
  }

  /** From its last snapshot, as a new coordinator finds it. */
  static restore(groupId: string, value: GroupMetadataValue): ClassicGroup {
    const group = new ClassicGroup(groupId, value.currentStateTimestamp)
    for (const member of value.members) {
      group.add({
        memberId: member.memberId,
        groupInstanceId: member.groupInstanceId,
        clientId: member.clientId,
        clientHost: member.clientHost,
        rebalanceTimeoutMs: member.rebalanceTimeout === -1 ? member.sessionTimeout : member.rebalanceTimeout,
        sessionTimeoutMs: member.sessionTimeout,
        protocolType: value.protocolType,
        protocols: [{ name: value.protocol ?? '', metadata: member.subscription }],
        assignment: member.assignment,
        joinToken: null,
        syncToken: null,
        isNew: false,
      })
    }
    group.current = group.members.size === 0 ? 'Empty' : 'Stable'
    group.generationId = value.generation
    group.protocolType = value.protocolType === '' ? null : value.protocolType
    group.protocolName = value.protocol
    group.leaderId = value.leader
    group.subscribed = group.computeSubscribedTopics()
    return group
  }

  get state(): ClassicState {
    return this.current
  }

  get previousState(): ClassicState {
    return this.previous
  }

  get isEmpty(): boolean {
    return this.current === 'Empty'
  }

  get canRebalance(): boolean {
    return this.current === 'Empty' || this.current === 'CompletingRebalance' || this.current === 'Stable'
  }

  beginRebalance(nowMs: number): void {
    assert(this.canRebalance, `group ${this.groupId} cannot rebalance in state ${this.current}`)
    this.move('PreparingRebalance', nowMs)
  }

  beginGeneration(nowMs: number): void {
    assert(this.current === 'PreparingRebalance', `group ${this.groupId} begins a generation in state ${this.current}`)
    this.generationId++
    this.pendingSync.clear()
    if (this.members.size > 0) {
      this.protocolName = this.selectProtocol()
      this.move('CompletingRebalance', nowMs)
    } else {
      this.protocolName = null
      this.move('Empty', nowMs)
    }
    this.subscribed = this.computeSubscribedTopics()
  }

  becomeStable(nowMs: number): void {
    assert(this.current === 'CompletingRebalance', `group ${this.groupId} becomes stable in state ${this.current}`)
    this.move('Stable', nowMs)
  }

  die(nowMs: number): void {
    this.move('Dead', nowMs)
  }

  private move(state: ClassicState, nowMs: number): void {
    this.previous = this.current
    this.current = state
    this.stateTimestampMs = nowMs
  }

  get usesConsumerProtocol(): boolean {
    return this.protocolType === 'consumer'
  }

  get subscribedTopics(): ReadonlySet<string> | null {
    return this.subscribed
  }

  /** Where the topics are unknown, a group of consumers is taken to be subscribed to every one. */
  isSubscribedTo(topic: string): boolean {
    return this.subscribed?.has(topic) ?? this.usesConsumerProtocol
  }

  isLeader(memberId: string): boolean {
    return this.leaderId === memberId
  }

  get awaitingJoinCount(): number {
    let count = 0
    for (const { joinToken } of this.members.values()) if (joinToken !== null) count++
    return count
  }

  get hasAllMembersJoined(): boolean {
    return this.pendingJoin.size === 0 && this.awaitingJoinCount === this.members.size
  }

  /** The longest that any member asked for. */
  get rebalanceTimeoutMs(): number {
    let longest = 0
    for (const { rebalanceTimeoutMs } of this.members.values()) longest = Math.max(longest, rebalanceTimeoutMs)
    return longest
  }

  add(member: ClassicMember): void {
    if (member.groupInstanceId !== null) this.staticMembers.set(member.groupInstanceId, member.memberId)
    if (this.members.size === 0) this.protocolType = member.protocolType
    this.leaderId ??= member.memberId
    this.members.set(member.memberId, member)
    this.pendingJoin.delete(member.memberId)
  }

  /** A member or a pending one. The first of the others leads when the leader goes. */
  remove(memberId: string): void {
    const member = this.members.get(memberId)
    if (member !== undefined) {
      this.members.delete(memberId)
      if (member.groupInstanceId !== null) this.staticMembers.delete(member.groupInstanceId)
    }
    if (this.isLeader(memberId)) this.leaderId = this.members.keys().next().value ?? null
    this.pendingJoin.delete(memberId)
    this.pendingSync.delete(memberId)
  }

  /** KIP-345: the same instance came back under a new member id and takes over everything of the old one. */
  replaceStaticMember(groupInstanceId: string, oldMemberId: string, newMemberId: string): ClassicMember {
    const old = this.members.get(oldMemberId)
    assert(old !== undefined, `group ${this.groupId} has no member ${oldMemberId} to replace`)
    const member: ClassicMember = { ...old, memberId: newMemberId, joinToken: null, syncToken: null, isNew: false }
    this.members.delete(oldMemberId)
    this.members.set(newMemberId, member)
    if (this.isLeader(oldMemberId)) this.leaderId = newMemberId
    this.staticMembers.set(groupInstanceId, newMemberId)
    return member
  }

  /** A leader that did not rejoin in time is replaced by the first member that did. False when nobody did. */
  electJoinedLeader(): boolean {
    const leader = this.leaderId === null ? undefined : this.members.get(this.leaderId)
    if (leader === undefined) return false
    if (leader.joinToken !== null) return true
    for (const member of this.members.values()) {
      if (member.joinToken === null) continue
      this.leaderId = member.memberId
      return true
    }
    return false
  }

  /** NONE, or why this is not (any more) the member that it claims to be. */
  memberError(memberId: string, groupInstanceId: string | null): number {
    if (groupInstanceId !== null) {
      const holder = this.staticMembers.get(groupInstanceId)
      if (holder === undefined) return ErrorCode.UNKNOWN_MEMBER_ID
      if (holder !== memberId) return ErrorCode.FENCED_INSTANCE_ID
    }
    return this.members.has(memberId) ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID
  }

  /** Whether a member with these protocols can live with the present ones. */
  supportsProtocols(protocolType: string, protocols: readonly MemberProtocol[]): boolean {
    if (this.isEmpty) return protocolType !== '' && protocols.length > 0
    if (this.protocolType !== protocolType) return false
    const common = this.commonProtocols()
    return protocols.some(({ name }) => common.has(name))
  }

  /** Supported by every member. */
  private commonProtocols(): Set<string> {
    const counts = new Map<string, number>()
    for (const { protocols } of this.members.values()) {
      for (const name of new Set(protocols.map(protocol => protocol.name))) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    const common = new Set<string>()
    for (const [name, count] of counts) if (count === this.members.size) common.add(name)
    return common
  }

  /** Every member votes for the one it likes best of those that all support; the earliest member's favourite wins a tie. */
  selectProtocol(): string {
    const common = this.commonProtocols()
    const votes = new Map<string, number>()
    for (const { protocols } of this.members.values()) {
      const favourite = protocols.find(({ name }) => common.has(name))
      if (favourite !== undefined) votes.set(favourite.name, (votes.get(favourite.name) ?? 0) + 1)
    }
    let winner: string | null = null
    let most = 0
    for (const [name, count] of votes) {
      if (count <= most) continue
      winner = name
      most = count
    }
    assert(winner !== null, `the members of group ${this.groupId} have no protocol in common`)
    return winner
  }

  private computeSubscribedTopics(): ReadonlySet<string> | null {
    if (!this.usesConsumerProtocol) return null
    if (this.members.size === 0) return new Set()
    if (this.protocolName === null) return null
    const all = new Set<string>()
    for (const member of this.members.values()) {
      const topics = subscribedTopicsOf(metadataFor(member, this.protocolName))
      if (topics === null) return null
      for (const topic of topics) all.add(topic)
    }
    return all
  }

  /** What is written about the group; `assignments` are those that are about to become true. */
  snapshot(assignments: ReadonlyMap<string, Buffer>): GroupMetadataValue {
    const value = new GroupMetadataValue()
    value.protocolType = this.protocolType ?? ''
    value.generation = this.generationId
    value.protocol = this.protocolName
    value.leader = this.leaderId
    value.currentStateTimestamp = this.stateTimestampMs
    value.members = [...this.members.values()].map(member => {
      const written = new MemberMetadata()
      written.memberId = member.memberId
      written.groupInstanceId = member.groupInstanceId
      written.clientId = member.clientId
      written.clientHost = member.clientHost
      written.rebalanceTimeout = member.rebalanceTimeoutMs
      written.sessionTimeout = member.sessionTimeoutMs
      written.subscription = metadataFor(member, this.protocolName ?? '')
      written.assignment = assignments.get(member.memberId) ?? EMPTY_BYTES
      return written
    })
    return value
  }

  assignments(): Map<string, Buffer> {
    return new Map([...this.members.values()].map(({ memberId, assignment }) => [memberId, assignment]))
  }
}

export function metadataFor(member: ClassicMember, protocolName: string): Buffer {
  return member.protocols.find(({ name }) => name === protocolName)?.metadata ?? EMPTY_BYTES
}

/** Whether the member asks for just what it asked for before. */
export function sameProtocols(a: readonly MemberProtocol[], b: readonly MemberProtocol[]): boolean {
  return (
    a.length === b.length && a.every(({ name, metadata }, i) => name === b[i]!.name && metadata.equals(b[i]!.metadata))
  )
}
