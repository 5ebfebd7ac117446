/**
 * Runs the controller: one request after the other is decided on the image at the end of the metadata log. Its records
 * are appended and applied at once, so that the next decision sees them; its answer is released when they are committed
 * and this node acts on them. What was not committed is taken back by going back to an older image, since
 * images never change.
 *
 * While this node leads the quorum the controller is active. Then it also does what nobody asks for: it begins an empty
 * log with the bootstrap records, fences brokers that fell silent or are gone, balances leaders, and lets a quiet log
 * grow (no-op records).
 */
import { fenceExpired, fenceGone } from '../controller/broker-heartbeat.ts'
import { BrokerSessions } from '../controller/broker-sessions.ts'
import {
  type ControllerDecision,
  type ControllerOptions,
  type DecisionInput,
  RequestError,
} from '../controller/context.ts'
import { type FeatureInput, minInSyncReplicasRecords } from '../controller/feature-updates.ts'
import { balanceLeaders, electUncleanLeaders } from '../controller/leader-elections.ts'
import { decide } from '../controller/requests.ts'
import type { EffectiveConfigs } from '../controller/topic-creation.ts'
import type { Host, Timer } from '../host/host.ts'
import { MetadataDelta } from '../metadata/delta.ts'
import { capabilitiesOf, tracksEligibleLeaders } from '../metadata/feature-levels.ts'
import { EMPTY_IMAGE, type MetadataImage } from '../metadata/image.ts'
import { imageToRecords } from '../metadata/image-records.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { AbortTransactionRecord, abortTransactionRecord } from '../protocol/generated/abort-transaction-record.ts'
import { BeginTransactionRecord, beginTransactionRecord } from '../protocol/generated/begin-transaction-record.ts'
import { EndTransactionRecord, endTransactionRecord } from '../protocol/generated/end-transaction-record.ts'
import { NoOpRecord, noOpRecord } from '../protocol/generated/no-op-record.ts'
import { type MetadataRecord, metadataRecord } from '../protocol/metadata-record.ts'
import { MAX_RECORDS_PER_OPERATION, MetadataAppendError, type MetadataLog } from '../raft/metadata-log.ts'
import { BrokerProbe } from './broker-probe.ts'
import type { ControllerChannel } from './lifecycle.ts'
import type { MetadataLoader } from './metadata-loader.ts'

export interface ControllerNodeOptions extends ControllerOptions {
  /** metadata.max.idle.interval.ms; 0 switches no-op records off */
  readonly maxIdleIntervalMs: number
  /** leader.imbalance.check.interval.seconds; 0 where auto.leader.rebalance.enable is off. Kafka's default: 5 minutes. */
  readonly leaderBalanceIntervalMs?: number
  /** unclean.leader.election.interval.ms. Kafka's default: 5 minutes. */
  readonly uncleanElectionIntervalMs?: number
  readonly effectiveConfigs: EffectiveConfigs
  /** A broker whose process is gone is fenced when that is seen, and not only when its session ends. */
  readonly fencesGoneBrokers?: boolean
}

const FIVE_MINUTES_MS = 5 * 60 * 1000
const MIN_TICK_MS = 10

/** Thrown to a caller whose request reached a controller that does not lead, or ceased to before it was done. */
export class NotControllerError extends Error {
  override readonly name = 'NotControllerError'
}

interface PeriodicDecision {
  readonly intervalMs: number
  dueMs: number
  readonly decide: (input: DecisionInput) => ControllerDecision<unknown>
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
  private periodic: PeriodicDecision[] = []
  private timer: Timer | null = null
  private readonly onceLeading: (() => void)[] = []
  private readonly probe: BrokerProbe | null

  constructor(host: Host, log: MetadataLog, loader: MetadataLoader, options: ControllerNodeOptions) {
    this.host = host
    this.log = log
    this.loader = loader
    this.options = options
    this.sessions = new BrokerSessions(options.sessionTimeoutMs, host.clock.monotonicMs())
    this.probe = options.fencesGoneBrokers
      ? new BrokerProbe(
          host,
          id => this.image.cluster.brokers.get(id)?.endpoints ?? [],
          id => this.fenceGone(id),
        )
      : null
    log.onLeaderChange((_leaderId, _epoch, isMe) => (isMe ? this.activate() : this.resign()))
  }

