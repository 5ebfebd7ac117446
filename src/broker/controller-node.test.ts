import { expect, it } from 'vitest'
import type { Host } from '../host/host.ts'
import { settle, TestHost } from '../log/test-support/test-host.ts'
import { capabilitiesOf } from '../metadata/feature-levels.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { BeginTransactionRecord, beginTransactionRecord } from '../protocol/generated/begin-transaction-record.ts'
import { BrokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import { BrokerRegistrationRequest, Feature } from '../protocol/generated/broker-registration-request.ts'
import type { BrokerRegistrationResponse } from '../protocol/generated/broker-registration-response.ts'
import { CreatableTopic, CreateTopicsRequest } from '../protocol/generated/create-topics-request.ts'
import type { CreateTopicsResponse } from '../protocol/generated/create-topics-response.ts'
import { FeatureLevelRecord, featureLevelRecord } from '../protocol/generated/feature-level-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import {
  type Committed,
  MetadataAppendError,
  type MetadataAppendErrorCode,
  type MetadataLog,
} from '../raft/metadata-log.ts'
import { ControllerNode, NotControllerError } from './controller-node.ts'
import { MetadataLoader } from './metadata-loader.ts'

/** Commits when the test says so. */
class FakeLog implements MetadataLog {
  readonly nodeId = 1
  readonly leaderId = 1
  readonly isLeader = true
  readonly latestSnapshot = null
  epoch = 1
  highWatermark = 0
  logEndOffset = 0
  failing: MetadataAppendErrorCode | null = null
  /** Commit at once. */
  prompt = true
  batches: { baseOffset: number; records: readonly MetadataRecord[] }[] = []
  private tellLeader: (leaderId: number | null, epoch: number, isMe: boolean) => void = () => {}
  private tellCommitted: (committed: Committed) => void = () => {}
  private waiting: { offset: number; resolve: () => void; reject: (error: Error) => void }[] = []

  append(records: readonly MetadataRecord[]) {
    if (this.failing !== null) throw new MetadataAppendError(this.failing, 'the log has failed')
    const baseOffset = this.logEndOffset
    this.logEndOffset += records.length
    this.batches.push({ baseOffset, records })
    if (this.prompt) queueMicrotask(() => this.commit())
    return { baseOffset, lastOffset: this.logEndOffset - 1, epoch: this.epoch }
  }

  commit(): void {
    for (const { baseOffset, records } of this.batches.splice(0)) {
      const lastOffset = baseOffset + records.length - 1
      const common = { epoch: this.epoch, appendTimestampMs: 0, sizeBytes: 1 }
      this.tellCommitted({ baseOffset, lastOffset, records, ...common })
      this.highWatermark = lastOffset + 1
    }
    for (const { offset, resolve } of this.waiting) if (offset < this.highWatermark) resolve()
  }

  /** Loses what was not committed, and the leadership. */
  lose(): void {
    this.batches = []
    this.logEndOffset = this.highWatermark
    this.tellLeader(2, ++this.epoch, false)
    const error = new MetadataAppendError('not-leader', 'another one leads')
    for (const { offset, reject } of this.waiting.splice(0)) if (offset >= this.highWatermark) reject(error)
  }

  lead(): void {
    this.tellLeader(1, ++this.epoch, true)
  }

  onLeaderChange(listener: (leaderId: number | null, epoch: number, isMe: boolean) => void): void {
    this.tellLeader = listener
    listener(null, this.epoch, false)
  }
  onCommitted(listener: (committed: Committed) => void): void {
    this.tellCommitted = listener
  }
  whenCommitted(offset: number): Promise<void> {
    if (offset < this.highWatermark) return Promise.resolve()
    return new Promise((resolve, reject) => this.waiting.push({ offset, resolve, reject }))
  }
  writeSnapshot(): Promise<void> {
    return Promise.resolve()
  }
  onSnapshotDue(): void {}
  quorumInfo() {
    const { epoch: leaderEpoch, highWatermark } = this
    return { leaderId: 1, leaderEpoch, highWatermark, voters: [], observers: [], nodes: [], kraftVersion: 1 }
  }
  upgradeKRaftVersion(): string {
    return 'not here'
  }
  resign(): void {
    this.lose()
  }
}

