/**
 * ListOffsets (key 2): versions 1–11.
 *
 * Timestamps below zero are questions of their own: −1 latest (the high watermark, or the last stable offset for
 * read_committed), −2 earliest, −3 the record with the largest timestamp (KIP-734, v7), −4 earliest local (KIP-405, v8),
 * −5 latest tiered (KIP-1005, v9), −6 earliest pending upload (KIP-1023, v11). Without tiered storage everything is local:
 * −4 is −2, and −5 and −6 have no answer (offset −1).
 * v4 brings leader epochs (KIP-320). A partition named twice is INVALID_REQUEST.
 */
import type { Partition } from '../broker/partition.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { ListOffsetsPartition, ListOffsetsRequest } from '../protocol/generated/list-offsets-request.ts'
import {
  ListOffsetsPartitionResponse,
  ListOffsetsResponse,
  ListOffsetsTopicResponse,
} from '../protocol/generated/list-offsets-response.ts'
import type { RequestContext } from './api.ts'

const FIRST_LEADER_EPOCH_VERSION = 4
/** OFFSET_NOT_AVAILABLE; before it was LEADER_NOT_AVAILABLE. */
const CONSUMER = -1
const FIRST_NOT_AVAILABLE_VERSION = 5
const LATEST = -1
const EARLIEST = -2
const MAX_TIMESTAMP = -3
const EARLIEST_LOCAL = -4
const LATEST_TIERED = -5
const EARLIEST_PENDING_UPLOAD = -6
/** Nothing lies in another tier: KIP-405 is not there. */
const NEVER_FOUND: ReadonlySet<number> = new Set([LATEST_TIERED, EARLIEST_PENDING_UPLOAD])
/** First version of each special timestamp. */
const SINCE_VERSION: Readonly<Record<number, number>> = {
  [MAX_TIMESTAMP]: 7,
  [EARLIEST_LOCAL]: 8,
  [LATEST_TIERED]: 9,
  [EARLIEST_PENDING_UPLOAD]: 11,
}

export interface ListOffsetsServices {
  readonly replicas: { partitionByName(topic: string, index: number): Partition | number }
}

interface Found {
  readonly offset: number
  readonly timestamp: number
  readonly leaderEpoch: number
}

const NOT_FOUND: Found = { offset: -1, timestamp: -1, leaderEpoch: -1 }

export async function handle(
  services: ListOffsetsServices,
  context: RequestContext,
  request: ListOffsetsRequest,
): Promise<ListOffsetsResponse> {
  const duplicates = namedTwice(request)
  const refused = new Set<string>()
  const response = new ListOffsetsResponse()
  for (const topic of request.topics) {
    const topicResponse = new ListOffsetsTopicResponse()
    topicResponse.name = topic.name
    response.topics.push(topicResponse)
    for (const asked of topic.partitions) {
      const key = `${topic.name}:${asked.partitionIndex}`
      if (!duplicates.has(key))
        topicResponse.partitions.push(await answer(services, context, request, topic.name, asked))
      else if (!refused.has(key)) {
        // Named twice, answered once.
        refused.add(key)
        topicResponse.partitions.push(failed(asked, ErrorCode.INVALID_REQUEST))
      }
    }
  }
  return response
}

function namedTwice(request: ListOffsetsRequest): Set<string> {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const topic of request.topics) {
    for (const { partitionIndex } of topic.partitions) {
      const key = `${topic.name}:${partitionIndex}`
      if (seen.has(key)) twice.add(key)
      seen.add(key)
    }
  }
  return twice
}

async function answer(
  services: ListOffsetsServices,
  context: RequestContext,
  request: ListOffsetsRequest,
  topic: string,
  asked: ListOffsetsPartition,
): Promise<ListOffsetsPartitionResponse> {
  const { timestamp } = asked
  if (timestamp < 0 && (timestamp < EARLIEST_PENDING_UPLOAD || (SINCE_VERSION[timestamp] ?? 0) > context.apiVersion)) {
    return failed(asked, ErrorCode.UNSUPPORTED_VERSION)
  }
  const partition = services.replicas.partitionByName(topic, asked.partitionIndex)
  if (typeof partition === 'number') return failed(asked, partition)
  if (!partition.isLeader) return failed(asked, ErrorCode.NOT_LEADER_OR_FOLLOWER)
  const epochError = partition.epochError(asked.currentLeaderEpoch)
  if (epochError !== ErrorCode.NONE) return failed(asked, epochError)

  let found: Found
  let { log } = partition
  for (;;) {
    found = await find(partition, timestamp, boundOf(partition, request))
    // A log that was moved to another directory meanwhile may have been closed under our hands.
    if (partition.log === log) break
    log = partition.log
  }
  const isOpen = timestamp === LATEST || (found === NOT_FOUND && !NEVER_FOUND.has(timestamp))
  if (isOpen && request.replicaId === CONSUMER && !partition.knowsCommitted) {
    // Elected a moment ago: what is committed may end behind what this broker knows to be (KIP-207).
    const hasName = context.apiVersion >= FIRST_NOT_AVAILABLE_VERSION
    return failed(asked, hasName ? ErrorCode.OFFSET_NOT_AVAILABLE : ErrorCode.LEADER_NOT_AVAILABLE)
  }
  const out = new ListOffsetsPartitionResponse()
  out.partitionIndex = asked.partitionIndex
  out.offset = found.offset
  out.timestamp = found.timestamp
  if (context.apiVersion >= FIRST_LEADER_EPOCH_VERSION) out.leaderEpoch = found.leaderEpoch
  return out
}

/** Where this reader's log ends: followers see all, and whoever debugs as replica −2; committed readers what is stable. */
function boundOf(partition: Partition, request: ListOffsetsRequest): number {
  if (request.replicaId !== CONSUMER) return partition.log.writtenEndOffset
  return request.isolationLevel === 1 ? partition.stableOffset : partition.committedOffset
}

async function find(partition: Partition, timestamp: number, bound: number): Promise<Found> {
  const { log } = partition
  switch (timestamp) {
    case LATEST:
      return { offset: bound, timestamp: -1, leaderEpoch: partition.currentLeadership.leaderEpoch }
    case EARLIEST:
    case EARLIEST_LOCAL:
      return { offset: log.logStartOffset, timestamp: -1, leaderEpoch: log.epochAt(log.logStartOffset) ?? -1 }
    case LATEST_TIERED:
    case EARLIEST_PENDING_UPLOAD:
      return NOT_FOUND
    case MAX_TIMESTAMP: {
      const latest = await log.maxTimestampRecord()
      return latest === null ? NOT_FOUND : { ...latest, leaderEpoch: log.epochAt(latest.offset) ?? -1 }
    }
    default: {
      const first = await log.offsetForTimestamp(timestamp)
      // What lies at or above the bound is not there yet for this reader.
      if (first === null || first.offset >= bound) return NOT_FOUND
      return { ...first, leaderEpoch: log.epochAt(first.offset) ?? -1 }
    }
  }
}

function failed(asked: ListOffsetsPartition, errorCode: number): ListOffsetsPartitionResponse {
  const out = new ListOffsetsPartitionResponse()
  out.partitionIndex = asked.partitionIndex
  out.errorCode = errorCode
  return out
}

export function fail(request: ListOffsetsRequest, errorCode: number): ListOffsetsResponse {
  const response = new ListOffsetsResponse()
  response.topics = request.topics.map(topic => {
    const out = new ListOffsetsTopicResponse()
    out.name = topic.name
    out.partitions = topic.partitions.map(asked => failed(asked, errorCode))
    return out
  })
  return response
}
