import type { MetadataImage } from '../metadata/image.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'

/** What the controller needs to know of configuration; plain values, given by the composition root. */
export interface ControllerOptions {
  readonly clusterId: string
  /** num.partitions */
  readonly defaultPartitions: number
  /** default.replication.factor */
  readonly defaultReplicationFactor: number
  /** broker.session.timeout.ms */
  readonly sessionTimeoutMs: number
  /** delete.topic.enable */
  readonly deleteTopicEnabled: boolean
  /** min.insync.replicas, for topics where the metadata say nothing else */
  readonly minInSyncReplicas: number
  /** unclean.leader.election.enable, likewise; Kafka's default is false. */
  readonly uncleanLeaderElection?: boolean
  /** Settings for topics and other resources. */
  readonly configs: ResourceConfigSchema
}

/** Why a value cannot be set, in the words and with the code that Kafka answers. */
export interface ConfigProblem {
  /** INVALID_CONFIG, or INVALID_REQUEST. */
  readonly errorCode: number
  readonly message: string
}

/** What the controller asks about configuration keys; `server/config` answers. */
export interface ConfigSchema {
  /** null when the value may be set. `value` null removes the key. */
  problem(resourceType: number, resourceName: string, key: string, value: string | null): ConfigProblem | null
  /** Whether a key of this resource is a list, which APPEND and SUBTRACT work on. */
  isList(resourceType: number, key: string): boolean
  /** What holds where nothing was set; null when there is none. */
  defaultValue(resourceType: number, key: string): string | null
}

export interface ResourceConfigSchema extends ConfigSchema {
  /** What is wrong with all values of one resource taken together, after a change; null when nothing is. */
  togetherProblem(resourceType: number, values: ReadonlyMap<string, string>): string | null
}

/** The random and the clock of one decision: `decide` stays a function of its arguments. */
export interface DecisionInput {
  readonly nowMs: number
  /** The image at the end of the log, uncommitted records included. */
  readonly image: MetadataImage
  /** Offset that the first record of this decision will have. */
  readonly nextOffset: number
  readonly random: { uint32(): number; bytes(length: number): Uint8Array }
}

export interface ControllerDecision<Reply> {
  /** Appended as one batch, all or none, unless `splittable`. */
  readonly records: readonly MetadataRecord[]
  readonly reply: Reply
  /** The records mean something one by one too: a broker that goes may have more partitions than fit into one batch. */
  readonly splittable?: boolean
  /** The level of kraft.version that the quorum shall go to, besides the records (`MetadataLog.upgradeKRaftVersion`). */
  readonly kraftVersion?: number
}

export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly errorCode: number

  constructor(errorCode: number, message: string) {
    super(message)
    this.errorCode = errorCode
  }
}
