import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Producer } from 'kafkajs'
import { uniqueName } from '../clients/client.ts'
import { kafkajsClient } from '../clients/kafkajs.ts'
import { kcatTestClient } from '../clients/kcat.ts'
import { scratchDir } from '../harness/args.ts'
import { expect, expectEqual, LeftOut } from '../harness/cases.ts'
import { startTarget, type Target } from '../harness/target.ts'
import type { Suite } from './suite.ts'

const DISK_MIB = 32
const BALLAST_MIB = 8
const VALUE_BYTES = 64 * 1024

/** A volume of its own that is small enough to be filled; LeftOut where this user may not mount one. */
function mountSmallDisk(): string {
  const dir = scratchDir('full-disk')
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', dir], { encoding: 'utf8' })
  if (mounted.error !== undefined || mounted.status !== 0) {
    throw new LeftOut(`a small disk cannot be mounted here: ${(mounted.stderr || `${mounted.error}`).trim()}`)
  }
  return dir
}

async function topicOn(target: Target): Promise<string> {
  const topic = uniqueName('full')
  const admin = kafkajsClient(target.bootstrap).admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }], waitForLeaders: true })
  await admin.disconnect()
  return topic
}

async function producerOn(target: Target): Promise<Producer> {
  const producer = kafkajsClient(target.bootstrap).producer({ retry: { retries: 0 } })
  await producer.connect()
  return producer
}

/** Sends one record; the type of the error where the broker refused it. */
async function send(producer: Producer, topic: string, key: string): Promise<string | null> {
  const value = Buffer.alloc(VALUE_BYTES, key)
  try {
    await producer.send({ topic, acks: -1, messages: [{ key, value }] })
    return null
  } catch (error) {
    const { type, cause, name } = error as Error & { type?: string; cause?: { type?: string } }
    return type ?? cause?.type ?? name
  }
}

/** What is there, read without a group: that one would have to write. */
async function keysOf(target: Target, topic: string): Promise<string[]> {
  const admin = kafkajsClient(target.bootstrap).admin()
  await admin.connect()
  const [offsets] = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  const records = await kcatTestClient.consume(target.bootstrap, topic, Number(offsets!.high))
  return records.map(({ key, value }) => {
    const text = key!.toString()
    expect(value!.equals(Buffer.alloc(VALUE_BYTES, text)), `the value of ${text} is not what was sent`)
    return text
  })
}

/**
 * ENOSPC on a real volume: what was acknowledged stays, what could not be written is refused, and with room all goes on.
 */
export async function fullDiskCases({ cases, options }: Suite): Promise<void> {
  if (options.name !== 'gregor') return
  await cases.check('a full disk refuses records and loses none', async () => {
    const disk = mountSmallDisk()
    let target: Target | null = null
    try {
      const ballast = join(disk, 'ballast')
      writeFileSync(ballast, Buffer.alloc(BALLAST_MIB * 1024 * 1024))
      const logDir = join(disk, 'data')
      mkdirSync(logDir)
      const start = () => startTarget({ name: options.name, dataDir: scratchDir('full'), logDir })
      target = await start()
      const topic = await topicOn(target)
      let producer = await producerOn(target)
      const acknowledged: string[] = []
      let refusal: string | null = null
      for (let i = 0; refusal === null; i++) {
        expect(i < 2 * DISK_MIB * 16, 'the disk never became full')
        refusal = await send(producer, topic, `k${i}`)
        if (refusal === null) acknowledged.push(`k${i}`)
      }
      expectEqual(refusal, 'KAFKA_STORAGE_ERROR', 'the refusal')
      const { bavail, bsize } = statfsSync(disk)
      expect(bavail * bsize < 2 * VALUE_BYTES, `the disk was not full: ${bavail * bsize} bytes are free`)
      // It stays up, and refuses again; what it has is served.
      for (let i = 0; i < 3; i++) expectEqual(await send(producer, topic, `no${i}`), 'KAFKA_STORAGE_ERROR', 'again')
      expectEqual(await keysOf(target, topic), acknowledged, 'records on a full disk')

      // With room again it goes on without a restart.
      rmSync(ballast)
      let more = await send(producer, topic, 'room')
      for (let i = 0; more !== null && i < 20; i++) {
        await sleep(250)
        more = await send(producer, topic, 'room')
      }
      expectEqual(more, null, 'a record once there is room')
      acknowledged.push('room')
      await producer.disconnect()

      await target.kill()
      target = await start()
      expectEqual(await keysOf(target, topic), acknowledged, 'records after kill -9')
      producer = await producerOn(target)
      expectEqual(await send(producer, topic, 'last'), null, 'a record after the restart')
      await producer.disconnect()
      await target.stop()
      return `${acknowledged.length} records acknowledged`
    } finally {
      await target?.kill()
      spawnSync('umount', [disk])
    }
  })
}
