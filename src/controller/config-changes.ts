/**
 * IncrementalAlterConfigs (KIP-339) and AlterConfigs (KIP-133): dynamic configuration of topics, brokers, groups and client
 * metrics. Resources succeed or fail one by one; a resource changes as a whole or not at all.
 */
import { tracksEligibleLeaders } from '../metadata/feature-levels.ts'
import { ConfigResourceType, configsOf, type MetadataImage } from '../metadata/image.ts'
import { topicNameProblem } from '../metadata/topic-names.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { AlterConfigsRequest } from '../protocol/generated/alter-configs-request.ts'
import { AlterConfigsResourceResponse, AlterConfigsResponse } from '../protocol/generated/alter-configs-response.ts'
import type { IncrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import {
  IncrementalAlterConfigsResponse,
  AlterConfigsResourceResponse as IncrementalResourceResponse,
} from '../protocol/generated/incremental-alter-configs-response.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import { clearedEligibleLeaders, configChange } from './config-records.ts'
import { type ControllerDecision, type ControllerOptions, type DecisionInput, RequestError } from './context.ts'
import { distinct, refusable } from './partial-results.ts'
import { MIN_IN_SYNC_REPLICAS } from './partition-rules.ts'

const { TOPIC, BROKER, CLIENT_METRICS, GROUP } = ConfigResourceType
/** Resources whose configuration the controller keeps. */
export const CONFIGURABLE_TYPES: ReadonlySet<number> = new Set([TOPIC, BROKER, CLIENT_METRICS, GROUP])
const SET = 0
const DELETE = 1
const APPEND = 2
const SUBTRACT = 3
const MAX_VALUE_LENGTH = 32_767

interface Change {
  readonly key: string
  /** null removes the key. */
  readonly value: string | null
}

interface Resource {
  readonly type: number
  readonly name: string
}

export function incrementalAlterConfigs(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: IncrementalAlterConfigsRequest,
): ControllerDecision<IncrementalAlterConfigsResponse> {
  const response = new IncrementalAlterConfigsResponse()
  const records: MetadataRecord[] = []
  for (const [{ resourceType, resourceName, configs }, times] of distinct(request.resources, keyOf)) {
    const result = Object.assign(new IncrementalResourceResponse(), { resourceType, resourceName, errorMessage: null })
    response.responses.push(result)
    refusable(result, () => {
      const resource = { type: resourceType, name: resourceName }
      checkResource(resource, times)
      checkName(image, resource)
      const current = configsOf(image, resourceType, resourceName)
      const changes = lastOfEachName(configs).map(({ name, configOperation, value }) => ({
        key: name,
        value: changedValue(options, resource, current.get(name) ?? null, name, configOperation, value),
      }))
      records.push(...changeRecords(image, options, resource, changes))
    })
  }
  return finished(image, records, request.validateOnly, response)
}

/** The older form: what is not named falls back to its default. */
export function alterConfigs(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: AlterConfigsRequest,
): ControllerDecision<AlterConfigsResponse> {
  const response = new AlterConfigsResponse()
  const records: MetadataRecord[] = []
  for (const [{ resourceType, resourceName, configs }, times] of distinct(request.resources, keyOf)) {
    const result = Object.assign(new AlterConfigsResourceResponse(), { resourceType, resourceName, errorMessage: null })
    response.responses.push(result)
    refusable(result, () => {
      const resource = { type: resourceType, name: resourceName }
      checkResource(resource, times)
      checkName(image, resource)
      const wanted = new Set(configs.map(({ name }) => name))
      const dropped = [...configsOf(image, resourceType, resourceName).keys()].filter(key => !wanted.has(key))
      const changes = [
        ...lastOfEachName(configs).map(({ name, value }) => ({ key: name, value })),
        ...dropped.map(key => ({ key, value: null })),
      ]
      records.push(...changeRecords(image, options, resource, changes))
    })
  }
  return finished(image, records, request.validateOnly, response)
}

function finished<Reply>(
  image: MetadataImage,
  records: readonly MetadataRecord[],
  validateOnly: boolean,
  reply: Reply,
): ControllerDecision<Reply> {
  return { records: validateOnly ? [] : [...records, ...clearedEligibleLeaders(image, records)], reply }
}

/** As requests name it. */
interface AskedResource {
  readonly resourceType: number
  readonly resourceName: string
}

function keyOf({ resourceType, resourceName }: AskedResource): string {
  return `${resourceType}:${resourceName}`
}

/**
 * What brokers refuse by themselves is not looked for here: of two values of a key the last one counts, and null is none.
 */
function checkResource({ type }: Resource, times: number): void {
  if (!CONFIGURABLE_TYPES.has(type))
    throw new RequestError(ErrorCode.UNSUPPORTED_VERSION, `Unknown resource type ${type}.`)
  if (times > 1) throw new RequestError(ErrorCode.INVALID_REQUEST, 'Duplicate resource.')
}

function lastOfEachName<C extends { readonly name: string }>(configs: readonly C[]): C[] {
  return [...new Map(configs.map(config => [config.name, config])).values()]
}

/** The value after one operation; null removes the key. */
function changedValue(
  options: ControllerOptions,
  { type }: Resource,
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
      if (!options.configs.isList(type, key)) throw notAList(type, key, operation)
      const items = splitList(current ?? options.configs.defaultValue(type, key) ?? '')
      if (value === null) throw new RequestError(ErrorCode.UNKNOWN_SERVER_ERROR, '')
      const operands = splitList(value)
      const next =
        operation === APPEND
          ? [...items, ...operands.filter((item, i) => !items.includes(item) && operands.indexOf(item) === i)]
          : items.filter(item => !operands.includes(item))
      return next.join(',')
    }
    default:
      // Kafka stumbles over an operation that it does not know, and says nothing.
      throw new RequestError(ErrorCode.UNKNOWN_SERVER_ERROR, '')
  }
}