  private activate(): void {
    if (this.leading) return
    this.leading = true
    this.image = this.loader.image
    const nowMs = this.host.clock.monotonicMs()
    // A registered broker of the last run has no session before it is heard of: it may come back at once, as
    // another incarnation.
    this.sessions = new BrokerSessions(this.options.sessionTimeoutMs, nowMs)
    this.lastAppendMs = nowMs
    this.periodic = this.periodicDecisions(nowMs)
    try {
      if (!this.loader.hasReadRecords) this.bootstrap()
      else if (this.loader.inTransaction) this.append([abortedTransaction('failover')])
    } catch (error) {
      this.host.log.log('error', 'the controller could not begin its work', { error })
      this.leading = false
      return
    }
    this.tick()
    // Whoever led before may have been the process of a broker too, and nobody else would notice before its session ends.
    for (const brokerId of this.image.cluster.brokers.keys()) if (brokerId !== this.log.nodeId) this.suspect(brokerId)
    for (const resolve of this.onceLeading.splice(0)) resolve()
  }

  /**
   * An empty log begins with what the bootstrap snapshot says, as one metadata transaction: Kafka reads that snapshot only
   * here. Where eligible leader replicas are on (KIP-966) the cluster-wide min.insync.replicas belongs to it.
   */
  private bootstrap(): void {
    const records = [...imageToRecords(this.image)]
    if (tracksEligibleLeaders(this.image)) records.push(...minInSyncReplicasRecords(this.image, this.options))
    if (capabilitiesOf(this.image).transactions) {
      const begin = Object.assign(new BeginTransactionRecord(), { name: 'Bootstrap records' })
      records.unshift(metadataRecord(beginTransactionRecord, 0, begin))
      records.push(metadataRecord(endTransactionRecord, 0, new EndTransactionRecord()))
    }
    if (records.length > 0) this.append(records)
  }

  private periodicDecisions(nowMs: number): PeriodicDecision[] {
    const { options } = this
    const every = (intervalMs: number, what: PeriodicDecision['decide']): PeriodicDecision[] =>
      intervalMs > 0 ? [{ intervalMs, dueMs: nowMs + intervalMs, decide: what }] : []
    return [
      ...every(options.sessionTimeoutMs / 8, input => this.fenceSilent(input)),
      ...every(options.leaderBalanceIntervalMs ?? FIVE_MINUTES_MS, input => balanceLeaders(input, options)),
      ...every(options.uncleanElectionIntervalMs ?? FIVE_MINUTES_MS, input => electUncleanLeaders(input, options)),
    ]
  }

  private fenceSilent(input: DecisionInput): ControllerDecision<unknown> {
    const decision = fenceExpired(input, this.options, this.sessions)
    if (decision.reply !== null) {
      this.host.log.log('warn', 'a broker was not heard of for too long and is fenced', { brokerId: decision.reply })
    }
    return decision
  }

  /** The broker's connection was lost: it may be gone. */
  suspect(brokerId: number): void {
    if (!this.leading || this.probe === null) return
    this.sessions.cutOff(brokerId)
    const broker = this.image.cluster.brokers.get(brokerId)
    // One that stops in good order has its listeners closed already.
    if (broker === undefined || broker.fenced || broker.inControlledShutdown) return
    this.probe.suspect(brokerId)
  }

  private fenceGone(brokerId: number): void {
    if (!this.leading || this.image.cluster.brokers.get(brokerId)?.inControlledShutdown !== false) return
    try {
      const decision = fenceGone(this.input(), this.options, this.sessions, brokerId)
      if (!decision.reply) return
      this.host.log.log('warn', 'nothing listens any more where a broker was; it is fenced', { brokerId })
      this.carryOut(decision)
    } catch (error) {
      this.host.log.log('warn', 'a broker that is gone could not be fenced', { brokerId, error })
    }
  }

  private resign(): void {
    this.leading = false
    // What was not committed is gone from the log; the committed image is the one that the loader has.
    this.image = EMPTY_IMAGE
    this.timer?.cancel()
    this.timer = null
  }

  stop(): void {
    this.resign()
  }

  /** Resolves when this node leads the quorum. */
  whenLeading(): Promise<void> {
    return this.leading ? Promise.resolve() : new Promise(resolve => this.onceLeading.push(resolve))
  }

