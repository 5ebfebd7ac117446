/**
 * The same requests, encoded by Gregor's own codec, to two brokers at every version that both advertise; the answers are
 * compared field by field. rules.ts lists what may differ and why.
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
import { compareTranscripts, type Difference, explained, unusedRules } from './compare.ts'
import { isServed } from './rules.ts'
import type { Arrangement, Scenario } from './scenario.ts'
import { brokerScenarios } from './scenarios/brokers.ts'
import { clusterScenarios } from './scenarios/cluster.ts'
import { configScenarios } from './scenarios/configs.ts'
import { controllerScenarios } from './scenarios/controller.ts'
import { directoryScenarios } from './scenarios/directories.ts'
import { followerScenarios } from './scenarios/followers.ts'
import { groupScenarios } from './scenarios/groups.ts'
import { quorumScenarios } from './scenarios/quorum.ts'
import { reassignmentScenarios } from './scenarios/reassignments.ts'
import { recordScenarios } from './scenarios/records.ts'
import { topicScenarios } from './scenarios/topics.ts'
import { type Entry, type Listener, labelOf, Session } from './session.ts'

const SCENARIOS: readonly Scenario[] = [
  ...clusterScenarios,
  ...topicScenarios,
  ...configScenarios,
  ...recordScenarios,
  ...groupScenarios,
  ...controllerScenarios,
  ...brokerScenarios,
  ...reassignmentScenarios,
  ...followerScenarios,
  ...quorumScenarios,
  ...directoryScenarios,
]

const args = new Args('node diff/run.ts [--a apache-kafka] [--b gregor] [--only REGEX of API or scenario] [--verbose]')
const only = new RegExp(args.text('only', ''), 'i')

function side(option: string, otherwise: TargetName): TargetName {
  const name = args.text(option, otherwise)
  if (name !== 'gregor' && name !== 'apache-kafka')
    throw new Error(`--${option} is gregor or apache-kafka, not "${name}"`)
  return name
}

type Advertised = ReadonlyMap<number, readonly [from: number, to: number]>

/** API key to the range that is advertised on each listener. */
async function advertised(target: Target): Promise<Readonly<Record<Listener, Advertised>>> {
  const { request, response } = apiNamed('ApiVersions')
  const on = async (port: number): Promise<Advertised> => {
    const wire = await WireConnection.open(port)
    const answer = await wire.call({ request, response }, 0, request.create() as object)
    wire.close()
    const { apiKeys } = answer as { apiKeys: { apiKey: number; minVersion: number; maxVersion: number }[] }
    return new Map(apiKeys.map(({ apiKey, minVersion, maxVersion }) => [apiKey, [minVersion, maxVersion]]))
  }
  return { broker: await on(target.port), controller: await on(target.controllerPort) }
}

async function startPair(arrangement: Arrangement): Promise<[Target, Target]> {
  const [first, second] = names.map(name => {
    const dataDir = scratchDir(`diff-${name}`)
    return startTarget({
      name,
      dataDir,
      overrides: options,
      controllerListener: true,
      quorum: arrangement === 'voters in the log' ? 'dynamic' : 'static',
      ...(arrangement === 'two directories' ? { logDirs: [join(dataDir, 'a'), join(dataDir, 'b')] } : {}),
    })
  })
  return [await first!, await second!]
}

async function transcript(target: Target, scenario: Scenario, version: number): Promise<Entry[]> {
  const session = new Session(target, scenario.listener)
  try {
    await scenario.run(session, version)
  } catch (error) {
    // A scenario that cannot go on is a difference too, if only one broker stops it.
    const answer = `the scenario stopped: ${error instanceof Error ? error.message.replaceAll(String(target.port), '<port>') : error}`
    session.note(scenario.api, version, 'stopped', answer)
  } finally {
    session.close()
  }
  return session.transcript
}

/**
 * The topics of the coordinators are made when the first client asks for one; until they are loaded answers differ by
 * chance.
 */
