/** What brokers ask of the controller: registration, heartbeats, directories, producer ids, in-sync sets. */
import { ZERO_UUID } from '../../../src/base/uuid.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { assignedTopic, describe, featuresOf, newUuid, Puppet } from '../puppet.ts'
import type { Scenario } from '../scenario.ts'

const UNKNOWN_ID = 'MN3kW0nBSyWnnoI1gRkm7Q'
/** Reserved ids of directories (KIP-858): lost, and migrating. */
const [LOST, MIGRATING] = ['AAAAAAAAAAAAAAAAAAAAAg', 'AAAAAAAAAAAAAAAAAAAAAw']

export const brokerScenarios: readonly Scenario[] = [
  {
    api: 'BrokerRegistration',
    name: 'good, again, and each field wrong',
    listener: 'controller',
    run: async (session, version) => {
      const brokerId = 100 + version
      const puppet = new Puppet(session, brokerId)
      const ask = async (step: string, more: JsonObject = {}, as = puppet) =>
        session.send('BrokerRegistration', version, step, await as.registration(more))
      const features = await featuresOf(session)
      const spoilt = (name: string, change: JsonObject) =>
        features.map(feature => (feature.name === name ? { ...feature, ...change } : feature))
      const without = (name: string) => features.filter(feature => feature.name !== name)
      await ask('another cluster', { clusterId: 'not-this-cluster-at-all' })
      await ask('no features', { features: [] })
      await ask('without metadata.version', { features: without('metadata.version') })
      await ask('without group.version', { features: without('group.version') })
      await ask('an old metadata.version', { features: spoilt('metadata.version', { maxSupportedVersion: 8 }) })
      await ask('a metadata.version of the future', {
        features: spoilt('metadata.version', { minSupportedVersion: 90, maxSupportedVersion: 99 }),
      })
      await ask('an unknown feature', {
        features: [...features, { name: 'no.such.version', minSupportedVersion: 0, maxSupportedVersion: 1 }],
      })
      await ask('an unknown feature that it cannot do without', {
        features: [...features, { name: 'no.such.version', minSupportedVersion: 1, maxSupportedVersion: 1 }],
      })
      await ask('no listeners', { listeners: [] })
      await ask('of ZooKeeper', { isMigratingZkBroker: true })
      if (version >= 2) {
        await ask('no directories', { logDirs: [] })
        await ask('a directory twice', { logDirs: [puppet.directoryId, puppet.directoryId] })
        for (const [what, id] of [
          ['unassigned', ZERO_UUID],
          ['lost', LOST!],
          ['migrating', MIGRATING!],
        ])
          await ask(`directory ${what}`, { logDirs: [id!] })
      }
      await ask('good')
      await ask('the same incarnation again')
      if (version >= 2) {
        await ask('another incarnation before it was heard of', { incarnationId: newUuid() })
        await ask('and the first one again')
        // The epoch is only told to whoever registers.
        await puppet.register()
        await puppet.heartbeat({ wantFence: true })
      }
      await ask('another incarnation while it lives', { incarnationId: newUuid() })
      const other = new Puppet(session, brokerId + 50)
      if (version >= 2) await ask('a directory of another broker', { logDirs: [puppet.directoryId] }, other)
      await ask('the id of a real broker', { brokerId: 1 })
      await ask('a negative id', { brokerId: -1 })
      await ask('a zero incarnation', { incarnationId: ZERO_UUID })
      await session.send('UnregisterBroker', 0, 'it goes', { brokerId })
      await session.send('UnregisterBroker', 0, 'again', { brokerId })
      for (const id of [brokerId + 50, -1]) await session.ask('UnregisterBroker', 0, { brokerId: id })
    },
  },
  {
    api: 'BrokerHeartbeat',
    name: 'the life of one broker',
    listener: 'controller',
    run: async (session, version) => {
      const puppet = new Puppet(session, 200 + version)
      const other = await Puppet.unfenced(session, 210 + version)
      await puppet.register()
      const beat = (step: string, more: JsonObject = {}) =>
        session.send('BrokerHeartbeat', version, step, puppet.heartbeatRequest(more))
      await beat('an old epoch', { brokerEpoch: puppet.brokerEpoch - 1 })
      await beat('an epoch of the future', { brokerEpoch: puppet.brokerEpoch + 1_000_000 })
      await beat('an epoch of nobody', { brokerEpoch: -1 })
      await beat('an unknown broker', { brokerId: 999 })
      await beat('not caught up', { currentMetadataOffset: 0 })
      await beat('wants to be fenced', { wantFence: true })
      await beat('caught up')
      await beat('unfenced')
      await beat('not caught up any more', { currentMetadataOffset: 0 })
      await session.settle()
      await session.send('DescribeCluster', 2, 'unfenced', { includeFencedBrokers: true }, 'broker')
      const name = `heartbeat-${version}`
      await assignedTopic(session, name, [puppet.brokerId, other.brokerId], [other.brokerId, puppet.brokerId])
      await describe(session, 'led', name)
      if (version >= 1) await beat('an unknown directory is offline', { offlineLogDirs: [UNKNOWN_ID] })
      await beat('wants to be fenced, and is', { wantFence: true })
      await describe(session, 'fenced', name)
      await beat('and back')
      await describe(session, 'unfenced again', name)
      await beat('wants to stop', { wantShutDown: true })
      await beat('is stopping', { wantShutDown: true })
      await describe(session, 'stopping', name)
      await beat('changes its mind', {})
      await other.heartbeat()
      await beat('may stop', { wantShutDown: true })
      await beat('has stopped', { wantShutDown: true })
      await describe(session, 'stopped', name)
      await beat('and back from there')
      await beat('wants to be fenced and to stop', { wantFence: true, wantShutDown: true })
      await session.ask('DeleteTopics', 5, { topicNames: [name], timeoutMs: 30_000 }, 'broker')
      for (const each of [puppet, other]) await each.unregister()
    },
  },
  {
    api: 'BrokerHeartbeat',
    name: 'directories that fail',
    listener: 'controller',
    run: async (session, version) => {
      if (version < 1) return
      const puppet = new Puppet(session, 220 + version)
      const second = newUuid()
      session.nameValue(second, 'second directory')
      await puppet.register({ logDirs: [puppet.directoryId, second] })
      await puppet.unfence()
      const other = await Puppet.unfenced(session, 230 + version)
      const name = `offline-dirs-${version}`
      const topicId = await assignedTopic(
        session,
        name,
        [puppet.brokerId, other.brokerId],
        [puppet.brokerId, other.brokerId],
        [other.brokerId, puppet.brokerId],
      )
      const assign = (step: string, ...directories: readonly [string, readonly number[]][]) =>
        session.send('AssignReplicasToDirs', 0, step, {
          brokerId: puppet.brokerId,
          brokerEpoch: puppet.brokerEpoch,
          directories: directories.map(([id, partitions]) => ({
            id,
            topics: [{ topicId, partitions: partitions.map(partitionIndex => ({ partitionIndex })) }],
          })),
        })
      await assign('first and second', [puppet.directoryId, [0]], [second, [1, 2]])
      const beat = (step: string, more: JsonObject) =>
        session.send('BrokerHeartbeat', version, step, puppet.heartbeatRequest(more))
      await beat('one fails', { offlineLogDirs: [second] })
      await describe(session, 'without the second', name)
      await beat('it is said again', { offlineLogDirs: [second] })
      await beat('not a word of it', {})
      await describe(session, 'nothing said', name)
      await assign('into the one that failed', [second, [0]])
      await describe(session, 'assigned to the one that failed', name)
      await assign('all that is left', [puppet.directoryId, [0, 1, 2]])
      await beat('back, in the other', {})
      await describe(session, 'all in the first', name)
      if (version >= 2) {
        await beat('the first is cordoned', { cordonedLogDirs: [puppet.directoryId] })
        await beat('an unknown one is cordoned', { cordonedLogDirs: [UNKNOWN_ID] })
        await beat('none is cordoned', { cordonedLogDirs: [] })
        await beat('not a word of cordoned ones', { cordonedLogDirs: null })
      }
      await beat('both fail', { offlineLogDirs: [puppet.directoryId, second] })
      await describe(session, 'without any', name)
      await session.ask('DeleteTopics', 5, { topicNames: [name], timeoutMs: 30_000 }, 'broker')
      for (const each of [puppet, other]) await each.unregister()
    },
  },
  {
    api: 'AssignReplicasToDirs',
    name: 'good and bad directories, topics, partitions',
    listener: 'controller',
    run: async (session, version) => {
      const puppet = await Puppet.unfenced(session, 240)
      const other = await Puppet.unfenced(session, 241)
      const topicId = await assignedTopic(session, 'assigned', [240, 241], [241, 1])
      const ask = (step: string, directories: JsonObject[], more: JsonObject = {}) =>
        session.send('AssignReplicasToDirs', version, step, {
          brokerId: puppet.brokerId,
          brokerEpoch: puppet.brokerEpoch,
          directories,
          ...more,
        })
      const directory = (id: string, topic: string, ...partitions: number[]) => ({
        id,
        topics: [{ topicId: topic, partitions: partitions.map(partitionIndex => ({ partitionIndex })) }],
      })
      const good = directory(puppet.directoryId, topicId, 0)
      await ask('good', [good])
      await ask('again', [good])
      await ask('an old epoch', [good], { brokerEpoch: puppet.brokerEpoch - 1 })
      await ask('an unknown broker', [good], { brokerId: 999 })
      await ask('nothing', [])
      await ask('no topics', [{ id: puppet.directoryId, topics: [] }])
      await ask('an unknown directory', [directory(UNKNOWN_ID, topicId, 0)])
      await ask('a directory of another broker', [directory(other.directoryId, topicId, 0)])
      for (const [what, id] of [
        ['unassigned', ZERO_UUID],
        ['lost', LOST!],
        ['migrating', MIGRATING!],
      ])
        await ask(`directory ${what}`, [directory(id!, topicId, 0)])
      await ask('an unknown topic', [directory(puppet.directoryId, UNKNOWN_ID, 0)])
      await ask('an unknown partition', [directory(puppet.directoryId, topicId, 9)])
      await ask('a partition of another broker', [directory(puppet.directoryId, topicId, 1)])
      await ask('good and bad', [directory(puppet.directoryId, topicId, 0, 1, 9)])
      await session.ask('DeleteTopics', 5, { topicNames: ['assigned'], timeoutMs: 30_000 }, 'broker')
      for (const each of [puppet, other]) await each.unregister()
    },
  },
  {
    api: 'AllocateProducerIds',
    name: 'one block after the other',
    listener: 'controller',
    run: async (session, version) => {
      const puppet = await Puppet.unfenced(session, 250)
      const ask = (step: string, more: JsonObject = {}) =>
        session.send('AllocateProducerIds', version, step, {
          brokerId: puppet.brokerId,
          brokerEpoch: puppet.brokerEpoch,
          ...more,
        })
      await ask('good')
      await ask('the next')
      await ask('an old epoch', { brokerEpoch: puppet.brokerEpoch - 1 })
      await ask('an unknown broker', { brokerId: 999 })
      await puppet.fence()
      await ask('fenced')
      await puppet.unregister()
      await ask('gone')
    },
  },
  {
    api: 'AlterPartition',
    name: 'in-sync sets, epochs, who may ask',
    listener: 'controller',
    run: async (session, version) => {
      const [a, b, c] = [
        await Puppet.unfenced(session, 260),
        await Puppet.unfenced(session, 261),
        await Puppet.unfenced(session, 262),
      ]
      const name = `alter-partition-${version}`
      const topicId = await assignedTopic(session, name, [260, 261, 262], [261, 260, 262])
      /** Those of version 3 come with their epochs (KIP-903). */
      const inSync = (...puppets: readonly Puppet[]): JsonObject =>
        version >= 3
          ? { newIsrWithEpochs: puppets.map(({ brokerId, brokerEpoch }) => ({ brokerId, brokerEpoch })) }
          : { newIsr: puppets.map(({ brokerId }) => brokerId) }
      const ask = (step: string, partition: JsonObject, more: JsonObject = {}, topic: JsonObject = {}) => {
        const plain = { partitionIndex: 0, leaderEpoch: 0, partitionEpoch: 0, leaderRecoveryState: 0 }
        return session.send('AlterPartition', version, step, {
          brokerId: a!.brokerId,
          brokerEpoch: a!.brokerEpoch,
          topics: [{ topicId, partitions: [{ ...plain, ...inSync(a!, b!, c!), ...partition }], ...topic }],
          ...more,
        })
      }
      await ask('the same', {})
      await ask('smaller', { ...inSync(a!, b!) })
      await ask('again', { ...inSync(a!, b!) })
      await ask('an epoch of the future', { ...inSync(a!), partitionEpoch: 9 })
      await ask('an old partition epoch', { ...inSync(a!), partitionEpoch: -1 })
      await ask('an old leader epoch', { ...inSync(a!), partitionEpoch: 1, leaderEpoch: -1 })
      await ask('a leader epoch of the future', { ...inSync(a!), partitionEpoch: 1, leaderEpoch: 9 })
      await ask('without the leader', { ...inSync(b!), partitionEpoch: 1 })
      await ask('nobody', { ...inSync(), partitionEpoch: 1 })
      await ask('one that is no replica', { ...inSync(a!, new Puppet(session, 1)), partitionEpoch: 1 })
      await ask('of another leader', { ...inSync(a!) }, { brokerId: b!.brokerId, brokerEpoch: b!.brokerEpoch })
      await ask('by an old epoch', { ...inSync(a!) }, { brokerEpoch: a!.brokerEpoch - 1 })
      await ask('by an unknown broker', { ...inSync(a!) }, { brokerId: 999 })
      await ask('an unknown partition', { partitionIndex: 9 })
      await ask('a partition led by another', { ...inSync(b!, a!), partitionIndex: 1 })
      await ask('an unknown topic', {}, {}, { topicId: UNKNOWN_ID })
      await ask('no partitions', {}, {}, { partitions: [] })
      await ask('nothing', {}, { topics: [] })
      await ask('recovering with one', { ...inSync(a!), partitionEpoch: 1, leaderRecoveryState: 1 })
      await ask('recovering with two', { ...inSync(a!, b!), partitionEpoch: 1, leaderRecoveryState: 1 })
      // Over an unknown recovery state a controller of Apache Kafka gives up its leadership.
      await ask('back', { ...inSync(a!, b!, c!), partitionEpoch: 1 })
      if (version >= 3) {
        const stale = [a!, b!, c!].map(({ brokerId, brokerEpoch }) => ({ brokerId, brokerEpoch: brokerEpoch - 1 }))
        await ask('in sync by old epochs', { newIsrWithEpochs: stale, partitionEpoch: 2 })
        const unsaid = [a!, b!].map(({ brokerId }) => ({ brokerId, brokerEpoch: -1 }))
        await ask('in sync by no epochs', { newIsrWithEpochs: unsaid, partitionEpoch: 2 })
      }
      await describe(session, 'before one is fenced', name)
      await c!.fence()
      await describe(session, 'one is fenced', name)
      for (const partitionEpoch of [2, 3, 4])
        await ask(`with one that is fenced, epoch ${partitionEpoch}`, { partitionEpoch })
      await session.ask('DeleteTopics', 5, { topicNames: [name], timeoutMs: 30_000 }, 'broker')
      await ask('deleted', { partitionEpoch: 3 })
      for (const each of [a, b, c]) await each!.unregister()
    },
  },
  {
    api: 'ControllerRegistration',
    name: 'good, again, and without features',
    listener: 'controller',
    run: async (session, version) => {
      const ask = (step: string, more: JsonObject = {}) =>
        session.send('ControllerRegistration', version, step, {
          controllerId: 90,
          incarnationId: UNKNOWN_ID,
          zkMigrationReady: false,
          listeners: [{ name: 'CONTROLLER', host: 'nowhere', port: 1, securityProtocol: 0 }],
          features: [{ name: 'metadata.version', minSupportedVersion: 7, maxSupportedVersion: 99 }],
          ...more,
        })
      await ask('good')
      await ask('the same again')
      await session.settle()
      await session.send('DescribeCluster', 2, 'two controllers', { endpointType: 2 })
      await ask('no features', { features: [] })
      await ask('no listeners', { listeners: [] })
      await session.settle()
      await session.send('DescribeCluster', 2, 'one without an address', { endpointType: 2 })
      await session.send('UnregisterController', 0, 'it goes', { controllerId: 90 })
      await session.settle()
      await session.send('DescribeCluster', 2, 'one controller', { endpointType: 2 })
    },
  },
  ...(['broker', 'controller'] as const).map(
    (listener): Scenario => ({
      api: 'UnregisterController',
      name: `of controllers that are and are not there, asked of a ${listener}`,
      listener,
      run: async (session, version) => {
        const ask = (step: string, controllerId: number) =>
          session.send('UnregisterController', version, step, { controllerId })
        await ask('unknown', 99)
        await ask('negative', -1)
        await ask('the active one', 1)
      },
    }),
  ),
]
