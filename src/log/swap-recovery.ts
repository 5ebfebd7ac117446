import type { Disk } from '../host/disk.ts'
import { CLEANED_SUFFIX, DELETED_SUFFIX, LOG_SUFFIX, offsetOfFileName, SWAP_SUFFIX } from './log-files.ts'

/** KRaft marks its snapshots for removal in the same way; they are the metadata log's to handle. */
const KRAFT_SNAPSHOT_DELETED = '.checkpoint.deleted'

/** What the loader must know of a `.swap` log file. */
export type SwapEnd = (path: string, baseOffset: number) => number

/**
 * Ends what a crash interrupted in a log's directory: removes files that waited for deletion, drops `.cleaned` files
 * (never finished), and finishes `.swap` files (complete, but the segments they replace may still be there). `.swap`
 * files at or behind a `.cleaned` one belong to an unfinished split and are dropped. Throws DiskError.
 */
export function finishSwaps(disk: Disk, dir: string, swapEnd: SwapEnd): void {
  const names = disk.readDirSync(dir).flatMap(entry => (entry.isDirectory ? [] : [entry.name]))
  let firstCleaned = Number.POSITIVE_INFINITY
  const swaps: string[] = []
  const cleaned: string[] = []
  for (const name of names) {
    if (name.endsWith(DELETED_SUFFIX) && !name.endsWith(KRAFT_SNAPSHOT_DELETED)) disk.unlinkSync(disk.join(dir, name))
    else if (name.endsWith(CLEANED_SUFFIX)) {
      cleaned.push(name)
      firstCleaned = Math.min(firstCleaned, offsetOfFileName(name))
    } else if (name.endsWith(SWAP_SUFFIX)) swaps.push(name)
  }
  const valid = swaps.filter(name => offsetOfFileName(name) < firstCleaned)
  // The order matters for a crash in here: while a `.cleaned` file exists, the swaps behind it are known to be incomplete.
  for (const name of swaps) if (!valid.includes(name)) disk.unlinkSync(disk.join(dir, name))
  for (const name of cleaned) disk.unlinkSync(disk.join(dir, name))
  if (valid.length === 0) return

  let from = Number.POSITIVE_INFINITY
  let to = -1
  for (const name of valid) {
    if (!name.endsWith(LOG_SUFFIX + SWAP_SUFFIX)) continue
    const baseOffset = offsetOfFileName(name)
    from = Math.min(from, baseOffset)
    to = Math.max(to, swapEnd(disk.join(dir, name), baseOffset))
  }
  for (const name of names) {
    const offset = offsetOfFileName(name)
    if (offset < from || offset >= to || /\.(swap|cleaned|deleted|checkpoint)/.test(name)) continue
    disk.unlinkSync(disk.join(dir, name))
  }
  for (const name of valid) disk.renameSync(disk.join(dir, name), disk.join(dir, name.slice(0, -SWAP_SUFFIX.length)))
}
