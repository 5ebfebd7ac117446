/** Which decision answers which request; the one list of what a controller does. */
import { ApiKey } from '../protocol/api-keys.ts'
import type { AllocateProducerIdsRequest } from '../protocol/generated/allocate-producer-ids-request.ts'
import type { AlterConfigsRequest } from '../protocol/generated/alter-configs-request.ts'
import type { AlterPartitionReassignmentsRequest } from '../protocol/generated/alter-partition-reassignments-request.ts'
import type { AlterPartitionRequest } from '../protocol/generated/alter-partition-request.ts'
import type { AssignReplicasToDirsRequest } from '../protocol/generated/assign-replicas-to-dirs-request.ts'
import type { BrokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import type { BrokerRegistrationRequest } from '../protocol/generated/broker-registration-request.ts'
import type { ControllerRegistrationRequest } from '../protocol/generated/controller-registration-request.ts'
import type { CreatePartitionsRequest } from '../protocol/generated/create-partitions-request.ts'
import type { CreateTopicsRequest } from '../protocol/generated/create-topics-request.ts'
import type { DeleteTopicsRequest } from '../protocol/generated/delete-topics-request.ts'
import type { ElectLeadersRequest } from '../protocol/generated/elect-leaders-request.ts'
import type { IncrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import type { ListPartitionReassignmentsRequest } from '../protocol/generated/list-partition-reassignments-request.ts'
import type { UnregisterBrokerRequest } from '../protocol/generated/unregister-broker-request.ts'
import type { UnregisterControllerRequest } from '../protocol/generated/unregister-controller-request.ts'
import type { UpdateFeaturesRequest } from '../protocol/generated/update-features-request.ts'
import { alterPartition } from './alter-partition.ts'
import { assignReplicasToDirs } from './assign-directories.ts'
import { brokerHeartbeat } from './broker-heartbeat.ts'
import { registerBroker, registerController, unregisterBroker, unregisterController } from './broker-registration.ts'
import type { BrokerSessions } from './broker-sessions.ts'
import { alterConfigs, incrementalAlterConfigs } from './config-changes.ts'
import type { ControllerDecision, ControllerOptions } from './context.ts'
import { type FeatureInput, updateFeatures } from './feature-updates.ts'
import { electLeaders } from './leader-elections.ts'
import { createPartitions } from './partition-creation.ts'
import { allocateProducerIds } from './producer-id-blocks.ts'
import { alterPartitionReassignments, listPartitionReassignments } from './reassignments.ts'
import { createTopics, type EffectiveConfigs } from './topic-creation.ts'
import { deleteTopics } from './topic-deletion.ts'

export interface ControllerState {
  readonly options: ControllerOptions & { readonly effectiveConfigs: EffectiveConfigs }
  readonly sessions: BrokerSessions
}

/** Throws RequestError where a request is refused as a whole and its answer cannot say why. */
export function decide(
  input: FeatureInput,
  { options, sessions }: ControllerState,
  apiKey: number,
  apiVersion: number,
  request: object,
): ControllerDecision<object> {
  switch (apiKey) {
    case ApiKey.CreateTopics:
      return createTopics(input, options, request as CreateTopicsRequest, options.effectiveConfigs)
    case ApiKey.DeleteTopics:
      return deleteTopics(input, options, request as DeleteTopicsRequest, apiVersion)
    case ApiKey.CreatePartitions:
      return createPartitions(input, request as CreatePartitionsRequest)
    case ApiKey.IncrementalAlterConfigs:
      return incrementalAlterConfigs(input, options, request as IncrementalAlterConfigsRequest)
    case ApiKey.AlterConfigs:
      return alterConfigs(input, options, request as AlterConfigsRequest)
    case ApiKey.ElectLeaders:
      return electLeaders(input, options, request as ElectLeadersRequest)
    case ApiKey.AlterPartitionReassignments:
      return alterPartitionReassignments(input, options, request as AlterPartitionReassignmentsRequest, apiVersion)
    case ApiKey.ListPartitionReassignments:
      return listPartitionReassignments(input, request as ListPartitionReassignmentsRequest)
    case ApiKey.UpdateFeatures:
      return updateFeatures(input, options, request as UpdateFeaturesRequest, apiVersion)
    case ApiKey.UnregisterBroker:
      return unregisterBroker(input, options, sessions, request as UnregisterBrokerRequest)
    case ApiKey.UnregisterController:
      return unregisterController(input, request as UnregisterControllerRequest)
    case ApiKey.BrokerRegistration:
      return registerBroker(input, options, sessions, request as BrokerRegistrationRequest, apiVersion)
    case ApiKey.BrokerHeartbeat:
      return brokerHeartbeat(input, options, sessions, request as BrokerHeartbeatRequest)
    case ApiKey.ControllerRegistration:
      return registerController(input, request as ControllerRegistrationRequest)
    case ApiKey.AllocateProducerIds:
      return allocateProducerIds(input, request as AllocateProducerIdsRequest)
    case ApiKey.AlterPartition:
      return alterPartition(input, options, request as AlterPartitionRequest, apiVersion)
    case ApiKey.AssignReplicasToDirs:
      return assignReplicasToDirs(input, options, request as AssignReplicasToDirsRequest)
    default:
      throw new Error(`the controller has no API ${apiKey}`)
  }
}
