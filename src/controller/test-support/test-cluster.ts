import { MetadataDelta } from '../../metadata/delta.ts'
import { FEATURES } from '../../metadata/feature-levels.ts'
import { ConfigResourceType, EMPTY_IMAGE, type MetadataImage, type PartitionImage } from '../../metadata/image.ts'
import { ApiKey } from '../../protocol/api-keys.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import { BrokerHeartbeatRequest } from '../../protocol/generated/broker-heartbeat-request.ts'
import type { BrokerHeartbeatResponse } from '../../protocol/generated/broker-heartbeat-response.ts'
import { BrokerRegistrationRequest, Feature } from '../../protocol/generated/broker-registration-request.ts'
import type { BrokerRegistrationResponse } from '../../protocol/generated/broker-registration-response.ts'
import {
  CreatableReplicaAssignment,
  CreatableTopic,
  CreatableTopicConfig,
  CreateTopicsRequest,
} from '../../protocol/generated/create-topics-request.ts'
import type { CreatableTopicResult, CreateTopicsResponse } from '../../protocol/generated/create-topics-response.ts'
import { FeatureLevelRecord, featureLevelRecord } from '../../protocol/generated/feature-level-record.ts'
import { type MetadataRecord, metadataRecord } from '../../protocol/metadata-record.ts'
import { fenceExpired } from '../broker-heartbeat.ts'
import { BrokerSessions } from '../broker-sessions.ts'
import type { ControllerDecision } from '../context.ts'
import type { FeatureInput } from '../feature-updates.ts'
import { type ControllerState, decide } from '../requests.ts'

export const SESSION_TIMEOUT_MS = 9_000
/** Level of metadata.version in Apache Kafka 4.4. */
const METADATA_VERSION_LEVEL = 33

/** A directory's id, or an incarnation's: any text becomes a uuid. */
export function idOf(text: string): string {
  return Buffer.from(text.padEnd(16, '.')).subarray(0, 16).toString('base64url')
}

export interface TestClusterOptions {
  readonly eligibleLeaders?: boolean
  readonly minInSyncReplicas?: number
  readonly together?: (values: ReadonlyMap<string, string>) => string | null
}

/** A controller without a log: decisions are applied as they are made. */
export class TestCluster {
  nowMs = 1_000
  image: MetadataImage = EMPTY_IMAGE
  readonly sessions = new BrokerSessions(SESSION_TIMEOUT_MS, 0)
  readonly state: ControllerState
  private offset = 0
  private drawn = 0
  private random = 7

  constructor(options: TestClusterOptions = {}) {
    this.state = {
      sessions: this.sessions,
      options: {
        clusterId: 'cluster',
        defaultPartitions: 1,
        defaultReplicationFactor: 1,
        sessionTimeoutMs: SESSION_TIMEOUT_MS,
        deleteTopicEnabled: true,
        minInSyncReplicas: options.minInSyncReplicas ?? 1,
        configs: {
          problem: (type, _name, key, value) =>
            key.startsWith('bad')
              ? {
                  errorCode: type === ConfigResourceType.BROKER ? ErrorCode.INVALID_REQUEST : ErrorCode.INVALID_CONFIG,
                  message: `${key} cannot be ${value}`,
                }
              : null,
          isList: (_type, key) => key.endsWith('list'),
          defaultValue: () => null,
          togetherProblem: (_type, values) => options.together?.(values) ?? null,
        },
        effectiveConfigs: () => [],
      },
    }
    const levels = new Map([['metadata.version', METADATA_VERSION_LEVEL]])
    if (options.eligibleLeaders === true) levels.set('eligible.leader.replicas.version', 1)
    this.apply(
      [...levels].map(([name, featureLevel]) =>
        metadataRecord(featureLevelRecord, 0, Object.assign(new FeatureLevelRecord(), { name, featureLevel })),
      ),
    )
  }

  input(): FeatureInput {
    const uint32 = (): number => {
      this.random = (Math.imul(this.random, 1664525) + 1013904223) >>> 0
      return this.random
    }
    const bytes = (length: number): Uint8Array => Buffer.alloc(length, ++this.drawn)
    return {
      nowMs: this.nowMs,
      image: this.image,
      nextOffset: this.offset,
      random: { uint32, bytes },
      kraftVersion: 1,
      kraftUpgradeRefusal: () => null,
      controllerId: 1,
    }
  }

  /** Decides and applies. */
  ask<Reply>(apiKey: number, apiVersion: number, request: object): Reply {
    const decision = decide(this.input(), this.state, apiKey, apiVersion, request) as ControllerDecision<Reply & object>
    this.apply(decision.records)
    return decision.reply
  }

