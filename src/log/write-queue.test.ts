import { describe, expect, it } from 'vitest'
import { UNPOOLED } from '../base/retained.ts'
import type { DiskFile } from '../host/disk.ts'
import { MemoryDisk } from '../host/memory-disk.ts'
import { createLogEnvironment } from './create-environment.ts'
import { DirectoryState } from './log-environment.ts'
import { Segment } from './segment.ts'
import { settle, TestHost } from './test-support/test-host.ts'
import { WriteQueue } from './write-queue.ts'

const KIB = 1024

/** A disk that remembers how its files were written; `takesMs` is what a write at once takes. */
class WatchedDisk extends MemoryDisk {
  override readonly writesAtOnceBelowBytes = 512 * KIB
  readonly writes: string[] = []
  takesMs = 0
  private inPool = false
  test: TestHost | null = null

  override openSync(path: string, mode: 'read' | 'write' | 'create'): DiskFile {
    const file = super.openSync(path, mode)
    const sizeOf = (chunks: readonly Uint8Array[]) => chunks.reduce((sum, chunk) => sum + chunk.length, 0) / KIB
    const { writeSync, write } = file
    file.writeSync = (chunks, position) => {
      // The memory disk's pool writes at once too.
      if (!this.inPool) this.writes.push(`at once ${sizeOf(chunks)}`)
      writeSync.call(file, chunks, position)
      if (!this.inPool) this.test!.now += this.takesMs
    }
    file.write = (chunks, position) => {
      this.writes.push(`pool ${sizeOf(chunks)}`)
      this.inPool = true
      const done = write.call(file, chunks, position)
      this.inPool = false
      return done
    }
    return file
  }
}

function world() {
  const disk = new WatchedDisk()
  const test = new TestHost(disk)
  disk.test = test
  const env = createLogEnvironment(test.host)
  disk.makeDirSync('/d')
  const segment = Segment.create(env, '/d', 0, 1024, test.now)
  const written: number[] = []
  const queue = new WriteQueue(env, new DirectoryState('/d'), {
    onWritten: endOffset => void written.push(endOffset),
    onWriteFailed: error => {
      throw error
    },
  })
  let offset = 0
  const push = (kib: number): void => {
    const buf = Buffer.alloc(kib * KIB, offset)
    const position = segment.sizeBytes
    segment.sizeBytes += buf.length
    queue.push({
      ...{ segment, position, buf, start: 0, end: buf.length, memory: UNPOOLED },
      ...{ baseOffset: offset, nextOffset: ++offset, undo: null },
    })
  }
  return { disk, test, queue, push, written }
}

describe('the writes of a turn', () => {
  it('are done at once below the disk\u2019s limit, none larger than 256 KiB', () => {
    const { disk, test, push, written } = world()
    for (const kib of [100, 100, 100, 200]) push(kib)
    expect(disk.writes).toEqual([])
    test.turn()
    expect(disk.writes).toEqual(['at once 200', 'at once 100', 'at once 200'])
    expect(written).toEqual([2, 3, 4])
  })

  it('are one write, however large, where one record set is', () => {
    const { disk, test, push } = world()
    push(400)
    test.turn()
    expect(disk.writes).toEqual(['at once 400'])
  })

  it('go to the thread pool one after the other above that limit, until less is left', async () => {
    const { disk, test, push, queue, written } = world()
    for (let i = 0; i < 6; i++) push(128)
    test.turn()
    expect(disk.writes).toEqual(['pool 256'])
    await queue.drained()
    await settle()
    expect(disk.writes).toEqual(['pool 256', 'pool 256', 'at once 256'])
    expect(written).toEqual([2, 4, 6])
  })

  it('go to the thread pool for a while where the disk is slow', async () => {
    const { disk, test, push, queue } = world()
    disk.takesMs = 40
    push(1)
    test.turn()
    push(1)
    test.turn()
    await queue.drained()
    test.now += 250
    push(1)
    test.turn()
    expect(disk.writes).toEqual(['at once 1', 'pool 1', 'at once 1'])
  })
})
