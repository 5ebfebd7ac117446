/**
 * DescribeLogDirs (key 35): versions 1–5 (KIP-113). v4 has the volume's size (KIP-827), v5 whether a directory is cordoned
 * (KIP-1066). A directory that failed is listed with KAFKA_STORAGE_ERROR and nothing else.
 */
import type { Partition } from '../broker/partition.ts'
import type { LogManager } from '../log/log-manager.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { DescribeLogDirsRequest } from '../protocol/generated/describe-log-dirs-request.ts'
import {
  DescribeLogDirsPartition,
  DescribeLogDirsResponse,
  DescribeLogDirsResult,
  DescribeLogDirsTopic,
} from '../protocol/generated/describe-log-dirs-response.ts'
import type { RequestContext } from './api.ts'

/** The lag is not known: the partition is not served (INVALID_OFFSET_LAG). */
const NO_LAG = -1

export interface DescribeLogDirsServices {
  readonly replicas: { partitionByName(topic: string, index: number): Partition | number }
  readonly logs: Pick<LogManager, 'directories' | 'logsIn' | 'getFuture'>
  volume(path: string): { readonly totalBytes: number; readonly usableBytes: number }
}

export function handle(
  services: DescribeLogDirsServices,
  _context: RequestContext,
  request: DescribeLogDirsRequest,
): DescribeLogDirsResponse {
  const wanted =
    request.topics === null ? null : new Map(request.topics.map(({ topic, partitions }) => [topic, partitions]))
  const response = new DescribeLogDirsResponse()
  for (const directory of services.logs.directories.all) {
    const result = new DescribeLogDirsResult()
    result.logDir = directory.path
    response.results.push(result)
    if (directory.state.offline !== null) {
      result.errorCode = ErrorCode.KAFKA_STORAGE_ERROR
      continue
    }
    Object.assign(result, services.volume(directory.path))
    result.isCordoned = services.logs.directories.isCordoned(directory.path)
    const topics = new Map<string, DescribeLogDirsTopic>()
    for (const log of services.logs.logsIn(directory.path, true)) {
      if (wanted !== null && wanted.get(log.topic)?.includes(log.partition) !== true) continue
      let topic = topics.get(log.topic)
      if (topic === undefined) {
        topic = Object.assign(new DescribeLogDirsTopic(), { name: log.topic })
        topics.set(log.topic, topic)
      }
      topic.partitions.push(describe(services, log))
    }
    result.topics = [...topics.values()]
  }
  return response
}

function describe(services: DescribeLogDirsServices, log: PartitionLog): DescribeLogDirsPartition {
  const entry = new DescribeLogDirsPartition()
  entry.partitionIndex = log.partition
  entry.partitionSize = log.sizeBytes
  entry.isFutureKey = services.logs.getFuture(log.topic, log.partition) === log
  entry.offsetLag = offsetLag(services, log, entry.isFutureKey)
  return entry
}

/** How far a log that is being moved is behind the one that is in place; −1 where that is not served (KIP-113). */
function offsetLag(services: DescribeLogDirsServices, log: PartitionLog, isFuture: boolean): number {
  const partition = services.replicas.partitionByName(log.topic, log.partition)
  if (typeof partition === 'number') return NO_LAG
  const { log: current } = partition
  if (isFuture) return current.logEndOffset - log.logEndOffset
  return Math.max(0, current.highWatermark - log.logEndOffset)
}

export function fail(_request: DescribeLogDirsRequest, errorCode: number): DescribeLogDirsResponse {
  const response = new DescribeLogDirsResponse()
  response.errorCode = errorCode
  return response
}
