import { describe, expect, it } from 'vitest'
import { SimDisk, SimPlatter } from './disk.ts'
import { SeededRandom } from './random.ts'
import { Scheduler } from './scheduler.ts'

/** A platter, and a process on it. */
function machine(): { platter: SimPlatter; boot: () => SimDisk; scheduler: Scheduler } {
  const platter = new SimPlatter()
  const scheduler = new Scheduler()
  return { platter, scheduler, boot: () => new SimDisk(platter, scheduler, new SeededRandom(1), () => 0) }
}

/** What `cut` leaves of a world that `prepare` made, over many power cuts. */
function outcomes(prepare: (disk: SimDisk) => void, look: (disk: SimDisk) => string): Set<string> {
  const seen = new Set<string>()
  for (let seed = 0; seed < 500; seed++) {
    const { platter, boot } = machine()
    const before = boot()
    prepare(before)
    before.kill()
    platter.losePower(new SeededRandom(seed))
    seen.add(look(boot()))
  }
  return seen
}

const textOf = (disk: SimDisk, path: string): string =>
  disk.statSync(path) === null ? 'gone' : disk.readFileSync(path).toString('latin1')

describe('a power cut', () => {
  it('takes back unsynced bytes, from the end, perhaps in the middle of a write', () => {
    const seen = outcomes(
      disk => {
        const file = disk.openSync('/f', 'create')
        file.writeSync([Buffer.from('durable')], 0)
        file.syncSync()
        disk.syncDirSync('/')
        file.writeSync([Buffer.from('AB')], 7)
        file.writeSync([Buffer.from('CD')], 9)
      },
      disk => textOf(disk, '/f'),
    )
    expect([...seen].sort()).toEqual(
      [
        'durable',
        'durableA',
        'durableA\0',
        'durable\0\0',
        'durableAB',
        'durableABC',
        'durableABC\0',
        'durableAB\0\0',
        'durableABCD',
      ].sort(),
    )
  })

  it('brings overwritten and cut bytes back', () => {
    const seen = outcomes(
      disk => {
        const file = disk.openSync('/f', 'create')
        file.writeSync([Buffer.from('0123456789')], 0)
        file.syncSync()
        disk.syncDirSync('/')
        file.truncateSync(4)
        file.writeSync([Buffer.from('xyz')], 2)
      },
      disk => textOf(disk, '/f'),
    )
    expect(seen).toContain('0123456789')
    expect(seen).toContain('0123')
    expect(seen).toContain('01xyz')
    for (const text of seen) expect(text).toMatch(/^(0123456789|0123|01xyz|01x3|01xy|01x3\0|01xy\0|0123\0)$/)
  })

  it('forgets names that their directory was not synced for, though the bytes were', () => {
    const seen = outcomes(
      disk => {
        const file = disk.openSync('/f', 'create')
        file.writeSync([Buffer.from('x')], 0)
        file.syncSync()
      },
      disk => textOf(disk, '/f'),
    )
    expect([...seen].sort()).toEqual(['gone', 'x'])
  })

  it('sees a rename over another file as a whole', () => {
    const seen = outcomes(
      disk => {
        disk.replaceFileSync('/f', Buffer.from('old'))
        disk.replaceFileSync('/f.new', Buffer.from('new'))
        disk.renameSync('/f.new', '/f')
      },
      disk => `${textOf(disk, '/f')} ${textOf(disk, '/f.new')}`,
    )
    expect([...seen].sort()).toEqual(['new gone', 'old new'])
  })
})

describe('a killed process', () => {
  it('leaves what was written, and a part of the write that was under way', async () => {
    const { boot, scheduler } = machine()
    const disk = boot()
    const file = disk.openSync('/f', 'create')
    file.writeSync([Buffer.from('abc')], 0)
    void file.write([Buffer.from('defgh')], 3)
    disk.kill()
    await scheduler.run(1_000)
    expect('abcdefgh'.startsWith(textOf(boot(), '/f'))).toBe(true)
    expect(textOf(boot(), '/f').length).toBeGreaterThanOrEqual(3)
    expect(() => file.writeSync([Buffer.from('z')], 0)).toThrow(/dead/)
  })

  it('gives its locks back', () => {
    const { boot } = machine()
    const disk = boot()
    disk.makeDirSync('/d')
    expect(disk.lockDir('/d')).not.toBeNull()
    expect(boot().lockDir('/d')).toBeNull()
    disk.kill()
    expect(boot().lockDir('/d')).not.toBeNull()
  })
})
