import { describe, expect, it } from 'vitest'
import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import { Cluster } from './test-support/raft-cluster.ts'

/** Voters 1 to `count` in the log (kraft.version 1), of whom 1 leads. */
function dynamic(count: number): Cluster {
  const cluster = new Cluster(count, [], [], true)
  cluster.start()
  cluster.advance(1500)
  expect(cluster.leader).toBe(1)
  cluster.take()
  return cluster
}

const NEW = 'ReplicaKey(id=4, directoryId=directory-of-000000004)'
const THREE = '[1, 2, 3]'
  .replace('1', 'ReplicaKey(id=1, directoryId=directory-of-000000001)')
  .replace('2', 'ReplicaKey(id=2, directoryId=directory-of-000000002)')
  .replace(' 3', ' ReplicaKey(id=3, directoryId=directory-of-000000003)')

describe('a new voter', () => {
  it('is asked for its versions, written into the log, told of the leader, and acknowledged when that is committed', () => {
    const cluster = dynamic(3)
    cluster.add(4)
    cluster.bootstrapIds = [-2]
    const observer = cluster.of(4)
    observer.machine = observer.make()
    cluster.step(4, { kind: 'start' })
    cluster.advance(1000)
    cluster.take()
    const answers = cluster.addVoter(1, 4)
    expect(answers).toEqual([])
    expect(cluster.take(true)).toEqual(['1: asks 4 for its versions'])
    cluster.answerVersions()
    expect(cluster.take()).toMatchInlineSnapshot(`
      [
        "1: append-voters 1,2,3,4",
        "1: high watermark 2",
        "1: answers add-voter 1/1",
        "2: high watermark 2",
        "3: high watermark 2",
        "4: high watermark 2",
      ]
    `)
    expect(answers).toEqual(['add-voter 1/1'])
    expect([1, 2, 3, 4].map(id => cluster.votersOf(id).join())).toEqual(Array(4).fill('1,2,3,4'))
    expect(cluster.of(4).machine.isVoter).toBe(true)
  })

  it('counts from its record on, before that is committed', () => {
    const cluster = withObserver(dynamic(1), 2)
    const answers = cluster.addVoter(1, 2)
    cluster.down.add(2)
    cluster.answerVersions()
    cluster.append(1, 3)
    expect(cluster.votersOf(1)).toEqual([1, 2])
    expect(cluster.of(1).machine.highWatermark).toBe(1)
    expect(answers).toEqual([])
    cluster.restart(2)
    cluster.advance(500)
    expect(cluster.of(1).machine.highWatermark).toBe(5)
    expect(answers).toEqual(['add-voter 1/1'])
  })

  it('that asks not to wait is acknowledged when its record is written', () => {
    const cluster = withObserver(dynamic(1), 2)
    const answers = cluster.addVoter(1, 2, false)
    cluster.down.add(2)
    cluster.answerVersions()
    expect(answers).toEqual(['add-voter 1/1'])
    expect(cluster.addVoter(1, 3)).toEqual([
      'add-voter REQUEST_TIMED_OUT 1/1: Request timed out waiting for leader to handle previous voter change request',
    ])
  })

  it('and one after the other make three of one, of which two are a majority', () => {
    const cluster = withObserver(withObserver(dynamic(1), 2), 3)
    for (const id of [2, 3]) {
      const answers = cluster.addVoter(1, id)
      cluster.answerVersions()
      cluster.advance(500)
      expect(answers).toEqual(['add-voter 1/1'])
    }
    cluster.down.add(1)
    cluster.advance(8000)
    const leader = cluster.leader!
    expect([2, 3]).toContain(leader)
    cluster.append(leader)
    expect(cluster.of(leader).machine.highWatermark).toBe(cluster.of(leader).log.endOffset)
  })
})

/** Node `id` fetches as an observer and has caught up. */
function withObserver(cluster: Cluster, id: number): Cluster {
  cluster.bootstrapIds = [-2]
  cluster.add(id)
  cluster.advance(1500)
  const { log } = cluster.of(id)
  expect(log.epochs).toEqual(cluster.of(1).log.epochs)
  cluster.take()
  return cluster
}

