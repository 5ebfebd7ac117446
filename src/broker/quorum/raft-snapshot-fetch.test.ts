import { afterEach, describe, expect, it } from 'vitest'
import { ErrorCode } from '../../protocol/errors.ts'
import { DIR, RaftWorld, topicNamed } from './test-support/raft-world.ts'

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`)

let world: RaftWorld
afterEach(async () => {
  await world.closeAll()
})

/**
 * Nodes 1 to 3 with a log whose beginning is gone: whoever has less must fetch the snapshot. The `late` node knows the
 * first topics and has slept since.
 */
async function behindASnapshot(late = 3): Promise<{ readonly leaderId: number; readonly endOffset: number }> {
  world = new RaftWorld()
  for (const id of [1, 2, 3]) await world.open(id)
  await world.create(names('old', 3))
  await world.until('all have the first topics', () => [...world.topics.values()].every(each => each.length === 3))
  if (world.leader!.nodeId === late) {
    world.leader!.resign(world.leader!.epoch)
    await world.until('another leads', () => world.leader !== null && world.leader.nodeId !== late)
  }
  await world.close(late)
  await world.create(names('new', 30))
  await world.advance(1000)
  const leader = world.leader!
  let endOffset = -1
  // A follower that becomes the leader later must be able to go on with the same snapshot.
  for (const id of [1, 2, 3]) if (id !== late) endOffset = await world.snapshot(id)
  expect(leader.latestSnapshot?.endOffset).toBe(endOffset)
  expect(world.filesOf(leader.nodeId)).not.toContain('00000000000000000000.log')
  return { leaderId: leader.nodeId, endOffset }
}

const ALL = [...names('old', 3), ...names('new', 30)]

describe('a voter whose log is behind the leader’s snapshot', () => {
  it('fetches it in pieces, begins its log anew behind it, and tells the whole state', async () => {
    const { endOffset } = await behindASnapshot()
    const node = await world.open(3)
    await world.until('the state is there', () => world.topics.get(3)!.length === ALL.length)
    expect(world.topics.get(3)).toEqual(ALL)
    expect(world.snapshots.get(3)).toEqual([0, endOffset])
    expect(world.pieces).toBeGreaterThan(5)
    expect(node.latestSnapshot?.endOffset).toBe(endOffset)
    expect(world.filesOf(3).filter(name => name.endsWith('.part'))).toEqual([])
    expect(world.filesOf(3).filter(name => name.endsWith('.log'))).toEqual([
      `${String(endOffset).padStart(20, '0')}.log`,
    ])
    await world.create(['after'])
    await world.until('it follows the log again', () => world.topics.get(3)!.at(-1) === 'after')
    expect(node.highWatermark).toBe(world.leader!.highWatermark)
  })

  it('counts for the majority again: what it acknowledges alone with the leader is committed', async () => {
    const { leaderId } = await behindASnapshot()
    await world.open(3)
    await world.until('the state is there', () => world.topics.get(3)!.length === ALL.length)
    world.cut.add([1, 2].find(id => id !== leaderId)!)
    await world.create(['by two'])
    expect(world.leader!.nodeId).toBe(leaderId)
  })

  it('has all of it after a restart', async () => {
    const { endOffset } = await behindASnapshot()
    await world.open(3)
    await world.until('the state is there', () => world.topics.get(3)!.length === ALL.length)
    await world.create(['after'])
    await world.until('it follows', () => world.topics.get(3)!.at(-1) === 'after')
    await world.close(3)
    await world.open(3)
    await world.until('it is back', () => world.topics.get(3)!.length === ALL.length + 1)
    expect(world.snapshots.get(3)).toEqual([endOffset])
  })

  it('begins from the start when the leader changes in the middle, and ends with the new one', async () => {
    const { leaderId, endOffset } = await behindASnapshot()
    world.onPiece = (piece, _, from) => {
      if (from === leaderId && piece.position > 400) world.cut.add(leaderId)
      return piece
    }
    await world.open(3)
    await world.until('another leads', () => world.leader !== null && world.leader.nodeId !== leaderId)
    await world.until('the state is there', () => world.topics.get(3)!.length >= ALL.length)
    expect(world.topics.get(3)).toEqual(ALL)
    expect(world.snapshots.get(3)).toEqual([0, endOffset])
    world.cut.clear()
    await world.create(['after'])
    await world.until('all follow', () => [1, 2, 3].every(id => world.topics.get(id)!.at(-1) === 'after'))
  })

  it('goes on after a piece that did not come, and lets the leader lead', async () => {
    const { leaderId, endOffset } = await behindASnapshot()
    const { epoch } = world.leader!
    let lost = 3
    world.onPiece = piece => {
      if (piece.position > 400 && lost-- > 0) throw new Error('the connection was reset')
      return piece
    }
    await world.open(3)
    await world.until('the state is there', () => world.topics.get(3)!.length === ALL.length)
    expect(world.snapshots.get(3)).toEqual([0, endOffset])
    expect(world.leader).toMatchObject({ nodeId: leaderId, epoch })
    // One sentence for as long as the same thing goes wrong.
    expect(world.logged(/snapshot of the metadata leader could not be fetched/)).toBe(1)
  })

  it('takes no damaged snapshot: not one of its pieces counts', async () => {
    const { endOffset } = await behindASnapshot()
    let damaged = 2
    world.onPiece = piece => {
      if (piece.position === 400 && damaged-- > 0) {
        const bytes = Buffer.from(piece.bytes)
        bytes[17] = bytes[17]! ^ 0x20
        return { ...piece, bytes }
      }
      return piece
    }
    await world.open(3)
    await world.until('the state is there', () => world.topics.get(3)!.length === ALL.length)
    expect(damaged).toBeLessThanOrEqual(0)
    expect(world.snapshots.get(3)).toEqual([0, endOffset])
  })

  it.each([
    ['of another place', (position: number) => ({ position: position + 1 })],
    ['without bytes', () => ({ bytes: Buffer.alloc(0) })],
  ])('takes no piece %s', async (_, change) => {
    await behindASnapshot()
    let wrong = 2
    world.onPiece = piece => (piece.position > 0 && wrong-- > 0 ? { ...piece, ...change(piece.position) } : piece)
    await world.open(3)
    await world.until('the state is there', () => world.topics.get(3)!.length === ALL.length)
    expect(world.topics.get(3)).toEqual(ALL)
  })

  it('fetches the newer one when the leader has let go of the one it was told of', async () => {
    const { leaderId, endOffset } = await behindASnapshot()
    let moved: Promise<void> | null = null
    world.onPiece = piece => {
      moved ??= (async () => {
        const leader = world.nodes.get(leaderId)!
        for (const name of names('more', 40)) leader.append([topicNamed(name)])
        await world.until('they are committed', () => world.topics.get(leaderId)!.length === ALL.length + 40)
        await world.snapshot(leaderId)
      })()
      return piece
    }
    world.pieceBytes = 40
    await world.open(3)
    await world.until('the state is there', () => world.topics.get(3)!.length === ALL.length + 40)
    await moved
    expect(world.topics.get(3)).toEqual([...ALL, ...names('more', 40)])
    expect(world.snapshots.get(3)!.at(-1)).toBeGreaterThan(endOffset)
  })
})

describe('an observer with an empty log', () => {
  it('fetches the snapshot and follows, without a vote', async () => {
    await behindASnapshot()
    const node = await world.open(7)
    await world.until('the state is there', () => world.topics.get(7)!.length === ALL.length)
    expect(world.topics.get(7)).toEqual(ALL)
    await world.create(['after'])
    await world.until('it follows', () => world.topics.get(7)!.at(-1) === 'after')
    const { voters, observers } = world.leader!.quorumInfo()
    expect(voters.map(voter => voter.replicaId)).toEqual([1, 2, 3])
    expect(observers.map(observer => [observer.replicaId, observer.logEndOffset])).toEqual([[7, node.logEndOffset]])
  })
})

describe('disk faults while a snapshot is fetched', () => {
  it.each([
    ['the process is gone', 0],
    ['half of the last write is there', 0.5],
  ])('at any operation, then %s: a restart loses nothing and catches up', async (_, tear) => {
    let at = 1
    for (; at < 400; at++) {
      await behindASnapshot()
      await world.open(3)
      world.diskOf(3).arm({ at, code: 'EIO', sticky: true, tear })
      const started = world.diskOf(3)
      await world.until(
        'it fails or is there',
        () => world.fatal.has(3) || started.touched || world.topics.get(3)!.length === ALL.length,
      )
      if (!started.touched) break
      await world.advance(50)
      world.kill(3)
      await world.open(3)
      await world.until(`it is back after a fault at ${started.hit}`, () => world.topics.get(3)!.length === ALL.length)
      expect(world.topics.get(3)).toEqual(ALL)
      await world.closeAll()
    }
    expect(at).toBeGreaterThan(10)
    expect(at).toBeLessThan(400)
  })

  it('a full disk is waited for: nothing is lost and the node stays in the quorum', async () => {
    for (let at = 1; ; at++) {
      await behindASnapshot()
      await world.open(3)
      const disk = world.diskOf(3)
      disk.arm({ at, code: 'ENOSPC' })
      await world.until(
        `it is there after a fault at ${disk.hit}`,
        () => world.fatal.has(3) || world.topics.get(3)!.length === ALL.length,
      )
      if (!disk.touched) break
      // What cannot be written where nothing may be lost ends the node; a restart mends that.
      if (world.fatal.has(3)) {
        world.kill(3)
        await world.open(3)
        await world.until('it is back', () => world.topics.get(3)!.length === ALL.length)
      }
      expect(world.topics.get(3)).toEqual(ALL)
      await world.closeAll()
    }
  })

  it('a damaged snapshot on the leader’s disk is refused by whoever fetches it', async () => {
    const { leaderId, endOffset } = await behindASnapshot()
    const name = world.filesOf(leaderId).find(each => each.startsWith(String(endOffset).padStart(20, '0')))!
    world.damage(leaderId, name, 300)
    await world.open(3)
    await world.advance(3000)
    expect(world.snapshots.get(3)).toEqual([0])
    expect(world.topics.get(3)).toEqual([])
    expect(world.logged(/snapshot of the metadata leader could not be fetched/)).toBe(1)
    expect(world.fatal.size).toBe(0)
    // Its own log, and what it voted, are as they were.
    expect(world.diskOf(3).readFileSync(`${DIR}/__cluster_metadata-0/quorum-state`).toString()).toContain('leaderEpoch')
    // The next snapshot is whole.
    const leader = world.nodes.get(leaderId)!
    for (const each of names('more', 30)) leader.append([topicNamed(each)])
    await world.until('they are committed', () => world.topics.get(leaderId)!.length === ALL.length + 30)
    await world.snapshot(leaderId)
    await world.until('the state is there', () => world.topics.get(3)!.length === ALL.length + 30)
  })
})

describe('what a leader answers to FetchSnapshot', () => {
  it('refuses other epochs, unknown snapshots and positions that are not in it', async () => {
    const { leaderId, endOffset } = await behindASnapshot()
    const leader = world.nodes.get(leaderId)!
    const { epoch } = leader
    const replica = { id: 3, directoryId: 'AAAAAAAAAAAAAAAAAAAAAA' }
    const id = { endOffset, epoch: leader.latestSnapshot!.epoch }
    const { sizeBytes } = leader.readSnapshot(replica, epoch, id, 0, 100) as { sizeBytes: number }
    const ask = (leaderEpoch: number, of = id, position = 0) =>
      leader.readSnapshot(replica, leaderEpoch, of, position, 9)
    expect(ask(epoch - 1)).toBe(ErrorCode.FENCED_LEADER_EPOCH)
    expect(ask(epoch + 1)).toBe(ErrorCode.UNKNOWN_LEADER_EPOCH)
    expect(ask(epoch, { endOffset: endOffset + 1, epoch })).toBe(ErrorCode.SNAPSHOT_NOT_FOUND)
    expect(ask(epoch, id, sizeBytes)).toBe(ErrorCode.POSITION_OUT_OF_RANGE)
    expect(ask(epoch, id, -1)).toBe(ErrorCode.POSITION_OUT_OF_RANGE)
    expect(ask(epoch, id, sizeBytes - 4)).toMatchObject({ sizeBytes, bytes: { length: 4 } })
    const follower = [...world.nodes.values()].find(node => node !== leader)!
    await world.until('the follower knows the epoch', () => follower.epoch === epoch)
    expect(follower.readSnapshot(replica, epoch, id, 0, 9)).toBe(ErrorCode.NOT_LEADER_OR_FOLLOWER)
  })
})
