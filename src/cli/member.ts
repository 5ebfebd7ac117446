/**
 * What a node's process and the one that started it say to each other (`gregor start --nodes N`): who the node is in
 * its environment, the rest over Node's own channel between parent and child. A node whose parent is gone stops.
 */
import type { LogSink } from '../host/host.ts'
import type { ClusterMember } from '../server/config/cluster-values.ts'
import type { Node, StartedNode } from '../server/node.ts'

export const MEMBER_VARIABLE = 'GREGOR_MEMBER'

export type ToMember = { readonly kind: 'leave' }

export type FromMember =
  | { readonly kind: 'ready'; readonly addresses: readonly string[]; readonly clusterId: string }
  | { readonly kind: 'left' }

export function memberOf(env: NodeJS.ProcessEnv): ClusterMember | null {
  const text = env[MEMBER_VARIABLE]
  return text === undefined || text === '' ? null : (JSON.parse(text) as ClusterMember)
}

function tell(message: FromMember): void {
  process.send?.(message)
}

export function reportReady({ listeners, clusterId }: StartedNode): void {
  const addresses = listeners.filter(({ kind }) => kind === 'broker').map(({ host, port }) => `${host}:${port}`)
  tell({ kind: 'ready', addresses, clusterId })
}

/** `stop` is what a signal would do. */
export function obeyParent(node: Node, log: LogSink, stop: () => void): void {
  process.on('message', (message: ToMember) => {
    if (message.kind === 'leave') void node.leave().then(() => tell({ kind: 'left' }))
  })
  process.on('disconnect', () => {
    log.log('warn', 'the process that started this node is gone; the node stops')
    stop()
  })
  // A node that could not start ends, although somebody listens to it.
  process.channel?.unref()
}
