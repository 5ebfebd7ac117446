/**
 * Records of `__consumer_offsets`, `__transaction_state` and `__share_group_state`: a key is an int16 type and a body of
 * version 0, a value an int16 version and a body. A null value is a tombstone.
 */
import { COORDINATOR_CODECS, type CoordinatorTopic } from './generated/coordinator-codecs.ts'
import type { AnyMessageCodec, MessageCodec } from './message.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

export type { CoordinatorTopic }

const PREFIX_BYTES = 2
const KEY_VERSION = 0

export interface DecodedCoordinatorRecord {
  /** The key's type: decides the classes of key and value. */
  readonly type: number
  readonly keyCodec: AnyMessageCodec
  readonly valueCodec: AnyMessageCodec
  readonly key: object
  /** Null for a tombstone. */
  readonly value: object | null
  /** −1 for a tombstone. */
  readonly valueVersion: number
}

/** Codecs of key and value of a record type, undefined where the topic has no such type. */
export function coordinatorCodecs(
  topic: CoordinatorTopic,
  type: number,
): readonly [key: AnyMessageCodec, value: AnyMessageCodec] | undefined {
  return COORDINATOR_CODECS[topic].get(type)
}

function prefixed<M>(prefix: number, codec: MessageCodec<M>, version: number, message: M): Buffer {
  const writer = new Writer(PREFIX_BYTES + codec.size(message, version))
  writer.int16(prefix)
  codec.encode(writer, message, version)
  return writer.toBuffer()
}

export function encodeCoordinatorKey<M>(codec: MessageCodec<M>, key: M): Buffer {
  return prefixed(codec.apiKey, codec, KEY_VERSION, key)
}

export function encodeCoordinatorValue<M>(codec: MessageCodec<M>, version: number, value: M): Buffer {
  return prefixed(version, codec, version, value)
}

/** A value behind its version. A sentence instead where the bytes cannot be read. */
export function decodeCoordinatorValue<M>(
  codec: MessageCodec<M>,
  bytes: Buffer,
): { readonly version: number; readonly message: M } | string {
  const reader = new Reader(bytes)
  const version = reader.int16()
  if (!reader.ok) return `${codec.name} is too short for its version`
  if (version < codec.minVersion || version > codec.maxVersion) return `${codec.name} version ${version} is not known`
  const message = codec.decode(reader, version)
  return reader.ok ? { version, message } : `${codec.name} version ${version} is malformed`
}

/**
 * A sentence instead of a record where the bytes cannot be read. What is not of a known type is for the
 * caller to keep or skip.
 */
export function decodeCoordinatorRecord(
  topic: CoordinatorTopic,
  key: Buffer,
  value: Buffer | null,
): DecodedCoordinatorRecord | string {
  const keyReader = new Reader(key)
  const type = keyReader.int16()
  if (!keyReader.ok) return 'the key is too short for its type'
  const codecs = coordinatorCodecs(topic, type)
  if (codecs === undefined) return `type ${type} is no record type of ${topic}`
  const [keyCodec, valueCodec] = codecs
  const keyMessage = keyCodec.decode(keyReader, KEY_VERSION) as object
  if (!keyReader.ok) return `${keyCodec.name} is malformed`
  const record = { type, keyCodec, valueCodec, key: keyMessage }
  if (value === null) return { ...record, value: null, valueVersion: -1 }

  const decoded = decodeCoordinatorValue<object>(valueCodec, value)
  return typeof decoded === 'string' ? decoded : { ...record, value: decoded.message, valueVersion: decoded.version }
}
