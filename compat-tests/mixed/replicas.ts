/** Replicas on disk: the same bytes, whichever kind of broker wrote them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MixedNode } from './node.ts'

/** Which of the node's directories holds the partition; null where none does. */
export function logDirOf(node: MixedNode, topic: string, partition: number): string | null {
  const dirs = node.dataDirs.filter(dir => existsSync(join(dir, `${topic}-${partition}`)))
  if (dirs.length > 1) throw new Error(`${node.name} has ${topic}-${partition} in ${dirs.length} directories`)
  return dirs[0] ?? null
}

/** The segments of one partition, one behind the other; null where the node has no such directory. */
export function storedBytes(node: MixedNode, topic: string, partition: number): Buffer | null {
  const parent = logDirOf(node, topic, partition)
  if (parent === null) return null
  const dir = join(parent, `${topic}-${partition}`)
  const names = readdirSync(dir)
  const segments = names.filter(name => name.endsWith('.log')).sort()
  return Buffer.concat(segments.map(name => trimmed(readFileSync(join(dir, name)))))
}

/** A segment that was allocated in advance ends in zeros: no batch begins with them, for its length is not zero. */
function trimmed(bytes: Buffer): Buffer {
  let at = 0
  while (at + 12 <= bytes.length) {
    const length = bytes.readInt32BE(at + 8)
    if (length <= 0) break
    at += 12 + length
  }
  return bytes.subarray(0, Math.min(at, bytes.length))
}

function expectSame(
  what: string,
  a: { readonly node: MixedNode; readonly bytes: Buffer },
  b: { readonly node: MixedNode; readonly bytes: Buffer },
): void {
  if (a.bytes.equals(b.bytes)) return
  let at = 0
  while (at < Math.min(a.bytes.length, b.bytes.length) && a.bytes[at] === b.bytes[at]) at++
  throw new Error(
    `${what}: ${a.bytes.length} bytes of ${a.node.name} and ${b.bytes.length} of ${b.node.name} differ from byte ${at} on`,
  )
}

/** Throws where two replicas differ. Returns how many bytes were compared. */
export function expectSameReplicas(nodes: readonly MixedNode[], topic: string, partitions: number): number {
  let compared = 0
  for (let partition = 0; partition < partitions; partition++) {
    const replicas = nodes.flatMap(node => {
      const bytes = storedBytes(node, topic, partition)
      return bytes === null ? [] : [{ node, bytes }]
    })
    const [first, ...others] = replicas
    for (const other of others) expectSame(`${topic}-${partition}`, first!, other)
    compared += others.length === 0 ? 0 : first!.bytes.length
  }
  return compared
}

/** The same of logs that still grow: as far as the shortest goes. */
export function expectSamePrefix(nodes: readonly MixedNode[], topic: string, partition: number): number {
  const replicas = nodes.map(node => ({ node, bytes: storedBytes(node, topic, partition) ?? Buffer.alloc(0) }))
  const shortest = Math.min(...replicas.map(({ bytes }) => bytes.length))
  const [first, ...others] = replicas.map(({ node, bytes }) => ({ node, bytes: bytes.subarray(0, shortest) }))
  for (const other of others) expectSame(`${topic}-${partition}`, first!, other)
  return shortest
}
