/** Seeds run in processes of their own: a simulated world has one thread, a machine has more. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SimulationOptions, SimulationReport } from './simulation.ts'

const WORKER = fileURLToPath(new URL('seed-process.ts', import.meta.url))

/** What goes over to another process: all but functions. */
export type SeedOptions = Omit<SimulationOptions, 'sink'>

export type SeedAnswer = { readonly report: SimulationReport } | { readonly error: string }

/** One process, which runs one seed after the other. */
export class SeedProcess {
  private readonly child: ChildProcess

  constructor() {
    // Preloaded modules (planted bugs) go along: `execArgv` is this process's own unless told otherwise.
    this.child = fork(WORKER)
  }

  /** Rejects with what the simulation threw, or when the process ends before its answer. */
  run(options: SeedOptions): Promise<SimulationReport> {
    const { child } = this
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null, signal: string | null): void => {
        reject(new Error(`seed ${options.seed}: its process ended with ${signal ?? code}`))
      }
      child.once('exit', onExit)
      child.once('message', message => {
        child.off('exit', onExit)
        const answer = message as SeedAnswer
        if ('report' in answer) resolve(answer.report)
        else reject(new Error(`seed ${options.seed}: ${answer.error}`))
      })
      child.send(options)
    })
  }

  end(): void {
    this.child.disconnect()
  }
}

/** Does `work` on each item, by so many hands: each takes the next item when it is done with one. `isOver` ends it early. */
export async function byHands<T>(
  hands: number,
  items: readonly T[],
  isOver: () => boolean,
  work: (item: T, hand: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const one = async (hand: number): Promise<void> => {
    while (next < items.length && !isOver()) await work(items[next++]!, hand)
  }
  await Promise.all(Array.from({ length: hands }, (_, hand) => one(hand)))
}
