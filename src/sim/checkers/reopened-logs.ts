import type { PartitionLog } from '../../log/partition-log.ts'
import type { Ending, Machine } from '../machine.ts'
import type { World } from '../world.ts'
import { storedBatches } from './stored-batches.ts'

interface Remembered {
  readonly topicId: string | null
  readonly logStartOffset: number
  readonly writtenEndOffset: number
  /** Below it all was on the device. */
  readonly flushedOffset: number
  readonly epochStarts: readonly { readonly epoch: number; readonly startOffset: number }[]
  /** Null where memory was ahead of the file, or perhaps in the middle of a cut. */
  readonly producers: ReadonlyMap<number, string> | null
}

/**
 * What a process held in memory of its logs is what the next one finds: ends, starts, leader epochs, and the sequences
 * of producers. After a power cut only what was on the device.
 */
export class ReopenedLogChecker {
  private readonly world: World
  private readonly remembered = new Map<
    string,
    { readonly logs: ReadonlyMap<string, Remembered>; readonly how: Ending }
  >()
  /** By node: the logs of the process that was last compared with the one before. */
  private readonly lastChecked: (object | undefined)[] = []
  compared = 0

  constructor(world: World) {
    this.world = world
    for (const machine of world.machines) machine.onEnd = how => this.remember(machine, how)
  }

  private remember(machine: Machine, how: Ending): void {
    const logs = machine.parts?.logs
    // A process that dies while it opens its logs has nothing to tell: what was remembered before still holds.
    if (logs == null || this.lastChecked[machine.nodeId] !== logs) return
    const remembered = new Map<string, Remembered>()
    for (const log of logs.logs) {
      if (log.isOffline) continue
      const described = describe(log, how === 'killed in an operation')
      remembered.set(log.name, log.config.compacts ? withoutGaps(described, machine, log.name) : described)
    }
    this.remembered.set(machine.name, { logs: remembered, how })
  }

  /** To be called after every event: logs are compared when they have just been opened. */
  look(machine: Machine): void {
    const logs = machine.parts?.logs
    if (logs == null || this.lastChecked[machine.nodeId] === logs) return
    this.lastChecked[machine.nodeId] = logs
    const known = this.remembered.get(machine.name)
    if (known === undefined) return
    for (const log of logs.logs) {
      const before = known.logs.get(log.name)
      if (before !== undefined && before.topicId === log.topicId && !log.isOffline) {
        this.compare(`${log.name} on ${machine.name}, ${known.how}`, before, log, known.how === 'power')
      }
    }
  }

  private compare(where: string, before: Remembered, log: PartitionLog, lostPower: boolean): void {
    this.compared++
    const now = describe(log, false)
    const kept = lostPower ? before.flushedOffset : before.writtenEndOffset
    if (now.writtenEndOffset < kept) {
      this.world.violated('reopened log', `${where}: it ended at ${kept}, now at ${now.writtenEndOffset}`)
      return
    }
    const epochsOf = ({ epochStarts }: Remembered): string =>
      JSON.stringify(epochStarts.filter(({ startOffset }) => startOffset < kept && startOffset >= now.logStartOffset))
    if (epochsOf(before) !== epochsOf(now))
      this.world.violated('reopened log', `${where}: leader epochs were ${epochsOf(before)}, are ${epochsOf(now)}`)
    if (lostPower || before.producers === null || now.producers === null) return
    if (now.writtenEndOffset !== before.writtenEndOffset) return
    for (const [producerId, state] of before.producers) {
      if (now.producers.get(producerId) !== state)
        this.world.violated(
          'reopened log',
          `${where}: producer ${producerId} had ${state}, has ${now.producers.get(producerId) ?? 'nothing'}`,
        )
    }
  }
}

/**
 * A log that is compacted, or copied from one that is, can end or have its recovery point in a gap. Nothing tells the next
 * process of that, and nothing is missing: its log ends behind the last batch.
 */
function withoutGaps(log: Remembered, machine: Machine, name: string): Remembered {
  const batches = storedBatches(machine, name)
  const endOf = (bound: number): number => {
    const last = batches.findLast(({ lastOffset }) => lastOffset < bound)
    return last === undefined ? Math.min(bound, log.logStartOffset) : last.lastOffset + 1
  }
  return { ...log, writtenEndOffset: endOf(log.writtenEndOffset), flushedOffset: endOf(log.flushedOffset) }
}

/** `isTorn`: perhaps in the middle of a cut, which gives the log another end first, and other producers last. */
function describe(log: PartitionLog, isTorn: boolean): Remembered {
  const { topicId, logStartOffset, writtenEndOffset, logEndOffset } = log
  const epochStarts = log.epochs.entries.map(({ epoch, startOffset }) => ({ epoch, startOffset }))
  const isCut = isTorn && log.flusher.staleFrom < Number.POSITIVE_INFINITY
  const producers =
    writtenEndOffset === logEndOffset && !isCut
      ? new Map(
          [...log.producers.all].map(entry => {
            const { producerEpoch, batches } = entry
            return [entry.producerId, `epoch ${producerEpoch}, sequence ${batches.at(-1)?.lastSequence}`] as const
          }),
        )
      : null
  return { topicId, logStartOffset, writtenEndOffset, flushedOffset: log.recoveryPoint, epochStarts, producers }
}
