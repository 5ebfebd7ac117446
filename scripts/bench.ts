/**
 * Gregor and Apache Kafka side by side on this machine: the same load in interleaved rounds, medians and their ratio.
 *
 * A is measured against B (gregor against apache-kafka when nothing is said; the same on both sides shows the noise).
 * `replay` sends requests that were encoded beforehand and has all cases; `librdkafka` (kcat) makes its own, in the volume
 * cases. Both brokers are started anew for each case and take a gigabyte of its load first; with `--steady` they go through
 * all cases, after 15 GB. Needs gcc, kcat for librdkafka, and Apache Kafka's jars (`npm run setup` in compat-tests). Exit
 * code 1 when a floor is missed.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Args, scratchDir } from '../compat-tests/harness/args.ts'
import { TestCluster } from '../compat-tests/harness/cluster.ts'
import { type StartOptions, startTarget, type Target, type TargetName } from '../compat-tests/harness/target.ts'
import {
  type BenchCase,
  CASES,
  FRESH,
  type OpenCase,
  openCase,
  quick,
  type Room,
  STEADY,
  warmUp,
} from './bench/cases.ts'
import { LIBRDKAFKA_CASES } from './bench/client-cases.ts'
import { type Sample, setLoadProgram } from './bench/measure.ts'
import {
  CLUSTER_IDLE_FLOOR_MB,
  CLUSTER_START_FLOOR_MS,
  openReplicated,
  REPLICATED_CASES,
  REPLICATED_FLOORS,
} from './bench/replicated.ts'
import { type Floors, type Pair, Report } from './bench/report.ts'

const START_FLOOR_MS = 150
const IDLE_FLOOR_MB = 80

const args = new Args(
  'npm run bench -- [--quick] [--steady] [--only REGEX] [--rounds N] [--client replay|librdkafka]\n' +
    ' [--a gregor|apache-kafka] [--b gregor|apache-kafka] [--data-dir DIR]',
)
const isSteady = args.has('steady')
const wanted = isSteady ? STEADY : FRESH
const effort = args.has('quick') ? quick(wanted) : wanted
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
const report = new Report()
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
  const startMs: Pair<number> = { a: [], b: [] }
  const idleMb: Pair<number> = { a: [], b: [] }
  for (let round = 0; round <= rounds; round++) {
    for (const which of ['a', 'b'] as const) {
      const target = await startTarget(optionsOf(names[which], `${which}-start`))
      // The first start formats the directory and fills the compile cache.
      if (round > 0) startMs[which].push(target.startMs)
      if (round === rounds) {
        await new Promise(done => setTimeout(done, idleMs))
        idleMb[which].push(target.memory().rssBytes / 1e6)
      }
      await target.stop()
    }
  }
  report.addAbsolute('start to first answer', 'ms', startMs, START_FLOOR_MS)
  report.addAbsolute('idle memory', 'MB', idleMb, IDLE_FLOOR_MB)
}

/** Round by round, whoever goes first changes: `warmUpRounds` of them are not counted. */
async function compare(
  name: string,
  floors: Floors,
  open: Readonly<Record<'a' | 'b', OpenCase>>,
  warmUpRounds: number,
): Promise<void> {
  const samples: Pair<Sample> = { a: [], b: [] }
  try {
    for (let round = 0; round < warmUpRounds + rounds; round++) {
      for (const which of round % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const)) {
        const sample = await open[which].round()
        if (round >= warmUpRounds) samples[which].push(sample)
      }
    }
  } finally {
    await open.a.close()
    await open.b.close()
  }
  report.addCase(name, floors, samples)
}

