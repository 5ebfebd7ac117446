import { describe, expect, test } from 'vitest'
import { ClearElrRecord, clearElrRecord } from '../protocol/generated/clear-elr-record.ts'
import { ClientQuotaRecord, clientQuotaRecord, EntityData } from '../protocol/generated/client-quota-record.ts'
import { ConfigRecord, configRecord } from '../protocol/generated/config-record.ts'
import { FeatureLevelRecord, featureLevelRecord } from '../protocol/generated/feature-level-record.ts'
import { NoOpRecord, noOpRecord } from '../protocol/generated/no-op-record.ts'
import { PartitionChangeRecord, partitionChangeRecord } from '../protocol/generated/partition-change-record.ts'
import { PartitionRecord, partitionRecord } from '../protocol/generated/partition-record.ts'
import { RemoveTopicRecord, removeTopicRecord } from '../protocol/generated/remove-topic-record.ts'
import { TopicRecord, topicRecord } from '../protocol/generated/topic-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { MetadataDelta } from './delta.ts'
import { ConfigResourceType, configsOf, EMPTY_IMAGE } from './image.ts'
import { imageAfter, imageOf } from './test-support/records.ts'

const A = 'AAAAAAAAAAAAAAAAAAAAAQ'
const B = 'AAAAAAAAAAAAAAAAAAAAAg'

function topic(name: string, topicId: string, indexes: readonly number[] = [0]): MetadataRecord[] {
  return [
    metadataRecord(topicRecord, 0, Object.assign(new TopicRecord(), { name, topicId })),
    ...indexes.map(partitionId =>
      metadataRecord(
        partitionRecord,
        2,
        Object.assign(new PartitionRecord(), {
          partitionId,
          topicId,
          replicas: [1, 2],
          isr: [1, 2],
          leader: 1,
          leaderEpoch: 0,
          partitionEpoch: 0,
        }),
      ),
    ),
  ]
}

function change(topicId: string, partitionId: number, fields: Partial<PartitionChangeRecord>): MetadataRecord {
  const record = Object.assign(new PartitionChangeRecord(), { topicId, partitionId, ...fields })
  return metadataRecord(partitionChangeRecord, 2, record)
}

function remove(topicId: string): MetadataRecord {
  return metadataRecord(removeTopicRecord, 0, Object.assign(new RemoveTopicRecord(), { topicId }))
}

function config(resourceName: string, name: string, value: string | null): MetadataRecord {
  const record = Object.assign(new ConfigRecord(), {
    resourceType: ConfigResourceType.TOPIC,
    resourceName,
    name,
    value,
  })
  return metadataRecord(configRecord, 0, record)
}

function clearElr(topicName: string): MetadataRecord {
  return metadataRecord(clearElrRecord, 0, Object.assign(new ClearElrRecord(), { topicName }))
}

describe('partitions', () => {
  test.each<[string, Partial<PartitionChangeRecord>, object]>([
    ['the in-sync set alone', { isr: [1] }, { isr: [1], leader: 1, leaderEpoch: 0, partitionEpoch: 1 }],
    ['another leader', { leader: 2 }, { leader: 2, leaderEpoch: 1, partitionEpoch: 1 }],
    ['the same leader named again', { leader: 1 }, { leader: 1, leaderEpoch: 1, partitionEpoch: 1 }],
    ['no leader', { leader: -1, isr: [], eligibleLeaderReplicas: [2] }, { leader: -1, leaderEpoch: 1, isr: [] }],
    ['recovery', { leaderRecoveryState: 1 }, { leaderRecoveryState: 1, leaderEpoch: 0, partitionEpoch: 1 }],
    ['replicas', { replicas: [1, 2, 3], addingReplicas: [3] }, { replicas: [1, 2, 3], addingReplicas: [3] }],
  ])('%s changes what it names, and the epochs that follow', (_what, fields, expected) => {
    const image = imageOf([...topic('t', A), change(A, 0, fields)])
    expect(image.topics.byId(A)?.partitions.get(0)).toMatchObject(expected)
  })

  test('come in order of their index, however they were written', () => {
    const image = imageOf(topic('t', A, [2, 0, 11, 1]))
    expect([...image.topics.byId(A)!.partitions.keys()]).toEqual([0, 1, 2, 11])
  })

  test('added later leave the image before as it was', () => {
    const before = imageOf(topic('t', A))
    const image = imageAfter(before, topic('t', A, [1]).slice(1))
    expect([...image.topics.byName('t')!.partitions.keys()]).toEqual([0, 1])
    expect([...before.topics.byName('t')!.partitions.keys()]).toEqual([0])
  })

  test('of other topics are shared between images', () => {
    const before = imageOf([...topic('t', A), ...topic('u', B)])
    const image = imageAfter(before, [change(A, 0, { leader: 2 })])
    expect(image.topics.byId(B)).toBe(before.topics.byId(B))
    expect(image.configs).toBe(before.configs)
    expect(image.cluster.brokers).toBe(before.cluster.brokers)
  })
})

