import type { Disk } from '../../host/disk.ts'
import type { Host } from '../../host/host.ts'
import { DEFAULT_LOG_CONFIG, type LogConfig } from '../../log/log-config.ts'
import { LogManager } from '../../log/log-manager.ts'
import { readAllRecords } from '../../log/test-support/read-all.ts'
import { testBatch, viewOf } from '../../log/test-support/test-batch.ts'
import { settle, TestHost } from '../../log/test-support/test-host.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import type { AssignmentOutcome } from '../directory-assignments.ts'
import { LogDirMover } from '../log-dir-mover.ts'
import { Partition } from '../partition.ts'
import { PARTITION_CONFIG } from './test-partition.ts'

export const TOPIC = 't'
const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAEA'
const DIRECTORY_IDS = { '/d1': 'directory-one', '/d2': 'directory-two', '/d3': 'directory-three' } as const

export interface MovingOptions {
  readonly disk?: Disk
  readonly log?: Partial<LogConfig>
  readonly dirs?: readonly (keyof typeof DIRECTORY_IDS)[]
  readonly movesAtOnce?: number
  /** Whether reads and writes are done at once; true where not given. */
  readonly inMemory?: boolean
  /** Lets the world around go on, when time does. */
  readonly eachStep?: () => Promise<void>
}

/**
 * As much of a node as a move needs: logs in two directories, partitions led here, a mover, and a controller that
 * a test answers for.
 */
export class MovingNode {
  readonly test: TestHost
  readonly logs: LogManager
  readonly mover: LogDirMover
  readonly partitions = new Map<number, Partition>()
  /** What the controller was asked for, in order: directory ids. */
  readonly assigned: string[] = []
  /** null: the controller does not answer until a test sets it. */
  outcome: AssignmentOutcome | null = 'accepted'
  bytesPerSecond = Number.POSITIVE_INFINITY
  /** Value by offset, of what was acknowledged to a producer with acks=all. */
  readonly acked = new Map<number, string>()
  readonly refusals: number[] = []
  private readonly config: LogConfig
  private readonly eachStep: () => Promise<void>
  private readonly answers: (() => void)[] = []

  constructor(options: MovingOptions = {}) {
    const { disk, log = {}, dirs = ['/d1', '/d2'], movesAtOnce = 2, inMemory = true, eachStep = settle } = options
    this.eachStep = eachStep
    this.test = new TestHost(disk)
    this.config = {
      ...DEFAULT_LOG_CONFIG,
      retentionMs: -1,
      segmentBytes: 2000,
      indexIntervalBytes: 200,
      fileDeleteDelayMs: 10,
      ...log,
    }
    this.logs = new LogManager(this.test.host, { dirs: [...dirs], defaultConfig: this.config, inMemory })
    for (const dir of dirs) this.logs.directories.setId(dir, DIRECTORY_IDS[dir])
    this.logs.open()
    this.mover = new LogDirMover(
      this.test.host,
      {
        logs: this.logs,
        replicas: {
          get: (topic, index) => (topic === TOPIC ? this.partitions.get(index) : undefined),
          partitionByName: (topic, index) => {
            const partition = topic === TOPIC ? this.partitions.get(index) : undefined
            if (partition === undefined) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
            return partition.isOffline ? ErrorCode.KAFKA_STORAGE_ERROR : partition
          },
        },
        assignments: { assign: (_topicId, _partition, directoryId) => this.assign(directoryId) },
      },
      { movesAtOnce, maxBytesPerSecond: () => this.bytesPerSecond, chunkBytes: 1000, backoffMs: 50 },
    )
    this.logs.onDirectoryFailed(path => {
      for (const partition of this.partitions.values()) if (partition.log.parentDir === path) partition.goOffline()
    })
    this.mover.start()
  }

  private assign(directoryId: string): Promise<AssignmentOutcome> {
    this.assigned.push(directoryId)
    return new Promise(resolve => {
      const answer = () => resolve(this.outcome!)
      if (this.outcome === null) this.answers.push(answer)
      else answer()
    })
  }

  answer(outcome: AssignmentOutcome): void {
    this.outcome = outcome
    for (const answer of this.answers.splice(0)) answer()
  }

  /** The partition, made in a directory or found there; led by this node. Throws DiskError. */
  open(index = 0, dir = '/d1', leaderEpoch = 1): Partition {
    const log = this.logs.getOrCreate(TOPIC, index, TOPIC_ID, this.config, dir)
    const leadership = { leaderId: 1, leaderEpoch, partitionEpoch: 0, replicas: [1], isr: [1] }
    const partition = new Partition(
      { ...this.test.host, network: null as unknown as Host['network'] },
      1,
      30_000,
      log,
      { ...PARTITION_CONFIG, log: this.config },
      leadership,
      this.logs.checkpointedHighWatermark(TOPIC, index),
      { onProposeIsr() {}, onHighWatermark() {}, isEligible: () => true, isStale: () => false },
    )
    this.partitions.set(index, partition)
    partition.lead(leadership)
    this.mover.resume(partition)
    return partition
  }

  produce(values: readonly string[], index = 0): void {
    const partition = this.partitions.get(index)!
    const records = viewOf(testBatch({ values: [...values], timestamp: this.test.now }))
    const options = { acks: -1, apiVersion: 9, timeoutMs: 1000, owner: null, transactionalId: null } as const
    partition.produce(records, options, ({ errorCode, baseOffset }) => {
      if (errorCode !== ErrorCode.NONE) this.refusals.push(errorCode)
      else if (index === 0) for (const [i, value] of values.entries()) this.acked.set(baseOffset + i, value)
    })
  }

  /** Time goes by in small steps, until `done` where it is given. */
  async run(steps: number, done: () => boolean = () => false): Promise<void> {
    for (let i = 0; i < steps && !done(); i++) {
      await this.test.advance(5)
      await this.eachStep()
    }
  }

  async move(path: string, index = 0): Promise<number> {
    const errorCode = this.mover.request(TOPIC, index, path)
    await this.run(400, () => this.mover.activeMoves === 0)
    return errorCode
  }

  /** What a consumer finds, by offset. */
  async values(index = 0): Promise<Map<number, string>> {
    const { records } = await readAllRecords(this.partitions.get(index)!.log)
    return new Map(records.map(({ offset, value }) => [offset, Buffer.from(String(value), 'base64').toString()]))
  }
}
