import type { EndpointOf } from '../api/api.ts'
import type { FetchServices } from '../api/fetch.ts'
import type { MetadataImage } from '../metadata/image.ts'
import { nearestFollower } from '../replication/replica-selector.ts'
import type { BrokerConfig } from './config/broker-config.ts'

/** Finds brokers for clients: this one where the client has found it, unless `advertised.listeners` says otherwise. */
export function endpointFinder(config: BrokerConfig, image: () => MetadataImage): EndpointOf {
  const ownAdvertised = new Set(
    config.listeners.filter(({ advertised }) => advertised !== null).map(({ name }) => name),
  )
  return (nodeId, connection) => {
    const broker = image().cluster.brokers.get(nodeId)
    const endpoint = broker?.endpoints.find(({ name }) => name === connection.listenerName)
    if (broker === undefined || endpoint === undefined) return null
    const { rack } = broker
    if (nodeId === config.nodeId && !ownAdvertised.has(connection.listenerName)) {
      return { host: connection.localAddress, port: connection.localPort, rack }
    }
    return { host: endpoint.host, port: endpoint.port, rack }
  }
}

/** Sends consumers to a follower in their rack that lives and that they can reach (KIP-392). */
export function rackAwareSelector(
  nodeId: number,
  endpointOf: EndpointOf,
  image: () => MetadataImage,
): FetchServices['nearerReplica'] {
  return (partition, clientRack, fetchOffset, connection) => {
    const { brokers } = image().cluster
    const leaderRack = brokers.get(nodeId)?.rack ?? null
    if (clientRack === leaderRack) return null
    const followers = partition.readableFollowers(fetchOffset).flatMap(each => {
      const isAlive = brokers.get(each.id)?.fenced === false
      const endpoint = isAlive ? endpointOf(each.id, connection) : null
      return endpoint === null ? [] : [{ ...each, rack: endpoint.rack }]
    })
    return nearestFollower(clientRack, leaderRack, followers)
  }
}
