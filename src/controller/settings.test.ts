import { describe, expect, it } from 'vitest'
import { ConfigResourceType, configsOf } from '../metadata/image.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  AlterConfigsRequest,
  AlterableConfig as ReplacedConfig,
  AlterConfigsResource as ReplacedResource,
} from '../protocol/generated/alter-configs-request.ts'
import type { AlterConfigsResponse } from '../protocol/generated/alter-configs-response.ts'
import {
  AlterableConfig,
  AlterConfigsResource,
  IncrementalAlterConfigsRequest,
} from '../protocol/generated/incremental-alter-configs-request.ts'
import type { IncrementalAlterConfigsResponse } from '../protocol/generated/incremental-alter-configs-response.ts'
import { FeatureUpdateKey, UpdateFeaturesRequest } from '../protocol/generated/update-features-request.ts'
import type { UpdateFeaturesResponse } from '../protocol/generated/update-features-response.ts'
import { TestCluster, type TestClusterOptions } from './test-support/test-cluster.ts'

const { TOPIC, BROKER, GROUP, CLIENT_METRICS } = ConfigResourceType
const [SET, DELETE, APPEND, SUBTRACT] = [0, 1, 2, 3] as const

type Operation = readonly [key: string, operation: number, value: string | null]

function alter(
  cluster: TestCluster,
  resourceType: number,
  resourceName: string,
  operations: readonly Operation[],
  validateOnly = false,
): number {
  const resource = Object.assign(new AlterConfigsResource(), { resourceType, resourceName })
  resource.configs = operations.map(([name, configOperation, value]) =>
    Object.assign(new AlterableConfig(), { name, configOperation, value }),
  )
  const request = Object.assign(new IncrementalAlterConfigsRequest(), { resources: [resource], validateOnly })
  return cluster.ask<IncrementalAlterConfigsResponse>(ApiKey.IncrementalAlterConfigs, 1, request).responses[0]!
    .errorCode
}

function withTopic(options: TestClusterOptions = {}): TestCluster {
  const cluster = new TestCluster(options).join(1)
  cluster.create('t', { with: { 'a.list': 'x,y', plain: '1' } })
  return cluster
}
const topicConfig = (cluster: TestCluster) => Object.fromEntries(configsOf(cluster.image, TOPIC, 't'))

