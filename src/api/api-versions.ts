/**
 * ApiVersions (key 18): versions 0–5.
 *
 * - The ranges are computed from the table of rows, so they cannot promise what is not there.
 * - v3: the client names its software (KIP-511) and learns the feature levels (KIP-584). v3 leaves out features whose
 *   minimum is 0, which its readers refuse (KAFKA-17011); v4 has them. v5: the client names the cluster and node it
 *   means to talk to, and learns when it reached another (KIP-1242).
 * - A version from the future is answered in v0 with UNSUPPORTED_VERSION and the range of ApiVersions itself.
 */
import type { FeatureRangeImage } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { ApiVersionsRequest } from '../protocol/generated/api-versions-request.ts'
import {
  ApiVersion,
  ApiVersionsResponse,
  FinalizedFeatureKey,
  SupportedFeatureKey,
} from '../protocol/generated/api-versions-response.ts'
import type { AnyApiRow, ListenerKind, RequestContext } from './api.ts'

export const API_VERSIONS_MAX = 5
/** What a client's name and version may look like (KIP-511). */
const SOFTWARE_PATTERN = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/

export interface ApiVersionsServices {
  readonly apiRanges: ApiRanges
  readonly supportedFeatures: readonly FeatureRangeImage[]
  readonly clusterId: string
  readonly nodeId: number
  /** Finalized levels and the metadata offset at which they were seen. */
  finalizedFeatures(): { readonly levels: Iterable<readonly [string, number]>; readonly epoch: number }
}

/** The ranges of one table, by listener. */
export class ApiRanges {
  private readonly ranges: Record<ListenerKind, ApiVersion[]> = { broker: [], controller: [] }

  constructor(rows: readonly AnyApiRow<never>[]) {
    for (const row of [...rows].sort((a, b) => a.key - b.key)) {
      for (const listener of row.listeners) {
        const range = new ApiVersion()
        range.apiKey = row.key
        range.minVersion = row.advertisedMinVersion ?? row.minVersion
        range.maxVersion = row.maxVersion
        this.ranges[listener].push(range)
      }
    }
  }

  of(listener: ListenerKind): ApiVersion[] {
    return this.ranges[listener]
  }
}

export function handle(
  services: ApiVersionsServices,
  context: RequestContext,
  request: ApiVersionsRequest,
): ApiVersionsResponse {
  if (context.apiVersion >= 3) {
    const { clientSoftwareName, clientSoftwareVersion } = request
    if (!SOFTWARE_PATTERN.test(clientSoftwareName) || !SOFTWARE_PATTERN.test(clientSoftwareVersion)) {
      return fail(request, ErrorCode.INVALID_REQUEST)
    }
    context.connection.clientSoftwareName = clientSoftwareName
    context.connection.clientSoftwareVersion = clientSoftwareVersion
  }
  if (context.apiVersion >= 5) {
    const otherCluster = request.clusterId !== null && request.clusterId !== services.clusterId
    const otherNode = request.nodeId !== -1 && request.nodeId !== services.nodeId
    if (otherCluster || otherNode) return fail(request, ErrorCode.REBOOTSTRAP_REQUIRED)
  }
  const response = new ApiVersionsResponse()
  response.apiKeys = services.apiRanges.of(context.connection.listenerKind)
  for (const { name, minVersion, maxVersion } of services.supportedFeatures) {
    if (context.apiVersion < 4 && minVersion === 0) continue
    const feature = new SupportedFeatureKey()
    feature.name = name
    feature.minVersion = minVersion
    feature.maxVersion = maxVersion
    response.supportedFeatures.push(feature)
  }
  const finalized = services.finalizedFeatures()
  response.finalizedFeaturesEpoch = finalized.epoch
  for (const [name, level] of finalized.levels) {
    if (level === 0) continue
    const feature = new FinalizedFeatureKey()
    feature.name = name
    feature.minVersionLevel = level
    feature.maxVersionLevel = level
    response.finalizedFeatures.push(feature)
  }
  return response
}

export function fail(_request: ApiVersionsRequest, errorCode: number): ApiVersionsResponse {
  const response = new ApiVersionsResponse()
  response.errorCode = errorCode
  if (errorCode === ErrorCode.UNSUPPORTED_VERSION) {
    const own = new ApiVersion()
    own.apiKey = 18
    own.minVersion = 0
    own.maxVersion = API_VERSIONS_MAX
    response.apiKeys = [own]
  }
  return response
}
