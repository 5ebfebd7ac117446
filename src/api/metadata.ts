/**
 * Metadata (key 3): versions 0–13.
 *
 * - v0 asks for all topics with an empty list, v1+ with null; an empty list in v1+ asks for brokers only.
 * - Unknown topics are created where the client allows it (v4+; always before) and `auto.create.topics.enable` is on.
 *   Kafka answers such a request with an error and creates in the background; we answer when the topic is there with its
 *   leader, which no client can tell from a lucky race, and which saves every client a retry.
 * - v10 carries topic ids, v12 allows asking by id (KIP-516). v8–10 cluster operations, v8+ topic operations (KIP-430).
 *   v13 has an error of the whole answer (KIP-1102).
 */
import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import type { MetadataImage, TopicImage } from '../metadata/image.ts'
import { isInternalTopic, topicNameProblem } from '../metadata/topic-names.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { MetadataRequest } from '../protocol/generated/metadata-request.ts'
import {
  MetadataResponse,
  MetadataResponseBroker,
  MetadataResponsePartition,
  MetadataResponseTopic,
} from '../protocol/generated/metadata-response.ts'
import { CLUSTER_OPERATIONS, TOPIC_OPERATIONS } from '../security/authorized-operations.ts'
import type { EndpointOf, RequestContext } from './api.ts'
import { reachableNode } from './current-leader.ts'
import { describePartition } from './described-partition.ts'

const FIRST_ID_REQUEST_VERSION = 12
const FIRST_LISTENER_ERROR_VERSION = 6

export interface MetadataServices {
  readonly clusterId: string
  image(): MetadataImage
  readonly endpointOf: EndpointOf
  /** `auto.create.topics.enable` */
  readonly autoCreateTopics: boolean
  /** Creates topics with the broker's defaults and returns when they can be used: error code per name. */
  autoCreate(names: readonly string[], context: RequestContext): Promise<ReadonlyMap<string, number>>
}

export function handle(
  services: MetadataServices,
  context: RequestContext,
  request: MetadataRequest,
): MetadataResponse | Promise<MetadataResponse> {
  const { apiVersion } = context
  const { topics } = request
  const wantsAll = topics === null || (apiVersion === 0 && topics.length === 0)
  if (wantsAll) {
    return answer(services, context, request, image =>
      [...image.topics.all()].map(topic => describe(services, context, image, topic)),
    )
  }
  for (const topic of topics) {
    const malformed = topic.name === null || topic.topicId !== ZERO_UUID
    if (malformed && apiVersion < FIRST_ID_REQUEST_VERSION) return fail(request, ErrorCode.INVALID_REQUEST)
  }
  const mayCreate = services.autoCreateTopics && (apiVersion < 4 || request.allowAutoTopicCreation)
  const image = services.image()
  const missing = mayCreate
    ? topics
        .map(topic => topic.name)
        .filter(
          (name): name is string => name !== null && !image.topics.byName(name) && topicNameProblem(name) === null,
        )
    : []
  if (missing.length === 0)
    return answer(services, context, request, now => describeAsked(services, context, now, request, null))
  return services
    .autoCreate([...new Set(missing)], context)
    .then(errors => answer(services, context, request, now => describeAsked(services, context, now, request, errors)))
}

function describeAsked(
  services: MetadataServices,
  context: RequestContext,
  image: MetadataImage,
  request: MetadataRequest,
  creationErrors: ReadonlyMap<string, number> | null,
): MetadataResponseTopic[] {
  const described: MetadataResponseTopic[] = []
  const seen = new Set<string>()
  const byId = request.topics!.some(topic => topic.topicId !== ZERO_UUID)
  for (const asked of request.topics!) {
    const key = byId ? asked.topicId : asked.name!
    if (seen.has(key)) continue
    seen.add(key)
    const topic = byId ? image.topics.byId(asked.topicId) : image.topics.byName(asked.name!)
    if (topic !== undefined) {
      described.push(describe(services, context, image, topic))
    } else if (byId) {
      described.push(absent(context, null, asked.topicId, ErrorCode.UNKNOWN_TOPIC_ID))
    } else {
      const errorCode =
        topicNameProblem(asked.name!) !== null
          ? ErrorCode.INVALID_TOPIC_EXCEPTION
          : (creationErrors?.get(asked.name!) ?? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
      described.push(absent(context, asked.name!, ZERO_UUID, errorCode))
    }
  }
  return described
}

function absent(context: RequestContext, name: string | null, topicId: Uuid, errorCode: number): MetadataResponseTopic {
  const topic = new MetadataResponseTopic()
  // Before v12 a name could not be null; nobody can have asked by id then.
  topic.name = name ?? (context.apiVersion >= FIRST_ID_REQUEST_VERSION ? null : '')
  topic.topicId = topicId
  topic.errorCode = errorCode
  topic.isInternal = name !== null && isInternalTopic(name)
  return topic
}

function describe(
  services: MetadataServices,
  context: RequestContext,
  image: MetadataImage,
  topic: TopicImage,
): MetadataResponseTopic {
  const out = new MetadataResponseTopic()
  out.name = topic.name
  out.topicId = topic.id
  out.isInternal = isInternalTopic(topic.name)
  for (const [index, partition] of topic.partitions) {
    const entry = new MetadataResponsePartition()
    describePartition(image, index, partition, entry)
    if (entry.leaderId < 0) entry.errorCode = ErrorCode.LEADER_NOT_AVAILABLE
    if (entry.leaderId >= 0 && services.endpointOf(entry.leaderId, context.connection) === null) {
      entry.errorCode =
        context.apiVersion >= FIRST_LISTENER_ERROR_VERSION
          ? ErrorCode.LISTENER_NOT_FOUND
          : ErrorCode.LEADER_NOT_AVAILABLE
      entry.leaderId = -1
    }
    out.partitions.push(entry)
  }
  return out
}

function answer(
  services: MetadataServices,
  context: RequestContext,
  request: MetadataRequest,
  topicsOf: (image: MetadataImage) => MetadataResponseTopic[],
): MetadataResponse {
  const image = services.image()
  const response = new MetadataResponse()
  response.clusterId = services.clusterId
  for (const [nodeId, broker] of image.cluster.brokers) {
    if (broker.fenced) continue
    const entry = reachableNode(MetadataResponseBroker, nodeId, services.endpointOf, context.connection)
    if (entry !== null) response.brokers.push(entry)
  }
  // Clients send controller requests to this broker; any live one forwards them (KIP-590).
  response.controllerId = response.brokers[0]?.nodeId ?? -1
  response.topics = topicsOf(image)
  if (request.includeTopicAuthorizedOperations) {
    for (const topic of response.topics) {
      if (topic.errorCode === ErrorCode.NONE) topic.topicAuthorizedOperations = TOPIC_OPERATIONS
    }
  }
  if (request.includeClusterAuthorizedOperations) response.clusterAuthorizedOperations = CLUSTER_OPERATIONS
  return response
}

export function fail(request: MetadataRequest, errorCode: number): MetadataResponse {
  const response = new MetadataResponse()
  response.errorCode = errorCode
  for (const asked of request.topics ?? []) {
    const topic = new MetadataResponseTopic()
    topic.name = asked.name ?? ''
    topic.topicId = asked.topicId
    topic.errorCode = errorCode
    response.topics.push(topic)
  }
  return response
}
