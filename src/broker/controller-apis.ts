/**
 * What a broker asks of the active controller. Requests of its own go as they are; those of clients go in an Envelope that says who asked (KIP-590).
 */
import { ApiKey } from '../protocol/api-keys.ts'
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

export interface ControllerApi {
  // biome-ignore lint/suspicious/noExplicitAny: one table for messages of every kind
  readonly codecs: PeerApi<any, any>
  /** A client's request, which travels in an Envelope. */
  readonly forwarded: boolean
}

function own<Request, Response>(
  request: PeerApi<Request, Response>['request'],
  response: PeerApi<Request, Response>['response'],
): ControllerApi {
  return { codecs: { request, response }, forwarded: false }
}

function forwarded<Request, Response>(
  request: PeerApi<Request, Response>['request'],
  response: PeerApi<Request, Response>['response'],
): ControllerApi {
  return { codecs: { request, response }, forwarded: true }
}

export const CONTROLLER_APIS: ReadonlyMap<number, ControllerApi> = new Map([
  [ApiKey.BrokerRegistration, own(brokerRegistrationRequest, brokerRegistrationResponse)],
  [ApiKey.BrokerHeartbeat, own(brokerHeartbeatRequest, brokerHeartbeatResponse)],
  [ApiKey.ControllerRegistration, own(controllerRegistrationRequest, controllerRegistrationResponse)],
  [ApiKey.AlterPartition, own(alterPartitionRequest, alterPartitionResponse)],
  [ApiKey.AllocateProducerIds, own(allocateProducerIdsRequest, allocateProducerIdsResponse)],
  [ApiKey.AssignReplicasToDirs, own(assignReplicasToDirsRequest, assignReplicasToDirsResponse)],
  [ApiKey.CreateTopics, forwarded(createTopicsRequest, createTopicsResponse)],
  [ApiKey.DeleteTopics, forwarded(deleteTopicsRequest, deleteTopicsResponse)],
  [ApiKey.CreatePartitions, forwarded(createPartitionsRequest, createPartitionsResponse)],
  [ApiKey.AlterConfigs, forwarded(alterConfigsRequest, alterConfigsResponse)],
  [ApiKey.IncrementalAlterConfigs, forwarded(incrementalAlterConfigsRequest, incrementalAlterConfigsResponse)],
  [ApiKey.ElectLeaders, forwarded(electLeadersRequest, electLeadersResponse)],
  [
    ApiKey.AlterPartitionReassignments,
    forwarded(alterPartitionReassignmentsRequest, alterPartitionReassignmentsResponse),
  ],
  [ApiKey.ListPartitionReassignments, forwarded(listPartitionReassignmentsRequest, listPartitionReassignmentsResponse)],
  [ApiKey.UpdateFeatures, forwarded(updateFeaturesRequest, updateFeaturesResponse)],
  [ApiKey.UnregisterBroker, forwarded(unregisterBrokerRequest, unregisterBrokerResponse)],
  [ApiKey.UnregisterController, forwarded(unregisterControllerRequest, unregisterControllerResponse)],
  [ApiKey.DescribeQuorum, forwarded(describeQuorumRequest, describeQuorumResponse)],
  [ApiKey.AddRaftVoter, forwarded(addRaftVoterRequest, addRaftVoterResponse)],
  [ApiKey.RemoveRaftVoter, forwarded(removeRaftVoterRequest, removeRaftVoterResponse)],
])