describe('eligible leaders are cleared', () => {
  const records = [
    ...topic('t', A, [0, 1]),
    ...topic('u', B),
    ...[
      change(A, 1, { eligibleLeaderReplicas: [2] }),
      change(B, 0, { eligibleLeaderReplicas: [2], lastKnownElr: [1] }),
    ],
  ]
  const elr = (image: ReturnType<typeof imageOf>) =>
    [A, B].flatMap(id => [...image.topics.byId(id)!.partitions.values()].map(p => p.eligibleLeaderReplicas))

  test.each([
    ['of one topic', 't', [[], [], [2]]],
    ['of all', '', [[], [], []]],
    ['of a topic that is not there', 'absent', [[], [2], [2]]],
  ])('%s, without a new epoch', (_what, name, expected) => {
    for (const image of [imageAfter(imageOf(records), [clearElr(name)]), imageOf([...records, clearElr(name)])]) {
      expect(elr(image)).toEqual(expected)
      expect(image.topics.byId(A)!.partitions.get(1)!.partitionEpoch).toBe(1)
    }
  })
})

describe('topics', () => {
  test('that go take their configuration along, and are told to who follows', () => {
    const before = imageOf([...topic('t', A), config('t', 'retention.ms', '1')])
    const delta = new MetadataDelta(before)
    delta.replay(9, 1, remove(A))
    const image = delta.apply()
    expect(delta.deletedTopics.map(({ name }) => name)).toEqual(['t'])
    expect(image.topics.byName('t')).toBeUndefined()
    expect(configsOf(image, ConfigResourceType.TOPIC, 't').size).toBe(0)
    expect(image.topics.size).toBe(0)
  })

  test('may be made anew under the same name in one step', () => {
    const before = imageOf([...topic('t', A), config('t', 'retention.ms', '1')])
    const image = imageAfter(before, [remove(A), ...topic('t', B), config('t', 'segment.ms', '2')])
    expect(image.topics.byName('t')?.id).toBe(B)
    expect(image.topics.byId(A)).toBeUndefined()
    expect([...configsOf(image, ConfigResourceType.TOPIC, 't')]).toEqual([['segment.ms', '2']])
  })

  test('that came and went in one step leave nothing', () => {
    const image = imageAfter(EMPTY_IMAGE, [...topic('a.b', A), remove(A)])
    expect([image.topics.size, image.topics.byName('a.b'), image.topics.collidingWith('a_b')]).toEqual([
      0,
      undefined,
      undefined,
    ])
  })

  test('collide when only dots and underscores differ, for as long as they are there', () => {
    const image = imageOf([...topic('a.b', A), ...topic('ab', B)])
    expect(image.topics.collidingWith('a_b')).toBe('a.b')
    expect(image.topics.collidingWith('a.b')).toBeUndefined()
    expect(image.topics.collidingWith('a_b_')).toBeUndefined()
    expect(imageAfter(image, [remove(A)]).topics.collidingWith('a_b')).toBeUndefined()
  })
})

describe('the rest', () => {
  test('a configuration whose last key goes is gone', () => {
    const image = imageOf([...topic('t', A), config('t', 'k', 'v'), config('t', 'k', null)])
    expect(image.configs.size).toBe(0)
  })

  test('level 0 takes a feature away', () => {
    const feature = (featureLevel: number) =>
      metadataRecord(featureLevelRecord, 0, Object.assign(new FeatureLevelRecord(), { name: 'f', featureLevel }))
    expect([...imageOf([feature(2)]).features]).toEqual([['f', 2]])
    expect(imageOf([feature(2), feature(0)]).features.size).toBe(0)
  })

  test('quotas are known by their entity in any order, and by key', () => {
    const quota = (types: readonly [string, string | null][], key: string, remove = false) => {
      const record = Object.assign(new ClientQuotaRecord(), { key, value: 1, remove })
      record.entity = types.map(([entityType, entityName]) =>
        Object.assign(new EntityData(), { entityType, entityName }),
      )
      return metadataRecord(clientQuotaRecord, 0, record)
    }
    const both: [string, string | null][] = [
      ['user', 'u'],
      ['client-id', null],
    ]
    const image = imageOf([quota(both, 'a'), quota(both, 'b'), quota([['user', 'u']], 'a')])
    expect(image.kept.size).toBe(3)
    expect(imageAfter(image, [quota([...both].reverse(), 'a', true)]).kept.size).toBe(2)
  })

  test('a no-op moves the offset alone', () => {
    const image = imageAfter({ ...EMPTY_IMAGE, offset: 41 }, [metadataRecord(noOpRecord, 0, new NoOpRecord())], 7)
    expect(image).toEqual({ ...EMPTY_IMAGE, offset: 42, epoch: 7 })
  })

  test('many topics do not make a small change slow to make: all but a few buckets are shared', () => {
    const many = imageOf(Array.from({ length: 5000 }, (_, i) => topic(`t${i}`, `id${i}`)).flat())
    const image = imageAfter(many, topic('one.more', A))
    expect(image.topics.size).toBe(5001)
    expect(many.topics.size).toBe(5000)
    let shared = 0
    for (const one of many.topics.all()) if (image.topics.byId(one.id) === one) shared++
    expect(shared).toBe(5000)
  })
})
