import kafkajs, { type IHeaders, type Kafka, type Message } from 'kafkajs'
import { type Codec, type ReadRecord, type TestClient, type TestRecord, uniqueName } from './client.ts'
import { registerCodecs } from './kafkajs-codecs.ts'

const { CompressionTypes, logLevel } = kafkajs

registerCodecs()

const TYPES: Readonly<Record<Codec, number>> = {
  none: CompressionTypes.None,
  gzip: CompressionTypes.GZIP,
  snappy: CompressionTypes.Snappy,
  lz4: CompressionTypes.LZ4,
  zstd: CompressionTypes.ZSTD,
}

/** Stays below the broker's max.message.bytes (1 MiB) also when nothing compresses. */
const MAX_REQUEST_BYTES = 800_000

export function kafkajsClient(bootstrap: string, retries = 8): Kafka {
  return new kafkajs.Kafka({
    clientId: 'gregor-compat',
    brokers: [bootstrap],
    logLevel: logLevel.NOTHING,
    retry: { retries, initialRetryTime: 50, maxRetryTime: 2000 },
  })
}

function toMessage({ key, value, headers = [], partition }: TestRecord): Message {
  const message: Message = { key, value, headers: Object.fromEntries(headers) }
  if (partition !== undefined) message.partition = partition
  return message
}

function headersOf(headers: IHeaders | undefined): [string, string][] {
  return Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])
}

export const kafkajsTestClient: TestClient = {
  name: 'kafkajs',
  lacks: new Set(),

  async produce(bootstrap, topic, records, codec) {
    const producer = kafkajsClient(bootstrap).producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner })
    await producer.connect()
    try {
      let batch: Message[] = []
      let bytes = 0
      const flush = async () => {
        if (batch.length > 0) await producer.send({ topic, acks: -1, compression: TYPES[codec], messages: batch })
        batch = []
        bytes = 0
      }
      for (const record of records) {
        const size = (record.key?.length ?? 0) + (record.value?.length ?? 0) + 100
        if (bytes + size > MAX_REQUEST_BYTES) await flush()
        batch.push(toMessage(record))
        bytes += size
      }
      await flush()
    } finally {
      await producer.disconnect()
    }
  },

  async consume(bootstrap, topic, count, timeoutMs = 60_000) {
    const consumer = kafkajsClient(bootstrap).consumer({
      groupId: uniqueName('kafkajs'),
      maxBytes: 4 << 20,
      maxWaitTimeInMs: 200,
    })
    const records: ReadRecord[] = []
    await consumer.connect()
    try {
      await consumer.subscribe({ topic, fromBeginning: true })
      await new Promise<void>((resolve, reject) => {
        const fail = () => reject(new Error(`kafkajs read ${records.length} of ${count} records in ${timeoutMs} ms`))
        const timer = setTimeout(fail, timeoutMs)
        if (count === 0) resolve()
        consumer
          .run({
            autoCommit: false,
            eachMessage: async ({ partition, message }) => {
              const { key, value, headers, offset } = message
              records.push({ key, value, headers: headersOf(headers), partition, offset: Number(offset) })
              if (records.length < count) return
              clearTimeout(timer)
              resolve()
            },
          })
          .catch(reject)
      })
    } finally {
      await consumer.disconnect()
    }
    return records
  },
}
