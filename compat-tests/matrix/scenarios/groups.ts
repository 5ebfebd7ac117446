import { expect, expectEqual } from '../../harness/cases.ts'
import type { Consumer, ConsumerParams } from '../consumer.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'

const PARTITIONS = 6
const sleep = (ms: number) => new Promise(done => setTimeout(done, ms))

/** One record to each partition, values `name-partition`. */
async function oneEach(stage: Stage, topic: string, name: string): Promise<void> {
  const records = Array.from({ length: PARTITIONS }, (_, p) => ({ key: 'k', value: `${name}-${p}`, partition: p }))
  await stage.produce(topic, records)
}

/** A topic and a way to have members join one group on it. */
async function groupOn(stage: Stage, params: ConsumerParams = {}) {
  const topic = await stage.topic(PARTITIONS)
  const group = stage.name('g')
  const join = (more: ConsumerParams = {}) =>
    stage.consumer({ group, topics: [topic], reset: 'earliest', sessionMs: 10_000, ...params, ...more })
  return { topic, group, join }
}

/** Waits until the members hold all partitions between them, each as many as said. */
async function share(members: readonly Consumer[], counts: readonly number[]): Promise<void> {
  const deadline = performance.now() + 25_000
  for (;;) {
    const lists = members.map(member => member.assignment ?? [])
    const all = new Set(lists.flat())
    if (all.size === PARTITIONS && lists.every((list, i) => list.length === counts[i])) return
    if (performance.now() > deadline) {
      const errors = members.flatMap(member => member.errors.map(({ message }) => message)).join('; ')
      throw new Error(
        `members have ${lists.map(list => list.length)} partitions instead of ${counts} ${errors.slice(0, 300)}`,
      )
    }
    await sleep(50)
  }
}

async function seenBy(stage: Stage, members: readonly Consumer[], name: string): Promise<number[]> {
  const counts = () => members.map(member => new Set(member.values.filter(value => value.startsWith(`${name}-`))).size)
  await stage.eventually(`records ${name}`, () => (counts().reduce((a, b) => a + b, 0) >= PARTITIONS ? true : null))
  return counts()
}

