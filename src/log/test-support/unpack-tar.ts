import { gunzipSync } from 'node:zlib'
import type { Disk } from '../../host/disk.ts'

/** Unpacks a `.tar.gz` onto a disk, below `root`. For tests: knows plain files and directories, nothing else. */
export function unpackTar(archive: Buffer, disk: Disk, root: string): void {
  const tar = gunzipSync(archive)
  disk.makeDirSync(root)
  for (let at = 0; at + 512 <= tar.length; ) {
    const field = (from: number, length: number) => {
      const text = tar.toString('latin1', at + from, at + from + length)
      const end = text.indexOf('\0')
      return end < 0 ? text : text.slice(0, end)
    }
    const prefix = field(345, 155)
    const name = (prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`).replace(/^\.\//, '').replace(/\/$/, '')
    if (field(0, 100) === '') break
    const size = Number.parseInt(field(124, 12), 8) || 0
    const type = field(156, 1)
    const body = at + 512
    at = body + Math.ceil(size / 512) * 512
    if (name === '' || name === '.') continue
    const path = disk.join(root, name)
    if (type === '5') disk.makeDirSync(path)
    else if (type === '0' || type === '') {
      const file = disk.openSync(path, 'create')
      if (size > 0) file.writeSync([tar.subarray(body, body + size)], 0)
      file.closeSync()
    }
  }
}