describe('a new voter is refused', () => {
  const refused = (error: string, message: string) => [`add-voter ${error} 1/1: ${message}`]

  it('when it is one already, or another directory has its id', () => {
    const cluster = dynamic(3)
    const own = 'ReplicaKey(id=2, directoryId=directory-of-000000002)'
    const what = `is already part of the set of voters ${THREE}.`
    expect(cluster.addVoter(1, 2)).toEqual(refused('DUPLICATE_VOTER', `The voter id for ${own} ${what}`))
    const voter = { id: 2, directoryId: 'another-directory-----' as Uuid, endpoints: cluster.endpointsOf(2) }
    const other = 'ReplicaKey(id=2, directoryId=another-directory-----)'
    expect(cluster.ask(1, { kind: 'add-voter', voter, ackWhenCommitted: true })).toEqual(
      refused('DUPLICATE_VOTER', `The voter id for ${other} ${what}`),
    )
  })

  it.each([
    ['id', { id: -1 }],
    ['directory id', { directoryId: ZERO_UUID }],
  ])('without an %s', (_, change) => {
    const cluster = dynamic(1)
    const voter = { id: 2, directoryId: cluster.directoryOf(2), endpoints: cluster.endpointsOf(2), ...change }
    expect(cluster.ask(1, { kind: 'add-voter', voter, ackWhenCommitted: true })).toEqual(
      refused('INVALID_REQUEST', "Add voter request didn't include a valid voter"),
    )
  })

  it('without an endpoint at the listener of the controllers', () => {
    const cluster = dynamic(1)
    const endpoints = [{ name: 'OTHER', host: 'h', port: 7 }]
    const voter = { id: 2, directoryId: cluster.directoryOf(2), endpoints }
    expect(cluster.ask(1, { kind: 'add-voter', voter, ackWhenCommitted: true })).toEqual(
      refused(
        'INVALID_REQUEST',
        "Add voter request didn't include the endpoint (Endpoints(endpoints={ListenerName(OTHER)=h/<unresolved>:7})) for the default listener ListenerName(CONTROLLER)",
      ),
    )
  })

  it('by whoever does not lead', () => {
    const cluster = dynamic(3)
    expect(cluster.addVoter(2, 4)).toEqual(['add-voter NOT_LEADER_OR_FOLLOWER 1/1'])
    expect(cluster.removeVoter(3, 2)).toEqual(['remove-voter NOT_LEADER_OR_FOLLOWER 1/1'])
  })

  it('while the leader has committed nothing of its own', () => {
    const cluster = new Cluster(3, [[1], [1], [1]], [], true)
    cluster.loses = ({ request }) => request.kind === 'fetch'
    cluster.start()
    cluster.advance(100)
    expect(cluster.leader).toBe(1)
    const late = 'Request timed out waiting for leader to establish HWM and fence previous voter changes'
    expect(cluster.addVoter(1, 4)).toEqual([`add-voter REQUEST_TIMED_OUT 2/1: ${late}`])
    expect(cluster.removeVoter(1, 3)).toEqual([`remove-voter REQUEST_TIMED_OUT 2/1: ${late}`])
  })

  it('in a quorum of static voters', () => {
    const cluster = new Cluster(3)
    cluster.start()
    cluster.advance(1500)
    const endpoints = [{ name: 'CONTROLLER', host: 'h', port: 1 }]
    const voter = { id: 4, directoryId: cluster.directoryOf(4), endpoints }
    expect(cluster.ask(1, { kind: 'add-voter', voter, ackWhenCommitted: true })).toEqual(
      refused('UNSUPPORTED_VERSION', "Cluster doesn't support adding voter because the kraft.version feature is 0"),
    )
    expect(cluster.removeVoter(1, 2)).toEqual([
      "remove-voter UNSUPPORTED_VERSION 1/1: Cluster doesn't support removing voter because the kraft.version feature is 0",
    ])
  })

  it('when it does not answer', () => {
    const cluster = withObserver(dynamic(3), 4)
    const answers = cluster.addVoter(1, 4)
    cluster.answerVersions('BROKER_NOT_AVAILABLE')
    const message = 'Aborted add voter operation for since API_VERSIONS returned an error BROKER_NOT_AVAILABLE'
    expect(answers).toEqual(refused('REQUEST_TIMED_OUT', message))
    expect(cluster.votersOf(1)).toEqual([1, 2, 3])
    const again = cluster.addVoter(1, 4)
    cluster.answerVersions()
    expect(again).toEqual(['add-voter 1/1'])
  })

  it('when it never answers: after the request timeout', () => {
    const cluster = withObserver(dynamic(3), 4)
    const answers = cluster.addVoter(1, 4)
    cluster.advance(1900)
    expect(answers).toEqual([])
    expect(cluster.addVoter(1, 4)).toEqual(
      refused('REQUEST_TIMED_OUT', 'Request timed out waiting for leader to handle previous voter change request'),
    )
    cluster.advance(200)
    expect(answers).toEqual(['add-voter REQUEST_TIMED_OUT 1/1'])
    // What comes too late belongs to nothing.
    cluster.answerVersions()
    expect(cluster.votersOf(1)).toEqual([1, 2, 3])
  })

  it.each([
    [null, '(min: 0, max: 0)'],
    [{ min: 0, max: 0 }, '(min: 0, max: 0'],
    [{ min: 2, max: 3 }, '(min: 2, max: 3'],
  ])('when its range of kraft.version is %j', (range, text) => {
    const cluster = withObserver(dynamic(3), 4)
    cluster.kraftVersions = range
    const answers = cluster.addVoter(1, 4)
    cluster.answerVersions()
    const message = `Aborted add voter operation for ${NEW} since the kraft.version range ${text} doesn't support the finalized version 1`
    expect(answers).toEqual(refused('INVALID_REQUEST', message))
  })

  it('when it has not caught up: never fetched, or long ago', () => {
    const cluster = dynamic(3)
    const answers = cluster.addVoter(1, 4)
    cluster.answerVersions()
    const message = `Aborted add voter operation for ${NEW} since it is lagging behind`
    expect(answers).toEqual(refused('REQUEST_TIMED_OUT', message))
    withObserver(cluster, 4)
    cluster.down.add(4)
    cluster.advance(3_700_000)
    const later = cluster.addVoter(1, 4)
    cluster.answerVersions()
    expect(later).toEqual(refused('REQUEST_TIMED_OUT', message))
  })

  it('when the leadership ends before its record is committed; the next leader decides what holds', () => {
    const cluster = withObserver(dynamic(3), 4)
    for (const id of [2, 3, 4]) cluster.down.add(id)
    const answers = cluster.addVoter(1, 4)
    cluster.answerVersions()
    expect(cluster.votersOf(1)).toEqual([1, 2, 3, 4])
    expect(answers).toEqual([])
    cluster.step(1, { kind: 'resign', epoch: 1 })
    expect(answers).toEqual(['add-voter NOT_LEADER_OR_FOLLOWER 1/null'])
    cluster.down.add(1)
    for (const id of [2, 3]) cluster.restart(id)
    cluster.advance(8000)
    cluster.append(cluster.leader!)
    cluster.restart(1)
    cluster.advance(5000)
    // The record was on one of three: it is cut off, and the voters are those before it.
    expect(cluster.votersOf(1)).toEqual([1, 2, 3])
    expect(cluster.of(1).log.epochs).toEqual(cluster.of(cluster.leader!).log.epochs)
  })
})

