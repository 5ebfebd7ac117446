import { describe, expect, it } from 'vitest'
import type { MetadataImage } from '../metadata/image.ts'
import { imageOf } from '../metadata/test-support/records.ts'
import { PartitionRecord, partitionRecord } from '../protocol/generated/partition-record.ts'
import { RegisterBrokerRecord, registerBrokerRecord } from '../protocol/generated/register-broker-record.ts'
import { TopicRecord, topicRecord } from '../protocol/generated/topic-record.ts'
import { metadataRecord } from '../protocol/metadata-record.ts'
import { canAcknowledge, missingIn } from './convergence.ts'

const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAAQ'

/** A cluster of brokers 1 and 3, unfenced, while 2 is away, that has this partition. */
function cluster(fields: Partial<PartitionRecord>): MetadataImage {
  const brokers = [1, 2, 3].map(brokerId =>
    metadataRecord(
      registerBrokerRecord,
      1,
      Object.assign(new RegisterBrokerRecord(), { brokerId, fenced: brokerId === 2 }),
    ),
  )
  const topic = Object.assign(new TopicRecord(), { name: 'made', topicId: TOPIC_ID })
  const partition = Object.assign(
    new PartitionRecord(),
    { topicId: TOPIC_ID, leaderEpoch: 0, partitionEpoch: 0 },
    fields,
  )
  return imageOf([...brokers, metadataRecord(topicRecord, 0, topic), metadataRecord(partitionRecord, 2, partition)])
}

const PRESENT = new Set([1, 3])
const missing = (fields: Partial<PartitionRecord>): string | null => missingIn(cluster(fields), PRESENT)

describe('a cluster that has lost a node is whole', () => {
  it.each<[string, Partial<PartitionRecord>]>([
    ['when the others lead and are in sync', { replicas: [2, 1, 3], isr: [1, 3], leader: 1 }],
    ['when a partition that lay on that node alone waits for it', { replicas: [2], isr: [], leader: -1 }],
    [
      'also when a move to others had begun, who have nothing yet',
      { replicas: [3, 2], addingReplicas: [3], removingReplicas: [2], isr: [], leader: -1 },
    ],
  ])('%s', (_, fields) => {
    expect(missing(fields)).toBe(null)
  })
})

describe('a cluster that has lost a node is not whole', () => {
  it.each<[string, Partial<PartitionRecord>, string]>([
    ['while that node is taken for a leader', { replicas: [2], isr: [2], leader: 2 }, 'is led by 2'],
    ['while nobody leads what another has', { replicas: [2, 3], isr: [], leader: -1 }, 'is led by -1'],
    ['while that node is in an in-sync set', { replicas: [2, 3], isr: [3, 2], leader: 3 }, 'in-sync set 3,2'],
    ['while one that is there is not in sync', { replicas: [1, 2, 3], isr: [1], leader: 1 }, 'in-sync set 1 '],
  ])('%s', (_, fields, sentence) => {
    expect(missing(fields)).toContain(sentence)
  })
})

it.each([
  [[1, 2, 3], true],
  [[2, 3], false],
])('while 2 is away, what lies on nodes %j can be acknowledged: %s', (replicas, can) => {
  const image = cluster({ replicas, isr: [3], leader: 3 })
  expect(canAcknowledge(image, ['other', 'made'], PRESENT)).toBe(can)
})
