/** What `npm run simulate` may be told. */
import { parseArgs } from 'node:util'
import { ARRANGEMENTS, type Arrangement } from '../../src/sim/arrangement.ts'

export const USAGE = `npm run simulate -- [options]

  --seed N           the first seed (1)
  --count N          how many seeds, one after the other (1)
  --seconds N        how long faults go on in each, on its own clock (60)
  --nodes N          how many nodes; drawn from the seed when not given
  --arrangement NAME ${ARRANGEMENTS.join(', ')}; drawn from the seed when not given
  --jobs N           spread over so many processes (1)
  --corpus           the seeds that once found something, in place of --seed and --count
  --twice            each seed a second time: the traces must be the same
  --trace            print everything that happens
  --for N            end after so many minutes
  --first            end with the first violation
  --mutations        plant bugs, one at a time: which checker finds each, with which seed
  --only WORD        those alone whose name has the word in it
  --help             this text
`

export interface SimulateOptions {
  readonly seed: number
  readonly count: number
  readonly seconds: number
  readonly nodes: number | null
  readonly arrangement: Arrangement | null
  readonly jobs: number
  readonly corpus: boolean
  readonly twice: boolean
  readonly trace: boolean
  /** Infinity where there is no end. */
  readonly forMinutes: number
  readonly first: boolean
  readonly mutations: boolean
  readonly only: string
  readonly help: boolean
}

/** Its message says what is wrong with the command line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Throws UsageError. */
export function simulateOptions(args: readonly string[]): SimulateOptions {
  const values = parsed(args)
  const arrangement = ARRANGEMENTS.find(known => known === values.arrangement)
  if (values.arrangement !== undefined && arrangement === undefined)
    throw new UsageError(`--arrangement is one of ${ARRANGEMENTS.join(', ')}, not '${values.arrangement}'.`)
  return {
    seed: whole('seed', values.seed),
    count: whole('count', values.count),
    seconds: number('seconds', values.seconds),
    nodes: values.nodes === undefined ? null : whole('nodes', values.nodes),
    arrangement: arrangement ?? null,
    // A trace is one world's, and printed by the process that runs it.
    jobs: values.trace ? 1 : Math.max(1, whole('jobs', values.jobs)),
    corpus: values.corpus,
    twice: values.twice,
    trace: values.trace,
    forMinutes: values.for === undefined ? Number.POSITIVE_INFINITY : number('for', values.for),
    first: values.first,
    mutations: values.mutations,
    only: values.only,
    help: values.help,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '1' },
        count: { type: 'string', default: '1' },
        seconds: { type: 'string', default: '60' },
        nodes: { type: 'string' },
        arrangement: { type: 'string' },
        jobs: { type: 'string', default: '1' },
        corpus: { type: 'boolean', default: false },
        twice: { type: 'boolean', default: false },
        trace: { type: 'boolean', default: false },
        for: { type: 'string' },
        first: { type: 'boolean', default: false },
        mutations: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS_')) throw error
    // An option that is not known, one without its value, an argument that is none. What Node advises further would mislead.
    throw new UsageError(`${(error as Error).message.split('. ')[0]}.`)
  }
}

function number(option: string, text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new UsageError(`--${option} is a number, not '${text}'.`)
  return Number(text)
}

function whole(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`--${option} is a whole number, not '${text}'.`)
  return Number(text)
}
