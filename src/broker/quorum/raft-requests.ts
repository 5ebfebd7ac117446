/**
 * The client's half of KRaft on the wire (KIP-595, KIP-853, KIP-996): what `RaftMachine` wants to say as requests, and
 * what comes back as its events. Everything is about partition 0 of `__cluster_metadata`.
 */
import { METADATA_TOPIC_ID, type Uuid, ZERO_UUID } from '../../base/uuid.ts'
import { METADATA_TOPIC } from '../../log/log-directory.ts'
import { ErrorCode, errorName } from '../../protocol/errors.ts'
import * as add from '../../protocol/generated/add-raft-voter-request.ts'
import { addRaftVoterResponse } from '../../protocol/generated/add-raft-voter-response.ts'
import * as begin from '../../protocol/generated/begin-quorum-epoch-request.ts'
import { beginQuorumEpochResponse } from '../../protocol/generated/begin-quorum-epoch-response.ts'
import * as end from '../../protocol/generated/end-quorum-epoch-request.ts'
import { endQuorumEpochResponse } from '../../protocol/generated/end-quorum-epoch-response.ts'
import * as fetch from '../../protocol/generated/fetch-request.ts'
import { fetchResponse } from '../../protocol/generated/fetch-response.ts'
import * as remove from '../../protocol/generated/remove-raft-voter-request.ts'
import { removeRaftVoterResponse } from '../../protocol/generated/remove-raft-voter-response.ts'
import * as update from '../../protocol/generated/update-raft-voter-request.ts'
import {
  type UpdateRaftVoterResponse,
  updateRaftVoterResponse,
} from '../../protocol/generated/update-raft-voter-response.ts'
import * as vote from '../../protocol/generated/vote-request.ts'
import { voteResponse } from '../../protocol/generated/vote-response.ts'
import { INT64_MAX } from '../../protocol/reader.ts'
import type { RaftError, RaftRequest, RaftResponse, VoterChange, VoterChangeError } from '../../raft/messages.ts'
import type { QuorumEndpoint } from '../../raft/metadata-log.ts'
import { kraftVersionsOf } from '../../raft/voter-set.ts'
import { type PeerApi, PeerError } from '../peers/peer-connection.ts'

export interface WireContext {
  readonly clusterId: string
  /** Directory ids of the voters, as far as they are known. */
  directoryIdOf(voterId: number): Uuid
  /** Where this node's controller listens; told to those who hear that it leads. */
  readonly ownEndpoints: readonly QuorumEndpoint[]
  readonly maxFetchBytes: number
  readonly requestTimeoutMs: number
}

