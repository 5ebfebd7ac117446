/**
 * IncrementalAlterConfigs (KIP-339) and AlterConfigs (KIP-133): dynamic configuration of topics, brokers, groups and client
 * metrics. Resources succeed or fail one by one; a resource changes as a whole or not at all.
 */
import { ConfigResourceType, configsOf, type MetadataImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { AlterConfigsRequest } from '../protocol/generated/alter-configs-request.ts'
import { AlterConfigsResourceResponse, AlterConfigsResponse } from '../protocol/generated/alter-configs-response.ts'
import { ConfigRecord, configRecord } from '../protocol/generated/config-record.ts'
import type { IncrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import {
  IncrementalAlterConfigsResponse,
  AlterConfigsResourceResponse as IncrementalResourceResponse,
} from '../protocol/generated/incremental-alter-configs-response.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { type ControllerDecision, type ControllerOptions, type DecisionInput, RequestError } from './context.ts'

const SET = 0
const DELETE = 1
const APPEND = 2
const SUBTRACT = 3

interface Change {
  readonly key: string
  /** null removes the key. */
  readonly value: string | null
}

export function incrementalAlterConfigs(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: IncrementalAlterConfigsRequest,
): ControllerDecision<IncrementalAlterConfigsResponse> {
  const response = new IncrementalAlterConfigsResponse()
  const records: MetadataRecord[] = []
  const times = countResources(request.resources)
  for (const resource of request.resources) {
    const { resourceType, resourceName } = resource
    const result = new IncrementalResourceResponse()
    result.resourceType = resourceType
    result.resourceName = resourceName
    result.errorMessage = null
    const count = times.get(`${resourceType}:${resourceName}`)
    if (count === undefined) continue
    times.delete(`${resourceType}:${resourceName}`)
    response.responses.push(result)
    try {
      if (count > 1) throw new RequestError(ErrorCode.INVALID_REQUEST, 'Error due to duplicate config keys')
      checkResource(image, resourceType, resourceName)
      const current = configsOf(image, resourceType, resourceName)
      const keys = new Set<string>()
      const changes: Change[] = []
      for (const { name, configOperation, value } of resource.configs) {
        if (keys.has(name)) throw new RequestError(ErrorCode.INVALID_REQUEST, 'Error due to duplicate config keys')
        keys.add(name)
        if (value === null && configOperation !== DELETE) {
          throw new RequestError(ErrorCode.INVALID_REQUEST, `Null value not supported for : ${name}`)
        }
        const next = changed(options, resourceType, current.get(name) ?? null, name, configOperation, value)
        changes.push({ key: name, value: next })
      }
      const made = recordsFor(options, resourceType, resourceName, current, changes)
      if (!request.validateOnly) records.push(...made)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      result.errorCode = error.errorCode
      result.errorMessage = error.message
    }
  }
  return { records, reply: response }
}

/** The value after one operation; null removes the key. */
function changed(
  options: ControllerOptions,
  type: number,
  current: string | null,
  key: string,
  operation: number,
  value: string | null,
): string | null {
  switch (operation) {
    case SET:
      return value
    case DELETE:
      return null
    case APPEND:
    case SUBTRACT: {
      if (!options.configs.isList(type, key)) {
        throw new RequestError(
          ErrorCode.INVALID_CONFIG,
          `Can't ${operation === APPEND ? 'APPEND' : 'SUBTRACT'} to key ${key} because its type is not LIST.`,
        )
      }
      const items = splitList(current ?? options.configs.defaultValue(type, key) ?? '')
      const operands = splitList(value ?? '')
      const next =
        operation === APPEND
          ? [...items, ...operands.filter(item => !items.includes(item))]
          : items.filter(item => !operands.includes(item))
      return next.join(',')
    }
    default:
      throw new RequestError(ErrorCode.INVALID_REQUEST, `Unknown operation type ${operation}`)
  }
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
}

/** The older form: what is not named falls back to its default. */
export function alterConfigs(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: AlterConfigsRequest,
): ControllerDecision<AlterConfigsResponse> {
  const response = new AlterConfigsResponse()
  const records: MetadataRecord[] = []
  const times = countResources(request.resources)
  for (const resource of request.resources) {
    const { resourceType, resourceName } = resource
    const count = times.get(`${resourceType}:${resourceName}`)
    if (count === undefined) continue
    times.delete(`${resourceType}:${resourceName}`)
    const result = new AlterConfigsResourceResponse()
    result.resourceType = resourceType
    result.resourceName = resourceName
    result.errorMessage = null
    response.responses.push(result)
    try {
      if (count > 1) throw new RequestError(ErrorCode.INVALID_REQUEST, 'Error due to duplicate config keys')
      checkResource(image, resourceType, resourceName)
      const current = configsOf(image, resourceType, resourceName)
      const wanted = new Map<string, string>()
      for (const { name, value } of resource.configs) {
        if (wanted.has(name)) throw new RequestError(ErrorCode.INVALID_REQUEST, 'Error due to duplicate config keys')
        if (value === null) {
          throw new RequestError(ErrorCode.INVALID_REQUEST, `Null value not supported for : ${name}`)
        }
        wanted.set(name, value)
      }
      const changes: Change[] = [...wanted].map(([key, value]) => ({ key, value }))
      for (const key of current.keys()) if (!wanted.has(key)) changes.push({ key, value: null })
      const made = recordsFor(options, resourceType, resourceName, current, changes)
      if (!request.validateOnly) records.push(...made)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      result.errorCode = error.errorCode
      result.errorMessage = error.message
    }
  }
  return { records, reply: response }
}

function countResources(resources: readonly { resourceType: number; resourceName: string }[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const { resourceType, resourceName } of resources) {
    const key = `${resourceType}:${resourceName}`
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  return times
}

function checkResource(image: MetadataImage, type: number, name: string): void {
  switch (type) {
    case ConfigResourceType.TOPIC:
      if (image.topics.byName(name) === undefined) {
        throw new RequestError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `The topic '${name}' does not exist.`)
      }
      return
    case ConfigResourceType.BROKER: {
      if (name === '') return
      const id = Number(name)
      if (!/^-?\d+$/.test(name)) {
        throw new RequestError(ErrorCode.INVALID_REQUEST, `Node id must be an integer, but it is: ${name}`)
      }
      if (!image.cluster.brokers.has(id) && !image.cluster.controllers.has(id)) {
        throw new RequestError(ErrorCode.BROKER_ID_NOT_REGISTERED, `No node with id ${id} found.`)
      }
      return
    }
    case ConfigResourceType.CLIENT_METRICS:
      if (name === '') throw new RequestError(ErrorCode.INVALID_REQUEST, "Subscription name can't be empty")
      return
    case ConfigResourceType.GROUP:
      if (name === '') throw new RequestError(ErrorCode.INVALID_REQUEST, 'Default group resources are not allowed.')
      return
    default:
      throw new RequestError(ErrorCode.INVALID_REQUEST, `Unknown resource type ${type}`)
  }
}

function recordsFor(
  options: ControllerOptions,
  type: number,
  name: string,
  current: ReadonlyMap<string, string>,
  changes: readonly Change[],
): MetadataRecord[] {
  const records: MetadataRecord[] = []
  for (const { key, value } of changes) {
    const problem = options.configs.problem(type, name, key, value)
    if (problem !== null) throw new RequestError(ErrorCode.INVALID_CONFIG, problem)
    if ((current.get(key) ?? null) === value) continue
    const record = new ConfigRecord()
    record.resourceType = type
    record.resourceName = name
    record.name = key
    record.value = value
    records.push(metadataRecord(configRecord, 0, record))
  }
  return records
}
