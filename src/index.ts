/**
 * Gregor as a library: a Kafka cluster inside this process.
 *
 * ```ts
 * import { startCluster } from 'gregor'
 * const cluster = await startCluster()
 * // … point any Kafka client at cluster.bootstrapServers …
 * await cluster.close()
 * ```
 */
import { resolve } from 'node:path'
import type { LogSink } from './host/host.ts'
import { createNodeHost } from './host/node/index.ts'
import { loadConfig } from './server/config/load-config.ts'
import { createNode } from './server/node.ts'

export interface ClusterOptions {
  /** Kafka broker keys, e.g. `{ 'num.partitions': 3 }`. */
  readonly config?: Readonly<Record<string, string | number | boolean>>
  /** Port of the first listener; any free one by default. */
  readonly port?: number
  /** Keeps the data in this directory. In memory by default, gone with the cluster. */
  readonly dataDir?: string
  /** Kafka's own defaults where Gregor's are kinder to developers. */
  readonly realistic?: boolean
  /** Gets the node's log; silent by default. */
  readonly log?: LogSink
}

export interface Cluster {
  /** `host:port` of the first listener, for a client's `bootstrap.servers`. */
  readonly bootstrapServers: string
  readonly clusterId: string
  /** Stops the cluster and everything it started. Nothing keeps the process alive afterwards. */
  close(): Promise<void>
}

/** Starts a cluster of one node and resolves when it serves. Rejects with a sentence that says what is wrong. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { config: values, port = 0, dataDir, realistic = false, log } = options
  const inMemory = dataDir === undefined
  const { config, notices } = loadConfig({
    realistic,
    port,
    inMemory,
    // A memory disk has no working directory.
    absolutePath: path => (inMemory ? resolve('/', path) : resolve(path)),
    ...(values === undefined ? {} : { values }),
    ...(dataDir === undefined ? {} : { dataDir }),
  })
  const host = createNodeHost({
    disk: inMemory ? 'memory' : 'files',
    connectTimeoutMs: config.socket.connectTimeoutMs,
    ...(log === undefined ? {} : { log }),
  })
  for (const notice of notices) host.log.log('info', notice)
  const node = createNode(config, host)
  const { listeners, clusterId } = await node.start()
  const first = listeners[0]!
  return {
    bootstrapServers: `${first.host.includes(':') ? `[${first.host}]` : first.host}:${first.port}`,
    clusterId,
    close: () => node.stop(),
  }
}

export type { LogLevel, LogSink } from './host/host.ts'
