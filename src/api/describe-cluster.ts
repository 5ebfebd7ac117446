/**
 * DescribeCluster (key 60): versions 0–2 (KIP-700). v1 asks for brokers or controllers (KIP-919), v2 may include fenced
 * brokers (KIP-1073). This listener is a broker's: who asks it for controllers is told that it is of the wrong type.
 */
import type { MetadataImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { DescribeClusterRequest } from '../protocol/generated/describe-cluster-request.ts'
import { DescribeClusterBroker, DescribeClusterResponse } from '../protocol/generated/describe-cluster-response.ts'
import { CLUSTER_OPERATIONS } from '../security/authorized-operations.ts'
import type { EndpointOf, RequestContext } from './api.ts'

const BROKERS = 1
const CONTROLLERS = 2

export interface DescribeClusterServices {
  readonly clusterId: string
  image(): MetadataImage
  readonly endpointOf: EndpointOf
}

export function handle(
  services: DescribeClusterServices,
  context: RequestContext,
  request: DescribeClusterRequest,
): DescribeClusterResponse {
  const response = new DescribeClusterResponse()
  if (request.endpointType !== BROKERS) {
    response.errorCode =
      request.endpointType === CONTROLLERS ? ErrorCode.MISMATCHED_ENDPOINT_TYPE : ErrorCode.UNSUPPORTED_ENDPOINT_TYPE
    response.errorMessage =
      request.endpointType === CONTROLLERS
        ? 'The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER'
        : `Unsupported endpoint type ${request.endpointType}`
    return response
  }
  response.clusterId = services.clusterId
  for (const [brokerId, broker] of services.image().cluster.brokers) {
    if (broker.fenced && !request.includeFencedBrokers) continue
    const endpoint = services.endpointOf(brokerId, context.connection)
    if (endpoint === null) continue
    const entry = new DescribeClusterBroker()
    entry.brokerId = brokerId
    entry.host = endpoint.host
    entry.port = endpoint.port
    entry.rack = endpoint.rack
    entry.isFenced = broker.fenced
    response.brokers.push(entry)
    if (!broker.fenced && response.controllerId < 0) response.controllerId = brokerId
  }
  if (request.includeClusterAuthorizedOperations) response.clusterAuthorizedOperations = CLUSTER_OPERATIONS
  return response
}

export interface DescribeControllersServices {
  readonly clusterId: string
  controllers(): MetadataImage['cluster']['controllers']
  quorumInfo(): { readonly leaderId: number | null }
}

/** On the controller listener: the controllers are what is described (KIP-919). */
export function handleOnController(
  services: DescribeControllersServices,
  context: RequestContext,
  request: DescribeClusterRequest,
): DescribeClusterResponse {
  const response = new DescribeClusterResponse()
  if (request.endpointType !== CONTROLLERS) {
    const mismatch = request.endpointType === BROKERS
    response.errorCode = mismatch ? ErrorCode.MISMATCHED_ENDPOINT_TYPE : ErrorCode.UNSUPPORTED_ENDPOINT_TYPE
    // Version 0 knows neither the types nor their errors.
    if (context.apiVersion === 0) response.errorCode = ErrorCode.INVALID_REQUEST
    response.errorMessage = mismatch
      ? 'The request was sent to an endpoint of type CONTROLLER, but we wanted an endpoint of type BROKER'
      : `Unsupported endpoint type ${request.endpointType}`
    return response
  }
  response.endpointType = CONTROLLERS
  response.clusterId = services.clusterId
  const { leaderId } = services.quorumInfo()
  for (const [id, { endpoints }] of services.controllers()) {
    const endpoint = endpoints.find(({ name }) => name === context.connection.listenerName)
    if (endpoint === undefined) continue
    const { host, port } = endpoint
    response.brokers.push(Object.assign(new DescribeClusterBroker(), { brokerId: id, host, port, rack: null }))
    // Not before it has registered: a leader of whom nobody knows where it is would only confuse.
    if (id === leaderId) response.controllerId = id
  }
  if (request.includeClusterAuthorizedOperations) response.clusterAuthorizedOperations = CLUSTER_OPERATIONS
  return response
}

export function fail(_request: DescribeClusterRequest, errorCode: number): DescribeClusterResponse {
  const response = new DescribeClusterResponse()
  response.errorCode = errorCode
  return response
}