  apply(records: readonly MetadataRecord[]): void {
    const delta = new MetadataDelta(this.image)
    for (const record of records) delta.replay(this.offset++, 1, record)
    this.image = delta.apply()
  }

  register(
    brokerId: number,
    change: Partial<BrokerRegistrationRequest> = {},
    apiVersion = 4,
  ): BrokerRegistrationResponse {
    const request = new BrokerRegistrationRequest()
    request.brokerId = brokerId
    request.clusterId = 'cluster'
    request.incarnationId = idOf(`incarnation ${brokerId}`)
    request.logDirs = [idOf(`dir of ${brokerId}`)]
    request.previousBrokerEpoch = -1
    request.features = FEATURES.map(({ name, minVersion, maxVersion }) =>
      Object.assign(new Feature(), { name, minSupportedVersion: minVersion, maxSupportedVersion: maxVersion }),
    )
    return this.ask(ApiKey.BrokerRegistration, apiVersion, Object.assign(request, change))
  }

  heartbeat(brokerId: number, change: Partial<BrokerHeartbeatRequest> = {}): BrokerHeartbeatResponse {
    const request = new BrokerHeartbeatRequest()
    request.brokerId = brokerId
    request.brokerEpoch = this.image.cluster.brokers.get(brokerId)?.epoch ?? -1
    request.currentMetadataOffset = this.offset
    return this.ask(ApiKey.BrokerHeartbeat, 1, Object.assign(request, change))
  }

  /** Registered, caught up and unfenced. */
  join(...brokerIds: readonly number[]): this {
    for (const id of brokerIds) {
      this.register(id)
      this.heartbeat(id)
    }
    return this
  }

  /** Not heard of any more, and fenced for that; the others are heard of. */
  lose(...brokerIds: readonly number[]): void {
    this.nowMs += SESSION_TIMEOUT_MS + 1
    for (const { id, fenced } of this.image.cluster.brokers.values()) {
      if (!fenced && !brokerIds.includes(id)) this.heartbeat(id)
    }
    for (const _ of brokerIds) this.apply(fenceExpired(this.input(), this.state.options, this.sessions).records)
  }

  /** A broker that comes back as another incarnation; `clean` says whether it had stopped in good order. */
  comeBack(brokerId: number, clean = true): void {
    this.nowMs += SESSION_TIMEOUT_MS + 1
    const epoch = this.image.cluster.brokers.get(brokerId)!.epoch
    for (const { id, fenced } of this.image.cluster.brokers.values()) if (!fenced && id !== brokerId) this.heartbeat(id)
    this.register(brokerId, {
      incarnationId: idOf(`again ${this.offset}`),
      previousBrokerEpoch: clean ? epoch : -1,
    })
    this.heartbeat(brokerId)
  }

  create(name: string, what: Partial<CreatableTopic> & { on?: number[][]; with?: Record<string, string> } = {}) {
    const { on, with: values = {}, ...change } = what
    const topic = Object.assign(new CreatableTopic(), { name, numPartitions: -1, replicationFactor: -1 }, change)
    topic.assignments = (on ?? []).map((brokerIds, partitionIndex) =>
      Object.assign(new CreatableReplicaAssignment(), { partitionIndex, brokerIds }),
    )
    topic.configs = Object.entries(values).map(([key, value]) =>
      Object.assign(new CreatableTopicConfig(), { name: key, value }),
    )
    return this.createAll([topic])[0]!
  }

  createAll(topics: CreatableTopic[], validateOnly = false): CreatableTopicResult[] {
    const request = Object.assign(new CreateTopicsRequest(), { topics, validateOnly })
    return this.ask<CreateTopicsResponse>(ApiKey.CreateTopics, 7, request).topics
  }

  partition(topic: string, index = 0): PartitionImage {
    return this.image.topics.byName(topic)!.partitions.get(index)!
  }

  /** `leader [isr] epoch/partition epoch`, with eligible leaders and the last known one where there are any. */
  show(topic: string, index = 0): string {
    const { leader, isr, leaderEpoch, partitionEpoch, eligibleLeaderReplicas, lastKnownElr, leaderRecoveryState } =
      this.partition(topic, index)
    const elr = eligibleLeaderReplicas.length > 0 ? ` elr ${eligibleLeaderReplicas}` : ''
    const last = lastKnownElr.length > 0 ? ` last ${lastKnownElr}` : ''
    const recovering = leaderRecoveryState === 1 ? ' recovering' : ''
    return `${leader} [${isr}] ${leaderEpoch}/${partitionEpoch}${elr}${last}${recovering}`
  }
}
