/** The two shapes of state machine in this house. There is no third. */

/**
 * Step machine (raft, leader replica, follower replica, SASL): an event goes in, effects come out as plain data, and a
 * shell executes them in list order. The machine itself never does anything to the world.
 */
export interface StepMachine<Event, Effect> {
  step(nowMs: number, event: Event): Effect[]
}

/**
 * What `decide` of a decide/apply machine (controller, groups, transactions) returns: the records that make the change,
 * and the answer, which the shell releases when the last of the records is committed (at once when there are none).
 */
export interface Decision<Rec, Reply> {
  readonly records: readonly Rec[]
  readonly reply: Reply
}

/** `apply` is the only mutator of a decide/apply machine: recovery and serving use the same one. */
export interface Applies<Rec> {
  apply(offset: number, record: Rec): void
}
