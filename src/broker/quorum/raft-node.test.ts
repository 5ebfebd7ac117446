import { describe, expect, it } from 'vitest'
import { MemoryDisk } from '../../host/memory-disk.ts'
import { createLogEnvironment } from '../../log/create-environment.ts'
import { DirectoryState } from '../../log/log-environment.ts'
import { TestHost } from '../../log/test-support/test-host.ts'
import { NoOpRecord, noOpRecord } from '../../protocol/generated/no-op-record.ts'
import { TopicRecord, topicRecord } from '../../protocol/generated/topic-record.ts'
import { type MetadataRecord, metadataRecord } from '../../protocol/metadata-record.ts'
import { staticVoters } from '../../raft/control-records.ts'
import type { Committed } from '../../raft/metadata-log.ts'
import { MetadataAppendError } from '../../raft/metadata-log.ts'
import { prepareStorage } from '../storage-format.ts'
import { RaftNode, type RaftNodeOptions } from './raft-node.ts'

const DIR = 'data'
const ENDPOINT = { name: 'CONTROLLER', host: '127.0.0.1', port: 9093 }

function topic(name: string): MetadataRecord {
  const record = new TopicRecord()
  record.name = name
  record.topicId = 'AAAAAAAAAAAAAAAAAAABAQ'
  return metadataRecord(topicRecord, 0, record)
}

const noOp = metadataRecord(noOpRecord, 0, new NoOpRecord())

function describeCommitted(committed: Committed): string {
  if ('snapshot' in committed) {
    const { endOffset, epoch, records } = committed.snapshot
    return `snapshot ${endOffset}-${epoch}: ${[...records].length} records`
  }
  const names = committed.records.map(record => (record.message as { name?: string }).name ?? record.apiKey)
  return `${committed.baseOffset}..${committed.lastOffset} epoch ${committed.epoch}: ${names.join(' ')}`
}

class World {
  readonly test: TestHost
  readonly trace: string[] = []
  fatal: Error | null = null

  constructor(disk = new MemoryDisk()) {
    this.test = new TestHost(disk)
  }

  format(kind: 'static' | 'standalone' = 'standalone') {
    const quorum = kind === 'static' ? ({ kind } as const) : ({ kind, endpoints: [ENDPOINT] } as const)
    return prepareStorage(this.test.host, { dirs: [DIR], metadataDir: DIR, nodeId: 1, clusterId: null, quorum })
  }

  async open(kind: 'static' | 'standalone' = 'standalone', options: Partial<RaftNodeOptions> = {}): Promise<RaftNode> {
    const { directoryIds } = this.format(kind)
    const env = createLogEnvironment(this.test.host, { inMemory: true })
    const node = await RaftNode.open(env, new DirectoryState(DIR), {
      nodeId: 1,
      directoryId: directoryIds.get(DIR)!,
      staticVoters: kind === 'static' ? staticVoters([{ id: 1, host: '127.0.0.1', port: 9093 }], 'CONTROLLER') : null,
      onFatal: error => {
        this.fatal = error
      },
      ...options,
    })
    node.onLeaderChange((leaderId, epoch, isMe) =>
      this.trace.push(`leader ${leaderId} epoch ${epoch}${isMe ? ' me' : ''}`),
    )
    node.onCommitted(committed => this.trace.push(describeCommitted(committed)))
    return node
  }

  async start(kind: 'static' | 'standalone' = 'standalone', options: Partial<RaftNodeOptions> = {}): Promise<RaftNode> {
    const node = await this.open(kind, options)
    const led = node.start()
    await this.test.advance(1)
    await led
    return node
  }

  /** What was traced since the last call. */
  take(): string[] {
    return this.trace.splice(0)
  }

  quorumState(): string {
    return this.test.disk.readFileSync(`${DIR}/__cluster_metadata-0/quorum-state`).toString()
  }

  files(): string[] {
    return this.test.disk
      .readDirSync(`${DIR}/__cluster_metadata-0`)
      .map(entry => entry.name)
      .filter(name => name.includes('.checkpoint'))
      .sort()
  }
}

