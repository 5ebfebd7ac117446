import { type Uuid, uuidFromRandom } from '../../base/uuid.ts'
import type { VoterEndpoint } from './broker-config.ts'

const SEEDS = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b]

/**
 * The cluster id of nodes that are started for the first time with the same `controller.quorum.voters` and were told
 * none: all must come to the same one, and have nobody to ask yet. Kafka refuses to start before `kafka-storage format`
 * was told an id on every machine.
 */
export function clusterIdOfVoters(voters: readonly VoterEndpoint[]): Uuid | null {
  if (voters.length < 2) return null
  const text = voters
    .toSorted((a, b) => a.id - b.id)
    .map(({ id, host, port }) => `${id}@${host.toLowerCase()}:${port}`)
    .join(',')
  const bytes = Buffer.alloc(16)
  SEEDS.forEach((seed, i) => {
    // FNV-1a, once with each seed: no secret, only the same everywhere.
    let hash = seed
    for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193)
    bytes.writeInt32BE(hash | 0, i * 4)
  })
  return uuidFromRandom(bytes)
}
