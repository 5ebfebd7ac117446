import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Disk, DiskError } from './disk.ts'
import { FaultDisk } from './fault-disk.ts'
import { MemoryDisk } from './memory-disk.ts'
import { NodeDisk } from './node/disk.ts'

const ROOTS: string[] = []
afterAll(() => {
  for (const root of ROOTS) rmSync(root, { recursive: true, force: true })
})

function nodeRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'gregor-disk-'))
  ROOTS.push(root)
  return root
}

function codeOf(run: () => unknown): string {
  try {
    run()
    return 'none'
  } catch (error) {
    return error instanceof DiskError ? error.code : `not a DiskError: ${error}`
  }
}

describe.each<[string, () => { disk: Disk; root: string }]>([
  ['the disk of the machine', () => ({ disk: new NodeDisk(), root: nodeRoot() })],
  ['the memory disk', () => ({ disk: new MemoryDisk(), root: '' })],
  ['the memory disk behind a fault disk', () => ({ disk: new FaultDisk(new MemoryDisk()), root: '' })],
])('%s', (_, make) => {
  it('reads what was written, in pieces and at positions, past the first 64 KiB', async () => {
    const { disk, root } = make()
    const file = disk.openSync(`${root}/f`, 'create')
    const big = Buffer.alloc(200_000, 7)
    file.writeSync([Buffer.from('head'), big, Buffer.from('tail')], 0)
    await file.write([Buffer.from('XX'), Buffer.from('YY')], 4)
    expect(file.sizeSync()).toBe(200_008)
    const into = Buffer.alloc(10)
    expect(file.readSync(into, 1, 8, 2)).toBe(8)
    expect(into.toString('latin1')).toBe('\0adXXYY\x07\x07\0')
    expect(await file.read(into, 0, 10, 200_004)).toBe(4)
    expect(file.readSync(into, 0, 10, 300_000)).toBe(0)
    await file.truncate(6)
    file.writeSync([Buffer.from('!')], 8)
    expect(disk.readFileSync(`${root}/f`).toString('latin1')).toBe('headXX\0\0!')
    await file.sync()
    file.closeSync()
    file.closeSync()
  })

  it('knows directories, renames and removals', async () => {
    const { disk, root } = make()
    disk.makeDirSync(`${root}/a/b`)
    disk.makeDirSync(`${root}/a/b`)
    disk.replaceFileSync(`${root}/a/f`, Buffer.from('1'))
    await disk.replaceFile(`${root}/a/f`, Buffer.from('two'))
    expect(disk.statSync(`${root}/a/f`)).toMatchObject({ isDirectory: false, sizeBytes: 3 })
    expect(disk.readDirSync(`${root}/a`).toSorted((x, y) => x.name.localeCompare(y.name))).toEqual([
      { name: 'b', isDirectory: true },
      { name: 'f', isDirectory: false },
    ])
    disk.renameSync(`${root}/a`, `${root}/c`)
    expect([disk.statSync(`${root}/a`), disk.readFileSync(`${root}/c/f`).toString()]).toEqual([null, 'two'])
    await disk.unlink(`${root}/c/f`)
    await disk.unlink(`${root}/c/f`)
    await disk.removeTree(`${root}/c`)
    await disk.removeTree(`${root}/c`)
    expect(disk.statSync(`${root}/c`)).toBeNull()
    disk.syncDirSync(root === '' ? '/' : root)
  })

  it('replaces a file several times at once: the last one stays, and nothing else', async () => {
    const { disk, root } = make()
    disk.makeDirSync(`${root}/d`)
    const path = `${root}/d/f`
    for (let round = 0; round < 6; round++) {
      const many = Array.from({ length: 8 }, (_, i) => disk.replaceFile(path, Buffer.from(`${round}.${i}`)))
      await Promise.all(many)
      expect(disk.readFileSync(path).toString()).toBe(`${round}.7`)
      const before = [1, 2].map(i => disk.replaceFile(path, Buffer.from(`before ${i}`)))
      if (round % 2 === 0) await new Promise(done => setTimeout(done, round / 10))
      disk.replaceFileSync(path, Buffer.from('at once'))
      if (round % 3 === 0) {
        await Promise.all(before)
        expect(disk.readFileSync(path).toString()).toBe('at once')
      }
      await Promise.all([...before, disk.replaceFile(path, Buffer.from('after'))])
      expect(disk.readFileSync(path).toString()).toBe('after')
    }
    expect(disk.readDirSync(`${root}/d`)).toEqual([{ name: 'f', isDirectory: false }])
  })

  it('says what went wrong', () => {
    const { disk, root } = make()
    disk.replaceFileSync(`${root}/f`, Buffer.from('1'))
    expect(codeOf(() => disk.openSync(`${root}/none`, 'write'))).toBe('ENOENT')
    expect(codeOf(() => disk.openSync(`${root}/no/where`, 'create'))).toBe('ENOENT')
    expect(codeOf(() => disk.readDirSync(`${root}/f`))).toBe('ENOTDIR')
    expect(codeOf(() => disk.unlinkSync(`${root}/none`))).toBe('ENOENT')
    expect(codeOf(() => disk.renameSync(`${root}/none`, `${root}/x`))).toBe('ENOENT')
    expect(codeOf(() => disk.makeDirSync(`${root}/f`))).toBe('EEXIST')
  })

  it('lets one lock a directory at a time, and again after it was given back', () => {
    const { disk, root } = make()
    disk.makeDirSync(`${root}/d`)
    const unlock = disk.lockDir(`${root}/d`)
    expect(unlock).not.toBeNull()
    expect(disk.lockDir(`${root}/d`)).toBeNull()
    unlock!()
    expect(disk.lockDir(`${root}/d`)).not.toBeNull()
  })
})

