import * as fs from 'node:fs'
import * as path from 'node:path'

/** Directories that this very process has locked: a process id in the file cannot tell two nodes of one process apart. */
const lockedHere = new Set<string>()

/**
 * Takes `<directory>/.lock`, the file that Apache Kafka locks as well. Node has no advisory file locks, so the file
 * names its holder (process id, when that process began, host name); a holder that is gone leaves a stale file that the
 * next one takes over. A running Apache Kafka holds a POSIX lock on the same file, which Linux shows in /proc/locks.
 *
 * Returns the function that gives the lock back, null when another holder lives.
 */
export function lockDirectory(directory: string, hostName: string): (() => void) | null {
  const file = path.join(fs.realpathSync(directory), '.lock')
  if (lockedHere.has(file)) return null
  const mine = `${process.pid} ${startOfProcess(process.pid)} ${hostName}\n`
  if (fs.existsSync(file) && (posixLockHeld(file) || holderLives(fs.readFileSync(file, 'utf8'), hostName))) return null
  fs.writeFileSync(file, mine)
  // Two processes may have come this far together: the one whose line stands in the file has won.
  if (fs.readFileSync(file, 'utf8') !== mine) return null
  lockedHere.add(file)
  return () => {
    if (!lockedHere.delete(file)) return
    try {
      fs.truncateSync(file, 0)
    } catch {
      // The directory is gone or broken: nobody can take the lock there, nor need they.
    }
  }
}

function holderLives(line: string, hostName: string): boolean {
  const match = /^(\d+) (\S+) (\S*)\n$/.exec(line)
  if (match === null || match[3] !== hostName) return false
  const pid = Number(match[1])
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (cause) {
    // EPERM: it lives and belongs to somebody else.
    if ((cause as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return startOfProcess(pid) === match[2]
}

/** When the process began, in clock ticks since boot: guards against process ids that are used again. `-` where unknown. */
function startOfProcess(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may hold blanks; the start time is the 20th field behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-'
  } catch {
    return '-'
  }
}

function posixLockHeld(file: string): boolean {
  try {
    const inode = String(fs.statSync(file).ino)
    const locks = fs.readFileSync('/proc/locks', 'latin1').split('\n')
    return locks.some(line => line.includes('POSIX') && line.includes(`:${inode} `))
  } catch {
    return false
  }
}
