import { expect, it } from 'vitest'
import { TestHost } from '../log/test-support/test-host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { AlterPartitionRequest } from '../protocol/generated/alter-partition-request.ts'
import { AlterPartitionResponse, PartitionData, TopicData } from '../protocol/generated/alter-partition-response.ts'
import { NotControllerError } from './controller-node.ts'
import { IsrChanges } from './isr-changes.ts'
import { TestPartition } from './test-support/test-partition.ts'

type Answer = Error | { readonly errorCode: number } | readonly Partial<PartitionData>[]

/** A broker that leads two partitions, and a controller that answers when the test says so. */
class World {
  readonly test = new TestHost()
  readonly leaders: TestPartition[] = []
  readonly asked: string[] = []
  private open: ((answer: Answer) => void) | null = null
  readonly changes: IsrChanges

  constructor() {
    const channel = { request: (_key: number, _version: number, request: object) => this.ask(request as never) }
    this.changes = new IsrChanges(this.test.host, channel, {
      nodeId: 1,
      brokerEpoch: () => 100,
      epochOf: id => id * 10,
    })
    const first = new TestPartition({ test: this.test })
    this.leaders.push(first, new TestPartition({ test: this.test, logs: first.logs, index: 1 }))
    for (const leader of this.leaders) leader.image({ leaderId: 1, leaderEpoch: 1, isr: [1] })
  }

  private async ask(request: AlterPartitionRequest): Promise<AlterPartitionResponse> {
    expect([request.brokerId, request.brokerEpoch]).toEqual([1, 100])
    const partitions = request.topics.flatMap(topic => topic.partitions)
    this.asked.push(
      partitions
        .map(each => {
          const members = each.newIsrWithEpochs.map(({ brokerId, brokerEpoch }) => `${brokerId}@${brokerEpoch}`)
          return `${each.partitionIndex}: ${members} ${each.leaderEpoch}/${each.partitionEpoch}`
        })
        .join('; '),
    )
    expect(this.open).toBeNull()
    const answer = await new Promise<Answer>(resolve => {
      this.open = resolve
    })
    if (answer instanceof Error) throw answer
    const response = new AlterPartitionResponse()
    if ('errorCode' in answer) response.errorCode = answer.errorCode
    else {
      const topic = Object.assign(new TopicData(), { topicId: request.topics[0]!.topicId })
      topic.partitions = answer.map((fields, i) =>
        Object.assign(new PartitionData(), { partitionIndex: partitions[i]!.partitionIndex }, fields),
      )
      response.topics = [topic]
    }
    return response
  }

  async answer(answer: Answer): Promise<void> {
    const { open } = this
    this.open = null
    open!(answer)
    await this.test.advance(0)
  }

  /** Follower 2 of a partition shows up; what the leader wants is passed on. */
  async caughtUp(index: number, replicaId = 2): Promise<void> {
    const leader = this.leaders[index]!
    await leader.fetch(replicaId, 0)
    await this.passOn(index)
  }

  async passOn(index: number): Promise<void> {
    const leader = this.leaders[index]!
    for (const { isr, partitionEpoch } of leader.proposals.splice(0)) {
      this.changes.propose(leader.partition, isr, partitionEpoch)
    }
    await this.test.advance(0)
  }

  inSync(index: number): readonly number[] | 'proposed' {
    const { proposal } = this.leaders[index]!.partition
    return proposal === null ? (this.settled[index] ?? [1]) : 'proposed'
  }

  readonly settled: (readonly number[])[] = []
}

const done = (isr: number[], partitionEpoch: number) => ({ isr, partitionEpoch, leaderId: 1, leaderEpoch: 1 })

it('what is wanted while a request is under way goes with the next, all in one', async () => {
  const world = new World()
  await world.caughtUp(0)
  expect(world.asked).toEqual(['0: 1@100,2@5 1/1'])
  await world.caughtUp(0, 3)
  await world.caughtUp(1)
  await world.answer([done([1, 2], 2)])
  // Follower 3 of the first came meanwhile; its leader proposes it as soon as the set is settled.
  await world.passOn(0)
  expect(world.asked.slice(1)).toEqual(['1: 1@100,2@5 1/1'])
  await world.answer([done([1, 2], 2)])
  expect(world.asked.slice(2)).toEqual(['0: 1@100,2@5,3@5 1/2'])
  await world.answer([done([1, 2, 3], 3)])
  expect(world.leaders.map(({ partition }) => partition.proposal)).toEqual([null, null])
})

