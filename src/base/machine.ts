/**
 * Step machine (raft, the leader's view of a partition): an event goes in, effects come out as plain data, and a shell
 * carries them out in list order. The machine itself never does anything to the world. The other shape of state machine
 * in this house, decide and apply, has no type in common: `controller/requests.ts` and
 * `coordinator/group-shard.ts` are its two.
 */
export interface StepMachine<Event, Effect> {
  step(nowMs: number, event: Event): Effect[]
}
