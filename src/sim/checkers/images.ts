import type { MetadataImage } from '../../metadata/image.ts'
import { imageToRecords } from '../../metadata/image-records.ts'
import { encodeMetadataRecord } from '../../protocol/metadata-record.ts'
import type { Machine } from '../machine.ts'
import { Trace } from '../trace.ts'
import type { World } from '../world.ts'

interface Digest {
  readonly hash: string
  readonly nodeId: number
  readonly epoch: number
}

/**
 * The metadata log is one history: whoever has read it up to an offset has the same image, by whatever way (record by record, in other batches, from a
 * snapshot). Images also never go back while a process runs.
 */
export class ImageChecker {
  private readonly world: World
  private readonly digests = new Map<number, Digest>()
  private readonly seen = new WeakMap<object, MetadataImage>()
  compared = 0

  constructor(world: World) {
    this.world = world
  }

  look({ nodeId, parts }: Machine): void {
    const loader = parts?.quorum?.loader
    if (loader === undefined) return
    const { image } = loader
    const before = this.seen.get(loader)
    if (before === image || image.offset < 0) return
    this.seen.set(loader, image)
    if (before !== undefined && image.offset < before.offset)
      this.world.violated('image', `node ${nodeId} goes back from offset ${before.offset} to ${image.offset}`)
    const known = this.digests.get(image.offset)
    const hash = digestOf(image)
    if (known === undefined) {
      this.digests.set(image.offset, { hash, nodeId, epoch: image.epoch })
      return
    }
    this.compared++
    if (known.hash !== hash)
      this.world.violated('image', `nodes ${known.nodeId} and ${nodeId} differ at offset ${image.offset}`)
  }
}

/** Independent of the order in which the parts of an image were made. */
function digestOf(image: MetadataImage): string {
  const records = [...imageToRecords(image)].map(record => encodeMetadataRecord(record).toString('latin1')).sort()
  const trace = new Trace()
  for (const record of records) trace.addBytes(Buffer.from(record, 'latin1'))
  return trace.hash
}
