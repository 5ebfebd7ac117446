import { totalmem } from 'node:os'

/** What this process and the page cache may use: of the machine, or of the container (cgroup) where that has less. */
export function machineMemoryBytes(): number {
  const allowedBytes = process.constrainedMemory()
  return allowedBytes > 0 ? Math.min(totalmem(), allowedBytes) : totalmem()
}
