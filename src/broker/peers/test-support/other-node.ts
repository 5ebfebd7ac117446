import type { Connection } from '../../../host/network.ts'
import type { MemoryNetwork } from '../../../host/test-support/memory-network.ts'
import { ErrorCode } from '../../../protocol/errors.ts'
import { responseFrame } from '../../../protocol/frame.ts'
import {
  ApiVersion,
  ApiVersionsResponse,
  apiVersionsResponse,
} from '../../../protocol/generated/api-versions-response.ts'

export interface Asked {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  readonly socket: Connection
}

/** A node that answers ApiVersions, and everything else as the test says. */
export class OtherNode {
  readonly port: number
  readonly asked: Asked[] = []
  ranges: readonly { readonly apiKey: number; readonly minVersion: number; readonly maxVersion: number }[] = []
  errorCode: number = ErrorCode.NONE
  onRequest: (asked: Asked) => void = () => {}
  /** False: not even ApiVersions is answered. */
  speaks = true

  constructor(port: number) {
    this.port = port
  }

  async listen(network: MemoryNetwork): Promise<void> {
    await network.listen({ host: '127.0.0.1', port: this.port }, socket => {
      const buffer = Buffer.alloc(64 * 1024)
      let waiting = Buffer.alloc(0)
      return {
        receiveInto: () => buffer,
        onReceived: length => {
          waiting = Buffer.concat([waiting, buffer.subarray(0, length)])
          while (waiting.length >= 4 && waiting.length >= 4 + waiting.readInt32BE(0)) {
            const size = 4 + waiting.readInt32BE(0)
            this.take(socket, waiting.subarray(4, size))
            waiting = waiting.subarray(size)
          }
        },
        onDrain: () => {},
        onClose: () => {},
      }
    })
  }

  private take(socket: Connection, frame: Buffer): void {
    const [apiKey, apiVersion, correlationId] = [frame.readInt16BE(0), frame.readInt16BE(2), frame.readInt32BE(4)]
    const asked = { apiKey, apiVersion, correlationId, socket }
    this.asked.push(asked)
    if (apiKey !== 18) this.onRequest(asked)
    else if (this.speaks) {
      const response = new ApiVersionsResponse()
      response.errorCode = this.errorCode
      response.apiKeys = this.ranges.map(range => Object.assign(new ApiVersion(), range))
      socket.write(responseFrame(apiVersionsResponse, apiVersion, correlationId, response))
    }
  }
}
