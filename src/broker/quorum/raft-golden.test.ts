import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { MemoryDisk } from '../../host/memory-disk.ts'
import { createLogEnvironment } from '../../log/create-environment.ts'
import { DirectoryState } from '../../log/log-environment.ts'
import { TestHost } from '../../log/test-support/test-host.ts'
import { encodeMetadataRecord } from '../../protocol/metadata-record.ts'
import { encodeControl, staticVoters } from '../../raft/control-records.ts'
import { buildMetadataBatch } from '../../raft/metadata-batch.ts'
import type { Committed } from '../../raft/metadata-log.ts'
import { controlRecordsOf, decodeSnapshot, encodeSnapshot, SnapshotFormatError } from '../../raft/snapshot-file.ts'
import { VoterSet } from '../../raft/voter-set.ts'
import { readBatches } from '../../records/batch-reader.ts'
import { golden, linesOf, WITHOUT_GOLDEN } from '../../test-support/golden.ts'
import { prepareStorage } from '../storage-format.ts'
import { DEFAULT_RAFT_LOG_OPTIONS, RaftLog } from './raft-log.ts'
import { RaftNode } from './raft-node.ts'

const HERE = new URL('./testdata/raft/', import.meta.url).pathname
const GOLDEN = golden('datadir')
const read = (name: string): Buffer => readFileSync(HERE + name)

/** Timestamps of the file's batches, in order: writing them again must give the same bytes. */
function clockOf(file: Buffer): () => number {
  const times = readBatches(file).map(batch => batch.maxTimestamp)
  return () => times.shift()!
}

describe('snapshots that Apache Kafka 4.4 wrote', () => {
  it.each([
    ['static-bootstrap.checkpoint', 6, 0, 0],
    ['dynamic-bootstrap.checkpoint', 6, 1, 0],
    ['static-166-1.checkpoint', 135, 0, 1],
  ])('%s is read, and written again byte for byte', (name, records, kraftVersion, epoch) => {
    const file = read(name)
    const snapshot = decodeSnapshot(file)
    expect([...snapshot.records]).toHaveLength(records)
    expect(snapshot.kraftVersion).toBe(kraftVersion)
    const { lastContainedTimestampMs, voters } = snapshot
    const header = { epoch, lastContainedTimestampMs, kraftVersion, voters: voters ?? new VoterSet([]) }
    const again = Buffer.concat([...encodeSnapshot(header, snapshot.records, clockOf(file))])
    expect(again.equals(file)).toBe(true)
  })

  it('names the voters of a dynamic quorum', () => {
    expect(decodeSnapshot(read('dynamic-bootstrap.checkpoint')).voters?.voters).toEqual([
      {
        id: 1,
        directoryId: 'SX6UWCB9QBqxRNl2d4S1dw',
        endpoints: [{ name: 'CONTROLLER', host: '127.0.0.1', port: 40092 }],
        kraftVersions: { min: 0, max: 1 },
      },
    ])
  })

  it('is refused when a bit, the footer or a byte is missing', () => {
    const file = read('dynamic-bootstrap.checkpoint')
    for (let at = 0; at < file.length; at++) {
      const cut = file.subarray(0, at)
      expect(() => decodeSnapshot(cut), `cut at ${at}`).toThrow(SnapshotFormatError)
    }
    for (let at = 21; at < 166; at++) {
      const flipped = Buffer.from(file)
      flipped[at] = flipped[at]! ^ 0x10
      expect(() => decodeSnapshot(flipped), `flipped at ${at}`).toThrow()
    }
  })
})

describe('the first batch of a dynamic quorum', () => {
  it('is the one that Apache Kafka writes', () => {
    const log = read('dynamic-torn.log')
    const first = readBatches(log)[0]!
    const records = controlRecordsOf(first).map(record => {
      if (record.type === 'other') throw new Error('unexpected')
      return encodeControl(record)
    })
    const options = { baseOffset: 0, epoch: 1, timestampMs: first.maxTimestamp, isControl: true }
    expect(buildMetadataBatch(records, options).equals(log.subarray(0, first.sizeBytes))).toBe(true)
  })
})

interface Opened {
  readonly seen: Committed[]
  readonly node: RaftNode
  readonly disk: MemoryDisk
}

/** A node on a metadata directory of these files, started. */
async function startOn(files: ReadonlyMap<string, Buffer>, kind: 'static' | 'dynamic'): Promise<Opened> {
  const disk = new MemoryDisk()
  disk.makeDirSync('data/__cluster_metadata-0')
  for (const [name, bytes] of files) disk.replaceFileSync(`data/${name}`, bytes)
  const test = new TestHost(disk)
  test.now = 1_795_206_000_000
  const quorum = kind === 'static' ? ({ kind } as const) : ({ kind: 'observer' } as const)
  const storage = prepareStorage(test.host, {
    dirs: ['data'],
    metadataDir: 'data',
    nodeId: 1,
    clusterId: null,
    quorum,
  })
  const node = await RaftNode.open(createLogEnvironment(test.host, { inMemory: true }), new DirectoryState('data'), {
    nodeId: 1,
    directoryId: storage.directoryIds.get('data')!,
    staticVoters: kind === 'static' ? staticVoters([{ id: 1, host: '127.0.0.1', port: 40092 }], 'CONTROLLER') : null,
    onFatal: error => {
      throw error
    },
  })
  const seen: Committed[] = []
  node.onCommitted(committed => seen.push(committed))
  const led = node.start()
  await test.advance(1)
  await led
  return { seen, node, disk }
}

