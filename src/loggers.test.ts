/** Levels of loggers as an administrator sees and changes them (KIP-412); the sentences are Apache Kafka 4.4's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from './index.ts'
import { ErrorCode } from './protocol/errors.ts'
import { AlterConfigsRequest, alterConfigsRequest } from './protocol/generated/alter-configs-request.ts'
import { alterConfigsResponse } from './protocol/generated/alter-configs-response.ts'
import { DescribeConfigsRequest, describeConfigsRequest } from './protocol/generated/describe-configs-request.ts'
import { describeConfigsResponse } from './protocol/generated/describe-configs-response.ts'
import {
  IncrementalAlterConfigsRequest,
  incrementalAlterConfigsRequest,
} from './protocol/generated/incremental-alter-configs-request.ts'
import { incrementalAlterConfigsResponse } from './protocol/generated/incremental-alter-configs-response.ts'
import { ask } from './test-support/ask.ts'

const [TOPIC, BROKER_LOGGER] = [2, 8]
const [SET, DELETE, APPEND] = [0, 1, 2]

let cluster: Cluster
const lines: string[] = []

beforeAll(async () => {
  cluster = await startCluster({ log: { log: (level, message) => void lines.push(`${level} ${message}`) } })
})
afterAll(() => cluster.close())

interface Asked {
  readonly type?: number
  readonly broker?: string
  readonly name: string
  readonly operation?: number
  readonly value?: string | null
}

async function alter(changes: readonly Asked[], validateOnly = false) {
  const request = Object.assign(new IncrementalAlterConfigsRequest(), {
    validateOnly,
    resources: changes.map(({ type = BROKER_LOGGER, broker = '1', name, operation = SET, value = null }) => ({
      resourceType: type,
      resourceName: broker,
      configs: [{ name, configOperation: operation, value }],
    })),
  })
  const codecs = [incrementalAlterConfigsRequest, incrementalAlterConfigsResponse] as const
  const { responses } = await ask(cluster.bootstrapServers, codecs, 1, request)
  return responses.map(({ errorCode, errorMessage }) => [errorCode, errorMessage])
}

async function levels(): Promise<Record<string, string | null>> {
  const resources = [{ resourceType: BROKER_LOGGER, resourceName: '1', configurationKeys: null }]
  const request = Object.assign(new DescribeConfigsRequest(), { resources })
  const codecs = [describeConfigsRequest, describeConfigsResponse] as const
  const { results } = await ask(cluster.bootstrapServers, codecs, 4, request)
  expect(new Set(results[0]!.configs.map(({ configSource, readOnly }) => `${configSource} ${readOnly}`))).toEqual(
    new Set(['6 false']),
  )
  return Object.fromEntries(results[0]!.configs.map(({ name, value }) => [name, value]))
}

describe('loggers', () => {
  it('are described with the level that holds for them', async () => {
    expect(await levels()).toEqual(
      Object.fromEntries(
        ['root', 'gregor', ...PARTS.map(part => `gregor.${part}`)].sort().map(name => [name, 'DEBUG']),
      ),
    )
  })

  it('write from their new level on, and from that of their ancestors when it is taken away', async () => {
    const told = async (): Promise<number> => {
      lines.length = 0
      const nobody = Object.assign(new IncrementalAlterConfigsRequest(), { resources: [] })
      // A change of a level is itself told, by the broker's own logger.
      await alter([{ name: 'gregor.raft', operation: DELETE }])
      await ask(
        cluster.bootstrapServers,
        [incrementalAlterConfigsRequest, incrementalAlterConfigsResponse] as const,
        1,
        nobody,
      )
      return lines.filter(line => line.includes('logger')).length
    }
    expect(await told()).toBe(1)
    expect(await alter([{ name: 'gregor.broker', value: 'ERROR' }], true)).toEqual([[ErrorCode.NONE, null]])
    expect(await told()).toBe(1)
    expect(await alter([{ name: 'gregor.broker', value: 'ERROR' }])).toEqual([[ErrorCode.NONE, null]])
    expect((await levels())['gregor.broker']).toBe('ERROR')
    expect(await told()).toBe(0)
    expect(await alter([{ name: 'gregor.broker', operation: DELETE }])).toEqual([[ErrorCode.NONE, null]])
    expect((await levels())['gregor.broker']).toBe('DEBUG')
    expect(await told()).toBe(1)
  })

  const INVALID_CONFIG = ErrorCode.INVALID_CONFIG
  const INVALID_REQUEST = ErrorCode.INVALID_REQUEST
  it.each<[Asked, number, string]>([
    [{ name: 'nope', value: 'INFO' }, INVALID_CONFIG, 'Logger nope does not exist!'],
    [{ name: 'nope', operation: DELETE }, INVALID_CONFIG, 'Logger nope does not exist!'],
    [
      { name: 'root', value: 'info' },
      INVALID_CONFIG,
      'Cannot set the log level of root to info as it is not a supported log level. Valid log levels are DEBUG, ERROR, FATAL, INFO, TRACE, WARN',
    ],
    [{ name: 'root', operation: DELETE }, INVALID_REQUEST, 'Removing the log level of the root logger is not allowed'],
    [
      { name: 'root', operation: APPEND, value: 'INFO' },
      INVALID_REQUEST,
      'APPEND operation is not allowed for the BROKER_LOGGER resource',
    ],
    [
      { name: 'root', operation: 9, value: 'INFO' },
      INVALID_REQUEST,
      'Unknown operation type 9 is not allowed for the BROKER_LOGGER resource',
    ],
    [{ name: 'root' }, INVALID_REQUEST, 'Null value not supported for : root'],
    [{ broker: '2', name: 'root', value: 'INFO' }, INVALID_REQUEST, 'Unexpected node id. Expected 1, but received 2'],
    [{ broker: 'x', name: 'root', value: 'INFO' }, INVALID_REQUEST, 'Node id must be an integer, but it is: x'],
  ])('refuse %j', async (asked, errorCode, message) => {
    expect(await alter([asked])).toEqual([[errorCode, message]])
  })

  it('are answered in their place among other resources, each of which must be named once', async () => {
    const topic = { type: TOPIC, broker: 'absent', name: 'retention.ms', value: '1' }
    const root = { name: 'root', value: 'DEBUG' }
    const absent = [ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The topic 'absent' does not exist."]
    expect(await alter([root, topic])).toEqual([[ErrorCode.NONE, null], absent])
    const twice = [INVALID_REQUEST, 'Each resource must appear at most once.']
    expect(await alter([root, topic, root])).toEqual([twice, absent, twice])
  })

  it('are nothing that AlterConfigs knows', async () => {
    const request = Object.assign(new AlterConfigsRequest(), {
      resources: [{ resourceType: BROKER_LOGGER, resourceName: '1', configs: [{ name: 'root', value: 'INFO' }] }],
    })
    const { responses } = await ask(cluster.bootstrapServers, [alterConfigsRequest, alterConfigsResponse], 2, request)
    expect([responses[0]!.errorCode, responses[0]!.errorMessage]).toEqual([INVALID_REQUEST, 'Unknown resource type 8'])
  })
})

const PARTS = ['broker', 'controller', 'group', 'log', 'metadata', 'node', 'raft', 'replication', 'server']
