/**
 * Finds out whether a broker that may be gone is: a machine that answers "nothing listens there" on every address of
 * the broker has no such process any more. A broker that is only silent is not judged here; its session decides
 * (`broker.session.timeout.ms`). Kafka always waits for the session; with `--realistic` so does Gregor.
 */
import type { Host } from '../host/host.ts'
import type { Address } from './peers/peer.ts'

/** A process that has just died may still be taken for alive by the kernel; one that restarts listens again soon. */
const BETWEEN_MS = 30
const ATTEMPTS = 2

export class BrokerProbe {
  private readonly host: Pick<Host, 'network' | 'timers'>
  private readonly addressesOf: (brokerId: number) => readonly Address[]
  private readonly onGone: (brokerId: number) => void
  private readonly underWay = new Set<number>()

  constructor(
    host: Pick<Host, 'network' | 'timers'>,
    addressesOf: (brokerId: number) => readonly Address[],
    onGone: (brokerId: number) => void,
  ) {
    this.host = host
    this.addressesOf = addressesOf
    this.onGone = onGone
  }

  suspect(brokerId: number): void {
    if (this.underWay.has(brokerId)) return
    this.underWay.add(brokerId)
    void this.probe(brokerId).then(gone => {
      this.underWay.delete(brokerId)
      if (gone) this.onGone(brokerId)
    })
  }

  private async probe(brokerId: number): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await new Promise<void>(resolve => this.host.timers.after(BETWEEN_MS, resolve))
      const addresses = this.addressesOf(brokerId)
      if (addresses.length === 0) return false
      const refused = await Promise.all(addresses.map(address => this.isRefused(address)))
      if (!refused.every(Boolean)) return false
    }
    return true
  }

  private async isRefused({ host, port }: Address): Promise<boolean> {
    try {
      const connection = await this.host.network.connect(host, port, () => ({
        receiveInto: () => new Uint8Array(1),
        onReceived: () => {},
        onDrain: () => {},
        onClose: () => {},
      }))
      connection.destroy()
      return false
    } catch (error) {
      return (error as { code?: unknown }).code === 'ECONNREFUSED'
    }
  }
}
