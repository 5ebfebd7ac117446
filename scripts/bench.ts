/**
 * Gregor and Apache Kafka side by side on this machine: the same load in interleaved rounds, medians and their ratio.
 *
 * A is measured against B (gregor against apache-kafka when nothing is said; the same on both sides shows the noise).
 * `replay` sends requests that were encoded beforehand and has all cases; `librdkafka` (kcat) makes its own, in the volume
 * cases. Needs gcc, kcat for librdkafka, and Apache Kafka's jars (`npm run setup` in compat-tests). Exit code 1 when a
 * floor is missed.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Args, scratchDir } from '../compat-tests/harness/args.ts'
import { table } from '../compat-tests/harness/cases.ts'
import { TestCluster } from '../compat-tests/harness/cluster.ts'
import { type StartOptions, startTarget, type Target, type TargetName } from '../compat-tests/harness/target.ts'
import { type BenchCase, CASES, FULL, type OpenCase, openCase, QUICK, type Room, warmUp } from './bench/cases.ts'
import { LIBRDKAFKA_CASES } from './bench/client-cases.ts'
import { median, type Sample, setLoadProgram } from './bench/measure.ts'
import {
  CLUSTER_IDLE_FLOOR_MB,
  CLUSTER_START_FLOOR_MS,
  openReplicated,
  REPLICATED_CASES,
  REPLICATED_FLOORS,
} from './bench/replicated.ts'

const START_FLOOR_MS = 150
const IDLE_FLOOR_MB = 80

interface Row {
  readonly name: string
  readonly figure: string
  readonly a: number
  readonly b: number
  readonly ratio: number
  /** The floor in words; empty when there is none. */
  readonly floor: string
  readonly holds: boolean
  readonly samplesA: readonly number[]
  readonly samplesB: readonly number[]
}

const args = new Args(
  'npm run bench -- [--quick] [--only REGEX] [--rounds N] [--client replay|librdkafka]\n' +
    ' [--a gregor|apache-kafka] [--b gregor|apache-kafka] [--data-dir DIR]',
)
const effort = args.has('quick') ? QUICK : FULL
const rounds = args.number('rounds', args.has('quick') ? 3 : 5)
const only = new RegExp(args.text('only', ''), 'i')
const client = args.text('client', 'replay')
if (client !== 'replay' && client !== 'librdkafka') throw new Error(`--client is replay or librdkafka, not "${client}"`)
const names = { a: side('a', 'gregor'), b: side('b', 'apache-kafka') }
if (args.has('data-dir')) {
  const dir = args.text('data-dir', tmpdir())
  mkdirSync(dir, { recursive: true })
  process.env.TMPDIR = dir
}
const dir = scratchDir('bench')
const rows: Row[] = []
let topics = 0
const room: Room = { dir, effort, nextTopic: () => `bench-${++topics}` }

function side(option: string, otherwise: TargetName): TargetName {
  const name = args.text(option, otherwise)
  if (name !== 'gregor' && name !== 'apache-kafka')
    throw new Error(`--${option} is gregor or apache-kafka, not "${name}"`)
  return name
}

function compileLoad(): void {
  const program = join(dir, 'load')
  const { status, stderr, error } = spawnSync(
    'gcc',
    ['-O2', '-o', program, join(import.meta.dirname, 'bench/load.c')],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`gcc could not compile the load generator: ${error?.message ?? stderr}`)
  setLoadProgram(program)
}

const optionsOf = (name: TargetName, label: string): StartOptions => ({
  name,
  dataDir: join(dir, label),
  heap: '-Xms1g -Xmx1g',
})

/** Start to first answer on a directory that is there, and memory ten seconds later with no client connected. */
async function startAndIdle(idleMs: number): Promise<void> {
  if (!only.test('start to first answer') && !only.test('idle memory')) return
  const samples: Record<'a' | 'b', Record<'start' | 'idle', number[]>> = {
    a: { start: [], idle: [] },
    b: { start: [], idle: [] },
  }
  for (let round = 0; round <= rounds; round++) {
    for (const which of ['a', 'b'] as const) {
      const target = await startTarget(optionsOf(names[which], `${which}-start`))
      // The first start formats the directory and fills the compile cache.
      if (round > 0) samples[which].start.push(target.startMs)
      if (round === rounds) {
        await new Promise(done => setTimeout(done, idleMs))
        samples[which].idle.push(target.memory().rssBytes / 1e6)
      }
      await target.stop()
    }
  }
  addAbsolute('start to first answer', 'ms', samples.a.start, samples.b.start, START_FLOOR_MS)
  addAbsolute('idle memory', 'MB', samples.a.idle, samples.b.idle, IDLE_FLOOR_MB)
}

function addAbsolute(name: string, figure: string, samplesA: number[], samplesB: number[], most: number): void {
  const [a, b] = [median(samplesA), median(samplesB)]
  add({ name, figure, a, b, ratio: a / b, floor: `≤ ${most} ${figure}`, holds: a <= most, samplesA, samplesB })
}

