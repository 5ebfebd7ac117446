/** Byte streams. What the bytes mean (frames) is known above, in server/. */

/** What a listener's owner gives for each accepted or dialled connection. */
export interface ConnectionHandler {
  /**
   * Where the next bytes shall go: asked before every read, must have room for at least one byte. The memory stays the
   * handler's; it may return "the rest of the frame that is under way", so that a frame is received in place.
   */
  receiveInto(): Uint8Array
  /** `length` bytes now stand at the start of what `receiveInto` returned last. */
  onReceived(length: number): void
  /** The bytes queued for sending fell to zero after `write` had returned false. */
  onDrain(): void
  /** Exactly once, last. `error` is null when either side closed in good order. */
  onClose(error: Error | null): void
}

export interface Connection {
  readonly id: number
  readonly remoteAddress: string
  readonly remotePort: number
  /** The address and port that the peer dialled: the default advertised address. */
  readonly localAddress: string
  readonly localPort: number
  /** Bytes handed to `write` and not yet taken by the kernel. */
  readonly queuedBytes: number
  /**
   * Sends the chunks as one vectored write. They must not change until `onFlushed` is called (called on failure as well).
   * Returns false when the peer reads slower than we write: stop producing until `onDrain`.
   */
  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean
  pauseReading(): void
  resumeReading(): void
  /** Sends what is queued, then closes. */
  end(): void
  /** Closes at once. */
  destroy(): void
}

export interface ListenOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  readonly backlog?: number
}

export interface Listener {
  readonly host: string
  readonly port: number
  /** Stops accepting; open connections live on. */
  close(): Promise<void>
}

export interface Network {
  listen(options: ListenOptions, onConnection: (connection: Connection) => ConnectionHandler): Promise<Listener>
  connect(host: string, port: number, onOpen: (connection: Connection) => ConnectionHandler): Promise<Connection>
}
