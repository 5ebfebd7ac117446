/** What each node of a cluster that is started by one command is given beside the user's own keys. */

/**
 * Three can lose one; more would vote slower and a developer's cluster gains nothing. Two can lose none, so one is as good.
 */
const MAX_VOTERS = 3

export interface ClusterPlan {
  readonly host: string
  /** Of the client listeners, by node from the first on: as many as there are nodes. 0 for any free one. */
  readonly clientPorts: readonly number[]
  /** Of the controllers, which are the first nodes. */
  readonly controllerPorts: readonly number[]
}

/** A node's place in such a cluster. */
export interface ClusterMember {
  readonly plan: ClusterPlan
  readonly nodeId: number
  /** What new storage is formatted with. */
  readonly newClusterId: string
}

export function voterCount(nodes: number): number {
  return nodes >= MAX_VOTERS ? MAX_VOTERS : 1
}

/** Who the node is and where: stronger than a properties file, which all nodes share. */
export function memberValues({ plan, nodeId }: ClusterMember): Record<string, string> {
  const { host, clientPorts, controllerPorts } = plan
  const isVoter = nodeId <= controllerPorts.length
  const client = `PLAINTEXT://${host}:${clientPorts[nodeId - 1]}`
  return {
    'node.id': String(nodeId),
    'process.roles': isVoter ? 'broker,controller' : 'broker',
    listeners: isVoter ? `${client},CONTROLLER://${host}:${controllerPorts[nodeId - 1]}` : client,
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': controllerPorts.map((port, i) => `${i + 1}@${host}:${port}`).join(','),
    'broker.rack': `rack-${nodeId}`,
  }
}

/**
 * Defaults that suit the number of nodes: what is set by anyone is stronger. Topics of users are replicated too,
 * unless `realistic`.
 */
export function clusterDefaults(nodes: number, realistic: boolean): Map<string, string> {
  const replicas = String(Math.min(3, nodes))
  const inSync = nodes >= 3 ? '2' : '1'
  const defaults = new Map([
    ['offsets.topic.replication.factor', replicas],
    ['transaction.state.log.replication.factor', replicas],
    ['transaction.state.log.min.isr', inSync],
    ['share.coordinator.state.topic.replication.factor', replicas],
    ['share.coordinator.state.topic.min.isr', inSync],
  ])
  if (realistic) return defaults
  return defaults.set('default.replication.factor', replicas).set('min.insync.replicas', inSync)
}
