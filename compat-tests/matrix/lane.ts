import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'

export type RuntimeName = 'node' | 'java' | 'go' | 'python' | 'rust'

/** One version of a client: what its runtime must fetch from its registry. */
export interface LaneVersion {
  readonly version: string
  /** Names and versions as the registry of the runtime writes them. */
  readonly packages: Readonly<Record<string, string>>
  /** More files that this version needs beside the program, relative to it. */
  readonly files?: readonly string[]
  /** Belongs to the fast subset. */
  readonly fast?: boolean
}

/** What stands in the head of a driver program, after the word `matrix-lane`. */
export interface LaneHead {
  readonly client: string
  readonly runtime: RuntimeName
  /** Newest first. */
  readonly versions: readonly LaneVersion[]
  /** More files that the program needs beside it, relative to its own. */
  readonly files?: readonly string[]
  /** Programs that must be on PATH. */
  readonly programs?: readonly string[]
  /** node: the packages have native parts, so their install scripts run, on a Node whose headers are on the machine. */
  readonly native?: boolean
  /** node: the packages are those of compat-tests/package.json, made ready by setup.ts. */
  readonly installedBySetup?: boolean
}

/** A client in one version, and the program that drives it. */
export interface Lane {
  readonly id: string
  readonly client: string
  readonly version: LaneVersion
  readonly head: LaneHead
  /** The driver program. */
  readonly path: string
  /** The driver and the files it needs, absolute paths. */
  readonly sources: readonly string[]
  /** Where the runtime puts what it fetched and built. */
  readonly home: string
}

const DRIVERS = join(import.meta.dirname, 'drivers')
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'gregor-matrix')
/** The part of every driver of a language that speaks the driver protocol. */
const PROTOCOL_FILE = /^(protocol|driver_protocol|Protocol)\./

/** The JSON after `matrix-lane`, freed from the comment signs of its language; null when the file has none. */
export function parseHead(source: string): LaneHead | null {
  const lines = source.split('\n')
  const start = lines.findIndex(line => /^\W*matrix-lane\b/.test(line))
  if (start < 0) return null
  let json = ''
  for (const line of lines.slice(start + 1)) {
    json += line.replace(/^\s*(\/\/!?|#|\*)/, '')
    try {
      return JSON.parse(json) as LaneHead
    } catch {
      // Not all of it yet.
    }
  }
  throw new Error('the JSON after "matrix-lane" does not end')
}

function lanesOf(path: string, protocolFiles: readonly string[]): Lane[] {
  const head = parseHead(readFileSync(path, 'utf8'))
  if (head === null) return []
  const beside = (files: readonly string[] = []) => files.map(file => join(dirname(path), file))
  return head.versions.map(version => ({
    id: `${head.client} ${version.version}`,
    client: head.client,
    version,
    head,
    path,
    sources: [path, ...protocolFiles, ...beside(head.files), ...beside(version.files)],
    home: join(CACHE, `${head.client.replaceAll(/[^\w.-]+/g, '-')}-${version.version}`),
  }))
}

/** Every lane there is: each program under drivers/ with a `matrix-lane` head. */
export function discoverLanes(): Lane[] {
  const lanes: Lane[] = []
  for (const language of readdirSync(DRIVERS).sort()) {
    const dir = join(DRIVERS, language)
    const files = readdirSync(dir, { withFileTypes: true }).filter(entry => entry.isFile())
    const paths = files.map(entry => join(dir, entry.name)).sort()
    const protocolFiles = paths.filter(path => PROTOCOL_FILE.test(basename(path)))
    for (const path of paths) if (!protocolFiles.includes(path)) lanes.push(...lanesOf(path, protocolFiles))
  }
  return lanes
}

/** Changes when anything changes that the installation of a lane depends on. */
export function fingerprint(lane: Lane): string {
  const hash = createHash('sha256').update(JSON.stringify([lane.head.runtime, lane.version, lane.head.native ?? false]))
  for (const source of lane.sources) hash.update(basename(source)).update(readFileSync(source))
  return hash.digest('hex')
}
