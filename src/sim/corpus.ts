/**
 * Seeds that once found something: run again with every test run. A seed's world changes with every change of what draws
 * from it, so an old one is worth no more than a fresh one in time; what it found has a unit test of its own wherever it
 * could be made small.
 */
export interface CorpusSeed {
  readonly seed: number
  readonly seconds: number
  readonly nodes: number
  /** What was broken when it was found. */
  readonly found: string
}

export const CORPUS: readonly CorpusSeed[] = [
  {
    seed: 4,
    seconds: 20,
    nodes: 3,
    found: 'a follower without space on its disk fetches the same records without a pause',
  },
  {
    seed: 9,
    seconds: 20,
    nodes: 3,
    found: 'an epoch that began at the end of a log is never cut off, so that its follower cuts for ever',
  },
  { seed: 203, seconds: 30, nodes: 3, found: 'a client goes back to the leader of an old epoch' },
  { seed: 2018, seconds: 30, nodes: 3, found: 'an epoch that was cut off is found again by the next start' },
  { seed: 1160, seconds: 30, nodes: 3, found: 'compaction takes the record that told where an epoch began' },
  { seed: 2007, seconds: 30, nodes: 3, found: 'nothing: all replicas fall before one that lost its power is missed' },
  { seed: 5032, seconds: 40, nodes: 3, found: 'a client takes a committed offset to the leader of an old epoch' },
  { seed: 8023, seconds: 30, nodes: 3, found: 'a replica that was reassigned away stays an eligible leader' },
  { seed: 100, seconds: 30, nodes: 3, found: 'a client without leader epochs reads from a follower' },
  { seed: 82045, seconds: 60, nodes: 3, found: 'zeros behind the head of a batch pass for a legacy message' },
  {
    seed: 300042,
    seconds: 60,
    nodes: 3,
    found: 'a voter whose last epoch is older than the snapshot of the leader is told to cut its log, and never can',
  },
  {
    seed: 400214,
    seconds: 60,
    nodes: 3,
    found: 'a leader whose removal was asked for in vain leads on without a vote',
  },
  { seed: 500891, seconds: 60, nodes: 3, found: 'heartbeats wait for a controller without power when another leads' },
  {
    seed: 701104,
    seconds: 60,
    nodes: 3,
    found: 'compaction drops the last batch of a producer before what is cut off later',
  },
  { seed: 701979, seconds: 60, nodes: 3, found: 'an assignment is told that another coordinator may know nothing of' },
  { seed: 900497, seconds: 60, nodes: 3, found: 'a start trusts a recovery point from before the log was cut' },
  { seed: 2001494, seconds: 60, nodes: 3, found: 'heartbeats wait for a connection that does not come about' },
  {
    seed: 3001570,
    seconds: 60,
    nodes: 3,
    found: 'the epoch of a leader that appended nothing is found again where other records stand',
  },
  {
    seed: 4001595,
    seconds: 60,
    nodes: 3,
    found: 'a broker that stops before it was registered forgets that it had stopped in good order',
  },
  {
    seed: 5000931,
    seconds: 60,
    nodes: 3,
    found: 'a log that is cut on a full disk keeps the sequences of what was cut off',
  },
  {
    seed: 7000797,
    seconds: 60,
    nodes: 3,
    found: 'records that were cut off come back at a power cut, under the epoch of those that had taken their place',
  },
  {
    seed: 7202195,
    seconds: 60,
    nodes: 3,
    found: 'a new log inherits the checkpoints of the one of its name that was deleted',
  },
  {
    seed: 1795312723,
    seconds: 20,
    nodes: 1,
    found:
      'with flush.messages a repeated batch is acknowledged that a killed process had left to the operating system',
  },
  {
    seed: 8304007,
    seconds: 20,
    nodes: 3,
    found:
      'a node that is stopped while it starts goes on with its start, and writes into logs that were closed in good order',
  },
]
