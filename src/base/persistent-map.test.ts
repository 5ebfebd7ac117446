import { expect, it } from 'vitest'
import { PersistentMap } from './persistent-map.ts'

it('behaves like a Map under random changes, and keeps every earlier version as it was', () => {
  let map = PersistentMap.empty<number>()
  const model = new Map<string, number>()
  const versions: { map: PersistentMap<number>; model: Map<string, number> }[] = []
  let seed = 7
  const random = (n: number): number => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return seed % n
  }
  for (let i = 0; i < 2000; i++) {
    const key = `k${random(500)}`
    if (random(3) === 0) {
      map = map.change([[key, undefined]])
      model.delete(key)
    } else {
      map = map.change([[key, i]])
      model.set(key, i)
    }
    if (i % 400 === 0) versions.push({ map, model: new Map(model) })
  }
  for (const version of [...versions, { map, model }]) {
    expect(version.map.size).toBe(version.model.size)
    expect(new Map(version.map.entries())).toEqual(version.model)
  }
})

it('shares what did not change', () => {
  const map = PersistentMap.of(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i] as const))
  expect(map.change([])).toBe(map)
  const value = map.change([['k3', 7]])
  expect([map.get('k3'), value.get('k3'), value.get('k4')]).toEqual([3, 7, 4])
})
