import type { DiskFile } from '../../../host/disk.ts'
import { FaultDisk } from '../../../host/fault-disk.ts'
import { MemoryDisk } from '../../../host/memory-disk.ts'
import { createLogEnvironment } from '../../../log/create-environment.ts'
import { DirectoryState, type LogHost } from '../../../log/log-environment.ts'
import { TestHost } from '../../../log/test-support/test-host.ts'
import { errorName } from '../../../protocol/errors.ts'
import { TopicRecord, topicRecord } from '../../../protocol/generated/topic-record.ts'
import { type MetadataRecord, metadataRecord } from '../../../protocol/metadata-record.ts'
import { staticVoters } from '../../../raft/control-records.ts'
import type { Committed } from '../../../raft/metadata-log.ts'
import { prepareStorage } from '../../storage-format.ts'
import type { RaftLogOptions } from '../raft-log.ts'
import { RaftNode } from '../raft-node.ts'
import type { SnapshotChunk } from '../raft-snapshot-fetch.ts'
import type { RaftTransport } from '../raft-transport.ts'

export const DIR = 'd'

export function topicNamed(name: string): MetadataRecord {
  const record = new TopicRecord()
  record.name = name
  return metadataRecord(topicRecord, 0, record)
}

/** A log that lets go of its beginning as soon as there is a snapshot for it. */
export const SHORT_LOG: RaftLogOptions = { segmentBytes: 512, segmentMs: 1e9, retentionBytes: 1500, retentionMs: -1 }

/** A piece of a snapshot on its way: the test may change it, or refuse it by throwing. */
export type OnPiece = (piece: SnapshotChunk, to: number, from: number) => SnapshotChunk

/**
 * Replicas of a metadata log with disks of their own on one clock. Messages are objects that pass at the end of the
 * turn in which they are sent; a node that is `cut` neither hears nor is heard.
 */
export class RaftWorld {
  readonly test = new TestHost()
  readonly nodes = new Map<number, RaftNode>()
  readonly cut = new Set<number>()
  /** Topics as each node's listener knows them: a snapshot makes all that was before it void. */
  readonly topics = new Map<number, string[]>()
  /** Snapshots that were delivered, by end offset. */
  readonly snapshots = new Map<number, number[]>()
  readonly fatal = new Map<number, Error>()
  readonly voterIds: readonly number[]
  onPiece: OnPiece = piece => piece
  pieceBytes = 200
  pieces = 0
  private readonly disks = new Map<number, { readonly memory: MemoryDisk; readonly faults: FaultDisk }>()

  constructor(voterIds: readonly number[] = [1, 2, 3]) {
    this.voterIds = voterIds
  }

  diskOf(id: number): FaultDisk {
    return this.disksOf(id).faults
  }

  private disksOf(id: number): { readonly memory: MemoryDisk; readonly faults: FaultDisk } {
    let disks = this.disks.get(id)
    if (disks === undefined) {
      const memory = new MemoryDisk()
      disks = { memory, faults: new FaultDisk(memory) }
      this.disks.set(id, disks)
    }
    return disks
  }

  /** Names of the files in the node's metadata log. */
  filesOf(id: number): string[] {
    return this.disksOf(id)
      .memory.readDirSync(`${DIR}/__cluster_metadata-0`)
      .map(entry => entry.name)
      .sort()
  }

  /** Turns one bit of a file round. */
  damage(id: number, name: string, at: number): void {
    const { memory } = this.disksOf(id)
    const path = `${DIR}/__cluster_metadata-0/${name}`
    const content = Buffer.from(memory.readFileSync(path))
    content[at] = content[at]! ^ 0x04
    const file: DiskFile = memory.openSync(path, 'write')
    file.writeSync([content], 0)
    file.closeSync()
  }

  private hostOf(id: number): LogHost {
    let seed = id * 7919
    return {
      ...this.test.host,
      disk: this.diskOf(id),
      random: {
        uint32: () => (seed = (seed * 1103515245 + 12345) >>> 0),
        bytes: length => new Uint8Array(length).map(() => (seed = (seed * 1103515245 + 12345) >>> 0) >>> 16),
      },
    }
  }

