/** Requests whose parts (topics, partitions, resources) succeed or fail one by one. */
import { RequestError } from './context.ts'

/** A part of an answer: what became of one of the things that a request asks for. */
export interface PartialResult {
  errorCode: number
  errorMessage: string | null
}

/** Does what was asked; a RequestError that it throws becomes the result. Of an error without words the message is null. */
export function refusable(result: PartialResult, change: () => void): void {
  try {
    change()
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    result.errorCode = error.errorCode
    result.errorMessage = error.message === '' ? null : error.message
  }
}

/** Each thing that is asked for once, in order, with how often it was named: what is named twice is refused, once. */
export function distinct<T>(asked: readonly T[], keyOf: (one: T) => string): Iterable<[first: T, times: number]> {
  const found = new Map<string, [T, number]>()
  for (const one of asked) {
    const key = keyOf(one)
    const entry = found.get(key)
    if (entry === undefined) found.set(key, [one, 1])
    else entry[1]++
  }
  return found.values()
}
