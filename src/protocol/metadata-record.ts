/**
 * Records of `__cluster_metadata`: an unsigned varint frame version (1), the record's API key and version as unsigned
 * varints, then its body (KIP-631). A record of a type or version that we do not know keeps its bytes, so that it
 * survives a snapshot.
 */
import { abortTransactionRecord } from './generated/abort-transaction-record.ts'
import { accessControlEntryRecord } from './generated/access-control-entry-record.ts'
import { beginTransactionRecord } from './generated/begin-transaction-record.ts'
import { brokerRegistrationChangeRecord } from './generated/broker-registration-change-record.ts'
import { clearElrRecord } from './generated/clear-elr-record.ts'
import { clientQuotaRecord } from './generated/client-quota-record.ts'
import { configRecord } from './generated/config-record.ts'
import { delegationTokenRecord } from './generated/delegation-token-record.ts'
import { endTransactionRecord } from './generated/end-transaction-record.ts'
import { featureLevelRecord } from './generated/feature-level-record.ts'
import { fenceBrokerRecord } from './generated/fence-broker-record.ts'
import { noOpRecord } from './generated/no-op-record.ts'
import { partitionChangeRecord } from './generated/partition-change-record.ts'
import { partitionRecord } from './generated/partition-record.ts'
import { producerIdsRecord } from './generated/producer-ids-record.ts'
import { registerBrokerRecord } from './generated/register-broker-record.ts'
import { registerControllerRecord } from './generated/register-controller-record.ts'
import { removeAccessControlEntryRecord } from './generated/remove-access-control-entry-record.ts'
import { removeDelegationTokenRecord } from './generated/remove-delegation-token-record.ts'
import { removeTopicRecord } from './generated/remove-topic-record.ts'
import { removeUserScramCredentialRecord } from './generated/remove-user-scram-credential-record.ts'
import { topicRecord } from './generated/topic-record.ts'
import { unfenceBrokerRecord } from './generated/unfence-broker-record.ts'
import { unregisterBrokerRecord } from './generated/unregister-broker-record.ts'
import { unregisterControllerRecord } from './generated/unregister-controller-record.ts'
import { userScramCredentialRecord } from './generated/user-scram-credential-record.ts'
import { zkMigrationStateRecord } from './generated/zk-migration-state-record.ts'
import type { MessageCodec } from './message.ts'
import { Reader } from './reader.ts'
import { uvarintSize, Writer } from './writer.ts'

const FRAME_VERSION = 1

// biome-ignore lint/suspicious/noExplicitAny: the table holds codecs of different messages
type AnyCodec = MessageCodec<any>

export interface MetadataRecord {
  readonly apiKey: number
  readonly version: number
  /** An instance of the generated class of `apiKey`. */
  readonly message: object
}

const CODECS = new Map<number, AnyCodec>(
  [
    registerBrokerRecord,
    unregisterBrokerRecord,
    topicRecord,
    partitionRecord,
    configRecord,
    partitionChangeRecord,
    fenceBrokerRecord,
    unfenceBrokerRecord,
    removeTopicRecord,
    delegationTokenRecord,
    userScramCredentialRecord,
    featureLevelRecord,
    clientQuotaRecord,
    producerIdsRecord,
    brokerRegistrationChangeRecord,
    accessControlEntryRecord,
    removeAccessControlEntryRecord,
    noOpRecord,
    zkMigrationStateRecord,
    removeUserScramCredentialRecord,
    beginTransactionRecord,
    endTransactionRecord,
    abortTransactionRecord,
    removeDelegationTokenRecord,
    registerControllerRecord,
    clearElrRecord,
    unregisterControllerRecord,
  ].map(codec => [codec.apiKey, codec as AnyCodec]),
)

export function metadataRecordCodec(apiKey: number): AnyCodec | undefined {
  return CODECS.get(apiKey)
}

export function metadataRecord<M extends object>(codec: MessageCodec<M>, version: number, message: M): MetadataRecord {
  return { apiKey: codec.apiKey, version, message }
}

export function encodeMetadataRecord(record: MetadataRecord): Buffer {
  const codec = CODECS.get(record.apiKey)
  if (codec === undefined) throw new Error(`${record.apiKey} is no metadata record type`)
  const writer = new Writer(
    1 + uvarintSize(record.apiKey) + uvarintSize(record.version) + codec.size(record.message, record.version),
  )
  writer.uvarint(FRAME_VERSION)
  writer.uvarint(record.apiKey)
  writer.uvarint(record.version)
  codec.encode(writer, record.message, record.version)
  return writer.toBuffer()
}

/** A sentence instead of a record where the bytes cannot be read. */
export function decodeMetadataRecord(bytes: Buffer): MetadataRecord | string {
  const reader = new Reader(bytes)
  const frameVersion = reader.uvarint()
  const apiKey = reader.uvarint()
  const version = reader.uvarint()
  if (!reader.ok) return 'the record is too short for its frame'
  if (frameVersion !== FRAME_VERSION) return `frame version ${frameVersion} is not known`
  const codec = CODECS.get(apiKey)
  if (codec === undefined) return `metadata record type ${apiKey} is not known`
  if (version < codec.minVersion || version > codec.maxVersion) return `${codec.name} version ${version} is not known`
  const message = codec.decode(reader, version) as object
  return reader.ok ? { apiKey, version, message } : `${codec.name} version ${version} is malformed`
}
