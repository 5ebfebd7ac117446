/**
 * The cluster id for a broker's new directory, asked of the controllers that it is to join (DescribeCluster on their
 * listener, KIP-919). Kafka wants it given by `kafka-storage format`.
 */
import { BufferPool } from '../base/buffer-pool.ts'
import type { Host } from '../host/host.ts'
import { ErrorCode } from '../protocol/errors.ts'
import { SharedReadBuffer } from '../protocol/frame-assembler.ts'
import { DescribeClusterRequest, describeClusterRequest } from '../protocol/generated/describe-cluster-request.ts'
import { describeClusterResponse } from '../protocol/generated/describe-cluster-response.ts'
import type { Address } from './peers/peer.ts'
import { PeerConnection, PeerError } from './peers/peer-connection.ts'

const CONTROLLERS = 2
const RETRY_MS = 100
const TIMEOUT_MS = 2000
const MAX_RESPONSE_BYTES = 1024 * 1024

const API = { request: describeClusterRequest, response: describeClusterResponse }

/** Asks one controller after the other until one answers. Rejects with a sentence after `timeoutMs`. */
export async function discoverClusterId(
  host: Host,
  controllers: readonly Address[],
  timeoutMs: number,
  isStopped: () => boolean,
): Promise<string> {
  const untilMs = host.clock.monotonicMs() + timeoutMs
  let problem = 'none was asked'
  for (let i = 0; host.clock.monotonicMs() < untilMs && !isStopped(); i++) {
    const address = controllers[i % controllers.length]!
    try {
      return await askClusterId(host, address)
    } catch (error) {
      if (!(error instanceof PeerError)) throw error
      problem = error.message
    }
    await new Promise<void>(resolve => host.timers.after(RETRY_MS, resolve))
  }
  const asked = controllers.map(each => `${each.host}:${each.port}`).join(', ')
  throw new Error(
    `the controllers at ${asked} did not tell for which cluster the storage of this node is to be made (${problem}); start one, or give --cluster-id`,
  )
}

async function askClusterId(host: Host, address: Address): Promise<string> {
  const connection = await PeerConnection.open(host, address, TIMEOUT_MS, {
    clientId: 'cluster-discovery',
    pool: new BufferPool(0),
    shared: new SharedReadBuffer(4096),
    maxResponseBytes: MAX_RESPONSE_BYTES,
  })
  try {
    const request = Object.assign(new DescribeClusterRequest(), { endpointType: CONTROLLERS })
    const { response } = await connection.send(API, () => request, { timeoutMs: TIMEOUT_MS })
    if (response.errorCode !== ErrorCode.NONE || response.clusterId === '') {
      throw new PeerError(`${address.host}:${address.port} does not tell its cluster id: ${response.errorMessage}`)
    }
    return response.clusterId
  } finally {
    connection.close()
  }
}
