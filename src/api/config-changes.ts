/**
 * AlterConfigs (33: 0–2, KIP-133) and IncrementalAlterConfigs (44: 0–1, KIP-339): decided by the controller, but for
 * levels of loggers (KIP-412), which are the affair of the node that is asked. A broker refuses a request that
 * contradicts itself before it asks the controller, as Kafka's `ConfigAdminManager` does: a controller of Apache Kafka
 * gives up its leadership over some of them.
 */
import { CONFIGURABLE_TYPES } from '../controller/config-changes.ts'
import { RequestError } from '../controller/context.ts'
import { type PartialResult, refusable } from '../controller/partial-results.ts'
import { ConfigResourceType } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { AlterConfigsRequest } from '../protocol/generated/alter-configs-request.ts'
import { AlterConfigsResourceResponse, AlterConfigsResponse } from '../protocol/generated/alter-configs-response.ts'
import { IncrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import {
  IncrementalAlterConfigsResponse,
  AlterConfigsResourceResponse as IncrementalResourceResponse,
} from '../protocol/generated/incremental-alter-configs-response.ts'
import type { RequestContext } from './api.ts'
import { type ForwardServices, forward, type LocalControllerServices } from './decided.ts'
import { alterLoggers, type LoggerServices } from './logger-levels.ts'

const { BROKER_LOGGER } = ConfigResourceType
const LAST_OPERATION = 3
const DELETE = 1

interface Resource {
  readonly resourceType: number
  readonly resourceName: string
}

interface Setting {
  readonly name: string
  readonly value: string | null
}

interface Answer {
  resourceType: number
  resourceName: string
}

export const alterConfigs = {
  /** On a broker's listener. */
  handle(
    services: ForwardServices,
    context: RequestContext,
    request: AlterConfigsRequest,
  ): Promise<AlterConfigsResponse> {
    return inOrder(
      request.resources,
      resource =>
        refused(new AlterConfigsResourceResponse(), resource, () => {
          checkResource(request.resources, resource, CONFIGURABLE_TYPES, () => true)
        }),
      resources =>
        forward(
          services,
          context,
          Object.assign(new AlterConfigsRequest(), { resources, validateOnly: request.validateOnly }),
          alterConfigs.fail,
        ),
      new AlterConfigsResponse(),
    )
  },
  fail(request: AlterConfigsRequest, errorCode: number): AlterConfigsResponse {
    const response = new AlterConfigsResponse()
    response.responses = request.resources.map(({ resourceType, resourceName }) =>
      Object.assign(new AlterConfigsResourceResponse(), { resourceType, resourceName, errorCode, errorMessage: null }),
    )
    return response
  },
}

type IncrementalResource = IncrementalAlterConfigsRequest['resources'][number]

export const incrementalAlterConfigs = {
  /** On a broker's listener. */
  handle(
    services: ForwardServices & LoggerServices,
    context: RequestContext,
    request: IncrementalAlterConfigsRequest,
  ): Promise<IncrementalAlterConfigsResponse> {
    const check = (resource: IncrementalResource): IncrementalResourceResponse | null =>
      refused(new IncrementalResourceResponse(), resource, () => {
        const needsValue = ({ configOperation }: IncrementalResource['configs'][number]) => configOperation !== DELETE
        checkResource(request.resources, resource, INCREMENTAL_TYPES, needsValue)
        const unknown = resource.configs.some(
          ({ configOperation }) => configOperation < 0 || configOperation > LAST_OPERATION,
        )
        // Kafka stumbles over an operation that it does not know, and says nothing.
        if (unknown && resource.resourceType !== BROKER_LOGGER)
          throw new RequestError(ErrorCode.UNKNOWN_SERVER_ERROR, '')
      })
    return withLoggers(services, context, request, check)
  },
  /** On a controller's listener; the request may come from a broker. */
  handleOnController(
    services: LocalControllerServices & LoggerServices,
    context: RequestContext,
    request: IncrementalAlterConfigsRequest,
  ): Promise<IncrementalAlterConfigsResponse> {
    return withLoggers({ ...services, controller: services.localController }, context, request, () => null)
  },
  fail(request: IncrementalAlterConfigsRequest, errorCode: number): IncrementalAlterConfigsResponse {
    const response = new IncrementalAlterConfigsResponse()
    response.responses = request.resources.map(({ resourceType, resourceName }) =>
      Object.assign(new IncrementalResourceResponse(), { resourceType, resourceName, errorCode, errorMessage: null }),
    )
    return response
  },
}

const INCREMENTAL_TYPES: ReadonlySet<number> = new Set([...CONFIGURABLE_TYPES, BROKER_LOGGER])

function withLoggers(
  services: ForwardServices & LoggerServices,
  context: RequestContext,
  request: IncrementalAlterConfigsRequest,
  check: (resource: IncrementalResource) => IncrementalResourceResponse | null,
): Promise<IncrementalAlterConfigsResponse> {
  const { validateOnly } = request
  return inOrder(
    request.resources,
    resource => {
      const refusal = check(resource)
      if (refusal !== null || resource.resourceType !== BROKER_LOGGER) return refusal
      return alterLoggers(services, resource, validateOnly)
    },
    resources =>
      forward(
        services,
        context,
        Object.assign(new IncrementalAlterConfigsRequest(), { resources, validateOnly }),
        incrementalAlterConfigs.fail,
      ),
    new IncrementalAlterConfigsResponse(),
  )
}

/** The answer that refuses the resource, when `check` throws a RequestError. */
function refused<A extends Answer & PartialResult>(
  answer: A,
  { resourceType, resourceName }: Resource,
  check: () => void,
): A | null {
  refusable(Object.assign(answer, { resourceType, resourceName }), check)
  return answer.errorCode === ErrorCode.NONE ? null : answer
}

/** Throws INVALID_REQUEST where a request contradicts itself about a resource. */
function checkResource<C extends Setting>(
  resources: readonly Resource[],
  { resourceType, resourceName, configs }: Resource & { readonly configs: readonly C[] },
  types: ReadonlySet<number>,
  needsValue: (config: C) => boolean,
): void {
  const invalid = (message: string): never => {
    throw new RequestError(ErrorCode.INVALID_REQUEST, message)
  }
  const same = resources.filter(each => each.resourceType === resourceType && each.resourceName === resourceName)
  if (same.length > 1) invalid('Each resource must appear at most once.')
  if (new Set(configs.map(({ name }) => name)).size < configs.length) invalid('Error due to duplicate config keys')
  const nulls = configs.filter(config => config.value === null && needsValue(config)).map(({ name }) => name)
  if (nulls.length > 0) invalid(`Null value not supported for : ${nulls.join(',')}`)
  if (!types.has(resourceType)) invalid(`Unknown resource type ${resourceType}`)
}

/** What is not answered `here` is asked of the controller. Answers come in the order of the request. */
async function inOrder<R extends Resource, A extends Answer, Response extends { responses: A[] }>(
  resources: readonly R[],
  here: (resource: R) => A | null,
  ask: (resources: R[]) => Promise<Response>,
  none: Response,
): Promise<Response> {
  const own = new Map(resources.map(resource => [resource, here(resource)]))
  const rest = resources.filter(resource => own.get(resource) === null)
  const response = rest.length === 0 && resources.length > 0 ? none : await ask(rest)
  const keyOf = ({ resourceType, resourceName }: Resource | Answer): string => `${resourceType}:${resourceName}`
  const decided = new Map(response.responses.map(each => [keyOf(each), each]))
  const all = resources.flatMap(resource => {
    const answer = own.get(resource) ?? decided.get(keyOf(resource))
    decided.delete(keyOf(resource))
    return answer ?? []
  })
  return Object.assign(response, { responses: all })
}
