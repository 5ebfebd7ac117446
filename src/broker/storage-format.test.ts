import { describe, expect, it } from 'vitest'
import { isUuid } from '../base/uuid.ts'
import { DiskError } from '../host/disk.ts'
import { FaultDisk } from '../host/fault-disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { createLogEnvironment } from '../log/create-environment.ts'
import { DirectoryState } from '../log/log-environment.ts'
import { TestHost } from '../log/test-support/test-host.ts'
import { TopicRecord, topicRecord } from '../protocol/generated/topic-record.ts'
import { metadataRecord } from '../protocol/metadata-record.ts'
import { decodeSnapshot } from '../raft/snapshot-file.ts'
import { formatMetaProperties, parseMetaProperties } from './meta-properties.ts'
import { RaftNode } from './quorum/raft-node.ts'
import { prepareStorage, StorageError, type StorageOptions } from './storage-format.ts'

const ENDPOINTS = [{ name: 'CONTROLLER', host: 'localhost', port: 9093 }]
const OPTIONS: StorageOptions = {
  dirs: ['d1', 'd2'],
  metadataDir: 'd1',
  nodeId: 7,
  clusterId: null,
  quorum: { kind: 'standalone', endpoints: ENDPOINTS },
}
const SNAPSHOT = 'd1/__cluster_metadata-0/00000000000000000000-0000000000.checkpoint'

function world(disk = new MemoryDisk()) {
  const test = new TestHost(disk)
  return {
    test,
    disk,
    prepare: (options: Partial<StorageOptions> = {}) => prepareStorage(test.host, { ...OPTIONS, ...options }),
  }
}

describe('formatting', () => {
  it('writes what kafka-storage writes: meta.properties everywhere, the bootstrap snapshot beside the metadata log', () => {
    const { disk, prepare } = world()
    const storage = prepare()
    expect(storage.formatted).toEqual(['d1', 'd2'])
    expect(isUuid(storage.clusterId)).toBe(true)
    const ids = ['d1', 'd2'].map(dir => storage.directoryIds.get(dir)!)
    expect(new Set(ids).size).toBe(2)
    expect(disk.readFileSync('d1/meta.properties').toString()).toBe(
      `#\n#Tue Nov 14 22:13:20 UTC 2023\nnode.id=7\ndirectory.id=${ids[0]}\nversion=1\ncluster.id=${storage.clusterId}\n`,
    )
    const snapshot = decodeSnapshot(disk.readFileSync(SNAPSHOT))
    expect([...snapshot.records].map(({ message }) => ({ ...message }))).toEqual([
      { name: 'metadata.version', featureLevel: 33 },
      { name: 'eligible.leader.replicas.version', featureLevel: 1 },
      { name: 'group.version', featureLevel: 1 },
      { name: 'share.version', featureLevel: 2 },
      { name: 'streams.version', featureLevel: 1 },
      { name: 'transaction.version', featureLevel: 2 },
    ])
    expect(snapshot.kraftVersion).toBe(1)
    expect(snapshot.voters?.voters).toEqual([
      { id: 7, directoryId: ids[0], endpoints: ENDPOINTS, kraftVersions: { min: 0, max: 1 } },
    ])
    expect(disk.statSync('d2/__cluster_metadata-0')).toBeNull()
  })

  it('of a controller that joins a quorum names no voters, and needs to be told of which cluster', () => {
    const { disk, prepare } = world()
    expect(() => prepare({ quorum: { kind: 'observer' }, clusterId: null })).toThrow(
      'd1 is to be formatted for a cluster that is there already: say which with --cluster-id or CLUSTER_ID.',
    )
    expect(disk.statSync('d1/meta.properties')).toBeNull()
    prepare({ quorum: { kind: 'observer' }, clusterId: 'MkU3OEVBNTcwNTJENDM2Qg' })
    const snapshot = decodeSnapshot(disk.readFileSync(SNAPSHOT))
    expect([snapshot.voters, snapshot.kraftVersion]).toEqual([null, 0])
    // Later starts know it from the directory.
    expect(prepare({ quorum: { kind: 'observer' }, clusterId: null }).clusterId).toBe('MkU3OEVBNTcwNTJENDM2Qg')
  })

  it('names no voters where controller.quorum.voters does', () => {
    const { disk, prepare } = world()
    prepare({ quorum: { kind: 'static' } })
    const snapshot = decodeSnapshot(disk.readFileSync(SNAPSHOT))
    expect(snapshot.voters).toBeNull()
    expect(snapshot.kraftVersion).toBe(0)
  })

  it('leaves formatted directories alone and formats one that was added', () => {
    const { prepare } = world()
    const first = prepare({ dirs: ['d1'] })
    const second = prepare()
    expect(second.formatted).toEqual(['d2'])
    expect(second.clusterId).toBe(first.clusterId)
    expect(second.directoryIds.get('d1')).toBe(first.directoryIds.get('d1'))
    expect(prepare().formatted).toEqual([])
  })

  it('goes on without a directory that fails on a later start, and is strict on the first one', () => {
    class Broken extends MemoryDisk {
      gone = true
      override readFileSync(path: string): Buffer {
        if (this.gone && path.startsWith('d2')) throw new DiskError('EIO', path, 'gone')
        return super.readFileSync(path)
      }
    }
    const disk = new Broken()
    const { prepare } = world(disk)
    expect(() => prepare()).toThrow('gone')
    disk.gone = false
    const first = prepare()
    disk.gone = true
    const second = prepare()
    expect([...second.directoryIds]).toEqual([['d1', first.directoryIds.get('d1')]])
    expect([...second.failed.keys()]).toEqual(['d2'])
    expect(() => prepare({ metadataDir: 'd2' })).toThrow('gone')
    disk.gone = false
    expect(prepare().directoryIds).toEqual(first.directoryIds)
  })

  it('gives an id to a directory that a release before 3.7 formatted, and keeps its content', () => {
    const { disk, prepare } = world()
    disk.makeDirSync('d1')
    disk.replaceFileSync('d1/meta.properties', Buffer.from('version=1\nnode.id=7\ncluster.id=abc\n'))
    const storage = prepare({ dirs: ['d1'] })
    expect(storage.formatted).toEqual([])
    expect(storage.clusterId).toBe('abc')
    expect(disk.readFileSync('d1/meta.properties').toString()).toContain(
      `directory.id=${storage.directoryIds.get('d1')}`,
    )
    expect(disk.statSync(SNAPSHOT)).toBeNull()
  })
})

