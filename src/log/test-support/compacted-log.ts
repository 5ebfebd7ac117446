import { BytesView } from '../../base/bytes-view.ts'
import type { Disk } from '../../host/disk.ts'
import type { CodecName } from '../../records/batch.ts'
import { type BatchData, readChain } from '../../records/batch-reader.ts'
import { type BatchOptions, buildBatch } from '../../records/builder.ts'
import { buildEndTxnMarker } from '../../records/control.ts'
import type { CleanerOptions } from '../cleaner/log-cleaner.ts'
import { DEFAULT_LOG_CONFIG, type LogConfig } from '../log-config.ts'
import { LogManager } from '../log-manager.ts'
import type { PartitionLog } from '../partition-log.ts'
import { settle, TestHost } from './test-host.ts'

/** `key=value`, `key` for a tombstone, `=value` for a record without a key. */
export type TestRecord = string

export interface TestAppend extends BatchOptions {
  readonly codec?: CodecName
  readonly timestamp?: number
}

const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAEA'

/** A log of a compacted topic with its manager, in a world of its own. */
export class CompactedLog {
  readonly test: TestHost
  readonly manager: LogManager
  readonly log: PartitionLog

  constructor(config: Partial<LogConfig> = {}, disk?: Disk, cleaner: Partial<CleanerOptions> = {}) {
    this.test = new TestHost(disk)
    const full: LogConfig = {
      ...DEFAULT_LOG_CONFIG,
      deletes: false,
      compacts: true,
      minCleanableDirtyRatio: 0,
      retentionMs: -1,
      ...config,
    }
    this.manager = new LogManager(this.test.host, { dirs: ['/d'], defaultConfig: full, inMemory: true, cleaner })
    this.manager.open()
    this.log = this.manager.getOrCreate('t', 0, TOPIC_ID, full)
  }

  /** One batch; its records' values may be tombstones. Returns its base offset. */
  append(records: readonly TestRecord[], options: TestAppend = {}): number {
    const { timestamp = this.test.now, ...rest } = options
    const bytes = buildBatch(
      records.map(text => {
        const [key, value] = text.split('=') as [string, string | undefined]
        return {
          key: key === '' ? null : Buffer.from(key),
          value: value === undefined ? null : Buffer.from(value),
          timestamp,
        }
      }),
      rest,
    )
    return this.write(bytes)
  }

  marker(producerId: number, commit: boolean, producerEpoch = 0): number {
    const timestampMs = this.test.now
    return this.write(
      buildEndTxnMarker({ commit, producerId, producerEpoch, coordinatorEpoch: 0, timestampMs }),
      'coordinator',
    )
  }

  private write(bytes: Buffer, origin: 'client' | 'coordinator' = 'client'): number {
    const { log, test } = this
    const result = log.appendAsLeader(BytesView.of(bytes), { leaderEpoch: 0, origin, nowMs: test.now, memory: null })
    if (result.kind !== 'appended') throw new Error(`not appended: ${JSON.stringify(result)}`)
    test.turn()
    log.updateHighWatermark(log.writtenEndOffset)
    return result.baseOffset
  }

  roll(): void {
    this.log.roll(this.test.now)
    this.test.turn()
  }

  /** Lets promises and deferred work run until `work` is settled. */
  async drive<T>(work: Promise<T>): Promise<T> {
    let settled = false
    const done = () => {
      settled = true
    }
    work.then(done, done)
    while (!settled) {
      await settle()
      this.test.turn()
    }
    return await work
  }

  /** One round of the cleaner over the filthiest log. */
  async clean(): Promise<boolean> {
    const cleaner = this.manager.cleaner as unknown as { stopped: boolean }
    cleaner.stopped = false
    return await this.drive(this.manager.cleaner.cleanFilthiest())
  }

  async batches(): Promise<BatchData[]> {
    const { log } = this
    const out: BatchData[] = []
    for (let offset = log.logStartOffset; offset < log.writtenEndOffset; ) {
      const read = await log.read({ fetchOffset: offset, maxBytes: 1 << 20, minOneBatch: true })
      if (read.records === null) break
      out.push(...readChain(read.records))
      offset = read.nextOffset
      read.release()
    }
    return out
  }

  /** What is left, as `offset:key=value`; a batch without records as `first-last:`, markers as `offset:commit`. */
  async left(): Promise<string[]> {
    const out: string[] = []
    for (const batch of await this.batches()) {
      if (batch.records.length === 0) out.push(`${batch.baseOffset}-${batch.lastOffset}:`)
      for (const { offset, key, value } of batch.records) {
        if (batch.isControl) out.push(`${offset}:${key![3] === 1 ? 'commit' : 'abort'}`)
        else out.push(`${offset}:${key ?? ''}${value === null ? '' : `=${value}`}`)
      }
    }
    return out
  }
}
