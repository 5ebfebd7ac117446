import { afterEach, describe, expect, it } from 'vitest'
import { MemoryDisk } from '../../host/memory-disk.ts'
import { createLogEnvironment } from '../../log/create-environment.ts'
import { DirectoryState } from '../../log/log-environment.ts'
import { TestHost } from '../../log/test-support/test-host.ts'
import { TopicRecord, topicRecord } from '../../protocol/generated/topic-record.ts'
import { metadataRecord } from '../../protocol/metadata-record.ts'
import { staticVoters } from '../../raft/control-records.ts'
import type { RaftResponse } from '../../raft/messages.ts'
import { prepareStorage } from '../storage-format.ts'
import { RaftNode } from './raft-node.ts'
import type { RaftTransport } from './raft-transport.ts'

function topic(name: string) {
  const record = new TopicRecord()
  record.name = name
  return metadataRecord(topicRecord, 0, record)
}

/** Three nodes with a log each, in one process; messages pass at the end of the turn in which they are sent. */
class Trio {
  readonly disks = [new MemoryDisk(), new MemoryDisk(), new MemoryDisk()]
  readonly worlds: TestHost[] = []
  readonly nodes: (RaftNode | null)[] = [null, null, null]
  readonly seen: string[][] = [[], [], []]
  readonly errors: Error[] = []
  readonly cut = new Set<number>()
  /** Every answer comes twice, as it does when two fetches were under way. */
  doubled = false
  /** So many answers with records arrive with one bit turned round. */
  damaged = 0

  constructor() {
    for (const disk of this.disks) this.worlds.push(new TestHost(disk))
    // Each node has a random sequence of its own, or all would stand for election at once.
    this.worlds.forEach((world, i) => {
      for (let n = 0; n < i * 7; n++) world.host.random.uint32()
    })
  }

  async open(index: number): Promise<void> {
    const world = this.worlds[index]!
    const { host } = world
    const nodeId = index + 1
    const storage = prepareStorage(host, {
      dirs: ['d'],
      metadataDir: 'd',
      nodeId,
      clusterId: 'trio',
      quorum: { kind: 'static' },
    })
    const transport: RaftTransport = {
      send: (to, request, done) => {
        host.timers.defer(() => {
          const target = this.nodes[to - 1] ?? null
          if (target === null || this.cut.has(to) || this.cut.has(nodeId)) done(null)
          else
            target.handleRequest(request, response =>
              host.timers.defer(() => {
                this.damage(response)
                done(this.cut.has(to) || this.cut.has(nodeId) ? null : response)
                if (this.doubled && request.kind === 'fetch') done(response)
              }),
            )
        })
      },
    }
    const voters = [1, 2, 3].map(id => ({ id, host: '127.0.0.1', port: 9090 + id }))
    const node = await RaftNode.open(createLogEnvironment(host, { inMemory: true }), new DirectoryState('d'), {
      nodeId,
      directoryId: storage.directoryIds.get('d')!,
      staticVoters: staticVoters(voters, 'CONTROLLER'),
      transport,
      onFatal: error => void this.errors.push(error),
    })
    const seen: string[] = []
    this.seen[index] = seen
    node.onCommitted(committed => {
      const records = 'snapshot' in committed ? committed.snapshot.records : committed.records
      for (const { apiKey, message } of records) if (apiKey === 2) seen.push((message as TopicRecord).name)
    })
    this.nodes[index] = node
    void node.start()
  }

  private damage(response: RaftResponse): void {
    if (this.damaged === 0 || response.kind !== 'fetch' || response.records === null) return
    this.damaged--
    const { buf, end } = response.records
    buf[end - 1] = buf[end - 1]! ^ 0x10
  }

  async advance(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += 10) for (const world of this.worlds) await world.advance(10)
  }

  get leader(): RaftNode | null {
    return this.nodes.find(node => node?.isLeader && !this.cut.has(node.nodeId)) ?? null
  }
}

describe('three nodes with logs', () => {
  let trio: Trio
  afterEach(async () => {
    for (const node of trio.nodes) await node?.close()
    expect(trio.errors).toEqual([])
  })

  it('elect a leader, replicate what it appends, and agree on the high watermark', async () => {
    trio = new Trio()
    for (const index of [0, 1, 2]) await trio.open(index)
    await trio.advance(3000)
    const { leader } = trio
    expect(leader).not.toBeNull()
    const { lastOffset } = leader!.append([topic('a'), topic('b')])
    let committed = false
    void leader!.whenCommitted(lastOffset).then(() => (committed = true))
    await trio.advance(300)
    expect(committed).toBe(true)
    expect(trio.seen).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ])
    expect(trio.nodes.map(node => node!.highWatermark)).toEqual([3, 3, 3])
    const info = leader!.quorumInfo()
    expect(info.voters.map(voter => voter.logEndOffset)).toEqual([3, 3, 3])
    for (const voter of info.voters) expect(voter.lastCaughtUpTimestampMs).toBeGreaterThan(1_700_000_000_000)
  })

  it('what a cut off leader appended alone is taken back when it returns', async () => {
    trio = new Trio()
    for (const index of [0, 1, 2]) await trio.open(index)
    await trio.advance(3000)
    const old = trio.leader!
    old.append([topic('kept')])
    await trio.advance(300)
    trio.cut.add(old.nodeId)
    const lost = old.append([topic('lost')])
    const waiting = expect(old.whenCommitted(lost.lastOffset)).rejects.toThrow(/no longer leads/)
    await trio.advance(8000)
    await waiting
    const { leader } = trio
    expect(leader).not.toBeNull()
    expect(leader).not.toBe(old)
    leader!.append([topic('new')])
    await trio.advance(300)
    trio.cut.clear()
    await trio.advance(6000)
    for (const seen of trio.seen) expect(seen).toEqual(['kept', 'new'])
    const ends = trio.nodes.map(node => node!.logEndOffset)
    expect(new Set(ends).size).toBe(1)
  })

  it('ask again for what arrives damaged, and not as fast as they can', async () => {
    trio = new Trio()
    for (const index of [0, 1, 2]) await trio.open(index)
    await trio.advance(3000)
    trio.damaged = 6
    trio.leader!.append([topic('a')])
    await trio.advance(30)
    expect(trio.damaged).toBeGreaterThan(3)
    await trio.advance(1000)
    expect(trio.damaged).toBe(0)
    expect(trio.seen).toEqual([['a'], ['a'], ['a']])
  })

  it('take an answer that comes a second time for what it is', async () => {
    trio = new Trio()
    trio.doubled = true
    for (const index of [0, 1, 2]) await trio.open(index)
    await trio.advance(3000)
    trio.leader!.append([topic('a')])
    await trio.advance(300)
    trio.leader!.append([topic('b'), topic('c')])
    await trio.advance(300)
    expect(trio.seen).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ])
  })

  it('a follower that was away for a while catches up from its own log', async () => {
    trio = new Trio()
    for (const index of [0, 1, 2]) await trio.open(index)
    await trio.advance(3000)
    const leader = trio.leader!
    const away = trio.nodes.findIndex(node => node !== leader)
    leader.append([topic('a')])
    await trio.advance(300)
    await trio.nodes[away]!.close()
    trio.nodes[away] = null
    for (let i = 0; i < 5; i++) leader.append([topic(`b${i}`)])
    await trio.advance(300)
    expect(leader.highWatermark).toBe(leader.logEndOffset)
    await trio.open(away)
    await trio.advance(3000)
    expect(trio.seen[away]).toEqual(['a', 'b0', 'b1', 'b2', 'b3', 'b4'])
    expect(trio.leader).toBe(leader)
  })
})
