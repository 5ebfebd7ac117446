import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Target } from '../../compat-tests/harness/target.ts'
import type { CodecName } from '../../src/records/batch.ts'
import { BATCH_BYTES, recordsPerBatch, writeFrames } from './frames.ts'
import { percentiles, type Sample, volume } from './measure.ts'
import type { Floors } from './report.ts'
import { createTopic, deleteTopic } from './topics.ts'

export interface Effort {
  /** Before anything is measured: of each case's own load for fresh brokers, of every kind together for steady ones. */
  readonly warmUpBytes: number
  readonly produceBytes: number
  readonly consumeBytes: number
  readonly latencyRequests: number
  readonly endToEndRequests: number
}

/**
 * Brokers that were started for the case. Apache Kafka takes 3 to 6 s of CPU per GB produced after this warm-up (1.3 to 2 once
 * its compiler has been through with everything, which takes three gigabytes more).
 */
export const FRESH: Effort = {
  warmUpBytes: 1e9,
  produceBytes: 256e6,
  consumeBytes: 512e6,
  latencyRequests: 5000,
  endToEndRequests: 600,
}
/** Brokers that go from case to case, when a JVM has compiled all that it will run. */
export const STEADY: Effort = {
  ...FRESH,
  warmUpBytes: 15e9,
  produceBytes: 768e6,
  consumeBytes: 2e9,
}

/** A first impression. */
export function quick(effort: Effort): Effort {
  return {
    warmUpBytes: effort.warmUpBytes / 2,
    produceBytes: effort.produceBytes / 2,
    consumeBytes: effort.consumeBytes / 2,
    latencyRequests: effort.latencyRequests / 2,
    endToEndRequests: effort.endToEndRequests / 2,
  }
}

/** The room a case works in: one directory for frames, one serial number for topics. */
export interface Room {
  readonly dir: string
  readonly effort: Effort
  nextTopic(): string
}

export interface BenchCase {
  readonly name: string
  /** Floors of Gregor's figure divided by Apache Kafka's. */
  readonly floors: Floors
  readonly partitions: number
  /** What one round brings; 0 where it counts requests. */
  roundBytes(effort: Effort): number
  /**
   * Makes ready what all rounds share and returns one round. The topic is the same for all rounds, and the first ones are
   * not counted: what a broker spends on a new partition is not what is measured here.
   */
  prepare(target: Target, room: Room, topic: string): Promise<() => Promise<Sample>>
}

const CONNECTIONS = 2
const IN_FLIGHT = 5
export const PRODUCE_FLOORS = { 'MB/s': { atLeast: 1 }, 'CPU s/GB': { atMost: 0.5 } }
export const CONSUME_FLOORS = { 'MB/s': { atLeast: 1 }, 'CPU s/GB': { atMost: 1.3 } }
const LATENCY_FLOORS = { 'p50 ms': { atMost: 1 }, 'p99 ms': { atMost: 1 } }

/** A case on one broker: `round` measures, `close` removes the topic. */
export interface OpenCase {
  round(): Promise<Sample>
  close(): Promise<void>
}

export async function openCase(bench: BenchCase, target: Target, room: Room): Promise<OpenCase> {
  const topic = room.nextTopic()
  await createTopic(target.port, topic, bench.partitions)
  const round = await bench.prepare(target, room, topic)
  return { round, close: () => deleteTopic(target.port, topic) }
}

export function label(recordBytes: number, partitions: number, codec: CodecName): string {
  const size = recordBytes < 1024 ? `${recordBytes} B` : `${recordBytes / 1024} KiB`
  return `${size}, ${partitions} partition${partitions === 1 ? '' : 's'}, ${codec}`
}

function produceCase(recordBytes: number, partitions: number, codec: CodecName): BenchCase {
  return {
    name: `produce ${label(recordBytes, partitions, codec)}`,
    floors: PRODUCE_FLOORS,
    partitions,
    roundBytes: effort => effort.produceBytes,
    prepare: async (target, room, topic) => {
      const frames = join(room.dir, `${topic}.frames`)
      const plainBytes = writeFrames(frames, topic, partitions, recordBytes, codec)
      const requests = Math.ceil(room.effort.produceBytes / plainBytes)
      const wireBytes = statSync(frames).size / partitions
      return async () => {
        const args = ['produce', target.port, frames, CONNECTIONS, IN_FLIGHT, requests]
        const sample = await volume(target, args)
        // Throughput and cost are told per uncompressed byte, so that codecs can be compared.
        return perByte(sample, plainBytes / wireBytes)
      }
    },
  }
}

