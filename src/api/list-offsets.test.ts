import { expect, it } from 'vitest'
import { TestPartition } from '../broker/test-support/test-partition.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  ListOffsetsPartition,
  ListOffsetsRequest,
  ListOffsetsTopic,
} from '../protocol/generated/list-offsets-request.ts'
import { handle } from './list-offsets.ts'

const LATEST = -1
const EARLIEST = -2

/** Elected a moment ago with two records, of which it does not know yet that they are committed. */
async function elected() {
  const leader = new TestPartition().image({ leaderId: 1, leaderEpoch: 1, isr: [1, 2] })
  await leader.produce(['a', 'b'])
  leader.image({ leaderEpoch: 2 })
  const ask = async (timestamp: number, { apiVersion = 7, replicaId = -1 } = {}) => {
    const request = Object.assign(new ListOffsetsRequest(), { replicaId })
    const partition = Object.assign(new ListOffsetsPartition(), { partitionIndex: 0, timestamp })
    request.topics = [Object.assign(new ListOffsetsTopic(), { name: 't', partitions: [partition] })]
    const services = { replicas: { partitionByName: () => leader.partition } }
    const response = await handle(services as never, { apiVersion } as never, request)
    const { errorCode, offset } = response.topics[0]!.partitions[0]!
    return errorCode === ErrorCode.NONE ? offset : errorCode
  }
  return { leader, ask }
}

it('a new leader cannot say where the log ends before it knows that all of old is committed (KIP-207)', async () => {
  const { leader, ask } = await elected()
  expect(await ask(LATEST)).toBe(ErrorCode.OFFSET_NOT_AVAILABLE)
  expect(await ask(LATEST, { apiVersion: 4 })).toBe(ErrorCode.LEADER_NOT_AVAILABLE)
  // A record of that time may be there, and not be known to be committed.
  expect(await ask(leader.test.now)).toBe(ErrorCode.OFFSET_NOT_AVAILABLE)
  expect(await ask(EARLIEST)).toBe(0)
  expect(await ask(LATEST, { replicaId: 2 })).toBe(2)
  // Who debugs sees what followers see.
  expect(await ask(LATEST, { replicaId: -2 })).toBe(2)
  await leader.fetch(2, 2)
  expect([await ask(LATEST), await ask(leader.test.now)]).toEqual([2, 0])
})
