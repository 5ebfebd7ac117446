/**
 * What of the metadata log nothing here acts on yet, but no snapshot may lose: ACLs, quotas, SCRAM credentials, delegation
 * tokens, the state of a migration from ZooKeeper. The newest record of a key is the state.
 */
import {
  type AccessControlEntryRecord,
  accessControlEntryRecord,
} from '../protocol/generated/access-control-entry-record.ts'
import { type ClientQuotaRecord, clientQuotaRecord } from '../protocol/generated/client-quota-record.ts'
import { type DelegationTokenRecord, delegationTokenRecord } from '../protocol/generated/delegation-token-record.ts'
import {
  type RemoveAccessControlEntryRecord,
  removeAccessControlEntryRecord,
} from '../protocol/generated/remove-access-control-entry-record.ts'
import {
  type RemoveDelegationTokenRecord,
  removeDelegationTokenRecord,
} from '../protocol/generated/remove-delegation-token-record.ts'
import {
  type RemoveUserScramCredentialRecord,
  removeUserScramCredentialRecord,
} from '../protocol/generated/remove-user-scram-credential-record.ts'
import {
  type UserScramCredentialRecord,
  userScramCredentialRecord,
} from '../protocol/generated/user-scram-credential-record.ts'
import { zkMigrationStateRecord } from '../protocol/generated/zk-migration-state-record.ts'
import type { MetadataRecord } from '../protocol/metadata-record.ts'

type Change = readonly [key: string, kept: MetadataRecord | undefined]

const acl = (id: string): string => `acl:${id}`
const scram = (mechanism: number, user: string): string => `scram:${mechanism}:${user}`
const token = (id: string): string => `token:${id}`

/** A quota is known by its whole entity and its key; the parts of an entity come in any order. */
function quota({ entity, key }: ClientQuotaRecord): string {
  const parts = entity.map(({ entityType, entityName }) => `${entityType}=${JSON.stringify(entityName)}`)
  return `quota:${parts.sort().join(',')}:${key}`
}

/**
 * The key that this record sets or removes; none for a record that leaves nothing behind (no-ops, transaction brackets).
 */
export function keptChange(record: MetadataRecord): readonly Change[] {
  const { message } = record
  switch (record.apiKey) {
    case accessControlEntryRecord.apiKey:
      return [[acl((message as AccessControlEntryRecord).id), record]]
    case removeAccessControlEntryRecord.apiKey:
      return [[acl((message as RemoveAccessControlEntryRecord).id), undefined]]
    case userScramCredentialRecord.apiKey: {
      const { name, mechanism } = message as UserScramCredentialRecord
      return [[scram(mechanism, name), record]]
    }
    case removeUserScramCredentialRecord.apiKey: {
      const { name, mechanism } = message as RemoveUserScramCredentialRecord
      return [[scram(mechanism, name), undefined]]
    }
    case delegationTokenRecord.apiKey:
      return [[token((message as DelegationTokenRecord).tokenId), record]]
    case removeDelegationTokenRecord.apiKey:
      return [[token((message as RemoveDelegationTokenRecord).tokenId), undefined]]
    case clientQuotaRecord.apiKey:
      return [[quota(message as ClientQuotaRecord), (message as ClientQuotaRecord).remove ? undefined : record]]
    case zkMigrationStateRecord.apiKey:
      return [['zk-migration', record]]
    default:
      return []
  }
}
