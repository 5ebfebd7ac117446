import type { ClusterClient } from '../client/cluster-client.ts'
import { NoAnswer } from '../client/wire-client.ts'

/**
 * A client that does one thing after the other, with a pause before each, until it is told to stop. That no answer comes is a matter of course in
 * these worlds: the next turn tries anew.
 */
export abstract class Actor {
  protected readonly client: ClusterClient
  protected stopped = false
  private running: Promise<void> | null = null

  constructor(client: ClusterClient) {
    this.client = client
  }

  /** How long to wait before the next turn. */
  protected abstract pauseMs(): number

  /** May reject with NoAnswer. */
  protected abstract turn(): Promise<void>

  start(): this {
    this.running = this.run()
    return this
  }

  /** Resolves when what is under way is done with. */
  async stop(): Promise<void> {
    this.stopped = true
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const pauseMs = this.pauseMs()
      if (pauseMs > 0) await this.client.sleep(pauseMs)
      if (this.stopped) return
      try {
        await this.turn()
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error
      }
    }
  }
}