it('what the controller says that it has not done is given up until there is news', async () => {
  const world = new World()
  await world.caughtUp(0)
  await world.answer([{ errorCode: ErrorCode.INELIGIBLE_REPLICA }])
  await world.test.advance(10_000)
  expect([world.inSync(0), world.asked.length]).toEqual([[1], 1])
  await world.caughtUp(0)
  expect(world.asked.length).toBe(2)
})

it.each([
  ['FENCED_LEADER_EPOCH'],
  ['INVALID_UPDATE_VERSION'],
  ['INVALID_REQUEST'],
  ['NEW_LEADER_ELECTED'],
  ['UNKNOWN_TOPIC_ID'],
  ['UNKNOWN_TOPIC_OR_PARTITION'],
] as const)('%s: the leader waits for both sets until the image shows what the controller knows', async error => {
  const world = new World()
  const [leader] = world.leaders
  await world.caughtUp(0)
  await leader!.produce(['a'])
  await world.answer([{ errorCode: ErrorCode[error] }])
  await world.test.advance(10_000)
  expect([world.inSync(0), world.asked.length, leader!.partition.committedOffset]).toEqual(['proposed', 1, 0])
  leader!.ineligible.add(2)
  leader!.image({ isr: [1] })
  expect([world.inSync(0), leader!.partition.committedOffset]).toEqual([[1], 1])
})

it.each<[string, Answer]>([
  ['no answer came', new NotControllerError('nobody leads')],
  ['the controller does not know this registration', { errorCode: ErrorCode.STALE_BROKER_EPOCH }],
  ['the controller is behind', [{ errorCode: ErrorCode.NOT_CONTROLLER }]],
  ['the answer leaves it out', []],
])('is asked again where %s, and counts meanwhile: it may have been done', async (_, answer) => {
  const world = new World()
  const [leader] = world.leaders
  await world.caughtUp(0)
  await leader!.produce(['a'])
  await world.answer(answer)
  expect([world.inSync(0), leader!.partition.committedOffset]).toEqual(['proposed', 0])
  await world.test.advance(50)
  expect(world.asked).toEqual(['0: 1@100,2@5 1/1', '0: 1@100,2@5 1/1'])
  await world.answer([done([1, 2], 2)])
  expect([world.inSync(0), leader!.partition.committedOffset]).toEqual([[1], 0])
})

it('is not asked again when the leader has moved on', async () => {
  const world = new World()
  await world.caughtUp(0)
  world.leaders[0]!.image({ leaderId: 2, leaderEpoch: 2 })
  await world.answer(new NotControllerError('nobody leads'))
  await world.test.advance(1_000)
  expect(world.asked.length).toBe(1)
})

it('an answer of another leadership changes nothing', async () => {
  const world = new World()
  const [leader] = world.leaders
  await world.caughtUp(0)
  leader!.image({ leaderEpoch: 2, isr: [1, 3] })
  await world.answer([done([1, 2], 2)])
  await leader!.produce(['a'])
  await leader!.fetch(2, 1)
  expect(leader!.partition.committedOffset).toBe(0)
  await leader!.fetch(3, 1)
  expect(leader!.partition.committedOffset).toBe(1)
})

it('says the registration that a follower does not tell as the cluster knows it', async () => {
  const world = new World()
  await world.leaders[0]!.fetch(2, 0, { replicaEpoch: -1 })
  await world.passOn(0)
  expect(world.asked).toEqual(['0: 1@100,2@20 1/1'])
})

it('says nothing after its end', async () => {
  const world = new World()
  await world.caughtUp(0)
  world.changes.stop()
  await world.answer(new NotControllerError('this node stops'))
  await world.caughtUp(1)
  await world.test.advance(1_000)
  expect(world.asked.length).toBe(1)
})
