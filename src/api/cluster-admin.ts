/**
 * ElectLeaders (43: 0–2), UpdateFeatures (57: 0–2), UnregisterBroker (64: 0), UnregisterController (94: 0): decided by
 * the controller. Here is what a broker answers when it cannot reach one.
 */
import { errorMessage } from '../protocol/error-messages.ts'
import type { ElectLeadersRequest } from '../protocol/generated/elect-leaders-request.ts'
import {
  ElectLeadersResponse,
  PartitionResult,
  ReplicaElectionResult,
} from '../protocol/generated/elect-leaders-response.ts'
import type { UnregisterBrokerRequest } from '../protocol/generated/unregister-broker-request.ts'
import { UnregisterBrokerResponse } from '../protocol/generated/unregister-broker-response.ts'
import type { UnregisterControllerRequest } from '../protocol/generated/unregister-controller-request.ts'
import { UnregisterControllerResponse } from '../protocol/generated/unregister-controller-response.ts'
import type { UpdateFeaturesRequest } from '../protocol/generated/update-features-request.ts'
import { UpdatableFeatureResult, UpdateFeaturesResponse } from '../protocol/generated/update-features-response.ts'

/** Version 0 has no error of the whole answer. */
export function failElectLeaders(request: ElectLeadersRequest, errorCode: number): ElectLeadersResponse {
  const response = new ElectLeadersResponse()
  response.errorCode = errorCode
  for (const { topic, partitions } of request.topicPartitions ?? []) {
    const result = Object.assign(new ReplicaElectionResult(), { topic })
    result.partitionResult = partitions.map(partitionId =>
      Object.assign(new PartitionResult(), { partitionId, errorCode, errorMessage: errorMessage(errorCode) }),
    )
    response.replicaElectionResults.push(result)
  }
  return response
}

export function failUpdateFeatures(
  request: UpdateFeaturesRequest,
  errorCode: number,
  apiVersion: number,
): UpdateFeaturesResponse {
  const response = new UpdateFeaturesResponse()
  response.errorCode = errorCode
  response.errorMessage = errorMessage(errorCode)
  if (apiVersion <= 1) {
    response.results = request.featureUpdates.map(({ feature }) =>
      Object.assign(new UpdatableFeatureResult(), { feature, errorCode, errorMessage: null }),
    )
  }
  return response
}

export function failUnregisterBroker(_request: UnregisterBrokerRequest, errorCode: number): UnregisterBrokerResponse {
  const response = new UnregisterBrokerResponse()
  response.errorCode = errorCode
  response.errorMessage = errorMessage(errorCode)
  return response
}

export function failUnregisterController(
  _request: UnregisterControllerRequest,
  errorCode: number,
): UnregisterControllerResponse {
  return Object.assign(new UnregisterControllerResponse(), { errorCode, errorMessage: errorMessage(errorCode) })
}
