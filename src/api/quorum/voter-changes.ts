/**
 * Changes of the voters (KIP-853): AddRaftVoter (80: 0–1) and RemoveRaftVoter (81: 0) come from administrators, or from
 * a controller that joins by itself; UpdateRaftVoter (82: 0) from voters.
 */
import { ErrorCode } from '../../protocol/errors.ts'
import type { AddRaftVoterRequest } from '../../protocol/generated/add-raft-voter-request.ts'
import { AddRaftVoterResponse } from '../../protocol/generated/add-raft-voter-response.ts'
import type { RemoveRaftVoterRequest } from '../../protocol/generated/remove-raft-voter-request.ts'
import { RemoveRaftVoterResponse } from '../../protocol/generated/remove-raft-voter-response.ts'
import type { UpdateRaftVoterRequest } from '../../protocol/generated/update-raft-voter-request.ts'
import { UpdateRaftVoterResponse } from '../../protocol/generated/update-raft-voter-response.ts'
import type { VoterChange, VoterChangeResponse } from '../../raft/messages.ts'
import type { RequestContext } from '../api.ts'
import { isForeign, type Quorum, type QuorumServices } from './services.ts'

function foreignText(quorum: Quorum, clusterId: string | null): string {
  return `The given id "${clusterId}" doesn't match the cluster id "${quorum.clusterId}"`
}

/** The answer to a change of the voters, when it is there. */
function change(quorum: Quorum, request: VoterChange): Promise<VoterChangeResponse> {
  return new Promise(resolve => {
    quorum.member.handleRequest(request, said => {
      if (said.kind === request.kind) resolve(said as VoterChangeResponse)
    })
  })
}

interface Listening {
  readonly name: string
  readonly host: string
  readonly port: number
}

function endpointsOf(listeners: readonly Listening[]): Listening[] {
  return listeners.map(({ name, host, port }) => ({ name, host, port }))
}

function failChange<Response extends { errorCode: number; errorMessage: string | null }>(make: new () => Response) {
  return (_request: unknown, errorCode: number, _apiVersion?: number, errorMessage: string | null = null): Response =>
    Object.assign(new make(), { errorCode, errorMessage })
}

export const addRaftVoter = {
  async handle(
    { quorum }: QuorumServices,
    context: RequestContext | null,
    request: AddRaftVoterRequest,
  ): Promise<AddRaftVoterResponse> {
    const { clusterId, voterId: id, voterDirectoryId: directoryId, listeners, ackWhenCommitted } = request
    if (isForeign(quorum, clusterId, context))
      return addRaftVoter.fail(request, ErrorCode.INCONSISTENT_CLUSTER_ID, 0, foreignText(quorum, clusterId))
    const voter = { id, directoryId, endpoints: endpointsOf(listeners) }
    const { error, message } = await change(quorum, { kind: 'add-voter', voter, ackWhenCommitted })
    return addRaftVoter.fail(request, ErrorCode[error], 0, message)
  },
  fail: failChange(AddRaftVoterResponse),
}

export const removeRaftVoter = {
  async handle(
    { quorum }: QuorumServices,
    context: RequestContext | null,
    request: RemoveRaftVoterRequest,
  ): Promise<RemoveRaftVoterResponse> {
    const { clusterId, voterId: id, voterDirectoryId: directoryId } = request
    if (isForeign(quorum, clusterId, context))
      return removeRaftVoter.fail(request, ErrorCode.INCONSISTENT_CLUSTER_ID, 0, foreignText(quorum, clusterId))
    const { error, message } = await change(quorum, { kind: 'remove-voter', voter: { id, directoryId } })
    return removeRaftVoter.fail(request, ErrorCode[error], 0, message)
  },
  fail: failChange(RemoveRaftVoterResponse),
}

export const updateRaftVoter = {
  async handle(
    { quorum }: QuorumServices,
    context: RequestContext,
    request: UpdateRaftVoterRequest,
  ): Promise<UpdateRaftVoterResponse> {
    const { clusterId, voterId: id, voterDirectoryId: directoryId, currentLeaderEpoch: epoch, listeners } = request
    const response = new UpdateRaftVoterResponse()
    if (isForeign(quorum, clusterId, context)) {
      const { quorumLeaderId: leaderId, epoch: leaderEpoch } = quorum.member
      Object.assign(response.currentLeader, { leaderId: leaderId ?? -1, leaderEpoch })
      response.errorCode = ErrorCode.INCONSISTENT_CLUSTER_ID
    } else {
      const { minSupportedVersion: min, maxSupportedVersion: max } = request.kRaftVersionFeature
      const voter = { id, directoryId, endpoints: endpointsOf(listeners), kraftVersions: { min, max } }
      const said = await change(quorum, { kind: 'update-voter', epoch, voter })
      response.errorCode = ErrorCode[said.error]
      Object.assign(response.currentLeader, { leaderId: said.leaderId ?? -1, leaderEpoch: said.epoch })
    }
    const { leaderId } = response.currentLeader
    const address = leaderId < 0 ? null : quorum.addressOf(leaderId)
    if (address !== null) Object.assign(response.currentLeader, { host: address.host, port: address.port })
    return response
  },
  fail: (_request: UpdateRaftVoterRequest, errorCode: number) =>
    Object.assign(new UpdateRaftVoterResponse(), { errorCode }),
}
