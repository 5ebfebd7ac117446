/**
 * Requests of clients that the active controller decides: a broker passes them on, and the controller listener takes
 * them. One list for both tables.
 */
import { FORWARDABLE_APIS } from '../broker/controller-apis.ts'
import * as clusterAdmin from './cluster-admin.ts'
import * as configChanges from './config-changes.ts'
import { type DecidedApi, decidedApi } from './decided.ts'
import * as describeQuorumHandlers from './describe-quorum.ts'
import * as voterChanges from './quorum/voter-changes.ts'
import * as reassignments from './reassignments.ts'
import * as topicsAdmin from './topics-admin.ts'

// biome-ignore lint/suspicious/noExplicitAny: the list holds APIs of different messages
export type AnyDecidedApi = DecidedApi<any, any>

/** Passed on as they are, decided as they come. */
export const FORWARDED_APIS: readonly AnyDecidedApi[] = [
  decidedApi('CreateTopics', 2, 7, FORWARDABLE_APIS.createTopics, topicsAdmin.failCreateTopics),
  decidedApi('DeleteTopics', 1, 6, FORWARDABLE_APIS.deleteTopics, topicsAdmin.failDeleteTopics),
  decidedApi('CreatePartitions', 0, 3, FORWARDABLE_APIS.createPartitions, topicsAdmin.failCreatePartitions),
  decidedApi('ElectLeaders', 0, 2, FORWARDABLE_APIS.electLeaders, clusterAdmin.failElectLeaders),
  decidedApi(
    'AlterPartitionReassignments',
    0,
    1,
    FORWARDABLE_APIS.alterPartitionReassignments,
    reassignments.failAlterPartitionReassignments,
  ),
  decidedApi(
    'ListPartitionReassignments',
    0,
    0,
    FORWARDABLE_APIS.listPartitionReassignments,
    reassignments.failListPartitionReassignments,
  ),
  decidedApi('UpdateFeatures', 0, 2, FORWARDABLE_APIS.updateFeatures, clusterAdmin.failUpdateFeatures),
  decidedApi('UnregisterBroker', 0, 0, FORWARDABLE_APIS.unregisterBroker, clusterAdmin.failUnregisterBroker),
  decidedApi(
    'UnregisterController',
    0,
    0,
    FORWARDABLE_APIS.unregisterController,
    clusterAdmin.failUnregisterController,
  ),
]

/** A broker looks at these two first, and keeps what is for its own loggers. */
export const alterConfigs = decidedApi(
  'AlterConfigs',
  0,
  2,
  FORWARDABLE_APIS.alterConfigs,
  configChanges.alterConfigs.fail,
)
export const incrementalAlterConfigs = decidedApi(
  'IncrementalAlterConfigs',
  0,
  1,
  FORWARDABLE_APIS.incrementalAlterConfigs,
  configChanges.incrementalAlterConfigs.fail,
)

/** The leader of the quorum, which the active controller is, answers this one and the next two without a decision. */
export const describeQuorum = decidedApi(
  'DescribeQuorum',
  0,
  2,
  FORWARDABLE_APIS.describeQuorum,
  describeQuorumHandlers.fail,
)
export const addRaftVoter = decidedApi(
  'AddRaftVoter',
  0,
  1,
  FORWARDABLE_APIS.addRaftVoter,
  voterChanges.addRaftVoter.fail,
)
export const removeRaftVoter = decidedApi(
  'RemoveRaftVoter',
  0,
  0,
  FORWARDABLE_APIS.removeRaftVoter,
  voterChanges.removeRaftVoter.fail,
)
