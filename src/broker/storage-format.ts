/**
 * Formats log directories as Apache Kafka 4.4's `kafka-storage.sh format` does, on the first start, and checks them on
 * later ones. What is written, in order: in the metadata directory the bootstrap snapshot
 * (`__cluster_metadata-0/…0000-0000000000.checkpoint`, with feature levels and, for a dynamic quorum, the voters: since
 * KIP-1170 there is no `bootstrap.checkpoint` any more), then `meta.properties`, which says "formatted".
 */
import { type Uuid, uuidFromRandom } from '../base/uuid.ts'
import { DiskError } from '../host/disk.ts'
import type { Host } from '../host/host.ts'
import { readTextIfPresent } from '../log/checkpoint-file.ts'
import { LOG_SUFFIX } from '../log/log-files.ts'
import { featureRecord } from '../metadata/image-records.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import type { QuorumEndpoint } from '../raft/metadata-log.ts'
import { encodeSnapshot, snapshotFileName } from '../raft/snapshot-file.ts'
import { VoterSet } from '../raft/voter-set.ts'
import { formatMetaProperties, META_PROPERTIES, type MetaProperties, parseMetaProperties } from './meta-properties.ts'
import { METADATA_LOG_DIR } from './quorum/raft-log.ts'

export interface FeatureLevel {
  readonly name: string
  readonly level: number
}

/** Feature levels of a new 4.4 cluster, in the order in which Kafka writes them. Level 0 is not written. */
export const DEFAULT_BOOTSTRAP_FEATURES: readonly FeatureLevel[] = [
  { name: 'metadata.version', level: 33 },
  { name: 'eligible.leader.replicas.version', level: 1 },
  { name: 'group.version', level: 1 },
  { name: 'share.version', level: 2 },
  { name: 'streams.version', level: 1 },
  { name: 'transaction.version', level: 2 },
]

/**
 * `static`: voters stand in controller.quorum.voters. `standalone`: a dynamic quorum (KIP-853) whose only voter is this
 * node. `observer`: dynamic, without a vote.
 */
export type QuorumFormat =
  | { readonly kind: 'static' }
  | { readonly kind: 'standalone'; readonly endpoints: readonly QuorumEndpoint[] }
  | { readonly kind: 'observer' }

export interface StorageOptions {
  /** log.dirs */
  readonly dirs: readonly string[]
  /** metadata.log.dir; the first of log.dirs where it is not set. */
  readonly metadataDir: string
  readonly nodeId: number
  /** null takes what the directories say, and a new one on the first start. */
  readonly clusterId: string | null
  /**
   * What a new directory gets where neither `clusterId` nor another directory says it; a random one where
   * this is not given.
   */
  readonly newClusterId?: string | null
  readonly quorum: QuorumFormat
  readonly features?: readonly FeatureLevel[]
  /** Further records of the bootstrap snapshot (SCRAM credentials). */
  readonly extraRecords?: readonly MetadataRecord[]
}

export interface Storage {
  readonly clusterId: string
  /** Path → directory.id, the metadata directory's among them. */
  readonly directoryIds: ReadonlyMap<string, Uuid>
  /** Directories that were formatted now. */
  readonly formatted: readonly string[]
  /** Directories of a formatted node that cannot be read or written now: it goes on without them. */
  readonly failed: ReadonlyMap<string, DiskError>
}

/** A sentence for whoever starts the node. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
}

type FormatHost = Pick<Host, 'clock' | 'random' | 'disk'>

/**
 * Formats what is not formatted and returns whose the directories are. Throws StorageError, and DiskError where the
 * metadata directory or the first start is concerned; can be repeated after either.
 */
