/** The log directories of this node (`log.dirs`): which of them work, which ids they have, where a new log is to lie. */
import { assert } from '../base/assert.ts'
import { type Uuid, uuidFromRandom } from '../base/uuid.ts'
import { DiskError } from '../host/disk.ts'
import { LogDirectory } from './log-directory.ts'
import { asDiskError, type LogHost } from './log-environment.ts'
import { type LogDirKind, markedDirName } from './log-files.ts'

export class LogDirectories {
  private readonly host: LogHost
  readonly all: readonly LogDirectory[]
  private readonly pathsById = new Map<Uuid, string>()
  private cordoned: ReadonlySet<string> = new Set()

  constructor(host: LogHost, paths: readonly string[], onOffline: (path: string, error: DiskError) => void) {
    assert(paths.length > 0, 'log.dirs names at least one directory')
    this.host = host
    this.all = paths.map(path => new LogDirectory(host, path, (state, error) => onOffline(state.path, error)))
  }

  find(path: string): LogDirectory | undefined {
    return this.all.find(directory => directory.path === path)
  }

  at(path: string): LogDirectory {
    const found = this.find(path)
    assert(found !== undefined, `${path} is not one of log.dirs`)
    return found
  }

  get offline(): string[] {
    return this.all.filter(directory => directory.state.offline !== null).map(directory => directory.path)
  }

  /** Broker epoch of the last clean stop when all directories agree on it (KIP-966), else −1. */
  get previousBrokerEpoch(): number {
    const epochs = new Set(this.all.map(directory => directory.previousBrokerEpoch))
    return epochs.size === 1 ? [...epochs][0]! : -1
  }

  // --- ids (directory.id in `meta.properties`, KIP-858) -------------------------------------------------------------

  setId(path: string, id: Uuid): void {
    this.pathsById.set(id, path)
  }

  idOf(path: string): Uuid | null {
    for (const [id, known] of this.pathsById) if (known === path) return id
    return null
  }

  pathOf(idOrPath: Uuid | string): string {
    return this.pathsById.get(idOrPath) ?? idOrPath
  }

  isOnline(id: Uuid): boolean {
    const path = this.pathsById.get(id)
    return path !== undefined && this.find(path)?.state.offline === null
  }

  // --- placement ----------------------------------------------------------------------------------------------------

  /** `cordoned.log.dirs` (KIP-1066): no new partition is placed there. What lies there stays, and is served. */
  setCordoned(paths: readonly string[]): void {
    this.cordoned = new Set(paths)
  }

  isCordoned(path: string): boolean {
    return this.cordoned.has(path)
  }

  /**
   * The one that is wanted (id or path), where it works; else that of the others with the fewest logs. Throws DiskError
   * when none is online.
   */
  choose(wanted: Uuid | string | undefined, logsByPath: () => ReadonlyMap<string, number>): LogDirectory {
    const path = wanted === undefined ? undefined : this.pathOf(wanted)
    const online = this.all.filter(directory => directory.state.offline === null)
    const asked = online.find(directory => directory.path === path)
    if (asked !== undefined) return asked
    const [first] = online
    if (first === undefined) throw new DiskError('EIO', this.all[0]!.path, 'no log directory is online')
    if (online.length === 1) return first
    // Where all are cordoned the controller did not know of it yet; the partition must lie somewhere.
    const open = online.filter(each => !this.cordoned.has(each.path))
    const counts = logsByPath()
    const countIn = ({ path: each }: LogDirectory): number => counts.get(each) ?? 0
    return (open.length > 0 ? open : online).reduce((best, each) => (countIn(each) < countIn(best) ? each : best))
  }

  /** For a log that is not, or not yet, the partition's own: a name that nothing else has. */
  markedDir(parent: string, topic: string, partition: number, kind: Exclude<LogDirKind, 'current'>): string {
    const unique = uuidFromRandom(this.host.random.bytes(16)).replaceAll('-', '').replaceAll('_', '')
    return this.host.disk.join(parent, markedDirName(topic, partition, unique, kind))
  }

  // --- failures -----------------------------------------------------------------------------------------------------

  /** Runs what touches one directory; a DiskError other than "no space" takes it offline. */
  guard(directory: LogDirectory, run: () => void): void {
    if (directory.state.offline !== null) return
    try {
      run()
    } catch (cause) {
      this.failed(directory, cause)
    }
  }

  failed(directory: LogDirectory, cause: unknown): void {
    const error = asDiskError(cause)
    if (error.code !== 'ENOSPC') directory.state.fail(error)
    else this.host.log.log('error', 'A log directory is full.', { path: directory.path, error: error.message })
  }
}
