import { ErrorCode } from '../../protocol/errors.ts'
import type { GroupChecker } from '../checkers/groups.ts'
import type { ClusterClient } from '../client/cluster-client.ts'
import { GroupCalls, type Membership } from '../client/group-calls.ts'
import { Actor } from './actor.ts'
import { type FetchedPage, fetchPage } from './consumer.ts'

const SESSION_TIMEOUT_MS = 6_000
const REBALANCE_TIMEOUT_MS = 8_000
const RETRY_MS = 100
const ROUND_MS = 300
const PATIENCE = { maxWaitMs: 20, minBytes: 1 }

export interface GroupMemberOptions {
  readonly group: string
  readonly topic: string
  readonly partitions: number
  readonly onPage: (partition: number, fetchOffset: number, page: FetchedPage) => void
}

/**
 * One member of a classic consumer group: joins, shares the partitions out when it is the leader, reads from the committed offsets on, commits what it has
 * read, heartbeats, and leaves now and then.
 */
export class SimGroupMember extends Actor {
  private readonly calls: GroupCalls
  private readonly checker: GroupChecker
  private readonly options: GroupMemberOptions
  private memberId = ''
  /** What it owns at the moment; null while it has no part in a generation. */
  owned: readonly number[] | null = null

  constructor(client: ClusterClient, checker: GroupChecker, options: GroupMemberOptions) {
    super(client)
    // A join may wait for a whole rebalance.
    client.requestTimeoutMs = REBALANCE_TIMEOUT_MS + 4_000
    this.calls = new GroupCalls(client, options.group)
    this.checker = checker
    this.options = options
  }

  protected pauseMs(): number {
    return RETRY_MS
  }

  protected async turn(): Promise<void> {
    try {
      const membership = await this.join()
      if (membership !== null) await this.take(membership)
    } finally {
      this.owned = null
    }
  }

  /** Null when the coordinator wants to be asked again. */
  private async join(): Promise<{ readonly membership: Membership; readonly partitions: readonly number[] } | null> {
    const { calls } = this
    const joined = await calls.join(this.memberId, SESSION_TIMEOUT_MS, REBALANCE_TIMEOUT_MS)
    if (joined.errorCode === ErrorCode.MEMBER_ID_REQUIRED) {
      this.memberId = joined.memberId
      return null
    }
    if (joined.errorCode !== ErrorCode.NONE) {
      this.refused(joined.errorCode)
      return null
    }
    this.memberId = joined.memberId
    const membership = { memberId: joined.memberId, generationId: joined.generationId }
    const members = joined.leader === joined.memberId ? joined.members.map(({ memberId }) => memberId) : []
    const synced = await calls.sync(membership, this.share(members))
    if (synced.errorCode !== ErrorCode.NONE) {
      this.refused(synced.errorCode)
      return null
    }
    const partitions = synced.assignment.length === 0 ? [] : (JSON.parse(synced.assignment.toString()) as number[])
    return { membership, partitions }
  }

  private share(members: readonly string[]): ReadonlyMap<string, readonly number[]> {
    const shares = new Map<string, number[]>(members.map(member => [member, []]))
    if (members.length === 0) return shares
    for (let partition = 0; partition < this.options.partitions; partition++)
      shares.get(members[partition % members.length]!)!.push(partition)
    return shares
  }

  private refused(errorCode: number): void {
    switch (errorCode) {
      case ErrorCode.UNKNOWN_MEMBER_ID:
        this.memberId = ''
        break
      case ErrorCode.NOT_COORDINATOR:
      case ErrorCode.COORDINATOR_NOT_AVAILABLE:
        this.calls.forgetCoordinator()
        break
    }
  }

  /** Works until the group rebalances, or this member is thrown out of it or leaves. */
  private async take(joined: {
    readonly membership: Membership
    readonly partitions: readonly number[]
  }): Promise<void> {
    const { calls, client, checker, options } = this
    const { membership, partitions } = joined
    const { group, topic } = options
    const names = partitions.map(partition => `${topic}-${partition}`)
    checker.owns(group, membership.generationId, membership.memberId, names)
    const asked = await calls.coordinatorName()
    const expected = names.map(name => checker.expected(group, name, asked))
    const committed = await calls.committed(topic, partitions)
    if (committed === null) return
    const positions = new Map<number, number>()
    for (const [at, partition] of partitions.entries()) {
      const offset = committed.get(partition) ?? -1
      checker.fetched(group, names[at]!, expected[at]!, offset)
      positions.set(partition, Math.max(0, offset))
    }
    this.owned = partitions
    while (!this.stopped) {
      const errorCode = await calls.heartbeat(membership)
      if (errorCode !== ErrorCode.NONE) {
        this.refused(errorCode)
        return
      }
      for (const [partition, position] of positions) {
        const page = await fetchPage(client, topic, partition, position, PATIENCE)
        if (page === null) continue
        options.onPage(partition, position, page)
        const last = page.records.at(-1)
        if (last === undefined) continue
        positions.set(partition, last.offset + 1)
        const coordinator = await calls.coordinatorName()
        const epoch = checker.epochAt(coordinator, group)
        const refusal = await calls.commit(membership, topic, partition, last.offset + 1)
        // It may have become the coordinator meanwhile, or be gone by now.
        const latest = Math.max(epoch, checker.epochAt(coordinator, group))
        if (refusal === ErrorCode.NONE) checker.acknowledged(group, `${topic}-${partition}`, last.offset + 1, latest)
        else {
          this.refused(refusal)
          return
        }
      }
      if (client.host.random.chance(0.01)) {
        this.memberId = ''
        await calls.leave(membership)
        return
      }
      await client.sleep(client.host.random.exponential(ROUND_MS))
    }
  }
}
