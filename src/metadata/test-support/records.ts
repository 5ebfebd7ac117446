import type { MetadataRecord } from '../../protocol/metadata-record.ts'
import { MetadataDelta } from '../delta.ts'
import { EMPTY_IMAGE, type MetadataImage } from '../image.ts'

/** The image after these records, which follow its last one. */
export function imageAfter(image: MetadataImage, records: Iterable<MetadataRecord>, epoch = 1): MetadataImage {
  const delta = new MetadataDelta(image)
  let offset = image.offset
  for (const record of records) delta.replay(++offset, epoch, record)
  return delta.apply()
}

export function imageOf(records: Iterable<MetadataRecord>): MetadataImage {
  return imageAfter(EMPTY_IMAGE, records)
}

/** All of an image in an order of its own, for comparing what two images say rather than how they came to be. */
export function contents(image: MetadataImage): object {
  return {
    features: sorted(image.features),
    brokers: [...image.cluster.brokers.values()].map(broker => ({
      ...broker,
      features: [...broker.features].sort((a, b) => (a.name < b.name ? -1 : 1)),
    })),
    controllers: [...image.cluster.controllers.values()],
    topics: sorted(image.topics.ids),
    names: [...image.topics.names()].sort(),
    configs: sorted(image.configs).map(([key, { values }]) => [key, sorted(values)]),
    nextProducerId: image.nextProducerId,
    kept: sorted(image.kept),
  }
}

function sorted<V>(map: { entries(): Iterable<readonly [string, V]> }): (readonly [string, V])[] {
  return [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1))
}