describe('a voter that is removed', () => {
  it('goes on as an observer, and the others no longer need it', () => {
    const cluster = dynamic(3)
    const answers = cluster.removeVoter(1, 3)
    expect(answers).toEqual(['remove-voter 1/1'])
    cluster.advance(1000)
    expect(cluster.votersOf(1)).toEqual([1, 2])
    expect(cluster.of(3).machine.isVoter).toBe(false)
    expect(cluster.of(3).machine.role.kind).toBe('follower')
    cluster.append(1)
    cluster.advance(600)
    expect(cluster.of(3).log.epochs).toEqual(cluster.of(1).log.epochs)
    // It stands for no election, however long it is alone.
    cluster.down.add(1)
    cluster.down.add(2)
    cluster.advance(20_000)
    expect(cluster.of(3).machine.role.kind).toBe('unattached')
    expect(cluster.of(3).machine.epoch).toBe(1)
  })

  it('as the leader: commits without counting itself, answers, and hands over', () => {
    const cluster = dynamic(3)
    const answers = cluster.removeVoter(1, 1)
    expect(answers).toEqual(['remove-voter 1/1'])
    expect(cluster.take()).toMatchInlineSnapshot(`
      [
        "1: append-voters 2,3",
        "1: high watermark 2",
        "1: answers remove-voter 1/1",
        "1: role resigned in 1",
        "1: → 2 end-epoch 1 prefers 2,3",
        "1: → 3 end-epoch 1 prefers 2,3",
        "1: leader null in 1",
        "2: high watermark 2",
        "2: role prospective in 1",
        "2: persist epoch=1 leader=1 voted=1",
        "2: → 3 pre-vote 1 log=2@1",
        "2: answers end-epoch 1/null",
        "2: leader null in 1",
        "3: answers end-epoch 1/1",
        "3: answers vote 1/1 granted",
        "2: role candidate in 2",
        "2: persist epoch=2 leader=null voted=2",
        "2: → 3 vote 2 log=2@1",
        "3: role unattached in 2",
        "3: role unattached in 2",
        "3: persist epoch=2 leader=null voted=2",
        "3: answers vote 2/null granted",
        "3: leader null in 2",
        "2: role leader in 2",
        "2: persist epoch=2 leader=2 voted=null",
        "2: begin-log 2 granted by 2,3",
        "2: → 3 begin-epoch 2",
        "2: leader 2 in 2",
        "3: role follower in 2",
        "3: persist epoch=2 leader=2 voted=2",
        "3: answers begin-epoch 2/2",
        "3: leader 2 in 2",
        "3: high watermark 2",
        "2: high watermark 3",
        "3: high watermark 3",
      ]
    `)
    cluster.advance(4000)
    expect([2, 3]).toContain(cluster.leader)
    expect(cluster.votersOf(cluster.leader!)).toEqual([2, 3])
    cluster.advance(4000)
    expect(cluster.of(1).machine.role.kind).toBe('follower')
    expect(cluster.of(1).machine.isVoter).toBe(false)
    cluster.append(cluster.leader!)
    cluster.advance(600)
    expect(cluster.of(1).log.epochs).toEqual(cluster.of(cluster.leader!).log.epochs)
  })

  it('as the leader while one of the others is down: only the others commit', () => {
    const cluster = dynamic(3)
    cluster.down.add(3)
    const answers = cluster.removeVoter(1, 1)
    cluster.advance(100)
    expect(answers).toEqual([])
    expect(cluster.of(1).machine.highWatermark).toBe(1)
    cluster.restart(3)
    cluster.advance(1000)
    expect(answers).toEqual(['remove-voter 1/1'])
  })

  it('as the leader hands over once that is committed, though whoever asked has given up long ago', () => {
    const cluster = dynamic(3)
    cluster.down.add(3)
    const answers = cluster.removeVoter(1, 1)
    cluster.advance(2500)
    expect(answers).toEqual(['remove-voter REQUEST_TIMED_OUT 1/1'])
    expect(cluster.of(1).machine.isLeader).toBe(true)
    cluster.restart(3)
    cluster.advance(6000)
    expect([2, 3]).toContain(cluster.leader)
    expect(cluster.of(1).machine.role.kind).toBe('follower')
  })

  it('stands while nobody else may know of that, because its log is the longer one, and hands over when it is committed', () => {
    const cluster = dynamic(2)
    cluster.down.add(2)
    cluster.removeVoter(1, 1)
    cluster.down.add(1)
    cluster.restart(1)
    cluster.restart(2)
    cluster.advance(20_000)
    expect(cluster.leader).toBe(2)
    expect(cluster.votersOf(2)).toEqual([2])
    expect(cluster.of(1).machine.role.kind).toBe('follower')
    expect(cluster.of(1).log.epochs).toEqual(cluster.of(2).log.epochs)
  })

  it('and starts again, unsure whether that was committed, finds the leader of the others', () => {
    const cluster = dynamic(3)
    cluster.removeVoter(1, 3)
    cluster.advance(1000)
    cluster.down.add(3)
    const { epoch } = cluster.of(1).machine
    cluster.restart(3)
    cluster.advance(2000)
    expect(cluster.of(3).machine.role).toMatchObject({ kind: 'follower', leaderId: 1 })
    expect(cluster.of(1).machine.epoch).toBe(epoch)
    cluster.down.add(1)
    cluster.down.add(2)
    cluster.advance(20_000)
    expect(cluster.of(3).machine.isLeader).toBe(false)
  })

  it('may come back from a new disk: the old one removed, the new one added', () => {
    const cluster = dynamic(3)
    cluster.bootstrapIds = [-2]
    const old = cluster.directoryOf(3)
    cluster.add(3, 'directory-new-of-00003' as Uuid)
    cluster.advance(2000)
    expect(cluster.of(3).machine.isVoter).toBe(false)
    const voter = { id: 3, directoryId: old }
    expect(cluster.ask(1, { kind: 'remove-voter', voter })).toEqual(['remove-voter 1/1'])
    cluster.advance(1000)
    const answers = cluster.addVoter(1, 3)
    cluster.answerVersions()
    cluster.advance(500)
    expect(answers).toEqual(['add-voter 1/1'])
    expect(cluster.of(3).machine.isVoter).toBe(true)
  })

  it('is refused when there is no such voter, or no other', () => {
    const cluster = dynamic(1)
    const own = 'ReplicaKey(id=1, directoryId=directory-of-000000001)'
    expect(cluster.removeVoter(1, 1)).toEqual([
      `remove-voter VOTER_NOT_FOUND 1/1: Cannot remove voter ${own} from the set of voters [${own}]`,
    ])
    expect(cluster.removeVoter(1, 4)).toEqual([
      `remove-voter VOTER_NOT_FOUND 1/1: Cannot remove voter ${NEW} from the set of voters [${own}]`,
    ])
    const voter = { id: 1, directoryId: 'another-directory-----' as Uuid }
    expect(cluster.ask(1, { kind: 'remove-voter', voter })[0]).toContain('VOTER_NOT_FOUND')
    expect(cluster.ask(1, { kind: 'remove-voter', voter: { id: 1, directoryId: ZERO_UUID } })).toEqual([
      "remove-voter INVALID_REQUEST 1/1: Remove voter request didn't include a valid voter",
    ])
  })

  it('one at a time: the next waits until the last is committed', () => {
    const cluster = dynamic(5)
    for (const id of [2, 3, 4]) cluster.down.add(id)
    const first = cluster.removeVoter(1, 5)
    expect(first).toEqual([])
    expect(cluster.removeVoter(1, 4)[0]).toContain('waiting for leader to handle previous voter change request')
    // Its time is over, and yet it is not committed.
    cluster.advance(2100)
    expect(first).toEqual(['remove-voter REQUEST_TIMED_OUT 1/1'])
    expect(cluster.removeVoter(1, 4)).toEqual([
      'remove-voter REQUEST_TIMED_OUT 1/1: Request timed out waiting for voters to commit the latest voter change at Optional[1] with HWM 1',
    ])
    for (const id of [2, 3, 4]) cluster.restart(id)
    cluster.advance(700)
    expect(cluster.removeVoter(1, 4)).toEqual(['remove-voter 1/1'])
  })
})

