/**
 * Takes the leader's snapshot piece by piece (FetchSnapshot, KIP-630): whole on the device and found to be a snapshot
 * before it counts. One download at a time: a later one ends an earlier one, whatever that still waits for.
 */
import type { Uuid } from '../../base/uuid.ts'
import { DiskError } from '../../host/disk.ts'
import type { LogSink } from '../../host/host.ts'
import type { OffsetAndEpoch } from '../../raft/messages.ts'
import type { Snapshot, SnapshotId } from '../../raft/snapshot-file.ts'
import type { RaftSnapshots, SnapshotDownload } from './raft-snapshots.ts'

export interface SnapshotChunk {
  /** Of the whole snapshot. */
  readonly sizeBytes: number
  readonly position: number
  readonly bytes: Buffer
}

/** A piece of the leader's snapshot from `position` on. Rejects when it cannot be had. */
export type FetchPiece = (
  to: number,
  leaderEpoch: number,
  snapshot: OffsetAndEpoch,
  position: number,
  directoryId: Uuid,
) => Promise<SnapshotChunk>

export interface SnapshotFetcherOptions {
  readonly log: LogSink
  readonly snapshots: RaftSnapshots
  readonly directoryId: Uuid
  readonly fetchPiece: FetchPiece
  /** Whether the replica still follows the leader of this epoch. */
  readonly isFollowing: (epoch: number) => boolean
  /** A piece has come, and more are to follow. */
  readonly onProgress: (epoch: number) => void
}

export class SnapshotFetcher {
  private readonly options: SnapshotFetcherOptions
  private downloads = 0
  /**
   * What was last said in the log: the same trouble with the same snapshot is one line, however often it is tried again.
   */
  private complaint = ''

  constructor(options: SnapshotFetcherOptions) {
    this.options = options
  }

  /**
   * The snapshot, in its place on the disk; null when it could not be had (the log says why) or is not wanted any more.
   * Rejects with a DiskError of a disk that is not just full.
   */
  async fetch(from: number, epoch: number, snapshot: OffsetAndEpoch): Promise<Snapshot | null> {
    const { log, snapshots, directoryId, fetchPiece, isFollowing, onProgress } = this.options
    const id: SnapshotId = { endOffset: snapshot.offset, epoch: snapshot.epoch }
    const own = ++this.downloads
    const isCurrent = (): boolean => own === this.downloads && isFollowing(epoch)
    let download: SnapshotDownload | null = null
    try {
      download = snapshots.receive(id)
      for (;;) {
        const { position } = download
        const chunk = await fetchPiece(from, epoch, snapshot, position, directoryId)
        if (!isCurrent()) return null
        if (chunk.position !== position || chunk.bytes.length === 0)
          throw new Error('a piece of the snapshot is missing')
        await download.append(chunk.bytes)
        if (!isCurrent()) return null
        if (download.position >= chunk.sizeBytes) break
        onProgress(epoch)
      }
      await download.sync()
      if (!isCurrent()) return null
      const content = download.install()
      this.complaint = ''
      log.log('info', 'A metadata snapshot was fetched from the leader.', { from, ...id })
      return content
    } catch (error) {
      if (error instanceof DiskError && error.code !== 'ENOSPC') throw error
      if (isCurrent()) this.complain(from, id, error as Error)
      return null
    } finally {
      download?.abandon()
    }
  }

  private complain(from: number, id: SnapshotId, error: Error): void {
    const complaint = `${from} ${id.endOffset} ${id.epoch} ${error.message}`
    if (complaint === this.complaint) return
    this.complaint = complaint
    const what = { from, endOffset: id.endOffset, epoch: id.epoch, error }
    this.options.log.log('warn', 'the snapshot of the metadata leader could not be fetched', what)
  }
}
