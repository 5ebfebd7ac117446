import type { MetadataImage } from '../metadata/image.ts'

interface Session {
  readonly brokerEpoch: number
  lastHeardMs: number
  /** How far the broker has read the metadata log. */
  metadataOffset: number
  /** The connection that it was heard of through is gone. */
  isCutOff: boolean
}

/**
 * When each broker was last heard of, and what it waits for while it leaves. Soft: not in the log, begun anew by every
 * controller, which gives everyone a full session from then on.
 */
export class BrokerSessions {
  private readonly sessions = new Map<number, Session>()
  /** By broker that leaves: the offset that the others have to reach first. */
  private readonly shutdownOffsets = new Map<number, number>()
  private readonly timeoutMs: number
  private readonly sinceMs: number

  constructor(timeoutMs: number, nowMs: number) {
    this.timeoutMs = timeoutMs
    this.sinceMs = nowMs
  }

  touch(brokerId: number, brokerEpoch: number, nowMs: number, metadataOffset = -1): void {
    const session = this.sessions.get(brokerId)
    if (session?.brokerEpoch !== brokerEpoch) {
      this.sessions.set(brokerId, { brokerEpoch, lastHeardMs: nowMs, metadataOffset, isCutOff: false })
      this.shutdownOffsets.delete(brokerId)
      return
    }
    session.lastHeardMs = nowMs
    session.isCutOff = false
    session.metadataOffset = Math.max(session.metadataOffset, metadataOffset)
  }

  /** Its connection is gone. That alone ends no session. */
  cutOff(brokerId: number): void {
    const session = this.sessions.get(brokerId)
    if (session !== undefined) session.isCutOff = true
  }

  /** Nothing was heard of it since its connection was lost. */
  isCutOff(brokerId: number): boolean {
    return this.sessions.get(brokerId)?.isCutOff === true
  }

  forget(brokerId: number): void {
    this.sessions.delete(brokerId)
    this.shutdownOffsets.delete(brokerId)
  }

  /** Heard of under this epoch, and not too long ago. */
  isValid(brokerId: number, brokerEpoch: number, nowMs: number): boolean {
    const session = this.sessions.get(brokerId)
    return session?.brokerEpoch === brokerEpoch && nowMs - session.lastHeardMs <= this.timeoutMs
  }

  /** A broker that is not fenced and was not heard of for too long: the one that is silent the longest. */
  longestExpired(image: MetadataImage, nowMs: number): number | null {
    let found: number | null = null
    let since = nowMs - this.timeoutMs
    for (const { id, fenced } of image.cluster.brokers.values()) {
      const heardMs = this.sessions.get(id)?.lastHeardMs ?? this.sinceMs
      if (fenced || heardMs >= since) continue
      since = heardMs
      found = id
    }
    return found
  }

  /** The broker leaves; its partitions were moved by the record at `offset`. */
  beginShutdown(brokerId: number, offset: number): void {
    this.shutdownOffsets.set(brokerId, offset)
  }

  /** Whether every broker that stays knows that this one leads nothing any more (KIP-631). */
  mayFinishShutdown(image: MetadataImage, brokerId: number): boolean {
    const offset = this.shutdownOffsets.get(brokerId)
    if (offset === undefined) return true
    for (const { id, fenced, inControlledShutdown } of image.cluster.brokers.values()) {
      if (id === brokerId || fenced || inControlledShutdown) continue
      const session = this.sessions.get(id)
      if (session !== undefined && session.metadataOffset < offset) return false
    }
    return true
  }
}
