/** AssignReplicasToDirs (KIP-858): a broker with several log directories says in which of them its replicas lie. */
import { capabilitiesOf } from '../metadata/feature-levels.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { AssignReplicasToDirsRequest } from '../protocol/generated/assign-replicas-to-dirs-request.ts'
import {
  AssignReplicasToDirsResponse,
  DirectoryData,
  PartitionData,
  TopicData,
} from '../protocol/generated/assign-replicas-to-dirs-response.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import { registeredBroker } from './broker-registration.ts'
import { isActive, isOnlineDirectory } from './cluster-state.ts'
import type { ControllerDecision, ControllerOptions, DecisionInput } from './context.ts'
import { partitionChange } from './partition-changes.ts'
import { partitionRules } from './partition-rules.ts'
import { updatePartition } from './partition-update.ts'

export function assignReplicasToDirs(
  { image }: DecisionInput,
  options: ControllerOptions,
  request: AssignReplicasToDirsRequest,
): ControllerDecision<AssignReplicasToDirsResponse> {
  const response = new AssignReplicasToDirsResponse()
  const records: MetadataRecord[] = []
  const reply = (errorCode: number): ControllerDecision<AssignReplicasToDirsResponse> => {
    response.errorCode = errorCode
    return { records, reply: response, splittable: true }
  }
  if (!capabilitiesOf(image).directoryAssignment) return reply(ErrorCode.UNSUPPORTED_VERSION)
  const { brokerId } = request
  const broker = registeredBroker(image, brokerId, request.brokerEpoch)
  if (broker === null) return reply(ErrorCode.STALE_BROKER_EPOCH)
  for (const { id: directory, topics } of request.directories) {
    const results = new DirectoryData()
    results.id = directory
    response.directories.push(results)
    const online = isOnlineDirectory(broker, directory)
    const mayLead = (id: number): boolean => isActive(image, id) && (online || id !== brokerId)
    for (const { topicId, partitions } of topics) {
      const topic = image.topics.byId(topicId)
      const topicResults = new TopicData()
      topicResults.topicId = topicId
      results.topics.push(topicResults)
      for (const { partitionIndex } of partitions) {
        const result = Object.assign(new PartitionData(), { partitionIndex })
        topicResults.partitions.push(result)
        const partition = topic?.partitions.get(partitionIndex)
        if (topic === undefined) result.errorCode = ErrorCode.UNKNOWN_TOPIC_ID
        else if (partition === undefined) result.errorCode = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
        else if (!partition.replicas.includes(brokerId)) result.errorCode = ErrorCode.NOT_LEADER_OR_FOLLOWER
        else {
          // A replica in a directory that has failed meanwhile is lost to the partition.
          const isr = online ? partition.isr : partition.isr.filter(id => id !== brokerId)
          const target = { isr, directories: new Map([[brokerId, directory]]) }
          const rules = partitionRules(image, options, topic, partition, { mayLead })
          const change = updatePartition(partition, target, rules)
          if (change !== null) records.push(partitionChange(image, topicId, partitionIndex, change))
        }
      }
    }
  }
  return reply(ErrorCode.NONE)
}
