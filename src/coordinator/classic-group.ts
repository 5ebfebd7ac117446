/**
 * A group of the classic protocol and its members: state, and the rules that need nothing else.
 * `classic-groups.ts` decides.
 */
import { assert } from '../base/assert.ts'

/** Stands for a parked request in effects. */
export type ReplyToken = number

/**
 * Empty: no members, perhaps offsets. The first member that joins makes it PreparingRebalance.
 * PreparingRebalance: JoinGroup requests are parked until all members are here or the rebalance timeout has passed; then
 * CompletingRebalance, or Empty when nobody is left (`beginGeneration`).
 * CompletingRebalance: SyncGroup requests are parked until the leader's assignment is in the log; then Stable. A change of
 * members takes it back to PreparingRebalance.
 * Stable: members heartbeat and commit; a change of members or of their metadata makes it PreparingRebalance.
 * Dead: deleted or given up, from everywhere. Nothing leads out of it.
 */
export type ClassicGroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead'

const PREDECESSORS: Readonly<Record<ClassicGroupState, readonly ClassicGroupState[]>> = {
  Empty: ['PreparingRebalance'],
  PreparingRebalance: ['Empty', 'CompletingRebalance', 'Stable'],
  CompletingRebalance: ['PreparingRebalance'],
  Stable: ['CompletingRebalance'],
  Dead: ['Empty', 'PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead'],
}

export interface MemberProtocol {
  readonly name: string
  readonly metadata: Buffer
}

const NO_BYTES = Buffer.alloc(0)

export class ClassicMember {
  readonly memberId: string
  /** `group.instance.id` of a static member (KIP-345). */
  readonly groupInstanceId: string | null
  clientId: string
  clientHost: string
  rebalanceTimeoutMs: number
  sessionTimeoutMs: number
  /** In the member's order of preference. */
  protocols: readonly MemberProtocol[]
  assignment: Buffer = NO_BYTES
  /** Its parked JoinGroup. */
  joining: ReplyToken | null = null
  /** Its parked SyncGroup. */
  syncing: ReplyToken | null = null
  /** Has sent SyncGroup in this generation. */
  hasSynced = false
  /** Has not been part of a generation yet. */
  isNew = false

  constructor(
    memberId: string,
    groupInstanceId: string | null,
    clientId: string,
    clientHost: string,
    rebalanceTimeoutMs: number,
    sessionTimeoutMs: number,
    protocols: readonly MemberProtocol[],
  ) {
    this.memberId = memberId
    this.groupInstanceId = groupInstanceId
    this.clientId = clientId
    this.clientHost = clientHost
    this.rebalanceTimeoutMs = rebalanceTimeoutMs
    this.sessionTimeoutMs = sessionTimeoutMs
    this.protocols = protocols
  }

  metadataOf(protocolName: string | null): Buffer {
    return this.protocols.find(({ name }) => name === protocolName)?.metadata ?? NO_BYTES
  }

  /** Whether it asked for just these before: same names, same order, same bytes. */
  hasProtocols(protocols: readonly MemberProtocol[]): boolean {
    const mine = this.protocols
    return (
      mine.length === protocols.length &&
      mine.every(({ name, metadata }, i) => name === protocols[i]!.name && metadata.equals(protocols[i]!.metadata))
    )
  }
}

export class ClassicGroup {
  readonly groupId: string
  private current: ClassicGroupState = 'Empty'
  private previous: ClassicGroupState = 'Empty'
  generationId = 0
  protocolType: string | null = null
  protocolName: string | null = null
  leaderId: string | null = null
  /** When it came into its state; −1 where its record does not say. */
  stateSinceMs = -1
  /** Somebody joined since the initial delay (KIP-134) was last set. */
  newMemberAdded = false
  readonly members = new Map<string, ClassicMember>()
  /** Member id by instance id. */
  readonly staticMembers = new Map<string, string>()
  /** Were given a member id (KIP-394) and have not joined with it yet. */
  readonly pendingMembers = new Set<string>()

  constructor(groupId: string) {
    this.groupId = groupId
  }

  get state(): ClassicGroupState {
    return this.current
  }

  /** As it is read from the log, or newly made. */
  restore(state: ClassicGroupState, sinceMs: number): void {
    this.current = state
    this.previous = state
    this.stateSinceMs = sinceMs
  }

  /** The rebalance under way is that of a group that was empty: its initial delay is waited for (KIP-134). */
  get isInitialRebalance(): boolean {
    return this.current === 'PreparingRebalance' && this.previous === 'Empty'
  }

