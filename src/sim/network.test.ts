import { expect, it } from 'vitest'
import type { ConnectionHandler } from '../host/network.ts'
import { SimNetwork } from './network.ts'
import { SeededRandom } from './random.ts'
import { Scheduler } from './scheduler.ts'
import type { SimConnection } from './tcp.ts'
import { Wires } from './wires.ts'

const handler: ConnectionHandler = {
  receiveInto: () => Buffer.alloc(100),
  onReceived: () => undefined,
  onDrain: () => undefined,
  onClose: () => undefined,
}

/** What a dialler gets over a link that is cut for a while, and when. */
async function dial(cutMs: number): Promise<{ readonly outcome: string; readonly atMs: number }> {
  const scheduler = new Scheduler()
  const wires = new Wires<SimConnection>(scheduler, new SeededRandom(1))
  await new SimNetwork(wires, 'far').listen({ host: 'far', port: 9092 }, () => handler)
  wires.link('near', 'far').cut = true
  scheduler.after(cutMs, () => wires.heal())
  let outcome = ''
  new SimNetwork(wires, 'near')
    .connect('far', 9092, () => handler)
    .then(
      () => {
        outcome = 'open'
      },
      (error: NodeJS.ErrnoException) => {
        outcome = error.code ?? error.message
      },
    )
  await scheduler.run(60_000, () => outcome !== '')
  return { outcome, atMs: Math.floor(scheduler.nowMs / 1000) * 1000 }
}

it('knocks again after 1, 3 and 7 seconds where nobody answers, and gives up after 10', async () => {
  expect(await dial(500)).toEqual({ outcome: 'open', atMs: 1000 })
  expect(await dial(1500)).toEqual({ outcome: 'open', atMs: 3000 })
  expect(await dial(6000)).toEqual({ outcome: 'open', atMs: 7000 })
  expect(await dial(8000)).toEqual({ outcome: 'ETIMEDOUT', atMs: 10_000 })
})
