/**
 * AlterReplicaLogDirs (key 34): versions 1–2 (KIP-113; v2 is flexible).
 *
 * Moves replicas of this broker to other log directories. The answer says only whether the move has begun (or is done,
 * or was taken back, when the replica lies there already): DescribeLogDirs shows how far it is. A replica that is not
 * here yet is remembered and made in that directory when it comes, and answered REPLICA_NOT_AVAILABLE. A partition that
 * is named under two directories goes to the last.
 */
import type { AlterReplicaLogDirsRequest } from '../protocol/generated/alter-replica-log-dirs-request.ts'
import {
  AlterReplicaLogDirPartitionResult,
  AlterReplicaLogDirsResponse,
  AlterReplicaLogDirTopicResult,
} from '../protocol/generated/alter-replica-log-dirs-response.ts'
import type { RequestContext } from './api.ts'

export interface AlterReplicaLogDirsServices {
  /** Begins the move of one replica; the error code of the answer. */
  moveReplica(topic: string, partition: number, path: string): number
}

export function handle(
  services: AlterReplicaLogDirsServices,
  _context: RequestContext,
  request: AlterReplicaLogDirsRequest,
): AlterReplicaLogDirsResponse {
  return answer(request, (topic, partition, path) => services.moveReplica(topic, partition, path))
}

function answer(
  request: AlterReplicaLogDirsRequest,
  move: (topic: string, partition: number, path: string) => number,
): AlterReplicaLogDirsResponse {
  const wanted = new Map<string, Map<number, string>>()
  for (const { path, topics } of request.dirs) {
    for (const { name, partitions } of topics) {
      let paths = wanted.get(name)
      if (paths === undefined) {
        paths = new Map()
        wanted.set(name, paths)
      }
      for (const partition of partitions) paths.set(partition, path)
    }
  }
  const response = new AlterReplicaLogDirsResponse()
  for (const [topicName, paths] of wanted) {
    const result = Object.assign(new AlterReplicaLogDirTopicResult(), { topicName })
    for (const [partitionIndex, path] of paths) {
      const errorCode = move(topicName, partitionIndex, path)
      result.partitions.push(Object.assign(new AlterReplicaLogDirPartitionResult(), { partitionIndex, errorCode }))
    }
    if (result.partitions.length > 0) response.results.push(result)
  }
  return response
}

export function fail(request: AlterReplicaLogDirsRequest, errorCode: number): AlterReplicaLogDirsResponse {
  return answer(request, () => errorCode)
}