describe('a quorum of one', () => {
  it('elects itself, writes its first control batch, and leads when that is committed', async () => {
    const world = new World()
    const node = await world.start()
    expect(world.take()).toEqual([
      'leader null epoch 0',
      'snapshot 0-0: 6 records',
      '0..2 epoch 1: ',
      'leader 1 epoch 1 me',
    ])
    expect(node.isLeader).toBe(true)
    expect(node.highWatermark).toBe(3)
    expect(world.quorumState()).toBe(
      '{"leaderId":1,"leaderEpoch":1,"votedId":-1,"votedDirectoryId":"AAAAAAAAAAAAAAAAAAAAAA","data_version":1}',
    )
  })

  it('with static voters writes LeaderChange alone and quorum-state version 0', async () => {
    const world = new World()
    const node = await world.start('static')
    expect(world.take().slice(2)).toEqual(['0..0 epoch 1: ', 'leader 1 epoch 1 me'])
    expect(world.quorumState()).toBe(
      '{"clusterId":"","leaderId":1,"leaderEpoch":1,"votedId":-1,"appliedOffset":0,"currentVoters":[{"voterId":1}],"data_version":0}',
    )
    expect(node.quorumInfo()).toMatchObject({
      leaderId: 1,
      kraftVersion: 0,
      voters: [{ replicaId: 1, logEndOffset: 1 }],
    })
  })

  it('commits appends in order and tells who waits', async () => {
    const world = new World()
    const node = await world.start()
    world.take()
    const done: number[] = []
    const first = node.append([topic('a'), topic('b')])
    const second = node.append([topic('c')])
    void node.whenCommitted(second.lastOffset).then(() => done.push(2))
    void node.whenCommitted(first.lastOffset).then(() => done.push(1))
    expect(first).toEqual({ baseOffset: 3, lastOffset: 4, epoch: 1 })
    expect(done).toEqual([])
    await world.test.advance(1)
    expect(done).toEqual([1, 2])
    expect(world.take()).toEqual(['3..4 epoch 1: a b', '5..5 epoch 1: c'])
  })

  it('appends from within a listener without disturbing the order', async () => {
    const world = new World()
    const node = await world.open()
    let left = 3
    node.onLeaderChange((_, __, isMe) => {
      if (isMe) node.append([topic('first')])
    })
    node.onCommitted(committed => {
      if (!('snapshot' in committed) && committed.records.length > 0 && left-- > 0) node.append([topic(`then${left}`)])
    })
    void node.start()
    for (let i = 0; i < 6; i++) await world.test.advance(1)
    expect(world.take().filter(line => /^\d/.test(line))).toEqual([
      '0..2 epoch 1: ',
      '3..3 epoch 1: first',
      '4..4 epoch 1: then2',
      '5..5 epoch 1: then1',
      '6..6 epoch 1: then0',
    ])
  })

  it('delivers everything again after a restart, in the next epoch', async () => {
    const world = new World()
    const node = await world.start()
    node.append([topic('a')])
    await world.test.advance(1)
    await node.close()
    world.take()
    const again = await world.start()
    expect(world.take()).toEqual([
      'leader null epoch 0',
      'snapshot 0-0: 6 records',
      '0..2 epoch 1: ',
      '3..3 epoch 1: a',
      '4..4 epoch 2: ',
      'leader 1 epoch 2 me',
    ])
    expect(again.epoch).toBe(2)
    expect(world.quorumState()).toContain('"leaderEpoch":2')
  })

  it('loads the latest snapshot and the log behind it', async () => {
    const world = new World()
    const node = await world.start()
    node.append([topic('a')])
    await world.test.advance(1)
    const writing = node.writeSnapshot(3, 1, [topic('a'), topic('z')])
    await world.test.advance(1)
    await writing
    node.append([topic('b')])
    await world.test.advance(1)
    await node.close()
    expect(world.files()).toEqual([
      '00000000000000000000-0000000000.checkpoint',
      '00000000000000000004-0000000001.checkpoint',
    ])
    world.take()
    const again = await world.start()
    expect(world.take()).toEqual([
      'leader null epoch 0',
      'snapshot 4-1: 2 records',
      '4..4 epoch 1: b',
      '5..5 epoch 2: ',
      'leader 1 epoch 2 me',
    ])
    expect(again.latestSnapshot).toMatchObject({ endOffset: 4, epoch: 1 })
    expect(again.quorumInfo().voters[0]!.directoryId).toBe(world.format().directoryIds.get(DIR))
  })

  it('lets old snapshots and the log before them go when they take too much room', async () => {
    const world = new World()
    const log = { segmentBytes: 1024, segmentMs: 1e9, retentionBytes: 3000, retentionMs: -1 }
    const node = await world.start('standalone', { log })
    for (let round = 0; round < 5; round++) {
      let last = 0
      for (let i = 0; i < 10; i++) last = node.append([topic(`t${round}-${i}`)]).lastOffset
      await world.test.advance(1)
      const writing = node.writeSnapshot(last, 1, [noOp])
      await world.test.advance(1)
      await writing
    }
    const kept = world.files().filter(name => name.endsWith('.checkpoint'))
    expect(kept[0]!.startsWith('00000000000000000000-')).toBe(false)
    expect(kept.length).toBeLessThan(6)
    expect(node.logEndOffset).toBe(53)
    await world.test.advance(60_001)
    expect(world.files().filter(name => name.endsWith('.deleted'))).toEqual([])
    await node.close()
    world.take()
    await world.start('standalone', { log })
    expect(world.take().slice(1)).toEqual(['snapshot 53-1: 1 records', '53..53 epoch 2: ', 'leader 1 epoch 2 me'])
  })

  it('asks for a snapshot when enough has been written since the last', async () => {
    const world = new World()
    const node = await world.open('standalone', { snapshots: { maxBytes: 500, maxIntervalMs: 0 } })
    let asked = 0
    node.onSnapshotDue(() => asked++)
    void node.start()
    for (let i = 0; i < 12; i++) {
      await world.test.advance(1)
      if (node.isLeader) node.append([topic('x')])
    }
    expect(asked).toBeGreaterThanOrEqual(2)
    expect(asked).toBeLessThan(6)
  })

  it('refuses a batch that is too large, and appends while it does not lead', async () => {
    const world = new World()
    const node = await world.open()
    expect(() => node.append([topic('a')])).toThrow(MetadataAppendError)
    void node.start()
    await world.test.advance(1)
    const records = Array.from({ length: 300 }, (_, i) => topic(`${'x'.repeat(30_000)}${i}`))
    expect(() => node.append(records)).toThrow(/at most 8388608 fit/)
    expect(node.logEndOffset).toBe(3)
  })

  it('resigns, rejects who waits, and leads again in a later epoch', async () => {
    const world = new World()
    const node = await world.start()
    world.take()
    const { lastOffset, epoch } = node.append([topic('a')])
    const waiting = node.whenCommitted(lastOffset)
    node.resign(epoch)
    await expect(waiting).rejects.toThrow(/no longer leads/)
    expect(node.isLeader).toBe(false)
    await world.test.advance(2000)
    await world.test.advance(1)
    expect(node.isLeader).toBe(true)
    expect(node.epoch).toBe(2)
    // What was appended before is in the log all the same: the controller learns it as committed.
    expect(world.take()).toContain('3..3 epoch 1: a')
  })

  it('survives a full disk: gives up leadership, and takes it again when there is room', async () => {
    const disk = new MemoryDisk()
    const world = new World(disk)
    const node = await world.start()
    world.take()
    disk.capacityBytes = disk.usedBytes
    let lastOffset = -1
    for (let i = 0; i < 20 && node.isLeader; i++) {
      lastOffset = node.append([topic('y'.repeat(200))]).lastOffset
      void node.whenCommitted(lastOffset).catch(() => {})
      await world.test.advance(1)
    }
    expect(node.isLeader).toBe(false)
    expect(world.fatal).toBeNull()
    disk.capacityBytes = Number.POSITIVE_INFINITY
    for (let i = 0; i < 5 && !node.isLeader; i++) await world.test.advance(2000)
    expect(node.isLeader).toBe(true)
    const committed = world.take().filter(line => /^\d/.test(line))
    const offsets = committed.map(line => line.split('..')[0])
    expect(new Set(offsets).size).toBe(offsets.length)
    expect(node.highWatermark).toBe(node.logEndOffset)
  })
})
