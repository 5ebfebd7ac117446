/**
 * The same requests, encoded by Gregor's own codec, to two brokers at every version that both advertise; the answers are
 * compared field by field. rules.ts lists what may differ and why.
 *
 * node diff/run.ts [--a apache-kafka] [--b gregor] [--only REGEX of API or scenario] [--verbose]
 *
 * With the same broker on both sides every difference is a scenario's own fault: run it so after changing a scenario.
 */

import { join } from 'node:path'
import type { JsonObject } from '../../src/protocol/json.ts'
import { Args, scratchDir } from '../harness/args.ts'
import { eventually, table, writeResults } from '../harness/cases.ts'
import { startTarget, type Target, type TargetName } from '../harness/target.ts'
import { WireConnection } from '../harness/wire.ts'
import { apiNamed } from './apis.ts'
import { compareTranscripts, type Difference, unusedRules } from './compare.ts'
import type { Scenario } from './scenario.ts'
import { clusterScenarios } from './scenarios/cluster.ts'
import { configScenarios } from './scenarios/configs.ts'
import { directoryScenarios } from './scenarios/directories.ts'
import { groupScenarios } from './scenarios/groups.ts'
import { recordScenarios } from './scenarios/records.ts'
import { topicScenarios } from './scenarios/topics.ts'
import { type Entry, Session } from './session.ts'

const SCENARIOS: readonly Scenario[] = [
  ...clusterScenarios,
  ...topicScenarios,
  ...configScenarios,
  ...recordScenarios,
  ...groupScenarios,
  ...directoryScenarios,
]

const args = new Args()
const only = new RegExp(args.text('only', ''), 'i')

function side(option: string, otherwise: TargetName): TargetName {
  const name = args.text(option, otherwise)
  if (name !== 'gregor' && name !== 'apache-kafka')
    throw new Error(`--${option} is gregor or apache-kafka, not "${name}"`)
  return name
}

/** API key to the advertised range. */
async function advertised(target: Target): Promise<Map<number, readonly [number, number]>> {
  const wire = await WireConnection.open(target.port)
  const { request, response } = apiNamed('ApiVersions')
  const answer = await wire.call({ request, response }, 0, request.create() as object)
  wire.close()
  const { apiKeys } = answer as { apiKeys: { apiKey: number; minVersion: number; maxVersion: number }[] }
  return new Map(apiKeys.map(({ apiKey, minVersion, maxVersion }) => [apiKey, [minVersion, maxVersion]]))
}

async function startPair(twoDirectories: boolean): Promise<[Target, Target]> {
  const [first, second] = names.map(name => {
    const dataDir = scratchDir(`diff-${name}`)
    const logDirs = twoDirectories ? { logDirs: [join(dataDir, 'a'), join(dataDir, 'b')] } : {}
    return startTarget({ name, dataDir, overrides: options, ...logDirs })
  })
  return [await first!, await second!]
}

async function transcript(target: Target, scenario: Scenario, version: number): Promise<Entry[]> {
  const session = new Session(target)
  try {
    await scenario.run(session, version)
  } catch (error) {
    // A scenario that cannot go on is a difference too, if only one broker stops it.
    const answer = `the scenario stopped: ${error instanceof Error ? error.message.replaceAll(String(target.port), '<port>') : error}`
    session.transcript.push({ api: scenario.api, version, step: 'stopped', answer })
  } finally {
    session.close()
  }
  return session.transcript
}

/** The topics of the coordinators are made when the first client asks for one; until they are loaded answers differ by chance. */
async function warmUp(target: Target): Promise<void> {
  const session = new Session(target)
  const coordinators: readonly [what: string, probe: () => Promise<JsonObject>][] = [
    ['group coordinator', () => session.ask('FindCoordinator', 3, { key: 'warm-up', keyType: 0 })],
    ['offsets', () => session.ask('OffsetFetch', 5, { groupId: 'warm-up', topics: null })],
    ['transaction coordinator', () => session.ask('FindCoordinator', 3, { key: 'warm-up', keyType: 1 })],
    [
      'transactions',
      () => session.ask('InitProducerId', 4, { transactionalId: 'warm-up', transactionTimeoutMs: 60_000 }),
    ],
    ['producer ids', () => session.ask('InitProducerId', 4, { transactionalId: null, transactionTimeoutMs: 0 })],
  ]
  for (const [what, probe] of coordinators) {
    await eventually(what, async () => ((await probe()).errorCode === 0 ? true : null)).catch(error => {
      console.log(`${target.name}: ${error instanceof Error ? error.message : error}`)
    })
  }
  session.close()
}

