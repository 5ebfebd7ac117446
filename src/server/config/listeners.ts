/** Addresses: `listeners` and the keys around it, voters, bootstrap servers. */
import type { ListenerConfig, VoterEndpoint } from './broker-config.ts'
import { StartupConfigError, type StaticValues } from './static-values.ts'

const SECURITY_PROTOCOLS: ReadonlyMap<string, number> = new Map([
  ['PLAINTEXT', 0],
  ['SSL', 1],
  ['SASL_PLAINTEXT', 2],
  ['SASL_SSL', 3],
])

const LISTENER = /^(.*):\/\/\[?([0-9a-zA-Z\-%._:]*)\]?:(-?\d+)$/
const HOST_PORT = /^\[?([0-9a-zA-Z\-%._:]+)\]?:(\d+)$/
const MAX_PORT = 65535

interface Endpoint {
  readonly name: string
  readonly host: string
  readonly port: number
}

function parseEndpoint(key: string, text: string): Endpoint {
  const match = LISTENER.exec(text)
  if (match === null || match[1] === '') {
    throw new StartupConfigError(
      `${key} has "${text}", which is no listener; write it as NAME://HOST:PORT, for example PLAINTEXT://127.0.0.1:9092.`,
    )
  }
  const port = Number(match[3])
  if (port < 0 || port > MAX_PORT)
    throw new StartupConfigError(`${key} has "${text}", whose port must be between 0 and ${MAX_PORT}.`)
  return { name: match[1]!.toUpperCase(), host: match[2]!, port }
}

function parseHostPort(key: string, text: string, form: string): { host: string; port: number } {
  const match = HOST_PORT.exec(text)
  const port = Number(match?.[2])
  if (match === null || port > MAX_PORT) throw new StartupConfigError(`${key} has "${text}"; write it as ${form}.`)
  return { host: match[1]!, port }
}

function parseProtocolMap(values: StaticValues): Map<string, string> {
  const map = new Map<string, string>()
  for (const pair of values.string('listener.security.protocol.map').split(',')) {
    if (pair.trim() === '') continue
    const colon = pair.lastIndexOf(':')
    const name = pair.slice(0, colon).trim().toUpperCase()
    const protocol = pair
      .slice(colon + 1)
      .trim()
      .toUpperCase()
    if (colon < 1 || !SECURITY_PROTOCOLS.has(protocol)) {
      throw new StartupConfigError(
        `listener.security.protocol.map has "${pair.trim()}"; write NAME:PROTOCOL with one of ${[...SECURITY_PROTOCOLS.keys()].join(', ')}.`,
      )
    }
    if (map.has(name)) throw new StartupConfigError(`listener.security.protocol.map names ${name} twice.`)
    map.set(name, protocol)
  }
  return map
}

export interface ListenersConfig {
  readonly listeners: readonly ListenerConfig[]
  readonly interBrokerListener: string | null
  readonly controllerListeners: readonly string[]
}

export function parseListeners(
  values: StaticValues,
  roles: { readonly broker: boolean; readonly controller: boolean },
  port: number | null,
): ListenersConfig {
  const controllerListeners = values.list('controller.listener.names').map(name => name.toUpperCase())
  const protocols = parseProtocolMap(values)
  const ownMap = values.isSet('listener.security.protocol.map')
  const advertised = new Map<string, Endpoint>()
  for (const text of values.list('advertised.listeners')) {
    const endpoint = parseEndpoint('advertised.listeners', text)
    if (advertised.has(endpoint.name))
      throw new StartupConfigError(`advertised.listeners names ${endpoint.name} twice.`)
    if (endpoint.host === '0.0.0.0' || endpoint.host === '::' || endpoint.host === '') {
      throw new StartupConfigError(
        `advertised.listeners has "${text}", which no client can connect to; give the address under which clients reach this node, or leave the key out: then each client is told the address that it connected to.`,
      )
    }
    advertised.set(endpoint.name, endpoint)
  }

  const seen = new Set<string>()
  const listeners = values.list('listeners').map((text): ListenerConfig => {
    const { name, host, port } = parseEndpoint('listeners', text)
    if (seen.has(name))
      throw new StartupConfigError(`listeners names ${name} twice; give each listener a name of its own.`)
    seen.add(name)
    const announced = advertised.get(name)
    const kind = controllerListeners.includes(name) ? 'controller' : 'broker'
    // Kafka maps a controller listener to PLAINTEXT where no map was given.
    const protocol = protocols.get(name) ?? (kind === 'controller' && !ownMap ? 'PLAINTEXT' : undefined)
    if (protocol === undefined) {
      throw new StartupConfigError(
        `Listener ${name} has no security protocol; add ${name}:PLAINTEXT to listener.security.protocol.map.`,
      )
    }
    if (protocol !== 'PLAINTEXT') {
      throw new StartupConfigError(
        `Listener ${name} uses ${protocol}, which Gregor does not have yet; it has PLAINTEXT only. Take the listener out, or map it with listener.security.protocol.map=${name}:PLAINTEXT.`,
      )
    }
    return {
      name,
      kind,
      host,
      port,
      securityProtocol: 0,
      advertised: announced === undefined ? null : { host: announced.host, port: announced.port },
    }
  })
  for (const name of advertised.keys()) {
    if (!seen.has(name)) {
      throw new StartupConfigError(
        `advertised.listeners has ${name}, which listeners does not; it has ${[...seen].join(', ')}.`,
      )
    }
  }
  checkPorts(listeners)
  checkRoles(listeners, controllerListeners, roles)

  return {
    listeners: port === null ? listeners : withPort(listeners, port),
    interBrokerListener: roles.broker ? interBrokerListener(values, listeners) : null,
    controllerListeners,
  }
}

