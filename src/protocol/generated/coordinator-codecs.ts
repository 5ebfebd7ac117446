// made by scripts/generate.ts; do not edit
import { legacyOffsetCommitKey } from './legacy-offset-commit-key.ts'
import { legacyOffsetCommitValue } from './legacy-offset-commit-value.ts'
import { shareSnapshotKey } from './share-snapshot-key.ts'
import { shareSnapshotValue } from './share-snapshot-value.ts'
import { transactionLogKey } from './transaction-log-key.ts'
import { transactionLogValue } from './transaction-log-value.ts'
import { offsetCommitKey } from './offset-commit-key.ts'
import { offsetCommitValue } from './offset-commit-value.ts'
import { shareUpdateKey } from './share-update-key.ts'
import { shareUpdateValue } from './share-update-value.ts'
import { groupMetadataKey } from './group-metadata-key.ts'
import { groupMetadataValue } from './group-metadata-value.ts'
import { consumerGroupMetadataKey } from './consumer-group-metadata-key.ts'
import { consumerGroupMetadataValue } from './consumer-group-metadata-value.ts'
import { consumerGroupPartitionMetadataKey } from './consumer-group-partition-metadata-key.ts'
import { consumerGroupPartitionMetadataValue } from './consumer-group-partition-metadata-value.ts'
import { consumerGroupMemberMetadataKey } from './consumer-group-member-metadata-key.ts'
import { consumerGroupMemberMetadataValue } from './consumer-group-member-metadata-value.ts'
import { consumerGroupTargetAssignmentMetadataKey } from './consumer-group-target-assignment-metadata-key.ts'
import { consumerGroupTargetAssignmentMetadataValue } from './consumer-group-target-assignment-metadata-value.ts'
import { consumerGroupTargetAssignmentMemberKey } from './consumer-group-target-assignment-member-key.ts'
import { consumerGroupTargetAssignmentMemberValue } from './consumer-group-target-assignment-member-value.ts'
import { consumerGroupCurrentMemberAssignmentKey } from './consumer-group-current-member-assignment-key.ts'
import { consumerGroupCurrentMemberAssignmentValue } from './consumer-group-current-member-assignment-value.ts'
import { shareGroupMemberMetadataKey } from './share-group-member-metadata-key.ts'
import { shareGroupMemberMetadataValue } from './share-group-member-metadata-value.ts'
import { shareGroupMetadataKey } from './share-group-metadata-key.ts'
import { shareGroupMetadataValue } from './share-group-metadata-value.ts'
import { shareGroupTargetAssignmentMetadataKey } from './share-group-target-assignment-metadata-key.ts'
import { shareGroupTargetAssignmentMetadataValue } from './share-group-target-assignment-metadata-value.ts'
import { shareGroupTargetAssignmentMemberKey } from './share-group-target-assignment-member-key.ts'
import { shareGroupTargetAssignmentMemberValue } from './share-group-target-assignment-member-value.ts'
import { shareGroupCurrentMemberAssignmentKey } from './share-group-current-member-assignment-key.ts'
import { shareGroupCurrentMemberAssignmentValue } from './share-group-current-member-assignment-value.ts'
import { shareGroupStatePartitionMetadataKey } from './share-group-state-partition-metadata-key.ts'
import { shareGroupStatePartitionMetadataValue } from './share-group-state-partition-metadata-value.ts'
import { consumerGroupRegularExpressionKey } from './consumer-group-regular-expression-key.ts'
import { consumerGroupRegularExpressionValue } from './consumer-group-regular-expression-value.ts'
import { streamsGroupMetadataKey } from './streams-group-metadata-key.ts'
import { streamsGroupMetadataValue } from './streams-group-metadata-value.ts'
import { streamsGroupMemberMetadataKey } from './streams-group-member-metadata-key.ts'
import { streamsGroupMemberMetadataValue } from './streams-group-member-metadata-value.ts'
import { streamsGroupTargetAssignmentMetadataKey } from './streams-group-target-assignment-metadata-key.ts'
import { streamsGroupTargetAssignmentMetadataValue } from './streams-group-target-assignment-metadata-value.ts'
import { streamsGroupTargetAssignmentMemberKey } from './streams-group-target-assignment-member-key.ts'
import { streamsGroupTargetAssignmentMemberValue } from './streams-group-target-assignment-member-value.ts'
import { streamsGroupCurrentMemberAssignmentKey } from './streams-group-current-member-assignment-key.ts'
import { streamsGroupCurrentMemberAssignmentValue } from './streams-group-current-member-assignment-value.ts'
import { streamsGroupTopologyKey } from './streams-group-topology-key.ts'
import { streamsGroupTopologyValue } from './streams-group-topology-value.ts'
import type { AnyMessageCodec } from '../message.ts'

