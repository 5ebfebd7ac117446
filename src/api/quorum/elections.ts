/**
 * How voters elect their leader, and how it says that it begins and ends: Vote (52: 0–2; KIP-595, pre-votes KIP-996),
 * BeginQuorumEpoch (53: 0–1), EndQuorumEpoch (54: 0–1).
 */
import type { Pending } from '../../base/pending.ts'
import type { Uuid } from '../../base/uuid.ts'
import { METADATA_TOPIC } from '../../log/log-directory.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import type { BeginQuorumEpochRequest } from '../../protocol/generated/begin-quorum-epoch-request.ts'
import * as beginResponse from '../../protocol/generated/begin-quorum-epoch-response.ts'
import type { EndQuorumEpochRequest } from '../../protocol/generated/end-quorum-epoch-request.ts'
import * as endResponse from '../../protocol/generated/end-quorum-epoch-response.ts'
import type { VoteRequest } from '../../protocol/generated/vote-request.ts'
import * as voteResponse from '../../protocol/generated/vote-response.ts'
import type { RaftResponse } from '../../raft/messages.ts'
import type { ReplicaKey } from '../../raft/voter-set.ts'
import type { RequestContext } from '../api.ts'
import { ask, leaderEndpoints, type QuorumServices } from './services.ts'

/** The voter that the request is meant for; null where its version does not say. */
function meant(voterId: number, directoryId: Uuid): ReplicaKey | null {
  return voterId < 0 ? null : { id: voterId, directoryId }
}

function epochFields(said: RaftResponse): { errorCode: number; leaderId: number; leaderEpoch: number } {
  return { errorCode: ErrorCode[said.error], leaderId: said.leaderId ?? -1, leaderEpoch: said.epoch }
}

function topicOf<P, T extends { topicName: string; partitions: P[] }>(topic: T, partition: P): T {
  topic.topicName = METADATA_TOPIC
  topic.partitions = [partition]
  return topic
}

export const vote = {
  handle(services: QuorumServices, context: RequestContext, request: VoteRequest): Pending<voteResponse.VoteResponse> {
    return ask<'vote', voteResponse.VoteResponse>(services, context, {
      clusterId: request.clusterId,
      topics: request.topics,
      ask: () => {
        const data = request.topics[0]!.partitions[0]!
        return {
          kind: 'vote',
          epoch: data.replicaEpoch,
          candidate: { id: data.replicaId, directoryId: data.replicaDirectoryId },
          voter: meant(request.voterId, data.voterDirectoryId),
          lastEpoch: data.lastOffsetEpoch,
          lastOffset: data.lastOffset,
          preVote: data.preVote,
        }
      },
      answer: said => {
        const fields = { ...epochFields(said), voteGranted: said.granted }
        const partition = Object.assign(new voteResponse.PartitionData(), fields)
        const response = new voteResponse.VoteResponse()
        response.topics = [topicOf(new voteResponse.TopicData(), partition)]
        response.nodeEndpoints = leaderEndpoints(services.quorum, said.leaderId, voteResponse.NodeEndpoint, context)
        return response
      },
      fail: errorCode => vote.fail(request, errorCode),
    })
  },
  fail: (_request: VoteRequest, errorCode: number) => Object.assign(new voteResponse.VoteResponse(), { errorCode }),
}

export const beginQuorumEpoch = {
  handle(
    services: QuorumServices,
    context: RequestContext,
    request: BeginQuorumEpochRequest,
  ): Pending<beginResponse.BeginQuorumEpochResponse> {
    const { quorum } = services
    return ask<'begin-epoch', beginResponse.BeginQuorumEpochResponse>(services, context, {
      clusterId: request.clusterId,
      topics: request.topics,
      ask: () => {
        const data = request.topics[0]!.partitions[0]!
        const { leaderId, leaderEpoch: epoch } = data
        const [endpoint] = request.leaderEndpoints
        if (endpoint !== undefined) quorum.learn(leaderId, endpoint)
        return { kind: 'begin-epoch', epoch, leaderId, voter: meant(request.voterId, data.voterDirectoryId) }
      },
      answer: said => {
        const partition = Object.assign(new beginResponse.PartitionData(), epochFields(said))
        const response = new beginResponse.BeginQuorumEpochResponse()
        response.topics = [topicOf(new beginResponse.TopicData(), partition)]
        response.nodeEndpoints = leaderEndpoints(quorum, said.leaderId, beginResponse.NodeEndpoint, context)
        return response
      },
      fail: errorCode => beginQuorumEpoch.fail(request, errorCode),
    })
  },
  fail: (_request: BeginQuorumEpochRequest, errorCode: number) =>
    Object.assign(new beginResponse.BeginQuorumEpochResponse(), { errorCode }),
}

export const endQuorumEpoch = {
  handle(
    services: QuorumServices,
    context: RequestContext,
    request: EndQuorumEpochRequest,
  ): Pending<endResponse.EndQuorumEpochResponse> {
    return ask<'end-epoch', endResponse.EndQuorumEpochResponse>(services, context, {
      clusterId: request.clusterId,
      topics: request.topics,
      ask: () => {
        const data = request.topics[0]!.partitions[0]!
        const { leaderId, leaderEpoch: epoch } = data
        const preferredSuccessors =
          context.apiVersion >= 1 ? data.preferredCandidates.map(each => each.candidateId) : data.preferredSuccessors
        return { kind: 'end-epoch', epoch, leaderId, preferredSuccessors }
      },
      answer: said => {
        const partition = Object.assign(new endResponse.PartitionData(), epochFields(said))
        const response = new endResponse.EndQuorumEpochResponse()
        response.topics = [topicOf(new endResponse.TopicData(), partition)]
        response.nodeEndpoints = leaderEndpoints(services.quorum, said.leaderId, endResponse.NodeEndpoint, context)
        return response
      },
      fail: errorCode => endQuorumEpoch.fail(request, errorCode),
    })
  },
  fail: (_request: EndQuorumEpochRequest, errorCode: number) =>
    Object.assign(new endResponse.EndQuorumEpochResponse(), { errorCode }),
}