describe('IncrementalAlterConfigs', () => {
  it('sets, deletes, appends and subtracts, in one change', () => {
    const cluster = withTopic()
    const operations: Operation[] = [
      ['plain', DELETE, null],
      ['other', SET, '2'],
      ['a.list', APPEND, 'y,z'],
    ]
    expect(alter(cluster, TOPIC, 't', operations, true)).toBe(ErrorCode.NONE)
    expect(topicConfig(cluster)).toEqual({ 'a.list': 'x,y', plain: '1' })
    expect(alter(cluster, TOPIC, 't', operations)).toBe(ErrorCode.NONE)
    expect(topicConfig(cluster)).toEqual({ 'a.list': 'x,y,z', other: '2' })
    alter(cluster, TOPIC, 't', [['a.list', SUBTRACT, 'x,none']])
    expect(topicConfig(cluster)).toEqual({ 'a.list': 'y,z', other: '2' })
  })

  it.each<[string, number, string, Operation[], number]>([
    ['a bad value', TOPIC, 't', [['bad', SET, '1']], ErrorCode.INVALID_CONFIG],
    ['a bad value of a topic that is not there', TOPIC, 'none', [['bad', SET, '1']], ErrorCode.INVALID_CONFIG],
    ['a topic that is not there', TOPIC, 'none', [['x', SET, '1']], ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    ['an invalid topic', TOPIC, 'a/b', [['x', SET, '1']], ErrorCode.INVALID_TOPIC_EXCEPTION],
    ['something appended to what is no list', TOPIC, 't', [['plain', APPEND, '1']], ErrorCode.INVALID_CONFIG],
    ['a broker that is not there', BROKER, '9', [['x', SET, '1']], ErrorCode.BROKER_ID_NOT_REGISTERED],
    ['a broker that is no number', BROKER, 'one', [['x', SET, '1']], ErrorCode.INVALID_REQUEST],
    ['a group without a name', GROUP, '', [['x', SET, '1']], ErrorCode.INVALID_REQUEST],
    ['a subscription without a name', CLIENT_METRICS, '', [['x', SET, '1']], ErrorCode.INVALID_REQUEST],
    ['nothing appended', TOPIC, 't', [['a.list', APPEND, null]], ErrorCode.UNKNOWN_SERVER_ERROR],
    ['an unknown type', 99, 'x', [['x', SET, '1']], ErrorCode.UNSUPPORTED_VERSION],
    ['an unknown operation', TOPIC, 't', [['x', 9, '1']], ErrorCode.UNKNOWN_SERVER_ERROR],
  ])('with %s changes nothing', (_, type, name, operations, errorCode) => {
    const cluster = withTopic()
    const { image } = cluster
    expect(alter(cluster, type, name, operations)).toBe(errorCode)
    expect(cluster.image.configs).toBe(image.configs)
  })

  it('takes the last of two values of a key, and null for none: brokers refuse both before', () => {
    const cluster = withTopic()
    alter(cluster, TOPIC, 't', [
      ['x', SET, '1'],
      ['x', SET, '2'],
      ['plain', SET, null],
    ])
    expect(topicConfig(cluster)).toEqual({ 'a.list': 'x,y', x: '2' })
  })

  it('judges the values together as they would be', () => {
    const together = (values: ReadonlyMap<string, string>) =>
      Number(values.get('least') ?? 0) > Number(values.get('most') ?? 9) ? 'least is above most' : null
    const cluster = withTopic({ together })
    expect(alter(cluster, TOPIC, 't', [['most', SET, '5']])).toBe(ErrorCode.NONE)
    expect(alter(cluster, TOPIC, 't', [['least', SET, '7']])).toBe(ErrorCode.INVALID_CONFIG)
    expect(
      alter(cluster, TOPIC, 't', [
        ['least', SET, '7'],
        ['most', DELETE, null],
      ]),
    ).toBe(ErrorCode.NONE)
  })

  it('repeats a value of a broker, whose files may have changed behind it (KAFKA-14136), and of nothing else', () => {
    const cluster = withTopic()
    for (const [type, name, changes] of [
      [BROKER, '1', true],
      [TOPIC, 't', false],
      [GROUP, 'g', false],
    ] as const) {
      alter(cluster, type, name, [['key', SET, '1']])
      const { offset } = cluster.image
      alter(cluster, type, name, [['key', SET, '1']])
      expect(cluster.image.offset > offset).toBe(changes)
    }
  })

  it('leaves min.insync.replicas to the whole cluster while there are eligible leaders (KIP-966)', () => {
    const cluster = withTopic({ eligibleLeaders: true })
    expect(alter(cluster, BROKER, '1', [['min.insync.replicas', SET, '2']])).toBe(ErrorCode.INVALID_CONFIG)
    expect(alter(cluster, BROKER, '', [['min.insync.replicas', DELETE, null]])).toBe(ErrorCode.INVALID_CONFIG)
    expect(alter(cluster, BROKER, '', [['min.insync.replicas', SET, '2']])).toBe(ErrorCode.NONE)
  })
})

describe('AlterConfigs', () => {
  it('takes away what it does not name', () => {
    const cluster = withTopic()
    const resource = Object.assign(new ReplacedResource(), { resourceType: TOPIC, resourceName: 't' })
    resource.configs = [Object.assign(new ReplacedConfig(), { name: 'new', value: '1' })]
    const request = Object.assign(new AlterConfigsRequest(), { resources: [resource] })
    expect(cluster.ask<AlterConfigsResponse>(ApiKey.AlterConfigs, 2, request).responses[0]!.errorCode).toBe(0)
    expect(topicConfig(cluster)).toEqual({ new: '1' })
  })
})

describe('UpdateFeatures', () => {
  const update = (
    cluster: TestCluster,
    updates: readonly (readonly [feature: string, level: number, upgradeType?: number])[],
    validateOnly = false,
  ) => {
    const request = Object.assign(new UpdateFeaturesRequest(), { validateOnly })
    request.featureUpdates = updates.map(([feature, maxVersionLevel, upgradeType = 1]) =>
      Object.assign(new FeatureUpdateKey(), { feature, maxVersionLevel, upgradeType }),
    )
    return cluster.ask<UpdateFeaturesResponse>(ApiKey.UpdateFeatures, 2, request)
  }
  const ELR = 'eligible.leader.replicas.version'

  it('raises a level and gives the cluster one min.insync.replicas with the eligible leaders', () => {
    const cluster = new TestCluster({ minInSyncReplicas: 2 }).join(1)
    alter(cluster, BROKER, '1', [['min.insync.replicas', SET, '3']])
    expect(update(cluster, [[ELR, 1]], true).errorCode).toBe(ErrorCode.NONE)
    expect(cluster.image.features.get(ELR) ?? 0).toBe(0)
    expect(update(cluster, [[ELR, 1]]).errorCode).toBe(ErrorCode.NONE)
    expect(cluster.image.features.get(ELR)).toBe(1)
    expect(configsOf(cluster.image, BROKER, '').get('min.insync.replicas')).toBe('2')
    expect(configsOf(cluster.image, BROKER, '1').size).toBe(0)
  })

  it.each<[string, readonly (readonly [string, number, number?])[]]>([
    ['a level that nobody knows', [[ELR, 9]]],
    ['a negative level', [[ELR, -1]]],
    ['an unknown feature', [['no.such.version', 1]]],
    ['a downgrade that is not called so', [['metadata.version', 32, 1]]],
    ['an upgrade that is called a downgrade', [[ELR, 1, 2]]],
    ['an unknown upgrade type', [[ELR, 1, 7]]],
    [
      'one bad of two',
      [
        [ELR, 1],
        ['no.such.version', 1],
      ],
    ],
  ])('refuses %s, and all of the request with it', (_, updates) => {
    const cluster = new TestCluster().join(1)
    const { image } = cluster
    expect(update(cluster, updates).errorCode).toBe(ErrorCode.INVALID_UPDATE_VERSION)
    expect([cluster.image.offset, cluster.image.features]).toEqual([image.offset, image.features])
  })
})