/** `--port` moves the first broker listener (on a pure controller: the first). */
function withPort(listeners: readonly ListenerConfig[], port: number): ListenerConfig[] {
  const first = listeners.find(listener => listener.kind === 'broker') ?? listeners[0]
  return listeners.map(listener => (listener === first ? { ...listener, port } : listener))
}

function checkPorts(listeners: readonly ListenerConfig[]): void {
  const byPort = new Map<number, ListenerConfig>()
  for (const listener of listeners) {
    if (listener.port === 0) continue
    const other = byPort.get(listener.port)
    byPort.set(listener.port, listener)
    if (other === undefined) continue
    // Different addresses of this machine may share a port; an empty host or a wildcard is all of them.
    const overlaps =
      [listener, other].some(({ host }) => host === '' || host === '0.0.0.0' || host === '::') ||
      listener.host === other.host
    if (overlaps) {
      throw new StartupConfigError(
        `Listeners ${other.name} and ${listener.name} both use port ${listener.port}; give each a port of its own.`,
      )
    }
  }
}

function checkRoles(
  listeners: readonly ListenerConfig[],
  controllerListeners: readonly string[],
  roles: { readonly broker: boolean; readonly controller: boolean },
): void {
  if (roles.broker && !listeners.some(listener => listener.kind === 'broker')) {
    throw new StartupConfigError(
      'A broker needs a listener that controller.listener.names does not name; add one to listeners, for example PLAINTEXT://127.0.0.1:9092.',
    )
  }
  const names = listeners.map(listener => listener.name)
  if (roles.controller) {
    const missing = controllerListeners.find(name => !names.includes(name))
    if (missing !== undefined) {
      throw new StartupConfigError(
        `controller.listener.names has ${missing}, which listeners does not; add ${missing}://127.0.0.1:9093 to listeners.`,
      )
    }
  } else {
    if (controllerListeners.length === 0) {
      throw new StartupConfigError(
        'A broker that is no controller needs controller.listener.names: the name under which the controllers listen, usually CONTROLLER.',
      )
    }
    const shared = listeners.find(listener => listener.kind === 'controller')
    if (shared !== undefined) {
      throw new StartupConfigError(
        `A broker that is no controller must not listen on ${shared.name}; take it out of listeners.`,
      )
    }
  }
  if (!roles.broker) {
    const stranger = listeners.find(listener => listener.kind === 'broker')
    if (stranger !== undefined) {
      throw new StartupConfigError(
        `A controller that is no broker may only have listeners of controller.listener.names; ${stranger.name} is none. Set listeners=CONTROLLER://127.0.0.1:9093 and controller.listener.names=CONTROLLER.`,
      )
    }
  }
}

function interBrokerListener(values: StaticValues, listeners: readonly ListenerConfig[]): string {
  const brokers = listeners.filter(listener => listener.kind === 'broker')
  const given = values.optionalString('inter.broker.listener.name')?.toUpperCase() ?? null
  if (given !== null && values.isSet('security.inter.broker.protocol')) {
    throw new StartupConfigError('Set inter.broker.listener.name or security.inter.broker.protocol, not both.')
  }
  const wanted = given ?? values.string('security.inter.broker.protocol')
  if (brokers.some(listener => listener.name === wanted)) return wanted
  // Kafka insists on a listener that is called as its protocol; the first is what anyone would have meant.
  if (given === null && !values.isSet('security.inter.broker.protocol')) return brokers[0]!.name
  throw new StartupConfigError(
    `inter.broker.listener.name is ${wanted}, which is no broker listener; choose one of ${brokers.map(listener => listener.name).join(', ')}.`,
  )
}

/** `controller.quorum.voters`: `1@host:9093,2@host:9093`. */
export function parseVoters(values: StaticValues): VoterEndpoint[] {
  const voters: VoterEndpoint[] = []
  for (const text of values.list('controller.quorum.voters')) {
    const form = 'ID@HOST:PORT, for example 1@127.0.0.1:9093'
    const match = /^(\d+)@(.*)$/.exec(text)
    if (match === null) throw new StartupConfigError(`controller.quorum.voters has "${text}"; write it as ${form}.`)
    const id = Number(match[1])
    if (voters.some(voter => voter.id === id))
      throw new StartupConfigError(`controller.quorum.voters names node ${id} twice.`)
    voters.push({ id, ...parseHostPort('controller.quorum.voters', match[2]!, form) })
  }
  return voters
}

export function parseBootstrapServers(values: StaticValues): { host: string; port: number }[] {
  return values
    .list('controller.quorum.bootstrap.servers')
    .map(text => parseHostPort('controller.quorum.bootstrap.servers', text, 'HOST:PORT, for example 127.0.0.1:9093'))
}
