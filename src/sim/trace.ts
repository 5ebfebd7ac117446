/**
 * What happened, as one number: the same seed must give the same trace, or a failing seed cannot be replayed. Two FNV-1a
 * hashes of 32 bits side by side.
 */
export class Trace {
  low = 0x811c9dc5
  high = 0x01000193
  entries = 0
  /** Gets every entry as text, for looking into one seed. */
  readonly sink: ((line: string) => void) | null

  constructor(sink: ((line: string) => void) | null = null) {
    this.sink = sink
  }

  add(atMs: number, what: string, ...numbers: readonly number[]): void {
    this.entries++
    this.mix(Math.round(atMs * 1000))
    for (let i = 0; i < what.length; i++) this.mixByte(what.charCodeAt(i))
    for (const number of numbers) this.mix(number)
    this.sink?.(`${atMs.toFixed(3).padStart(12)} ${what}${numbers.length > 0 ? ` ${numbers.join(' ')}` : ''}`)
  }

  addBytes(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) this.mixByte(bytes[i]!)
  }

  private mix(number: number): void {
    let rest = number
    for (let i = 0; i < 6; i++) {
      this.mixByte(rest & 0xff)
      rest = Math.floor(rest / 256)
    }
  }

  private mixByte(byte: number): void {
    this.low = Math.imul(this.low ^ byte, 0x01000193)
    this.high = Math.imul(this.high ^ byte, 0x5bd1e995) + 0x7ed55d16
  }

  get hash(): string {
    return hexOf(this.low) + hexOf(this.high)
  }
}

/** 32 bits as eight digits. */
export function hexOf(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0')
}
