import { type SipKey, sipHash } from './sip-hash.ts'

/** 16 bytes of hash and an offset: what `log.cleaner.dedupe.buffer.size` is counted in, as in Kafka. */
export const ENTRY_BYTES = 24
const FIRST_SLOTS = 1024

/**
 * For each record key the offset of its latest record, in bounded memory: keys are known by their hashes alone. An
 * open-addressed table that begins small and doubles up to its bound.
 */
export class OffsetMap {
  private readonly key: SipKey
  private readonly maxSlots: number
  private readonly loadFactor: number
  private slots = 0
  /** Four words a slot. */
  private hashes = new Int32Array(0)
  /** −1 for a free slot. */
  private offsets = new Float64Array(0)
  private readonly hash = new Int32Array(4)
  private count = 0
  /** Up to here, this one included, the map knows every key. */
  latestOffset = -1

  /** `maxBytes`: log.cleaner.dedupe.buffer.size; `loadFactor`: log.cleaner.io.buffer.load.factor. */
  constructor(key: SipKey, maxBytes: number, loadFactor: number) {
    this.key = key
    this.loadFactor = Math.min(Math.max(loadFactor, 0.1), 0.95)
    this.maxSlots = Math.max(16, Math.floor(maxBytes / ENTRY_BYTES))
    this.resize(Math.min(FIRST_SLOTS, this.maxSlots))
  }

  get size(): number {
    return this.count
  }

  /** Keys that fit. */
  get capacity(): number {
    return Math.floor(this.maxSlots * this.loadFactor)
  }

  get isFull(): boolean {
    return this.count >= this.capacity
  }

  /** Notes that the key `buf[from, to)` has a record at `offset`. False when it is new and there is no room. */
  put(buf: Uint8Array, from: number, to: number, offset: number): boolean {
    sipHash(this.key, buf, from, to, this.hash)
    let slot = this.find()
    if (this.offsets[slot]! < 0) {
      if (this.isFull) return false
      if (this.count >= Math.floor(this.slots * this.loadFactor)) {
        this.grow()
        slot = this.find()
      }
      this.hashes.set(this.hash, slot * 4)
      this.count++
    }
    this.offsets[slot] = offset
    this.latestOffset = offset
    return true
  }

  /** The latest offset of a key; −1 for one that is not here. */
  get(buf: Uint8Array, from: number, to: number): number {
    sipHash(this.key, buf, from, to, this.hash)
    return this.offsets[this.find()]!
  }

  /** The slot of `this.hash`, or the free one where it belongs. */
  private find(): number {
    const { hash, hashes, offsets, slots } = this
    const a = hash[0]!
    const b = hash[1]!
    const c = hash[2]!
    const d = hash[3]!
    let slot = (a >>> 0) % slots
    for (;;) {
      if (offsets[slot]! < 0) return slot
      const at = slot * 4
      if (hashes[at] === a && hashes[at + 1] === b && hashes[at + 2] === c && hashes[at + 3] === d) return slot
      if (++slot === slots) slot = 0
    }
  }

  private grow(): void {
    const { hashes, offsets, slots } = this
    const wanted = this.hash.slice()
    this.resize(Math.min(slots * 2, this.maxSlots))
    for (let slot = 0; slot < slots; slot++) {
      if (offsets[slot]! < 0) continue
      this.hash.set(hashes.subarray(slot * 4, slot * 4 + 4))
      const into = this.find()
      this.hashes.set(this.hash, into * 4)
      this.offsets[into] = offsets[slot]!
    }
    this.hash.set(wanted)
  }

  private resize(slots: number): void {
    this.slots = slots
    this.hashes = new Int32Array(slots * 4)
    this.offsets = new Float64Array(slots).fill(-1)
  }
}
