import { LeftOut } from '../harness/cases.ts'
import type { Bench } from './bench.ts'
import { Driver } from './driver.ts'
import { fingerprint, type Lane } from './lane.ts'
import { laneCommand } from './runtimes/runtime.ts'
import { DEFAULT_TIMEOUT_MS, type Scenario } from './scenario.ts'
import { Stage } from './stage.ts'

export type Outcome = 'passed' | 'failed' | 'skipped'

/** One scenario with one lane against one target, once. */
export interface CellResult {
  readonly scenario: string
  readonly client: string
  readonly version: string
  /** The lane's driver and packages: `fingerprint`. */
  readonly lane: string
  readonly target: string
  /** From 1: which repetition. */
  readonly round: number
  readonly outcome: Outcome
  readonly ms: number
  /** Why it failed or was skipped. */
  readonly note: string
}

const NOTE_LENGTH = 900
const CLEAR_WITHIN_MS = 15_000

function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} took more than ${ms} ms`)), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** The driver program of a lane, kept from one scenario to the next as long as all is well with it. */
export class LaneRunner {
  private readonly lane: Lane
  private readonly bench: Bench
  private readonly fingerprint: string
  private driver: Driver | null = null

  constructor(lane: Lane, bench: Bench) {
    this.lane = lane
    this.bench = bench
    this.fingerprint = fingerprint(lane)
  }

  async run(scenario: Scenario, round: number): Promise<CellResult> {
    const from = performance.now()
    let outcome: Outcome = 'passed'
    let note = ''
    try {
      await this.play(scenario)
    } catch (error) {
      outcome = error instanceof LeftOut ? 'skipped' : 'failed'
      note = (error instanceof Error ? error.message : String(error)).slice(0, NOTE_LENGTH)
    }
    const { client, version } = this.lane
    const ms = Math.round(performance.now() - from)
    const cell = { scenario: scenario.name, client, version: version.version, lane: this.fingerprint }
    return { ...cell, target: this.bench.name, round, outcome, ms, note }
  }

  private async play(scenario: Scenario): Promise<void> {
    if (scenario.restarts && !this.bench.restarts) throw new LeftOut('the broker belongs to somebody else')
    if (this.driver !== null && !this.driver.running) this.driver = null
    const driver = (this.driver ??= await Driver.start(laneCommand(this.lane)))
    const stage = new Stage({
      bootstrap: this.bench.bootstrap,
      driver,
      lane: this.lane.id,
      reference: () => this.bench.reference(),
      restartBroker: () => this.bench.restart(),
    })
    try {
      await within(scenario.timeoutMs ?? DEFAULT_TIMEOUT_MS, 'the scenario', scenario.run(stage))
    } catch (error) {
      if (!(error instanceof LeftOut)) {
        // A client in an unknown state is not taken into the next scenario.
        this.abandon()
        throw error
      }
      await this.clear(stage)
      throw error
    }
    await this.clear(stage)
  }

  private async clear(stage: Stage): Promise<void> {
    try {
      await within(CLEAR_WITHIN_MS, 'closing the client', stage.clear())
    } catch (error) {
      this.abandon()
      throw error
    }
  }

  private abandon(): void {
    if (process.env['VERBOSE'] !== undefined && this.driver !== null) process.stderr.write(`${this.driver.printed}\n`)
    this.driver?.kill()
    this.driver = null
  }

  async end(): Promise<void> {
    await this.driver?.end()
    this.driver = null
  }
}
