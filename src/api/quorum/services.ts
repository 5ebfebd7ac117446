/**
 * What the requests of the quorum have in common (KIP-595, KIP-853): another cluster's id is refused with
 * INCONSISTENT_CLUSTER_ID, anything but partition 0 of the metadata topic with INVALID_REQUEST, and whoever asks is
 * told where the leader is found (`NodeEndpoints`), as far as this node knows.
 */
import { Pending } from '../../base/pending.ts'
import type { QuorumMember } from '../../broker/quorum/raft-correspondence.ts'
import { METADATA_TOPIC } from '../../log/log-directory.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import type { RaftRequest, ResponseTo } from '../../raft/messages.ts'
import type { RequestContext } from '../api.ts'

export interface QuorumServices {
  readonly quorum: Quorum
}

export interface Quorum {
  readonly clusterId: string
  /** This node's replica of the metadata log. */
  readonly member: QuorumMember
  /** Where a member of the quorum is found; null when nobody has said. */
  addressOf(nodeId: number): { readonly host: string; readonly port: number } | null
  /** A request that is meant for another cluster was refused: for the log. */
  refused(clusterId: string, remoteAddress: string): void
  /** Somebody says where the leader of the quorum is found. */
  learn(nodeId: number, address: { readonly host: string; readonly port: number }): void
}

interface NodeEndpoint {
  nodeId: number
  host: string
  port: number
}

/** Versions since KIP-853 say where the leader is found: from `apiVersion` being at least `since`. */
export function leaderEndpoints<E extends NodeEndpoint>(
  quorum: Quorum,
  leaderId: number | null,
  make: new () => E,
  { apiVersion }: RequestContext,
  since = 1,
): E[] {
  const address = leaderId === null || apiVersion < since ? null : quorum.addressOf(leaderId)
  if (address === null) return []
  return [Object.assign(new make(), { nodeId: leaderId, host: address.host, port: address.port })]
}

/** Whether the request is meant for another cluster, which the log is told. Requests need not say. */
export function isForeign(quorum: Quorum, clusterId: string | null, context: RequestContext | null): boolean {
  if (clusterId === null || clusterId === quorum.clusterId) return false
  quorum.refused(clusterId, context?.connection.remoteAddress ?? '')
  return true
}

interface NamedPartitions {
  readonly topicName: string
  readonly partitions: readonly { readonly partitionIndex: number }[]
}

/** Whether partition 0 of the metadata topic is named, once, and nothing else. */
export function namesMetadataAlone(topics: readonly NamedPartitions[]): boolean {
  const [topic, another] = topics
  if (topic === undefined || another !== undefined || topic.topicName !== METADATA_TOPIC) return false
  return topic.partitions.length === 1 && topic.partitions[0]!.partitionIndex === 0
}

/** NONE, or why the request is refused as a whole. */
function problem(
  quorum: Quorum,
  context: RequestContext,
  clusterId: string | null,
  topics: readonly NamedPartitions[],
): number {
  if (isForeign(quorum, clusterId, context)) return ErrorCode.INCONSISTENT_CLUSTER_ID
  return namesMetadataAlone(topics) ? ErrorCode.NONE : ErrorCode.INVALID_REQUEST
}

/** One kind of request, on its way to this node's replica and back. */
export interface Question<Kind extends RaftRequest['kind'], Response> {
  readonly clusterId: string | null
  readonly topics: readonly NamedPartitions[]
  /** Of a request that is about the metadata partition of this cluster. */
  readonly ask: () => Extract<RaftRequest, { kind: Kind }>
  readonly answer: (said: ResponseTo<Kind>) => Response
  readonly fail: (errorCode: number) => Response
}

export function ask<Kind extends RaftRequest['kind'], Response>(
  { quorum }: QuorumServices,
  context: RequestContext,
  question: Question<Kind, Response>,
): Pending<Response> {
  const answer = new Pending<Response>()
  const refused = problem(quorum, context, question.clusterId, question.topics)
  if (refused !== ErrorCode.NONE) answer.complete(question.fail(refused))
  else {
    quorum.member.handleRequest(question.ask(), said => answer.complete(question.answer(said as ResponseTo<Kind>)))
  }
  return answer
}
