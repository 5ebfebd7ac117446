import { type Disk, DiskError } from '../host/disk.ts'

/**
 * Kafka's checkpoint files are text: a line with the version (0), a line with the number of entries, then the entries.
 * `OffsetCheckpoint` maps partitions to offsets (recovery point, high watermark, log start, cleaner); the leader epoch
 * checkpoint lists `epoch startOffset`.
 */
export interface PartitionOffset {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

export class CheckpointFormatError extends Error {
  override readonly name = 'CheckpointFormatError'
}

function formatLines(entries: readonly string[]): Buffer {
  return Buffer.from(`0\n${entries.length}\n${entries.map(entry => `${entry}\n`).join('')}`)
}

/** The entry lines. A file of no bytes is what a crash leaves of one that was never synced: it holds no entries. */
function parseLines(text: string): string[] {
  if (text.length === 0) return []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  if (lines[0] !== '0') throw new CheckpointFormatError(`unknown checkpoint version ${JSON.stringify(lines[0])}`)
  const count = Number(lines[1])
  if (!Number.isInteger(count) || count !== lines.length - 2) {
    throw new CheckpointFormatError(`checkpoint says ${lines[1]} entries and has ${lines.length - 2}`)
  }
  return lines.slice(2)
}

const OFFSET_LINE = /^(\S+)\s+(\d+)\s+(-?\d+)$/

export function formatOffsetCheckpoint(entries: readonly PartitionOffset[]): Buffer {
  return formatLines(entries.map(entry => `${entry.topic} ${entry.partition} ${entry.offset}`))
}

/** Throws CheckpointFormatError. */
export function parseOffsetCheckpoint(text: string): PartitionOffset[] {
  return parseLines(text).map(line => {
    const match = OFFSET_LINE.exec(line)
    if (match === null) throw new CheckpointFormatError(`malformed checkpoint line ${JSON.stringify(line)}`)
    return { topic: match[1]!, partition: Number(match[2]), offset: Number(match[3]) }
  })
}

export interface EpochStart {
  readonly epoch: number
  readonly startOffset: number
}

export function formatEpochCheckpoint(entries: readonly EpochStart[]): Buffer {
  return formatLines(entries.map(entry => `${entry.epoch} ${entry.startOffset}`))
}

/** Throws CheckpointFormatError. */
export function parseEpochCheckpoint(text: string): EpochStart[] {
  return parseLines(text).map(line => {
    const match = /^(\d+)\s+(\d+)$/.exec(line)
    if (match === null) throw new CheckpointFormatError(`malformed checkpoint line ${JSON.stringify(line)}`)
    return { epoch: Number(match[1]), startOffset: Number(match[2]) }
  })
}

/** The text of a small file, null when it is absent. */
export function readTextIfPresent(disk: Disk, path: string): string | null {
  try {
    return disk.readFileSync(path).toString('utf8')
  } catch (error) {
    if (error instanceof DiskError && error.code === 'ENOENT') return null
    throw error
  }
}
