import { expect, it } from 'vitest'
import { UNASSIGNED_DIRECTORY } from '../controller/cluster-state.ts'
import type { MetadataImage, PartitionImage } from '../metadata/image.ts'
import { MetadataResponsePartition } from '../protocol/generated/metadata-response.ts'
import { describePartition } from './described-partition.ts'

/** Broker 1 lives, of its two directories one; 2 is fenced; 3 lives; 4 is not registered. */
const image = {
  cluster: {
    brokers: new Map([
      [1, { fenced: false, directories: ['good'] }],
      [2, { fenced: true, directories: ['two'] }],
      [3, { fenced: false, directories: ['three'] }],
    ]),
  },
} as unknown as MetadataImage

function described(partition: Partial<PartitionImage>): MetadataResponsePartition {
  const out = new MetadataResponsePartition()
  const whole = { leader: 1, leaderEpoch: 5, replicas: [1, 2, 3, 4], isr: [1, 3], directories: [], ...partition }
  describePartition(image, 7, whole as unknown as PartitionImage, out)
  return out
}

it.each([
  ['fenced and unregistered brokers', { directories: ['good', 'two', 'three', 'four'] }, [2, 4]],
  ['a directory that failed', { directories: ['bad', 'two', 'three', 'four'] }, [1, 2, 4]],
  ['no directory chosen yet', { directories: [UNASSIGNED_DIRECTORY, 'two', 'three', 'four'] }, [2, 4]],
])('names the replicas that are offline: %s', (_, partition, offline) => {
  expect(described(partition).offlineReplicas).toEqual(offline)
})

it.each([
  ['lives', 1, 1],
  ['is fenced', 2, -1],
  ['is missing', -1, -1],
])('a leader that %s', (_, leader, leaderId) => {
  expect(described({ leader })).toMatchObject({
    leaderId,
    leaderEpoch: 5,
    partitionIndex: 7,
    isrNodes: [1, 3],
  })
})
