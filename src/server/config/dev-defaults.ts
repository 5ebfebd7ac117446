/**
 * Where Gregor's defaults differ from Apache Kafka's. A key that is set, by whatever source, always wins. The README
 * shows this table to users: change both together (a test compares them).
 */
export interface DevDefault {
  readonly key: string
  readonly value: string
  /**
   * `first-start`: without it a node could not start, or would show itself to the network; holds with `--realistic`
   * too. `single-node`: a node that is alone cannot meet Kafka's default; Kafka's own `config/server.properties` sets
   * the same, so it holds with `--realistic` too. `kinder`: for developers; `--realistic` brings Kafka's default back.
   */
  readonly kind: 'first-start' | 'single-node' | 'kinder'
  readonly why: string
}

export const DEV_DEFAULTS: readonly DevDefault[] = [
  { key: 'node.id', value: '1', kind: 'first-start', why: 'Kafka has no default and refuses to start' },
  {
    key: 'process.roles',
    value: 'broker,controller',
    kind: 'first-start',
    why: 'Kafka has no default and refuses to start',
  },
  {
    key: 'listeners',
    value: 'PLAINTEXT://127.0.0.1:9092',
    kind: 'first-start',
    why: 'Kafka listens on every address; Gregor on loopback unless asked',
  },
  { key: 'log.dirs', value: './gregor-data', kind: 'first-start', why: 'Kafka writes to /tmp/kafka-logs' },
  {
    key: 'offsets.topic.replication.factor',
    value: '1',
    kind: 'single-node',
    why: 'with 3, no consumer group works on one node',
  },
  {
    key: 'transaction.state.log.replication.factor',
    value: '1',
    kind: 'single-node',
    why: 'with 3, no transaction works on one node',
  },
  {
    key: 'transaction.state.log.min.isr',
    value: '1',
    kind: 'single-node',
    why: 'with 2, no transaction works on one node',
  },
  {
    key: 'share.coordinator.state.topic.replication.factor',
    value: '1',
    kind: 'single-node',
    why: 'with 3, no share group works on one node',
  },
  {
    key: 'share.coordinator.state.topic.min.isr',
    value: '1',
    kind: 'single-node',
    why: 'with 2, no share group works on one node',
  },
  {
    key: 'group.initial.rebalance.delay.ms',
    value: '0',
    kind: 'kinder',
    why: 'Kafka lets the first consumer of a group wait 3 seconds for others',
  },
  {
    key: 'group.streams.initial.rebalance.delay.ms',
    value: '0',
    kind: 'kinder',
    why: 'Kafka lets the first member of a streams group wait 3 seconds for others',
  },
  {
    key: 'offsets.topic.num.partitions',
    value: '4',
    kind: 'kinder',
    why: 'Kafka makes 50 directories for the first consumer group',
  },
  {
    key: 'transaction.state.log.num.partitions',
    value: '4',
    kind: 'kinder',
    why: 'Kafka makes 50 directories for the first transaction',
  },
  {
    key: 'share.coordinator.state.topic.num.partitions',
    value: '4',
    kind: 'kinder',
    why: 'Kafka makes 50 directories for the first share group',
  },
]

/** The defaults that hold for this node. `single`: it is a cluster of its own. */
export function devDefaultsFor(options: {
  readonly realistic: boolean
  readonly single: boolean
}): Map<string, string> {
  const values = new Map<string, string>()
  for (const { key, value, kind } of DEV_DEFAULTS) {
    if (kind === 'kinder' && options.realistic) continue
    if (kind === 'single-node' && !options.single) continue
    values.set(key, value)
  }
  return values
}
