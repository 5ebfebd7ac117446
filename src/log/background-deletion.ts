import { DiskError } from '../host/disk.ts'
import type { Host } from '../host/host.ts'

type Removal = { readonly path: string; readonly tree: boolean }

/**
 * Removes files and directories some time after they were renamed, one at a time and off the loop: unlinking one large
 * file can take seconds. What is left at a crash carries its suffix and is removed at the next start.
 */
export class BackgroundDeletion {
  private readonly host: Pick<Host, 'timers' | 'disk' | 'log'>
  private readonly queue: Removal[] = []
  private running: Promise<void> | null = null

  constructor(host: Pick<Host, 'timers' | 'disk' | 'log'>) {
    this.host = host
  }

  /** Removes `paths` (files) `delayMs` from now. */
  removeFilesLater(paths: readonly string[], delayMs: number): void {
    if (paths.length === 0) return
    this.host.timers.after(delayMs, () => this.push(paths.map(path => ({ path, tree: false }))))
  }

  removeTreeLater(path: string, delayMs: number): void {
    this.host.timers.after(delayMs, () => this.push([{ path, tree: true }]))
  }

  private push(removals: readonly Removal[]): void {
    this.queue.push(...removals)
    this.running ??= this.run()
  }

  private async run(): Promise<void> {
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
      try {
        if (next.tree) await this.host.disk.removeTree(next.path)
        else await this.host.disk.unlink(next.path)
      } catch (error) {
        if (!(error instanceof DiskError)) throw error
        this.host.log.log('warn', 'A deleted file could not be removed; the next start tries again.', {
          path: next.path,
          error: error.message,
        })
      }
    }
    this.running = null
  }

  /** Resolves when nothing is being removed. */
  async settled(): Promise<void> {
    await this.running
  }
}
