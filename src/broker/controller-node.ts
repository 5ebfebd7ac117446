/**
 * Runs the controller: one request after the other is decided on the image at the end of the metadata log, its records are
 * appended as one batch and applied at once, so that the next decision sees them, and its answer is released when the
 * batch is committed. Reverting is going back to an older image, since images never change.
 */

import {
  type BrokerSessions,
  brokerHeartbeat,
  fenceExpired,
  registerBroker,
  BrokerSessions as Sessions,
} from '../controller/broker-registration.ts'
import { alterConfigs, incrementalAlterConfigs } from '../controller/config-changes.ts'
import type { ControllerDecision, ControllerOptions, DecisionInput } from '../controller/context.ts'
import { allocateProducerIds } from '../controller/producer-id-blocks.ts'
import { createPartitions, createTopics, type EffectiveConfigs } from '../controller/topic-creation.ts'
import { deleteTopics } from '../controller/topic-deletion.ts'
import type { Host, Timer } from '../host/host.ts'
import { MetadataDelta } from '../metadata/delta.ts'
import { ConfigResourceType, EMPTY_IMAGE, type MetadataImage } from '../metadata/image.ts'
import { imageToRecords } from '../metadata/image-records.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import type { AllocateProducerIdsRequest } from '../protocol/generated/allocate-producer-ids-request.ts'
import type { AlterConfigsRequest } from '../protocol/generated/alter-configs-request.ts'
import { BeginTransactionRecord, beginTransactionRecord } from '../protocol/generated/begin-transaction-record.ts'
import type { BrokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import type { BrokerRegistrationRequest } from '../protocol/generated/broker-registration-request.ts'
import { ConfigRecord, configRecord } from '../protocol/generated/config-record.ts'
import type { CreatePartitionsRequest } from '../protocol/generated/create-partitions-request.ts'
import type { CreateTopicsRequest } from '../protocol/generated/create-topics-request.ts'
import type { DeleteTopicsRequest } from '../protocol/generated/delete-topics-request.ts'
import { EndTransactionRecord, endTransactionRecord } from '../protocol/generated/end-transaction-record.ts'
import type { IncrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import { NoOpRecord, noOpRecord } from '../protocol/generated/no-op-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import type { MetadataLog } from '../raft/metadata-log.ts'
import type { ControllerChannel } from './lifecycle.ts'
import type { MetadataLoader } from './metadata-loader.ts'

export interface ControllerNodeOptions extends ControllerOptions {
  /** min.insync.replicas */
  readonly minInSyncReplicas: number
  /** metadata.max.idle.interval.ms; 0 switches no-op records off */
  readonly maxIdleIntervalMs: number
  readonly effectiveConfigs: EffectiveConfigs
}

const ELR_FEATURE = 'eligible.leader.replicas.version'
const MIN_IN_SYNC_REPLICAS = 'min.insync.replicas'

/** Thrown to a caller whose request reached a controller that does not lead. */
export class NotControllerError extends Error {
  override readonly name = 'NotControllerError'
}

export class ControllerNode implements ControllerChannel {
  private readonly host: Host
  private readonly log: MetadataLog
  private readonly loader: MetadataLoader
  private readonly options: ControllerNodeOptions
  private sessions: BrokerSessions
  /** The image at the end of the log, uncommitted records included; meaningful while leading. */
  private image: MetadataImage = EMPTY_IMAGE
  private leading = false
  private lastAppendMs = 0
  private timer: Timer | null = null
  private readonly onceLeading: (() => void)[] = []

  constructor(host: Host, log: MetadataLog, loader: MetadataLoader, options: ControllerNodeOptions) {
    this.host = host
    this.log = log
    this.loader = loader
    this.options = options
    this.sessions = new Sessions(options.sessionTimeoutMs, host.clock.monotonicMs())
    log.onSnapshotDue(() => this.writeSnapshot())
    log.onLeaderChange((_leaderId, _epoch, isMe) => (isMe ? this.activate() : this.resign()))
  }

  private activate(): void {
    if (this.leading) return
    this.leading = true
    this.image = this.loader.image
    this.sessions = new Sessions(this.options.sessionTimeoutMs, this.host.clock.monotonicMs())
    // A registered broker of the last run gets no session before it is heard of: it may come back at once, as another incarnation.
    if (!this.loader.hasReadRecords) this.bootstrap()
    this.tick()
    for (const resolve of this.onceLeading.splice(0)) resolve()
  }

  /**
   * An empty log begins with what the bootstrap snapshot says, as one metadata transaction: Kafka reads that snapshot only
   * here. Where eligible leader replicas are on (KIP-966) the cluster-wide min.insync.replicas belongs to it.
   */
  private bootstrap(): void {
    const begin = Object.assign(new BeginTransactionRecord(), { name: 'Bootstrap records' })
    const records = [metadataRecord(beginTransactionRecord, 0, begin), ...imageToRecords(this.image)]
    if ((this.image.features.get(ELR_FEATURE) ?? 0) > 0) {
      const config = new ConfigRecord()
      config.resourceType = ConfigResourceType.BROKER
      config.name = MIN_IN_SYNC_REPLICAS
      config.value = String(this.options.minInSyncReplicas)
      records.push(metadataRecord(configRecord, 0, config))
    }
    records.push(metadataRecord(endTransactionRecord, 0, new EndTransactionRecord()))
    this.append(records)
  }

  private resign(): void {
    this.leading = false
    this.timer?.cancel()
    this.timer = null
  }

  stop(): void {
    this.resign()
  }

  /** Every node writes its own snapshots, of what is committed. */
  private writeSnapshot(): void {
    const { image } = this.loader
    if (image.offset < 0) return
    this.log.writeSnapshot(image.offset, image.epoch, imageToRecords(image)).catch(error => {
      this.host.log.log('error', 'a metadata snapshot could not be written', { offset: image.offset, error })
    })
  }

  /** Resolves when this node leads the quorum. */
  whenLeading(): Promise<void> {
    return this.leading ? Promise.resolve() : new Promise(resolve => this.onceLeading.push(resolve))
  }

  /** Appends and applies. Returns the offset of the last record. */
  private append(records: readonly MetadataRecord[]): number {
    const { baseOffset, lastOffset, epoch } = this.log.append(records)
    const delta = new MetadataDelta(this.image)
    records.forEach((record, i) => {
      delta.replay(baseOffset + i, epoch, record)
    })
    this.image = delta.apply()
    this.lastAppendMs = this.host.clock.monotonicMs()
    return lastOffset
  }

  private input(): DecisionInput {
    return {
      nowMs: this.host.clock.monotonicMs(),
      image: this.image,
      nextOffset: this.log.logEndOffset,
      random: this.host.random,
    }
  }

  private tick(): void {
    const { sessionTimeoutMs, maxIdleIntervalMs } = this.options
    const periodMs = Math.max(
      10,
      Math.min(sessionTimeoutMs / 8, maxIdleIntervalMs > 0 ? maxIdleIntervalMs : sessionTimeoutMs),
    )
    this.timer = this.host.timers.after(periodMs, () => {
      if (!this.leading) return
      const { records } = fenceExpired(this.input(), this.sessions)
      try {
        if (records.length > 0) this.append(records)
        else if (maxIdleIntervalMs > 0 && this.host.clock.monotonicMs() - this.lastAppendMs >= maxIdleIntervalMs) {
          this.append([metadataRecord(noOpRecord, 0, new NoOpRecord())])
        }
      } catch (error) {
        this.host.log.log('warn', 'the controller could not append', { error })
      }
      this.tick()
    })
  }

  /** One request, decided now; resolves with its answer when that is committed and this node acts on it. */
  async request(apiKey: number, apiVersion: number, request: object): Promise<object> {
    if (!this.leading) throw new NotControllerError('this node does not lead the metadata quorum')
    const { records, reply } = this.decide(apiKey, apiVersion, request)
    if (records.length > 0) {
      const lastOffset = this.append(records)
      await this.log.whenCommitted(lastOffset)
      await this.loader.whenApplied(lastOffset)
    }
    return reply
  }

  private decide(apiKey: number, apiVersion: number, request: object): ControllerDecision<object> {
    const input = this.input()
    const { options, sessions } = this
    switch (apiKey) {
      case ApiKey.CreateTopics:
        return createTopics(input, options, request as CreateTopicsRequest, options.effectiveConfigs)
      case ApiKey.DeleteTopics:
        return deleteTopics(input, options, request as DeleteTopicsRequest, apiVersion)
      case ApiKey.CreatePartitions:
        return createPartitions(input, request as CreatePartitionsRequest)
      case ApiKey.IncrementalAlterConfigs:
        return incrementalAlterConfigs(input, options, request as IncrementalAlterConfigsRequest)
      case ApiKey.AlterConfigs:
        return alterConfigs(input, options, request as AlterConfigsRequest)
      case ApiKey.BrokerRegistration:
        return registerBroker(input, options, sessions, request as BrokerRegistrationRequest)
      case ApiKey.BrokerHeartbeat:
        return brokerHeartbeat(input, sessions, request as BrokerHeartbeatRequest)
      case ApiKey.AllocateProducerIds:
        return allocateProducerIds(input, request as AllocateProducerIdsRequest)
      default:
        throw new Error(`the controller has no API ${apiKey}`)
    }
  }
}
