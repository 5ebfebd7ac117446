import type { Listener, Session } from './session.ts'

/** How the two brokers are laid out. Scenarios of one arrangement share a pair of brokers. */
export type Arrangement = 'one broker' | 'two directories' | 'voters in the log'

/** One conversation, held at every version of one API that both brokers advertise. */
export interface Scenario {
  readonly api: string
  readonly name: string
  /** `one broker` (a static quorum of one) when absent. `voters in the log`: KIP-853. */
  readonly arrangement?: Arrangement
  /** Whom `send` speaks to, and where the versions are advertised; a broker's listener when absent. */
  readonly listener?: Listener
  run(session: Session, version: number): Promise<void>
}
