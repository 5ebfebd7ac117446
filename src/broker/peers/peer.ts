/** The way to one address: connects when there is something to say, again when the connection was lost. */
import type { Host } from '../../host/host.ts'
import {
  type PeerAnswer,
  type PeerApi,
  PeerConnection,
  PeerError,
  type PeerOptions,
  type SendOptions,
} from './peer-connection.ts'

export interface Address {
  readonly host: string
  readonly port: number
}

export class Peer {
  readonly address: Address
  private readonly host: Host
  private readonly options: PeerOptions
  private connection: PeerConnection | null = null
  private connecting: Promise<PeerConnection> | null = null
  private closed = false
  /** Gives up the attempt to connect. */
  private abandon: (error: PeerError) => void = () => {}

  constructor(host: Host, address: Address, options: PeerOptions) {
    this.host = host
    this.address = address
    this.options = options
  }

  isAt(address: Address): boolean {
    return this.address.host === address.host && this.address.port === address.port
  }

  /** Rejects with PeerError: when to try again is for the caller to say. */
  async send<Request, Response>(
    api: PeerApi<Request, Response>,
    make: (apiVersion: number) => Request,
    options: SendOptions,
  ): Promise<PeerAnswer<Response>> {
    const connection = this.connection ?? (await this.connect(options.timeoutMs))
    return connection.send(api, make, options)
  }

  private connect(timeoutMs: number): Promise<PeerConnection> {
    if (this.closed) return Promise.reject(new PeerError('this node stops'))
    this.connecting ??= this.open(timeoutMs)
    return this.connecting
  }

  private async open(timeoutMs: number): Promise<PeerConnection> {
    let isAbandoned = false
    const abandoned = new Promise<never>((_, reject) => {
      this.abandon = error => {
        isAbandoned = true
        reject(error)
      }
    })
    const { host, port } = this.address
    // A machine without power, or behind a cut, does not even refuse.
    const timer = this.host.timers.after(timeoutMs, () =>
      this.abandon(new PeerError(`${host}:${port} was not ready within ${timeoutMs} ms`)),
    )
    try {
      const opening = PeerConnection.open(this.host, this.address, timeoutMs, this.options)
      opening.then(
        connection => isAbandoned && connection.close(),
        () => {},
      )
      const connection = await Promise.race([opening, abandoned])
      if (!connection.isClosed) {
        this.connection = connection
        connection.onGone = () => {
          if (this.connection === connection) this.connection = null
        }
      }
      return connection
    } finally {
      timer.cancel()
      this.connecting = null
    }
  }

  /** Gives up what waits for an answer: it is rejected with PeerError, and the next request connects anew. */
  interrupt(): void {
    this.connection?.close(new PeerError('this node asks anew'))
  }

  /** Whatever waits is rejected with PeerError. */
  close(because = 'this node stops'): void {
    this.closed = true
    const error = new PeerError(because)
    this.abandon(error)
    this.connection?.close(error)
    this.connection = null
  }
}
