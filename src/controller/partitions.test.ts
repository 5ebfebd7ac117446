import { describe, expect, it } from 'vitest'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  AlterPartitionRequest,
  BrokerState,
  PartitionData,
  TopicData,
} from '../protocol/generated/alter-partition-request.ts'
import type {
  AlterPartitionResponse,
  PartitionData as PartitionResult,
} from '../protocol/generated/alter-partition-response.ts'
import { ElectLeadersRequest, TopicPartitions } from '../protocol/generated/elect-leaders-request.ts'
import type { ElectLeadersResponse } from '../protocol/generated/elect-leaders-response.ts'
import { balanceLeaders, electUncleanLeaders } from './leader-elections.ts'
import { idOf, TestCluster } from './test-support/test-cluster.ts'

const PREFERRED = 0
const UNCLEAN = 1

function three(options: ConstructorParameters<typeof TestCluster>[0] = {}): TestCluster {
  const cluster = new TestCluster(options).join(1, 2, 3)
  cluster.create('t', { on: [[1, 2, 3]] })
  return cluster
}

interface Proposal extends Partial<Omit<PartitionData, 'newIsrWithEpochs'>> {
  readonly isr: readonly number[]
  /** Whose epoch is out of date. */
  readonly stale?: number
  readonly by?: number
  readonly brokerEpoch?: number
  readonly topicId?: string
}

function propose(cluster: TestCluster, { isr, stale, by = 1, brokerEpoch, topicId, ...change }: Proposal) {
  const epochOf = (id: number): number => cluster.image.cluster.brokers.get(id)?.epoch ?? 0
  const { leaderEpoch, partitionEpoch } = cluster.partition('t')
  const data = Object.assign(new PartitionData(), { partitionIndex: 0, leaderEpoch, partitionEpoch }, change)
  data.newIsrWithEpochs = isr.map(brokerId =>
    Object.assign(new BrokerState(), { brokerId, brokerEpoch: brokerId === stale ? 0 : epochOf(brokerId) }),
  )
  const topic = Object.assign(new TopicData(), { topicId: topicId ?? cluster.image.topics.byName('t')!.id })
  topic.partitions = [data]
  const request = Object.assign(new AlterPartitionRequest(), { brokerId: by, brokerEpoch: brokerEpoch ?? epochOf(by) })
  request.topics = [topic]
  return cluster.ask<AlterPartitionResponse>(ApiKey.AlterPartition, 3, request)
}

const resultOf = (response: AlterPartitionResponse): PartitionResult => response.topics[0]!.partitions[0]!

