/**
 * The volume cases with a client that people have: librdkafka, by way of kcat. It makes its own batches and requests, takes
 * time for that, and leaves the broker waiting in between, where load.c replays requests as fast as they are answered.
 */
import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { kcat } from '../../compat-tests/clients/kcat.ts'
import { cpuSecondsOf, type Target } from '../../compat-tests/harness/target.ts'
import type { CodecName } from '../../src/records/batch.ts'
import { type BenchCase, CONSUME_FLOORS, label, PRODUCE_FLOORS, type Room } from './cases.ts'
import { BATCH_BYTES, makeText } from './frames.ts'
import { occupyMemory, type Sample, untilIdle } from './measure.ts'

const TIMEOUT_MS = 300_000
const TEXT_BYTES = 16e6
/** Requests in flight as load.c has them (and Java's producer); librdkafka would have any number. */
const PRODUCER = [
  'acks=all',
  `batch.size=${BATCH_BYTES}`,
  'max.in.flight.requests.per.connection=5',
  'queue.buffering.max.kbytes=65536',
]

/** A file of lines, one a record, that hold the text of the replayed batches. */
function writeLines(path: string, recordBytes: number, totalBytes: number): void {
  const records = Math.floor(TEXT_BYTES / recordBytes)
  const seed = { state: 42 }
  const block = Buffer.concat(
    Array.from({ length: records }, () => Buffer.concat([makeText(recordBytes, seed), Buffer.from('\n')])),
  )
  const file = openSync(path, 'w')
  for (let at = 0; at < totalBytes; at += records * recordBytes) writeSync(file, block)
  closeSync(file)
}

/** How many value bytes `writeLines` writes when it is asked for `totalBytes`. */
function lineBytes(recordBytes: number, totalBytes: number): number {
  const block = Math.floor(TEXT_BYTES / recordBytes) * recordBytes
  return Math.ceil(totalBytes / block) * block
}

/** One run of kcat; figures per byte of record values. */
async function run(target: Target, args: readonly string[], valueBytes: number): Promise<Sample> {
  await untilIdle(target)
  await occupyMemory()
  const before = { broker: target.cpuSeconds(), client: cpuSecondsOf('self').children, ms: performance.now() }
  await kcat(target.bootstrap, args, null, TIMEOUT_MS)
  const seconds = (performance.now() - before.ms) / 1000
  const gigabytes = valueBytes / 1e9
  return {
    'MB/s': (gigabytes * 1000) / seconds,
    'CPU s/GB': (target.cpuSeconds() - before.broker) / gigabytes,
    'client CPU s/GB': (cpuSecondsOf('self').children - before.client) / gigabytes,
  }
}

const properties = (settings: readonly string[]): string[] => settings.flatMap(setting => ['-X', setting])

async function produce(
  target: Target,
  room: Room,
  topic: string,
  recordBytes: number,
  codec: CodecName,
): Promise<() => Promise<Sample>> {
  const lines = join(room.dir, `lines-${recordBytes}`)
  const valueBytes = lineBytes(recordBytes, room.effort.produceBytes)
  if (!existsSync(lines)) writeLines(lines, recordBytes, room.effort.produceBytes)
  return async () => {
    return await run(target, ['-P', '-t', topic, '-z', codec, ...properties(PRODUCER), '-l', lines], valueBytes)
  }
}

function produceCase(recordBytes: number, partitions: number, codec: CodecName): BenchCase {
  return {
    name: `librdkafka produces ${label(recordBytes, partitions, codec)}`,
    floors: PRODUCE_FLOORS,
    partitions,
    roundBytes: effort => effort.produceBytes,
    prepare: (target, room, topic) => produce(target, room, topic, recordBytes, codec),
  }
}

function consumeCase(recordBytes: number, partitions: number): BenchCase {
  return {
    name: `librdkafka consumes ${label(recordBytes, partitions, 'none')}`,
    floors: CONSUME_FLOORS,
    partitions,
    roundBytes: effort => effort.produceBytes,
    prepare: async (target, room, topic) => {
      await (await produce(target, room, topic, recordBytes, 'none'))()
      const args = ['-C', '-t', topic, '-o', 'beginning', '-e', '-q', '-f', '']
      return () => run(target, args, lineBytes(recordBytes, room.effort.produceBytes))
    },
  }
}

export const LIBRDKAFKA_CASES: readonly BenchCase[] = [
  ...(['none', 'lz4'] as const).flatMap(codec =>
    [1, 64].flatMap(partitions => [100, 1024, 10_240].map(bytes => produceCase(bytes, partitions, codec))),
  ),
  ...[1, 64].map(partitions => consumeCase(1024, partitions)),
]