describe('a voter that is found elsewhere', () => {
  it('tells the leader after a fetch timeout, once, and all learn of it', () => {
    const cluster = dynamic(3)
    cluster.down.add(2)
    cluster.ports.set(2, 29093)
    cluster.restart(2)
    cluster.advance(1900)
    expect(cluster.take().filter(line => line.includes('update-voter'))).toEqual([])
    cluster.advance(6000)
    expect(cluster.take().filter(line => line.includes('update-voter'))).toEqual([
      '2: → 1 update-voter 2',
      '1: answers update-voter 1/1',
    ])
    for (const id of [1, 2, 3]) {
      expect(cluster.of(id).machine.voters.get(2)!.endpoints).toEqual([
        { name: 'CONTROLLER', host: 'node2', port: 29093 },
      ])
    }
  })

  it.each([
    ['a past epoch', { epoch: 0 }, 'FENCED_LEADER_EPOCH'],
    ['an epoch to come', { epoch: 2 }, 'UNKNOWN_LEADER_EPOCH'],
    ['no endpoint at the listener', { endpoints: [] }, 'INVALID_REQUEST'],
    ['no directory', { directoryId: ZERO_UUID }, 'INVALID_REQUEST'],
    ['a range that ends before it begins', { kraftVersions: { min: 2, max: 1 } }, 'INVALID_REQUEST'],
    ['a range without the finalized version', { kraftVersions: { min: 0, max: 0 } }, 'INVALID_REQUEST'],
    ['another directory', { directoryId: 'another-directory-----' as Uuid }, 'VOTER_NOT_FOUND'],
    ['the id of no voter', { id: 9 }, 'VOTER_NOT_FOUND'],
  ])('is refused with %s', (_, change, error) => {
    const cluster = dynamic(3)
    const voter = { id: 2, directoryId: cluster.directoryOf(2), endpoints: cluster.endpointsOf(2), ...change }
    const { epoch = 1 } = change as { epoch?: number }
    expect(cluster.ask(1, { kind: 'update-voter', epoch, voter })).toEqual([`update-voter ${error} 1/1`])
    expect(cluster.of(1).log.endOffset).toBe(1)
  })

  it('waits for the change before it', () => {
    const cluster = dynamic(3)
    for (const id of [2, 3]) cluster.down.add(id)
    cluster.removeVoter(1, 3)
    const voter = { id: 2, directoryId: cluster.directoryOf(2), endpoints: cluster.endpointsOf(2) }
    expect(cluster.ask(1, { kind: 'update-voter', epoch: 1, voter })).toEqual(['update-voter REQUEST_TIMED_OUT 1/1'])
  })
})

