/**
 * What the controller listener serves: the quorum's own requests, those of brokers, those of clients that brokers pass on in an Envelope, and those of
 * clients that speak to controllers (`--bootstrap-controller`, KIP-919). All but the quorum's own are for the active controller.
 */
import { NotControllerError } from '../broker/controller-node.ts'
import type { ControllerChannel } from '../broker/lifecycle.ts'
import { RequestError } from '../controller/context.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { openEnvelope, sealResponse } from '../protocol/envelope.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { addRaftVoterRequest } from '../protocol/generated/add-raft-voter-request.ts'
import { addRaftVoterResponse } from '../protocol/generated/add-raft-voter-response.ts'
import { allocateProducerIdsRequest } from '../protocol/generated/allocate-producer-ids-request.ts'
import {
  AllocateProducerIdsResponse,
  allocateProducerIdsResponse,
} from '../protocol/generated/allocate-producer-ids-response.ts'
import { alterPartitionRequest } from '../protocol/generated/alter-partition-request.ts'
import { AlterPartitionResponse, alterPartitionResponse } from '../protocol/generated/alter-partition-response.ts'
import { apiVersionsRequest } from '../protocol/generated/api-versions-request.ts'
import { apiVersionsResponse } from '../protocol/generated/api-versions-response.ts'
import { assignReplicasToDirsRequest } from '../protocol/generated/assign-replicas-to-dirs-request.ts'
import {
  AssignReplicasToDirsResponse,
  assignReplicasToDirsResponse,
} from '../protocol/generated/assign-replicas-to-dirs-response.ts'
import { beginQuorumEpochRequest } from '../protocol/generated/begin-quorum-epoch-request.ts'
import { beginQuorumEpochResponse } from '../protocol/generated/begin-quorum-epoch-response.ts'
import { brokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import { BrokerHeartbeatResponse, brokerHeartbeatResponse } from '../protocol/generated/broker-heartbeat-response.ts'
import { brokerRegistrationRequest } from '../protocol/generated/broker-registration-request.ts'
import {
  BrokerRegistrationResponse,
  brokerRegistrationResponse,
} from '../protocol/generated/broker-registration-response.ts'
import { controllerRegistrationRequest } from '../protocol/generated/controller-registration-request.ts'
import {
  ControllerRegistrationResponse,
  controllerRegistrationResponse,
} from '../protocol/generated/controller-registration-response.ts'
import { describeClusterRequest } from '../protocol/generated/describe-cluster-request.ts'
import { describeClusterResponse } from '../protocol/generated/describe-cluster-response.ts'
import { describeConfigsRequest } from '../protocol/generated/describe-configs-request.ts'
import { describeConfigsResponse } from '../protocol/generated/describe-configs-response.ts'
import { describeQuorumRequest } from '../protocol/generated/describe-quorum-request.ts'
import { describeQuorumResponse } from '../protocol/generated/describe-quorum-response.ts'
import { endQuorumEpochRequest } from '../protocol/generated/end-quorum-epoch-request.ts'
import { endQuorumEpochResponse } from '../protocol/generated/end-quorum-epoch-response.ts'
import { type EnvelopeRequest, envelopeRequest } from '../protocol/generated/envelope-request.ts'
import { EnvelopeResponse, envelopeResponse } from '../protocol/generated/envelope-response.ts'
import { fetchRequest } from '../protocol/generated/fetch-request.ts'
import { fetchResponse } from '../protocol/generated/fetch-response.ts'
import { fetchSnapshotRequest } from '../protocol/generated/fetch-snapshot-request.ts'
import { fetchSnapshotResponse } from '../protocol/generated/fetch-snapshot-response.ts'
import { incrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import { incrementalAlterConfigsResponse } from '../protocol/generated/incremental-alter-configs-response.ts'
import { removeRaftVoterRequest } from '../protocol/generated/remove-raft-voter-request.ts'
import { removeRaftVoterResponse } from '../protocol/generated/remove-raft-voter-response.ts'
import { updateRaftVoterRequest } from '../protocol/generated/update-raft-voter-request.ts'
import { updateRaftVoterResponse } from '../protocol/generated/update-raft-voter-response.ts'
import { voteRequest } from '../protocol/generated/vote-request.ts'
import { voteResponse } from '../protocol/generated/vote-response.ts'
import type { MessageCodec } from '../protocol/message.ts'
import type { AnyApiRow, ApiRow, RequestContext } from './api.ts'
import * as apiVersions from './api-versions.ts'
import * as configChanges from './config-changes.ts'
import * as describeCluster from './describe-cluster.ts'
import * as describeConfigs from './describe-configs.ts'
import * as describeQuorum from './describe-quorum.ts'
import { FORWARDED_APIS } from './forwarded-apis.ts'
import * as quorum from './quorum.ts'

export interface ActiveControllerServices {
  /** The controller of this node, which throws NotControllerError while another leads. */
  readonly localController: ControllerChannel
  /** A broker is heard of on this connection: when it is lost the broker may be gone. */
  heardOn(connectionId: number, brokerId: number): void
}

export type ControllerServices = ActiveControllerServices &
  apiVersions.ApiVersionsServices &
  describeCluster.DescribeControllersServices &
  describeConfigs.DescribeConfigsServices &
  describeQuorum.DescribeQuorumServices &
  quorum.QuorumServices

function row<Services, Request, Response>(
  name: string,
  minVersion: number,
  maxVersion: number,
  request: MessageCodec<Request>,
  response: MessageCodec<Response>,
  handler: Pick<ApiRow<Services, Request, Response>, 'handle' | 'fail'>,
): ApiRow<Services, Request, Response> {
  const { handle, fail } = handler
  return {
    key: request.apiKey,
    name,
    minVersion,
    maxVersion,
    request,
    response,
    listeners: ['controller'],
    handle,
    fail,
  }
}

/** A request that the active controller decides. */
function decided<Request extends object, Response extends object>(
  name: string,
  minVersion: number,
  maxVersion: number,
  request: MessageCodec<Request>,
  response: MessageCodec<Response>,
  fail: (request: Request, errorCode: number, apiVersion: number) => Response,
): ApiRow<ActiveControllerServices, Request, Response> {
  return row(name, minVersion, maxVersion, request, response, {
    async handle(services: ActiveControllerServices, context, body) {
      try {
        return (await services.localController.request(request.apiKey, context.apiVersion, body)) as Response
      } catch (error) {
        if (error instanceof NotControllerError) return fail(body, ErrorCode.NOT_CONTROLLER, context.apiVersion)
        if (error instanceof RequestError) return fail(body, error.errorCode, context.apiVersion)
        throw error
      }
    },
    fail,
  })
}

function failed<Response extends { errorCode: number }>(make: new () => Response) {
  return (_request: unknown, errorCode: number): Response => Object.assign(new make(), { errorCode })
}

/** Those that a broker may pass on for a client. */
const FORWARDED_ROWS: readonly AnyApiRow<ControllerServices>[] = [
  ...FORWARDED_APIS.map(each =>
    decided(each.name, each.minVersion, each.maxVersion, each.request, each.response, each.fail),
  ),
  decided(
    'IncrementalAlterConfigs',
    0,
    1,
    incrementalAlterConfigsRequest,
    incrementalAlterConfigsResponse,
    configChanges.incrementalAlterConfigs.fail,
  ),
  row('DescribeQuorum', 0, 2, describeQuorumRequest, describeQuorumResponse, describeQuorum),
  row('AddRaftVoter', 0, 1, addRaftVoterRequest, addRaftVoterResponse, quorum.addRaftVoter),
  row('RemoveRaftVoter', 0, 0, removeRaftVoterRequest, removeRaftVoterResponse, quorum.removeRaftVoter),
]

const forwardable = new Map(FORWARDED_ROWS.map(each => [each.key, each]))

/**
 * Envelope (58: 0; KIP-590). The answer inside is the client's; NOT_CONTROLLER stands outside, so that the broker looks for another controller
 * instead of passing it on. DescribeQuorum says it in its own words; a broker of Apache Kafka stays with a controller that does not say NOT_CONTROLLER.
 */
const envelope = {
  async handle(
    services: ControllerServices,
    context: RequestContext,
    request: EnvelopeRequest,
  ): Promise<EnvelopeResponse> {
    const opened = openEnvelope(request)
    const inner = opened === null ? undefined : forwardable.get(opened.apiKey)
    if (opened === null || inner === undefined) return envelope.fail(request, ErrorCode.INVALID_REQUEST)
    const { apiVersion, correlationId, body } = opened
    if (apiVersion < inner.minVersion || apiVersion > inner.maxVersion) {
      return envelope.fail(request, ErrorCode.UNSUPPORTED_VERSION)
    }
    const message = inner.request.decode(body, apiVersion)
    if (!body.ok) return envelope.fail(request, ErrorCode.INVALID_REQUEST)
    let notController = false
    const watched: ControllerServices = {
      ...services,
      localController: {
        request: async (apiKey, version, each) => {
          try {
            return await services.localController.request(apiKey, version, each)
          } catch (error) {
            notController = error instanceof NotControllerError
            throw error
          }
        },
      },
    }
    const asClient: RequestContext = {
      ...context,
      apiKey: opened.apiKey,
      apiVersion,
      correlationId,
      clientId: opened.clientId,
      connection: { ...context.connection, principal: opened.principal },
      releaseAfterReply: release => context.releaseAfterReply(release),
    }
    const answer = await inner.handle(watched, asClient, message, { owner: null })
    if (opened.apiKey === ApiKey.DescribeQuorum) notController = describeQuorum.saysNotLeader(answer)
    if (notController) return envelope.fail(request, ErrorCode.NOT_CONTROLLER)
    const response = new EnvelopeResponse()
    response.responseData = sealResponse(inner.response, apiVersion, correlationId, answer)
    return response
  },
  fail: failed(EnvelopeResponse),
}

const decidedHeartbeat = decided(
  'BrokerHeartbeat',
  0,
  2,
  brokerHeartbeatRequest,
  brokerHeartbeatResponse,
  failed(BrokerHeartbeatResponse),
)

const heartbeat: typeof decidedHeartbeat = {
  ...decidedHeartbeat,
  handle(services, context, request, frame) {
    services.heardOn(context.connection.id, request.brokerId)
    return decidedHeartbeat.handle(services, context, request, frame)
  },
}

export const CONTROLLER_ROWS: readonly AnyApiRow<ControllerServices>[] = [
  row('ApiVersions', 0, 5, apiVersionsRequest, apiVersionsResponse, apiVersions),
  row('Vote', 0, 2, voteRequest, voteResponse, quorum.vote),
  row('BeginQuorumEpoch', 0, 1, beginQuorumEpochRequest, beginQuorumEpochResponse, quorum.beginQuorumEpoch),
  row('EndQuorumEpoch', 0, 1, endQuorumEpochRequest, endQuorumEpochResponse, quorum.endQuorumEpoch),
  row('Fetch', 4, 18, fetchRequest, fetchResponse, quorum.fetchMetadata),
  row('FetchSnapshot', 0, 1, fetchSnapshotRequest, fetchSnapshotResponse, quorum.fetchSnapshot),
  row('UpdateRaftVoter', 0, 0, updateRaftVoterRequest, updateRaftVoterResponse, quorum.updateRaftVoter),
  row('DescribeCluster', 0, 2, describeClusterRequest, describeClusterResponse, {
    handle: describeCluster.handleOnController,
    fail: describeCluster.fail,
  }),
  row('DescribeConfigs', 1, 4, describeConfigsRequest, describeConfigsResponse, describeConfigs.describeConfigs),
  row('Envelope', 0, 0, envelopeRequest, envelopeResponse, envelope),
  decided(
    'BrokerRegistration',
    0,
    4,
    brokerRegistrationRequest,
    brokerRegistrationResponse,
    failed(BrokerRegistrationResponse),
  ),
  heartbeat,
  decided(
    'ControllerRegistration',
    0,
    0,
    controllerRegistrationRequest,
    controllerRegistrationResponse,
    failed(ControllerRegistrationResponse),
  ),
  decided('AlterPartition', 2, 3, alterPartitionRequest, alterPartitionResponse, failed(AlterPartitionResponse)),
  decided(
    'AllocateProducerIds',
    0,
    0,
    allocateProducerIdsRequest,
    allocateProducerIdsResponse,
    failed(AllocateProducerIdsResponse),
  ),
  decided(
    'AssignReplicasToDirs',
    0,
    0,
    assignReplicasToDirsRequest,
    assignReplicasToDirsResponse,
    failed(AssignReplicasToDirsResponse),
  ),
  ...FORWARDED_ROWS,
]
