import type { MetadataImage } from '../../metadata/image.ts'
import type { Machine } from '../machine.ts'
import type { World } from '../world.ts'
import { ImageDigests } from './image-digest.ts'

interface Digest {
  readonly hash: string
  readonly nodeId: number
  readonly epoch: number
}

/** Of one process. */
interface Seen {
  readonly loader: object
  readonly digests: ImageDigests
  image: MetadataImage | null
}

/**
 * The metadata log is one history: whoever has read it up to an offset has the same image, by whatever way (record by
 * record, in other batches, from a snapshot). Images also never go back while a process runs.
 */
export class ImageChecker {
  private readonly world: World
  private readonly digests = new Map<number, Digest>()
  /** By node. */
  private readonly seen: (Seen | undefined)[] = []
  compared = 0

  constructor(world: World) {
    this.world = world
  }

  look({ nodeId, parts }: Machine): void {
    const loader = parts?.quorum?.loader
    if (loader === undefined) return
    const { image } = loader
    let seen = this.seen[nodeId]
    if (seen?.loader === loader && (seen.image === image || image.offset < 0)) return
    if (seen?.loader !== loader) {
      // A process digests all for itself: it shares nothing with the one before.
      seen = { loader, digests: new ImageDigests(), image: null }
      this.seen[nodeId] = seen
      if (image.offset < 0) return
    }
    if (seen.image !== null && image.offset < seen.image.offset)
      this.world.violated('image', `node ${nodeId} goes back from offset ${seen.image.offset} to ${image.offset}`)
    seen.image = image
    const known = this.digests.get(image.offset)
    const hash = seen.digests.of(image)
    if (known === undefined) {
      this.digests.set(image.offset, { hash, nodeId, epoch: image.epoch })
      return
    }
    this.compared++
    if (known.hash !== hash)
      this.world.violated('image', `nodes ${known.nodeId} and ${nodeId} differ at offset ${image.offset}`)
  }
}