export function prepareStorage(host: FormatHost, options: StorageOptions): Storage {
  const { disk } = host
  const dirs = [...new Set([options.metadataDir, ...options.dirs])]
  const failed = new Map<string, DiskError>()
  const found = new Map<string, MetaProperties | null>()
  /** What fails on a first start is a mistake in the configuration, later it is a disk that broke. */
  const onDisk = (dir: string, run: () => void): void => {
    try {
      run()
    } catch (error) {
      const mayGoOn = dir !== options.metadataDir && (found.get(options.metadataDir) ?? null) !== null
      if (!(error instanceof DiskError) || !mayGoOn) throw error
      failed.set(dir, error)
    }
  }
  for (const dir of dirs) onDisk(dir, () => found.set(dir, readMeta(host, dir)))
  const known = agreedCluster(found, options) ?? options.newClusterId ?? null
  if (known === null && options.quorum.kind === 'observer') {
    throw new StorageError(
      `${options.metadataDir} is to be formatted for a cluster that is there already: say which with --cluster-id or CLUSTER_ID.`,
    )
  }
  const clusterId = known ?? uuidFromRandom(host.random.bytes(16))
  for (const [dir, meta] of found) {
    if (meta !== null && meta.nodeId !== options.nodeId) {
      throw new StorageError(
        `${dir} belongs to node ${meta.nodeId}, but node.id is ${options.nodeId}. Use the directory's own node id, or another directory.`,
      )
    }
  }
  const directoryIds = new Map<string, Uuid>()
  for (const [dir, meta] of found) {
    if (meta === null || meta.directoryId === null) continue
    const other = [...directoryIds].find(([, id]) => id === meta.directoryId)
    if (other !== undefined)
      throw new StorageError(`${dir} is a copy of ${other[0]}: both have the directory.id ${meta.directoryId}.`)
    directoryIds.set(dir, meta.directoryId)
  }
  const formatted: string[] = []
  for (const [dir, meta] of found) {
    if (meta !== null && meta.directoryId !== null) continue
    const directoryId = uuidFromRandom(host.random.bytes(16))
    onDisk(dir, () => {
      if (meta === null) {
        disk.makeDirSync(dir)
        if (dir === options.metadataDir) writeBootstrapSnapshot(host, dir, directoryId, options)
      }
      const text = formatMetaProperties({ clusterId, nodeId: options.nodeId, directoryId }, host.clock.nowMs())
      disk.replaceFileSync(disk.join(dir, META_PROPERTIES), Buffer.from(text))
      if (meta === null) formatted.push(dir)
      directoryIds.set(dir, directoryId)
    })
  }
  return { clusterId, directoryIds, formatted, failed }
}

/** Whether one of these directories says already whose it is. Throws StorageError. */
export function isFormatted(host: FormatHost, dirs: readonly string[]): boolean {
  return dirs.some(dir => {
    try {
      return readMeta(host, dir) !== null
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      return false
    }
  })
}

function readMeta(host: FormatHost, dir: string): MetaProperties | null {
  const { disk } = host
  const path = disk.join(dir, META_PROPERTIES)
  const text = readTextIfPresent(disk, path)
  if (text !== null && text.length > 0) {
    const meta = parseMetaProperties(text)
    if (typeof meta === 'string') throw new StorageError(`${path} ${meta}.`)
    return meta
  }
  const metadataLog = disk.join(dir, METADATA_LOG_DIR)
  if (disk.statSync(metadataLog) === null) return null
  if (disk.readDirSync(metadataLog).some(entry => entry.name.endsWith(LOG_SUFFIX))) {
    throw new StorageError(`${dir} holds a metadata log but no ${META_PROPERTIES}: it cannot be told whose it is.`)
  }
  return null
}

/** null on a first start without a given id. */
function agreedCluster(found: ReadonlyMap<string, MetaProperties | null>, options: StorageOptions): string | null {
  let { clusterId } = options
  let from = 'the configuration'
  for (const [dir, meta] of found) {
    if (meta === null) continue
    if (clusterId !== null && meta.clusterId !== clusterId) {
      throw new StorageError(`${dir} belongs to the cluster ${meta.clusterId}, but ${from} says ${clusterId}.`)
    }
    if (clusterId === null) from = dir
    clusterId = meta.clusterId
  }
  return clusterId
}

function writeBootstrapSnapshot(host: FormatHost, dir: string, directoryId: Uuid, options: StorageOptions): void {
  const { disk, clock } = host
  const { quorum, nodeId } = options
  const endpoints = quorum.kind === 'standalone' ? quorum.endpoints : []
  const voters = new VoterSet(quorum.kind === 'standalone' ? [{ id: nodeId, directoryId, endpoints }] : [])
  const header = {
    epoch: 0,
    lastContainedTimestampMs: clock.nowMs(),
    kraftVersion: quorum.kind === 'standalone' ? 1 : 0,
    voters,
  }
  const features = (options.features ?? DEFAULT_BOOTSTRAP_FEATURES)
    .filter(feature => feature.level > 0)
    .map(({ name, level }) => featureRecord(name, level))
  const records = [...features, ...(options.extraRecords ?? [])]
  const metadataLog = disk.join(dir, METADATA_LOG_DIR)
  disk.makeDirSync(metadataLog)
  const bytes = Buffer.concat([...encodeSnapshot(header, records, () => clock.nowMs())])
  disk.replaceFileSync(disk.join(metadataLog, snapshotFileName({ endOffset: 0, epoch: 0 })), bytes)
  // The name of the new directory itself becomes durable with meta.properties, whose replacement syncs the
  // directory that both lie in.
}