describe('controller.quorum.auto.join.enable', () => {
  it('an observer asks for its vote by itself, and gets it', () => {
    const cluster = dynamic(1)
    cluster.autoJoin = true
    withObserver(cluster, 2)
    for (let i = 0; i < 10; i++) {
      cluster.advance(500)
      cluster.answerVersions()
    }
    expect(cluster.votersOf(1)).toEqual([1, 2])
    expect(cluster.take().filter(line => line.includes('add-voter'))).toEqual([
      '2: → 1 add-voter 2',
      '1: answers add-voter 1/1',
    ])
  })

  it('with a new disk: its old directory goes first', () => {
    const cluster = dynamic(3)
    cluster.autoJoin = true
    cluster.bootstrapIds = [-2]
    cluster.add(3, 'directory-new-of-00003' as Uuid)
    for (let i = 0; i < 20; i++) {
      cluster.advance(500)
      cluster.answerVersions()
    }
    expect(cluster.take().filter(line => /→.*-voter/.test(line))).toEqual([
      '3: → 1 remove-voter 3',
      '3: → 1 add-voter 3',
    ])
    expect(cluster.of(1).machine.voters.get(3)!.directoryId).toBe('directory-new-of-00003')
    expect(cluster.of(3).machine.isVoter).toBe(true)
  })
})