describe('directories of somebody else', () => {
  it.each<[string, string, Partial<StorageOptions>, RegExp]>([
    ['another node', 'version=1\nnode.id=3\ncluster.id=abc\n', {}, /belongs to node 3, but node.id is 7/],
    [
      'another cluster',
      'version=1\nnode.id=7\ncluster.id=abc\n',
      { clusterId: 'xyz' },
      /cluster abc, but the configuration says xyz/,
    ],
    [
      'ZooKeeper times',
      'version=0\nbroker.id=7\ncluster.id=abc\n',
      {},
      /version 0, which ZooKeeper-based clusters wrote/,
    ],
    ['no version', 'node.id=7\n', {}, /has no version/],
    ['no cluster', 'version=1\nnode.id=7\n', {}, /has no cluster.id/],
    ['no node', 'version=1\ncluster.id=abc\n', {}, /has no valid node.id/],
    ['a strange directory id', 'version=1\nnode.id=7\ncluster.id=a\ndirectory.id=x\n', {}, /no valid directory.id/],
  ])('%s: refused with a sentence', (_, text, options, sentence) => {
    const { disk, prepare } = world()
    disk.makeDirSync('d1')
    disk.replaceFileSync('d1/meta.properties', Buffer.from(text))
    expect(() => prepare(options)).toThrow(StorageError)
    expect(() => prepare(options)).toThrow(sentence)
    expect(disk.statSync('d2')).toBeNull()
  })

  it('two directories of different clusters, and copies of one, are refused', () => {
    const { disk, prepare } = world()
    prepare()
    const meta = disk.readFileSync('d1/meta.properties')
    disk.replaceFileSync('d2/meta.properties', meta)
    expect(() => prepare()).toThrow(/is a copy of d1/)
    disk.replaceFileSync('d2/meta.properties', Buffer.from('version=1\nnode.id=7\ncluster.id=other\n'))
    expect(() => prepare()).toThrow(/d2 belongs to the cluster other, but d1 says/)
  })

  it('a metadata log without meta.properties is not formatted over', () => {
    const { disk, prepare } = world()
    disk.makeDirSync('d1/__cluster_metadata-0')
    disk.replaceFileSync('d1/__cluster_metadata-0/00000000000000000000.log', Buffer.from('x'))
    expect(() => prepare()).toThrow(/cannot be told whose it is/)
  })
})

