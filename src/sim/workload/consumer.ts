import { checksumsAreGood } from '../../log/batch-checksum.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import { FetchPartition, FetchTopic, fetchRequest } from '../../protocol/generated/fetch-request.ts'
import { fetchResponse } from '../../protocol/generated/fetch-response.ts'
import { INT64_MAX } from '../../protocol/reader.ts'
import { readChain } from '../../records/batch-reader.ts'
import type { ClusterClient } from '../client/cluster-client.ts'
import { NoAnswer } from '../client/wire-client.ts'
import type { Seen } from '../history.ts'
import { Actor } from './actor.ts'

const FETCH = { request: fetchRequest, response: fetchResponse, version: 12 }
const RETRY_MS = 100
const MAX_WAIT_MS = 500
const GOES_BACK = 0.02

export interface FetchedPage {
  readonly errorCode: number
  readonly highWatermark: number
  readonly logStartOffset: number
  readonly records: readonly Seen[]
}

/** How long a fetch may wait for how many bytes. */
export interface FetchPatience {
  readonly maxWaitMs: number
  readonly minBytes: number
}

/** One fetch of one partition; null when no answer came. */
export async function fetchPage(
  client: ClusterClient,
  topic: string,
  partition: number,
  fetchOffset: number,
  { maxWaitMs, minBytes }: FetchPatience,
): Promise<FetchedPage | null> {
  const leader = await client.leaderOf(topic, partition)
  if (leader === null) return null
  const request = fetchRequest.create()
  request.maxWaitMs = maxWaitMs
  request.minBytes = minBytes
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
    // As every client does (check.crcs): what a leader misread is asked for again.
    if (page.records !== null && !checksumsAreGood(page.records)) {
      client.world.damagedPages++
      return null
    }
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

export interface ConsumerOptions {
  readonly topic: string
  readonly partition: number
  readonly minBytes: number
  readonly onPage: (fetchOffset: number, page: FetchedPage) => void
}

/** Reads one partition from its start on, for ever, and tells a checker of every page. */
export class SimConsumer extends Actor {
  private readonly options: ConsumerOptions
  private position = 0
  private retries = false

  constructor(client: ClusterClient, options: ConsumerOptions) {
    super(client)
    this.options = options
  }

  protected pauseMs(): number {
    return this.retries ? RETRY_MS : 0
  }

  protected async turn(): Promise<void> {
    const { client, position } = this
    const { topic, partition, minBytes, onPage } = this.options
    const page = await fetchPage(client, topic, partition, position, { maxWaitMs: MAX_WAIT_MS, minBytes })
    this.retries = page === null || page.errorCode !== ErrorCode.NONE
    if (page === null) return
    onPage(position, page)
    const last = page.records.at(-1)
    if (last !== undefined) this.position = last.offset + 1
    // A second reader's worth of checks, and of reads of what is no longer in memory: back to somewhere, now and then.
    const { random } = client.host
    if (random.chance(GOES_BACK)) this.position = random.chance(0.2) ? 0 : random.between(0, this.position)
  }
}