async function world() {
  const test = new TestHost()
  const log = new FakeLog()
  const loader = new MetadataLoader(test.host.log)
  loader.attach(log)
  const level = Object.assign(new FeatureLevelRecord(), { name: 'metadata.version', featureLevel: 33 })
  log.append([metadataRecord(featureLevelRecord, 0, level)])
  log.commit()
  const controller = new ControllerNode(test.host as Host, log, loader, {
    clusterId: 'c',
    defaultPartitions: 1,
    defaultReplicationFactor: 1,
    sessionTimeoutMs: 9_000,
    deleteTopicEnabled: true,
    minInSyncReplicas: 1,
    maxIdleIntervalMs: 500,
    configs: { problem: () => null, isList: () => false, defaultValue: () => null, togetherProblem: () => null },
    effectiveConfigs: () => [],
  })
  log.lead()
  const register = new BrokerRegistrationRequest()
  Object.assign(register, {
    brokerId: 1,
    clusterId: 'c',
    incarnationId: 'AAAAAAAAAAAAAAAAAAABAA',
    previousBrokerEpoch: -1,
  })
  register.logDirs = ['AAAAAAAAAAAAAAAAAAACAA']
  const range = { minSupportedVersion: 1, maxSupportedVersion: 33 }
  register.features = [Object.assign(new Feature(), { name: 'metadata.version', ...range })]
  const { brokerEpoch } = (await controller.request(
    ApiKey.BrokerRegistration,
    4,
    register,
  )) as BrokerRegistrationResponse
  const heartbeat = () =>
    controller.request(
      ApiKey.BrokerHeartbeat,
      1,
      Object.assign(new BrokerHeartbeatRequest(), { brokerId: 1, brokerEpoch, currentMetadataOffset: brokerEpoch }),
    )
  await heartbeat()
  const create = (name: string) => {
    const topic = Object.assign(new CreatableTopic(), { name, numPartitions: 1, replicationFactor: 1 })
    const request = Object.assign(new CreateTopicsRequest(), { topics: [topic] })
    return controller.request(ApiKey.CreateTopics, 7, request) as Promise<CreateTopicsResponse>
  }
  return { test, log, loader, controller, create, heartbeat }
}

const warnings = ({ logged }: TestHost) => logged.filter(({ level }) => level === 'warn').map(({ message }) => message)

it('answers when the records are committed and this broker acts on them, not before', async () => {
  const { log, loader, create } = await world()
  log.prompt = false
  let answered = false
  const answer = create('t').then(response => {
    answered = true
    return response
  })
  await settle()
  expect([answered, loader.image.topics.size]).toEqual([false, 0])
  log.commit()
  expect((await answer).topics[0]!.errorCode).toBe(ErrorCode.NONE)
  expect(loader.image.topics.byName('t')).toBeDefined()
})

it('decides on what is not committed yet, and says so when it is: a second topic of one name is refused', async () => {
  const { log, create } = await world()
  log.prompt = false
  const first = create('t')
  let refused = false
  const second = create('t').then(response => {
    refused = true
    return response
  })
  await settle()
  expect(refused).toBe(false)
  log.commit()
  expect((await first).topics[0]!.errorCode).toBe(ErrorCode.NONE)
  expect((await second).topics[0]!.errorCode).toBe(ErrorCode.TOPIC_ALREADY_EXISTS)
})

it('that loses its leadership says so to whom it has not answered, and takes back what it decided', async () => {
  const { log, loader, create, heartbeat } = await world()
  log.prompt = false
  const lost = create('t')
  await settle()
  log.lose()
  await expect(lost).rejects.toThrow(NotControllerError)
  await expect(create('u')).rejects.toThrow(NotControllerError)
  log.prompt = true
  log.lead()
  await heartbeat()
  expect(loader.image.topics.size).toBe(0)
  expect((await create('t')).topics[0]!.errorCode).toBe(ErrorCode.NONE)
})

it('whose log has failed refuses what comes and does not go on trying by itself', async () => {
  const { test, log, create } = await world()
  log.failing = 'log-failed'
  await expect(create('t')).rejects.toThrow(NotControllerError)
  for (let i = 0; i < 20; i++) await test.advance(1_000)
  expect(warnings(test)).toEqual(['the controller could not do its periodic work'])
  await expect(create('t')).rejects.toThrow(NotControllerError)
})

it('moves the high watermark on when nothing happens (metadata.max.idle.interval.ms)', async () => {
  const { test, log, heartbeat } = await world()
  const { logEndOffset } = log
  for (let i = 0; i < 10; i++) {
    await heartbeat()
    await test.advance(500)
  }
  expect(log.logEndOffset - logEndOffset).toBe(10)
})

it('fences a broker that is silent for broker.session.timeout.ms', async () => {
  const { test, loader } = await world()
  await test.advance(8_000)
  expect(loader.image.cluster.brokers.get(1)!.fenced).toBe(false)
  await test.advance(3_000)
  expect(loader.image.cluster.brokers.get(1)!.fenced).toBe(true)
  expect(warnings(test)).toEqual(['a broker was not heard of for too long and is fenced'])
})

it('ends a metadata transaction that its predecessor left open (KIP-868)', async () => {
  const { log, loader, create } = await world()
  expect(capabilitiesOf(loader.image).transactions).toBe(true)
  log.append([
    metadataRecord(beginTransactionRecord, 0, new BeginTransactionRecord()),
    metadataRecord(
      featureLevelRecord,
      0,
      Object.assign(new FeatureLevelRecord(), { name: 'group.version', featureLevel: 1 }),
    ),
  ])
  log.commit()
  expect(loader.inTransaction).toBe(true)
  log.lose()
  log.lead()
  await settle()
  expect(loader.inTransaction).toBe(false)
  expect(loader.image.features.has('group.version')).toBe(false)
  await expect(create('t')).resolves.toMatchObject({ topics: [{ errorCode: ErrorCode.NONE }] })
})
