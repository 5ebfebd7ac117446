/**
 * A broker that stands in the controller's books alone: it registers and sends heartbeats because a scenario says so,
 * serves nothing, and so lets one real node be asked everything that is asked in a cluster, without chance.
 */
import { randomBytes } from 'node:crypto'
import type { JsonObject } from '../../src/protocol/json.ts'
import { eventually } from '../harness/cases.ts'
import { at, type Session } from './session.ts'

/** More than any offset of the metadata log: a puppet is always caught up. */
const FAR_AHEAD = 1_000_000_000

/** A uuid that does not begin with a sign that some tools take for an option. */
export const newUuid = (): string => `A${randomBytes(16).toString('base64url').slice(1, 21)}A`

export async function clusterIdOf(session: Session): Promise<string> {
  const clusterId = at(await session.ask('DescribeCluster', 0, {}, 'broker'), 'clusterId') as string
  session.nameValue(clusterId, 'cluster id')
  return clusterId
}

/** All that the target's own broker supports, as a registration names it. */
export async function featuresOf(session: Session): Promise<JsonObject[]> {
  const named = { clientSoftwareName: 'diff', clientSoftwareVersion: '1' }
  const answer = await session.ask('ApiVersions', 4, named, 'broker')
  return (at(answer, 'supportedFeatures') as JsonObject[]).map(({ name, minVersion, maxVersion }) => ({
    name: name!,
    minSupportedVersion: minVersion!,
    maxSupportedVersion: maxVersion!,
  }))
}

export class Puppet {
  readonly brokerId: number
  readonly directoryId = newUuid()
  readonly incarnationId = newUuid()
  brokerEpoch = -1
  private readonly session: Session

  constructor(session: Session, brokerId: number) {
    this.session = session
    this.brokerId = brokerId
    session.nameValue(this.directoryId, `directory of ${brokerId}`)
    session.nameValue(this.incarnationId, `incarnation of ${brokerId}`)
  }

  /** A registered broker that is not fenced. */
  static async unfenced(session: Session, brokerId: number, rack: string | null = null): Promise<Puppet> {
    const puppet = new Puppet(session, brokerId)
    await puppet.register({ rack })
    await puppet.unfence()
    return puppet
  }

  /** The request, for scenarios that spoil a field of it. */
  async registration(more: JsonObject = {}): Promise<JsonObject> {
    return {
      brokerId: this.brokerId,
      clusterId: await clusterIdOf(this.session),
      incarnationId: this.incarnationId,
      // Nobody listens there: a broker that wants to follow a puppet is refused at once.
      listeners: [{ name: 'PLAINTEXT', host: '127.0.0.1', port: 1, securityProtocol: 0 }],
      features: await featuresOf(this.session),
      rack: null,
      isMigratingZkBroker: false,
      logDirs: [this.directoryId],
      previousBrokerEpoch: -1,
      ...more,
    }
  }

  async register(more: JsonObject = {}): Promise<void> {
    const answer = await this.session.ask('BrokerRegistration', 4, await this.registration(more), 'controller')
    if (at(answer, 'errorCode') !== 0) throw new Error(`no registration: ${JSON.stringify(answer)}`)
    this.brokerEpoch = at(answer, 'brokerEpoch') as number
  }

  heartbeatRequest(more: JsonObject = {}): JsonObject {
    return {
      brokerId: this.brokerId,
      brokerEpoch: this.brokerEpoch,
      currentMetadataOffset: FAR_AHEAD,
      wantFence: false,
      wantShutDown: false,
      ...more,
    }
  }

  async heartbeat(more: JsonObject = {}): Promise<JsonObject> {
    return await this.session.ask('BrokerHeartbeat', 1, this.heartbeatRequest(more), 'controller')
  }

  async unfence(): Promise<void> {
    await eventually(`broker ${this.brokerId} is not fenced`, async () => {
      const answer = await this.heartbeat()
      if (at(answer, 'errorCode') !== 0) throw new Error(`no heartbeat: ${JSON.stringify(answer)}`)
      return at(answer, 'isFenced') === false ? true : null
    })
  }

  async fence(): Promise<void> {
    await this.heartbeat({ wantFence: true })
  }

  async unregister(): Promise<void> {
    await this.session.ask('UnregisterBroker', 0, { brokerId: this.brokerId }, 'broker')
  }
}

/** Creates a topic with these replicas, the preferred leader first, and gives its id a name. Returns the id. */
export async function assignedTopic(session: Session, name: string, ...replicas: number[][]): Promise<string> {
  const assignments = replicas.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds }))
  const topics = [{ name, numPartitions: -1, replicationFactor: -1, assignments }]
  const created = await session.ask('CreateTopics', 7, { topics, timeoutMs: 30_000 }, 'broker')
  if (at(created, 'topics', 0, 'errorCode') !== 0) throw new Error(`cannot create ${name}: ${JSON.stringify(created)}`)
  const topicId = at(created, 'topics', 0, 'topicId') as string
  session.nameValue(topicId, `id of ${name}`)
  return topicId
}

/** Leader, replicas and in-sync set of a topic's partitions into the transcript. */
export async function describe(session: Session, step: string, topic: string): Promise<void> {
  await session.settle()
  await session.send('DescribeTopicPartitions', 0, step, { topics: [{ name: topic }] }, 'broker')
  await session.send('Metadata', 12, step, { topics: [{ name: topic }], allowAutoTopicCreation: false }, 'broker')
}
