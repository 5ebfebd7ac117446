/** Which nodes a world has and what each is told of the others: `process.roles`, and how the quorum's voters are known. */
import { DATA_DIR } from './machine.ts'

export const CLIENT_PORT = 9092
const CONTROLLER_PORT = 9093

/**
 * `combined`: every node is broker and controller, voters are named in each one's settings (kraft.version 0). `separate`: as
 * many controllers besides the brokers. `dynamic`: combined; the first node begins as a quorum of one, the others join by
 * themselves (kraft.version 1, KIP-853), and an operator takes voters out of the quorum now and then.
 */
export const ARRANGEMENTS = ['combined', 'separate', 'dynamic'] as const
export type Arrangement = (typeof ARRANGEMENTS)[number]

export interface ArrangedNode {
  readonly name: string
  readonly nodeId: number
  readonly isBroker: boolean
  readonly isController: boolean
  /** Kafka keys that make it what it is. */
  readonly properties: Readonly<Record<string, string>>
}

const FIRST_CONTROLLER_ID = 101

export function arrange(arrangement: Arrangement, count: number): readonly ArrangedNode[] {
  const brokers = Array.from({ length: count }, (_, at) => ({ name: `node${at + 1}`, nodeId: at + 1 }))
  const controllers =
    arrangement === 'separate'
      ? brokers.map(({ nodeId }) => ({ name: `controller${nodeId}`, nodeId: FIRST_CONTROLLER_ID + nodeId - 1 }))
      : brokers
  const voters = controllers.map(({ name, nodeId }) => `${nodeId}@${name}:${CONTROLLER_PORT}`).join(',')
  const servers = controllers.map(({ name }) => `${name}:${CONTROLLER_PORT}`)

  const quorumOf = (name: string): Readonly<Record<string, string>> => {
    if (arrangement !== 'dynamic') return { 'controller.quorum.voters': voters }
    // Who names nobody but itself begins as the only voter.
    const known = name === controllers[0]!.name ? servers.slice(0, 1) : servers
    return {
      'controller.quorum.bootstrap.servers': known.join(','),
      'controller.quorum.auto.join.enable': 'true',
    }
  }
  const node = (
    { name, nodeId }: { readonly name: string; readonly nodeId: number },
    isBroker: boolean,
    isController: boolean,
  ): ArrangedNode => {
    const roles = [...(isBroker ? ['broker'] : []), ...(isController ? ['controller'] : [])]
    const listeners = [
      ...(isBroker ? [`PLAINTEXT://${name}:${CLIENT_PORT}`] : []),
      ...(isController ? [`CONTROLLER://${name}:${CONTROLLER_PORT}`] : []),
    ]
    const properties = {
      'node.id': String(nodeId),
      'process.roles': roles.join(','),
      listeners: listeners.join(','),
      'controller.listener.names': 'CONTROLLER',
      'log.dirs': DATA_DIR,
      ...quorumOf(name),
    }
    return { name, nodeId, isBroker, isController, properties }
  }
  if (arrangement !== 'separate') return brokers.map(each => node(each, true, true))
  return [...controllers.map(each => node(each, false, true)), ...brokers.map(each => node(each, true, false))]
}