  /** Holds offsets of consumers that assign their partitions themselves; nobody has ever joined it. */
  get isSimple(): boolean {
    return this.current === 'Empty' && this.protocolType === null && this.pendingMembers.size === 0
  }

  transitionTo(state: ClassicGroupState, nowMs: number): void {
    assert(
      PREDECESSORS[state].includes(this.current),
      `group ${this.groupId} cannot go from ${this.current} to ${state}`,
    )
    this.previous = this.current
    this.current = state
    this.stateSinceMs = nowMs
  }

  /** The joining is over: those who are here make the next generation. */
  beginGeneration(nowMs: number): void {
    this.generationId++
    this.newMemberAdded = false
    for (const member of this.members.values()) {
      member.hasSynced = false
      member.isNew = false
    }
    if (this.members.size === 0) {
      this.protocolName = null
      this.transitionTo('Empty', nowMs)
    } else {
      this.protocolName = this.selectProtocol()
      this.transitionTo('CompletingRebalance', nowMs)
    }
  }

  add(member: ClassicMember): void {
    this.members.set(member.memberId, member)
    if (member.groupInstanceId !== null) this.staticMembers.set(member.groupInstanceId, member.memberId)
    this.leaderId ??= member.memberId
    this.pendingMembers.delete(member.memberId)
  }

  /** The first of the others leads when the leader goes. */
  remove(memberId: string): void {
    const member = this.members.get(memberId)
    if (member === undefined) return
    this.members.delete(memberId)
    if (member.groupInstanceId !== null) this.staticMembers.delete(member.groupInstanceId)
    if (this.leaderId === memberId) this.leaderId = this.members.keys().next().value ?? null
  }

  /** A static member under its new id (KIP-345): it inherits the leadership too. */
  replace(oldId: string, member: ClassicMember): void {
    const wasLeader = this.leaderId === oldId
    this.members.delete(oldId)
    this.members.set(member.memberId, member)
    if (member.groupInstanceId !== null) this.staticMembers.set(member.groupInstanceId, member.memberId)
    if (wasLeader) this.leaderId = member.memberId
  }

  /** Nobody is missing, not even those who have only been given an id. */
  get allJoined(): boolean {
    if (this.pendingMembers.size > 0) return false
    for (const { joining } of this.members.values()) if (joining === null) return false
    return true
  }

  get notJoined(): ClassicMember[] {
    return [...this.members.values()].filter(({ joining }) => joining === null)
  }

  /** A leader that has not joined again gives way to the first member that has. False when none has. */
  electLeader(): boolean {
    const leader = this.leaderId === null ? undefined : this.members.get(this.leaderId)
    if (leader !== undefined && leader.joining !== null) return true
    for (const member of this.members.values()) {
      if (member.joining === null) continue
      this.leaderId = member.memberId
      return true
    }
    return false
  }

  /** The longest that any member asks for. */
  get rebalanceTimeoutMs(): number {
    let longest = 0
    for (const member of this.members.values()) longest = Math.max(longest, member.rebalanceTimeoutMs)
    return longest
  }

  /** Whether somebody with these protocols can live with the present members. */
  supports(protocolType: string, protocols: readonly MemberProtocol[]): boolean {
    if (this.current === 'Empty') return protocolType !== '' && protocols.length > 0
    if (this.protocolType !== protocolType) return false
    return protocols.some(({ name }) => this.supportedByAll(name))
  }

  private supportedByAll(protocolName: string): boolean {
    for (const { protocols } of this.members.values()) {
      if (!protocols.some(({ name }) => name === protocolName)) return false
    }
    return true
  }

  /** Names that every member supports. */
  private commonProtocols(): Set<string> {
    const counts = new Map<string, number>()
    for (const { protocols } of this.members.values()) {
      for (const name of new Set(protocols.map(each => each.name))) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return new Set([...counts].filter(([, count]) => count === this.members.size).map(([name]) => name))
  }

  /** Every member votes for its favourite of those that all support; the earliest member's wins a tie. */
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

  /** Its members' metadata is that of consumers, so their topics can be known. */
  get isGenericConsumer(): boolean {
    return this.protocolType === 'consumer'
  }

  /** All topics that its members subscribe to; null where that cannot be known. */
  subscribedTopics(parse: (metadata: Buffer) => readonly string[] | null): ReadonlySet<string> | null {
    if (!this.isGenericConsumer) return null
    const all = new Set<string>()
    if (this.members.size === 0) return all
    if (this.protocolName === null) return null
    for (const member of this.members.values()) {
      const topics = parse(member.metadataOf(this.protocolName))
      if (topics === null) return null
      for (const topic of topics) all.add(topic)
    }
    return all
  }
}
