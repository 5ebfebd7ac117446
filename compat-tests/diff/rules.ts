/**
 * What two brokers may answer differently, reviewed one by one. `path` is matched against the place in the answer, parts
 * joined by a slash, with a star for every index. A rule that no answer needs any more should go: the runner names it.
 */
export interface Rule {
  /** An API's name, or `*`. */
  readonly api: string
  readonly path: RegExp
  readonly why: string
  /** Holds for these values alone; for all when absent. `a` is Apache Kafka's. */
  readonly values?: (a: unknown, b: unknown) => boolean
}

export const MAY_DIFFER: readonly Rule[] = [
  { api: '*', path: /(^|\/)throttleTimeMs$/, why: 'depends on load' },
  { api: '*', path: /(^|\/)clusterId$/, why: 'made up when the storage is formatted' },
  { api: '*', path: /(^|\/)port$/, why: 'where this broker happens to listen' },
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
]

/** Arrays that Kafka fills from hash maps: compared without regard to order, by this field (or as values). */
export const ANY_ORDER: readonly { readonly api: string; readonly path: RegExp; readonly by: string }[] = [
  { api: 'ApiVersions', path: /^apiKeys$/, by: 'apiKey' },
  { api: 'DescribeGroups', path: /^groups$/, by: 'groupId' },
  { api: 'ApiVersions', path: /^(supportedFeatures|finalizedFeatures)$/, by: 'name' },
  { api: 'Metadata', path: /^topics$/, by: 'name' },
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
]
