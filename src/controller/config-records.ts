import { tracksEligibleLeaders } from '../metadata/feature-levels.ts'
import { ConfigResourceType, type MetadataImage } from '../metadata/image.ts'
import { ClearElrRecord, clearElrRecord } from '../protocol/generated/clear-elr-record.ts'
import { ConfigRecord, configRecord } from '../protocol/generated/config-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { MIN_IN_SYNC_REPLICAS } from './partition-rules.ts'

/** `value` null takes the key away. */
export function configChange(
  resourceType: number,
  resourceName: string,
  name: string,
  value: string | null,
): MetadataRecord {
  return metadataRecord(configRecord, 0, Object.assign(new ConfigRecord(), { resourceType, resourceName, name, value }))
}

/** KIP-966: where min.insync.replicas changes, who was eligible before may lack what was acknowledged since. */
export function clearedEligibleLeaders(image: MetadataImage, changes: readonly MetadataRecord[]): MetadataRecord[] {
  if (!tracksEligibleLeaders(image)) return []
  const topics = new Set<string>()
  for (const { apiKey, message } of changes) {
    if (apiKey !== configRecord.apiKey) continue
    const { resourceType, resourceName, name } = message as ConfigRecord
    if (name !== MIN_IN_SYNC_REPLICAS) continue
    if (resourceType === ConfigResourceType.TOPIC) topics.add(resourceName)
    else if (resourceType === ConfigResourceType.BROKER) return [clearElr('')]
  }
  return [...topics].map(clearElr)
}

function clearElr(topicName: string): MetadataRecord {
  return metadataRecord(clearElrRecord, 0, Object.assign(new ClearElrRecord(), { topicName }))
}
