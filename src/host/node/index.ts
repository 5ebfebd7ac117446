import type { Disk } from '../disk.ts'
import type { Host, LogSink } from '../host.ts'
import { MemoryDisk } from '../memory-disk.ts'
import { nodeClock } from './clock.ts'
import { NodeDisk } from './disk.ts'
import { createIdlePoll } from './idle-poll.ts'
import { silentLog } from './log.ts'
import { NodeNetwork } from './network.ts'
import { NodeRandom } from './random.ts'
import { nodeTimers } from './timers.ts'

export interface NodeHostOptions {
  /** The real file system where not given; `memory` keeps everything in this process. */
  readonly disk?: 'files' | 'memory' | Disk
  /** Silent where not given: a library does not write to its user's terminal. */
  readonly log?: LogSink
  /** false: never receive into the handler's memory (see NodeNetwork). */
  readonly useOnread?: boolean | undefined
  /** `socket.connection.setup.timeout.ms` */
  readonly connectTimeoutMs?: number
  /** true: this process is there to serve, and may look for the next request rather than sleep (see IdlePoll). */
  readonly servesAlone?: boolean
}

/** The world as this process sees it. Several nodes of one process may share a host; each may have its own. */
export function createNodeHost(options: NodeHostOptions = {}): Host {
  const { disk = 'files', log = silentLog, useOnread, connectTimeoutMs, servesAlone = false } = options
  return {
    clock: nodeClock,
    timers: nodeTimers,
    random: new NodeRandom(),
    disk: disk === 'files' ? new NodeDisk() : disk === 'memory' ? new MemoryDisk({ nowMs: nodeClock.nowMs }) : disk,
    network: new NodeNetwork({
      useOnread,
      ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
      idlePoll: servesAlone ? createIdlePoll(nodeClock.monotonicMs) : null,
    }),
    log,
  }
}
