/**
 * Turns committed records into images and tells everyone: the only way in which metadata reaches the parts of a broker.
 * Publishers run in the order in which they subscribed, each with what changed and what is.
 */
import type { LogSink } from '../host/host.ts'
import { MetadataDelta } from '../metadata/delta.ts'
import { EMPTY_IMAGE, type MetadataImage } from '../metadata/image.ts'
import { imageToRecords } from '../metadata/image-records.ts'
import { abortTransactionRecord } from '../protocol/generated/abort-transaction-record.ts'
import { beginTransactionRecord } from '../protocol/generated/begin-transaction-record.ts'
import { endTransactionRecord } from '../protocol/generated/end-transaction-record.ts'
import type { Committed, CommittedBatch, CommittedSnapshot, MetadataLog } from '../raft/metadata-log.ts'

export type MetadataPublisher = (delta: MetadataDelta, image: MetadataImage) => void

export class MetadataLoader {
  private readonly log: LogSink
  private readonly publishers: MetadataPublisher[] = []
  private readonly waiters: { readonly holds: (image: MetadataImage) => boolean; readonly resolve: () => void }[] = []
  private current: MetadataImage = EMPTY_IMAGE
  /** What a metadata transaction has said so far (KIP-868); nobody sees it before it ends. */
  private open: MetadataDelta | null = null

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

  /** Whether the log ends inside a metadata transaction. */
  get inTransaction(): boolean {
    return this.open !== null
  }

  private onCommitted(committed: Committed): void {
    if ('snapshot' in committed) this.replaySnapshot(committed)
    else this.replayBatch(committed)
  }

  private replaySnapshot({ snapshot }: CommittedSnapshot): void {
    const { endOffset, epoch, records } = snapshot
    if (endOffset > 0) this.hasReadRecords = true
    const delta = new MetadataDelta(EMPTY_IMAGE)
    for (const record of records) delta.replay(endOffset - 1, epoch, record)
    delta.advance(endOffset - 1, epoch)
    if (this.current.offset >= 0) delta.replaces(this.current)
    this.open = null
    this.publish(delta)
  }

  private replayBatch({ baseOffset, lastOffset, epoch, records }: CommittedBatch): void {
    if (records.length > 0) this.hasReadRecords = true
    let inTransaction = this.open !== null
    let delta = this.open ?? new MetadataDelta(this.current)
    let offset = baseOffset
    for (const record of records) {
      if (record.apiKey === beginTransactionRecord.apiKey) {
        // What comes before belongs to nobody's transaction: an abort must not take it back.
        if (!inTransaction && offset > baseOffset) {
          this.publish(delta)
          delta = new MetadataDelta(this.current)
        }
        inTransaction = true
      } else if (record.apiKey === endTransactionRecord.apiKey) {
        inTransaction = false
      } else if (record.apiKey === abortTransactionRecord.apiKey) {
        inTransaction = false
        delta = new MetadataDelta(this.current)
      } else delta.replay(offset, epoch, record)
      offset++
    }
    delta.advance(lastOffset, epoch)
    this.open = inTransaction ? delta : null
    if (!inTransaction) this.publish(delta)
  }

  private publish(delta: MetadataDelta): void {
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
      if (!waiter.holds(this.current)) i++
      else {
        this.waiters.splice(i, 1)
        waiter.resolve()
      }
    }
  }

  /** Resolves once this broker acts on the record at `offset`: what makes "created" mean "ready to use". */
  whenApplied(offset: number): Promise<void> {
    return this.whenImage(image => image.offset >= offset)
  }

  /** Resolves once this broker acts on an image of which this holds. */
  whenImage(holds: (image: MetadataImage) => boolean): Promise<void> {
    if (holds(this.current)) return Promise.resolve()
    return new Promise(resolve => this.waiters.push({ holds, resolve }))
  }
}

/** A delta that says of everything in the image that it is new. */
function deltaFromNothing(image: MetadataImage): MetadataDelta {
  const delta = new MetadataDelta(EMPTY_IMAGE)
  for (const record of imageToRecords(image)) delta.replay(image.offset, image.epoch, record)
  return delta
}
