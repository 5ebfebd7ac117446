import { randomBytes } from 'node:crypto'
import { runProgram } from '../apache-kafka/tool.ts'
import type { Codec, ReadRecord, TestClient, TestRecord } from './client.ts'

/** Writes a line of lengths before the bytes of every record, so that they may hold anything. */
const FORMAT = '%p %o %K %S\\n%k%s'

export async function kcat(
  bootstrap: string,
  args: readonly string[],
  input: Uint8Array | null = null,
  timeoutMs = 60_000,
  paceMs = 0,
): Promise<Buffer> {
  const { status, stdout, stderr } = await runProgram('kcat', ['-b', bootstrap, ...args], input, timeoutMs, paceMs)
  if (status !== 0) throw new Error(`kcat ${args.join(' ')}: exit ${status}\n${stderr.slice(-1500)}`)
  return stdout
}

function parse(out: Buffer): ReadRecord[] {
  const records: ReadRecord[] = []
  for (let at = 0; at < out.length; ) {
    const lineEnd = out.indexOf(10, at)
    const [partition, offset, keyBytes, valueBytes] = out.toString('latin1', at, lineEnd).split(' ').map(Number)
    at = lineEnd + 1
    const take = (length: number): Buffer | null => {
      // kcat tells null by the length −1.
      if (length < 0) return null
      at += length
      return out.subarray(at - length, at)
    }
    const key = take(keyBytes!)
    records.push({ key, value: take(valueBytes!), partition: partition!, offset: offset! })
  }
  return records
}

/** Produces and returns when all is acknowledged; `settings` are further kcat arguments. */
export async function kcatProduce(
  bootstrap: string,
  topic: string,
  records: readonly TestRecord[],
  codec: Codec,
  settings: readonly string[] = [],
  paceMs = 0,
): Promise<void> {
  // Delimiters that no record can hold by accident.
  const between = randomBytes(12).toString('hex')
  const after = randomBytes(12).toString('hex')
  const parts: Buffer[] = []
  for (const { key, value } of records) {
    if (key === null || value === null) throw new Error('kcat is not asked to produce null')
    parts.push(key, Buffer.from(between), value, Buffer.from(after))
  }
  const args = ['-P', '-t', topic, '-z', codec, '-K', between, '-D', after, '-X', 'acks=all', ...settings]
  await kcat(bootstrap, args, Buffer.concat(parts), 120_000, paceMs)
}

/** All there is, up to the end that the broker tells. */
export async function readToEnd(bootstrap: string, topic: string): Promise<ReadRecord[]> {
  const settings = ['-X', 'check.crcs=true']
  return parse(await kcat(bootstrap, ['-C', '-t', topic, '-o', 'beginning', '-e', '-q', '-f', FORMAT, ...settings]))
}

export const kcatTestClient: TestClient = {
  name: 'kcat',
  lacks: new Set(['headers', 'null values']),

  produce: (bootstrap, topic, records, codec) => kcatProduce(bootstrap, topic, records, codec),

  async consume(bootstrap, topic, count, timeoutMs = 60_000) {
    if (count === 0) return []
    const args = ['-C', '-t', topic, '-o', 'beginning', '-c', String(count), '-q', '-f', FORMAT]
    const records = parse(await kcat(bootstrap, args, null, timeoutMs))
    if (records.length !== count) throw new Error(`kcat read ${records.length} of ${count} records`)
    return records
  },
}
