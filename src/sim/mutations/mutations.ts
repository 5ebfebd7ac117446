/**
 * Bugs to plant: each a piece of the source that is replaced when the module is loaded (`plant.ts`), in a process of
 * its own. A checker that never finds any of these proves nothing when it is silent.
 */
export interface Mutation {
  readonly name: string
  /** Path in the repository. */
  readonly file: string
  /** Occurs once in it. */
  readonly find: string
  readonly replace: string
  /** Checkers of which one must be the first to speak. */
  readonly foundBy: readonly string[]
  /** Within so many seeds from 1 on. */
  readonly seeds: number
}

const LIVENESS = ['liveness', 'convergence']

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a voter votes twice in an epoch',
    file: 'src/raft/ballot.ts',
    find: 'if (role.voted !== null) return isSameReplica(role.voted, candidate)',
    replace: 'if (role.voted !== null && isSameReplica(role.voted, candidate)) return true',
    foundBy: ['one leader', 'image', 'raft high watermark'],
    seeds: 200,
  },
  {
    name: 'the metadata log is committed by a minority',
    file: 'src/raft/commit-offset.ts',
    find: 'descending[Math.floor(descending.length / 2)]',
    replace: 'descending[0]',
    foundBy: ['image', 'raft high watermark', 'leader epoch', 'one leader', ...LIVENESS],
    seeds: 80,
  },
  {
    name: 'a node forgets its quorum-state',
    file: 'src/broker/quorum/election-file.ts',
    find: 'this.disk.replaceFileSync(this.path, Buffer.from(text))',
    replace: 'if (state.epoch < 0) this.disk.replaceFileSync(this.path, Buffer.from(text))',
    foundBy: ['raft epoch', 'one leader'],
    seeds: 60,
  },
  {
    name: 'a voter does not look at how long the candidate’s log is',
    file: 'src/raft/replica-log.ts',
    find: 'return lastEpoch > log.lastEpoch || (lastEpoch === log.lastEpoch && lastOffset >= log.endOffset)',
    replace: 'return lastEpoch >= 0 || lastOffset >= log.endOffset',
    foundBy: ['image', 'raft high watermark', 'restart', 'leader epoch', 'one leader', ...LIVENESS],
    seeds: 100,
  },
  {
    name: 'producers are answered before the in-sync replicas have their records',
    file: 'src/replication/leader-replica.ts',
    find: 'advancedHighWatermark(this.highWatermark, this.heededEndOffsets(nowMs))',
    replace: 'advancedHighWatermark(this.highWatermark, [this.endOffset])',
    foundBy: [
      'acknowledged',
      'stable records',
      'sequence',
      'read',
      'high watermark',
      'equal replicas',
      'committed offsets',
    ],
    seeds: 30,
  },
  {
    name: 'a leader does not see that a follower’s history is another',
    file: 'src/broker/partition-read.ts',
    find: 'if (options.lastFetchedEpoch >= 0) {',
    replace: 'if (options.lastFetchedEpoch >= 1_000_000) {',
    foundBy: [
      'equal replicas',
      'stable records',
      'acknowledged',
      'sequence',
      'duplicate',
      'high watermark',
      ...LIVENESS,
    ],
    seeds: 40,
  },
  {
    name: 'a follower’s high watermark runs ahead of what it has written',
    file: 'src/broker/partition-following.ts',
    find: 'const offset = Math.min(this.leaderHighWatermark, log.writtenEndOffset)',
    replace: 'const offset = this.leaderHighWatermark',
    foundBy: ['log bounds', 'high watermark'],
    seeds: 5,
  },
  {
    name: 'a leader shrinks the in-sync set without the controller',
    file: 'src/replication/leader-replica.ts',
    find: 'return kept.length === this.isr.length ? NO_EFFECTS : [this.propose(kept)]',
    replace:
      'if (kept.length === this.isr.length) return NO_EFFECTS\n    this.isr = kept\n    return this.advance(nowMs)',
    foundBy: ['acknowledged', 'stable records', 'sequence', 'equal replicas', 'high watermark', 'read', ...LIVENESS],
    seeds: 400,
  },
  {
    name: 'a follower does not learn the sequences of producers',
    file: 'src/log/log-append.ts',
    find: "applyProducers(log, records, { ...append, origin: 'replication' }, undo, nextOffset)",
    replace: '',
    foundBy: ['duplicate', 'sequence', 'reopened log', 'order'],
    seeds: 20,
  },
  {
    name: 'a broker that lost its power is still taken for in sync',
    file: 'src/controller/broker-registration.ts',
    find: 'if (!sameIncarnation && before !== undefined) {',
    replace: 'if (!sameIncarnation && before !== undefined && apiVersion < 0) {',
    foundBy: ['acknowledged', 'stable records', 'sequence', 'read', 'high watermark', 'committed offsets', ...LIVENESS],
    seeds: 120,
  },
  {
    name: 'snapshots of the metadata leave out settings',
    file: 'src/metadata/image-records.ts',
    find: 'for (const { type, name, values } of image.configs.values()) {',
    replace: 'for (const { type, name, values } of [...image.configs.values()].slice(0, 0)) {',
    foundBy: ['image', 'dense offsets', 'compaction', 'equal replicas', ...LIVENESS],
    seeds: 40,
  },
  {
    name: 'a log cut at its end keeps an epoch that began there',
    file: 'src/log/log-truncation.ts',
    find: 'log.epochs.truncateFromEnd(bounds.logEnd)',
    replace: '',
    foundBy: ['convergence', 'liveness'],
    seeds: 100,
  },
  {
    name: 'a follower believes what it is sent',
    file: 'src/broker/partition-following.ts',
    find: "if (!checksumsAreGood(records)) return 'a batch does not match its checksum'",
    replace: '',
    foundBy: ['checksum', 'equal replicas', 'foreign record', 'stable records'],
    seeds: 150,
  },
  {
    name: 'compaction believes what it reads',
    file: 'src/log/cleaner/segment-batches.ts',
    find: 'return checksumsAreGood(BytesView.of(this.memory.subarray(0, this.length)))',
    replace: 'return true',
    foundBy: ['checksum', 'compaction', 'foreign record', 'stable records', ...LIVENESS],
    seeds: 300,
  },
]
