import type { LogSink } from '../../host/host.ts'

export type LeaderListener = (leaderId: number | null, epoch: number, isMe: boolean) => void

/**
 * What this node says of the quorum's leader. Of its own leadership it says so only when all that was before it
 * has been delivered.
 */
export class LeadershipNews {
  private readonly log: LogSink
  /** This node had said that it leads, and does not any more. */
  private readonly onLost: (epoch: number) => void
  private readonly listeners: LeaderListener[] = []
  private readonly onceLed: (() => void)[] = []
  private told: { leaderId: number | null; epoch: number; isMe: boolean } = { leaderId: null, epoch: 0, isMe: false }

  constructor(log: LogSink, onLost: (epoch: number) => void) {
    this.log = log
    this.onLost = onLost
  }

  /** As it was last told. */
  get leaderId(): number | null {
    return this.told.leaderId
  }

  get isMe(): boolean {
    return this.told.isMe
  }

  /** Hears the news as they are now, and each time they change. */
  listen(listener: LeaderListener): void {
    this.listeners.push(listener)
    listener(this.told.leaderId, this.told.epoch, this.told.isMe)
  }

  whenLed(): Promise<void> {
    return new Promise(resolve => this.onceLed.push(resolve))
  }

  /** `isReady`: this leader has delivered all that was before its epoch. */
  tell(leaderId: number | null, epoch: number, isLeader: boolean, isReady: boolean): void {
    const isMe = isLeader && isReady
    const { told } = this
    if (isLeader && !isMe) {
      if (!told.isMe) return
    } else if (told.leaderId === leaderId && told.isMe === isMe && told.epoch === epoch) return
    if (told.isMe && !isMe) this.onLost(told.epoch)
    this.told = { leaderId: isLeader && !isMe ? null : leaderId, epoch, isMe }
    this.log.log('info', 'The metadata quorum has a new state.', { ...this.told })
    for (const listener of this.listeners) listener(this.told.leaderId, epoch, isMe)
    if (this.told.leaderId !== null) for (const resolve of this.onceLed.splice(0)) resolve()
  }
}
