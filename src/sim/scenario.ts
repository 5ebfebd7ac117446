/** What a seed is about: how many nodes, how they are configured, and what may go wrong. */
import type { Arrangement } from './arrangement.ts'
import { drawFaultRates, type FaultName, type FaultRates } from './nemesis.ts'
import { SeededRandom } from './random.ts'
import { BROKER_DEFAULTS } from './workload/topics.ts'
import type { Pace } from './workload/workload.ts'

export interface Scenario {
  readonly nodes: number
  readonly arrangement: Arrangement
  readonly properties: Readonly<Record<string, string>>
  readonly rates: FaultRates
  readonly pace: Pace
  /** What each node keeps in memory of the end of each log; what is older is read from its disk. */
  readonly tailCacheBytesPerLog: number
  /** After the last fault one machine is lost for a while: the majority that is left must go on. */
  readonly losesOneInTheEnd: boolean
}

/** Each as likely as it is often here. Six nodes take twice the time of three. */
const CHANCES: readonly Arrangement[] = [
  'combined',
  'combined',
  'combined',
  'combined',
  'combined',
  'combined',
  'dynamic',
  'dynamic',
  'dynamic',
  'separate',
]

/** Faults from which one replica alone recovers without a loss of what it acknowledged. */
const ALWAYS: readonly FaultName[] = [
  'kill',
  'killInOperation',
  'stop',
  'resetConnections',
  'cutLink',
  'slowLink',
  'slowDisk',
  'fullDisk',
  'misread',
  'jumpClock',
  'driftClock',
]
/** With others to take over: a machine may lose its power, as long as the others have all that it had. */
const OF_CLUSTERS: readonly FaultName[] = [...ALWAYS, 'losePower', 'isolate', 'killAll', 'deadDisk', 'failSync']

/** `nodes`: instead of 1 or 3 by chance. `arrangement`: instead of the one that the seed draws for a cluster. */
export function drawScenario(seed: number, nodes?: number, arrangement?: Arrangement): Scenario {
  const draw = new SeededRandom(seed).fork('scenario')
  const drawn = draw.chance(0.75) ? 3 : 1
  if ((nodes ?? drawn) === 1) return alone(draw)
  const scenario = cluster(draw, nodes ?? drawn)
  return arrangement === undefined ? scenario : { ...scenario, arrangement }
}

function alone(draw: SeededRandom): Scenario {
  // One replica alone survives a power cut only where every acknowledgement waits for the device.
  const flushing = draw.chance(0.4)
  const properties = flushing ? { ...BROKER_DEFAULTS, 'log.flush.interval.messages': '1' } : BROKER_DEFAULTS
  const rates = drawFaultRates(draw, new Set(flushing ? [...ALWAYS, 'losePower'] : ALWAYS))
  return { nodes: 1, arrangement: 'combined', properties, rates, ...drawPaceAndMemory(draw), losesOneInTheEnd: false }
}

function cluster(draw: SeededRandom, nodes: number): Scenario {
  const heartbeatMs = draw.between(200, 1_500)
  const properties: Record<string, string> = {
    ...BROKER_DEFAULTS,
    'default.replication.factor': '3',
    'min.insync.replicas': '2',
    'offsets.topic.replication.factor': '3',
    'broker.heartbeat.interval.ms': String(heartbeatMs),
    'broker.session.timeout.ms': String(heartbeatMs * draw.between(3, 6)),
    'replica.lag.time.max.ms': String(draw.between(1_500, 10_000)),
    'replica.fetch.wait.max.ms': String(draw.between(100, 1_000)),
    'leader.imbalance.check.interval.seconds': String(draw.between(2, 30)),
    'initial.broker.registration.timeout.ms': '600000',
    // How often a quiet metadata log grows by a record that says nothing.
    'metadata.max.idle.interval.ms': String(draw.pick([500, 2_000, 5_000])),
    // Snapshots within seconds, so that who was away for long has to fetch one.
    ...(draw.chance(0.6)
      ? { 'metadata.log.max.record.bytes.between.snapshots': String(draw.between(500, 8_000)) }
      : {}),
    ...(draw.chance(0.5) ? { 'metadata.max.retention.bytes': '4000' } : {}),
  }
  const rates = drawFaultRates(draw, new Set(OF_CLUSTERS))
  const losesOneInTheEnd = draw.chance(0.4)
  const arrangement = draw.pick(CHANCES)
  return { nodes, arrangement, properties, rates, ...drawPaceAndMemory(draw), losesOneInTheEnd }
}

function drawPaceAndMemory(draw: SeededRandom): Pick<Scenario, 'pace' | 'tailCacheBytesPerLog'> {
  const pace = { gathers: draw.pick([1, 2, 4, 8, 8, 16, 16]), fetchMinBytes: draw.pick([1, 500, 4_000]) }
  return { pace, tailCacheBytesPerLog: draw.pick([8 * 1024 * 1024, 8 * 1024 * 1024, 16 * 1024, 2 * 1024]) }
}
