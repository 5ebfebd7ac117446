/**
 * Keeps this controller registered with the active one (ControllerRegistration, KIP-919): where it listens and which
 * features it knows. The image tells whether it still has to be done, so it is done again after whatever lost it.
 */
import { type Uuid, uuidFromRandom } from '../base/uuid.ts'
import type { Host } from '../host/host.ts'
import { capabilitiesOf, FEATURES } from '../metadata/feature-levels.ts'
import type { EndpointImage, MetadataImage } from '../metadata/image.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode, errorName } from '../protocol/errors.ts'
import {
  ControllerRegistrationRequest,
  controllerRegistrationRequest,
  Feature,
  Listener,
} from '../protocol/generated/controller-registration-request.ts'
import type { ControllerRegistrationResponse } from '../protocol/generated/controller-registration-response.ts'
import type { ControllerChannel } from './lifecycle.ts'

export interface ControllerRegistrarOptions {
  readonly nodeId: number
  readonly listeners: readonly EndpointImage[]
}

const RETRY_MS = 200

export class ControllerRegistrar {
  private readonly host: Host
  private readonly channel: ControllerChannel
  private readonly options: ControllerRegistrarOptions
  private readonly incarnationId: Uuid
  private image: MetadataImage | null = null
  private sending = false
  private stopped = false

  constructor(host: Host, channel: ControllerChannel, options: ControllerRegistrarOptions) {
    this.host = host
    this.channel = channel
    this.options = options
    this.incarnationId = uuidFromRandom(host.random.bytes(16))
  }

  follow(image: MetadataImage): void {
    this.image = image
    if (!this.sending && this.isMissing) void this.send()
  }

  private get isMissing(): boolean {
    const { image } = this
    if (image === null || this.stopped || !capabilitiesOf(image).controllerRegistration) return false
    return image.cluster.controllers.get(this.options.nodeId)?.incarnationId !== this.incarnationId
  }

  private async send(): Promise<void> {
    this.sending = true
    while (this.isMissing) {
      try {
        const { errorCode } = (await this.channel.request(
          ApiKey.ControllerRegistration,
          controllerRegistrationRequest.maxVersion,
          this.request(),
        )) as ControllerRegistrationResponse
        // The image follows the answer; until it has, another request would say the same.
        if (errorCode !== ErrorCode.NONE && !this.stopped) {
          const error = errorName(errorCode)
          this.host.log.log('warn', 'the controller refused to register this controller', { error })
        }
      } catch (error) {
        if (!this.stopped) this.host.log.log('warn', 'this controller could not register yet', { error })
      }
      if (this.isMissing) await new Promise<void>(resolve => this.host.timers.after(RETRY_MS, resolve))
    }
    this.sending = false
  }

  private request(): ControllerRegistrationRequest {
    const request = new ControllerRegistrationRequest()
    request.controllerId = this.options.nodeId
    request.incarnationId = this.incarnationId
    request.listeners = this.options.listeners.map(({ name, host, port, securityProtocol }) =>
      Object.assign(new Listener(), { name, host, port, securityProtocol }),
    )
    request.features = FEATURES.map(({ name, minVersion, maxVersion }) =>
      Object.assign(new Feature(), { name, minSupportedVersion: minVersion, maxSupportedVersion: maxVersion }),
    )
    return request
  }

  stop(): void {
    this.stopped = true
  }
}
