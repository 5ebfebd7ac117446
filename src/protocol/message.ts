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
  /** The classes of the message and of all structs in it, by name: what `json.ts` builds from. */
  readonly structs?: { readonly [name: string]: new () => object }
}

// biome-ignore lint/suspicious/noExplicitAny: tables hold codecs of different messages
export type AnyMessageCodec = MessageCodec<any>

/**
 * Whether encoding refuses what the negotiated version cannot say: a field set to something else than its default in a
 * version that lacks it (unless its spec calls it ignorable), or null where the version knows no null. Tests switch it
 * on; a broker leaves such fields out and writes the empty value for such a null, and keeps its connections.
 */
export let strictEncoding = false

export function setStrictEncoding(on: boolean): void {
  strictEncoding = on
}

/** Called by generated code. */
export function refuseField(field: string, version: number): never {
  throw new Error(`${field} is set, but version ${version} does not have it`)
}

/** Called by generated code. */
export function refuseNull(field: string, version: number): never {
  throw new Error(`${field} is null, which version ${version} cannot say`)
}