describe('the lock of a directory on the machine', () => {
  it.each([
    ['an empty file, as Apache Kafka leaves it', '', true],
    ['a process that is gone', `999999999 1 ${'host'}\n`, true],
    ['this process under another start time', `${process.pid} 1 host\n`, true],
  ])('is free with %s', (_, content, free) => {
    const root = nodeRoot()
    writeFileSync(join(root, '.lock'), content)
    const unlock = new NodeDisk().lockDir(root)
    expect(unlock !== null).toBe(free)
    unlock?.()
    expect(statSync(join(root, '.lock')).size).toBe(0)
  })
})

describe('a memory disk with little room', () => {
  it('writes what fits, fails with ENOSPC, and has room again after a removal', () => {
    const disk = new MemoryDisk({ capacityBytes: 1024 })
    const file = disk.openSync('/f', 'create')
    file.writeSync([Buffer.alloc(500)], 0)
    expect(codeOf(() => file.writeSync([Buffer.alloc(300), Buffer.alloc(900)], 500))).toBe('ENOSPC')
    expect(file.sizeSync()).toBeLessThanOrEqual(1024)
    expect(file.sizeSync()).toBeGreaterThanOrEqual(800)
    expect(codeOf(() => disk.replaceFileSync('/g', Buffer.alloc(300)))).toBe('ENOSPC')
    file.truncateSync(0)
    expect(disk.usedBytes).toBe(0)
    disk.replaceFileSync('/g', Buffer.alloc(300))
    disk.unlinkSync('/g')
    expect(disk.volume()).toEqual({ totalBytes: 1024, usableBytes: 1024 })
  })
})

describe('a fault disk', () => {
  it('fails the n-th operation alone, or all from it on, and tears a write', () => {
    const memory = new MemoryDisk()
    const disk = new FaultDisk(memory)
    const file = disk.openSync('/f', 'create')
    disk.arm({ at: 2, code: 'EIO', tear: 0.5 })
    file.writeSync([Buffer.from('ab')], 0)
    expect(codeOf(() => file.writeSync([Buffer.from('cdef')], 2))).toBe('EIO')
    expect([memory.readFileSync('/f').toString(), disk.hit]).toEqual(['abcd', 'write /f'])
    file.writeSync([Buffer.from('x')], 4)
    disk.arm({ at: 1, code: 'ENOSPC', sticky: true })
    expect([codeOf(() => file.sizeSync()), codeOf(() => file.sizeSync())]).toEqual(['ENOSPC', 'ENOSPC'])
  })
})