export type CoordinatorTopic = '__consumer_offsets' | '__transaction_state' | '__share_group_state'

/** Topic → record type → codecs of key and value. */
export const COORDINATOR_CODECS: {
  readonly [topic in CoordinatorTopic]: ReadonlyMap<number, readonly [AnyMessageCodec, AnyMessageCodec]>
} = {
  __consumer_offsets: new Map<number, readonly [AnyMessageCodec, AnyMessageCodec]>([
    [0, [legacyOffsetCommitKey, legacyOffsetCommitValue]],
    [1, [offsetCommitKey, offsetCommitValue]],
    [2, [groupMetadataKey, groupMetadataValue]],
    [3, [consumerGroupMetadataKey, consumerGroupMetadataValue]],
    [4, [consumerGroupPartitionMetadataKey, consumerGroupPartitionMetadataValue]],
    [5, [consumerGroupMemberMetadataKey, consumerGroupMemberMetadataValue]],
    [6, [consumerGroupTargetAssignmentMetadataKey, consumerGroupTargetAssignmentMetadataValue]],
    [7, [consumerGroupTargetAssignmentMemberKey, consumerGroupTargetAssignmentMemberValue]],
    [8, [consumerGroupCurrentMemberAssignmentKey, consumerGroupCurrentMemberAssignmentValue]],
    [10, [shareGroupMemberMetadataKey, shareGroupMemberMetadataValue]],
    [11, [shareGroupMetadataKey, shareGroupMetadataValue]],
    [12, [shareGroupTargetAssignmentMetadataKey, shareGroupTargetAssignmentMetadataValue]],
    [13, [shareGroupTargetAssignmentMemberKey, shareGroupTargetAssignmentMemberValue]],
    [14, [shareGroupCurrentMemberAssignmentKey, shareGroupCurrentMemberAssignmentValue]],
    [15, [shareGroupStatePartitionMetadataKey, shareGroupStatePartitionMetadataValue]],
    [16, [consumerGroupRegularExpressionKey, consumerGroupRegularExpressionValue]],
    [17, [streamsGroupMetadataKey, streamsGroupMetadataValue]],
    [19, [streamsGroupMemberMetadataKey, streamsGroupMemberMetadataValue]],
    [20, [streamsGroupTargetAssignmentMetadataKey, streamsGroupTargetAssignmentMetadataValue]],
    [21, [streamsGroupTargetAssignmentMemberKey, streamsGroupTargetAssignmentMemberValue]],
    [22, [streamsGroupCurrentMemberAssignmentKey, streamsGroupCurrentMemberAssignmentValue]],
    [23, [streamsGroupTopologyKey, streamsGroupTopologyValue]],
  ]),
  __transaction_state: new Map<number, readonly [AnyMessageCodec, AnyMessageCodec]>([
    [0, [transactionLogKey, transactionLogValue]],
  ]),
  __share_group_state: new Map<number, readonly [AnyMessageCodec, AnyMessageCodec]>([
    [0, [shareSnapshotKey, shareSnapshotValue]],
    [1, [shareUpdateKey, shareUpdateValue]],
  ]),
}
