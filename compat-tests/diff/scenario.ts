import type { Listener, Session } from './session.ts'

/** How the two brokers are laid out. Scenarios of one arrangement share a pair of brokers. */
export type Arrangement = 'one broker' | 'two directories' | 'voters in the configuration' | 'voters in the log'

/** One conversation, held at every version of one API that both brokers advertise. */
export interface Scenario {
  readonly api: string
  readonly name: string
  /**
   * `one broker` when absent. What concerns the quorum has pairs of its own: some requests make a controller of Kafka's
   * give up its leadership, which changes epochs. Voters in the log are KIP-853's.
   */
  readonly arrangement?: Arrangement
  /** Whom `send` speaks to, and where the versions are advertised; a broker's listener when absent. */
  readonly listener?: Listener
  run(session: Session, version: number): Promise<void>
}