  private transportOf(id: number): RaftTransport {
    const { timers } = this.test.host
    const reachable = (to: number): RaftNode | null =>
      this.cut.has(to) || this.cut.has(id) ? null : (this.nodes.get(to) ?? null)
    return {
      send: (to, request, done) =>
        timers.defer(() => {
          const target = reachable(to)
          if (target === null) done(null)
          else
            target.handleRequest(request, response =>
              timers.defer(() => done(reachable(to) === null ? null : response)),
            )
        }),
      fetchSnapshot: (to, epoch, snapshot, position, directoryId) =>
        new Promise((resolve, reject) => {
          timers.defer(() => {
            try {
              const target = reachable(to)
              if (target === null) throw new Error(`node ${to} cannot be reached`)
              const snapshotId = { endOffset: snapshot.offset, epoch: snapshot.epoch }
              const piece = target.readSnapshot({ id, directoryId }, epoch, snapshotId, position, this.pieceBytes)
              if (typeof piece === 'number') throw new Error(errorName(piece))
              this.pieces++
              const answer = this.onPiece({ ...piece, position }, id, to)
              timers.defer(() => (reachable(to) === null ? reject(new Error('cut')) : resolve(answer)))
            } catch (error) {
              reject(error as Error)
            }
          })
        }),
    }
  }

  /** Opens and starts the replica; what its disk holds from an earlier life is its own. */
  async open(id: number, log: RaftLogOptions = SHORT_LOG): Promise<RaftNode> {
    const host = this.hostOf(id)
    const options = { dirs: [DIR], metadataDir: DIR, nodeId: id, clusterId: 'world' }
    const storage = prepareStorage(host, { ...options, quorum: { kind: 'static' } })
    const voters = this.voterIds.map(each => ({ id: each, host: '127.0.0.1', port: 9090 + each }))
    const node = await RaftNode.open(createLogEnvironment(host, { inMemory: true }), new DirectoryState(DIR), {
      nodeId: id,
      directoryId: storage.directoryIds.get(DIR)!,
      staticVoters: staticVoters(voters, 'CONTROLLER'),
      log,
      transport: this.transportOf(id),
      onFatal: error => void this.fatal.set(id, error),
    })
    const snapshots: number[] = []
    this.topics.set(id, [])
    this.snapshots.set(id, snapshots)
    node.onCommitted(committed => this.hear(id, committed))
    this.nodes.set(id, node)
    void node.start()
    return node
  }

  private hear(id: number, committed: Committed): void {
    const records = 'snapshot' in committed ? committed.snapshot.records : committed.records
    const names = [...records].filter(each => each.apiKey === 2).map(each => (each.message as TopicRecord).name)
    if ('snapshot' in committed) {
      this.snapshots.get(id)!.push(committed.snapshot.endOffset)
      this.topics.set(id, names)
    } else this.topics.get(id)!.push(...names)
  }

  async close(id: number): Promise<void> {
    const node = this.nodes.get(id)
    this.nodes.delete(id)
    await node?.close()
  }

  /** The process is gone in the middle of what it did; its disk keeps what it has. */
  kill(id: number): void {
    this.nodes.delete(id)
    const { memory } = this.disksOf(id)
    this.disks.set(id, { memory, faults: new FaultDisk(memory) })
  }

  async closeAll(): Promise<void> {
    for (const id of [...this.nodes.keys()]) await this.close(id)
  }

  async advance(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += 5) await this.test.advance(5)
  }

  /** Lets time pass until it holds; fails with `what` after `withinMs`. */
  async until(what: string, holds: () => boolean, withinMs = 20_000): Promise<void> {
    for (let at = 0; at < withinMs && !holds(); at += 5) await this.test.advance(5)
    if (!holds()) throw new Error(`it did not come true: ${what}`)
  }

  get leader(): RaftNode | null {
    const leaders = [...this.nodes.values()].filter(node => node.isLeader && !this.cut.has(node.nodeId))
    // One that was cut off takes itself for the leader of an earlier epoch until it hears of this one.
    return leaders.sort((a, b) => b.epoch - a.epoch)[0] ?? null
  }

  async elected(): Promise<RaftNode> {
    await this.until('a leader is elected', () => this.leader !== null)
    return this.leader!
  }

  /** Appends one topic per batch and waits until the leader has committed them. */
  async create(names: readonly string[]): Promise<void> {
    const leader = await this.elected()
    let last = -1
    for (const name of names) last = leader.append([topicNamed(name)]).lastOffset
    await this.until(`${names.at(-1)} is committed`, () => leader.highWatermark > last)
  }

  /** The node writes a snapshot of all that its listeners know; the log before it goes where it is too long. */
  async snapshot(id: number): Promise<number> {
    const node = this.nodes.get(id)!
    const lastOffset = node.highWatermark - 1
    const writing = node.writeSnapshot(lastOffset, node.epoch, this.topics.get(id)!.map(topicNamed))
    await this.advance(20)
    await writing
    return lastOffset + 1
  }

  logged(message: RegExp): number {
    return this.test.logged.filter(line => message.test(line.message)).length
  }
}
