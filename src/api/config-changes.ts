/** AlterConfigs (33: 0–2, KIP-133) and IncrementalAlterConfigs (44: 0–1, KIP-339): decided by the controller, but for levels of loggers (KIP-412). */
import { ConfigResourceType } from '../metadata/image.ts'
import type { AlterConfigsRequest } from '../protocol/generated/alter-configs-request.ts'
import { AlterConfigsResourceResponse, AlterConfigsResponse } from '../protocol/generated/alter-configs-response.ts'
import { IncrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import {
  IncrementalAlterConfigsResponse,
  AlterConfigsResourceResponse as IncrementalResourceResponse,
} from '../protocol/generated/incremental-alter-configs-response.ts'
import type { RequestContext } from './api.ts'
import { type ForwardServices, forward } from './decided.ts'
import { alterLoggers, type LoggerServices } from './logger-levels.ts'

export function failAlterConfigs(request: AlterConfigsRequest, errorCode: number): AlterConfigsResponse {
  const response = new AlterConfigsResponse()
  response.responses = request.resources.map(({ resourceType, resourceName }) =>
    Object.assign(new AlterConfigsResourceResponse(), { resourceType, resourceName, errorCode, errorMessage: null }),
  )
  return response
}

type LoggerResource = IncrementalAlterConfigsRequest['resources'][number]

export const incrementalAlterConfigs = {
  handle(
    services: ForwardServices & LoggerServices,
    context: RequestContext,
    request: IncrementalAlterConfigsRequest,
  ): Promise<IncrementalAlterConfigsResponse> {
    const isLogger = ({ resourceType }: LoggerResource): boolean => resourceType === ConfigResourceType.BROKER_LOGGER
    return request.resources.some(isLogger)
      ? withLoggers(services, context, request, isLogger)
      : forward(services, context, request, incrementalAlterConfigs.fail)
  },
  fail(request: IncrementalAlterConfigsRequest, errorCode: number): IncrementalAlterConfigsResponse {
    const response = new IncrementalAlterConfigsResponse()
    response.responses = request.resources.map(({ resourceType, resourceName }) =>
      Object.assign(new IncrementalResourceResponse(), { resourceType, resourceName, errorCode, errorMessage: null }),
    )
    return response
  },
}

/** Loggers are this broker's own affair; the controller decides about the rest. Answers come in the order of the request. */
async function withLoggers(
  services: ForwardServices & LoggerServices,
  context: RequestContext,
  request: IncrementalAlterConfigsRequest,
  isLogger: (resource: LoggerResource) => boolean,
): Promise<IncrementalAlterConfigsResponse> {
  const own = new Map(
    request.resources
      .filter(isLogger)
      .map(resource => [resource, alterLoggers(services, request.resources, resource, request.validateOnly)]),
  )
  const rest = Object.assign(new IncrementalAlterConfigsRequest(), request, {
    resources: request.resources.filter(resource => !isLogger(resource)),
  })
  const response =
    rest.resources.length === 0
      ? new IncrementalAlterConfigsResponse()
      : await forward(services, context, rest, incrementalAlterConfigs.fail)
  const decided = new Map(response.responses.map(each => [`${each.resourceType}:${each.resourceName}`, each]))
  const all = request.resources.flatMap(resource => {
    const key = `${resource.resourceType}:${resource.resourceName}`
    const answer = own.get(resource) ?? decided.get(key)
    decided.delete(key)
    return answer ?? []
  })
  return Object.assign(response, { responses: all })
}
