import type { BrokerConfig, GroupTimings } from './broker-config.ts'
import { StartupConfigError } from './static-values.ts'

type Check = readonly [holds: boolean, sentence: string]

/** Keys that only make sense together; Kafka refuses to start on the same ones. Throws StartupConfigError. */
export function checkTogether(config: BrokerConfig): void {
  const { topicDefaults, replication, lifecycle, socket, groups } = config
  const checks: Check[] = [
    [
      topicDefaults.log.retentionMs === -1 || topicDefaults.log.retentionMs >= 1,
      'log.retention.ms (or .minutes, .hours) must be -1 for no limit, or 1 and more.',
    ],
    [
      replication.fetchMaxWaitMs <= replication.socketTimeoutMs,
      `replica.fetch.wait.max.ms=${replication.fetchMaxWaitMs} must not exceed replica.socket.timeout.ms=${replication.socketTimeoutMs}: every idle fetch would time out.`,
    ],
    [
      replication.fetchMaxWaitMs <= replication.maxLagMs,
      `replica.fetch.wait.max.ms=${replication.fetchMaxWaitMs} must not exceed replica.lag.time.max.ms=${replication.maxLagMs}: followers would leave the in-sync replicas while nothing is wrong.`,
    ],
    [
      lifecycle.heartbeatIntervalMs < lifecycle.sessionTimeoutMs,
      `broker.heartbeat.interval.ms=${lifecycle.heartbeatIntervalMs} must be less than broker.session.timeout.ms=${lifecycle.sessionTimeoutMs}: the broker would be fenced between heartbeats.`,
    ],
    [
      socket.maxConnectionsPerIp > 0 || socket.maxConnectionsPerIpOverrides.size > 0,
      'max.connections.per.ip=0 needs max.connections.per.ip.overrides: nobody could connect.',
    ],
    [
      groups.classic.minSessionTimeoutMs <= groups.classic.maxSessionTimeoutMs,
      `group.min.session.timeout.ms=${groups.classic.minSessionTimeoutMs} must not exceed group.max.session.timeout.ms=${groups.classic.maxSessionTimeoutMs}.`,
    ],
    ...timingChecks('consumer', groups.consumer),
    ...timingChecks('share', groups.share),
    ...timingChecks('streams', groups.streams),
    within(
      'group.share',
      'delivery.count.limit',
      groups.share.deliveryCountLimit,
      groups.share.minDeliveryCountLimit,
      groups.share.maxDeliveryCountLimit,
    ),
    within(
      'group.share',
      'record.lock.duration.ms',
      groups.share.recordLockDurationMs,
      groups.share.minRecordLockDurationMs,
      groups.share.maxRecordLockDurationMs,
    ),
    within(
      'group.share',
      'partition.max.record.locks',
      groups.share.partitionMaxRecordLocks,
      groups.share.minPartitionMaxRecordLocks,
      groups.share.maxPartitionMaxRecordLocks,
    ),
  ]
  for (const [holds, sentence] of checks) {
    if (!holds) throw new StartupConfigError(sentence)
  }
}

function within(prefix: string, name: string, value: number, min: number, max: number): Check {
  return [
    min <= value && value <= max,
    `${prefix}.${name}=${value} must lie between ${prefix}.min.${name}=${min} and ${prefix}.max.${name}=${max}.`,
  ]
}

function timingChecks(kind: string, timings: GroupTimings): Check[] {
  const prefix = `group.${kind}`
  return [
    within(
      prefix,
      'heartbeat.interval.ms',
      timings.heartbeatIntervalMs,
      timings.minHeartbeatIntervalMs,
      timings.maxHeartbeatIntervalMs,
    ),
    within(
      prefix,
      'session.timeout.ms',
      timings.sessionTimeoutMs,
      timings.minSessionTimeoutMs,
      timings.maxSessionTimeoutMs,
    ),
    within(
      prefix,
      'assignment.interval.ms',
      timings.assignmentIntervalMs,
      timings.minAssignmentIntervalMs,
      timings.maxAssignmentIntervalMs,
    ),
    [
      timings.heartbeatIntervalMs < timings.sessionTimeoutMs,
      `${prefix}.heartbeat.interval.ms=${timings.heartbeatIntervalMs} must be less than ${prefix}.session.timeout.ms=${timings.sessionTimeoutMs}.`,
    ],
  ]
}
