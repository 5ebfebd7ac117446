/**
 * DescribeConfigs (key 32: 1–4, KIP-133, KIP-226) and ListConfigResources (key 74: 0–1, KIP-1142).
 *
 * DescribeConfigs v1 adds synonyms, v3 types and documentation (KIP-569; there is no prose here, so documentation is
 * null). A broker describes itself, its loggers (KIP-412) and the defaults of all (the empty name). ListConfigResources
 * v0 lists client metrics alone.
 */
import type { Loggers } from '../host/loggers.ts'
import { ConfigResourceType, type MetadataImage } from '../metadata/image.ts'
import { topicNameProblem } from '../metadata/topic-names.ts'
import { ErrorCode, INVALID_REQUEST_TEXT } from '../protocol/errors.ts'
import type { DescribeConfigsRequest } from '../protocol/generated/describe-configs-request.ts'
import {
  DescribeConfigsResourceResult,
  DescribeConfigsResponse,
  DescribeConfigsResult,
  DescribeConfigsSynonym,
} from '../protocol/generated/describe-configs-response.ts'
import type { ListConfigResourcesRequest } from '../protocol/generated/list-config-resources-request.ts'
import { ConfigResource, ListConfigResourcesResponse } from '../protocol/generated/list-config-resources-response.ts'
import type { RequestContext } from './api.ts'

interface Synonym {
  readonly name: string
  readonly value: string | null
  readonly source: number
}

interface Entry extends Synonym {
  readonly readOnly: boolean
  readonly sensitive: boolean
  readonly type: number
  readonly synonyms: readonly Synonym[]
}

const DYNAMIC_BROKER_LOGGER_CONFIG = 6

export interface DescribeConfigsServices {
  readonly loggers: Pick<Loggers, 'levels'>
  readonly nodeId: number
  image(): MetadataImage
  /** null for a type of resource that has no configuration. */
  describeConfigs(resourceType: number, resourceName: string): readonly Entry[] | null
}

export const describeConfigs = {
  handle(
    services: DescribeConfigsServices,
    _context: RequestContext,
    request: DescribeConfigsRequest,
  ): DescribeConfigsResponse {
    const response = new DescribeConfigsResponse()
    for (const { resourceType, resourceName, configurationKeys } of request.resources) {
      const result = new DescribeConfigsResult()
      result.resourceType = resourceType
      result.resourceName = resourceName
      response.results.push(result)
      const problem = resourceProblem(services, resourceType, resourceName)
      const entries = problem === null ? entriesOf(services, resourceType, resourceName) : null
      if (problem !== null || entries === null) {
        result.errorCode = problem?.errorCode ?? ErrorCode.INVALID_REQUEST
        result.errorMessage = problem === null ? INVALID_REQUEST_TEXT : problem.message
        continue
      }
      // No list, or an empty one, asks for all keys.
      const wanted = configurationKeys === null || configurationKeys.length === 0 ? null : new Set(configurationKeys)
      for (const entry of entries) {
        if (wanted === null || wanted.has(entry.name)) result.configs.push(describe(entry, request.includeSynonyms))
      }
    }
    return response
  },
  fail(request: DescribeConfigsRequest, errorCode: number): DescribeConfigsResponse {
    const response = new DescribeConfigsResponse()
    response.results = request.resources.map(({ resourceType, resourceName }) =>
      Object.assign(new DescribeConfigsResult(), { resourceType, resourceName, errorCode, errorMessage: null }),
    )
    return response
  },
}

function entriesOf(services: DescribeConfigsServices, type: number, name: string): readonly Entry[] | null {
  return type === ConfigResourceType.BROKER_LOGGER ? loggerEntries(services) : services.describeConfigs(type, name)
}

/** The levels that hold now (KIP-412). */
function loggerEntries({ loggers }: DescribeConfigsServices): Entry[] {
  return [...loggers.levels()].map(([name, value]) => ({
    name,
    value,
    source: DYNAMIC_BROKER_LOGGER_CONFIG,
    readOnly: false,
    sensitive: false,
    type: 0,
    synonyms: [],
  }))
}

