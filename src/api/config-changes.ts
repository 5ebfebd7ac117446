/** AlterConfigs (33: 0–2, KIP-133) and IncrementalAlterConfigs (44: 0–1, KIP-339): decided by the controller. */
import type { AlterConfigsRequest } from '../protocol/generated/alter-configs-request.ts'
import { AlterConfigsResourceResponse, AlterConfigsResponse } from '../protocol/generated/alter-configs-response.ts'
import type { IncrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import {
  IncrementalAlterConfigsResponse,
  AlterConfigsResourceResponse as IncrementalResourceResponse,
} from '../protocol/generated/incremental-alter-configs-response.ts'

export function failAlterConfigs(request: AlterConfigsRequest, errorCode: number): AlterConfigsResponse {
  const response = new AlterConfigsResponse()
  response.responses = request.resources.map(({ resourceType, resourceName }) =>
    Object.assign(new AlterConfigsResourceResponse(), { resourceType, resourceName, errorCode, errorMessage: null }),
  )
  return response
}

export function failIncrementalAlterConfigs(
  request: IncrementalAlterConfigsRequest,
  errorCode: number,
): IncrementalAlterConfigsResponse {
  const response = new IncrementalAlterConfigsResponse()
  response.responses = request.resources.map(({ resourceType, resourceName }) =>
    Object.assign(new IncrementalResourceResponse(), { resourceType, resourceName, errorCode, errorMessage: null }),
  )
  return response
}
