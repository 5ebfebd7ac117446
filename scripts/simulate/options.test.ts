import { describe, expect, it } from 'vitest'
import { simulateOptions, USAGE, UsageError } from './options.ts'

describe('the options of npm run simulate', () => {
  it('are one seed for a minute when nothing is said', () => {
    expect(simulateOptions([])).toMatchObject({
      seed: 1,
      count: 1,
      seconds: 60,
      nodes: null,
      arrangement: null,
      jobs: 1,
    })
    expect(simulateOptions([]).forMinutes).toBe(Number.POSITIVE_INFINITY)
  })

  it('are taken as they are said', () => {
    const args = '--seed 7 --count 3 --seconds 2.5 --nodes 3 --arrangement dynamic --jobs 2 --for 1 --twice'.split(' ')
    expect(simulateOptions(args)).toMatchObject({
      seed: 7,
      count: 3,
      seconds: 2.5,
      nodes: 3,
      arrangement: 'dynamic',
      jobs: 2,
      forMinutes: 1,
      twice: true,
    })
  })

  it('trace in one process alone', () => {
    expect(simulateOptions(['--trace', '--jobs', '2']).jobs).toBe(1)
  })

  it.each([
    ['an option that is not known', ['--sed', '1'], /--sed/],
    ['an option without its value', ['--seed'], /--seed/],
    ['an argument that is no option', ['seven'], /seven/],
    ['a seed that is no number', ['--seed', 'x'], /--seed is a whole number, not 'x'/],
    ['half a node', ['--nodes', '1.5'], /--nodes is a whole number/],
    ['seconds below nothing', ['--seconds=-1'], /--seconds is a number/],
    ['an arrangement that is not there', ['--arrangement', 'ring'], /combined, separate, dynamic, not 'ring'/],
  ])('are refused with a sentence: %s', (_, args, sentence) => {
    expect(() => simulateOptions(args)).toThrow(UsageError)
    expect(() => simulateOptions(args)).toThrow(sentence)
  })

  it('stand in the usage, all of them', () => {
    const named = { forMinutes: 'for' } as Readonly<Record<string, string>>
    for (const name of Object.keys(simulateOptions([]))) expect(USAGE).toContain(`--${named[name] ?? name} `)
  })
})
