/** Runs seeds with a planted bug, each bug in a process of its own, until a checker speaks. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Mutation } from './mutations.ts'

const PLANT = new URL('./plant.ts', import.meta.url).href
const SIMULATE = fileURLToPath(new URL('../../../scripts/simulate.ts', import.meta.url))
export const MUTATION_SECONDS = 20

export interface MutationResult {
  /** The first seed that found it; null when none did. */
  readonly seed: number | null
  readonly checker: string
  readonly what: string
  readonly output: string
}

export async function runMutation({ name, seeds }: Mutation, firstSeed = 1): Promise<MutationResult> {
  const wanted = ['--seed', firstSeed, '--count', seeds, '--seconds', MUTATION_SECONDS, '--nodes', 3].map(String)
  const child = spawn(process.execPath, ['--import', PLANT, SIMULATE, ...wanted, '--first'], {
    env: { ...process.env, GREGOR_PLANTED_BUG: name },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', data => {
    output += data
  })
  child.stderr.on('data', data => {
    output += data
  })
  await new Promise(resolve => child.on('close', resolve))
  const seed = /^seed (\d+): \d+ violations/m.exec(output)
  const found = /^ {2}[\d.]+ s ([a-z ]+): (.*)$/m.exec(output)
  return { seed: seed === null ? null : Number(seed[1]), checker: found?.[1] ?? '', what: found?.[2] ?? '', output }
}
