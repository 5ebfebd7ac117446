/**
 * Every API that this node serves, one row each. ApiVersions is computed from these rows, so what is missing here is not
 * advertised: transactions, the newer group protocols, quotas, ACLs, SASL, and what only a cluster needs.
 */
import { alterReplicaLogDirsRequest } from '../protocol/generated/alter-replica-log-dirs-request.ts'
import { alterReplicaLogDirsResponse } from '../protocol/generated/alter-replica-log-dirs-response.ts'
import { apiVersionsRequest } from '../protocol/generated/api-versions-request.ts'
import { apiVersionsResponse } from '../protocol/generated/api-versions-response.ts'
import { deleteGroupsRequest } from '../protocol/generated/delete-groups-request.ts'
import { deleteGroupsResponse } from '../protocol/generated/delete-groups-response.ts'
import { deleteRecordsRequest } from '../protocol/generated/delete-records-request.ts'
import { deleteRecordsResponse } from '../protocol/generated/delete-records-response.ts'
import { describeClusterRequest } from '../protocol/generated/describe-cluster-request.ts'
import { describeClusterResponse } from '../protocol/generated/describe-cluster-response.ts'
import { describeConfigsRequest } from '../protocol/generated/describe-configs-request.ts'
import { describeConfigsResponse } from '../protocol/generated/describe-configs-response.ts'
import { describeGroupsRequest } from '../protocol/generated/describe-groups-request.ts'
import { describeGroupsResponse } from '../protocol/generated/describe-groups-response.ts'
import { describeLogDirsRequest } from '../protocol/generated/describe-log-dirs-request.ts'
import { describeLogDirsResponse } from '../protocol/generated/describe-log-dirs-response.ts'
import { describeProducersRequest } from '../protocol/generated/describe-producers-request.ts'
import { describeProducersResponse } from '../protocol/generated/describe-producers-response.ts'
import { describeTopicPartitionsRequest } from '../protocol/generated/describe-topic-partitions-request.ts'
import { describeTopicPartitionsResponse } from '../protocol/generated/describe-topic-partitions-response.ts'
import { fetchRequest } from '../protocol/generated/fetch-request.ts'
import { fetchResponse } from '../protocol/generated/fetch-response.ts'
import { findCoordinatorRequest } from '../protocol/generated/find-coordinator-request.ts'
import { findCoordinatorResponse } from '../protocol/generated/find-coordinator-response.ts'
import { heartbeatRequest } from '../protocol/generated/heartbeat-request.ts'
import { heartbeatResponse } from '../protocol/generated/heartbeat-response.ts'
import { initProducerIdRequest } from '../protocol/generated/init-producer-id-request.ts'
import { initProducerIdResponse } from '../protocol/generated/init-producer-id-response.ts'
import { joinGroupRequest } from '../protocol/generated/join-group-request.ts'
import { joinGroupResponse } from '../protocol/generated/join-group-response.ts'
import { leaveGroupRequest } from '../protocol/generated/leave-group-request.ts'
import { leaveGroupResponse } from '../protocol/generated/leave-group-response.ts'
import { listConfigResourcesRequest } from '../protocol/generated/list-config-resources-request.ts'
import { listConfigResourcesResponse } from '../protocol/generated/list-config-resources-response.ts'
import { listGroupsRequest } from '../protocol/generated/list-groups-request.ts'
import { listGroupsResponse } from '../protocol/generated/list-groups-response.ts'
import { listOffsetsRequest } from '../protocol/generated/list-offsets-request.ts'
import { listOffsetsResponse } from '../protocol/generated/list-offsets-response.ts'
import { metadataRequest } from '../protocol/generated/metadata-request.ts'
import { metadataResponse } from '../protocol/generated/metadata-response.ts'
import { offsetCommitRequest } from '../protocol/generated/offset-commit-request.ts'
import { offsetCommitResponse } from '../protocol/generated/offset-commit-response.ts'
import { offsetDeleteRequest } from '../protocol/generated/offset-delete-request.ts'
import { offsetDeleteResponse } from '../protocol/generated/offset-delete-response.ts'
import { offsetFetchRequest } from '../protocol/generated/offset-fetch-request.ts'
import { offsetFetchResponse } from '../protocol/generated/offset-fetch-response.ts'
import { offsetForLeaderEpochRequest } from '../protocol/generated/offset-for-leader-epoch-request.ts'
import { offsetForLeaderEpochResponse } from '../protocol/generated/offset-for-leader-epoch-response.ts'
import { produceRequest } from '../protocol/generated/produce-request.ts'
import { produceResponse } from '../protocol/generated/produce-response.ts'
import { syncGroupRequest } from '../protocol/generated/sync-group-request.ts'
import { syncGroupResponse } from '../protocol/generated/sync-group-response.ts'
import * as alterReplicaLogDirs from './alter-replica-log-dirs.ts'
import type { AnyApiRow } from './api.ts'
import * as apiVersions from './api-versions.ts'
import * as configChanges from './config-changes.ts'
import { type ForwardServices, forwarded } from './decided.ts'
import * as deleteRecords from './delete-records.ts'
import * as describeCluster from './describe-cluster.ts'
import * as describeConfigs from './describe-configs.ts'
import * as describeLogDirs from './describe-log-dirs.ts'
import * as describeProducers from './describe-producers.ts'
import * as describeQuorum from './describe-quorum.ts'
import * as describeTopicPartitions from './describe-topic-partitions.ts'
import * as fetch from './fetch.ts'
import * as findCoordinator from './find-coordinator.ts'
import * as forwardedApis from './forwarded-apis.ts'
import * as groups from './groups.ts'
import * as groupsAdmin from './groups-admin.ts'
import * as initProducerId from './init-producer-id.ts'
import * as listOffsets from './list-offsets.ts'
import type { LoggerServices } from './logger-levels.ts'
import * as metadata from './metadata.ts'
import * as offsetForLeaderEpoch from './offset-for-leader-epoch.ts'
import * as offsets from './offsets.ts'
import * as produce from './produce.ts'
import { rowsOf } from './rows.ts'