async function warmUp(target: Target): Promise<void> {
  const session = new Session(target)
  type Probe = readonly [what: string, probe: () => Promise<JsonObject>]
  // Gregor has none, and says so (rules.ts).
  const transactions: readonly Probe[] = [
    ['transaction coordinator', () => session.ask('FindCoordinator', 3, { key: 'warm-up', keyType: 1 })],
    [
      'transactions',
      () => session.ask('InitProducerId', 4, { transactionalId: 'warm-up', transactionTimeoutMs: 60_000 }),
    ],
  ]
  const coordinators: readonly Probe[] = [
    ['group coordinator', () => session.ask('FindCoordinator', 3, { key: 'warm-up', keyType: 0 })],
    ['offsets', () => session.ask('OffsetFetch', 5, { groupId: 'warm-up', topics: null })],
    ...(target.name === 'gregor' ? [] : transactions),
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
  // Puppets (puppet.ts) say what they say when a scenario wants it: nothing happens to them by itself.
  'broker.session.timeout.ms': '600000',
  'replica.lag.time.max.ms': '600000',
  'auto.leader.rebalance.enable': 'false',
}
const names = [side('a', 'apache-kafka'), side('b', 'gregor')] as const
const ARRANGEMENTS: readonly Arrangement[] = [
  'one broker',
  'voters in the configuration',
  'voters in the log',
  'two directories',
]
const differences: Difference[] = []
const rows: string[][] = [['API', 'versions', 'answers', 'differences']]
/** What was compared: an API at a version in one step of one scenario. */
const triples = new Set<string>()
let answers = 0
let stopped = 0

function note(scenario: Scenario, version: number, left: readonly Entry[], right: readonly Entry[]): number {
  answers += left.length
  stopped += left.filter(({ step }) => step === 'stopped').length
  for (const { api, version: at, step } of left) triples.add(`${api} v${at}: ${scenario.name} v${version}: ${step}`)
  const here = compareTranscripts(left, right)
  differences.push(...here)
  if (args.has('verbose'))
    for (const { api, version: at, step, answer } of left)
      console.log(`${api} v${at} ${step}: ${JSON.stringify(answer)}`)
  return here.length
}

/** All scenarios of one arrangement, with a pair of brokers of their own. */
async function compareAll(arrangement: Arrangement, scenarios: readonly Scenario[]): Promise<void> {
  const [a, b] = await startPair(arrangement)
  try {
    for (const target of [a, b]) await warmUp(target)
    const [ofA, ofB] = [await advertised(a), await advertised(b)]
    for (const scenario of scenarios) {
      const { api, name, listener = 'broker' } = scenario
      const { apiKey } = apiNamed(api).request
      const [rangeA, rangeB] = [ofA[listener].get(apiKey), ofB[listener].get(apiKey)]
      const label = `${labelOf(api, listener)}: ${name}`
      if (rangeA === undefined || rangeB === undefined) {
        const alone = rangeA === undefined ? (rangeB === undefined ? 'nobody' : b.name) : a.name
        const known = !isServed(apiKey)
        rows.push([label, `advertised by ${alone} alone`, '', known ? '0' : '1'])
        if (!known) differences.push({ api, version: -1, step: 'advertised', path: '', a: `${rangeA}`, b: `${rangeB}` })
        continue
      }
      const [from, to] = [Math.max(rangeA[0], rangeB[0]), Math.min(rangeA[1], rangeB[1])]
      const before = answers
      let found = 0
      for (let version = from; version <= to; version++)
        found += note(scenario, version, await transcript(a, scenario, version), await transcript(b, scenario, version))
      rows.push([label, from === to ? `${from}` : `${from}–${to}`, `${answers - before}`, `${found}`])
      for (const target of [a, b]) if (!target.running) throw new Error(`${target.name} has ended: ${label}`)
    }
  } finally {
    // Nobody looks at their directories again, and puppets that are left would make a stop in good order slow.
    await a.kill()
    await b.kill()
  }
}

for (const arrangement of ARRANGEMENTS) {
  const chosen = SCENARIOS.filter(
    ({ api, name, listener = 'broker', arrangement: needed = 'one broker' }) =>
      needed === arrangement && only.test(`${labelOf(api, listener)}: ${name}`),
  )
  if (chosen.length > 0)
    await compareAll(arrangement, chosen).catch(error => {
      stopped++
      console.log(`${arrangement}: ${error instanceof Error ? error.message : error}`)
    })
}

const byPlace = new Map<string, Difference[]>()
for (const difference of differences) {
  const key = `${difference.api} / ${difference.step} / ${difference.path}`
  byPlace.set(key, [...(byPlace.get(key) ?? []), difference])
}
for (const [place, [first, ...others]] of byPlace) {
  const versions = [first!, ...others].map(({ version }) => version)
  console.log(
    `${place} (v${[...new Set(versions)].join(', ')})\n    ${names[0]}: ${first!.a}\n    ${names[1]}: ${first!.b}`,
  )
}
console.log(`\n${table(rows)}\n`)
console.log('explained, by rule:')
for (const [{ api, path, why }, count] of explained()) console.log(`  ${count} × ${api} ${path.source}: ${why}`)
if (only.source === '(?:)')
  for (const rule of unusedRules()) console.log(`note: the rule ${rule.api} ${rule.path} covered nothing`)
const count = `${answers} answers, ${triples.size} triples of API, version and case`
console.log(`${count} compared, ${differences.length} differences in ${byPlace.size} places`)
writeResults('diff', differences, { a: names[0], b: names[1], answers, triples: triples.size })
if (differences.length > 0 || stopped > 0 || answers === 0) process.exitCode = 1
