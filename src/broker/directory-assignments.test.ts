import { describe, expect, it } from 'vitest'
import { settle, TestHost } from '../log/test-support/test-host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { AssignReplicasToDirsRequest } from '../protocol/generated/assign-replicas-to-dirs-request.ts'
import * as response from '../protocol/generated/assign-replicas-to-dirs-response.ts'
import { AssignReplicasToDirsResponse } from '../protocol/generated/assign-replicas-to-dirs-response.ts'
import { DirectoryAssignments } from './directory-assignments.ts'

/** A controller that answers when a test says so. */
class Controller {
  readonly requests: AssignReplicasToDirsRequest[] = []
  private readonly open: { resolve: (answer: object) => void; reject: (error: Error) => void }[] = []
  brokerEpoch = 7
  isSupported = true
  readonly test = new TestHost()
  readonly assignments = new DirectoryAssignments(
    this.test.host,
    {
      request: (_key, _version, request) => {
        this.requests.push(request as AssignReplicasToDirsRequest)
        return new Promise((resolve, reject) => this.open.push({ resolve, reject }))
      },
    },
    { nodeId: 1, brokerEpoch: () => this.brokerEpoch, isSupported: () => this.isSupported },
  )

  /** What was asked for last: `topic-partition → directory`. */
  get asked(): string[] {
    return this.requests
      .at(-1)!
      .directories.flatMap(({ id, topics }) =>
        topics.flatMap(({ topicId, partitions }) => partitions.map(p => `${topicId}-${p.partitionIndex} → ${id}`)),
      )
  }

  async answer(errorCode: number, refused: readonly number[] = []): Promise<void> {
    const answer = Object.assign(new AssignReplicasToDirsResponse(), { errorCode })
    answer.directories = this.requests.at(-1)!.directories.map(({ id, topics }) => {
      const directory = Object.assign(new response.DirectoryData(), { id })
      directory.topics = topics.map(({ topicId, partitions }) => {
        const topic = Object.assign(new response.TopicData(), { topicId })
        topic.partitions = partitions.map(({ partitionIndex }) =>
          Object.assign(new response.PartitionData(), {
            partitionIndex,
            errorCode: refused.includes(partitionIndex) ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.NONE,
          }),
        )
        return topic
      })
      return directory
    })
    this.open.shift()!.resolve(answer)
    await settle()
  }

  async fail(): Promise<void> {
    this.open.shift()!.reject(new Error('no controller'))
    await settle()
  }
}

function ask(controller: Controller, partition: number, directory: string, outcomes: string[]): void {
  void controller.assignments
    .assign('t', partition, directory)
    .then(outcome => outcomes.push(`${partition} → ${directory}: ${outcome}`))
}

describe('assignments of replicas to directories', () => {
  it('go together while one request is under way, and each learns what became of it', async () => {
    const controller = new Controller()
    const outcomes: string[] = []
    ask(controller, 0, 'A', outcomes)
    ask(controller, 1, 'B', outcomes)
    ask(controller, 2, 'A', outcomes)
    expect([controller.requests.length, controller.asked]).toEqual([1, ['t-0 → A']])
    await controller.answer(ErrorCode.NONE)
    expect([controller.requests.length, controller.asked]).toEqual([2, ['t-1 → B', 't-2 → A']])
    expect([controller.requests[1]!.brokerId, controller.requests[1]!.brokerEpoch]).toEqual([1, 7])
    await controller.answer(ErrorCode.NONE, [1])
    expect(outcomes).toEqual(['0 → A: accepted', '1 → B: refused', '2 → A: accepted'])
    expect(controller.requests.length).toBe(2)
  })

  it('are repeated until the controller has answered, and wait for the registration', async () => {
    const controller = new Controller()
    const outcomes: string[] = []
    controller.brokerEpoch = -1
    ask(controller, 0, 'A', outcomes)
    await controller.test.advance(100)
    expect(controller.requests.length).toBe(0)
    controller.brokerEpoch = 9
    await controller.test.advance(100)
    await controller.fail()
    await controller.test.advance(100)
    await controller.answer(ErrorCode.STALE_BROKER_EPOCH)
    expect(outcomes).toEqual([])
    await controller.test.advance(100)
    await controller.answer(ErrorCode.NONE)
    expect([controller.requests.length, outcomes]).toEqual([3, ['0 → A: accepted']])
  })

  it('give way to a later one of the same replica, also when they are under way', async () => {
    const controller = new Controller()
    const outcomes: string[] = []
    ask(controller, 0, 'A', outcomes)
    ask(controller, 0, 'B', outcomes)
    await controller.answer(ErrorCode.NONE)
    expect([controller.asked, outcomes]).toEqual([['t-0 → B'], ['0 → A: superseded']])
    await controller.answer(ErrorCode.NONE)
    expect(outcomes).toEqual(['0 → A: superseded', '0 → B: accepted'])
  })

  it('need no controller where the metadata version has no directories, and end with a stop', async () => {
    const controller = new Controller()
    const outcomes: string[] = []
    controller.isSupported = false
    ask(controller, 0, 'A', outcomes)
    await settle()
    expect([controller.requests.length, outcomes]).toEqual([0, ['0 → A: accepted']])
    controller.isSupported = true
    ask(controller, 1, 'A', outcomes)
    controller.assignments.stop()
    await controller.fail()
    await controller.test.advance(1000)
    expect([controller.requests.length, outcomes.length]).toEqual([1, 1])
  })
})
