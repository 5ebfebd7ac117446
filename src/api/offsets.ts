/**
 * Committed offsets: OffsetCommit (8: 2–10), OffsetFetch (9: 1–10), OffsetDelete (47: 0).
 *
 * OffsetCommit v2–4 carry a retention time of their own, v6 a leader epoch (KIP-320), v7 static members, v9 is for the
 * newer group protocol too, v10 topic ids (KIP-848). OffsetFetch v2 may ask for all topics, v7 requireStable (KIP-447),
 * v8 several groups (KIP-709), v10 topic ids. The empty group id is a group like any other here: old simple consumers
 * use it. OffsetDelete is KIP-496.
 */
import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { CommitRequest, GroupShard, OffsetToCommit } from '../coordinator/group-shard.ts'
import type { MetadataImage, TopicImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { OffsetCommitRequest, OffsetCommitRequestPartition } from '../protocol/generated/offset-commit-request.ts'
import {
  OffsetCommitResponse,
  OffsetCommitResponsePartition,
  OffsetCommitResponseTopic,
} from '../protocol/generated/offset-commit-response.ts'
import type { OffsetDeleteRequest } from '../protocol/generated/offset-delete-request.ts'
import {
  OffsetDeleteResponse,
  OffsetDeleteResponsePartition,
  OffsetDeleteResponseTopic,
} from '../protocol/generated/offset-delete-response.ts'
import type { OffsetFetchRequest } from '../protocol/generated/offset-fetch-request.ts'
import {
  OffsetFetchResponse,
  OffsetFetchResponseGroup,
  OffsetFetchResponsePartition,
  OffsetFetchResponsePartitions,
  OffsetFetchResponseTopic,
  OffsetFetchResponseTopics,
} from '../protocol/generated/offset-fetch-response.ts'
import type { RequestContext } from './api.ts'

const FIRST_TOPIC_ID_VERSION = 10
const LAST_RETENTION_VERSION = 4
const FIRST_GROUPS_VERSION = 8
const FIRST_GROUP_ERROR_VERSION = 2

export interface OffsetServices {
  image(): MetadataImage
  readonly groups: {
    readonly nowMs: number
    shardOf(groupId: string): GroupShard | number
    commit(request: CommitRequest, offsets: readonly OffsetToCommit[], apiVersion: number): Promise<number>
    deleteOffsets(groupId: string, partitions: readonly { topic: string; partition: number }[]): Promise<number>
  }
}

// --- OffsetCommit -------------------------------------------------------------------------------------------------------

export const offsetCommit = {
  async handle(
    services: OffsetServices,
    context: RequestContext,
    request: OffsetCommitRequest,
  ): Promise<OffsetCommitResponse> {
    const { apiVersion } = context
    const byId = apiVersion >= FIRST_TOPIC_ID_VERSION
    const response = new OffsetCommitResponse()
    const shard = services.groups.shardOf(request.groupId)
    const accepted: { offset: OffsetToCommit; answer: OffsetCommitResponsePartition }[] = []
    for (const topic of request.topics) {
      const entry = new OffsetCommitResponseTopic()
      entry.name = topic.name
      entry.topicId = topic.topicId
      response.topics.push(entry)
      const known = findTopic(services, byId, topic.name, topic.topicId)
      for (const asked of topic.partitions) {
        const answer = new OffsetCommitResponsePartition()
        answer.partitionIndex = asked.partitionIndex
        entry.partitions.push(answer)
        if (!known?.partitions.has(asked.partitionIndex)) {
          answer.errorCode =
            known === undefined && byId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
          continue
        }
        if (typeof shard !== 'number') answer.errorCode = shard.offsetError(asked.committedMetadata ?? '')
        if (answer.errorCode === ErrorCode.NONE) {
          accepted.push({ offset: offsetToCommit(services.groups.nowMs, apiVersion, request, known, asked), answer })
        }
      }
    }
    if (accepted.length === 0) return response
    const errorCode = await services.groups.commit(
      {
        groupId: request.groupId,
        memberId: request.memberId,
        groupInstanceId: request.groupInstanceId,
        generationId: request.generationIdOrMemberEpoch,
      },
      accepted.map(({ offset }) => offset),
      apiVersion,
    )
    for (const { answer } of accepted) answer.errorCode = errorCode
    return response
  },
  fail(request: OffsetCommitRequest, errorCode: number): OffsetCommitResponse {
    const response = new OffsetCommitResponse()
    response.topics = request.topics.map(topic => {
      const entry = new OffsetCommitResponseTopic()
      entry.name = topic.name
      entry.topicId = topic.topicId
      entry.partitions = topic.partitions.map(({ partitionIndex }) =>
        Object.assign(new OffsetCommitResponsePartition(), { partitionIndex, errorCode }),
      )
      return entry
    })
    return response
  },
}

function findTopic(services: OffsetServices, byId: boolean, name: string, id: Uuid): TopicImage | undefined {
  const { topics } = services.image()
  return byId ? topics.byId(id) : topics.byName(name)
}

function offsetToCommit(
  nowMs: number,
  apiVersion: number,
  request: OffsetCommitRequest,
  topic: TopicImage,
  asked: OffsetCommitRequestPartition,
): OffsetToCommit {
  const ownRetention = apiVersion <= LAST_RETENTION_VERSION && request.retentionTimeMs >= 0
  return {
    topic: topic.name,
    partition: asked.partitionIndex,
    offset: {
      offset: asked.committedOffset,
      leaderEpoch: asked.committedLeaderEpoch,
      metadata: asked.committedMetadata ?? '',
      commitTimestampMs: nowMs,
      expireTimestampMs: ownRetention ? nowMs + request.retentionTimeMs : -1,
      topicId: topic.id,
    },
  }
}

// --- OffsetFetch --------------------------------------------------------------------------------------------------------

interface FetchedPartition {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly committedLeaderEpoch: number
  readonly metadata: string
  readonly errorCode: number
}

interface FetchedTopic {
  readonly name: string
  readonly topicId: Uuid
  readonly partitions: readonly FetchedPartition[]
}

interface AskedTopic {
  readonly name: string
  readonly topicId: Uuid
  readonly partitionIndexes: readonly number[]
}

interface AskedGroup {
  readonly groupId: string
  /** Who asks, from v9 on: a member of a group of a newer protocol, in its epoch. */
  readonly memberId: string | null
  readonly memberEpoch: number
  /** null for all that have an offset. */
  readonly topics: readonly AskedTopic[] | null
}

const NO_OFFSET = { committedOffset: -1, committedLeaderEpoch: -1, metadata: '' }

export const offsetFetch = {
  handle(services: OffsetServices, context: RequestContext, request: OffsetFetchRequest): OffsetFetchResponse {
    const { apiVersion } = context
    const response = new OffsetFetchResponse()
    if (apiVersion >= FIRST_GROUPS_VERSION) {
      for (const group of request.groups) {
        const { errorCode, topics } = fetchGroup(services, apiVersion, group, request.requireStable)
        const entry = new OffsetFetchResponseGroup()
        entry.groupId = group.groupId
        entry.errorCode = errorCode
        entry.topics = topics.map(topic =>
          Object.assign(new OffsetFetchResponseTopics(), {
            name: topic.name,
            topicId: topic.topicId,
            partitions: topic.partitions.map(partition =>
              Object.assign(new OffsetFetchResponsePartitions(), partition),
            ),
          }),
        )
        response.groups.push(entry)
      }
      return response
    }
    const asked = request.topics?.map(topic => ({ ...topic, topicId: ZERO_UUID })) ?? null
    const group = { groupId: request.groupId, memberId: null, memberEpoch: -1, topics: asked }
    const { errorCode, topics } = fetchGroup(services, apiVersion, group, request.requireStable)
    if (errorCode !== ErrorCode.NONE) return offsetFetch.fail(request, errorCode, apiVersion)
    response.topics = topics.map(topic =>
      Object.assign(new OffsetFetchResponseTopic(), {
        name: topic.name,
        partitions: topic.partitions.map(partition => Object.assign(new OffsetFetchResponsePartition(), partition)),
      }),
    )
    return response
  },
  fail(request: OffsetFetchRequest, errorCode: number, apiVersion: number): OffsetFetchResponse {
    const response = new OffsetFetchResponse()
    if (apiVersion >= FIRST_GROUPS_VERSION) {
      response.groups = request.groups.map(({ groupId }) =>
        Object.assign(new OffsetFetchResponseGroup(), { groupId, errorCode }),
      )
      return response
    }
    if (apiVersion >= FIRST_GROUP_ERROR_VERSION) response.errorCode = errorCode
    else {
      // v1 has no error of the whole answer.
      response.topics = (request.topics ?? []).map(topic =>
        Object.assign(new OffsetFetchResponseTopic(), {
          name: topic.name,
          partitions: topic.partitionIndexes.map(partitionIndex =>
            Object.assign(new OffsetFetchResponsePartition(), { partitionIndex, errorCode, ...NO_OFFSET }),
          ),
        }),
      )
    }
    return response
  },
}

function fetchGroup(
  services: OffsetServices,
  apiVersion: number,
  { groupId, memberId, memberEpoch, topics: asked }: AskedGroup,
  requireStable: boolean,
): { errorCode: number; topics: FetchedTopic[] } {
  const shard = services.groups.shardOf(groupId)
  if (typeof shard === 'number') return { errorCode: shard, topics: [] }
  const errorCode = shard.fetchError(groupId, memberId, memberEpoch)
  if (errorCode !== ErrorCode.NONE) return { errorCode, topics: [] }
  const byId = apiVersion >= FIRST_TOPIC_ID_VERSION
  const { topics } = services.image()
  const committed = shard.topicOffsets(groupId)
  const read = (topic: string, partition: number): FetchedPartition => {
    if (requireStable && shard.offsets.isPending(groupId, topic, partition)) {
      return { partitionIndex: partition, ...NO_OFFSET, errorCode: ErrorCode.UNSTABLE_OFFSET_COMMIT }
    }
    const offset = committed.get(topic)?.get(partition)
    if (offset === undefined) return { partitionIndex: partition, ...NO_OFFSET, errorCode: ErrorCode.NONE }
    return {
      partitionIndex: partition,
      committedOffset: offset.offset,
      committedLeaderEpoch: offset.leaderEpoch,
      metadata: offset.metadata,
      errorCode: ErrorCode.NONE,
    }
  }
  if (asked === null) {
    const all: FetchedTopic[] = []
    for (const [name, partitions] of committed) {
      const id = topics.byName(name)?.id
      // By id a topic that is gone has no name to be asked by.
      if (byId && id === undefined) continue
      all.push({
        name,
        topicId: id ?? ZERO_UUID,
        partitions: [...partitions.keys()].map(partition => read(name, partition)),
      })
    }
    return { errorCode: ErrorCode.NONE, topics: all }
  }
  return {
    errorCode: ErrorCode.NONE,
    topics: asked.map(({ name, topicId, partitionIndexes }) => {
      const topic = byId ? topics.byId(topicId) : undefined
      if (byId && topic === undefined) {
        const partitions = partitionIndexes.map(partitionIndex => ({
          partitionIndex,
          ...NO_OFFSET,
          errorCode: ErrorCode.UNKNOWN_TOPIC_ID,
        }))
        return { name, topicId, partitions }
      }
      const known = topic?.name ?? name
      return { name: known, topicId, partitions: partitionIndexes.map(partition => read(known, partition)) }
    }),
  }
}

// --- OffsetDelete -------------------------------------------------------------------------------------------------------

export const offsetDelete = {
  async handle(
    services: OffsetServices,
    _context: RequestContext,
    request: OffsetDeleteRequest,
  ): Promise<OffsetDeleteResponse> {
    const { groupId } = request
    if (groupId === '') return offsetDelete.fail(request, ErrorCode.INVALID_GROUP_ID)
    const shard = services.groups.shardOf(groupId)
    if (typeof shard === 'number') return offsetDelete.fail(request, shard)
    const whole = shard.offsetDeleteError(groupId)
    if (whole !== ErrorCode.NONE) return offsetDelete.fail(request, whole)
    const response = new OffsetDeleteResponse()
    const wanted: { topic: string; partition: number }[] = []
    for (const topic of request.topics) {
      const known = services.image().topics.byName(topic.name)
      const subscribed = shard.isSubscribed(groupId, topic.name)
      const entry = new OffsetDeleteResponseTopic()
      entry.name = topic.name
      entry.partitions = topic.partitions.map(({ partitionIndex }) => {
        const answer = new OffsetDeleteResponsePartition()
        answer.partitionIndex = partitionIndex
        if (!known?.partitions.has(partitionIndex)) answer.errorCode = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
        else if (subscribed) answer.errorCode = ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC
        else wanted.push({ topic: topic.name, partition: partitionIndex })
        return answer
      })
      response.topics.push(entry)
    }
    const errorCode = await services.groups.deleteOffsets(groupId, wanted)
    return errorCode === ErrorCode.NONE ? response : offsetDelete.fail(request, errorCode)
  },
  fail(_request: OffsetDeleteRequest, errorCode: number): OffsetDeleteResponse {
    const response = new OffsetDeleteResponse()
    response.errorCode = errorCode
    return response
  },
}