describe('a data directory after SIGKILL, its metadata log followed by zeros', () => {
  it('is cut where the zeros begin and goes on in the next epoch', async () => {
    const meta = '#\nnode.id=1\ndirectory.id=SX6UWCB9QBqxRNl2d4S1dw\nversion=1\ncluster.id=Xk2v0dQpRZ6Jr7yLw3hF9g\n'
    const log = read('dynamic-torn.log')
    const whole = readBatches(log.subarray(0, log.length - 30))
    const opened = await startOn(
      new Map([
        ['meta.properties', Buffer.from(meta)],
        ['__cluster_metadata-0/00000000000000000000-0000000000.checkpoint', read('dynamic-bootstrap.checkpoint')],
        ['__cluster_metadata-0/00000000000000000000.log', log],
      ]),
      'dynamic',
    )
    const { node, seen } = opened
    const end = whole.at(-1)!.lastOffset + 1
    expect(node.epoch).toBe(2)
    expect(node.isLeader).toBe(true)
    expect(node.highWatermark).toBe(end + 1)
    const batches = seen.flatMap(committed => ('snapshot' in committed ? [] : [committed]))
    expect(batches.slice(0, -1).map(batch => batch.baseOffset)).toEqual(whole.map(batch => batch.baseOffset))
    expect(node.quorumInfo().voters.map(voter => voter.directoryId)).toEqual(['SX6UWCB9QBqxRNl2d4S1dw'])
    // Voters stand in the log by now: they are not said again.
    expect(batches.at(-1)).toMatchObject({ baseOffset: end, lastOffset: end, epoch: 2 })
  })
})

/** Regular files of a tar archive, by path. */
function untar(path: string): Map<string, Buffer> {
  const bytes = gunzipSync(readFileSync(path))
  const files = new Map<string, Buffer>()
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const name = bytes.toString('utf8', at, bytes.indexOf(0, at)).replace(/^\.\//, '')
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 135), 8)
    if (bytes[at + 156] === 48) files.set(name, bytes.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}

describe.skipIf(GOLDEN === null)(`the whole golden data directories (skipped where ${WITHOUT_GOLDEN})`, () => {
  const wanted = (name: string) => name.startsWith('__cluster_metadata-0/') || name === 'meta.properties'
  const filesOf = (name: string) => new Map([...untar(`${GOLDEN}/${name}`)].filter(([path]) => wanted(path)))

  it('the clean one decodes to what Apache Kafka finds in it, record by record', async () => {
    type Line = { file: string; offset: number; id?: number; version: number; hex?: string }
    const lines = linesOf<Line>(`${GOLDEN}/metadata.ndjson`)
    const files = filesOf('kafka-4.4.0-single.tar.gz')
    const expectedIn = (file: string) => lines.filter(line => line.file === file && line.hex !== undefined)
    for (const [path, bytes] of files) {
      const file = path.slice(path.indexOf('/') + 1)
      if (!file.endsWith('.checkpoint')) continue
      const records = [...decodeSnapshot(bytes).records].map(record => encodeMetadataRecord(record).toString('hex'))
      expect(records).toEqual(expectedIn(file).map(line => line.hex))
    }
    const disk = new MemoryDisk()
    disk.makeDirSync('data/__cluster_metadata-0')
    // Without the later snapshot the whole log is read.
    for (const [path, bytes] of files) if (!path.includes('0166-')) disk.replaceFileSync(`data/${path}`, bytes)
    const env = createLogEnvironment(new TestHost(disk).host, { inMemory: true })
    const log = await RaftLog.open(env, new DirectoryState('data'), DEFAULT_RAFT_LOG_OPTIONS)
    const found = log.undelivered.flatMap(batch =>
      batch.records.map((record, i) => ({
        offset: batch.baseOffset + i,
        id: record.apiKey,
        version: record.version,
        hex: encodeMetadataRecord(record).toString('hex'),
      })),
    )
    const expected = expectedIn('00000000000000000000.log').map(({ offset, id, version, hex }) => ({
      offset,
      id,
      version,
      hex,
    }))
    expect(found).toEqual(expected)
    expect(found.length).toBeGreaterThan(300)
    expect(log.log.epochs.entries).toEqual([
      { epoch: 1, startOffset: 0 },
      { epoch: 2, startOffset: 209 },
    ])
  })

  it('the clean one starts from its snapshot, with static voters, in epoch 3', async () => {
    const { node, seen, disk } = await startOn(filesOf('kafka-4.4.0-single.tar.gz'), 'static')
    expect(seen[0]).toMatchObject({ snapshot: { endOffset: 166, epoch: 1 } })
    expect(seen[1]).toMatchObject({ baseOffset: 166 })
    expect(node.epoch).toBe(3)
    expect(node.highWatermark).toBe(311)
    expect(disk.readFileSync('data/__cluster_metadata-0/quorum-state').toString()).toContain('"leaderEpoch":3')
  })

  it('the unclean one starts with the voters of its log, in epoch 2', async () => {
    const { node } = await startOn(filesOf('kafka-4.4.0-unclean.tar.gz'), 'dynamic')
    expect(node.epoch).toBe(2)
    expect(node.isLeader).toBe(true)
    expect(node.quorumInfo()).toMatchObject({ kraftVersion: 1, leaderId: 1 })
  })
})
