/** What a `SeedProcess` runs: gets the options of a seed, answers with its report. Ends with its parent. */
import type { SeedAnswer, SeedOptions } from './seed-processes.ts'
import { simulate } from './simulation.ts'

// Nodes refuse each other's requests all the time: the stacks of those errors would cost more than the errors.
Error.stackTraceLimit = 0

process.on('message', async (options: SeedOptions) => {
  let answer: SeedAnswer
  try {
    answer = { report: await simulate(options) }
  } catch (error) {
    answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  process.send!(answer)
})
process.on('disconnect', () => process.exit())
