import { expect, it } from 'vitest'
import { FetchMemory } from './fetch-memory.ts'

const MIB = 1024 * 1024

it('gives answers less room the more of them wait to be sent, and never none', () => {
  const memory = new FetchMemory(64 * MIB)
  const rooms: number[] = []
  for (let held = 0; held <= 80; held += 8) {
    rooms.push(memory.roomBytes)
    expect(memory.fileRoomBytes).toBe(Math.min(memory.roomBytes, MIB))
    memory.hold(8 * MIB)
  }
  const [ample, usual, tight] = [4 * MIB, MIB, 64 * 1024]
  expect(rooms).toEqual([ample, ample, usual, usual, usual, usual, usual, usual, tight, tight, tight])
  memory.release(80 * MIB)
  expect(memory.roomBytes).toBe(ample)
})