/** Rescales figures from bytes on the wire to bytes before compression, of which there are `factor` times as many. */
function perByte(sample: Sample, factor: number): Sample {
  return {
    'MB/s': sample['MB/s']! * factor,
    'CPU s/GB': sample['CPU s/GB']! / factor,
    'client CPU s/GB': sample['client CPU s/GB']! / factor,
  }
}

/**
 * `tail`: the newest 4 MiB of each partition over and over. `disk`: everything from the beginning, more than any cache
 * in the broker holds.
 */
function consumeCase(from: 'tail' | 'disk', recordBytes: number, partitions: number): BenchCase {
  return {
    name: `consume from ${from}, ${label(recordBytes, partitions, 'none')}`,
    floors: CONSUME_FLOORS,
    partitions,
    roundBytes: effort => effort.consumeBytes,
    prepare: async (target, room, topic) => {
      const frames = join(room.dir, `${topic}.frames`)
      const plainBytes = writeFrames(frames, topic, partitions, recordBytes, 'none')
      const fill = (bytes: number) =>
        volume(target, ['produce', target.port, frames, CONNECTIONS, IN_FLIGHT, Math.ceil(bytes / plainBytes)])
      const fetch = (bytes: number, loopRecords: number) =>
        volume(target, ['fetch', target.port, topic, partitions, CONNECTIONS, bytes, loopRecords])
      if (from === 'tail') {
        // Who reads the newest records has read before they came.
        await fill(partitions * plainBytes)
        await fetch(2 * partitions * plainBytes, 0)
      }
      const { consumeBytes } = room.effort
      await fill(from === 'tail' ? 6 * 1024 * 1024 * partitions : consumeBytes)
      const loopRecords = from === 'tail' ? recordsPerBatch(recordBytes) * ((4 << 20) / BATCH_BYTES) : 0
      return () => fetch(consumeBytes, loopRecords)
    },
  }
}

function latencyCase(recordBytes: number): BenchCase {
  return {
    name: `latency, one ${label(recordBytes, 1, 'none')}, one in flight`,
    floors: LATENCY_FLOORS,
    partitions: 1,
    roundBytes: () => 0,
    prepare: async (target, room, topic) => {
      const frames = join(room.dir, `${topic}.frames`)
      writeFrames(frames, topic, 1, recordBytes, 'none', 1)
      return () => percentiles(target, ['latency', target.port, frames, room.effort.latencyRequests])
    },
  }
}

const endToEnd: BenchCase = {
  name: 'end to end, one 1 KiB record, parked fetch',
  floors: LATENCY_FLOORS,
  partitions: 1,
  roundBytes: () => 0,
  prepare: async (target, room, topic) => {
    const frames = join(room.dir, `${topic}.frames`)
    writeFrames(frames, topic, 1, 1024, 'none', 1)
    return () => percentiles(target, ['endtoend', target.port, frames, topic, room.effort.endToEndRequests, 2000])
  },
}

/** Runs every kind of load for a while, unmeasured: a JVM needs gigabytes until it has compiled what it will run. */
export async function warmUp(target: Target, room: Room): Promise<void> {
  const share = room.effort.warmUpBytes / 6
  const gently: Room = { ...room, effort: { ...room.effort, produceBytes: share, consumeBytes: share } }
  const load = (['none', 'lz4'] as const).flatMap(codec =>
    [1, 64].map(partitions => produceCase(1024, partitions, codec)),
  )
  for (const bench of [...load, consumeCase('tail', 1024, 1), consumeCase('disk', 1024, 64), latencyCase(1024)]) {
    const open = await openCase(bench, target, gently)
    await open.round()
    await open.close()
  }
}

export const CASES: readonly BenchCase[] = [
  ...(['none', 'lz4'] as const).flatMap(codec =>
    [1, 64].flatMap(partitions => [100, 1024, 10_240].map(bytes => produceCase(bytes, partitions, codec))),
  ),
  ...(['tail', 'disk'] as const).flatMap(from => [1, 64].map(partitions => consumeCase(from, 1024, partitions))),
  latencyCase(100),
  latencyCase(1024),
  latencyCase(10_240),
  endToEnd,
]
