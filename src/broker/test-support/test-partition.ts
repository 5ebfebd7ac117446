/** One partition of one broker, its log on a disk in memory. What the cluster thinks of brokers is as the test says. */
import type { BytesView } from '../../base/bytes-view.ts'
import type { Host } from '../../host/host.ts'
import { DEFAULT_LOG_CONFIG } from '../../log/log-config.ts'
import { LogManager } from '../../log/log-manager.ts'
import { testBatch, viewOf } from '../../log/test-support/test-batch.ts'
import { TestHost } from '../../log/test-support/test-host.ts'
import { errorName } from '../../protocol/errors.ts'
import { Partition, type PartitionLeadership } from '../partition.ts'
import type { PartitionConfig } from '../partition-config.ts'
import type { PartitionRead, ReadOptions } from '../partition-read.ts'

export const TOPIC = 't'
export const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAABA'
export const MAX_LAG_MS = 30_000

export const PARTITION_CONFIG: PartitionConfig = {
  log: DEFAULT_LOG_CONFIG,
  minInSyncReplicas: 1,
  maxMessageBytes: 1_000_000,
  maxUnpackedBytes: 1_000_000,
  logAppendTime: false,
  timestampBeforeMaxMs: Number.MAX_SAFE_INTEGER,
  timestampAfterMaxMs: Number.MAX_SAFE_INTEGER,
  compressionType: null,
  compressionLevel: null,
}

export interface TestPartitionOptions {
  readonly nodeId?: number
  readonly index?: number
  readonly config?: Partial<PartitionConfig>
  /** Shared by the partitions of one broker. */
  readonly test?: TestHost
  readonly logs?: LogManager
}

export class TestPartition {
  readonly test: TestHost
  readonly host: Host
  readonly logs: LogManager
  readonly partition: Partition
  readonly nodeId: number
  /** What the leader asked of the controller. */
  readonly proposals: { readonly isr: readonly number[]; readonly partitionEpoch: number }[] = []
  /** Brokers that may not join an in-sync set, and those that were registered again. */
  readonly ineligible = new Set<number>()
  readonly stale = new Set<number>()
  private leadership: PartitionLeadership

  constructor({ nodeId = 1, index = 0, config = {}, test = new TestHost(), logs }: TestPartitionOptions = {}) {
    this.nodeId = nodeId
    this.test = test
    // Nothing here reaches the network.
    this.host = { ...test.host, network: null as unknown as Host['network'] }
    this.logs =
      logs ??
      new LogManager(this.host, { dirs: [`/broker-${nodeId}`], defaultConfig: DEFAULT_LOG_CONFIG, inMemory: true })
    if (logs === undefined) this.logs.open()
    this.leadership = { leaderId: -1, leaderEpoch: 0, partitionEpoch: 0, replicas: [1, 2, 3], isr: [1, 2, 3] }
    const log = this.logs.getOrCreate(TOPIC, index, TOPIC_ID, DEFAULT_LOG_CONFIG)
    const effective = { ...PARTITION_CONFIG, ...config }
    this.partition = new Partition(this.host, nodeId, MAX_LAG_MS, log, effective, this.leadership, 0, {
      onProposeIsr: (_partition, isr, partitionEpoch) => void this.proposals.push({ isr, partitionEpoch }),
      onHighWatermark: () => {},
      isEligible: id => !this.ineligible.has(id),
      isStale: id => this.stale.has(id),
    })
  }

  /** The image says so; each call is a later partition epoch. */
  image(change: Partial<PartitionLeadership>): this {
    this.leadership = { ...this.leadership, partitionEpoch: this.leadership.partitionEpoch + 1, ...change }
    this.partition.lead(this.leadership)
    return this
  }

  /** Names of errors, in the order in which producers are answered; '' stands for none. */
  readonly answers: string[] = []

  async produce(values: readonly string[], { acks = -1 as 1 | -1, timeoutMs = 1000 } = {}): Promise<void> {
    const records = viewOf(testBatch({ values: [...values], timestamp: this.test.now }))
    const options = { acks, apiVersion: 9, timeoutMs, owner: null, transactionalId: null }
    this.partition.produce(records, options, ({ errorCode }) =>
      this.answers.push(errorCode === 0 ? '' : errorName(errorCode)),
    )
    await this.settle()
  }

  async fetch(replicaId: number, fetchOffset: number, change: Partial<ReadOptions> = {}): Promise<PartitionRead> {
    const read = await this.partition.read({
      fetchOffset,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
      maxBytes: 1_000_000,
      minOneBatch: true,
      readCommitted: false,
      replicaId,
      replicaEpoch: 5,
      ...change,
    })
    read.release()
    return read
  }

  /** Lets what was written reach the log. */
  async settle(): Promise<void> {
    for (let i = 0; i < 3; i++) await this.test.advance(0)
  }

  async pass(ms: number): Promise<void> {
    await this.test.advance(ms)
    this.partition.tick(this.test.now)
    await this.settle()
  }
}

/** Batches as a leader's log holds them: one record each, under these epochs, from an offset on. */
export function batchesOf(epochs: readonly number[], baseOffset: number): BytesView {
  return viewOf(
    ...epochs.map((leaderEpoch, i) =>
      testBatch({ values: [`${leaderEpoch}:${baseOffset + i}`], baseOffset: baseOffset + i, leaderEpoch }),
    ),
  )
}
