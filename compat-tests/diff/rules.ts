/**
 * What two brokers may answer differently, reviewed one by one. `path` is matched against the place in the answer, parts
 * joined by a slash, with a star for every index. A rule that no answer needs any more should go: the runner names it.
 */
export interface Rule {
  /** An API's name, `controller` and an API's name, or `*`. */
  readonly api: string
  readonly path: RegExp
  readonly why: string
  /** Holds in these steps alone; in all when absent. */
  readonly step?: RegExp
  /** Holds for these values alone; for all when absent. `a` is Apache Kafka's. */
  readonly values?: (a: unknown, b: unknown) => boolean
}

/** APIs of Apache Kafka that Gregor does not serve and so does not advertise: ARCHITECTURE.md, "What is not there". */
export const NOT_SERVED: readonly { readonly what: string; readonly apiKeys: readonly number[] }[] = [
  { what: 'SASL', apiKeys: [17, 36] },
  { what: 'transactions', apiKeys: [24, 25, 26, 27, 28, 65, 66] },
  { what: 'ACLs', apiKeys: [29, 30, 31] },
  { what: 'delegation tokens', apiKeys: [38, 39, 40, 41] },
  { what: 'quotas of clients', apiKeys: [48, 49] },
  { what: 'SCRAM', apiKeys: [50, 51] },
  { what: 'consumer groups of KIP-848', apiKeys: [68, 69] },
  { what: 'metrics of clients (KIP-714)', apiKeys: [71, 72] },
  { what: 'share groups (KIP-932)', apiKeys: [76, 77, 78, 79, 83, 84, 85, 86, 87, 90, 91, 92] },
  { what: 'streams groups (KIP-1071)', apiKeys: [88, 89, 93] },
]
const notServed = new Set(NOT_SERVED.flatMap(({ apiKeys }) => apiKeys))

export const isServed = (apiKey: number): boolean => !notServed.has(apiKey)

const TRANSACTIONAL_ID_AUTHORIZATION_FAILED = 53

export const MAY_DIFFER: readonly Rule[] = [
  { api: '*', path: /(^|\/)throttleTimeMs$/, why: 'depends on load' },
  { api: '*', path: /(^|\/)clusterId$/, why: 'made up when the storage is formatted' },
  { api: '*', path: /(^|\/)port$/, why: 'where this broker happens to listen' },
  {
    api: 'ApiVersions',
    path: /^apiKeys\/\d+$/,
    why: 'what Gregor does not serve (NOT_SERVED)',
    values: (a, b) => b === undefined && !isServed((a as { apiKey: number }).apiKey),
  },
  {
    api: 'FindCoordinator',
    path: /(^|\/)errorCode$/,
    why: 'there is no transaction coordinator',
    values: (a, b) => a === 0 && b === TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
  },
  {
    api: 'FindCoordinator',
    path: /^(nodeId|host|errorMessage|coordinators\/\*\/(nodeId|host))$/,
    why: 'there is no transaction coordinator to be found',
    values: (_, b) => b === -1 || b === '',
  },
  {
    api: 'InitProducerId',
    path: /^errorCode$/,
    why: 'transactional ids are refused: there are no transactions',
    values: (_, b) => b === TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
  },
  {
    api: 'InitProducerId',
    path: /^producerEpoch$/,
    why: 'transactional ids are refused: there are no transactions',
    values: (_, b) => b === -1,
  },
  {
    api: 'ElectLeaders',
    path: /^replicaElectionResults\/__(transaction|share_group)_state$/,
    why: 'Gregor has no such topic',
    values: (_, b) => b === undefined,
  },
  {
    api: 'DescribeQuorum',
    path: /\/(highWatermark|logEndOffset|lastFetchTimestamp|lastCaughtUpTimestamp)$/,
    why: 'offsets of two metadata logs, and the clock',
    values: (a, b) => Number(a) > 0 === Number(b) > 0,
  },
  {
    api: 'controller Fetch',
    path: /^responses\/\*\/partitions\/\*\/(highWatermark|divergingEpoch\/endOffset)$/,
    why: 'offsets of two metadata logs',
    values: (a, b) => Number(a) > 0 && Number(b) > 0,
  },
  {
    api: 'controller Fetch',
    path: /^responses\/\*\/partitions\/\*\/records$/,
    why: 'the histories of two clusters',
    values: (a, b) => String(a).length > 0 && String(b).length > 0,
  },
  {
    api: 'controller FetchSnapshot',
    path: /^errorCode$/,
    why: 'Kafka cannot write its answer to a partition that it refuses: the record set is null',
    values: a => a === -1,
  },
  {
    api: 'controller FetchSnapshot',
    path: /^(topics\/\*|nodeEndpoints)$/,
    why: 'Kafka cannot write its answer to a partition that it refuses: the record set is null',
    values: a => a === undefined,
  },
  {
    api: 'DescribeCluster',
    path: /^controllerId$/,
    why: 'on a broker’s listener any broker that is not fenced, drawn by lot',
    values: (a, b) => Number(a) > 0 && Number(b) > 0,
  },
  {
    api: 'Metadata',
    path: /^controllerId$/,
    why: 'any broker that is not fenced, drawn by lot',
    values: (a, b) => Number(a) > 0 && Number(b) > 0,
  },
  { api: 'controller BrokerRegistration', path: /^brokerEpoch$/, why: 'an offset of the metadata log' },
  { api: 'ApiVersions', path: /^finalizedFeaturesEpoch$/, why: 'an offset of the metadata log' },
  { api: 'InitProducerId', path: /^producerId$/, why: 'taken from a block that other requests draw from too' },
  {
    api: 'DescribeLogDirs',
    path: /^results\/\*\/(logDir|totalBytes|usableBytes)$/,
    why: 'the machine’s, not the broker’s',
  },
  { api: 'DescribeConfigs', path: /^results\/\*\/configs\/\*\/documentation$/, why: 'prose, worded anew' },
  {
    api: 'Produce',
    path: /(^|\/)errorCode$/,
    why: 'where Kafka’s decompressor or reader throws it answers UNKNOWN_SERVER_ERROR; CORRUPT_MESSAGE and INVALID_RECORD say more',
    values: (a, b) => a === -1 && (b === 2 || b === 87),
  },
  { api: 'Produce', path: /(^|\/)logAppendTimeMs$/, why: 'the clock' },
  {
    api: 'Fetch',
    path: /\/(highWatermark|lastStableOffset)$/,
    step: /^(the first batch is there|the epoch of its last record)$/,
    why: 'Kafka tells a follower the high watermark from before it heard what the follower has; Gregor the one from after',
    values: (a, b) => Number(a) < Number(b),
  },
]

