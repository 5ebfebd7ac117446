import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  AllocateProducerIdsRequest,
  allocateProducerIdsRequest,
} from '../protocol/generated/allocate-producer-ids-request.ts'
import type { AllocateProducerIdsResponse } from '../protocol/generated/allocate-producer-ids-response.ts'
import type { ControllerChannel } from './lifecycle.ts'

/**
 * Hands out producer ids from blocks that the controller gives to this broker (KIP-730): an id is never given twice, not
 * even across restarts, at the price of the unused rest of a block.
 */
export class ProducerIdAllocator {
  private readonly controller: ControllerChannel
  private readonly nodeId: number
  private readonly brokerEpoch: () => number
  private next = 0
  private end = 0
  private refill: Promise<number> | null = null

  constructor(controller: ControllerChannel, nodeId: number, brokerEpoch: () => number) {
    this.controller = controller
    this.nodeId = nodeId
    this.brokerEpoch = brokerEpoch
  }

  /** A fresh id, or the error code to answer with. */
  async allocate(): Promise<{ producerId: number } | number> {
    while (this.next >= this.end) {
      this.refill ??= this.takeBlock().finally(() => {
        this.refill = null
      })
      const errorCode = await this.refill
      if (errorCode !== ErrorCode.NONE) return errorCode
    }
    return { producerId: this.next++ }
  }

  private async takeBlock(): Promise<number> {
    const request = new AllocateProducerIdsRequest()
    request.brokerId = this.nodeId
    request.brokerEpoch = this.brokerEpoch()
    const response = (await this.controller.request(
      ApiKey.AllocateProducerIds,
      allocateProducerIdsRequest.maxVersion,
      request,
    )) as AllocateProducerIdsResponse
    if (response.errorCode !== ErrorCode.NONE) return ErrorCode.COORDINATOR_LOAD_IN_PROGRESS
    this.next = response.producerIdStart
    this.end = response.producerIdStart + response.producerIdLen
    return ErrorCode.NONE
  }
}
