import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

/**
 * What every generated module exports for its message, under the message's own name with a small first letter
 * (`fetchRequest`): the version range, and the three functions over it.
 *
 * `size` counts the bytes of the message's own buffer: record sets that travel as chunks beside it are not in it.
 */
export interface MessageCodec<M> {
  readonly name: string
  /** −1 for headers, data and records without an API key. */
  readonly apiKey: number
  readonly minVersion: number
  readonly maxVersion: number
  /** First flexible version, or 32767. */
  readonly flexibleFrom: number
  create(): M
  decode(reader: Reader, version: number): M
  size(message: M, version: number): number
  encode(writer: Writer, message: M, version: number): void
}
