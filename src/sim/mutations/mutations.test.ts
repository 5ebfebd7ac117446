import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MUTATIONS } from './mutations.ts'
import { runMutation } from './run.ts'

/** Those that speak at once; `npm run simulate -- --mutations` runs them all. */
const QUICK = ['runs ahead', 'sequences of producers']

describe('planted bugs', () => {
  it.each(MUTATIONS)('can be planted: $name', ({ file, find, replace }) => {
    const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
    expect(source.split(find)).toHaveLength(2)
    expect(replace).not.toBe(find)
  })

  it.each(QUICK)(
    'are found by the simulator: …%s…',
    async words => {
      const mutation = MUTATIONS.find(({ name }) => name.includes(words))!
      const { seed, checker, output } = await runMutation({ ...mutation, seeds: 10 })
      expect(seed, output).not.toBe(null)
      expect(mutation.foundBy).toContain(checker)
    },
    120_000,
  )
})
