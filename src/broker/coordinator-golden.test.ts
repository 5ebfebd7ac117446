/** The group coordinator reads what Apache Kafka wrote: groups and offsets as Kafka's own admin client told them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MemoryDisk } from '../host/memory-disk.ts'
import { unpackTar } from '../log/test-support/unpack-tar.ts'
import { golden, jsonOf, WITHOUT_GOLDEN } from '../test-support/golden.ts'
import { BROKER, OffsetsTopic } from './test-support/offsets-topic.ts'

interface ExpectedGroup {
  readonly type: string
  readonly protocolType: string
  readonly state: string
  readonly offsets?: Record<string, { offset: number; leaderEpoch: number; metadata: string }>
}

const GOLDEN = golden('datadir')
const HERE = new URL('./testdata/', import.meta.url).pathname
const PARTITIONS = 4
const LATER_THAN_ANY_EPOCH = 100

const archives = [
  { name: 'consumer-offsets', folder: HERE },
  { name: 'kafka-4.4.0-single', folder: GOLDEN },
  { name: 'kafka-4.4.0-unclean', folder: GOLDEN },
]

async function load(folder: string, name: string, nowMs: number): Promise<OffsetsTopic> {
  const disk = new MemoryDisk()
  unpackTar(readFileSync(join(folder, `${name}.tar.gz`)), disk, '/data')
  const topic = new OffsetsTopic(disk, { nowMs, partitionCount: PARTITIONS })
  topic.lead(BROKER, LATER_THAN_ANY_EPOCH)
  await topic.settle()
  return topic
}

function offsetsOf(topic: OffsetsTopic, groupId: string) {
  const shard = topic.runtime.shardOf(groupId)
  if (typeof shard === 'number') throw new Error(`error ${shard} for ${groupId}`)
  const found: Record<string, object> = {}
  for (const [name, partitions] of shard.topicOffsets(groupId)) {
    for (const [partition, { offset, leaderEpoch, metadata }] of partitions) {
      found[`${name}-${partition}`] = { offset, leaderEpoch, metadata }
    }
  }
  return found
}

for (const { name, folder } of archives) {
  const title = `${name} of Apache Kafka${folder === null ? `: ${WITHOUT_GOLDEN}` : ''}`
  describe.skipIf(folder === null)(title, () => {
    if (folder === null) return
    const expected = jsonOf<{
      capturedAtMs: number
      groups: Record<string, ExpectedGroup>
    }>(join(folder, `${name}.expected.json`))

    test('every group has the offsets that Kafka tells of, and no other group is there', async () => {
      const topic = await load(folder, name, expected.capturedAtMs)
      const classic: Record<string, object> = {}
      const foreign: Record<string, object> = {}
      for (const shard of topic.runtime.loadedShards()) {
        for (const group of shard.groups.values()) {
          classic[group.groupId] = {
            type: 'Classic',
            protocolType: group.protocolType ?? '',
            state: group.state,
            offsets: offsetsOf(topic, group.groupId),
          }
        }
        for (const { groupId, type, state } of shard.foreignGroups.values()) {
          foreign[groupId] = { type: `${type[0]!.toUpperCase()}${type.slice(1)}`, state }
        }
      }
      const groups = Object.entries(expected.groups)
      expect(classic).toEqual(Object.fromEntries(groups.filter(([, { type }]) => type === 'Classic')))
      const newer = groups.filter(([, { type }]) => type !== 'Classic')
      expect(foreign).toEqual(Object.fromEntries(newer.map(([id, { type, state }]) => [id, { type, state }])))
      for (const [groupId, { offsets }] of groups) expect(offsetsOf(topic, groupId)).toEqual(offsets ?? {})
      await topic.close()
    })

    test('a week after the capture every offset of a group without members is gone, and reading that again agrees', async () => {
      const topic = await load(folder, name, expected.capturedAtMs + 8 * 24 * 3600 * 1000)
      topic.runtime.expireNow()
      await topic.settle()
      for (const [groupId, { state }] of Object.entries(expected.groups)) {
        if (state === 'Empty') expect(offsetsOf(topic, groupId), groupId).toEqual({})
      }
      const left = () =>
        [...topic.runtime.loadedShards()].map(({ groups, foreignGroups }) => [
          ...groups.keys(),
          ...foreignGroups.keys(),
        ])
      const before = left()
      topic.lead(BROKER, LATER_THAN_ANY_EPOCH + 1)
      await topic.settle()
      expect(left()).toEqual(before)
      // Their state in another topic is not this coordinator's to delete.
      const shares = Object.entries(expected.groups).filter(([, { type }]) => type === 'Share')
      expect(left().flat().sort()).toEqual(shares.map(([groupId]) => groupId))
      await topic.close()
    })
  })
}
