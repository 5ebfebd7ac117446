import type { Retained } from '../../base/retained.ts'

/** Memory that tells how often it is held; once by whoever made it. */
export class Counted implements Retained {
  holds = 1

  retain(): void {
    this.holds++
  }

  release(): void {
    this.holds--
  }
}
