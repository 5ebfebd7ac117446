/** What a group decision wants done, as plain data; the coordinator's runtime carries it out in list order. */
import type { ReplyToken } from './classic-group.ts'

/** A record of `__consumer_offsets`; a null value is a tombstone. */
export interface CoordinatorRecord {
  readonly key: Buffer
  readonly value: Buffer | null
}

/** What a timer says when its time has come. */
export type GroupTimeout =
  | { readonly kind: 'session'; readonly groupId: string; readonly memberId: string }
  | { readonly kind: 'pending-member'; readonly groupId: string; readonly memberId: string }
  | { readonly kind: 'join'; readonly groupId: string }
  | { readonly kind: 'initial-join'; readonly groupId: string; readonly delayMs: number; readonly remainingMs: number }
  | { readonly kind: 'sync'; readonly groupId: string; readonly generationId: number }
  /** The members of a group of a newer protocol that stand in the log have had their session. */
  | { readonly kind: 'foreign-members'; readonly groupId: string }

export type GroupEffect =
  /** Answers a parked request. */
  | { readonly kind: 'reply'; readonly token: ReplyToken; readonly response: object }
  /** Sets the timer of that name, replacing an earlier one. */
  | { readonly kind: 'timer'; readonly name: string; readonly delayMs: number; readonly timeout: GroupTimeout }
  | { readonly kind: 'cancel-timer'; readonly name: string }
  /**
   * Appends the records as one batch. They are applied at once; `done` is told when they are committed, or that they never
   * will be. Nothing that depends on them is answered before.
   */
  | {
      readonly kind: 'append'
      readonly records: readonly CoordinatorRecord[]
      readonly done: (errorCode: number) => GroupEffect[]
    }
  /**
   * Goes on when all that the shard was loaded from is committed, or will never be: a new leader has read to the end of its
   * log, and another may follow it that lacks that end.
   */
  | { readonly kind: 'settle'; readonly done: (errorCode: number) => GroupEffect[] }

export const NO_EFFECTS: readonly GroupEffect[] = []
