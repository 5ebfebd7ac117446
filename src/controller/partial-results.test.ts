import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../protocol/errors.ts'
import { RequestError } from './context.ts'
import { distinct, refusable } from './partial-results.ts'

const untouched = () => ({ errorCode: ErrorCode.NONE as number, errorMessage: null as string | null })

describe('a part of an answer', () => {
  it('is what it was when nothing is refused', () => {
    const result = untouched()
    refusable(result, () => {})
    expect(result).toEqual(untouched())
  })

  it('says why it was refused, and null where Kafka has no words', () => {
    const [told, wordless] = [untouched(), untouched()]
    refusable(told, () => {
      throw new RequestError(ErrorCode.INVALID_REQUEST, 'Duplicate resource.')
    })
    refusable(wordless, () => {
      throw new RequestError(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, '')
    })
    expect(told).toEqual({ errorCode: ErrorCode.INVALID_REQUEST, errorMessage: 'Duplicate resource.' })
    expect(wordless).toEqual({ errorCode: ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, errorMessage: null })
  })

  it('does not hide a bug', () => {
    expect(() =>
      refusable(untouched(), () => {
        throw new TypeError('a bug')
      }),
    ).toThrow('a bug')
  })

  it('stands for all that were named alike, in the order in which they came', () => {
    const asked = ['b1', 'a1', 'b2', 'c1', 'b3']
    const firsts = [...distinct(asked, each => each[0]!)]
    expect(firsts).toEqual([
      ['b1', 3],
      ['a1', 1],
      ['c1', 1],
    ])
  })
})
