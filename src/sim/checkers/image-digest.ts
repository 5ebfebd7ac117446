import { type MetadataImage, type TopicImage, TopicsImage } from '../../metadata/image.ts'
import { imageToRecords, METADATA_VERSION, topicToRecords } from '../../metadata/image-records.ts'
import { recordVersions } from '../../metadata/record-versions.ts'
import { encodeMetadataRecord, type MetadataRecord } from '../../protocol/metadata-record.ts'
import { hexOf, Trace } from '../trace.ts'

/** The sum of what records are hashed to: the order in which the parts of an image were made must not matter. */
class Sum {
  count = 0
  low = 0
  high = 0

  of(records: Iterable<MetadataRecord>): this {
    for (const record of records) {
      const trace = new Trace()
      trace.addBytes(encodeMetadataRecord(record))
      this.count++
      this.low = (this.low + trace.low) | 0
      this.high = (this.high + trace.high) | 0
    }
    return this
  }

  add({ count, low, high }: Sum): void {
    this.count += count
    this.low = (this.low + low) | 0
    this.high = (this.high + high) | 0
  }

  toString(): string {
    return `${this.count} records, ${hexOf(this.low)}${hexOf(this.high)}`
  }
}

/** All but the topics. */
function partsOf({ features, cluster, configs, nextProducerId, kept }: MetadataImage): readonly unknown[] {
  return [features, cluster.brokers, cluster.controllers, configs, nextProducerId, kept]
}

/**
 * Digests the images of one process, one after the other. An image shares what did not change with the one before it,
 * and so do their digests: parts are immutable.
 */
export class ImageDigests {
  private readonly topics = new WeakMap<TopicImage, { readonly sum: Sum; readonly version: number }>()
  private rest: { readonly parts: readonly unknown[]; readonly sum: Sum } | null = null

  of(image: MetadataImage): string {
    const version = recordVersions(image.features.get(METADATA_VERSION) ?? 0).partition
    const all = new Sum()
    all.add(this.restOf(image))
    for (const topic of image.topics.all()) all.add(this.topicOf(topic, version))
    return all.toString()
  }

  private restOf(image: MetadataImage): Sum {
    const known = this.rest
    const parts = partsOf(image)
    if (known !== null && parts.every((part, at) => part === known.parts[at])) return known.sum
    const sum = new Sum().of(imageToRecords({ ...image, topics: TopicsImage.empty() }))
    this.rest = { parts, sum }
    return sum
  }

  private topicOf(topic: TopicImage, version: number): Sum {
    const known = this.topics.get(topic)
    if (known?.version === version) return known.sum
    const sum = new Sum().of(topicToRecords(topic, version))
    this.topics.set(topic, { sum, version })
    return sum
  }
}
