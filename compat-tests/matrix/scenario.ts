import type { Stage } from './stage.ts'

/** What must be seen, whatever the client: written once, as operations of the driver protocol. */
export interface Scenario {
  readonly name: string
  /** One sentence for the reader of the matrix. */
  readonly about: string
  /** Belongs to the fast subset. */
  readonly fast?: boolean
  /** The broker is stopped and started: not possible with one that somebody else runs. */
  readonly restarts?: boolean
  readonly timeoutMs?: number
  readonly run: (stage: Stage) => Promise<void>
}

export const DEFAULT_TIMEOUT_MS = 30_000
