import type { JsonObject } from '../../../src/protocol/json.ts'
import type { Scenario } from '../scenario.ts'
import { at } from '../session.ts'

const plain = (name: string, more: JsonObject = {}) => ({ name, numPartitions: 1, replicationFactor: 1, ...more })
const withConfig = (name: string, key: string, value: string | null) => plain(name, { configs: [{ name: key, value }] })

export const topicScenarios: readonly Scenario[] = [
  {
    api: 'CreateTopics',
    name: 'good and bad topics',
    run: async (session, version) => {
      const name = (what: string) => `create-${session.tag(version)}-${what}`
      const create = async (step: string, topics: JsonObject[], more: JsonObject = {}) => {
        const request = { topics, timeoutMs: 30_000, ...more }
        const answer = await session.ask('CreateTopics', version, request).catch(() => null)
        // The ids are the broker's own: name them before the answer goes into the transcript.
        if (answer !== null && version >= 7) {
          for (const topic of at(answer, 'topics') as Record<string, string>[])
            session.nameValue(topic.topicId ?? null, `id of ${topic.name}`)
        }
        session.note('CreateTopics', version, step, answer ?? 'no answer')
      }
      await create('plain', [plain(name('plain'))])
      await create('again', [plain(name('plain'))])
      await create('several', [plain(name('s1'), { numPartitions: 3 }), plain(name('s2')), plain('bad name')])
      if (version >= 4)
        await create('defaults', [plain(name('defaults'), { numPartitions: -1, replicationFactor: -1 })])
      await create('the same twice', [plain(name('twice')), plain(name('twice'))])
      for (const bad of ['', '.', '..', 'a/b', 'ä', 'x'.repeat(250)])
        await create(`name "${bad.slice(0, 10)}"`, [plain(bad)])
      await create('colliding name', [
        plain(name('plain').replaceAll('-', '_').replaceAll('_', '.')),
        plain(name('plain').replaceAll('-', '_')),
      ])
      await create('no partitions', [plain(name('zero'), { numPartitions: 0 })])
      await create('negative partitions', [plain(name('minus'), { numPartitions: -2 })])
      await create('replication factor 0', [plain(name('rf0'), { replicationFactor: 0 })])
      await create('replication factor 3', [plain(name('rf3'), { replicationFactor: 3 })])
      await create('unknown configuration', [withConfig(name('config'), 'no.such.key', '1')])
      await create('bad configuration value', [withConfig(name('value'), 'retention.ms', 'soon')])
      await create('configuration out of range', [withConfig(name('range'), 'segment.bytes', '-1')])
      await create('null configuration', [withConfig(name('null'), 'retention.ms', null)])
      await create('bad cleanup policy', [withConfig(name('policy'), 'cleanup.policy', 'shred')])
      await create('compression', [withConfig(name('codec'), 'compression.type', 'zstd')])
      const manual = { numPartitions: -1, replicationFactor: -1 }
      const assigned = (partitionIndex: number, ...brokerIds: number[]) => ({ partitionIndex, brokerIds })
      await create('assignments', [plain(name('manual'), { ...manual, assignments: [assigned(0, 1), assigned(1, 1)] })])
      await create('assignment to an unknown broker', [
        plain(name('nobody'), { ...manual, assignments: [assigned(0, 99)] }),
      ])
      await create('assignment with a gap', [
        plain(name('gap'), { ...manual, assignments: [assigned(0, 1), assigned(2, 1)] }),
      ])
      await create('assignment with a duplicate', [plain(name('dup'), { ...manual, assignments: [assigned(0, 1, 1)] })])
      await create('empty assignment', [plain(name('none'), { ...manual, assignments: [assigned(0)] })])
      await create('assignment and a count', [plain(name('both'), { assignments: [assigned(0, 1)] })])
      await create('validate only', [plain(name('dry'))], { validateOnly: true })
      await create('validate only, bad', [plain('a/b')], { validateOnly: true })
      await create('an internal name', [plain('__consumer_offsets')])
      await create('nothing', [])
    },
  },
  {
    api: 'DeleteTopics',
    name: 'by name and by id',
    run: async (session, version) => {
      const [first, second] = [`delete-${session.tag(version)}-a`, `delete-${session.tag(version)}-b`]
      await session.topic(first)
      const id = await session.topic(second)
      const named = (...names: string[]) =>
        version >= 6
          ? { topics: names.map(name => ({ name })), timeoutMs: 30_000 }
          : { topicNames: names, timeoutMs: 30_000 }
      await session.send('DeleteTopics', version, 'by name', named(first))
      await session.send('DeleteTopics', version, 'again', named(first))
      await session.send('DeleteTopics', version, 'unknown', named(`absent-${version}`))
      await session.send('DeleteTopics', version, 'invalid name', named('a/b'))
      if (version >= 6) {
        const both = { topics: [{ name: second, topicId: id }], timeoutMs: 30_000 }
        await session.send('DeleteTopics', version, 'name and id', both)
        await session.send('DeleteTopics', version, 'by id', {
          topics: [{ name: null, topicId: id }],
          timeoutMs: 30_000,
        })
        await session.send('DeleteTopics', version, 'unknown id', {
          topics: [{ name: null, topicId: id }],
          timeoutMs: 30_000,
        })
        await session.send('DeleteTopics', version, 'neither', { topics: [{ name: null }], timeoutMs: 30_000 })
      } else await session.send('DeleteTopics', version, 'the other', named(second))
      await session.send('DeleteTopics', version, 'twice in one', named(`gone-${version}`, `gone-${version}`))
      await session.send('DeleteTopics', version, 'nothing', named())
    },
  },
  {
    api: 'CreatePartitions',
    name: 'more, fewer, assigned',
    run: async (session, version) => {
      const name = `partitions-${session.tag(version)}`
      await session.topic(name, 2)
      const ask = (step: string, topic: JsonObject, more: JsonObject = {}) => {
        const topics = [{ name, count: 3, assignments: null, ...topic }]
        return session.send('CreatePartitions', version, step, { topics, timeoutMs: 30_000, ...more })
      }
      await ask('validate only', {}, { validateOnly: true })
      await ask('three', {})
      await ask('three again', {})
      await ask('fewer', { count: 1 })
      await ask('none', { count: 0 })
      await ask('negative', { count: -1 })
      await ask('unknown topic', { name: `absent-${version}` })
      await ask('assigned', { count: 4, assignments: [{ brokerIds: [1] }] })
      await ask('assigned to an unknown broker', { count: 5, assignments: [{ brokerIds: [99] }] })
      await ask('too few assignments', { count: 7, assignments: [{ brokerIds: [1] }] })
      const twice = [
        { name, count: 8, assignments: null },
        { name, count: 9, assignments: null },
      ]
      await session.send('CreatePartitions', version, 'twice in one', { topics: twice, timeoutMs: 30_000 })
    },
  },
]
