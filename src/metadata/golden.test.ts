/** Images made from what Apache Kafka 4.4.0 wrote: its log and the snapshot that it took of the same log on the way. */
import { describe, expect, test } from 'vitest'
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from '../protocol/metadata-record.ts'
import { golden, linesOf, WITHOUT_GOLDEN } from '../test-support/golden.ts'
import { MetadataDelta } from './delta.ts'
import { configsOf, EMPTY_IMAGE, type MetadataImage } from './image.ts'
import { imageToRecords } from './image-records.ts'
import { contents, imageOf } from './test-support/records.ts'

const SNAPSHOT_END = 166

interface Line {
  readonly in: string
  readonly offset: number
  readonly epoch: number
  readonly hex: string
}

const selection = linesOf<Line>(new URL('./testdata/kafka-4.4.0-single.ndjson', import.meta.url))

function decoded(hex: string): MetadataRecord {
  const record = decodeMetadataRecord(Buffer.from(hex, 'hex'))
  if (typeof record === 'string') throw new Error(record)
  return record
}

function replay(entries: readonly Line[]): MetadataImage {
  const delta = new MetadataDelta(EMPTY_IMAGE)
  for (const { offset, epoch, hex } of entries) delta.replay(offset, epoch, decoded(hex))
  return delta.apply()
}

const log = selection.filter(line => line.in === 'log')
const snapshot = selection.filter(line => line.in !== 'log')

describe('what Apache Kafka wrote', () => {
  test('its log up to a snapshot is the same image as that snapshot', () => {
    const fromLog = replay(log.filter(({ offset }) => offset < SNAPSHOT_END))
    expect(fromLog.topics.size).toBe(21)
    expect(contents(fromLog)).toEqual(contents(imageOf(snapshot.map(({ hex }) => decoded(hex)))))
  })

  test('a snapshot of our own says what the log says, in records that encode', () => {
    const whole = replay(log)
    const again = [...imageToRecords(whole)].map(record => decoded(encodeMetadataRecord(record).toString('hex')))
    expect(contents(imageOf(again))).toEqual(contents(whole))
  })

  test('our snapshot has the records of Kafka’s: the same bytes, in an order of its own', () => {
    const ours = [...imageToRecords(replay(log.filter(({ offset }) => offset < SNAPSHOT_END)))]
    const bytes = (records: readonly MetadataRecord[]) =>
      records
        // Features of a broker come from a hash map in Kafka: compared as part of the image above.
        .filter(({ message }) => !('features' in message))
        .map(record => encodeMetadataRecord(record).toString('hex'))
        .sort()
    expect(bytes(ours)).toEqual(bytes(snapshot.map(({ hex }) => decoded(hex))))
  })

  test('the end of the log: the broker is gone, eligible leaders wait for it', () => {
    const { cluster, topics, nextProducerId, configs } = replay(log)
    expect(cluster.brokers.get(1)).toMatchObject({ epoch: 211, fenced: true, inControlledShutdown: true })
    expect(topics.byName('plain')?.partitions.get(0)).toMatchObject({
      leader: -1,
      isr: [],
      eligibleLeaderReplicas: [1],
      lastKnownElr: [1],
    })
    expect(nextProducerId).toBe(2000)
    expect(configs.size).toBeGreaterThan(10)
    expect(configsOf(replay(log), 4, '').get('min.insync.replicas')).toBe('1')
    expect(configsOf(replay(log), 4, '7').size).toBe(0)
  })
})

const whole = golden('datadir/metadata.ndjson')

test.skipIf(whole === null)(whole === null ? WITHOUT_GOLDEN : 'the selection here is what the golden file has', () => {
  const all = linesOf<Line & { file: string }>(whole!)
  const hexes = all.filter(line => line.hex && !line.file.startsWith('00000000000000000000-')).map(({ hex }) => hex)
  expect(selection.map(({ hex }) => hex).sort()).toEqual(hexes.sort())
})