  /** Appends and applies a decision. Returns the offset of its last record. */
  private carryOut({ records, splittable = false }: ControllerDecision<unknown>): number {
    if (!splittable && records.length > MAX_RECORDS_PER_OPERATION) {
      throw new RequestError(ErrorCode.POLICY_VIOLATION, 'Unable to perform excessively large batch operation.')
    }
    let lastOffset = -1
    for (let from = 0; from < records.length; from += MAX_RECORDS_PER_OPERATION) {
      lastOffset = this.append(records.slice(from, from + MAX_RECORDS_PER_OPERATION))
    }
    return lastOffset
  }

  /** Returns the offset of its last record. */
  private upgrade(kraftVersion: number): number {
    const upgrade = this.log.upgradeKRaftVersion(kraftVersion, false)
    if (typeof upgrade === 'string') throw new RequestError(ErrorCode.INVALID_UPDATE_VERSION, upgrade)
    return upgrade.lastOffset
  }

  private append(records: readonly MetadataRecord[]): number {
    const { baseOffset, lastOffset, epoch } = this.log.append(records)
    this.lastAppendMs = this.host.clock.monotonicMs()
    try {
      const delta = new MetadataDelta(this.image)
      records.forEach((record, i) => {
        delta.replay(baseOffset + i, epoch, record)
      })
      this.image = delta.apply()
    } catch (error) {
      // The log has records that this controller cannot act on: another may know better, this one must not go on.
      this.log.resign(epoch)
      throw error
    }
    return lastOffset
  }

  private input(): FeatureInput {
    return {
      nowMs: this.host.clock.monotonicMs(),
      image: this.image,
      nextOffset: this.log.logEndOffset,
      random: this.host.random,
      kraftVersion: this.log.quorumInfo().kraftVersion,
      kraftUpgradeRefusal: level => {
        const upgrade = this.log.upgradeKRaftVersion(level, true)
        return typeof upgrade === 'string' ? upgrade : null
      },
      controllerId: this.log.nodeId,
    }
  }

  /** Does what is due, and comes back when the next thing is. */
  private tick(): void {
    const { maxIdleIntervalMs } = this.options
    const nowMs = this.host.clock.monotonicMs()
    try {
      for (const task of this.periodic) {
        if (nowMs < task.dueMs) continue
        task.dueMs = nowMs + task.intervalMs
        this.carryOut(task.decide(this.input()))
      }
      if (maxIdleIntervalMs > 0 && nowMs - this.lastAppendMs >= maxIdleIntervalMs) {
        this.append([metadataRecord(noOpRecord, 0, new NoOpRecord())])
      }
    } catch (error) {
      this.host.log.log('warn', 'the controller could not do its periodic work', { error })
      // Nothing can be appended to a log that failed or is closed: this is no controller any more.
      if (error instanceof MetadataAppendError && error.code !== 'too-large') this.resign()
    }
    // An append that failed may have ended this leadership.
    if (!this.leading) return
    const idleDueMs = maxIdleIntervalMs > 0 ? this.lastAppendMs + maxIdleIntervalMs : Number.POSITIVE_INFINITY
    const dueMs = Math.min(idleDueMs, ...this.periodic.map(task => task.dueMs))
    this.timer = this.host.timers.after(Math.max(MIN_TICK_MS, dueMs - nowMs), () => this.tick())
  }

  /**
   * One request, decided now; resolves with its answer when that is committed and this node acts on it. Throws
   * NotControllerError, and RequestError where the answer has no place to say why it is refused.
   */
  async request(apiKey: number, apiVersion: number, request: object): Promise<object> {
    if (!this.leading) throw new NotControllerError('this node does not lead the metadata quorum')
    const { options, sessions } = this
    const decision = decide(this.input(), { options, sessions }, apiKey, apiVersion, request)
    const { records, kraftVersion } = decision
    try {
      // What rests on records that are not committed yet must not be told before they are: another controller may never
      // have heard of them.
      let lastOffset = kraftVersion === undefined ? this.image.offset : this.upgrade(kraftVersion)
      if (records.length > 0) lastOffset = this.carryOut(decision)
      await this.log.whenCommitted(lastOffset)
      await this.loader.whenApplied(lastOffset)
    } catch (error) {
      if (!(error instanceof MetadataAppendError)) throw error
      if (error.code === 'too-large') throw new RequestError(ErrorCode.POLICY_VIOLATION, error.message)
      throw new NotControllerError(`this node ceased to lead the metadata quorum: ${error.message}`)
    }
    return decision.reply
  }
}

function abortedTransaction(reason: string): MetadataRecord {
  return metadataRecord(abortTransactionRecord, 0, Object.assign(new AbortTransactionRecord(), { reason }))
}
