/**
 * The other end of a fetcher: a broker that leads partitions of its own, answers as the Fetch and ListOffsets APIs do,
 * and does what a test wants.
 */
import type { Retained } from '../../../base/retained.ts'
import { ErrorCode } from '../../../protocol/errors.ts'
import { type FetchRequest, fetchRequest } from '../../../protocol/generated/fetch-request.ts'
import { FetchableTopicResponse, FetchResponse, PartitionData } from '../../../protocol/generated/fetch-response.ts'
import type { ListOffsetsRequest } from '../../../protocol/generated/list-offsets-request.ts'
import {
  ListOffsetsPartitionResponse,
  ListOffsetsResponse,
  ListOffsetsTopicResponse,
} from '../../../protocol/generated/list-offsets-response.ts'
import { type FetchPlan, planFetch } from '../../fetch-plan.ts'
import { FetchSessionCache, takeNews } from '../../fetch-session.ts'
import type { PeerAnswer, PeerApi, SendOptions } from '../../peers/peer-connection.ts'
import { PeerError } from '../../peers/peer-connection.ts'
import { type TestPartition, TOPIC, TOPIC_ID } from '../../test-support/test-partition.ts'
import type { BrokerPeer } from '../replica-fetchers.ts'

const LATEST = -1
/** How often a fetch that waits is looked at. */
const STEP_MS = 10

function hasNews({ errorCode, records, divergingEpoch }: PartitionData): boolean {
  return errorCode !== ErrorCode.NONE || (records?.length ?? 0) > 0 || divergingEpoch.epoch >= 0
}

export class FakeLeader implements BrokerPeer {
  readonly partitions: TestPartition[]
  /**
   * What was asked, in short: `fetch 7/1 0@5+2 -1`: session and its epoch, partition at offset with the epoch fetched
   * last, those forgotten.
   */
  readonly asked: string[] = []
  readonly waits: number[] = []
  /** What the next requests meet instead of an answer, in turn. */
  readonly failures: (PeerError | 'session-lost' | number)[] = []
  /** Changes an answer before it leaves. */
  distort: (data: PartitionData) => void = () => {}
  /** Instead of what the offsets are. */
  listOffsetsError: number = ErrorCode.NONE
  /** Answers wait here until they are let through. */
  holds = false
  isClosed = false
  private readonly held: (() => void)[] = []
  private readonly underWay: ((error: PeerError) => void)[] = []
  private sessions: FetchSessionCache

  constructor(partitions: TestPartition[]) {
    this.partitions = [...partitions]
    this.sessions = new FetchSessionCache(10, partitions[0]!.test.host.random)
  }

  isAt(): boolean {
    return true
  }

  close(): void {
    this.isClosed = true
  }

  interrupt(): void {
    for (const fail of this.underWay.splice(0)) fail(new PeerError('this node asks anew'))
  }

  letThrough(): void {
    this.holds = false
    for (const pass of this.held.splice(0)) pass()
  }

  async send<Request, Response>(
    api: PeerApi<Request, Response>,
    make: (apiVersion: number) => Request,
    _options: SendOptions,
  ): Promise<PeerAnswer<Response>> {
    if (this.isClosed) throw new PeerError('this node stops')
    this.underWay.length = 0
    const request = make(api.request.maxVersion)
    const isFetch = (api.request as unknown) === fetchRequest
    const interrupted = new Promise<never>((_, reject) => this.underWay.push(reject))
    const response = isFetch
      ? await Promise.race([this.fetch(request as FetchRequest), interrupted])
      : this.listOffsets(request as unknown as ListOffsetsRequest)
    if (this.holds) await new Promise<void>(resolve => this.held.push(resolve))
    return { response: response as Response, apiVersion: api.request.maxVersion, owner: null as Retained | null }
  }

  private partition(index: number): TestPartition | undefined {
    return this.partitions.find(({ partition }) => partition.index === index)
  }

