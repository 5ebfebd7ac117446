import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { FetchRequest } from '../protocol/generated/fetch-request.ts'
import {
  FetchPartitionState,
  type FetchSession,
  type FetchSessionCache,
  FINAL_EPOCH,
  INITIAL_EPOCH,
  INVALID_SESSION_ID,
  partitionKey,
} from './fetch-session.ts'

const FIRST_TOPIC_ID_VERSION = 13
const FIRST_REPLICA_STATE_VERSION = 15

/** What a Fetch request comes to once its session is applied. */
export interface FetchPlan {
  readonly errorCode: number
  readonly partitions: readonly FetchPartitionState[]
  /** Session to answer under; null for a client without one. */
  readonly session: FetchSession | null
  /** Only partitions with news are mentioned. */
  readonly incremental: boolean
  /** −1 for a consumer. */
  readonly replicaId: number
  /** The replica's registration (KIP-903), −1 where it does not say. */
  readonly replicaEpoch: number
  keyOf(state: FetchPartitionState): string
}

function keyOf(state: FetchPartitionState): string {
  return partitionKey(state.topic, state.topicId, state.partition)
}

/** Applies a request to its fetch session (KIP-227), making, using or closing it as the epoch says. */
export function planFetch(
  sessions: FetchSessionCache,
  request: FetchRequest,
  apiVersion: number,
  nowMs: number,
  topicNameOf: (id: Uuid) => string | null,
): FetchPlan {
  const usesTopicIds = apiVersion >= FIRST_TOPIC_ID_VERSION
  const replicaId = apiVersion >= FIRST_REPLICA_STATE_VERSION ? request.replicaState.replicaId : request.replicaId
  const replicaEpoch = apiVersion >= FIRST_REPLICA_STATE_VERSION ? request.replicaState.replicaEpoch : -1
  const { sessionId, sessionEpoch } = request
  const refuse = (errorCode: number): FetchPlan => ({
    errorCode,
    partitions: [],
    session: null,
    incremental: false,
    replicaId,
    replicaEpoch,
    keyOf,
  })

  if (sessionEpoch === FINAL_EPOCH || sessionEpoch === INITIAL_EPOCH) {
    if (sessionId !== INVALID_SESSION_ID) sessions.close(sessionId)
    const partitions = requested(request, usesTopicIds, topicNameOf)
    let session: FetchSession | null = null
    if (sessionEpoch === INITIAL_EPOCH && partitions.length > 0) {
      session = sessions.create(partitions.length, usesTopicIds, nowMs)
      if (session !== null) for (const state of partitions) session.partitions.set(keyOf(state), state)
    }
    return { errorCode: ErrorCode.NONE, partitions, session, incremental: false, replicaId, replicaEpoch, keyOf }
  }

  const found = sessions.use(sessionId, sessionEpoch, usesTopicIds, nowMs)
  switch (found.kind) {
    case 'unknown':
      return refuse(ErrorCode.FETCH_SESSION_ID_NOT_FOUND)
    case 'wrong-epoch':
      return refuse(ErrorCode.INVALID_FETCH_SESSION_EPOCH)
    case 'wrong-topic-form':
      return refuse(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR)
    case 'found':
      break
  }
  const { session } = found
  for (const state of requested(request, usesTopicIds, topicNameOf)) {
    const key = keyOf(state)
    const known = session.partitions.get(key)
    if (known === undefined) {
      session.partitions.set(key, state)
      continue
    }
    known.topic = state.topic
    known.fetchOffset = state.fetchOffset
    known.maxBytes = state.maxBytes
    known.currentLeaderEpoch = state.currentLeaderEpoch
    known.lastFetchedEpoch = state.lastFetchedEpoch
    known.logStartOffset = state.logStartOffset
  }
  for (const forgotten of request.forgottenTopicsData) {
    for (const partition of forgotten.partitions) {
      session.partitions.delete(partitionKey(forgotten.topic, usesTopicIds ? forgotten.topicId : ZERO_UUID, partition))
    }
  }
  if (usesTopicIds) {
    // A topic that was unknown when the session began may exist by now.
    for (const state of session.partitions.values()) {
      if (state.topic === '') state.topic = topicNameOf(state.topicId) ?? ''
    }
  }
  return {
    errorCode: ErrorCode.NONE,
    partitions: [...session.partitions.values()],
    session,
    incremental: true,
    replicaId,
    replicaEpoch,
    keyOf,
  }
}

function requested(
  request: FetchRequest,
  usesTopicIds: boolean,
  topicNameOf: (id: Uuid) => string | null,
): FetchPartitionState[] {
  const out: FetchPartitionState[] = []
  for (const topic of request.topics) {
    const topicId = usesTopicIds ? topic.topicId : ZERO_UUID
    const name = usesTopicIds ? (topicNameOf(topic.topicId) ?? '') : topic.topic
    for (const asked of topic.partitions) {
      const state = new FetchPartitionState(name, topicId, asked.partition)
      state.fetchOffset = asked.fetchOffset
      state.maxBytes = asked.partitionMaxBytes
      state.currentLeaderEpoch = asked.currentLeaderEpoch
      state.lastFetchedEpoch = asked.lastFetchedEpoch
      state.logStartOffset = asked.logStartOffset
      out.push(state)
    }
  }
  return out
}
