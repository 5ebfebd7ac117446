/** KIP-951: a client that asked the wrong broker learns at once who leads, and where that broker is found. */
import type { Uuid } from '../base/uuid.ts'
import type { ConnectionIdentity, EndpointOf } from './api.ts'

export interface CurrentLeaders {
  /** As far as this broker has heard; `leaderId` −1 where nobody leads, null for a partition that it does not know. */
  currentLeader(topic: string, topicId: Uuid, index: number): { leaderId: number; leaderEpoch: number } | null
}

interface NodeEndpoint {
  nodeId: number
  host: string
  port: number
  rack: string | null
}

/** A node as answers name it, where this client finds it; null where it cannot reach it. */
export function reachableNode<E extends NodeEndpoint>(
  make: new () => E,
  nodeId: number,
  endpointOf: EndpointOf,
  connection: ConnectionIdentity,
): E | null {
  const endpoint = endpointOf(nodeId, connection)
  if (endpoint === null) return null
  const node = new make()
  node.nodeId = nodeId
  node.host = endpoint.host
  node.port = endpoint.port
  node.rack = endpoint.rack
  return node
}

/** Adds where a leader is found to what the answer says of others, once; nothing where this client cannot reach it. */
export function addEndpoint<E extends NodeEndpoint>(
  endpoints: E[],
  make: new () => E,
  leaderId: number,
  endpointOf: EndpointOf,
  connection: ConnectionIdentity,
): void {
  if (endpoints.some(({ nodeId }) => nodeId === leaderId)) return
  const node = reachableNode(make, leaderId, endpointOf, connection)
  if (node !== null) endpoints.push(node)
}