describe('meta.properties', () => {
  it("reads Java's format: comments, spaces, colons, escapes", () => {
    const text = '! note\n# other\n  version : 1\ncluster.id=a\\=b\\:c\r\nnode.id\t7\n\n'
    expect(parseMetaProperties(text)).toEqual({ clusterId: 'a=b:c', nodeId: 7, directoryId: null })
  })

  it('reads what it writes', () => {
    const meta = { clusterId: 'x:y=z#!', nodeId: 0, directoryId: 'SX6UWCB9QBqxRNl2d4S1dw' }
    expect(parseMetaProperties(formatMetaProperties(meta, 0))).toEqual(meta)
  })
})

/** Format, elect, append, snapshot on a disk; what was told to be committed. */
async function run(disk: FaultDisk | MemoryDisk): Promise<{ committed: string[]; failed: boolean }> {
  const test = new TestHost(disk)
  const committed: string[] = []
  let failed = false
  let node: RaftNode | null = null
  const settle = async (promise: Promise<unknown>, steps = 3) => {
    let outcome: unknown = null
    promise.then(
      () => (outcome = true),
      error => (outcome = error),
    )
    for (let i = 0; i < steps && outcome === null; i++) await test.advance(2000)
    if (outcome !== true) throw outcome ?? new DiskError('EOTHER', '', 'nothing came of it')
  }
  try {
    const storage = prepareStorage(test.host, { ...OPTIONS, dirs: ['d1'] })
    node = await RaftNode.open(createLogEnvironment(test.host, { inMemory: true }), new DirectoryState('d1'), {
      nodeId: 7,
      directoryId: storage.directoryIds.get('d1')!,
      staticVoters: null,
      onFatal: () => {
        failed = true
      },
    })
    await settle(node.start())
    for (const name of ['a', 'b', 'c']) {
      const { lastOffset } = node.append([topic(name)])
      await settle(node.whenCommitted(lastOffset))
      committed.push(name)
      if (name === 'b') await settle(node.writeSnapshot(lastOffset, node.epoch, ['a', 'b'].map(topic)))
    }
    await settle(node.close())
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'InvariantError') throw error
    failed = true
  }
  return { committed, failed }
}

function topic(name: string) {
  const record = new TopicRecord()
  record.name = name
  return metadataRecord(topicRecord, 0, record)
}

/** The topics that a healthy start finds. */
async function find(disk: MemoryDisk): Promise<string[]> {
  const test = new TestHost(disk)
  const storage = prepareStorage(test.host, { ...OPTIONS, dirs: ['d1'] })
  const node = await RaftNode.open(createLogEnvironment(test.host, { inMemory: true }), new DirectoryState('d1'), {
    nodeId: 7,
    directoryId: storage.directoryIds.get('d1')!,
    staticVoters: null,
    onFatal: error => {
      throw error
    },
  })
  const found: string[] = []
  node.onCommitted(committed => {
    const records = 'snapshot' in committed ? committed.snapshot.records : committed.records
    for (const { apiKey, message } of records) if (apiKey === 2) found.push((message as TopicRecord).name)
  })
  const led = node.start()
  await test.advance(1)
  await led
  expect(node.isLeader).toBe(true)
  await node.close()
  return found
}

describe('a disk that fails at its n-th operation', () => {
  for (const { code, sticky, tear } of [
    { code: 'EIO', sticky: true, tear: 0 },
    { code: 'EIO', sticky: true, tear: 0.6 },
    { code: 'EIO', sticky: false, tear: 0 },
    { code: 'ENOSPC', sticky: false, tear: 0.3 },
  ] as const) {
    it(`${code}${sticky ? ', and all after it' : ''}, tearing ${tear}: nothing committed is lost, and the next start works`, async () => {
      let at = 1
      for (; at < 500; at++) {
        const memory = new MemoryDisk()
        const disk = new FaultDisk(memory, { at, code, sticky, tear })
        const { committed } = await run(disk)
        if (!disk.touched) break
        const found = await find(memory)
        expect(found.slice(0, committed.length), `operation ${at}: ${disk.hit}`).toEqual(committed)
        expect('abc'.startsWith(found.join('')), `operation ${at}: ${disk.hit} left ${found}`).toBe(true)
      }
      expect(at).toBeGreaterThan(30)
      expect(at).toBeLessThan(500)
    })
  }
})
