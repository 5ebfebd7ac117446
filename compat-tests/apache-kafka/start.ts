/**
 * `node apache-kafka/start.ts DATADIR PORT [key=value…]` runs one combined broker and controller of Apache Kafka in the
 * foreground. The tests start theirs through harness/target.ts, which uses the two functions here.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { classPath } from './home.ts'

export interface KafkaOptions {
  readonly dataDir: string
  readonly port: number
  readonly controllerPort: number
  /** The directory of the logs, when it is not `dataDir`/data. */
  readonly logDir?: string
  readonly overrides?: Readonly<Record<string, string>>
  /** `static`: controller.quorum.voters. `dynamic`: the voters stand in the metadata log (KIP-853). */
  readonly quorum?: 'static' | 'dynamic'
  readonly clusterId?: string
  readonly heap?: string
}

const QUIET = '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'
const DEFAULT_CLUSTER_ID = 'YdQnW3bYQ8OZ4mUoxH2A7w'

/** Writes server.properties, formats the log directory when it is new, and returns the path of the properties. */
export function prepareKafka(options: KafkaOptions): string {
  const { dataDir, port, controllerPort, overrides = {}, quorum = 'static' } = options
  const logDir = options.logDir ?? join(dataDir, 'data')
  mkdirSync(dataDir, { recursive: true })
  const properties: Record<string, string> = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': logDir,
    // One broker holds every internal topic alone, and nobody waits for members that will not come.
    'offsets.topic.num.partitions': '4',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'share.coordinator.state.topic.num.partitions': '2',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
  }
  if (quorum === 'static') properties['controller.quorum.voters'] = `1@127.0.0.1:${controllerPort}`
  else properties['controller.quorum.bootstrap.servers'] = `127.0.0.1:${controllerPort}`
  Object.assign(properties, overrides)
  const path = join(dataDir, 'server.properties')
  writeFileSync(
    path,
    Object.entries(properties)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  )
  if (!existsSync(join(logDir, 'meta.properties'))) formatKafka(path, options)
  return path
}

export interface FormatOptions {
  /** `dynamic`: the only voter of a new quorum. `joining`: a controller without a vote, which may be given one. */
  readonly quorum?: 'static' | 'dynamic' | 'joining'
  readonly clusterId?: string
}

/** Formats what the properties name. */
export function formatKafka(path: string, { quorum = 'static', clusterId = DEFAULT_CLUSTER_ID }: FormatOptions): void {
  const standalone = { static: [], dynamic: ['--standalone'], joining: ['--no-initial-controllers'] }[quorum]
  const args = [
    QUIET,
    '-cp',
    classPath('libs'),
    'kafka.tools.StorageTool',
    'format',
    ...standalone,
    '-t',
    clusterId,
    '-c',
    path,
  ]
  const result = spawnSync('java', args, { encoding: 'utf8' })
  if (result.status !== 0)
    throw new Error(`Apache Kafka could not format its directory:\n${result.stdout}${result.stderr}`)
}

/** The arguments of `java` that run the broker; its log goes to `dataDir`/broker.log. */
export function kafkaJavaArgs(
  properties: string,
  { dataDir, heap = '-Xms256m -Xmx1g' }: Pick<KafkaOptions, 'dataDir' | 'heap'>,
): string[] {
  return [
    ...heap.split(' '),
    '-XX:+UseG1GC',
    `-Dorg.slf4j.simpleLogger.logFile=${join(dataDir, 'broker.log')}`,
    '-Dorg.slf4j.simpleLogger.showDateTime=true',
    '-cp',
    classPath('libs'),
    'kafka.Kafka',
    properties,
  ]
}

if (import.meta.main) {
  const [dataDir, port, ...settings] = process.argv.slice(2)
  if (dataDir === undefined || port === undefined) {
    console.error('usage: node apache-kafka/start.ts DATADIR PORT [key=value…]')
    process.exit(2)
  }
  const overrides = Object.fromEntries(settings.map(s => [s.slice(0, s.indexOf('=')), s.slice(s.indexOf('=') + 1)]))
  const options: KafkaOptions = { dataDir, port: Number(port), controllerPort: Number(port) + 1000, overrides }
  const child = spawn('java', kafkaJavaArgs(prepareKafka(options), options), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGTERM'))
  child.on('exit', code => process.exit(code ?? 1))
}
