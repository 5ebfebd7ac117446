import { afterEach, expect, it } from 'vitest'
import { type Disk, DiskError, type DiskFile } from './host/disk.ts'
import { MemoryDisk } from './host/memory-disk.ts'
import { createNodeHost } from './host/node/index.ts'
import { ErrorCode } from './protocol/errors.ts'
import { CreatableTopic, CreateTopicsRequest, createTopicsRequest } from './protocol/generated/create-topics-request.ts'
import { createTopicsResponse } from './protocol/generated/create-topics-response.ts'
import { MetadataRequest, MetadataRequestTopic, metadataRequest } from './protocol/generated/metadata-request.ts'
import { metadataResponse } from './protocol/generated/metadata-response.ts'
import { buildBatch } from './records/builder.ts'
import { loadConfig } from './server/config/load-config.ts'
import { createNode, type Node } from './server/node.ts'
import { ask } from './test-support/ask.ts'
import { produce } from './test-support/produce.ts'

const TOPIC = 'on-two-disks'
const PARTITIONS = [0, 1, 2, 3]

/** Everything below `broken` answers EIO, open files too. */
class TwoDisks {
  broken: string | null = null
  private readonly inner = new MemoryDisk()
  readonly disk: Disk = this.breakable(this.inner, () => null)

  private breakable<T extends object>(target: T, pathOf: () => string | null): T {
    const check = (path: string | null): void => {
      if (this.broken !== null && path?.startsWith(this.broken)) throw new DiskError('EIO', path, 'the disk is gone')
    }
    return new Proxy(target, {
      get: (object, name) => {
        const value = Reflect.get(object, name, object)
        if (typeof value !== 'function' || name === 'closeSync' || name === 'join') return value
        return (...args: unknown[]) => {
          const path = pathOf() ?? (typeof args[0] === 'string' ? args[0] : null)
          try {
            check(path)
          } catch (error) {
            if (ASYNCHRONOUS.has(String(name))) return Promise.reject(error)
            throw error
          }
          const result = value.apply(object, args)
          return name === 'openSync' ? this.breakable(result as DiskFile, () => path) : result
        }
      },
    })
  }
}
const ASYNCHRONOUS = new Set(['read', 'write', 'truncate', 'sync', 'replaceFile', 'unlink', 'removeTree', 'syncDir'])

const open: Node[] = []
afterEach(async () => {
  for (const node of open.splice(0)) await node.stop()
})

let errors: string[] = []
const directoryErrors = () => errors.filter(message => message.startsWith('A log directory'))

async function start(disk: Disk): Promise<{ node: Node; address: string }> {
  const values = { 'log.dirs': '/a,/b', listeners: 'PLAINTEXT://127.0.0.1:0' }
  const { config } = loadConfig({ values, env: {} })
  errors = []
  const log = {
    log: (level: string, message: string) => {
      if (level === 'error') errors.push(message)
    },
  }
  const node = createNode(config, createNodeHost({ disk, log }))
  open.push(node)
  const { listeners } = await node.start()
  return { node, address: `127.0.0.1:${listeners[0]!.port}` }
}

/** Sends one record to each partition; the error code by partition. */
async function produced(address: string, value: string): Promise<number[]> {
  const batch = buildBatch([{ key: null, value: Buffer.from(value), timestamp: Date.now() }])
  const answer = await produce(address, TOPIC, PARTITIONS, batch, 9)
  const codes: number[] = []
  for (const { index, errorCode } of answer.responses[0]!.partitionResponses) codes[index] = errorCode
  return codes
}

/** Leader by partition. */
async function leaders(address: string): Promise<number[]> {
  const request = new MetadataRequest()
  request.topics = [Object.assign(new MetadataRequestTopic(), { name: TOPIC })]
  const answer = await ask(address, [metadataRequest, metadataResponse], 9, request)
  const found: number[] = []
  for (const { partitionIndex, leaderId } of answer.topics[0]!.partitions) found[partitionIndex] = leaderId
  return found
}

async function createTopic(address: string): Promise<void> {
  const request = new CreateTopicsRequest()
  const numPartitions = PARTITIONS.length
  request.topics = [Object.assign(new CreatableTopic(), { name: TOPIC, numPartitions, replicationFactor: 1 })]
  const answer = await ask(address, [createTopicsRequest, createTopicsResponse], 5, request)
  expect(answer.topics[0]!.errorCode).toBe(ErrorCode.NONE)
}

it('loses the partitions of a failed log directory and no others, until it is back', async () => {
  const disks = new TwoDisks()
  const { disk } = disks
  const partitionsIn = (dir: string): number[] =>
    disk.readDirSync(dir).flatMap(({ name }) => (name.startsWith(`${TOPIC}-`) ? Number(name.slice(-1)) : []))
  const first = await start(disk)
  await createTopic(first.address)
  expect(await produced(first.address, 'before')).toEqual([0, 0, 0, 0])
  const inA = partitionsIn('/a').sort()
  expect([inA.length, partitionsIn('/b').length]).toEqual([2, 2])
  const where = <T>(onA: T, onB: T): T[] => PARTITIONS.map(partition => (inA.includes(partition) ? onA : onB))

  disks.broken = '/b'
  expect(await produced(first.address, 'meanwhile')).toEqual(
    where<number>(ErrorCode.NONE, ErrorCode.KAFKA_STORAGE_ERROR),
  )
  await expect.poll(() => leaders(first.address)).toEqual(where(1, -1))
  expect(directoryErrors()).toEqual(['A log directory is offline.'])
  await first.node.stop()

  const second = await start(disk)
  expect(await produced(second.address, 'still')).toEqual(where<number>(ErrorCode.NONE, ErrorCode.KAFKA_STORAGE_ERROR))
  expect(await leaders(second.address)).toEqual(where(1, -1))
  expect(partitionsIn('/a').sort()).toEqual(inA)
  expect(directoryErrors()).toEqual(['A log directory is offline.'])
  await second.node.stop()

  disks.broken = null
  const third = await start(disk)
  expect(await leaders(third.address)).toEqual([1, 1, 1, 1])
  expect(await produced(third.address, 'after')).toEqual([0, 0, 0, 0])
})

it.each([
  [['/a'], 'the directory of the metadata log has failed; this node stops'],
  [['/b', '/a'], 'every log directory has failed; this node stops'],
])('ends when %j are gone, and says why', async (dirs, sentence) => {
  const disks = new TwoDisks()
  const { address, node } = await start(disks.disk)
  await createTopic(address)
  const stopped = (): boolean => errors.some(message => message.endsWith('this node stops'))
  for (const dir of dirs) {
    expect(stopped()).toBe(false)
    disks.broken = dir
    // The connection may end before the answer.
    const codes = await produced(address, 'meanwhile').catch(() => [])
    expect(codes.filter(code => code !== ErrorCode.NONE && code !== ErrorCode.KAFKA_STORAGE_ERROR)).toEqual([])
  }
  await expect.poll(() => errors.filter(message => message.endsWith('this node stops'))).toEqual([sentence])
  await node.stop()
  await expect(produced(address, 'after')).rejects.toThrow()
})
