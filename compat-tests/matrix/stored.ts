import { RawConnection, rawRequest } from '../harness/raw.ts'

const FETCH = 1
const FETCH_VERSION = 4
const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

/** What the head of a stored record batch says (magic 2): seen on the wire, whatever the client believes. */
export interface StoredBatch {
  readonly partition: number
  readonly baseOffset: number
  readonly count: number
  readonly codec: (typeof CODECS)[number] | 'unknown'
  readonly logAppendTime: boolean
  /** −1 without idempotence. */
  readonly producerId: number
  readonly baseSequence: number
}

function fetchRequest(topic: string, partition: number, offset: number): Buffer {
  const name = Buffer.from(topic)
  const body = Buffer.alloc(17 + 4 + 2 + name.length + 4 + 16)
  let at = body.writeInt32BE(-1, 0)
  at = body.writeInt32BE(100, at) // max wait, ms
  at = body.writeInt32BE(0, at) // min bytes
  at = body.writeInt32BE(50 << 20, at)
  at = body.writeInt8(0, at) // read uncommitted
  at = body.writeInt32BE(1, at)
  at = body.writeInt16BE(name.length, at)
  at += name.copy(body, at)
  at = body.writeInt32BE(1, at)
  at = body.writeInt32BE(partition, at)
  at = body.writeBigInt64BE(BigInt(offset), at)
  body.writeInt32BE(50 << 20, at)
  return rawRequest(FETCH, FETCH_VERSION, 1, body)
}

/** The record set in the answer to a request for one partition. */
function recordSetOf(frame: Buffer): Buffer {
  let at = 4 + 4 + 4 // correlation id, throttle time, number of topics
  at += 2 + frame.readInt16BE(at) + 4 // name, number of partitions
  const code = frame.readInt16BE(at + 4)
  if (code !== 0) throw new Error(`Fetch v${FETCH_VERSION} answers error code ${code}`)
  at += 4 + 2 + 16
  const aborted = frame.readInt32BE(at)
  at += 4 + Math.max(0, aborted) * 16
  const size = frame.readInt32BE(at)
  return frame.subarray(at + 4, at + 4 + Math.max(0, size))
}

function batchesOf(set: Buffer, partition: number): StoredBatch[] {
  const batches: StoredBatch[] = []
  for (let at = 0; at + 61 <= set.length; ) {
    const attributes = set.readInt16BE(at + 21)
    batches.push({
      partition,
      baseOffset: Number(set.readBigInt64BE(at)),
      count: set.readInt32BE(at + 57),
      codec: CODECS[attributes & 7] ?? 'unknown',
      logAppendTime: (attributes & 8) !== 0,
      producerId: Number(set.readBigInt64BE(at + 43)),
      baseSequence: set.readInt32BE(at + 53),
    })
    at += 12 + set.readInt32BE(at + 8)
  }
  return batches
}

/** The batches of a topic as the broker hands them out, from their beginning, at most 50 MiB of each partition. */
export async function storedBatches(bootstrap: string, topic: string, partitions = 1): Promise<StoredBatch[]> {
  const colon = bootstrap.lastIndexOf(':')
  const connection = await RawConnection.open(Number(bootstrap.slice(colon + 1)), bootstrap.slice(0, colon))
  try {
    const batches: StoredBatch[] = []
    for (let partition = 0; partition < partitions; partition++) {
      connection.send(fetchRequest(topic, partition, 0))
      const frame = await connection.receive()
      if (frame === null) throw new Error('Fetch was not answered')
      batches.push(...batchesOf(recordSetOf(frame), partition))
    }
    return batches
  } finally {
    connection.destroy()
  }
}
