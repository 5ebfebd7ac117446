/**
 * The cluster's metadata at one offset of the metadata log. Immutable: a change makes a new image that shares what did not
 * change, so a snapshot can be written and a request answered from an image while the log goes on.
 */
import { PersistentMap } from '../base/persistent-map.ts'
import type { Uuid } from '../base/uuid.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'
import { collisionKey, mayCollide } from './topic-names.ts'

export interface PartitionImage {
  readonly replicas: readonly number[]
  /** Directory id per replica (KIP-858). */
  readonly directories: readonly Uuid[]
  readonly isr: readonly number[]
  readonly removingReplicas: readonly number[]
  readonly addingReplicas: readonly number[]
  /** KIP-966 */
  readonly eligibleLeaderReplicas: readonly number[]
  readonly lastKnownElr: readonly number[]
  /** −1 when there is none. */
  readonly leader: number
  readonly leaderRecoveryState: number
  readonly leaderEpoch: number
  readonly partitionEpoch: number
}

export interface TopicImage {
  readonly id: Uuid
  readonly name: string
  /** By partition index, in ascending order. */
  readonly partitions: ReadonlyMap<number, PartitionImage>
}

export class TopicsImage {
  readonly ids: PersistentMap<TopicImage>
  private readonly idByName: PersistentMap<Uuid>
  /** Names with a `.` or `_`, by what they have in common with those that they collide with. */
  private readonly colliding: PersistentMap<readonly string[]>

  private constructor(
    ids: PersistentMap<TopicImage>,
    idByName: PersistentMap<Uuid>,
    colliding: PersistentMap<readonly string[]>,
  ) {
    this.ids = ids
    this.idByName = idByName
    this.colliding = colliding
  }

  static empty(): TopicsImage {
    return new TopicsImage(PersistentMap.empty(), PersistentMap.empty(), PersistentMap.empty())
  }

  get size(): number {
    return this.ids.size
  }

  byId(id: Uuid): TopicImage | undefined {
    return this.ids.get(id)
  }

  byName(name: string): TopicImage | undefined {
    const id = this.idByName.get(name)
    return id === undefined ? undefined : this.ids.get(id)
  }

  /** A topic whose name differs from this one only in `.` and `_`. */
  collidingWith(name: string): string | undefined {
    if (!mayCollide(name)) return undefined
    return this.colliding.get(collisionKey(name))?.find(other => other !== name)
  }

  all(): IterableIterator<TopicImage> {
    return this.ids.values()
  }

  names(): IterableIterator<string> {
    return this.idByName.keys()
  }

  /** With topics set by id, or removed where the value is undefined. */
  change(changes: ReadonlyMap<Uuid, TopicImage | undefined>): TopicsImage {
    const names: [string, Uuid | undefined][] = []
    for (const [id, topic] of changes) {
      const before = this.ids.get(id)
      // A topic made anew under the same name in the same delta is set after this removal.
      if (topic === undefined && before !== undefined && this.idByName.get(before.name) === id) {
        names.unshift([before.name, undefined])
      } else if (topic !== undefined && before === undefined) names.push([topic.name, id])
    }
    return new TopicsImage(this.ids.change(changes), this.idByName.change(names), this.changedCollisions(names))
  }

  private changedCollisions(names: readonly (readonly [string, Uuid | undefined])[]): PersistentMap<readonly string[]> {
    const changes = new Map<string, readonly string[] | undefined>()
    for (const [name, id] of names) {
      if (!mayCollide(name)) continue
      const key = collisionKey(name)
      const others = ((changes.has(key) ? changes.get(key) : this.colliding.get(key)) ?? []).filter(
        other => other !== name,
      )
      const now = id === undefined ? others : [...others, name]
      changes.set(key, now.length === 0 ? undefined : now)
    }
    return this.colliding.change(changes)
  }
}

export interface EndpointImage {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly securityProtocol: number
}

export interface FeatureRangeImage {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
}

/** Of what a request or a record says: nothing but what belongs to it. */
export function endpointImage({ name, host, port, securityProtocol }: EndpointImage): EndpointImage {
  return { name, host, port, securityProtocol }
}

/** Likewise, in the fields that requests and records have. */
export function featureRangeImage(feature: {
  readonly name: string
  readonly minSupportedVersion: number
  readonly maxSupportedVersion: number
}): FeatureRangeImage {
  return { name: feature.name, minVersion: feature.minSupportedVersion, maxVersion: feature.maxSupportedVersion }
}

export interface BrokerImage {
  readonly id: number
  readonly epoch: number
  readonly incarnationId: Uuid
  readonly endpoints: readonly EndpointImage[]
  readonly features: readonly FeatureRangeImage[]
  readonly rack: string | null
  readonly fenced: boolean
  readonly inControlledShutdown: boolean
  readonly directories: readonly Uuid[]
  readonly cordonedDirectories: readonly Uuid[] | null
}

export interface ControllerImage {
  readonly id: number
  readonly incarnationId: Uuid
  readonly zkMigrationReady: boolean
  readonly endpoints: readonly EndpointImage[]
  readonly features: readonly FeatureRangeImage[]
}

export interface ClusterImage {
  readonly brokers: ReadonlyMap<number, BrokerImage>
  readonly controllers: ReadonlyMap<number, ControllerImage>
}

/** Codes of `ConfigResource.Type`. */
export const ConfigResourceType = { TOPIC: 2, BROKER: 4, BROKER_LOGGER: 8, CLIENT_METRICS: 16, GROUP: 32 } as const

export interface ResourceConfigs {
  readonly type: number
  readonly name: string
  readonly values: ReadonlyMap<string, string>
}

export function configKey(type: number, name: string): string {
  return `${type}:${name}`
}

export interface MetadataImage {
  /** Offset and epoch of the last record in it, −1 for the empty image. */
  readonly offset: number
  readonly epoch: number
  /** Finalized feature levels; `metadata.version` among them. */
  readonly features: ReadonlyMap<string, number>
  readonly cluster: ClusterImage
  readonly topics: TopicsImage
  /** By `configKey`. */
  readonly configs: PersistentMap<ResourceConfigs>
  /** −1 before the first block was given out. */
  readonly nextProducerId: number
  /**
   * Records of things that live in the metadata log and are of no other concern yet: quotas, ACLs, SCRAM, tokens. By
   * a key of their own.
   */
  readonly kept: PersistentMap<MetadataRecord>
}

export const EMPTY_IMAGE: MetadataImage = {
  offset: -1,
  epoch: -1,
  features: new Map(),
  cluster: { brokers: new Map(), controllers: new Map() },
  topics: TopicsImage.empty(),
  configs: PersistentMap.empty(),
  nextProducerId: -1,
  kept: PersistentMap.empty(),
}

const NO_CONFIGS: ReadonlyMap<string, string> = new Map()

/** Dynamic configuration of a resource; empty where nothing was set. */
export function configsOf(image: MetadataImage, type: number, name: string): ReadonlyMap<string, string> {
  return image.configs.get(configKey(type, name))?.values ?? NO_CONFIGS
}