describe('AlterPartition', () => {
  it('takes replicas out of the in-sync set and back in, without a new leader epoch (KIP-966)', () => {
    const cluster = three()
    expect(resultOf(propose(cluster, { isr: [1, 3] }))).toMatchObject({
      errorCode: ErrorCode.NONE,
      leaderId: 1,
      isr: [1, 3],
      partitionEpoch: 1,
    })
    expect(cluster.show('t')).toBe('1 [1,3] 0/1')
    propose(cluster, { isr: [1, 2, 3] })
    expect(cluster.show('t')).toBe('1 [1,2,3] 0/2')
  })

  it('that changes nothing is answered and leaves no record', () => {
    const cluster = three()
    expect(resultOf(propose(cluster, { isr: [1, 2, 3] }))).toMatchObject({ errorCode: 0, partitionEpoch: 0 })
    expect(cluster.show('t')).toBe('1 [1,2,3] 0/0')
  })

  it.each<[string, Proposal, number]>([
    ['of a later leader epoch', { isr: [1], leaderEpoch: 9 }, ErrorCode.NOT_CONTROLLER],
    ['of a later partition epoch', { isr: [1], partitionEpoch: 9 }, ErrorCode.NOT_CONTROLLER],
    ['of an older leader epoch', { isr: [1], leaderEpoch: -1 }, ErrorCode.FENCED_LEADER_EPOCH],
    ['of an older partition epoch', { isr: [1], partitionEpoch: -1 }, ErrorCode.INVALID_UPDATE_VERSION],
    ['of a follower', { isr: [1, 2], by: 2 }, ErrorCode.INVALID_REQUEST],
    ['without the leader', { isr: [2, 3] }, ErrorCode.INVALID_REQUEST],
    ['with nobody', { isr: [] }, ErrorCode.INVALID_REQUEST],
    ['with one twice', { isr: [1, 2, 2] }, ErrorCode.INVALID_REQUEST],
    ['with a broker that is no replica', { isr: [1, 4] }, ErrorCode.INVALID_REQUEST],
    ['back into recovery', { isr: [1], leaderRecoveryState: 1 }, ErrorCode.INVALID_REQUEST],
    ['with a broker of an earlier life', { isr: [1, 2], stale: 2 }, ErrorCode.INELIGIBLE_REPLICA],
    ['of a partition that is not there', { isr: [1], partitionIndex: 7 }, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    ['of a topic that is not there', { isr: [1], topicId: idOf('none') }, ErrorCode.UNKNOWN_TOPIC_ID],
  ])('%s is refused', (_, proposal, errorCode) => {
    const cluster = three().join(4)
    expect(resultOf(propose(cluster, proposal)).errorCode).toBe(errorCode)
    expect(cluster.show('t')).toBe('1 [1,2,3] 0/0')
  })

  it('of a broker that was registered again is refused as a whole', () => {
    expect(propose(three(), { isr: [1], brokerEpoch: 0 })).toMatchObject({ errorCode: ErrorCode.STALE_BROKER_EPOCH })
  })

  it('may not bring in who is fenced or about to leave (KIP-841)', () => {
    const cluster = three()
    cluster.lose(2)
    expect(resultOf(propose(cluster, { isr: [1, 2, 3] })).errorCode).toBe(ErrorCode.INELIGIBLE_REPLICA)
    cluster.create('other', { on: [[3]] })
    cluster.heartbeat(3, { wantShutDown: true })
    expect(cluster.show('t')).toBe('1 [1] 0/2')
    expect(resultOf(propose(cluster, { isr: [1, 3] })).errorCode).toBe(ErrorCode.INELIGIBLE_REPLICA)
  })
})

describe('when all in-sync replicas go', () => {
  it('the last one stays in the set, and only it may lead again', () => {
    const cluster = three()
    cluster.lose(1)
    cluster.lose(2)
    cluster.lose(3)
    expect(cluster.show('t')).toBe('-1 [3] 3/3')
    cluster.comeBack(1)
    expect(cluster.show('t')).toBe('-1 [3] 3/3')
    cluster.comeBack(3)
    expect(cluster.show('t')).toBe('3 [3] 4/4')
  })

  it('and the topic allows it, anyone leads, alone and in recovery, until it says that it has recovered', () => {
    const cluster = new TestCluster().join(1, 2, 3)
    cluster.create('t', { on: [[1, 2, 3]], with: { 'unclean.leader.election.enable': 'true' } })
    propose(cluster, { isr: [1] })
    cluster.lose(1)
    expect(cluster.show('t')).toBe('2 [2] 1/2 recovering')
    expect(resultOf(propose(cluster, { isr: [2, 3], by: 2, leaderRecoveryState: 1 })).errorCode).toBe(
      ErrorCode.INVALID_REQUEST,
    )
    propose(cluster, { isr: [2], by: 2, leaderRecoveryState: 0 })
    propose(cluster, { isr: [2, 3], by: 2 })
    expect(cluster.show('t')).toBe('2 [2,3] 1/4')
  })

  it('and it becomes allowed later, the periodic election finds somebody', () => {
    const cluster = three()
    propose(cluster, { isr: [1] })
    cluster.lose(1)
    const options = { ...cluster.state.options, uncleanLeaderElection: true }
    expect(electUncleanLeaders(cluster.input(), cluster.state.options).records).toEqual([])
    cluster.apply(electUncleanLeaders(cluster.input(), options).records)
    expect(cluster.partition('t')).toMatchObject({ leader: 2, isr: [2], leaderRecoveryState: 1 })
  })
})

describe('eligible leader replicas (KIP-966)', () => {
  const eligible = () => three({ eligibleLeaders: true, minInSyncReplicas: 2 })

  it('are those who left while the set was below min.insync.replicas, and lead when nobody is in sync', () => {
    const cluster = eligible()
    cluster.lose(1)
    expect(cluster.show('t')).toBe('2 [2,3] 1/1')
    cluster.lose(2)
    expect(cluster.show('t')).toBe('3 [3] 2/2 elr 2')
    cluster.lose(3)
    expect(cluster.show('t')).toBe('-1 [] 3/3 elr 2,3 last 3')
    cluster.comeBack(1)
    expect(cluster.partition('t').leader).toBe(-1)
    cluster.comeBack(2)
    expect(cluster.show('t')).toBe('2 [2] 4/4 elr 3')
  })

  it('are forgotten once enough are in sync', () => {
    const cluster = eligible()
    cluster.lose(1)
    cluster.lose(2)
    cluster.comeBack(1)
    propose(cluster, { isr: [3, 1], by: 3 })
    expect(cluster.show('t')).toBe('3 [3,1] 2/3')
  })

  it('are not those who come back without having stopped in good order', () => {
    const cluster = eligible()
    cluster.lose(1)
    cluster.lose(2)
    cluster.comeBack(2, false)
    expect(cluster.show('t')).toBe('3 [3] 2/3')
  })

  it('being none, the last known leader leads again, in recovery, though it may have lost records', () => {
    const cluster = three({ eligibleLeaders: true, minInSyncReplicas: 1 })
    propose(cluster, { isr: [1] })
    cluster.lose(1)
    expect(cluster.show('t')).toBe('-1 [] 1/2 elr 1 last 1')
    cluster.comeBack(1, false)
    expect(cluster.partition('t')).toMatchObject({ leader: 1, isr: [1], leaderRecoveryState: 1 })
  })
})

describe('ElectLeaders', () => {
  const elect = (cluster: TestCluster, electionType: number, asked: Record<string, number[]> | null) => {
    const request = new ElectLeadersRequest()
    request.electionType = electionType
    request.topicPartitions =
      asked === null
        ? null
        : Object.entries(asked).map(([topic, partitions]) =>
            Object.assign(new TopicPartitions(), { topic, partitions }),
          )
    return cluster
      .ask<ElectLeadersResponse>(ApiKey.ElectLeaders, 2, request)
      .replicaElectionResults.flatMap(({ topic, partitionResult }) =>
        partitionResult.map(({ partitionId, errorCode }) => [topic, partitionId, errorCode]),
      )
  }

  it('brings the preferred leader back', () => {
    const cluster = three()
    expect(elect(cluster, PREFERRED, { t: [0] })).toEqual([['t', 0, ErrorCode.ELECTION_NOT_NEEDED]])
    cluster.lose(1)
    expect(elect(cluster, PREFERRED, { t: [0] })).toEqual([['t', 0, ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE]])
    cluster.comeBack(1)
    expect(elect(cluster, PREFERRED, { t: [0] })).toEqual([['t', 0, ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE]])
    propose(cluster, { isr: [1, 2, 3], by: 2 })
    expect(elect(cluster, PREFERRED, null)).toEqual([['t', 0, ErrorCode.NONE]])
    expect(cluster.show('t')).toBe('1 [1,2,3] 2/3')
    expect(elect(cluster, PREFERRED, null)).toEqual([])
  })

  it('elects anyone where that is asked for, and nobody where there is a leader or nobody left', () => {
    const cluster = three()
    expect(elect(cluster, UNCLEAN, { t: [0] })).toEqual([['t', 0, ErrorCode.ELECTION_NOT_NEEDED]])
    propose(cluster, { isr: [1] })
    cluster.lose(1)
    expect(elect(cluster, UNCLEAN, { t: [0] })).toEqual([['t', 0, ErrorCode.NONE]])
    expect(cluster.show('t')).toBe('2 [2] 2/3 recovering')
    cluster.create('gone', { on: [[2]] })
    cluster.lose(2)
    expect(elect(cluster, UNCLEAN, { gone: [0] })).toEqual([['gone', 0, ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE]])
  })

  it('names what it does not know', () => {
    expect(elect(three(), PREFERRED, { none: [0], t: [5] })).toEqual([
      ['none', 0, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
      ['t', 5, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    ])
  })

  it('happens by itself for preferred leaders that are back in sync', () => {
    const cluster = three()
    cluster.lose(1)
    cluster.comeBack(1)
    cluster.apply(balanceLeaders(cluster.input(), cluster.state.options).records)
    expect(cluster.partition('t').leader).toBe(2)
    propose(cluster, { isr: [1, 2, 3], by: 2 })
    cluster.apply(balanceLeaders(cluster.input(), cluster.state.options).records)
    expect(cluster.partition('t').leader).toBe(1)
  })
})
