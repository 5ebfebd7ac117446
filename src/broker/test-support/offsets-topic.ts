/** Partitions of `__consumer_offsets` on a disk of a test, led by broker 1, with the coordinator that runs on them. */
import type { Disk } from '../../host/disk.ts'
import type { Host } from '../../host/host.ts'
import { MemoryDisk } from '../../host/memory-disk.ts'
import { DEFAULT_LOG_CONFIG } from '../../log/log-config.ts'
import { LogManager } from '../../log/log-manager.ts'
import { TestHost } from '../../log/test-support/test-host.ts'
import { CoordinatorRuntime, type CoordinatorRuntimeOptions, OFFSETS_TOPIC } from '../coordinator-runtime.ts'
import { GroupCoordinator } from '../group-coordinator.ts'
import { Partition } from '../partition.ts'

export const BROKER = 1
const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAAQ'

export const RUNTIME_OPTIONS: CoordinatorRuntimeOptions = {
  initialRebalanceDelayMs: 0,
  minSessionTimeoutMs: 6000,
  maxSessionTimeoutMs: 1_800_000,
  maxSize: 100,
  offsetsRetentionMs: 7 * 24 * 3600 * 1000,
  maxOffsetMetadataBytes: 4096,
  commitTimeoutMs: 5000,
  retentionCheckIntervalMs: 600_000,
}

export interface OffsetsTopicOptions {
  readonly root?: string
  readonly nowMs?: number
  readonly partitionCount?: number
  /** False where reads shall take their time, as on a real disk. */
  readonly inMemory?: boolean
  /** What is known to be committed at the start; all by default. */
  readonly highWatermark?: number
}

export class OffsetsTopic {
  readonly test: TestHost
  readonly host: Host
  readonly partitions: Partition[] = []
  readonly runtime: CoordinatorRuntime
  readonly coordinator: GroupCoordinator
  private readonly logs: LogManager
  private closed = false
  private partitionEpoch = 0

  constructor(
    disk: Disk = new MemoryDisk(),
    { root = '/data', nowMs, partitionCount = 1, inMemory = true, highWatermark }: OffsetsTopicOptions = {},
  ) {
    this.test = new TestHost(disk)
    if (nowMs !== undefined) this.test.now = nowMs
    // Nothing here reaches the network.
    this.host = this.test.host as Host
    this.logs = new LogManager(this.host, { dirs: [root], defaultConfig: DEFAULT_LOG_CONFIG, inMemory })
    this.logs.open()
    for (let index = 0; index < partitionCount; index++) this.partitions.push(this.open(index, highWatermark))
    this.runtime = new CoordinatorRuntime(this.host, RUNTIME_OPTIONS, index => this.partitions[index])
    this.coordinator = new GroupCoordinator(this.runtime, this.host)
  }

  private open(index: number, highWatermark: number | undefined): Partition {
    const log =
      this.logs.get(OFFSETS_TOPIC, index) ?? this.logs.getOrCreate(OFFSETS_TOPIC, index, TOPIC_ID, DEFAULT_LOG_CONFIG)
    const config = {
      log: DEFAULT_LOG_CONFIG,
      minInSyncReplicas: 1,
      maxMessageBytes: 1_048_588,
      maxUnpackedBytes: 1_048_588,
      logAppendTime: false,
      timestampBeforeMaxMs: Number.MAX_SAFE_INTEGER,
      timestampAfterMaxMs: Number.MAX_SAFE_INTEGER,
      compressionType: null,
      compressionLevel: null,
    }
    return new Partition(
      this.host,
      BROKER,
      30_000,
      log,
      config,
      { leaderId: -1, leaderEpoch: -1, partitionEpoch: 0, replicas: [BROKER, 2], isr: [BROKER] },
      highWatermark ?? log.logEndOffset,
      { onProposeIsr: () => {}, onHighWatermark: () => {}, isEligible: () => true, isStale: () => false },
    )
  }

  /**
   * Makes a broker the leader of every partition and lets the coordinator follow; `isr` holds back
   * commits when it has more.
   */
  lead(leaderId: number, leaderEpoch: number, isr: readonly number[] = [BROKER]): void {
    const partitionEpoch = ++this.partitionEpoch
    for (const partition of this.partitions) {
      partition.lead({ leaderId, leaderEpoch, partitionEpoch, replicas: [BROKER, 2], isr })
    }
    this.runtime.follow(this.partitions.length)
  }

  /** Lets what was written reach the log. */
  async settle(): Promise<void> {
    for (let i = 0; i < 10; i++) await this.test.advance(0)
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    this.runtime.stop()
    const closing = this.logs.close()
    await this.settle()
    await closing
  }
}
