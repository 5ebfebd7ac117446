import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Target } from '../../compat-tests/harness/target.ts'
import type { CodecName } from '../../src/records/batch.ts'
import { BATCH_BYTES, recordsPerBatch, writeFrames } from './frames.ts'
import { percentiles, type Sample, volume } from './measure.ts'
import { createTopic, deleteTopic } from './topics.ts'

export interface Effort {
  /** Before anything is measured, so that a JVM has compiled what it will run. */
  readonly warmUpBytes: number
  readonly produceBytes: number
  readonly consumeBytes: number
  readonly latencyRequests: number
  readonly endToEndRequests: number
}

export const FULL: Effort = {
  warmUpBytes: 4e9,
  produceBytes: 768e6,
  consumeBytes: 2e9,
  latencyRequests: 5000,
  endToEndRequests: 600,
}
export const QUICK: Effort = {
  warmUpBytes: 1.5e9,
  produceBytes: 192e6,
  consumeBytes: 512e6,
  latencyRequests: 1500,
  endToEndRequests: 200,
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
  readonly floors: Readonly<Record<string, { readonly atLeast?: number; readonly atMost?: number }>>
  /** One round against one broker. */
  run(target: Target, room: Room): Promise<Sample>
}

const CONNECTIONS = 2
const IN_FLIGHT = 5
const PRODUCE_FLOORS = { 'MB/s': { atLeast: 1 }, 'CPU s/GB': { atMost: 0.5 } }
const CONSUME_FLOORS = { 'MB/s': { atLeast: 1 }, 'CPU s/GB': { atMost: 1.3 } }
const LATENCY_FLOORS = { 'p50 ms': { atMost: 1 }, 'p99 ms': { atMost: 1 } }

async function withTopic<T>(
  target: Target,
  room: Room,
  partitions: number,
  use: (topic: string) => Promise<T>,
): Promise<T> {
  const topic = room.nextTopic()
  await createTopic(target.port, topic, partitions)
  try {
    return await use(topic)
  } finally {
    await deleteTopic(target.port, topic)
  }
}

function label(recordBytes: number, partitions: number, codec: CodecName): string {
  const size = recordBytes < 1024 ? `${recordBytes} B` : `${recordBytes / 1024} KiB`
  return `${size}, ${partitions} partition${partitions === 1 ? '' : 's'}, ${codec}`
}

function produceCase(recordBytes: number, partitions: number, codec: CodecName): BenchCase {
  return {
    name: `produce ${label(recordBytes, partitions, codec)}`,
    floors: PRODUCE_FLOORS,
    run: (target, room) =>
      withTopic(target, room, partitions, async topic => {
        const frames = join(room.dir, `${topic}.frames`)
        const plainBytes = writeFrames(frames, topic, partitions, recordBytes, codec)
        const requests = Math.ceil(room.effort.produceBytes / plainBytes)
        const sample = await volume(target, ['produce', target.port, frames, CONNECTIONS, IN_FLIGHT, requests])
        // Throughput and cost are told per uncompressed byte, so that codecs can be compared.
        return codec === 'none' ? sample : perPlainByte(sample, frames, plainBytes, partitions)
      }),
  }
}

/** Runs every kind of load for a while, unmeasured. */
export async function warmUp(target: Target, room: Room): Promise<void> {
  const codecs = ['none', 'lz4'] as const
  const share = { ...room.effort, produceBytes: room.effort.warmUpBytes / 4, consumeBytes: room.effort.warmUpBytes / 4 }
  for (const codec of codecs)
    for (const partitions of [1, 64]) await produceCase(1024, partitions, codec).run(target, { ...room, effort: share })
  await consumeCase('tail', 1024, 1).run(target, { ...room, effort: share })
  await latencyCase(1024).run(target, room)
}

/** Rescales figures from bytes on the wire to bytes before compression. */
function perPlainByte(sample: Sample, frames: string, plainBytes: number, partitions: number): Sample {
  const factor = (plainBytes * partitions) / statSync(frames).size
  return {
    'MB/s': sample['MB/s']! * factor,
    'CPU s/GB': sample['CPU s/GB']! / factor,
    'client CPU s/GB': sample['client CPU s/GB']! / factor,
  }
}

/** `tail`: the newest 4 MiB of each partition over and over. `disk`: everything from the beginning, more than any cache in the broker holds. */
function consumeCase(from: 'tail' | 'disk', recordBytes: number, partitions: number): BenchCase {
  return {
    name: `consume from ${from}, ${label(recordBytes, partitions, 'none')}`,
    floors: CONSUME_FLOORS,
    run: (target, room) =>
      withTopic(target, room, partitions, async topic => {
        const frames = join(room.dir, `${topic}.frames`)
        const plainBytes = writeFrames(frames, topic, partitions, recordBytes, 'none')
        const fill = from === 'tail' ? 8 * 1024 * 1024 * partitions : room.effort.produceBytes
        await volume(target, ['produce', target.port, frames, CONNECTIONS, IN_FLIGHT, Math.ceil(fill / plainBytes)])
        const loopRecords = from === 'tail' ? recordsPerBatch(recordBytes) * ((4 << 20) / BATCH_BYTES) : 0
        const bytes = from === 'tail' ? room.effort.consumeBytes : room.effort.produceBytes
        return await volume(target, ['fetch', target.port, topic, partitions, CONNECTIONS, bytes, loopRecords])
      }),
  }
}

function latencyCase(recordBytes: number): BenchCase {
  return {
    name: `latency, one ${label(recordBytes, 1, 'none')}, one in flight`,
    floors: LATENCY_FLOORS,
    run: (target, room) =>
      withTopic(target, room, 1, async topic => {
        const frames = join(room.dir, `${topic}.frames`)
        writeFrames(frames, topic, 1, recordBytes, 'none', 1)
        return await percentiles(['latency', target.port, frames, room.effort.latencyRequests])
      }),
  }
}

const endToEnd: BenchCase = {
  name: 'end to end, one 1 KiB record, parked fetch',
  floors: LATENCY_FLOORS,
  run: (target, room) =>
    withTopic(target, room, 1, async topic => {
      const frames = join(room.dir, `${topic}.frames`)
      writeFrames(frames, topic, 1, 1024, 'none', 1)
      return await percentiles(['endtoend', target.port, frames, topic, room.effort.endToEndRequests, 2000])
    }),
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