function notAList(type: number, key: string, operation: number): RequestError {
  if (type === BROKER) {
    const what = operation === APPEND ? 'append' : 'subtract'
    return new RequestError(ErrorCode.INVALID_REQUEST, `Config value ${what} is not allowed for config key: ${key}`)
  }
  const what = operation === APPEND ? 'APPEND' : 'SUBTRACT'
  return new RequestError(ErrorCode.INVALID_CONFIG, `Can't ${what} to key ${key} because its type is not LIST.`)
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
}

function checkName(image: MetadataImage, { type, name }: Resource): void {
  const invalid = (message: string, errorCode: number = ErrorCode.INVALID_REQUEST) =>
    new RequestError(errorCode, message)
  switch (type) {
    case TOPIC: {
      if (name === '') throw invalid('Default topic resources are not allowed.')
      const problem = topicNameProblem(name)
      if (problem !== null) throw invalid(`Topic name is invalid: ${problem}`, ErrorCode.INVALID_TOPIC_EXCEPTION)
      return
    }
    case BROKER: {
      if (name === '') return
      if (!/^-?\d+$/.test(name)) throw invalid(`Node id must be an integer, but it is: ${name}`)
      const id = Number(name)
      if (id < 0) throw invalid('Invalid negative broker ID.')
      if (image.cluster.brokers.has(id) || image.cluster.controllers.has(id)) return
      throw invalid(`No node with id ${id} found.`, ErrorCode.BROKER_ID_NOT_REGISTERED)
    }
    case CLIENT_METRICS:
      if (name === '') throw invalid("Subscription name can't be empty")
      return
    case GROUP:
      if (name === '') throw invalid('Default group resources are not allowed.')
  }
}

/** Throws where a value is wrong, or all of the resource's values together. */
function changeRecords(
  image: MetadataImage,
  options: ControllerOptions,
  resource: Resource,
  changes: readonly Change[],
): MetadataRecord[] {
  const { type, name } = resource
  const current = configsOf(image, type, name)
  const next = new Map(current)
  const records: MetadataRecord[] = []
  for (const { key, value } of changes) {
    checkValue(image, options, resource, key, value)
    if (value === null) next.delete(key)
    else next.set(key, value)
    // Of a broker even the same value again is a change: its files may have changed behind it (KAFKA-14136).
    if (type !== BROKER && (current.get(key) ?? null) === value) continue
    records.push(configChange(type, name, key, value))
  }
  const problem = options.configs.togetherProblem(type, next)
  if (problem !== null) throw new RequestError(ErrorCode.INVALID_CONFIG, problem)
  if (type === TOPIC && image.topics.byName(name) === undefined) {
    throw new RequestError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `The topic '${name}' does not exist.`)
  }
  return records
}

function checkValue(
  image: MetadataImage,
  options: ControllerOptions,
  { type, name }: Resource,
  key: string,
  value: string | null,
): void {
  const problem = options.configs.problem(type, name, key, value)
  if (problem !== null) throw new RequestError(problem.errorCode, problem.message)
  const invalid = (message: string): never => {
    throw new RequestError(ErrorCode.INVALID_CONFIG, message)
  }
  if (value !== null && value.length > MAX_VALUE_LENGTH) {
    invalid(
      `The configuration value cannot be added because it exceeds the maximum value size of ${MAX_VALUE_LENGTH} bytes.`,
    )
  }
  if (type !== BROKER || key !== MIN_IN_SYNC_REPLICAS || !tracksEligibleLeaders(image)) return
  if (name !== '') invalid('Broker-level min.insync.replicas cannot be altered while ELR is enabled.')
  if (value === null) invalid('Cluster-level min.insync.replicas cannot be removed while ELR is enabled.')
}
