/**
 * What a broker lets a group's own values be, besides their types: within the broker's `group.….min.…` and `group.….max.…`.
 * Kafka checks all values of a group together, in this order, and tells the first that is wrong.
 */
import type { BrokerConfig } from './broker-config.ts'

interface GroupLimit {
  readonly name: string
  /** Absent where there is none. */
  readonly min?: number
  readonly max?: number
}

export class GroupLimits {
  private readonly limits: readonly GroupLimit[]
  private readonly streamsAssignors: readonly string[]

  constructor({ groups }: BrokerConfig) {
    const { share, streams } = groups
    const timings = (kind: 'consumer' | 'share' | 'streams'): GroupLimit[] => {
      const of = groups[kind]
      return [
        { name: `${kind}.heartbeat.interval.ms`, min: of.minHeartbeatIntervalMs, max: of.maxHeartbeatIntervalMs },
        { name: `${kind}.session.timeout.ms`, min: of.minSessionTimeoutMs, max: of.maxSessionTimeoutMs },
      ]
    }
    const assignment = (kind: 'consumer' | 'share' | 'streams'): GroupLimit => ({
      name: `${kind}.assignment.interval.ms`,
      min: groups[kind].minAssignmentIntervalMs,
      max: groups[kind].maxAssignmentIntervalMs,
    })
    this.limits = [
      ...timings('consumer'),
      assignment('consumer'),
      ...timings('share'),
      {
        name: 'share.record.lock.duration.ms',
        min: share.minRecordLockDurationMs,
        max: share.maxRecordLockDurationMs,
      },
      { name: 'share.delivery.count.limit', min: share.minDeliveryCountLimit, max: share.maxDeliveryCountLimit },
      {
        name: 'share.partition.max.record.locks',
        min: share.minPartitionMaxRecordLocks,
        max: share.maxPartitionMaxRecordLocks,
      },
      assignment('share'),
      ...timings('streams'),
      { name: 'streams.num.standby.replicas', max: streams.maxStandbyReplicas },
      assignment('streams'),
      { name: 'streams.task.offset.interval.ms', min: streams.minTaskOffsetIntervalMs },
      { name: 'streams.num.warmup.replicas', max: streams.maxWarmupReplicas },
    ]
    this.streamsAssignors = streams.assignors
  }

  /** `values` are the ones that the group itself has, each of its type; the sentence is Kafka's. */
  problem(values: ReadonlyMap<string, string>): string | null {
    for (const { name, min, max } of this.limits) {
      const text = values.get(name)
      if (text === undefined) continue
      const value = Number(text)
      if ((min === undefined || value >= min) && (max === undefined || value <= max)) continue
      if (max === undefined) return `${name} must be greater than or equal to ${min}`
      if (min === undefined) return `${name} must be less than or equal to ${max}`
      return `${name} must be in the range ${min} to ${max} inclusive.`
    }
    const assignor = values.get('streams.assignor.name')
    if (assignor === undefined || this.streamsAssignors.includes(assignor.trim())) return null
    return `streams.assignor.name '${assignor.trim()}' is not a registered task assignor. Registered assignors are: [${this.streamsAssignors.join(', ')}].`
  }
}