describe('from static voters to voters in the log', () => {
  const endpoints = (id: number) => [{ name: 'CONTROLLER', host: `node${id}`, port: 9093 }]
  /** Static voters, who know of themselves where they are found. */
  function describing(): Cluster {
    const cluster = new Cluster(3)
    cluster.describesItself = true
    for (const replica of cluster.replicas.values()) replica.machine = replica.make()
    return cluster
  }
  const refusal = 'Invalid upgrade of kraft.version to KRAFT_VERSION_1 because not all of the voters support it'

  it('needs to have heard from every voter who it is; then they and the version are one batch', () => {
    const cluster = describing()
    cluster.start()
    cluster.advance(1500)
    const { machine } = cluster.of(1)
    expect(machine.kraftUpgradeRefusal(1)).toBe(refusal)
    expect(machine.kraftUpgradeRefusal(0)).toBeNull()
    cluster.advance(3000)
    expect(cluster.take().filter(line => line.includes('→ 1 update-voter'))).toEqual([
      '2: → 1 update-voter 2',
      '3: → 1 update-voter 3',
    ])
    expect(machine.kraftUpgradeRefusal(1)).toBeNull()
    cluster.step(1, { kind: 'upgrade', kraftVersion: 1 })
    cluster.settle()
    cluster.advance(600)
    expect(cluster.take().slice(0, 1)).toEqual(['1: append-voters 1,2,3 kraft.version=1'])
    for (const id of [1, 2, 3]) {
      const { log, machine: each } = cluster.of(id)
      expect(log.kraftVersion).toBe(1)
      expect(each.highWatermark).toBe(3)
      expect(each.voters.voters.map(voter => voter.directoryId)).toEqual([1, 2, 3].map(of => cluster.directoryOf(of)))
    }
    expect(machine.kraftUpgradeRefusal(1)).toBeNull()
    expect(machine.kraftUpgradeRefusal(0)).toContain('because the new version is a downgrade')
    // From here on voters can go and come.
    expect(cluster.removeVoter(1, 3)).toEqual(['remove-voter 1/1'])
  })

  it('a voter that cannot do it is known, and refused', () => {
    const cluster = describing()
    cluster.start()
    cluster.advance(1500)
    for (const id of [2, 3]) {
      const voter = {
        id,
        directoryId: cluster.directoryOf(id),
        endpoints: endpoints(id),
        kraftVersions: { min: 0, max: id === 3 ? 0 : 1 },
      }
      expect(cluster.ask(1, { kind: 'update-voter', epoch: 1, voter })).toEqual(['update-voter 1/1'])
    }
    expect(cluster.of(1).machine.kraftUpgradeRefusal(1)).toBe(refusal)
  })
})

