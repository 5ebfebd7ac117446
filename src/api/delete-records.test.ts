import { describe, expect, it } from 'vitest'
import { MovingNode, TOPIC } from '../broker/test-support/moving-node.ts'
import { settle } from '../log/test-support/test-host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  DeleteRecordsPartition,
  DeleteRecordsRequest,
  DeleteRecordsTopic,
} from '../protocol/generated/delete-records-request.ts'
import type { RequestContext } from './api.ts'
import { handle } from './delete-records.ts'

/** 200 records. */
async function filled(node: MovingNode): Promise<void> {
  node.open()
  for (let i = 0; i < 100; i++) {
    node.produce([`${i}`, 'x'.repeat(i % 90)])
    if (i % 7 === 0) await node.run(1)
  }
  await node.run(1)
}

describe('DeleteRecords of a partition that is moved to another log directory', () => {
  const deleteRecords = (node: MovingNode, offset: number, timeoutMs = 1000) => {
    const request = Object.assign(new DeleteRecordsRequest(), {
      timeoutMs,
      topics: [
        Object.assign(new DeleteRecordsTopic(), {
          name: TOPIC,
          partitions: [Object.assign(new DeleteRecordsPartition(), { partitionIndex: 0, offset })],
        }),
      ],
    })
    const replicas = { partitionByName: () => node.partitions.get(0)! }
    const answer = { errorCode: -2, lowWatermark: -2 }
    void Promise.resolve(handle({ replicas, moves: node.mover }, {} as RequestContext, request)).then(response =>
      Object.assign(answer, response.topics[0]!.partitions[0]!),
    )
    return answer
  }

  it('answers at once when no other log has them', async () => {
    const node = new MovingNode()
    await filled(node)
    const answer = deleteRecords(node, 31)
    await settle()
    expect(answer).toMatchObject({ errorCode: ErrorCode.NONE, lowWatermark: 31 })
  })

  it('answers when they are gone from both of its logs', async () => {
    const node = new MovingNode()
    await filled(node)
    node.outcome = null
    node.mover.request(TOPIC, 0, '/d2')
    await node.run(100)
    const future = node.logs.getFuture(TOPIC, 0)!
    expect(future.logEndOffset).toBe(200)
    const answer = deleteRecords(node, 153)
    expect([node.partitions.get(0)!.log.logStartOffset, future.logStartOffset]).toEqual([153, 0])
    // The move itself waits for the controller: it must be woken for this.
    await node.run(2)
    expect(answer).toMatchObject({ errorCode: ErrorCode.NONE, lowWatermark: 153 })
    expect(future.logStartOffset).toBe(153)
  })

  it('is told of a timeout when the other log does not get so far', async () => {
    // No move is carried out, so the future log stays as it is.
    const node = new MovingNode({ movesAtOnce: 0 })
    await filled(node)
    node.mover.request(TOPIC, 0, '/d2')
    const answer = deleteRecords(node, 31, 200)
    await node.run(38)
    expect(answer.errorCode).toBe(-2)
    await node.run(4)
    expect(answer).toMatchObject({ errorCode: ErrorCode.REQUEST_TIMED_OUT, lowWatermark: 0 })
    expect(node.partitions.get(0)!.log.logStartOffset).toBe(31)
  })

  it('answers when the move is given up', async () => {
    const node = new MovingNode({ movesAtOnce: 0 })
    await filled(node)
    node.mover.request(TOPIC, 0, '/d2')
    const answer = deleteRecords(node, 31, 60_000)
    await node.run(4)
    expect(answer.errorCode).toBe(-2)
    node.mover.request(TOPIC, 0, '/d1')
    await node.run(1)
    expect(answer).toMatchObject({ errorCode: ErrorCode.NONE, lowWatermark: 31 })
  })
})
