import { describe, expect, it } from 'vitest'
import { ApiKey } from '../protocol/api-keys.ts'
import { openResponse, sealRequest } from '../protocol/envelope.ts'
import { ErrorCode } from '../protocol/errors.ts'
import * as quorumRequest from '../protocol/generated/describe-quorum-request.ts'
import { describeQuorumResponse } from '../protocol/generated/describe-quorum-response.ts'
import type { EnvelopeResponse } from '../protocol/generated/envelope-response.ts'
import type { RequestContext } from './api.ts'
import { CONTROLLER_ROWS, type ControllerServices } from './controller-table.ts'

const NODE_ID = 1

/** DescribeQuorum as a broker passes it on to this node, while `leaderId` leads. */
async function passOn(leaderId: number): Promise<EnvelopeResponse> {
  const request = new quorumRequest.DescribeQuorumRequest()
  const partitions = [new quorumRequest.PartitionData()]
  request.topics = [Object.assign(new quorumRequest.TopicData(), { topicName: '__cluster_metadata', partitions })]
  const sender = { principal: 'User:ANONYMOUS', address: '127.0.0.1', clientId: null }
  const envelope = sealRequest(quorumRequest.describeQuorumRequest, 2, 7, request, sender)
  const services = {
    nodeId: NODE_ID,
    quorumInfo: () => ({ leaderId, leaderEpoch: 3, highWatermark: 9, voters: [], observers: [], nodes: [] }),
  }
  const row = CONTROLLER_ROWS.find(({ key }) => key === ApiKey.Envelope)!
  const context = { connection: {} } as RequestContext
  return (await row.handle(services as unknown as ControllerServices, context, envelope, { owner: null })) as never
}

describe('Envelope', () => {
  it('holds what the leader of the quorum says of it', async () => {
    const { errorCode, responseData } = await passOn(NODE_ID)
    expect(errorCode).toBe(ErrorCode.NONE)
    const opened = openResponse(describeQuorumResponse, 2, responseData!)
    expect(opened?.topics[0]?.partitions[0]).toMatchObject({ leaderId: NODE_ID, leaderEpoch: 3, highWatermark: 9 })
  })

  it('is refused with NOT_CONTROLLER by who does not lead: a broker of Apache Kafka would stay with it', async () => {
    const { errorCode, responseData } = await passOn(2)
    expect([errorCode, responseData]).toEqual([ErrorCode.NOT_CONTROLLER, null])
  })
})
