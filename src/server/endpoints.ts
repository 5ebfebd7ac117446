import type { EndpointOf } from '../api/api.ts'
import type { MetadataImage } from '../metadata/image.ts'
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
