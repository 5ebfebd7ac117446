/** Requests of clients that the active controller decides: a broker passes them on, and the controller listener takes them. One list for both tables. */
import { alterConfigsRequest } from '../protocol/generated/alter-configs-request.ts'
import { alterConfigsResponse } from '../protocol/generated/alter-configs-response.ts'
import { alterPartitionReassignmentsRequest } from '../protocol/generated/alter-partition-reassignments-request.ts'
import { alterPartitionReassignmentsResponse } from '../protocol/generated/alter-partition-reassignments-response.ts'
import { createPartitionsRequest } from '../protocol/generated/create-partitions-request.ts'
import { createPartitionsResponse } from '../protocol/generated/create-partitions-response.ts'
import { createTopicsRequest } from '../protocol/generated/create-topics-request.ts'
import { createTopicsResponse } from '../protocol/generated/create-topics-response.ts'
import { deleteTopicsRequest } from '../protocol/generated/delete-topics-request.ts'
import { deleteTopicsResponse } from '../protocol/generated/delete-topics-response.ts'
import { electLeadersRequest } from '../protocol/generated/elect-leaders-request.ts'
import { electLeadersResponse } from '../protocol/generated/elect-leaders-response.ts'
import { listPartitionReassignmentsRequest } from '../protocol/generated/list-partition-reassignments-request.ts'
import { listPartitionReassignmentsResponse } from '../protocol/generated/list-partition-reassignments-response.ts'
import { unregisterBrokerRequest } from '../protocol/generated/unregister-broker-request.ts'
import { unregisterBrokerResponse } from '../protocol/generated/unregister-broker-response.ts'
import { unregisterControllerRequest } from '../protocol/generated/unregister-controller-request.ts'
import { unregisterControllerResponse } from '../protocol/generated/unregister-controller-response.ts'
import { updateFeaturesRequest } from '../protocol/generated/update-features-request.ts'
import { updateFeaturesResponse } from '../protocol/generated/update-features-response.ts'
import type { MessageCodec } from '../protocol/message.ts'
import * as clusterAdmin from './cluster-admin.ts'
import * as configChanges from './config-changes.ts'
import * as reassignments from './reassignments.ts'
import * as topicsAdmin from './topics-admin.ts'

export interface DecidedApi<Request, Response> {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
  readonly request: MessageCodec<Request>
  readonly response: MessageCodec<Response>
  readonly fail: (request: Request, errorCode: number, apiVersion: number) => Response
}

// biome-ignore lint/suspicious/noExplicitAny: the list holds APIs of different messages
export type AnyDecidedApi = DecidedApi<any, any>

function api<Request extends object, Response extends object>(
  name: string,
  minVersion: number,
  maxVersion: number,
  request: MessageCodec<Request>,
  response: MessageCodec<Response>,
  fail: DecidedApi<Request, Response>['fail'],
): DecidedApi<Request, Response> {
  return { name, minVersion, maxVersion, request, response, fail }
}

export const FORWARDED_APIS: readonly AnyDecidedApi[] = [
  api('CreateTopics', 2, 7, createTopicsRequest, createTopicsResponse, topicsAdmin.failCreateTopics),
  api('DeleteTopics', 1, 6, deleteTopicsRequest, deleteTopicsResponse, topicsAdmin.failDeleteTopics),
  api('AlterConfigs', 0, 2, alterConfigsRequest, alterConfigsResponse, configChanges.failAlterConfigs),
  api('CreatePartitions', 0, 3, createPartitionsRequest, createPartitionsResponse, topicsAdmin.failCreatePartitions),
  api('ElectLeaders', 0, 2, electLeadersRequest, electLeadersResponse, clusterAdmin.failElectLeaders),
  api(
    'AlterPartitionReassignments',
    0,
    1,
    alterPartitionReassignmentsRequest,
    alterPartitionReassignmentsResponse,
    reassignments.failAlterPartitionReassignments,
  ),
  api(
    'ListPartitionReassignments',
    0,
    0,
    listPartitionReassignmentsRequest,
    listPartitionReassignmentsResponse,
    reassignments.failListPartitionReassignments,
  ),
  api('UpdateFeatures', 0, 2, updateFeaturesRequest, updateFeaturesResponse, clusterAdmin.failUpdateFeatures),
  api('UnregisterBroker', 0, 0, unregisterBrokerRequest, unregisterBrokerResponse, clusterAdmin.failUnregisterBroker),
  api(
    'UnregisterController',
    0,
    0,
    unregisterControllerRequest,
    unregisterControllerResponse,
    clusterAdmin.failUnregisterController,
  ),
]
