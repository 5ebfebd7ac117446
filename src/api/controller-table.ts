/**
 * What the controller listener serves: the quorum's own requests, those of brokers, those of clients that brokers pass
 * on in an Envelope, and those of clients that speak to controllers (`--bootstrap-controller`, KIP-919). All but the
 * quorum's own are for the active controller.
 */

import { BROKERS_OWN_APIS } from '../broker/controller-apis.ts'
import { NotControllerError } from '../broker/controller-node.ts'
import type { PeerApi } from '../broker/peers/peer-connection.ts'
import { ApiKey, apiFacts } from '../protocol/api-keys.ts'
import { envelopeProblem, openEnvelope, sealResponse } from '../protocol/envelope.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { apiVersionsRequest } from '../protocol/generated/api-versions-request.ts'
import { apiVersionsResponse } from '../protocol/generated/api-versions-response.ts'
import { beginQuorumEpochRequest } from '../protocol/generated/begin-quorum-epoch-request.ts'
import { beginQuorumEpochResponse } from '../protocol/generated/begin-quorum-epoch-response.ts'
import type { BrokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import type { BrokerHeartbeatResponse } from '../protocol/generated/broker-heartbeat-response.ts'
import { describeClusterRequest } from '../protocol/generated/describe-cluster-request.ts'
import { describeClusterResponse } from '../protocol/generated/describe-cluster-response.ts'
import { describeConfigsRequest } from '../protocol/generated/describe-configs-request.ts'
import { describeConfigsResponse } from '../protocol/generated/describe-configs-response.ts'
import { endQuorumEpochRequest } from '../protocol/generated/end-quorum-epoch-request.ts'
import { endQuorumEpochResponse } from '../protocol/generated/end-quorum-epoch-response.ts'
import { type EnvelopeRequest, envelopeRequest } from '../protocol/generated/envelope-request.ts'
import { EnvelopeResponse, envelopeResponse } from '../protocol/generated/envelope-response.ts'
import { fetchRequest } from '../protocol/generated/fetch-request.ts'
import { fetchResponse } from '../protocol/generated/fetch-response.ts'
import { fetchSnapshotRequest } from '../protocol/generated/fetch-snapshot-request.ts'
import { fetchSnapshotResponse } from '../protocol/generated/fetch-snapshot-response.ts'
import { updateRaftVoterRequest } from '../protocol/generated/update-raft-voter-request.ts'
import { updateRaftVoterResponse } from '../protocol/generated/update-raft-voter-response.ts'
import { voteRequest } from '../protocol/generated/vote-request.ts'
import { voteResponse } from '../protocol/generated/vote-response.ts'
import type { AnyApiRow, ApiRow, RequestContext } from './api.ts'
import * as apiVersions from './api-versions.ts'
import * as configChanges from './config-changes.ts'
import { decided, decidedApi, type LocalControllerServices } from './decided.ts'
import * as describeCluster from './describe-cluster.ts'
import * as describeConfigs from './describe-configs.ts'
import * as describeQuorum from './describe-quorum.ts'
import * as forwardedApis from './forwarded-apis.ts'
import type { LoggerServices } from './logger-levels.ts'
import * as elections from './quorum/elections.ts'
import * as metadataFetch from './quorum/metadata-fetch.ts'
import type { QuorumServices } from './quorum/services.ts'
import * as voterChanges from './quorum/voter-changes.ts'
import { rowsOf } from './rows.ts'

export interface HeartbeatServices {
  /** A broker is heard of on this connection: when it is lost the broker may be gone. */
  heardOn(connectionId: number, brokerId: number): void
}

export type ControllerServices = LocalControllerServices &
  HeartbeatServices &
  apiVersions.ApiVersionsServices &
  describeCluster.DescribeControllersServices &
  describeConfigs.DescribeConfigsServices &
  describeQuorum.DescribeQuorumServices &
  LoggerServices &
  QuorumServices

const row = rowsOf('controller')

/** A request of a broker of its own: all of them have one error, that of the whole answer. */
function brokersOwn<Request extends object, Response extends { errorCode: number }>(
  name: string,
  minVersion: number,
  maxVersion: number,
  codecs: PeerApi<Request, Response>,
): ApiRow<LocalControllerServices, Request, Response> {
  const fail = (_request: Request, errorCode: number): Response =>
    Object.assign(codecs.response.create(), { errorCode })
  return decided(decidedApi(name, minVersion, maxVersion, codecs, fail))
}

/** Those that a broker may pass on for a client. */
const FORWARDED_ROWS: readonly AnyApiRow<ControllerServices>[] = [
  ...forwardedApis.FORWARDED_APIS.map(each => decided(each)),
  decided(forwardedApis.alterConfigs),
  {
    ...decided(forwardedApis.incrementalAlterConfigs),
    handle: configChanges.incrementalAlterConfigs.handleOnController,
  },
  { ...decided(forwardedApis.describeQuorum), handle: describeQuorum.handle },
  { ...decided(forwardedApis.addRaftVoter), handle: voterChanges.addRaftVoter.handle },
  { ...decided(forwardedApis.removeRaftVoter), handle: voterChanges.removeRaftVoter.handle },
]

const forwardable = new Map(FORWARDED_ROWS.map(each => [each.key, each]))

/**
 * Envelope (58: 0; KIP-590). The answer inside is the client's; NOT_CONTROLLER stands outside, so that the broker looks
 * for another controller instead of passing it on. DescribeQuorum says it in its own words; a broker of Apache Kafka
 * stays with a controller that does not say NOT_CONTROLLER.
 */
const envelope = {
  async handle(
    services: ControllerServices,
    context: RequestContext,
    request: EnvelopeRequest,
  ): Promise<EnvelopeResponse> {
    const problem = envelopeProblem(request)
    if (problem !== ErrorCode.NONE) return envelope.fail(request, problem)
    const opened = openEnvelope(request)
    // UNSUPPORTED_VERSION is what Kafka says of anything inside that cannot be read.
    if (opened === null || apiFacts(opened.apiKey) === undefined)
      return envelope.fail(request, ErrorCode.UNSUPPORTED_VERSION)
    const inner = forwardable.get(opened.apiKey)
    if (inner === undefined) return envelope.fail(request, ErrorCode.INVALID_REQUEST)
    const { apiVersion, correlationId, body } = opened
    if (apiVersion < inner.minVersion || apiVersion > inner.maxVersion) {
      return envelope.fail(request, ErrorCode.UNSUPPORTED_VERSION)
    }
    const message = inner.request.decode(body, apiVersion)
    if (!body.ok) return envelope.fail(request, ErrorCode.UNSUPPORTED_VERSION)
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
  fail: (_request: EnvelopeRequest, errorCode: number): EnvelopeResponse =>
    Object.assign(new EnvelopeResponse(), { errorCode }),
}

const decidedHeartbeat = brokersOwn('BrokerHeartbeat', 0, 2, BROKERS_OWN_APIS.brokerHeartbeat)

const heartbeat: ApiRow<LocalControllerServices & HeartbeatServices, BrokerHeartbeatRequest, BrokerHeartbeatResponse> =
  {
    ...decidedHeartbeat,
    handle(services, context, request, frame) {
      services.heardOn(context.connection.id, request.brokerId)
      return decidedHeartbeat.handle(services, context, request, frame)
    },
  }

export const CONTROLLER_ROWS: readonly AnyApiRow<ControllerServices>[] = [
  row('ApiVersions', 0, 5, apiVersionsRequest, apiVersionsResponse, apiVersions),
  row('Vote', 0, 2, voteRequest, voteResponse, elections.vote),
  row('BeginQuorumEpoch', 0, 1, beginQuorumEpochRequest, beginQuorumEpochResponse, elections.beginQuorumEpoch),
  row('EndQuorumEpoch', 0, 1, endQuorumEpochRequest, endQuorumEpochResponse, elections.endQuorumEpoch),
  row('Fetch', 4, 18, fetchRequest, fetchResponse, metadataFetch.fetchMetadata),
  row('FetchSnapshot', 0, 1, fetchSnapshotRequest, fetchSnapshotResponse, metadataFetch.fetchSnapshot),
  row('UpdateRaftVoter', 0, 0, updateRaftVoterRequest, updateRaftVoterResponse, voterChanges.updateRaftVoter),
  row('DescribeCluster', 0, 2, describeClusterRequest, describeClusterResponse, {
    handle: describeCluster.handleOnController,
    fail: describeCluster.fail,
  }),
  row('DescribeConfigs', 1, 4, describeConfigsRequest, describeConfigsResponse, describeConfigs.describeConfigs),
  row('Envelope', 0, 0, envelopeRequest, envelopeResponse, envelope),
  brokersOwn('BrokerRegistration', 0, 4, BROKERS_OWN_APIS.brokerRegistration),
  heartbeat,
  brokersOwn('ControllerRegistration', 0, 0, BROKERS_OWN_APIS.controllerRegistration),
  brokersOwn('AlterPartition', 2, 3, BROKERS_OWN_APIS.alterPartition),
  brokersOwn('AllocateProducerIds', 0, 0, BROKERS_OWN_APIS.allocateProducerIds),
  brokersOwn('AssignReplicasToDirs', 0, 0, BROKERS_OWN_APIS.assignReplicasToDirs),
  ...FORWARDED_ROWS,
]
