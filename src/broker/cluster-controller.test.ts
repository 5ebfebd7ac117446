import { beforeEach, describe, expect, it } from 'vitest'
import type { Host } from '../host/host.ts'
import { MemoryNetwork } from '../host/test-support/memory-network.ts'
import { TestHost } from '../log/test-support/test-host.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { responseFrame } from '../protocol/frame.ts'
import { BrokerHeartbeatRequest, brokerHeartbeatRequest } from '../protocol/generated/broker-heartbeat-request.ts'
import { BrokerHeartbeatResponse, brokerHeartbeatResponse } from '../protocol/generated/broker-heartbeat-response.ts'
import { ClusterController } from './cluster-controller.ts'
import { type Asked, OtherNode } from './peers/test-support/other-node.ts'

const SESSION_TIMEOUT_MS = 2_000
const REQUEST_TIMEOUT_MS = 30_000
const PORTS: Readonly<Record<number, number>> = { 2: 19_092, 3: 19_093 }

let test: TestHost
let network: MemoryNetwork
let second: OtherNode
let third: OtherNode
let channel: ClusterController
let leaderId: number | null

beforeEach(async () => {
  test = new TestHost()
  network = new MemoryNetwork(test.host.timers)
  const node = async (id: number): Promise<OtherNode> => {
    const other = new OtherNode(PORTS[id]!)
    other.ranges = [{ apiKey: ApiKey.BrokerHeartbeat, minVersion: 0, maxVersion: 1 }]
    await other.listen(network)
    return other
  }
  second = await node(2)
  third = await node(3)
  leaderId = 2
  channel = new ClusterController({ ...test.host, network } as unknown as Host, {
    nodeId: 1,
    local: null,
    leaderId: () => leaderId,
    addressOf: id => ({ host: '127.0.0.1', port: PORTS[id]! }),
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    sessionTimeoutMs: SESSION_TIMEOUT_MS,
    whenSeen: async () => {},
  })
})

async function advance(ms: number): Promise<void> {
  for (let i = 0; i < ms; i++) await test.advance(1)
}

function beat(): Promise<object> {
  return channel.request(ApiKey.BrokerHeartbeat, brokerHeartbeatRequest.maxVersion, new BrokerHeartbeatRequest())
}

function answer({ apiVersion, correlationId, socket }: Asked, errorCode: number = ErrorCode.NONE): void {
  const response = Object.assign(new BrokerHeartbeatResponse(), { errorCode })
  socket.write(responseFrame(brokerHeartbeatResponse, apiVersion, correlationId, response))
}

/** Heartbeats that a node was asked for. */
function heartbeatsAt({ asked }: OtherNode): number {
  return asked.filter(({ apiKey }) => apiKey === ApiKey.BrokerHeartbeat).length
}

function become(leader: number): void {
  leaderId = leader
  channel.followLeader(leader)
}

describe('the way to the active controller', () => {
  it('goes on to the next one when another leads, though the former one says nothing at all', async () => {
    third.onRequest = asked => answer(asked)
    const beaten = beat()
    await advance(100)
    expect(heartbeatsAt(second)).toBe(1)
    become(3)
    await advance(100)
    expect(heartbeatsAt(third)).toBe(1)
    expect(await beaten).toMatchObject({ errorCode: ErrorCode.NONE })
  })

  it('goes on to the next one also while the connection to the former is being made', async () => {
    second.speaks = false
    third.onRequest = asked => answer(asked)
    const beaten = beat()
    await advance(10)
    become(3)
    await advance(100)
    expect(await beaten).toMatchObject({ errorCode: ErrorCode.NONE })
  })

  it('leaves what the leader is asked alone when it is heard of again, or nobody leads for a while', async () => {
    const held: Asked[] = []
    second.onRequest = asked => held.push(asked)
    const beaten = beat()
    await advance(100)
    channel.followLeader(null)
    channel.followLeader(2)
    await advance(100)
    expect(held).toHaveLength(1)
    answer(held[0]!)
    await advance(10)
    expect(await beaten).toMatchObject({ errorCode: ErrorCode.NONE })
    expect(network.dialled).toBe(1)
  })

  it('sends a heartbeat that is not answered once more before the session of the broker is over', async () => {
    const beaten = beat()
    await advance(SESSION_TIMEOUT_MS / 2 - 50)
    expect(heartbeatsAt(second)).toBe(1)
    second.onRequest = asked => answer(asked)
    await advance(150)
    expect(heartbeatsAt(second)).toBe(2)
    expect(await beaten).toMatchObject({ errorCode: ErrorCode.NONE })
  })

  it('asks again where a node says that it is not the controller, until the time is over', async () => {
    second.onRequest = asked => answer(asked, ErrorCode.NOT_CONTROLLER)
    let refused: Error | null = null
    beat().catch(error => {
      refused = error
    })
    await advance(200)
    expect(heartbeatsAt(second)).toBeGreaterThan(3)
    expect(refused).toBeNull()
    await test.advance(REQUEST_TIMEOUT_MS)
    await advance(50)
    expect(String(refused)).toMatch(/NotControllerError: no controller was found that takes the request/)
  })
})