describe('two replicas under the id of one static voter', () => {
  it('the one that fetches first is the voter; the other is refused while it is there, and not described', () => {
    const cluster = new Cluster(3)
    cluster.describesItself = true
    cluster.start()
    cluster.advance(1500)
    const { machine, log } = cluster.of(1)
    const twin = { id: 2, directoryId: 'directory-of-the-twin' as Uuid }
    const position = { epoch: 1, fetchOffset: log.endOffset, lastFetchedEpoch: log.lastEpoch, highWatermark: null }
    const fetch = { kind: 'fetch', replica: twin, ...position, maxWaitMs: 0 } as const
    cluster.take()
    expect(cluster.ask(1, fetch)[0]).toContain('UNKNOWN_SERVER_ERROR')
    expect(cluster.take(true)[0]).toBe('1: refuses 2 of directory-of-the-twin')
    const voter = { ...twin, endpoints: cluster.endpointsOf(2) }
    expect(cluster.ask(1, { kind: 'update-voter', epoch: 1, voter })).toEqual(['update-voter VOTER_NOT_FOUND 1/1'])
    // With the true one down, what the leader appends is committed by the third alone, until the twin has waited long enough.
    cluster.down.add(2)
    cluster.down.add(3)
    cluster.append(1)
    const { highWatermark } = machine
    cluster.advance(100)
    expect(cluster.ask(1, { ...fetch, fetchOffset: log.endOffset })[0]).toContain('UNKNOWN_SERVER_ERROR')
    expect(machine.highWatermark).toBe(highWatermark)
    cluster.advance(2100)
    expect(cluster.ask(1, { ...fetch, fetchOffset: log.endOffset })[0]).not.toContain('UNKNOWN_SERVER_ERROR')
  })

  it('a replica with the leader’s own id is refused', () => {
    const cluster = new Cluster(3)
    cluster.start()
    cluster.advance(1500)
    const replica = { id: 1, directoryId: 'directory-of-the-twin' as Uuid }
    const position = { epoch: 1, fetchOffset: 0, lastFetchedEpoch: 0, highWatermark: null }
    expect(cluster.ask(1, { kind: 'fetch', replica, ...position, maxWaitMs: 0 })[0]).toContain('UNKNOWN_SERVER_ERROR')
  })
})

