/** KIP-1066: log directories that take no new partitions. What is expected here is what Apache Kafka 4.4 answers. */
import { afterEach, expect, it } from 'vitest'
import { type Cluster, startCluster } from './index.ts'
import { ErrorCode } from './protocol/errors.ts'
import {
  AlterReplicaLogDir,
  AlterReplicaLogDirsRequest,
  AlterReplicaLogDirTopic,
  alterReplicaLogDirsRequest,
} from './protocol/generated/alter-replica-log-dirs-request.ts'
import { alterReplicaLogDirsResponse } from './protocol/generated/alter-replica-log-dirs-response.ts'
import { CreatableTopic, CreateTopicsRequest, createTopicsRequest } from './protocol/generated/create-topics-request.ts'
import { createTopicsResponse } from './protocol/generated/create-topics-response.ts'
import { DescribeLogDirsRequest, describeLogDirsRequest } from './protocol/generated/describe-log-dirs-request.ts'
import { describeLogDirsResponse } from './protocol/generated/describe-log-dirs-response.ts'
import {
  IncrementalAlterConfigsRequest,
  incrementalAlterConfigsRequest,
} from './protocol/generated/incremental-alter-configs-request.ts'
import { incrementalAlterConfigsResponse } from './protocol/generated/incremental-alter-configs-response.ts'
import { ask } from './test-support/ask.ts'

const BROKER = 4
let cluster: Cluster

afterEach(() => cluster.close())

async function start(config: Readonly<Record<string, string>> = {}): Promise<void> {
  cluster = await startCluster({ config: { 'log.dirs': '/a,/b', ...config } })
}

async function cordon(value: string): Promise<[number, string | null]> {
  const configs = [{ name: 'cordoned.log.dirs', configOperation: 0, value }]
  const request = Object.assign(new IncrementalAlterConfigsRequest(), {
    resources: [{ resourceType: BROKER, resourceName: '1', configs }],
  })
  const codecs = [incrementalAlterConfigsRequest, incrementalAlterConfigsResponse] as const
  const [answer] = (await ask(cluster.bootstrapServers, codecs, 1, request)).responses
  return [answer!.errorCode, answer!.errorMessage]
}

async function create(name: string, numPartitions: number): Promise<[number, string | null]> {
  const topic = Object.assign(new CreatableTopic(), { name, numPartitions, replicationFactor: 1 })
  const request = Object.assign(new CreateTopicsRequest(), { topics: [topic], timeoutMs: 5000 })
  const [answer] = (
    await ask(cluster.bootstrapServers, [createTopicsRequest, createTopicsResponse] as const, 7, request)
  ).topics
  return [answer!.errorCode, answer!.errorMessage]
}

/** Each directory with whether it is cordoned, and the partitions in it. */
async function directories(): Promise<Record<string, [boolean, string[]]>> {
  const codecs = [describeLogDirsRequest, describeLogDirsResponse] as const
  const all = Object.assign(new DescribeLogDirsRequest(), { topics: null })
  const { results } = await ask(cluster.bootstrapServers, codecs, 5, all)
  return Object.fromEntries(
    results.map(({ logDir, isCordoned, topics }) => [
      logDir,
      [
        isCordoned,
        topics.flatMap(({ name, partitions }) => partitions.map(each => `${name}-${each.partitionIndex}`)).sort(),
      ],
    ]),
  )
}

async function move(topic: string, path: string): Promise<number> {
  const wanted = Object.assign(new AlterReplicaLogDirTopic(), { name: topic, partitions: [0] })
  const request = Object.assign(new AlterReplicaLogDirsRequest(), {
    dirs: [Object.assign(new AlterReplicaLogDir(), { path, topics: [wanted] })],
  })
  const codecs = [alterReplicaLogDirsRequest, alterReplicaLogDirsResponse] as const
  return (await ask(cluster.bootstrapServers, codecs, 2, request)).results[0]!.partitions[0]!.errorCode
}

const NO_ROOM = [
  ErrorCode.INVALID_REPLICATION_FACTOR,
  'Unable to replicate the partition 1 time(s): All brokers are currently fenced, or have all their log directories cordoned.',
]

/** The controller hears of a change with the next heartbeat, which comes at once. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await check()
      return
    } catch (error) {
      if (i === 50) throw error
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
}

it('new partitions go elsewhere, and what lies in a cordoned directory stays', async () => {
  await start()
  await create('before', 2)
  expect(await cordon('/a')).toEqual([ErrorCode.NONE, null])
  await eventually(async () => expect((await directories())['/a']![0]).toBe(true))
  await create('after', 4)
  expect(await directories()).toEqual({
    '/a': [true, [expect.stringMatching(/^before-/)]],
    '/b': [false, ['after-0', 'after-1', 'after-2', 'after-3', expect.stringMatching(/^before-/)]],
  })
  expect(await move('after', '/a')).toBe(ErrorCode.INVALID_REPLICA_ASSIGNMENT)
  expect(await move('after', '/b')).toBe(ErrorCode.NONE)
})

it('a broker whose directories are all cordoned gets no partitions, until one is not', async () => {
  await start()
  expect(await cordon('*')).toEqual([ErrorCode.NONE, null])
  await eventually(async () => expect(await create('none', 1)).toEqual(NO_ROOM))
  expect(await cordon('/b')).toEqual([ErrorCode.NONE, null])
  await eventually(async () => expect((await create('one', 1))[0]).toBe(ErrorCode.NONE))
  expect(await directories()).toEqual({ '/a': [false, ['one-0']], '/b': [true, []] })
})

it('a broker may start with cordoned directories', async () => {
  await start({ 'cordoned.log.dirs': '/a,/b' })
  expect(await create('none', 1)).toEqual(NO_ROOM)
  expect((await directories())['/b']).toEqual([true, []])
})

it('only the broker’s own directories can be cordoned', async () => {
  await start()
  const missing = 'All entries in cordoned.log.dirs must be present in log.dirs or log.dir. Missing entries : /x, /y'
  expect(await cordon('/x,/a,/y')).toEqual([ErrorCode.INVALID_REQUEST, `requirement failed: ${missing}`])
  expect(await cordon('*,/a')).toEqual([
    ErrorCode.INVALID_REQUEST,
    'requirement failed: When cordoned.log.dirs is set to *, it must not contain other values',
  ])
  await expect(startCluster({ config: { 'log.dirs': '/a', 'cordoned.log.dirs': '/x' } })).rejects.toThrow(
    /Missing entries : \/x/,
  )
})
