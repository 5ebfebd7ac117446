/**
 * What brokers ask of the active controller, each with its answer: the one list for a broker's way there, and for the
 * tables of those who take such requests (`src/api/`).
 */
import { addRaftVoterRequest } from '../protocol/generated/add-raft-voter-request.ts'
import { addRaftVoterResponse } from '../protocol/generated/add-raft-voter-response.ts'
import { allocateProducerIdsRequest } from '../protocol/generated/allocate-producer-ids-request.ts'
import { allocateProducerIdsResponse } from '../protocol/generated/allocate-producer-ids-response.ts'
import { alterConfigsRequest } from '../protocol/generated/alter-configs-request.ts'
import { alterConfigsResponse } from '../protocol/generated/alter-configs-response.ts'
import { alterPartitionReassignmentsRequest } from '../protocol/generated/alter-partition-reassignments-request.ts'
import { alterPartitionReassignmentsResponse } from '../protocol/generated/alter-partition-reassignments-response.ts'
import { alterPartitionRequest } from '../protocol/generated/alter-partition-request.ts'
import { alterPartitionResponse } from '../protocol/generated/alter-partition-response.ts'
import { assignReplicasToDirsRequest } from '../protocol/generated/assign-replicas-to-dirs-request.ts'
import { assignReplicasToDirsResponse } from '../protocol/generated/assign-replicas-to-dirs-response.ts'
import { brokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import { brokerHeartbeatResponse } from '../protocol/generated/broker-heartbeat-response.ts'
import { brokerRegistrationRequest } from '../protocol/generated/broker-registration-request.ts'
import { brokerRegistrationResponse } from '../protocol/generated/broker-registration-response.ts'
import { controllerRegistrationRequest } from '../protocol/generated/controller-registration-request.ts'
import { controllerRegistrationResponse } from '../protocol/generated/controller-registration-response.ts'
import { createPartitionsRequest } from '../protocol/generated/create-partitions-request.ts'
import { createPartitionsResponse } from '../protocol/generated/create-partitions-response.ts'
import { createTopicsRequest } from '../protocol/generated/create-topics-request.ts'
import { createTopicsResponse } from '../protocol/generated/create-topics-response.ts'
import { deleteTopicsRequest } from '../protocol/generated/delete-topics-request.ts'
import { deleteTopicsResponse } from '../protocol/generated/delete-topics-response.ts'
import { describeQuorumRequest } from '../protocol/generated/describe-quorum-request.ts'
import { describeQuorumResponse } from '../protocol/generated/describe-quorum-response.ts'
import { electLeadersRequest } from '../protocol/generated/elect-leaders-request.ts'
import { electLeadersResponse } from '../protocol/generated/elect-leaders-response.ts'
import { incrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import { incrementalAlterConfigsResponse } from '../protocol/generated/incremental-alter-configs-response.ts'
import { listPartitionReassignmentsRequest } from '../protocol/generated/list-partition-reassignments-request.ts'
import { listPartitionReassignmentsResponse } from '../protocol/generated/list-partition-reassignments-response.ts'
import { removeRaftVoterRequest } from '../protocol/generated/remove-raft-voter-request.ts'
import { removeRaftVoterResponse } from '../protocol/generated/remove-raft-voter-response.ts'
import { unregisterBrokerRequest } from '../protocol/generated/unregister-broker-request.ts'
import { unregisterBrokerResponse } from '../protocol/generated/unregister-broker-response.ts'
import { unregisterControllerRequest } from '../protocol/generated/unregister-controller-request.ts'
import { unregisterControllerResponse } from '../protocol/generated/unregister-controller-response.ts'
import { updateFeaturesRequest } from '../protocol/generated/update-features-request.ts'
import { updateFeaturesResponse } from '../protocol/generated/update-features-response.ts'
import type { PeerApi } from './peers/peer-connection.ts'

// biome-ignore lint/suspicious/noExplicitAny: one list for messages of every kind
type AnyPeerApi = PeerApi<any, any>

/** Requests of brokers themselves: they go as they are. */
export const BROKERS_OWN_APIS = {
  brokerRegistration: { request: brokerRegistrationRequest, response: brokerRegistrationResponse },
  brokerHeartbeat: { request: brokerHeartbeatRequest, response: brokerHeartbeatResponse },
  controllerRegistration: { request: controllerRegistrationRequest, response: controllerRegistrationResponse },
  alterPartition: { request: alterPartitionRequest, response: alterPartitionResponse },
  allocateProducerIds: { request: allocateProducerIdsRequest, response: allocateProducerIdsResponse },
  assignReplicasToDirs: { request: assignReplicasToDirsRequest, response: assignReplicasToDirsResponse },
} as const satisfies Record<string, AnyPeerApi>

/** Requests of clients: a broker passes them on in an Envelope that says who asked (KIP-590). */
export const FORWARDABLE_APIS = {
  createTopics: { request: createTopicsRequest, response: createTopicsResponse },
  deleteTopics: { request: deleteTopicsRequest, response: deleteTopicsResponse },
  createPartitions: { request: createPartitionsRequest, response: createPartitionsResponse },
  alterConfigs: { request: alterConfigsRequest, response: alterConfigsResponse },
  incrementalAlterConfigs: { request: incrementalAlterConfigsRequest, response: incrementalAlterConfigsResponse },
  electLeaders: { request: electLeadersRequest, response: electLeadersResponse },
  alterPartitionReassignments: {
    request: alterPartitionReassignmentsRequest,
    response: alterPartitionReassignmentsResponse,
  },
  listPartitionReassignments: {
    request: listPartitionReassignmentsRequest,
    response: listPartitionReassignmentsResponse,
  },
  updateFeatures: { request: updateFeaturesRequest, response: updateFeaturesResponse },
  unregisterBroker: { request: unregisterBrokerRequest, response: unregisterBrokerResponse },
  unregisterController: { request: unregisterControllerRequest, response: unregisterControllerResponse },
  describeQuorum: { request: describeQuorumRequest, response: describeQuorumResponse },
  addRaftVoter: { request: addRaftVoterRequest, response: addRaftVoterResponse },
  removeRaftVoter: { request: removeRaftVoterRequest, response: removeRaftVoterResponse },
} as const satisfies Record<string, AnyPeerApi>

export interface ControllerApi {
  readonly codecs: AnyPeerApi
  /** A client's request, which travels in an Envelope. */
  readonly forwarded: boolean
}

/** By API key. */
export const CONTROLLER_APIS: ReadonlyMap<number, ControllerApi> = new Map(
  [BROKERS_OWN_APIS, FORWARDABLE_APIS].flatMap(list =>
    Object.values<AnyPeerApi>(list).map(codecs => [
      codecs.request.apiKey,
      { codecs, forwarded: list === FORWARDABLE_APIS },
    ]),
  ),
)