/** Runs `work` with a broker of each side that are ended after it, and their data with them. */
async function withBrokers(label: string, work: (a: Target, b: Target) => Promise<void>): Promise<void> {
  const a = await startTarget(optionsOf(names.a, `${label}-a`))
  const b = await startTarget(optionsOf(names.b, `${label}-b`))
  try {
    await work(a, b)
  } finally {
    await a.stop()
    await b.stop()
    if (process.env.KEEP !== '1')
      for (const each of ['a', 'b']) rmSync(join(dir, `${label}-${each}`), { recursive: true, force: true })
  }
}

async function measure(bench: BenchCase, a: Target, b: Target, warmUpRounds: number): Promise<void> {
  const open = { a: await openCase(bench, a, room), b: await openCase(bench, b, room) }
  await compare(bench.name, bench.floors, open, warmUpRounds)
}

function tell(bench: BenchCase, error: unknown): void {
  process.exitCode = 1
  console.log(`${bench.name}: ${error instanceof Error ? error.message : error}`)
}

/** Each case on brokers of its own, which have seen nothing but a warm-up of the same load. */
async function measureFresh(cases: readonly BenchCase[]): Promise<void> {
  for (const [index, bench] of cases.entries()) {
    const roundBytes = bench.roundBytes(effort)
    const warmUpRounds = roundBytes > 0 ? Math.ceil(effort.warmUpBytes / roundBytes) : 1
    await withBrokers(`case-${index}`, (a, b) => measure(bench, a, b, warmUpRounds)).catch(error => tell(bench, error))
  }
}

/** All cases on the same brokers, which have run every kind of load for long. */
async function measureSteady(cases: readonly BenchCase[]): Promise<void> {
  if (cases.length === 0) return
  await withBrokers('steady', async (a, b) => {
    for (const target of [a, b]) {
      await warmUp(target, room).catch(error => {
        process.env.KEEP = '1'
        const state = target.running ? 'still runs' : 'has ended'
        throw new Error(`warming up ${target.name}, which ${state}; what it printed is in ${dir}`, { cause: error })
      })
    }
    for (const bench of cases) await measure(bench, a, b, 1).catch(error => tell(bench, error))
  })
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
    const of = (figure: (cluster: TestCluster) => number): Pair<number> => ({ a: [figure(a)], b: [figure(b)] })
    report.addAbsolute(
      'start of three nodes',
      'ms',
      of(({ startMs }) => startMs),
      CLUSTER_START_FLOOR_MS,
    )
    const idleMb = of(cluster => cluster.rssBytes() / 1e6)
    report.addAbsolute('idle memory of three nodes', 'MB', idleMb, CLUSTER_IDLE_FLOOR_MB)
    for (const bench of cases) {
      const open = { a: await openReplicated(bench, a, room), b: await openReplicated(bench, b, room) }
      const warmUpBytes = isSteady ? effort.warmUpBytes / 8 : effort.warmUpBytes
      await compare(bench.name, REPLICATED_FLOORS, open, Math.ceil(warmUpBytes / effort.produceBytes))
    }
  } finally {
    await a.stop()
    await b.stop()
  }
}

compileLoad()
if (client === 'replay') await startAndIdle(args.has('quick') ? 3000 : 10_000)
const chosen = (client === 'replay' ? CASES : LIBRDKAFKA_CASES).filter(({ name }) => only.test(name))
await (isSteady ? measureSteady(chosen) : measureFresh(chosen))
if (client === 'replay') await measureClusters()
console.log(`\n${report.table(names.a, names.b)}\n`)
console.log(`${cpus().length} cores (${cpus()[0]?.model}), ${rounds} rounds; ${report.missed} floors missed`)
if (report.missed > 0 || report.rows.length === 0) process.exitCode = 1
const results = join(import.meta.dirname, '../compat-tests/results')
mkdirSync(results, { recursive: true })
const about = {
  at: new Date().toISOString(),
  a: names.a,
  b: names.b,
  client,
  isSteady,
  rounds,
  effort,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
}
writeFileSync(join(results, 'bench.json'), `${JSON.stringify({ ...about, rows: report.rows }, null, 2)}\n`)
