/**
 * Turns committed records into images and tells everyone: the only way in which metadata reaches the parts of a broker.
 * Publishers run in the order in which they subscribed, each with what changed and what is.
 */
import type { LogSink } from '../host/host.ts'
import { MetadataDelta } from '../metadata/delta.ts'
import { EMPTY_IMAGE, type MetadataImage } from '../metadata/image.ts'
import { imageToRecords } from '../metadata/image-records.ts'
import type { Committed, MetadataLog } from '../raft/metadata-log.ts'

export type MetadataPublisher = (delta: MetadataDelta, image: MetadataImage) => void

export class MetadataLoader {
  private readonly log: LogSink
  private readonly publishers: MetadataPublisher[] = []
  private readonly waiters: { offset: number; resolve: () => void }[] = []
  private current: MetadataImage = EMPTY_IMAGE

  constructor(log: LogSink) {
    this.log = log
  }

  /** Whether the log itself has said anything: false on a node that has only its bootstrap snapshot. */
  hasReadRecords = false

  get image(): MetadataImage {
    return this.current
  }

  /** Subscribes; what is known already comes at once, as one delta from nothing. */
  subscribe(publisher: MetadataPublisher): void {
    this.publishers.push(publisher)
    if (this.current.offset >= 0) publisher(deltaFromNothing(this.current), this.current)
  }

  attach(metadataLog: MetadataLog): void {
    metadataLog.onCommitted(committed => this.onCommitted(committed))
  }

  private onCommitted(committed: Committed): void {
    const isSnapshot = 'snapshot' in committed
    if (isSnapshot ? committed.snapshot.endOffset > 0 : committed.records.length > 0) this.hasReadRecords = true
    const delta = new MetadataDelta(isSnapshot ? EMPTY_IMAGE : this.current)
    if (isSnapshot) {
      const { endOffset, epoch, records } = committed.snapshot
      for (const record of records) delta.replay(endOffset - 1, epoch, record)
      delta.advance(endOffset - 1, epoch)
    } else {
      let offset = committed.baseOffset
      for (const record of committed.records) delta.replay(offset++, committed.epoch, record)
      delta.advance(committed.lastOffset, committed.epoch)
    }
    const image = delta.apply()
    this.current = image
    for (const publish of this.publishers) {
      try {
        publish(delta, image)
      } catch (error) {
        // One part that fails must not keep the others from seeing the change.
        this.log.log('error', 'a metadata publisher failed', { offset: image.offset, error })
      }
    }
    this.wake()
  }

  private wake(): void {
    for (let i = 0; i < this.waiters.length; ) {
      const waiter = this.waiters[i]!
      if (waiter.offset > this.current.offset) i++
      else {
        this.waiters.splice(i, 1)
        waiter.resolve()
      }
    }
  }

  /** Resolves once this broker acts on the record at `offset`: what makes "created" mean "ready to use". */
  whenApplied(offset: number): Promise<void> {
    if (this.current.offset >= offset) return Promise.resolve()
    return new Promise(resolve => this.waiters.push({ offset, resolve }))
  }
}

/** A delta that says of everything in the image that it is new. */
function deltaFromNothing(image: MetadataImage): MetadataDelta {
  const delta = new MetadataDelta(EMPTY_IMAGE)
  for (const record of imageToRecords(image)) delta.replay(image.offset, image.epoch, record)
  return delta
}
