/**
 * A broker's life towards the controller: registered → (caught up with the metadata log) → unfenced → serving →
 * asked to shut down → stopped. Heartbeats carry it; `broker.heartbeat.interval.ms` apart, at once when something changes.
 */
import { type Uuid, uuidFromRandom } from '../base/uuid.ts'
import type { Host, Timer } from '../host/host.ts'
import type { EndpointImage, FeatureRangeImage } from '../metadata/image.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import type { Sender } from '../protocol/envelope.ts'
import { ErrorCode, errorName } from '../protocol/errors.ts'
import { BrokerHeartbeatRequest, brokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import type { BrokerHeartbeatResponse } from '../protocol/generated/broker-heartbeat-response.ts'
import {
  BrokerRegistrationRequest,
  brokerRegistrationRequest,
  Feature,
  Listener,
} from '../protocol/generated/broker-registration-request.ts'
import type { BrokerRegistrationResponse } from '../protocol/generated/broker-registration-response.ts'

/** The way to the active controller, wherever it is. */
export interface ControllerChannel {
  /** `sender`: the client for whom a broker passes the request on; none for requests of the broker's own. */
  request(apiKey: number, apiVersion: number, request: object, sender?: Sender): Promise<object>
}

export interface LifecycleOptions {
  readonly nodeId: number
  readonly clusterId: string
  readonly rack: string | null
  readonly heartbeatIntervalMs: number
  /** `initial.broker.registration.timeout.ms` */
  readonly registrationTimeoutMs: number
  readonly listeners: readonly EndpointImage[]
  readonly features: readonly FeatureRangeImage[]
  /** Directory ids of the online log directories. */
  readonly logDirs: readonly Uuid[]
  /** Broker epoch of the last clean shutdown, −1 when there was none (KIP-966 judges the log by it). */
  readonly previousBrokerEpoch: number
  /** How far this broker has read the metadata log. */
  readonly metadataOffset: () => number
}

const RETRY_MS = 50
/**
 * A broker that wants to stop waits for a controller that answers; of one that is not there for so long nothing
 * is to be expected.
 */
const UNREACHABLE_MS = 2_000
const PATIENCE_MS = 100

export class BrokerLifecycle {
  private readonly host: Host
  private readonly controller: ControllerChannel
  private readonly options: LifecycleOptions
  private epoch = -1
  private fenced = true
  private shuttingDown = false
  private stopped = false
  private timer: Timer | null = null
  /** A heartbeat is under way; whoever wants another one meanwhile gets it right behind. */
  private beating = false
  private beatAgain = false
  /** One a process: a registration that is repeated is the same incarnation. */
  private readonly incarnationId: Uuid
  private offlineLogDirs: Uuid[] = []
  private cordonedLogDirs: readonly Uuid[] = []
  private lastAnswerMs = 0
  private complaint = ''
  private readonly onceUnfenced: (() => void)[] = []
  private readonly onceMayStop: (() => void)[] = []

  constructor(host: Host, controller: ControllerChannel, options: LifecycleOptions) {
    this.host = host
    this.controller = controller
    this.options = options
    this.incarnationId = uuidFromRandom(host.random.bytes(16))
  }

  /** −1 before the registration. */
  get brokerEpoch(): number {
    return this.epoch
  }

  /** Returns once the controller has unfenced this broker, which is registered. */
  async unfence(): Promise<void> {
    const unfenced = new Promise<void>(resolve => this.onceUnfenced.push(resolve))
    void this.heartbeat()
    await unfenced
  }

  /** Rejects with a sentence when the controller refuses this broker, or when none is found for too long. */
  async register(): Promise<void> {
    const { options } = this
    const request = new BrokerRegistrationRequest()
    request.brokerId = options.nodeId
    request.clusterId = options.clusterId
    request.incarnationId = this.incarnationId
    request.listeners = options.listeners.map(listener => Object.assign(new Listener(), listener))
    request.features = options.features.map(feature => {
      const entry = new Feature()
      entry.name = feature.name
      entry.minSupportedVersion = feature.minVersion
      entry.maxSupportedVersion = feature.maxVersion
      return entry
    })
    request.rack = options.rack
    request.logDirs = options.logDirs.filter(id => !this.offlineLogDirs.includes(id))
    request.previousBrokerEpoch = options.previousBrokerEpoch
    const deadlineMs = this.host.clock.monotonicMs() + options.registrationTimeoutMs
    for (;;) {
      const isLast = this.host.clock.monotonicMs() >= deadlineMs
      const response = await this.tryToRegister(request, isLast)
      if (response?.errorCode === ErrorCode.NONE) {
        this.epoch = response.brokerEpoch
        this.complaint = ''
        return
      }
      if (response?.errorCode === ErrorCode.DUPLICATE_BROKER_REGISTRATION) {
        this.complain('another broker is registered under this node.id; this one waits until the other is gone')
      }
      if (response !== null && (isLast || !isRetriable(response.errorCode))) {
        throw new Error(`the controller refused to register broker ${options.nodeId}: ${errorName(response.errorCode)}`)
      }
      await this.pause(RETRY_MS)
    }
  }

  /** One line for as long as it is the same that goes wrong. */
  private complain(what: string): void {
    if (this.complaint === what) return
    this.complaint = what
    this.host.log.log('warn', what, { nodeId: this.options.nodeId })
  }

  /** Null where no controller was found: a quorum may need a while to elect one. */
  private async tryToRegister(
    request: BrokerRegistrationRequest,
    isLast: boolean,
  ): Promise<BrokerRegistrationResponse | null> {
    try {
      const { maxVersion } = brokerRegistrationRequest
      const response = await this.controller.request(ApiKey.BrokerRegistration, maxVersion, request)
      return response as BrokerRegistrationResponse
    } catch (error) {
      if (isLast || this.stopped) throw error
      this.host.log.log('warn', 'this broker could not register yet', { error })
      return null
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise(resolve => this.host.timers.after(ms, resolve))
  }

  private async heartbeat(): Promise<void> {
    if (this.beating) {
      this.beatAgain = true
      return
    }
    this.timer?.cancel()
    this.timer = null
    if (this.stopped) return
    this.beating = true
    const request = new BrokerHeartbeatRequest()
    request.brokerId = this.options.nodeId
    request.brokerEpoch = this.epoch
    request.currentMetadataOffset = this.options.metadataOffset()
    request.wantFence = false
    request.wantShutDown = this.shuttingDown
    request.offlineLogDirs = this.offlineLogDirs
    request.cordonedLogDirs = [...this.cordonedLogDirs]
    let delayMs = this.options.heartbeatIntervalMs
    try {
      const response = (await this.controller.request(
        ApiKey.BrokerHeartbeat,
        brokerHeartbeatRequest.maxVersion,
        request,
      )) as BrokerHeartbeatResponse
      this.lastAnswerMs = this.host.clock.monotonicMs()
      delayMs = await this.onHeartbeat(response)
    } catch (error) {
      this.host.log.log('warn', 'a heartbeat to the controller failed', { error })
      delayMs = RETRY_MS
    }
    this.beating = false
    if (this.beatAgain) delayMs = 0
    this.beatAgain = false
    if (!this.stopped) {
      this.timer = this.host.timers.after(delayMs, () => void this.heartbeat())
    }
  }

  /** Milliseconds until the next heartbeat. */
  private async onHeartbeat(response: BrokerHeartbeatResponse): Promise<number> {
    if (
      response.errorCode === ErrorCode.STALE_BROKER_EPOCH ||
      response.errorCode === ErrorCode.BROKER_ID_NOT_REGISTERED
    ) {
      this.host.log.log('warn', 'the controller no longer knows this broker; registering again', {
        brokerEpoch: this.epoch,
      })
      await this.register()
      return 0
    }
    if (response.errorCode !== ErrorCode.NONE) return RETRY_MS
    const wasFenced = this.fenced
    this.fenced = response.isFenced
    if (!this.fenced) for (const resolve of this.onceUnfenced.splice(0)) resolve()
    else if (!wasFenced && !this.shuttingDown)
      this.host.log.log('warn', 'the controller fenced this broker', { brokerEpoch: this.epoch })
    if (response.shouldShutDown) {
      for (const resolve of this.onceMayStop.splice(0)) resolve()
      return this.options.heartbeatIntervalMs
    }
    // While something is awaited (unfencing, permission to stop) the next heartbeat goes out soon.
    return this.fenced || this.shuttingDown
      ? Math.min(5, this.options.heartbeatIntervalMs)
      : this.options.heartbeatIntervalMs
  }

  /** Tells the controller at once how far this broker has read: another one waits for that before it stops. */
  heartbeatSoon(): void {
    if (this.epoch >= 0 && !this.stopped) void this.heartbeat()
  }

  /** Tells the controller which directories failed; it moves leadership away from them (KIP-858). */
  reportOfflineLogDir(id: Uuid): void {
    if (this.offlineLogDirs.includes(id)) return
    this.offlineLogDirs = [...this.offlineLogDirs, id]
    if (this.epoch >= 0) void this.heartbeat()
  }

  /**
   * Tells the controller which directories take no new partitions (KIP-1066); with all of them cordoned it
   * gives this broker none.
   */
  reportCordonedLogDirs(ids: readonly Uuid[]): void {
    const known = this.cordonedLogDirs
    if (ids.length === known.length && ids.every(id => known.includes(id))) return
    this.cordonedLogDirs = ids
    // Before this broker is unfenced a heartbeat would say that it is ready.
    if (!this.fenced) this.heartbeatSoon()
  }

  /** Controlled shutdown: returns when the controller has moved leadership away, or after `timeoutMs`. */
  async shutDown(timeoutMs: number): Promise<void> {
    if (this.epoch < 0 || this.stopped) {
      this.stop()
      return
    }
    this.shuttingDown = true
    let isPermitted = false
    const permitted = new Promise<void>(resolve => this.onceMayStop.push(resolve)).then(() => {
      isPermitted = true
    })
    void this.heartbeat()
    const { clock } = this.host
    const untilMs = clock.monotonicMs() + timeoutMs
    this.lastAnswerMs = clock.monotonicMs()
    while (!isPermitted && clock.monotonicMs() < untilMs && clock.monotonicMs() < this.lastAnswerMs + UNREACHABLE_MS) {
      await Promise.race([permitted, this.pause(PATIENCE_MS)])
    }
    if (!isPermitted) this.host.log.log('warn', 'the controller did not let this broker go; it stops all the same')
    this.stop()
  }

  stop(): void {
    this.stopped = true
    this.timer?.cancel()
    this.timer = null
  }
}

function isRetriable(errorCode: number): boolean {
  return (
    errorCode === ErrorCode.NOT_CONTROLLER ||
    errorCode === ErrorCode.DUPLICATE_BROKER_REGISTRATION ||
    errorCode === ErrorCode.REQUEST_TIMED_OUT
  )
}
