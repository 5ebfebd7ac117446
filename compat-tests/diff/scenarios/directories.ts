import { basename } from 'node:path'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { eventually } from '../../harness/cases.ts'
import type { Scenario } from '../scenario.ts'
import { at, type Session } from '../session.ts'

/** The broker's log directories, which the transcript knows as `<dir a>` and `<dir b>`. */
async function directoriesOf(session: Session): Promise<readonly [string, string]> {
  const answer = await session.ask('DescribeLogDirs', 4, { topics: [] })
  const paths = (at(answer, 'results') as JsonObject[]).map(({ logDir }) => logDir as string).sort()
  if (paths.length !== 2) throw new Error(`two log directories are needed, there are ${paths.length}`)
  for (const path of paths) session.nameValue(path, `dir ${basename(path)}`)
  return [paths[0]!, paths[1]!]
}

async function pathsOf(session: Session, topic: string, partition: number): Promise<string[]> {
  const answer = await session.ask('DescribeLogDirs', 4, { topics: [{ topic, partitions: [partition] }] })
  return (at(answer, 'results') as JsonObject[])
    .filter(({ topics }) => (topics as JsonObject[]).length > 0)
    .map(({ logDir }) => logDir as string)
}

/** AlterReplicaLogDirs and what it leads to, on brokers with two log directories. */
export const directoryScenarios: readonly Scenario[] = [
  {
    api: 'AlterReplicaLogDirs',
    name: 'moves and refusals',
    arrangement: 'two directories',
    run: async (session, version) => {
      const [a, b] = await directoriesOf(session)
      const name = `moves-${version}`
      await session.topic(name, 2)
      const move = (step: string, ...dirs: readonly [string, string, readonly number[]][]) =>
        session.send('AlterReplicaLogDirs', version, step, {
          dirs: dirs.map(([path, topic, partitions]) => ({
            path,
            topics: [{ name: topic, partitions: [...partitions] }],
          })),
        })
      await session.send('AlterReplicaLogDirs', version, 'nothing', { dirs: [] })
      await session.send('AlterReplicaLogDirs', version, 'no topics', { dirs: [{ path: a, topics: [] }] })
      await move('no partitions', [a, name, []])
      await move('an unknown directory', ['/nowhere', name, [0]])
      await move('an empty path', ['', name, [0]])
      await move('a path with a slash at its end', [`${a}/`, name, [0]])
      await move('an unknown topic', [a, `absent-${version}`, [0]])
      await move('an unknown partition', [b, name, [0, 7]])
      await move('a negative partition', [b, name, [-1]])
      await move('an invalid name', [b, 'not/valid', [0]])
      for (const length of [212, 213, 214, 249, 250]) await move(`a name of ${length}`, [b, 'x'.repeat(length), [0]])
      await move('a long name and an unknown directory', ['/nowhere', 'x'.repeat(249), [0]])
      await move('a partition of two digits', [b, 'x'.repeat(213), [10]])
      for (const path of [a, b, b, a]) {
        await move('both partitions', [path, name, [0, 1]])
        await eventually(`${name} in ${path}`, async () => {
          const found = [...(await pathsOf(session, name, 0)), ...(await pathsOf(session, name, 1))]
          return found.length === 2 && found.every(where => where === path) ? true : null
        })
        await session.send('DescribeLogDirs', 4, 'afterwards', { topics: [{ topic: name, partitions: [0, 1] }] })
      }
      await move('the last directory counts', [b, name, [0]], [a, name, [0]])
      await session.settle()
      await session.send('DescribeLogDirs', 4, 'where it is', { topics: [{ topic: name, partitions: [0] }] })
      await move('one good, one bad', [b, name, [0]], ['/nowhere', name, [1]])
      // A partition that comes later is made where it was asked for.
      const later = `later-${version}`
      await move('before the topic is there', [b, later, [0, 1]])
      await session.topic(later, 2)
      await session.send('DescribeLogDirs', 4, 'made there', { topics: [{ topic: later, partitions: [0, 1] }] })
    },
  },
]
