/** `meta.properties` in every log directory: whose it is. Java's properties format, version 1 (KIP-631, KIP-858). */
import { isUuid, type Uuid, ZERO_UUID } from '../base/uuid.ts'

export const META_PROPERTIES = 'meta.properties'

export interface MetaProperties {
  readonly clusterId: string
  readonly nodeId: number
  /** null in directories that releases before 3.7 formatted. */
  readonly directoryId: Uuid | null
}

/** `date` is the comment line that Java writes into every such file. */
export function formatMetaProperties(meta: MetaProperties, dateMs: number): string {
  const directory = meta.directoryId === null ? '' : `directory.id=${meta.directoryId}\n`
  return `#\n#${javaDate(dateMs)}\nnode.id=${meta.nodeId}\n${directory}version=1\ncluster.id=${escaped(meta.clusterId)}\n`
}

/** `Fri Nov 20 20:15:14 UTC 2026` */
function javaDate(ms: number): string {
  const [, day, date, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) (\S+)/.exec(new Date(ms).toUTCString())!
  return `${day} ${month} ${date} ${time} UTC ${year}`
}

function escaped(value: string): string {
  return value.replace(/[\\:=#!]/g, '\\$&')
}

/** Reads the file; a sentence that follows the file's name where it makes no sense. */
export function parseMetaProperties(text: string): MetaProperties | string {
  const values = new Map<string, string>()
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trimStart()
    if (line === '' || line.startsWith('#') || line.startsWith('!')) continue
    const match = /^((?:\\.|[^\\:=\s])*)\s*[:=]?\s*(.*)$/.exec(line)!
    values.set(match[1]!.replace(/\\(.)/g, '$1'), match[2]!.replace(/\\(.)/g, '$1'))
  }
  const version = values.get('version')
  if (version === '0') return 'is of version 0, which ZooKeeper-based clusters wrote: migrate them with Kafka 3.9 first'
  if (version !== '1') return version === undefined ? 'has no version' : `is of unknown version ${version}`
  const clusterId = values.get('cluster.id')
  if (clusterId === undefined || clusterId === '') return 'has no cluster.id'
  const nodeId = Number(values.get('node.id') ?? Number.NaN)
  if (!Number.isInteger(nodeId) || nodeId < 0) return 'has no valid node.id'
  const directoryId = values.get('directory.id') ?? null
  if (directoryId !== null && (!isUuid(directoryId) || directoryId === ZERO_UUID)) return 'has no valid directory.id'
  return { clusterId, nodeId, directoryId }
}
