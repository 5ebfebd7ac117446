import { describe, expect, it } from 'vitest'
import { ConfigResourceType } from '../metadata/image.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  AlterableConfig,
  AlterConfigsRequest,
  AlterConfigsResource,
} from '../protocol/generated/alter-configs-request.ts'
import type { AlterConfigsResponse } from '../protocol/generated/alter-configs-response.ts'
import {
  AlterableConfig as Change,
  AlterConfigsResource as ChangedResource,
  IncrementalAlterConfigsRequest,
} from '../protocol/generated/incremental-alter-configs-request.ts'
import type { IncrementalAlterConfigsResponse } from '../protocol/generated/incremental-alter-configs-response.ts'
import type { RequestContext } from './api.ts'
import { alterConfigs, incrementalAlterConfigs } from './config-changes.ts'

const { TOPIC, BROKER_LOGGER } = ConfigResourceType
const { NONE, INVALID_REQUEST, UNKNOWN_SERVER_ERROR } = ErrorCode
const context = { apiKey: 0, apiVersion: 1, connection: {}, clientId: null } as unknown as RequestContext

type Asked = readonly [type: number, name: string, ...configs: readonly (readonly [string, string | null, number?])[]]
type Seen = readonly [name: string, errorCode: number, errorMessage: string | null]

/**
 * A controller that agrees to everything and remembers the names of what it was asked for; a node 1 whose only logger
 * is `root`.
 */
function services() {
  const asked: string[][] = []
  const controller = {
    async request(_key: number, _version: number, body: object): Promise<object> {
      const { resources } = body as AlterConfigsRequest
      asked.push(resources.map(({ resourceName }) => resourceName))
      const responses = resources.map(({ resourceType, resourceName }) => ({
        resourceType,
        resourceName,
        errorCode: NONE,
        errorMessage: null,
      }))
      return { responses: responses.reverse() }
    },
  }
  const levels: string[] = []
  const loggers = {
    has: (name: string) => name === 'root',
    setLevel: (_: string, level: string | null) => levels.push(`${level}`),
  }
  const all = { controller, localController: controller, nodeId: 1, loggers, log: { log: () => {} } }
  return {
    asked,
    levels,
    all: all as unknown as Parameters<typeof incrementalAlterConfigs.handleOnController>[0] &
      Parameters<typeof incrementalAlterConfigs.handle>[0],
  }
}

const seen = ({ responses }: AlterConfigsResponse | IncrementalAlterConfigsResponse): Seen[] =>
  responses.map(({ resourceName, errorCode, errorMessage }) => [resourceName, errorCode, errorMessage])

function replacing(...resources: readonly Asked[]): AlterConfigsRequest {
  return Object.assign(new AlterConfigsRequest(), {
    resources: resources.map(([resourceType, resourceName, ...configs]) =>
      Object.assign(new AlterConfigsResource(), {
        resourceType,
        resourceName,
        configs: configs.map(([name, value]) => Object.assign(new AlterableConfig(), { name, value })),
      }),
    ),
  })
}

function changing(...resources: readonly Asked[]): IncrementalAlterConfigsRequest {
  return Object.assign(new IncrementalAlterConfigsRequest(), {
    resources: resources.map(([resourceType, resourceName, ...configs]) =>
      Object.assign(new ChangedResource(), {
        resourceType,
        resourceName,
        configs: configs.map(([name, value, configOperation = 0]) =>
          Object.assign(new Change(), { name, value, configOperation }),
        ),
      }),
    ),
  })
}

const GOOD: Asked = [TOPIC, 'good', ['x', '1']]
const REFUSED: readonly [string, Asked, string][] = [
  ['a key twice', [TOPIC, 't', ['x', '1'], ['x', '2']], 'Error due to duplicate config keys'],
  ['no value', [TOPIC, 't', ['x', null]], 'Null value not supported for : x'],
  ['an unknown type', [99, 't', ['x', '1']], 'Unknown resource type 99'],
]

describe('a broker asks the controller for what does not contradict itself', () => {
  it.each(REFUSED)('%s', async (_, resource, message) => {
    for (const [handle, request] of [
      [alterConfigs.handle, replacing(resource, GOOD)],
      [incrementalAlterConfigs.handle, changing(resource, GOOD)],
    ] as const) {
      const { asked, all } = services()
      expect(seen(await handle(all, context, request as never))).toEqual([
        ['t', INVALID_REQUEST, message],
        ['good', NONE, null],
      ])
      expect(asked).toEqual([['good']])
    }
  })

  it('a resource twice: each is refused', async () => {
    const { asked, all } = services()
    const twice: Seen = ['good', INVALID_REQUEST, 'Each resource must appear at most once.']
    expect(seen(await alterConfigs.handle(all, context, replacing(GOOD, GOOD)))).toEqual([twice, twice])
    expect(asked).toEqual([])
  })

  it('an unknown operation: refused without a word, as Kafka does', async () => {
    const { asked, all } = services()
    const answer = await incrementalAlterConfigs.handle(all, context, changing([TOPIC, 't', ['x', '1', 9]]))
    expect([seen(answer), asked]).toEqual([[['t', UNKNOWN_SERVER_ERROR, null]], []])
  })

  it('and for all of the rest at once, answered in the order of the request', async () => {
    const { asked, all } = services()
    const answer = await alterConfigs.handle(all, context, replacing(GOOD, [TOPIC, 'b', ['y', '1']], [TOPIC, 'c']))
    expect(seen(answer).map(([name]) => name)).toEqual(['good', 'b', 'c'])
    expect(asked).toEqual([['good', 'b', 'c']])
  })
})

describe('a controller that is asked itself', () => {
  it('changes levels of its own loggers, and decides about the rest whatever it says', async () => {
    const { asked, levels, all } = services()
    const request = changing([BROKER_LOGGER, '1', ['root', 'WARN']], [TOPIC, 't', ['x', null], ['x', '1']])
    expect(seen(await incrementalAlterConfigs.handleOnController(all, context, request))).toEqual([
      ['1', NONE, null],
      ['t', NONE, null],
    ])
    expect([asked, levels]).toEqual([[['t']], ['WARN']])
  })
})