async function measure(bench: BenchCase, a: Target, b: Target): Promise<void> {
  await compare(bench.name, bench.floors, { a: await openCase(bench, a, room), b: await openCase(bench, b, room) })
}

async function compare(name: string, floors: BenchCase['floors'], open: { a: OpenCase; b: OpenCase }): Promise<void> {
  const samples: { a: Sample[]; b: Sample[] } = { a: [], b: [] }
  try {
    for (let round = 0; round <= rounds; round++) {
      // Whoever goes first changes every round; round 0 warms up and is not counted.
      for (const which of round % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const)) {
        const sample = await open[which].round()
        if (round > 0) samples[which].push(sample)
      }
    }
  } finally {
    await open.a.close()
    await open.b.close()
  }
  for (const figure of Object.keys(samples.a[0]!)) {
    const samplesA = samples.a.map(sample => sample[figure]!)
    const samplesB = samples.b.map(sample => sample[figure]!)
    const [medianA, medianB] = [median(samplesA), median(samplesB)]
    const ratio = medianA / medianB
    const { atLeast, atMost } = floors[figure] ?? {}
    const holds = (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost)
    const floor = atLeast !== undefined ? `≥ ${atLeast}×` : atMost !== undefined ? `≤ ${atMost}×` : ''
    add({ name, figure, a: medianA, b: medianB, ratio, floor, holds, samplesA, samplesB })
  }
}

/** Three nodes of either kind at the same time; the figures are sums over the nodes. */
async function measureClusters(): Promise<void> {
  const cases = REPLICATED_CASES.filter(({ name }) => only.test(name))
  if (cases.length === 0) return
  const start = (name: TargetName, label: string): Promise<TestCluster> =>
    TestCluster.start({ name, dataDir: join(dir, `${label}-cluster`), heap: '-Xms512m -Xmx512m' })
  const a = await start(names.a, 'a')
  const b = await start(names.b, 'b')
  try {
    await new Promise(done => setTimeout(done, args.has('quick') ? 3000 : 10_000))
    addAbsolute('start of three nodes', 'ms', [a.startMs], [b.startMs], CLUSTER_START_FLOOR_MS)
    const idle = [a, b].map(cluster => [cluster.rssBytes() / 1e6])
    addAbsolute('idle memory of three nodes', 'MB', idle[0]!, idle[1]!, CLUSTER_IDLE_FLOOR_MB)
    for (const bench of cases) {
      const open = { a: await openReplicated(bench, a, room), b: await openReplicated(bench, b, room) }
      // A JVM needs gigabytes until it has compiled what it will run.
      const warmUps = Math.ceil(effort.warmUpBytes / 8 / effort.produceBytes)
      for (let i = 0; i < warmUps; i++) for (const each of [open.a, open.b]) await each.round()
      await compare(bench.name, REPLICATED_FLOORS, open)
    }
  } finally {
    await a.stop()
    await b.stop()
  }
}

const digits = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3)

function add(row: Row): void {
  rows.push(row)
  console.log(cells(row).join('  '))
}

function cells({ name, figure, a, b, ratio, floor, holds }: Row): string[] {
  return [
    name,
    figure,
    digits(a),
    digits(b),
    `${ratio.toFixed(2)}×`,
    floor,
    floor === '' ? '' : holds ? 'holds' : 'MISSED',
  ]
}

compileLoad()
if (client === 'replay') await startAndIdle(args.has('quick') ? 3000 : 10_000)
const chosen = (client === 'replay' ? CASES : LIBRDKAFKA_CASES).filter(({ name }) => only.test(name))
if (chosen.length > 0) {
  const a = await startTarget(optionsOf(names.a, 'a'))
  const b = await startTarget(optionsOf(names.b, 'b'))
  try {
    for (const target of [a, b]) {
      await warmUp(target, room).catch(error => {
        process.env.KEEP = '1'
        const state = target.running ? 'still runs' : 'has ended'
        throw new Error(`warming up ${target.name}, which ${state}; what it printed is in ${dir}`, { cause: error })
      })
    }
    for (const bench of chosen) {
      await measure(bench, a, b).catch(error => {
        process.exitCode = 1
        console.log(`${bench.name}: ${error instanceof Error ? error.message : error}`)
      })
    }
  } finally {
    await a.stop()
    await b.stop()
  }
}
if (client === 'replay') await measureClusters()
const head = ['case', 'figure', names.a, names.b, 'ratio', 'floor', '']
console.log(`\n${table([head, ...rows.filter(({ figure }) => !figure.startsWith('client')).map(cells)])}\n`)
const missed = rows.filter(({ holds }) => !holds)
console.log(`${cpus().length} cores (${cpus()[0]?.model}), ${rounds} rounds; ${missed.length} floors missed`)
if (missed.length > 0 || rows.length === 0) process.exitCode = 1
const results = join(import.meta.dirname, '../compat-tests/results')
mkdirSync(results, { recursive: true })
const about = {
  at: new Date().toISOString(),
  a: names.a,
  b: names.b,
  client,
  rounds,
  effort,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
}
writeFileSync(join(results, 'bench.json'), `${JSON.stringify({ ...about, rows }, null, 2)}\n`)
