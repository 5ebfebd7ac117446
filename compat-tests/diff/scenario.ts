import type { Session } from './session.ts'

/** One conversation, held at every version of one API that both brokers advertise. */
export interface Scenario {
  readonly api: string
  readonly name: string
  readonly minVersion?: number
  /** Needs brokers with two log directories, which are started for such scenarios alone. */
  readonly twoDirectories?: boolean
  run(session: Session, version: number): Promise<void>
}