  private async fetch(request: FetchRequest): Promise<FetchResponse> {
    const asked = request.topics.flatMap(({ partitions }) =>
      partitions.map(each => `${each.partition}@${each.fetchOffset}+${each.lastFetchedEpoch}`),
    )
    const forgotten = request.forgottenTopicsData.flatMap(({ partitions }) => partitions.map(index => `-${index}`))
    const session = request.sessionId === 0 ? 'new' : 'kept'
    this.asked.push(['fetch', `${session}/${request.sessionEpoch}`, ...asked, ...forgotten].join(' '))
    this.waits.push(request.maxWaitMs)
    const failure = this.failures.shift()
    if (failure instanceof PeerError) throw failure
    if (failure === 'session-lost') this.sessions = new FetchSessionCache(10, this.partitions[0]!.test.host.random)
    const response = new FetchResponse()
    if (typeof failure === 'number') {
      response.errorCode = failure
      return response
    }
    const plan = planFetch(this.sessions, request, fetchRequest.maxVersion, 0, id => (id === TOPIC_ID ? TOPIC : null))
    response.errorCode = plan.errorCode
    response.sessionId = plan.session?.id ?? 0
    const { timers } = this.partitions[0]!.test.host
    let answers = await this.readAll(plan)
    for (let waitedMs = 0; waitedMs < request.maxWaitMs && !answers.some(hasNews); waitedMs += STEP_MS) {
      await new Promise<void>(resolve => timers.after(STEP_MS, resolve))
      answers = await this.readAll(plan)
    }
    const topic = Object.assign(new FetchableTopicResponse(), { topic: TOPIC, topicId: TOPIC_ID })
    topic.partitions = answers.filter((data, i) => {
      const { errorCode, highWatermark, logStartOffset } = data
      const hasRecords = (data.records?.length ?? 0) > 0
      const hasDirective = data.divergingEpoch.epoch >= 0
      const news = { errorCode, highWatermark, logStartOffset, hasRecords, hasDirective }
      return takeNews(plan.partitions[i]!, news) || !plan.incremental
    })
    response.responses = [topic]
    return response
  }

  private async readAll(plan: FetchPlan): Promise<PartitionData[]> {
    const answers: PartitionData[] = []
    for (const state of plan.partitions) {
      const data = Object.assign(new PartitionData(), { partitionIndex: state.partition, highWatermark: -1 })
      answers.push(data)
      const partition = this.partition(state.partition)
      if (partition === undefined) data.errorCode = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
      else {
        const read = await partition.partition.read({
          fetchOffset: state.fetchOffset,
          currentLeaderEpoch: state.currentLeaderEpoch,
          lastFetchedEpoch: state.lastFetchedEpoch,
          maxBytes: 1_000_000,
          minOneBatch: true,
          readCommitted: false,
          replicaId: plan.replicaId,
          replicaEpoch: plan.replicaEpoch,
        })
        data.errorCode = read.errorCode
        data.highWatermark = read.highWatermark
        data.logStartOffset = read.logStartOffset
        data.records = read.records
        if (read.diverging !== null) Object.assign(data.divergingEpoch, read.diverging)
      }
      this.distort(data)
    }
    return answers
  }

  private listOffsets(request: ListOffsetsRequest): ListOffsetsResponse {
    const topic = Object.assign(new ListOffsetsTopicResponse(), { name: TOPIC })
    for (const asked of request.topics[0]!.partitions) {
      this.asked.push(`offset of ${asked.timestamp === LATEST ? 'the end' : 'the start'}`)
      const { log } = this.partition(asked.partitionIndex)!.partition
      topic.partitions.push(
        Object.assign(new ListOffsetsPartitionResponse(), {
          partitionIndex: asked.partitionIndex,
          errorCode: this.listOffsetsError,
          offset: asked.timestamp === LATEST ? log.writtenEndOffset : log.logStartOffset,
        }),
      )
    }
    return Object.assign(new ListOffsetsResponse(), { topics: [topic] })
  }
}