describe('voters that change under random losses', () => {
  it('never have two leaders in one epoch, nor lose or change what was committed', () => {
    let changes = 0
    for (let seed = 1; seed <= 40; seed++) changes += chaos(seed)
    // The seeds are worth something: many changes were committed while nodes came and went.
    expect(changes).toBeGreaterThan(100)
  })
})

/** Five replicas, three of them voters at first. How many changes were acknowledged. */
function chaos(seed: number): number {
  let state = seed
  const random = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % n
  }
  const cluster = new Cluster(3, [], [], true)
  cluster.bootstrapIds = [-2, -3, -4]
  cluster.start()
  cluster.advance(1500)
  for (const id of [4, 5]) cluster.add(id)
  const leaders = new Map<number, number>()
  let committed: string[] = []
  let changes = 0
  const check = (): void => {
    for (const { id, machine, log } of cluster.replicas.values()) {
      if (machine.isLeader && !cluster.down.has(id)) {
        const known = leaders.get(machine.epoch) ?? id
        if (known !== id) throw new Error(`seed ${seed}: epoch ${machine.epoch} has the leaders ${known} and ${id}`)
        leaders.set(machine.epoch, id)
      }
      const own = log.epochs.slice(0, Math.max(0, machine.highWatermark)).map((epoch, offset) => {
        return `${epoch}:${cluster.records.get(`${offset}@${epoch}`)?.voters.voters.map(voter => voter.id) ?? ''}`
      })
      const shared = Math.min(own.length, committed.length)
      if (own.slice(0, shared).join() !== committed.slice(0, shared).join())
        throw new Error(`seed ${seed}: committed records changed`)
      if (own.length > committed.length) committed = own
    }
  }
  for (let round = 0; round < 60; round++) {
    const id = 1 + random(5)
    if (cluster.down.has(id)) cluster.restart(id)
    else if (cluster.down.size < 2 && random(3) === 0) cluster.down.add(id)
    const { leader } = cluster
    if (leader !== null) {
      cluster.append(leader, 1 + random(2))
      const target = 1 + random(5)
      const voters = cluster.votersOf(leader)
      const answers =
        voters.includes(target) && voters.length > 1
          ? cluster.removeVoter(leader, target)
          : cluster.addVoter(leader, target)
      cluster.answerVersions(random(6) === 0 ? 'BROKER_NOT_AVAILABLE' : null)
      check()
      cluster.advance(random(2500))
      if (answers[0] !== undefined && /^\w+-voter \d/.test(answers[0])) changes++
    } else cluster.advance(random(2500))
    check()
  }
  for (const id of [...cluster.down]) cluster.restart(id)
  cluster.advance(20_000)
  check()
  const { leader } = cluster
  if (leader === null) throw new Error(`seed ${seed}: no leader after the losses ended`)
  cluster.append(leader)
  cluster.advance(1500)
  check()
  const ends = [...cluster.replicas.values()].map(({ machine, log }) => `${machine.highWatermark}/${log.endOffset}`)
  expect(new Set(ends).size, `seed ${seed}: ${ends}`).toBe(1)
  const known = [...cluster.replicas.keys()].map(id => cluster.votersOf(id).join())
  expect(new Set(known).size, `seed ${seed}: ${known.join(' | ')}`).toBe(1)
  return changes
}
