const PREFIX = 'KAFKA_'

/**
 * Variables of Kafka's scripts and of its official image that configure the JVM or the image, not the broker. (The image
 * excludes KAFKA_VERSION, _HEAP_OPTS, _LOG4J_OPTS, _OPTS, _JMX_OPTS, _JVM_PERFORMANCE_OPTS, _GC_LOG_OPTS,
 * _LOG4J_ROOT_LOGLEVEL, _LOG4J_LOGGERS and _TOOLS_LOG4J_LOGLEVEL.)
 */
const NOT_BROKER = new Set([
  'KAFKA_VERSION',
  'KAFKA_HEAP_OPTS',
  'KAFKA_LOG4J_OPTS',
  'KAFKA_LOG4J_CMD_OPTS',
  'KAFKA_OPTS',
  'KAFKA_JMX_OPTS',
  'KAFKA_JMX_PORT',
  'KAFKA_JMX_HOSTNAME',
  'KAFKA_JVM_PERFORMANCE_OPTS',
  'KAFKA_GC_LOG_OPTS',
  'KAFKA_LOG4J_ROOT_LOGLEVEL',
  'KAFKA_LOG4J_LOGGERS',
  'KAFKA_TOOLS_LOG4J_LOGLEVEL',
  'KAFKA_DEBUG',
  'KAFKA_HOME',
  'KAFKA_CLUSTER_ID',
])

/** `_` is `.`, `__` is `_`, `___` is `-`, as in the official image. */
export function keyOfVariable(variable: string): string {
  return variable
    .slice(PREFIX.length)
    .toLowerCase()
    .replace(/_+/g, run => {
      // Runs of more than three are read from the left, three at a time.
      let out = ''
      let left = run.length
      for (; left >= 3; left -= 3) out += '-'
      if (left === 2) out += '_'
      if (left === 1) out += '.'
      return out
    })
}

/** Broker keys set by `KAFKA_…` variables, with the variable that sets each. */
export function keysOfEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): { key: string; value: string; variable: string }[] {
  const found: { key: string; value: string; variable: string }[] = []
  for (const [variable, value] of Object.entries(env)) {
    if (
      value === undefined ||
      !variable.startsWith(PREFIX) ||
      variable.length === PREFIX.length ||
      NOT_BROKER.has(variable)
    )
      continue
    found.push({ key: keyOfVariable(variable), value, variable })
  }
  return found
}
