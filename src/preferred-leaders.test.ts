import { afterEach, expect, it } from 'vitest'
import { startCluster } from './index.ts'
import { ErrorCode } from './protocol/errors.ts'
import { ElectLeadersRequest, electLeadersRequest } from './protocol/generated/elect-leaders-request.ts'
import { electLeadersResponse } from './protocol/generated/elect-leaders-response.ts'
import {
  UnregisterControllerRequest,
  unregisterControllerRequest,
} from './protocol/generated/unregister-controller-request.ts'
import { unregisterControllerResponse } from './protocol/generated/unregister-controller-response.ts'
import { ask } from './test-support/ask.ts'
import { eventually, Opened } from './test-support/kafkajs-cluster.ts'

const open = new Opened()
afterEach(() => open.closeAll())

/** Three brokers, each the preferred leader of a partition; the first one went and came back, and leads nothing. */
async function afterAStop(config: Record<string, string | number>) {
  const { cluster, admin } = await open.cluster({ nodes: 3, config })
  const placement = [
    [1, 2, 3],
    [2, 3, 1],
    [3, 1, 2],
  ]
  const replicaAssignment = placement.map((replicas, partition) => ({ partition, replicas }))
  await admin.createTopics({ topics: [{ topic: 'orders', replicaAssignment }] })
  const partitions = async () =>
    (await admin.fetchTopicMetadata({ topics: ['orders'] })).topics[0]!.partitions.sort(
      (a, b) => a.partitionId - b.partitionId,
    )
  const leaders = async () => (await partitions()).map(({ leader }) => leader)
  await cluster.nodes[0]!.stop()
  await eventually('others lead', async () => String(await leaders()) === '2,2,3')
  await cluster.nodes[0]!.start()
  await eventually('all are in sync', async () => (await partitions()).every(({ isr }) => isr.length === 3))
  return { cluster, leaders }
}

it('brings preferred leaders back when it is asked to (ElectLeaders, KIP-183)', async () => {
  const { cluster, leaders } = await afterAStop({ 'auto.leader.rebalance.enable': 'false' })
  expect(await leaders()).toEqual([2, 2, 3])
  const elect = async () => {
    const request = Object.assign(new ElectLeadersRequest(), {
      electionType: 0,
      topicPartitions: null,
      timeoutMs: 5000,
    })
    const response = await ask(cluster.nodes[2]!.address, [electLeadersRequest, electLeadersResponse], 2, request)
    expect(response.errorCode).toBe(ErrorCode.NONE)
    return response.replicaElectionResults
      .filter(({ topic }) => topic === 'orders')
      .flatMap(({ partitionResult }) => partitionResult.map(each => [each.partitionId, each.errorCode]))
  }
  expect(await elect()).toEqual([[0, ErrorCode.NONE]])
  await eventually('everyone leads its own', async () => String(await leaders()) === '1,2,3')
  expect(await elect()).toEqual([])
}, 60_000)

it('brings them back by itself (auto.leader.rebalance.enable)', async () => {
  const { leaders } = await afterAStop({ 'leader.imbalance.check.interval.seconds': 1 })
  await eventually('everyone leads its own', async () => String(await leaders()) === '1,2,3')
}, 60_000)

it('a controller that lives registers again by itself when it is unregistered (KIP-1312)', async () => {
  const cluster = await startCluster({ nodes: 3 })
  open.push(cluster)
  const unregister = async (controllerId: number) => {
    const request = Object.assign(new UnregisterControllerRequest(), { controllerId })
    const codecs = [unregisterControllerRequest, unregisterControllerResponse] as const
    return (await ask(cluster.nodes[0]!.address, codecs, 0, request)).errorCode
  }
  const answers = await Promise.all([1, 2, 3].map(unregister))
  // One of them is the active controller.
  expect(answers.sort()).toEqual([ErrorCode.NONE, ErrorCode.NONE, ErrorCode.INVALID_REQUEST])
  expect(await unregister(9)).toBe(ErrorCode.CONTROLLER_ID_NOT_REGISTERED)
  for (const id of [1, 2, 3]) {
    await eventually(`controller ${id} is there again`, async () => {
      return (await unregister(id)) !== ErrorCode.CONTROLLER_ID_NOT_REGISTERED
    })
  }
}, 60_000)