/** What the handlers of all rows ask for, together. */
export type Services = alterReplicaLogDirs.AlterReplicaLogDirsServices &
  apiVersions.ApiVersionsServices &
  deleteRecords.DeleteRecordsServices &
  describeCluster.DescribeClusterServices &
  describeConfigs.DescribeConfigsServices &
  describeLogDirs.DescribeLogDirsServices &
  describeProducers.DescribeProducersServices &
  describeQuorum.DescribeQuorumServices &
  describeTopicPartitions.DescribeTopicPartitionsServices &
  fetch.FetchServices &
  findCoordinator.FindCoordinatorServices &
  ForwardServices &
  LoggerServices &
  groups.GroupServices &
  groupsAdmin.GroupAdminServices &
  initProducerId.InitProducerIdServices &
  listOffsets.ListOffsetsServices &
  metadata.MetadataServices &
  offsetForLeaderEpoch.OffsetForLeaderEpochServices &
  offsets.OffsetServices &
  produce.ProduceServices

const row = rowsOf('broker')

export const API_ROWS: readonly AnyApiRow<Services>[] = [
  ...forwardedApis.FORWARDED_APIS.map(each => forwarded(each)),
  row('Produce', 3, 13, produceRequest, produceResponse, produce, {
    advertisedMinVersion: 0,
    borrowsFrame: true,
    pipelined: true,
  }),
  row('Fetch', 4, 18, fetchRequest, fetchResponse, fetch, { borrowsFrame: true }),
  row('ListOffsets', 1, 11, listOffsetsRequest, listOffsetsResponse, listOffsets),
  row('Metadata', 0, 13, metadataRequest, metadataResponse, metadata),
  row('OffsetCommit', 2, 10, offsetCommitRequest, offsetCommitResponse, offsets.offsetCommit),
  row('OffsetFetch', 1, 10, offsetFetchRequest, offsetFetchResponse, offsets.offsetFetch),
  row('FindCoordinator', 0, 6, findCoordinatorRequest, findCoordinatorResponse, findCoordinator),
  row('JoinGroup', 0, 9, joinGroupRequest, joinGroupResponse, groups.joinGroup),
  row('Heartbeat', 0, 4, heartbeatRequest, heartbeatResponse, groups.heartbeat),
  row('LeaveGroup', 0, 5, leaveGroupRequest, leaveGroupResponse, groups.leaveGroup),
  row('SyncGroup', 0, 5, syncGroupRequest, syncGroupResponse, groups.syncGroup),
  row('DescribeGroups', 0, 6, describeGroupsRequest, describeGroupsResponse, groupsAdmin.describeGroups),
  row('ListGroups', 0, 5, listGroupsRequest, listGroupsResponse, groupsAdmin.listGroups),
  row('ApiVersions', 0, 5, apiVersionsRequest, apiVersionsResponse, apiVersions),
  row('DeleteRecords', 0, 2, deleteRecordsRequest, deleteRecordsResponse, deleteRecords),
  row('InitProducerId', 0, 5, initProducerIdRequest, initProducerIdResponse, initProducerId),
  row('OffsetForLeaderEpoch', 2, 4, offsetForLeaderEpochRequest, offsetForLeaderEpochResponse, offsetForLeaderEpoch),
  row('DeleteGroups', 0, 3, deleteGroupsRequest, deleteGroupsResponse, groupsAdmin.deleteGroups),
  { ...forwarded(forwardedApis.alterConfigs), handle: configChanges.alterConfigs.handle },
  { ...forwarded(forwardedApis.incrementalAlterConfigs), handle: configChanges.incrementalAlterConfigs.handle },
  row('OffsetDelete', 0, 0, offsetDeleteRequest, offsetDeleteResponse, offsets.offsetDelete),
  row('DescribeConfigs', 1, 4, describeConfigsRequest, describeConfigsResponse, describeConfigs.describeConfigs),
  row('AlterReplicaLogDirs', 1, 2, alterReplicaLogDirsRequest, alterReplicaLogDirsResponse, alterReplicaLogDirs),
  row('DescribeLogDirs', 1, 5, describeLogDirsRequest, describeLogDirsResponse, describeLogDirs),
  { ...forwarded(forwardedApis.describeQuorum), handle: describeQuorum.handleOnBroker },
  row('DescribeCluster', 0, 2, describeClusterRequest, describeClusterResponse, describeCluster),
  forwarded(forwardedApis.addRaftVoter),
  forwarded(forwardedApis.removeRaftVoter),
  row('DescribeProducers', 0, 0, describeProducersRequest, describeProducersResponse, describeProducers),
  row(
    'ListConfigResources',
    0,
    1,
    listConfigResourcesRequest,
    listConfigResourcesResponse,
    describeConfigs.listConfigResources,
  ),
  row(
    'DescribeTopicPartitions',
    0,
    0,
    describeTopicPartitionsRequest,
    describeTopicPartitionsResponse,
    describeTopicPartitions,
  ),
]
