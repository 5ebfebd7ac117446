/** Three nodes beside three: what every record costs when two others copy it before it is acknowledged. */
import { join } from 'node:path'
import type { TestCluster } from '../../compat-tests/harness/cluster.ts'
import type { CodecName } from '../../src/records/batch.ts'
import type { Room } from './cases.ts'
import { writeFrames } from './frames.ts'
import { load, occupyMemory, type Sample, untilIdle } from './measure.ts'
import { createTopic, deleteTopic } from './topics.ts'

export interface ReplicatedCase {
  readonly name: string
  readonly recordBytes: number
  readonly codec: CodecName
}

export const REPLICATED_FLOORS = { 'MB/s': { atLeast: 1 }, 'CPU s/GB': { atMost: 0.6 } }
export const CLUSTER_START_FLOOR_MS = 600
export const CLUSTER_IDLE_FLOOR_MB = 240

const CONNECTIONS = 1
const IN_FLIGHT = 5
const PARTITIONS = 4

export const REPLICATED_CASES: readonly ReplicatedCase[] = [
  { name: 'replicated produce, 1 KiB, none', recordBytes: 1024, codec: 'none' },
  { name: 'replicated produce, 1 KiB, lz4', recordBytes: 1024, codec: 'lz4' },
]

/**
 * Each node leads a topic of its own and follows those of the others; all three are produced to at once, acks=all,
 * min.insync.replicas=2.
 */
export async function openReplicated(
  bench: ReplicatedCase,
  cluster: TestCluster,
  room: Room,
): Promise<{ round(): Promise<Sample>; close(): Promise<void> }> {
  const ids = cluster.nodes.map(({ nodeId }) => nodeId)
  const parts: { port: number; frames: string; topic: string; plainBytes: number }[] = []
  for (const { nodeId, port } of cluster.nodes) {
    const topic = room.nextTopic()
    const replicas = [nodeId, ...ids.filter(id => id !== nodeId)]
    await createTopic(port, topic, PARTITIONS, replicas)
    const frames = join(room.dir, `${cluster.name}-${topic}.frames`)
    parts.push({
      port,
      frames,
      topic,
      plainBytes: writeFrames(frames, topic, PARTITIONS, bench.recordBytes, bench.codec),
    })
  }
  return {
    round: async () => {
      for (const { target } of cluster.nodes) await untilIdle(target)
      const requests = Math.ceil(room.effort.produceBytes / parts.length / parts[0]!.plainBytes)
      await occupyMemory()
      const before = cluster.cpuSeconds()
      const from = performance.now()
      const out = await Promise.all(
        parts.map(({ port, frames }) => load(['produce', port, frames, CONNECTIONS, IN_FLIGHT, requests])),
      )
      const seconds = (performance.now() - from) / 1000
      const gigabytes = (requests * parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0)) / 1e9
      return {
        'MB/s': (gigabytes * 1000) / seconds,
        'CPU s/GB': (cluster.cpuSeconds() - before) / gigabytes,
        'client CPU s/GB': out.reduce((sum, { clientCpu = 0 }) => sum + clientCpu, 0) / gigabytes,
      }
    },
    close: async () => {
      for (const { port, topic } of parts) await deleteTopic(port, topic)
    },
  }
}