function resourceProblem(
  services: DescribeConfigsServices,
  type: number,
  name: string,
): { errorCode: number; message: string | null } | null {
  switch (type) {
    case ConfigResourceType.TOPIC:
      if (topicNameProblem(name) !== null) {
        return {
          errorCode: ErrorCode.INVALID_TOPIC_EXCEPTION,
          message: `Topic name is invalid: ${topicNameProblem(name)}`,
        }
      }
      return services.image().topics.byName(name) === undefined
        ? { errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, message: '' }
        : null
    case ConfigResourceType.BROKER:
      if (name === '' || name === String(services.nodeId)) return null
      return /^-?\d+$/.test(name)
        ? {
            errorCode: ErrorCode.INVALID_REQUEST,
            message: `Unexpected broker id, expected ${services.nodeId} or empty string, but received ${name}`,
          }
        : { errorCode: ErrorCode.INVALID_REQUEST, message: `Broker id must be an integer, but it is: ${name}` }
    case ConfigResourceType.CLIENT_METRICS:
      return name === ''
        ? { errorCode: ErrorCode.INVALID_REQUEST, message: 'Client metrics subscription name must not be empty' }
        : null
    case ConfigResourceType.GROUP:
      return name === '' ? { errorCode: ErrorCode.INVALID_REQUEST, message: 'Group name must not be empty' } : null
    case ConfigResourceType.BROKER_LOGGER: {
      if (name === '') return { errorCode: ErrorCode.INVALID_REQUEST, message: 'Broker id must not be empty' }
      const message = /^-?\d+$/.test(name)
        ? `Unexpected broker id, expected ${services.nodeId} but received ${name}`
        : `Broker id must be an integer, but it is: ${name}`
      const error = { errorCode: ErrorCode.INVALID_REQUEST, message }
      return name === String(services.nodeId) ? null : error
    }
    default:
      return null
  }
}

function describe(entry: Entry, withSynonyms: boolean): DescribeConfigsResourceResult {
  const out = new DescribeConfigsResourceResult()
  out.name = entry.name
  out.value = entry.sensitive ? null : entry.value
  out.readOnly = entry.readOnly
  out.configSource = entry.source
  out.isSensitive = entry.sensitive
  out.configType = entry.type
  out.documentation = null
  if (withSynonyms) {
    out.synonyms = entry.synonyms.map(synonym => Object.assign(new DescribeConfigsSynonym(), synonym))
  }
  return out
}

const LISTED_TYPES: readonly number[] = [
  ConfigResourceType.TOPIC,
  ConfigResourceType.BROKER,
  ConfigResourceType.BROKER_LOGGER,
  ConfigResourceType.CLIENT_METRICS,
  ConfigResourceType.GROUP,
]

export const listConfigResources = {
  handle(
    services: DescribeConfigsServices,
    context: RequestContext,
    request: ListConfigResourcesRequest,
  ): ListConfigResourcesResponse {
    const types =
      context.apiVersion === 0
        ? [ConfigResourceType.CLIENT_METRICS]
        : request.resourceTypes.length === 0
          ? LISTED_TYPES
          : [...new Set(request.resourceTypes)]
    if (types.some(type => !LISTED_TYPES.includes(type))) {
      return listConfigResources.fail(request, ErrorCode.UNSUPPORTED_VERSION)
    }
    const response = new ListConfigResourcesResponse()
    for (const resourceType of types) {
      for (const resourceName of resourceNames(services.image(), resourceType)) {
        response.configResources.push(Object.assign(new ConfigResource(), { resourceType, resourceName }))
      }
    }
    return response
  },
  fail(_request: ListConfigResourcesRequest, errorCode: number): ListConfigResourcesResponse {
    const response = new ListConfigResourcesResponse()
    response.errorCode = errorCode
    return response
  },
}

function resourceNames(image: MetadataImage, type: number): Iterable<string> {
  switch (type) {
    case ConfigResourceType.TOPIC:
      return image.topics.names()
    case ConfigResourceType.BROKER:
    case ConfigResourceType.BROKER_LOGGER:
      return [...image.cluster.brokers.keys()].map(String)
    default:
      return [...image.configs.values()].filter(resource => resource.type === type).map(({ name }) => name)
  }
}