/** Where the other side says that a node is found. */
export interface LearnedEndpoint {
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

export interface WireAnswer {
  /** Null when the answer says nothing that the machine could use: the node counts as not reached. */
  readonly response: RaftResponse | null
  readonly endpoints: readonly LearnedEndpoint[]
  /** Why `response` is null. */
  readonly problem: string | null
}

/** A request in the shape of its API, and how its answer is read. */
export interface WireRequest {
  // biome-ignore lint/suspicious/noExplicitAny: one field for four APIs, each read by the function beside it
  readonly api: PeerApi<any, any>
  readonly make: (apiVersion: number) => object
  read(response: never): WireAnswer
}

/** KIP-903 */
const FIRST_REPLICA_STATE_VERSION = 15
/** KIP-996 */
const FIRST_PRE_VOTE_VERSION = 2

/** The other side has no version of Vote that knows pre-votes. */
export class PreVoteUnsupported extends PeerError {
  constructor() {
    super('the other node knows no pre-votes (KIP-996)')
  }
}

const NAMES: ReadonlySet<string> = new Set<RaftError>([
  'NONE',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'NOT_LEADER_OR_FOLLOWER',
  'INVALID_REQUEST',
  'INVALID_VOTER_KEY',
  'UNKNOWN_SERVER_ERROR',
  'UNSUPPORTED_VERSION',
])

export function toWire(request: RaftRequest, to: number, context: WireContext): WireRequest {
  switch (request.kind) {
    case 'vote': {
      const data = new vote.PartitionData()
      data.replicaEpoch = request.epoch
      data.replicaId = request.candidate.id
      data.replicaDirectoryId = request.candidate.directoryId
      data.voterDirectoryId = request.voter?.directoryId ?? ZERO_UUID
      data.lastOffsetEpoch = request.lastEpoch
      data.lastOffset = request.lastOffset
      data.preVote = request.preVote
      const message = new vote.VoteRequest()
      message.clusterId = context.clusterId
      message.voterId = to
      message.topics = [Object.assign(new vote.TopicData(), { topicName: METADATA_TOPIC, partitions: [data] })]
      return {
        api: { request: vote.voteRequest, response: voteResponse },
        make: apiVersion => {
          // Without the flag it would be a vote, which binds who gives it.
          if (request.preVote && apiVersion < FIRST_PRE_VOTE_VERSION) throw new PreVoteUnsupported()
          return message
        },
        read: (response: { topics: EpochTopics; errorCode: number; nodeEndpoints: LearnedEndpoint[] }) =>
          readEpochAnswer(response, (error, epoch, leaderId, { voteGranted }) => {
            return { kind: 'vote', error, epoch, leaderId, granted: voteGranted === true }
          }),
      }
    }
    case 'begin-epoch': {
      const data = new begin.PartitionData()
      data.voterDirectoryId = request.voter?.directoryId ?? ZERO_UUID
      data.leaderId = request.leaderId
      data.leaderEpoch = request.epoch
      const message = new begin.BeginQuorumEpochRequest()
      message.clusterId = context.clusterId
      message.voterId = to
      message.topics = [Object.assign(new begin.TopicData(), { topicName: METADATA_TOPIC, partitions: [data] })]
      message.leaderEndpoints = context.ownEndpoints.map(each => Object.assign(new begin.LeaderEndpoint(), each))
      return {
        api: { request: begin.beginQuorumEpochRequest, response: beginQuorumEpochResponse },
        make: () => message,
        read: (response: EpochResponseMessage) =>
          readEpochAnswer(response, (error, epoch, leaderId) => ({ kind: 'begin-epoch', error, epoch, leaderId })),
      }
    }
    case 'end-epoch': {
      const data = new end.PartitionData()
      data.leaderId = request.leaderId
      data.leaderEpoch = request.epoch
      data.preferredSuccessors = [...request.preferredSuccessors]
      data.preferredCandidates = request.preferredSuccessors.map(candidateId =>
        Object.assign(new end.ReplicaInfo(), {
          candidateId,
          candidateDirectoryId: context.directoryIdOf(candidateId),
        }),
      )
      const message = new end.EndQuorumEpochRequest()
      message.clusterId = context.clusterId
      message.topics = [Object.assign(new end.TopicData(), { topicName: METADATA_TOPIC, partitions: [data] })]
      message.leaderEndpoints = context.ownEndpoints.map(each => Object.assign(new end.LeaderEndpoint(), each))
      return {
        api: { request: end.endQuorumEpochRequest, response: endQuorumEpochResponse },
        make: () => message,
        read: (response: EpochResponseMessage) =>
          readEpochAnswer(response, (error, epoch, leaderId) => ({ kind: 'end-epoch', error, epoch, leaderId })),
      }
    }
    case 'fetch': {
      const data = new fetch.FetchPartition()
      data.currentLeaderEpoch = request.epoch
      data.fetchOffset = request.fetchOffset
      data.lastFetchedEpoch = request.lastFetchedEpoch
      data.partitionMaxBytes = context.maxFetchBytes
      data.replicaDirectoryId = request.replica.directoryId
      data.highWatermark = request.highWatermark ?? INT64_MAX
      const message = new fetch.FetchRequest()
      message.clusterId = context.clusterId
      message.maxWaitMs = request.maxWaitMs
      message.maxBytes = context.maxFetchBytes
      message.topics = [
        Object.assign(new fetch.FetchTopic(), {
          topic: METADATA_TOPIC,
          topicId: METADATA_TOPIC_ID,
          partitions: [data],
        }),
      ]
      const make = (apiVersion: number): fetch.FetchRequest => {
        if (apiVersion >= FIRST_REPLICA_STATE_VERSION) message.replicaState.replicaId = request.replica.id
        else message.replicaId = request.replica.id
        return message
      }
      return { api: { request: fetch.fetchRequest, response: fetchResponse }, make, read: readFetchAnswer }
    }
    default:
      return changeToWire(request, context)
  }
}

function changeToWire(request: VoterChange, { clusterId, requestTimeoutMs }: WireContext): WireRequest {
  const { id: voterId, directoryId: voterDirectoryId } = request.voter
  switch (request.kind) {
    case 'add-voter': {
      const { voter, ackWhenCommitted } = request
      const message = Object.assign(new add.AddRaftVoterRequest(), { clusterId, voterId, voterDirectoryId })
      message.timeoutMs = requestTimeoutMs
      message.listeners = voter.endpoints.map(each => Object.assign(new add.Listener(), each))
      return {
        api: { request: add.addRaftVoterRequest, response: addRaftVoterResponse },
        make: apiVersion => {
          // Version 0 knows no other way than to wait.
          message.ackWhenCommitted = apiVersion < 1 || ackWhenCommitted
          return message
        },
        read: (response: { errorCode: number; errorMessage: string | null }) => readChangeAnswer('add-voter', response),
      }
    }
    case 'remove-voter': {
      const message = Object.assign(new remove.RemoveRaftVoterRequest(), { clusterId, voterId, voterDirectoryId })
      return {
        api: { request: remove.removeRaftVoterRequest, response: removeRaftVoterResponse },
        make: () => message,
        read: (response: { errorCode: number; errorMessage: string | null }) =>
          readChangeAnswer('remove-voter', response),
      }
    }
    case 'update-voter': {
      const message = Object.assign(new update.UpdateRaftVoterRequest(), { clusterId, voterId, voterDirectoryId })
      message.currentLeaderEpoch = request.epoch
      message.listeners = request.voter.endpoints.map(each => Object.assign(new update.Listener(), each))
      const { min, max } = kraftVersionsOf(request.voter)
      message.kRaftVersionFeature.minSupportedVersion = min
      message.kRaftVersionFeature.maxSupportedVersion = max
      return {
        api: { request: update.updateRaftVoterRequest, response: updateRaftVoterResponse },
        make: () => message,
        read: readUpdateAnswer,
      }
    }
  }
}

const CHANGE_NAMES: ReadonlySet<string> = new Set<VoterChangeError>([
  ...(NAMES as ReadonlySet<RaftError>),
  'REQUEST_TIMED_OUT',
  'DUPLICATE_VOTER',
  'VOTER_NOT_FOUND',
])

/** The answer says nothing of epoch and leader; what went wrong is for the log, and is tried again when its time comes. */
function readChangeAnswer(
  kind: VoterChange['kind'],
  { errorCode, errorMessage }: { readonly errorCode: number; readonly errorMessage: string | null },
): WireAnswer {
  const error = errorName(errorCode)
  if (!CHANGE_NAMES.has(error)) return nothing(`${error}${errorMessage === null ? '' : `: ${errorMessage}`}`)
  const response = { kind, error: error as VoterChangeError, message: errorMessage, epoch: -1, leaderId: null }
  return { response, endpoints: [], problem: null }
}

function readUpdateAnswer({ errorCode, currentLeader }: UpdateRaftVoterResponse): WireAnswer {
  const error = errorName(errorCode)
  if (!CHANGE_NAMES.has(error)) return nothing(error)
  const { leaderId, leaderEpoch, host, port } = currentLeader
  return {
    response: {
      kind: 'update-voter',
      error: error as VoterChangeError,
      message: null,
      epoch: leaderEpoch,
      leaderId: leaderId < 0 ? null : leaderId,
    },
    endpoints: leaderId < 0 || host === '' ? [] : [{ nodeId: leaderId, host, port }],
    problem: null,
  }
}

interface EpochPartition {
  readonly errorCode: number
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly voteGranted?: boolean
}

type EpochTopics = readonly { readonly partitions: readonly EpochPartition[] }[]

interface EpochResponseMessage {
  readonly errorCode: number
  readonly topics: EpochTopics
  readonly nodeEndpoints: readonly LearnedEndpoint[]
}

function nothing(problem: string): WireAnswer {
  return { response: null, endpoints: [], problem }
}

function readEpochAnswer(
  response: EpochResponseMessage,
  make: (error: RaftError, epoch: number, leaderId: number | null, partition: EpochPartition) => RaftResponse,
): WireAnswer {
  if (response.errorCode !== ErrorCode.NONE) return nothing(errorName(response.errorCode))
  const partition = response.topics[0]?.partitions[0]
  if (partition === undefined) return nothing('the answer says nothing of the metadata partition')
  const error = errorName(partition.errorCode)
  if (!NAMES.has(error)) return nothing(error)
  const leaderId = partition.leaderId < 0 ? null : partition.leaderId
  return {
    response: make(error as RaftError, partition.leaderEpoch, leaderId, partition),
    endpoints: response.nodeEndpoints,
    problem: null,
  }
}

function readFetchAnswer(response: import('../../protocol/generated/fetch-response.ts').FetchResponse): WireAnswer {
  if (response.errorCode !== ErrorCode.NONE) return nothing(errorName(response.errorCode))
  const partition = response.responses[0]?.partitions[0]
  if (partition === undefined) return nothing('the answer says nothing of the metadata partition')
  const error = errorName(partition.errorCode)
  if (!NAMES.has(error)) return nothing(error)
  const { currentLeader, divergingEpoch, snapshotId, records } = partition
  return {
    response: {
      kind: 'fetch',
      error: error as RaftError,
      epoch: currentLeader.leaderEpoch,
      leaderId: currentLeader.leaderId < 0 ? null : currentLeader.leaderId,
      highWatermark: partition.highWatermark,
      diverging: divergingEpoch.epoch < 0 ? null : { offset: divergingEpoch.endOffset, epoch: divergingEpoch.epoch },
      snapshot: snapshotId.epoch < 0 ? null : { offset: snapshotId.endOffset, epoch: snapshotId.epoch },
      readFrom: null,
      records: records === null || records.length === 0 ? null : records,
    },
    endpoints: response.nodeEndpoints,
    problem: null,
  }
}