/** Arrays that Kafka fills from hash maps: compared without regard to order, by this field (or as values). */
export const ANY_ORDER: readonly { readonly api: string; readonly path: RegExp; readonly by: string }[] = [
  { api: 'ApiVersions', path: /^apiKeys$/, by: 'apiKey' },
  { api: 'DescribeGroups', path: /^groups$/, by: 'groupId' },
  { api: 'ApiVersions', path: /^(supportedFeatures|finalizedFeatures)$/, by: 'name' },
  { api: 'Metadata', path: /^topics$/, by: 'name' },
  { api: 'Metadata', path: /^brokers$/, by: 'nodeId' },
  { api: 'Metadata', path: /\/partitions$/, by: 'partitionIndex' },
  { api: 'CreateTopics', path: /^topics$/, by: 'name' },
  { api: 'CreateTopics', path: /^topics\/\*\/configs$/, by: 'name' },
  { api: 'DeleteTopics', path: /^responses$/, by: 'name' },
  { api: 'CreatePartitions', path: /^results$/, by: 'name' },
  { api: 'DescribeConfigs', path: /^results\/\*\/configs$/, by: 'name' },
  { api: 'DescribeConfigs', path: /^results$/, by: 'resourceName' },
  { api: 'AlterConfigs', path: /^responses$/, by: 'resourceName' },
  { api: 'IncrementalAlterConfigs', path: /^responses$/, by: 'resourceName' },
  { api: 'ListGroups', path: /^groups$/, by: 'groupId' },
  { api: 'ListOffsets', path: /^topics$/, by: 'name' },
  { api: 'OffsetForLeaderEpoch', path: /^topics$/, by: 'topic' },
  { api: 'DeleteGroups', path: /^results$/, by: 'groupId' },
  { api: 'DescribeLogDirs', path: /^results\/\*\/topics$/, by: 'name' },
  { api: 'DescribeLogDirs', path: /^results\/\*\/topics\/\*\/partitions$/, by: 'partitionIndex' },
  { api: 'AlterReplicaLogDirs', path: /^results$/, by: 'topicName' },
  { api: 'AlterReplicaLogDirs', path: /^results\/\*\/partitions$/, by: 'partitionIndex' },
  { api: 'ListConfigResources', path: /^configResources$/, by: 'resourceName' },
  { api: 'ElectLeaders', path: /^replicaElectionResults$/, by: 'topic' },
  { api: 'DescribeQuorum', path: /\/observers$/, by: 'replicaDirectoryId' },
  { api: 'DescribeCluster', path: /^brokers$/, by: 'brokerId' },
  { api: 'AssignReplicasToDirs', path: /^directories$/, by: 'id' },
]
