/** All clients of a simulated world: what they do does not depend on how many nodes there are. */
import { GroupChecker } from '../checkers/groups.ts'
import { PartitionChecker } from '../checkers/partitions.ts'
import { ClusterClient } from '../client/cluster-client.ts'
import type { History } from '../history.ts'
import type { World } from '../world.ts'
import { SimAdmin } from './admin.ts'
import { type FetchedPage, SimConsumer } from './consumer.ts'
import { SimGroupMember } from './group-member.ts'
import { SimProducer } from './producer.ts'

export const TOPIC = 'simulated'
export const COMPACTED_TOPIC = 'compacted'
export const PARTITIONS = 3
const MEMBERS = 2
const GROUP = 'group'

/** How a world's clients go about the same amount of records. Drawn from the seed, printed with a failing one. */
export interface Pace {
  /** Producers put what would be so many batches into one. */
  readonly gathers: number
  /** What readers want to get at least, within half a second. */
  readonly fetchMinBytes: number
}

export class Workload {
  readonly clients: ClusterClient[] = []
  readonly groups: GroupChecker
  private readonly world: World
  private readonly history: History
  private readonly pace: Pace
  private readonly checker: PartitionChecker
  private readonly producers: SimProducer[] = []
  private readonly consumers: SimConsumer[] = []
  private readonly members: SimGroupMember[] = []
  private readonly admin: SimAdmin

  /** The topics are there. */
  constructor(world: World, history: History, pace: Pace, changesVoters: boolean) {
    this.world = world
    this.history = history
    this.pace = pace
    this.groups = new GroupChecker(world)
    this.checker = new PartitionChecker(world, history)
    for (let partition = 0; partition < PARTITIONS; partition++) {
      this.produce(`producer${partition}`, TOPIC, partition, partition, 40)
      this.consume(`consumer${partition}`, TOPIC, partition, true)
    }
    this.produce('plain', TOPIC, 0, -1, 100)
    for (const number of [PARTITIONS, -1]) this.produce(`compacted${number}`, COMPACTED_TOPIC, 0, number, 60)
    this.consume('compacted reader', COMPACTED_TOPIC, 0, false)
    for (let member = 0; member < MEMBERS; member++) this.join(`member${member}`)
    this.admin = new SimAdmin(this.client('admin client'), 2_000, [TOPIC, COMPACTED_TOPIC], changesVoters).start()
  }

  private client(name: string): ClusterClient {
    const made = new ClusterClient(this.world, name)
    this.clients.push(made)
    return made
  }

  private produce(name: string, topic: string, partition: number, number: number, pauseMs: number): void {
    const options = { topic, partition, number, pauseMs, gathers: this.pace.gathers }
    this.producers.push(new SimProducer(this.client(name), this.history, options).start())
  }

  private consume(name: string, topic: string, partition: number, dense: boolean): void {
    const onPage = (offset: number, page: FetchedPage): void => this.checker.page(topic, partition, offset, page, dense)
    const options = { topic, partition, minBytes: this.pace.fetchMinBytes, onPage }
    this.consumers.push(new SimConsumer(this.client(name), options).start())
  }

  private join(name: string): void {
    const onPage = (partition: number, offset: number, page: FetchedPage): void =>
      this.checker.page(TOPIC, partition, offset, page)
    const options = { group: GROUP, topic: TOPIC, partitions: PARTITIONS, onPage }
    this.members.push(new SimGroupMember(this.client(name), this.groups, options).start())
  }

  /** Every partition is owned by a member. */
  get groupIsComplete(): boolean {
    const owned = new Set(this.members.flatMap(({ owned }) => owned ?? []))
    return owned.size === PARTITIONS
  }

  /** The operator takes no more voters out of the quorum: of those that are left a majority must be there. */
  leaveVoters(): void {
    this.admin.leaveVoters()
  }

  /** Resolves when everybody is done with what was under way. */
  async stop(): Promise<void> {
    const everybody = [...this.producers, ...this.consumers, ...this.members, this.admin]
    await Promise.all(everybody.map(each => each.stop()))
  }
}