const options = {
  'group.initial.rebalance.delay.ms': '0',
  'group.streams.initial.rebalance.delay.ms': '0',
  'auto.create.topics.enable': 'false',
  'num.partitions': '1',
}
const names = [side('a', 'apache-kafka'), side('b', 'gregor')] as const
let [a, b] = await startPair(false)
const differences: Difference[] = []
const rows: string[][] = [['API', 'versions', 'steps', 'differences']]
let stopped = 0
try {
  for (const target of [a, b]) await warmUp(target)
  const [ofA, ofB] = [await advertised(a), await advertised(b)]
  let twoDirectories = false
  for (const scenario of SCENARIOS) {
    if (!only.test(`${scenario.api}: ${scenario.name}`)) continue
    if (scenario.twoDirectories === true && !twoDirectories) {
      twoDirectories = true
      await a.stop()
      await b.stop()
      ;[a, b] = await startPair(true)
    }
    const [rangeA, rangeB] = [
      ofA.get(apiNamed(scenario.api).request.apiKey),
      ofB.get(apiNamed(scenario.api).request.apiKey),
    ]
    if (rangeA === undefined || rangeB === undefined) {
      rows.push([
        scenario.api,
        `advertised by ${rangeA === undefined ? (rangeB === undefined ? 'nobody' : b.name) : a.name} alone`,
        '',
        '1',
      ])
      differences.push({ api: scenario.api, version: -1, step: 'advertised', path: '', a: `${rangeA}`, b: `${rangeB}` })
      continue
    }
    const [from, to] = [Math.max(rangeA[0], rangeB[0]), Math.min(rangeA[1], rangeB[1])]
    let steps = 0
    let found = 0
    for (let version = from; version <= to; version++) {
      const left = await transcript(a, scenario, version)
      const right = await transcript(b, scenario, version)
      steps += left.length
      stopped += left.filter(({ step }) => step === 'stopped').length
      const here = compareTranscripts(left, right)
      found += here.length
      differences.push(...here)
      for (const { step, answer } of left)
        if (args.has('verbose')) console.log(`${scenario.api} v${version} ${step}: ${JSON.stringify(answer)}`)
    }
    rows.push([`${scenario.api}: ${scenario.name}`, from === to ? `${from}` : `${from}–${to}`, `${steps}`, `${found}`])
  }
} finally {
  await a.stop()
  await b.stop()
}

const byPlace = new Map<string, Difference[]>()
for (const difference of differences) {
  const key = `${difference.api} / ${difference.step} / ${difference.path}`
  byPlace.set(key, [...(byPlace.get(key) ?? []), difference])
}
for (const [place, [first, ...others]] of byPlace) {
  const versions = [first!, ...others].map(({ version }) => version)
  console.log(
    `${place} (v${[...new Set(versions)].join(', ')})\n    ${a.name}: ${first!.a}\n    ${b.name}: ${first!.b}`,
  )
}
console.log(`\n${table(rows)}\n`)
if (only.source === '(?:)')
  for (const rule of unusedRules()) console.log(`note: the rule ${rule.api} ${rule.path} covered nothing`)
const steps = rows.slice(1).reduce((sum, row) => sum + Number(row[2] ?? 0), 0)
console.log(`${steps} answers compared, ${differences.length} differences in ${byPlace.size} places`)
writeResults('diff', differences, { a: a.name, b: b.name, steps })
if (differences.length > 0 || stopped > 0 || steps === 0) process.exitCode = 1
