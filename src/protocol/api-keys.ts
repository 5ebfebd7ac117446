import { API_FACT_ROWS } from './generated/api-facts.ts'

/** Kafka's API keys, by name. */
export const ApiKey = {
  Produce: 0,
  Fetch: 1,
  ListOffsets: 2,
  Metadata: 3,
  LeaderAndIsr: 4,
  StopReplica: 5,
  UpdateMetadata: 6,
  ControlledShutdown: 7,
  OffsetCommit: 8,
  OffsetFetch: 9,
  FindCoordinator: 10,
  JoinGroup: 11,
  Heartbeat: 12,
  LeaveGroup: 13,
  SyncGroup: 14,
  DescribeGroups: 15,
  ListGroups: 16,
  SaslHandshake: 17,
  ApiVersions: 18,
  CreateTopics: 19,
  DeleteTopics: 20,
  DeleteRecords: 21,
  InitProducerId: 22,
  OffsetForLeaderEpoch: 23,
  AddPartitionsToTxn: 24,
  AddOffsetsToTxn: 25,
  EndTxn: 26,
  WriteTxnMarkers: 27,
  TxnOffsetCommit: 28,
  DescribeAcls: 29,
  CreateAcls: 30,
  DeleteAcls: 31,
  DescribeConfigs: 32,
  AlterConfigs: 33,
  AlterReplicaLogDirs: 34,
  DescribeLogDirs: 35,
  SaslAuthenticate: 36,
  CreatePartitions: 37,
  CreateDelegationToken: 38,
  RenewDelegationToken: 39,
  ExpireDelegationToken: 40,
  DescribeDelegationToken: 41,
  DeleteGroups: 42,
  ElectLeaders: 43,
  IncrementalAlterConfigs: 44,
  AlterPartitionReassignments: 45,
  ListPartitionReassignments: 46,
  OffsetDelete: 47,
  DescribeClientQuotas: 48,
  AlterClientQuotas: 49,
  DescribeUserScramCredentials: 50,
  AlterUserScramCredentials: 51,
  Vote: 52,
  BeginQuorumEpoch: 53,
  EndQuorumEpoch: 54,
  DescribeQuorum: 55,
  AlterPartition: 56,
  UpdateFeatures: 57,
  Envelope: 58,
  FetchSnapshot: 59,
  DescribeCluster: 60,
  DescribeProducers: 61,
  BrokerRegistration: 62,
  BrokerHeartbeat: 63,
  UnregisterBroker: 64,
  DescribeTransactions: 65,
  ListTransactions: 66,
  AllocateProducerIds: 67,
  ConsumerGroupHeartbeat: 68,
  ConsumerGroupDescribe: 69,
  ControllerRegistration: 70,
  GetTelemetrySubscriptions: 71,
  PushTelemetry: 72,
  AssignReplicasToDirs: 73,
  ListConfigResources: 74,
  DescribeTopicPartitions: 75,
  ShareGroupHeartbeat: 76,
  ShareGroupDescribe: 77,
  ShareFetch: 78,
  ShareAcknowledge: 79,
  AddRaftVoter: 80,
  RemoveRaftVoter: 81,
  UpdateRaftVoter: 82,
  InitializeShareGroupState: 83,
  ReadShareGroupState: 84,
  WriteShareGroupState: 85,
  DeleteShareGroupState: 86,
  ReadShareGroupStateSummary: 87,
  StreamsGroupHeartbeat: 88,
  StreamsGroupDescribe: 89,
  DescribeShareGroupOffsets: 90,
  AlterShareGroupOffsets: 91,
  DeleteShareGroupOffsets: 92,
  StreamsGroupTopologyDescriptionUpdate: 93,
  UnregisterController: 94,
} as const

/** What Apache Kafka says of an API, codecs aside. Version ranges are inclusive pairs. */
export interface ApiFacts {
  readonly key: number
  readonly name: string
  /** All versions that we can read and write, those included that Apache Kafka 4.x dropped. */
  readonly minVersion: number
  readonly maxVersion: number
  /** Versions above this one are unstable: not announced unless `unstable.api.versions.enable` is set. */
  readonly maxStableVersion: number
  /** First version with a flexible request, 32767 for never; the same for the response. */
  readonly requestFlexibleFrom: number
  readonly responseFlexibleFrom: number
  /** What Apache Kafka 4.4 announces on listeners of brokers and of controllers; null where the API is not served. */
  readonly broker: readonly [number, number] | null
  readonly controller: readonly [number, number] | null
  /** Needs ClusterAction on the cluster. */
  readonly clusterAction: boolean
  /** Brokers pass it on to the controller, in an Envelope (KIP-590). */
  readonly forwardable: boolean
}

const FACTS = new Map<number, ApiFacts>(
  API_FACT_ROWS.map(row => {
    const [key, name, minVersion, maxVersion, maxStableVersion, requestFlexibleFrom, responseFlexibleFrom] = row
    const [, , , , , , , broker, controller, clusterAction, forwardable] = row
    const versions = { minVersion, maxVersion, maxStableVersion, requestFlexibleFrom, responseFlexibleFrom }
    return [key, { key, name, ...versions, broker, controller, clusterAction, forwardable }]
  }),
)

/** Undefined for the four APIs of the ZooKeeper era, and for keys that do not exist. */
export function apiFacts(apiKey: number): ApiFacts | undefined {
  return FACTS.get(apiKey)
}

export function allApiFacts(): IterableIterator<ApiFacts> {
  return FACTS.values()
}

const NAMES = new Map<number, string>(Object.entries(ApiKey).map(([name, key]) => [key, name]))

export function apiName(apiKey: number): string {
  return NAMES.get(apiKey) ?? `API ${apiKey}`
}

/** 1, or 2 with tagged fields. Only ControlledShutdown 0, which is gone, had version 0 (no client id). */
export function requestHeaderVersion(apiKey: number, apiVersion: number): number {
  if (apiKey === ApiKey.ControlledShutdown && apiVersion === 0) return 0
  return apiVersion >= (FACTS.get(apiKey)?.requestFlexibleFrom ?? NEVER) ? 2 : 1
}

/** 0, or 1 with tagged fields. ApiVersions stays at 0: its client may not know yet what we speak (KIP-511). */
export function responseHeaderVersion(apiKey: number, apiVersion: number): number {
  if (apiKey === ApiKey.ApiVersions) return 0
  return apiVersion >= (FACTS.get(apiKey)?.responseFlexibleFrom ?? NEVER) ? 1 : 0
}

const NEVER = 32767
