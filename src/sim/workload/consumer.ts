import { ErrorCode } from '../../protocol/errors.ts'
import { FetchPartition, FetchTopic, fetchRequest } from '../../protocol/generated/fetch-request.ts'
import { fetchResponse } from '../../protocol/generated/fetch-response.ts'
import { INT64_MAX } from '../../protocol/reader.ts'
import { readChain } from '../../records/batch-reader.ts'
import type { ClusterClient } from '../client/cluster-client.ts'
import { NoAnswer } from '../client/wire-client.ts'
import type { Seen } from '../history.ts'

const FETCH = { request: fetchRequest, response: fetchResponse, version: 12 }
const RETRY_MS = 100

export interface FetchedPage {
  readonly errorCode: number
  readonly highWatermark: number
  readonly logStartOffset: number
  readonly records: readonly Seen[]
}

/** One fetch of one partition; null when no answer came. */
export async function fetchPage(
  client: ClusterClient,
  topic: string,
  partition: number,
  fetchOffset: number,
  maxWaitMs: number,
): Promise<FetchedPage | null> {
  const leader = await client.leaderOf(topic, partition)
  if (leader === null) return null
  const request = fetchRequest.create()
  request.maxWaitMs = maxWaitMs
  request.minBytes = 1
  request.maxBytes = 64 * 1024
  const wanted = Object.assign(new FetchPartition(), { partition, fetchOffset, partitionMaxBytes: 16 * 1024 })
  // Without it (KIP-320) a follower would answer as if it had been chosen to be read from (KIP-392).
  wanted.currentLeaderEpoch = leader.leaderEpoch
  wanted.highWatermark = INT64_MAX
  request.topics = [Object.assign(new FetchTopic(), { topic, partitions: [wanted] })]
  try {
    const answer = await client.ask(leader.host, leader.port, FETCH, request)
    const page = answer.responses[0]?.partitions[0]
    if (answer.errorCode !== ErrorCode.NONE || page === undefined) {
      client.forgetLeader(topic, partition)
      return null
    }
    if (page.errorCode !== ErrorCode.NONE) client.forgetLeader(topic, partition)
    const records: Seen[] = []
    for (const batch of readChain(page.records)) {
      if (batch.isControl) continue
      for (const { offset, value } of batch.records) {
        // A fetch in the middle of a batch gives the whole batch.
        if (offset >= fetchOffset) records.push({ offset, value: Number.parseInt(value!.toString('latin1'), 10) })
      }
    }
    const { errorCode, highWatermark, logStartOffset } = page
    return { errorCode, highWatermark, logStartOffset, records }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    client.forgetLeader(topic, partition)
    return null
  }
}

/** Reads one partition from its start on, for ever, and tells a checker of every page. */
export class SimConsumer {
  private readonly client: ClusterClient
  private readonly topic: string
  private readonly partition: number
  private readonly onPage: (fetchOffset: number, page: FetchedPage) => void
  private position = 0
  private stopped = false
  readonly done: Promise<void>

  constructor(
    client: ClusterClient,
    topic: string,
    partition: number,
    onPage: (fetchOffset: number, page: FetchedPage) => void,
  ) {
    this.client = client
    this.topic = topic
    this.partition = partition
    this.onPage = onPage
    this.done = this.run()
  }

  stop(): void {
    this.stopped = true
  }

  private async run(): Promise<void> {
    const { client, topic, partition } = this
    while (!this.stopped) {
      const page = await fetchPage(client, topic, partition, this.position, 500)
      if (page === null) {
        await client.sleep(RETRY_MS)
        continue
      }
      this.onPage(this.position, page)
      if (page.errorCode !== ErrorCode.NONE) await client.sleep(RETRY_MS)
      const last = page.records.at(-1)
      if (last !== undefined) this.position = last.offset + 1
      // A second reader's worth of checks: from the start again, now and then.
      else if (client.host.random.chance(0.02)) this.position = 0
    }
  }
}