export const groupScenarios: readonly Scenario[] = [
  {
    name: 'manual-commit',
    about: 'A member commits what it read; the next one goes on behind it.',
    fast: true,
    run: async stage => {
      const topic = await stage.topic()
      const group = stage.name('g')
      const open = () => stage.consumer({ group, topics: [topic], reset: 'earliest' })
      await stage.produce(topic, [
        { key: 'k', value: 'a' },
        { key: 'k', value: 'b' },
      ])
      const first = await open()
      await first.until(2)
      await first.commit()
      await stage.close(first)
      await stage.produce(topic, [{ key: 'k', value: 'c' }])
      const second = await open()
      await second.until(1)
      await sleep(200)
      expectEqual(second.values, ['c'], 'values of the second member')
    },
  },
  {
    name: 'no-commit',
    about: 'A member that commits nothing leaves nothing: the next one begins at the beginning.',
    run: async stage => {
      const topic = await stage.topic()
      const group = stage.name('g')
      const open = () => stage.consumer({ group, topics: [topic], reset: 'earliest' })
      await stage.produce(topic, [
        { key: 'k', value: 'a' },
        { key: 'k', value: 'b' },
      ])
      const first = await open()
      await first.until(2)
      await stage.close(first)
      const second = await open()
      await second.until(2)
      expectEqual(second.values, ['a', 'b'], 'values of the second member')
    },
  },
  {
    name: 'auto-commit',
    about: 'A member that commits by itself (every 200 ms) is closed; the next one goes on behind it.',
    run: async stage => {
      const topic = await stage.topic()
      const group = stage.name('g')
      const open = () =>
        stage.consumer({ group, topics: [topic], reset: 'earliest', autoCommit: true, autoCommitMs: 200 })
      await stage.produce(topic, [
        { key: 'k', value: 'a' },
        { key: 'k', value: 'b' },
      ])
      const first = await open()
      await first.until(2)
      await sleep(800)
      await stage.close(first)
      await stage.produce(topic, [{ key: 'k', value: 'c' }])
      const second = await open()
      await second.until(1)
      await sleep(200)
      expectEqual(second.values, ['c'], 'values of the second member')
    },
  },
  {
    name: 'group-of-two',
    about: 'A second member takes half of the partitions, and gives them back when it leaves.',
    fast: true,
    timeoutMs: 60_000,
    run: async stage => {
      const { topic, join } = await groupOn(stage)
      const first = await join()
      await first.untilAssigned(PARTITIONS)
      const second = await join()
      await share([first, second], [3, 3])
      await oneEach(stage, topic, 'both')
      expectEqual(await seenBy(stage, [first, second], 'both'), [3, 3], 'records by member')
      await stage.close(second)
      await share([first], [6])
      await oneEach(stage, topic, 'alone')
      expectEqual(await seenBy(stage, [first], 'alone'), [6], 'records of the one that stayed')
    },
  },
  {
    name: 'group-of-three',
    about: 'Three members have two partitions each; when the first leaves the others have three each.',
    timeoutMs: 60_000,
    run: async stage => {
      const { topic, join } = await groupOn(stage)
      const first = await join()
      const second = await join()
      const third = await join()
      await share([first, second, third], [2, 2, 2])
      await oneEach(stage, topic, 'three')
      expectEqual(await seenBy(stage, [first, second, third], 'three'), [2, 2, 2], 'records by member')
      await stage.close(first)
      await share([second, third], [3, 3])
      await oneEach(stage, topic, 'two')
      expectEqual(await seenBy(stage, [second, third], 'two'), [3, 3], 'records by member')
    },
  },
  {
    name: 'roundrobin',
    about: 'Two members that agree on the round-robin assignor share the partitions alternately.',
    timeoutMs: 60_000,
    run: async stage => {
      const { topic, join } = await groupOn(stage, { assignor: 'roundrobin' })
      const first = await join()
      const second = await join()
      await share([first, second], [3, 3])
      const odd = [1, 3, 5].map(p => `${topic}-${p}`)
      const even = [0, 2, 4].map(p => `${topic}-${p}`)
      const lists = [first.assignment, second.assignment].map(list => JSON.stringify(list)).sort()
      expectEqual(lists, [JSON.stringify(even), JSON.stringify(odd)], 'partitions by member')
    },
  },
  {
    name: 'static-membership',
    about:
      'A static member (group.instance.id) that comes back within its session gets its partitions again and nobody else notices.',
    timeoutMs: 60_000,
    run: async stage => {
      const { topic, join } = await groupOn(stage, { sessionMs: 20_000 })
      const first = await join({ instanceId: 'one' })
      const second = await join({ instanceId: 'two' })
      await share([first, second], [3, 3])
      const had = second.assignment
      await sleep(500)
      const told = first.assignments + first.revocations.length
      await stage.close(second)
      const again = await join({ instanceId: 'two' })
      await again.untilAssigned(3)
      expectEqual(again.assignment, had, 'partitions of the member that came back')
      await oneEach(stage, topic, 'back')
      expectEqual(await seenBy(stage, [first, again], 'back'), [3, 3], 'records by member')
      expectEqual(first.assignments + first.revocations.length, told, 'changes that the other member saw')
    },
  },
  {
    name: 'cooperative',
    about:
      'With the cooperative-sticky assignor a second member takes three partitions and the first keeps the others throughout.',
    timeoutMs: 60_000,
    run: async stage => {
      const { topic, join } = await groupOn(stage, { assignor: 'cooperative' })
      const first = await join()
      await first.untilAssigned(PARTITIONS)
      const second = await join()
      await share([first, second], [3, 3])
      const lost = first.revocations.flat()
      expectEqual([...lost].sort(), second.assignment, 'partitions that the first member gave up')
      await oneEach(stage, topic, 'both')
      expectEqual(await seenBy(stage, [first, second], 'both'), [3, 3], 'records by member')
      await stage.close(second)
      await share([first], [6])
    },
  },
  {
    name: 'group-goes-on',
    about: 'Two members with commits: after one leaves, the other goes on from its commits and reads no record again.',
    timeoutMs: 60_000,
    run: async stage => {
      const { topic, join } = await groupOn(stage)
      const first = await join()
      const second = await join()
      await share([first, second], [3, 3])
      await oneEach(stage, topic, 'before')
      await seenBy(stage, [first, second], 'before')
      await first.commit()
      await second.commit()
      await stage.close(second)
      await share([first], [6])
      await oneEach(stage, topic, 'after')
      await seenBy(stage, [first], 'after')
      const again = first.values.filter(value => value.startsWith('before-')).length
      expect(again === 3, `the member that stayed read ${again} of the records before, not its 3`)
    },
  },
]
