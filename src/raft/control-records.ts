/**
 * KRaft's own records, in control batches: the key is int16 version (0) and int16 type, the value a message of the
 * type. In 4.4 a leader begins its epoch with LeaderChange; where kraft.version is 1, the first epoch of a log repeats
 * KRaftVersion and Voters of the bootstrap snapshot behind it (KIP-853).
 */
import { type Uuid, ZERO_UUID } from '../base/uuid.ts'
import { KRaftVersionRecord, kRaftVersionRecord } from '../protocol/generated/k-raft-version-record.ts'
import {
  Voter as ChangeVoter,
  LeaderChangeMessage,
  leaderChangeMessage,
} from '../protocol/generated/leader-change-message.ts'
import { SnapshotFooterRecord, snapshotFooterRecord } from '../protocol/generated/snapshot-footer-record.ts'
import { SnapshotHeaderRecord, snapshotHeaderRecord } from '../protocol/generated/snapshot-header-record.ts'
import { Endpoint, Voter as RecordVoter, VotersRecord, votersRecord } from '../protocol/generated/voters-record.ts'
import type { MessageCodec } from '../protocol/message.ts'
import { Reader } from '../protocol/reader.ts'
import { Writer } from '../protocol/writer.ts'
import { ControlType, controlTypeOf } from '../records/control.ts'
import type { BatchRecord } from './metadata-batch.ts'
import { kraftVersionsOf, VoterSet } from './voter-set.ts'

/** Kafka 4.4 writes version 0 of each, LeaderChange included: the reader of every release knows it. */
const VERSION = 0

export type ControlRecord =
  | {
      readonly type: 'leader-change'
      readonly leaderId: number
      readonly voters: readonly number[]
      readonly granting: readonly number[]
    }
  | { readonly type: 'snapshot-header'; readonly lastContainedTimestampMs: number }
  | { readonly type: 'snapshot-footer' }
  | { readonly type: 'kraft-version'; readonly version: number }
  | { readonly type: 'voters'; readonly voters: VoterSet }
  /** Ended transactions and what later releases add: nothing to us, but it holds an offset. */
  | { readonly type: 'other'; readonly code: number }

function control<M>(type: number, codec: MessageCodec<M>, message: M): BatchRecord {
  const key = new Writer(4)
  key.int16(0)
  key.int16(type)
  const value = new Writer(codec.size(message, VERSION))
  codec.encode(value, message, VERSION)
  return { key: key.buf, value: value.buf }
}

function changeVoter(id: number): ChangeVoter {
  const voter = new ChangeVoter()
  voter.voterId = id
  return voter
}

export function encodeControl(record: Exclude<ControlRecord, { type: 'other' }>): BatchRecord {
  switch (record.type) {
    case 'leader-change': {
      const message = new LeaderChangeMessage()
      message.leaderId = record.leaderId
      message.voters = record.voters.map(changeVoter)
      message.grantingVoters = record.granting.map(changeVoter)
      return control(ControlType.LEADER_CHANGE, leaderChangeMessage, message)
    }
    case 'snapshot-header': {
      const message = new SnapshotHeaderRecord()
      message.lastContainedLogTimestamp = record.lastContainedTimestampMs
      return control(ControlType.SNAPSHOT_HEADER, snapshotHeaderRecord, message)
    }
    case 'snapshot-footer':
      return control(ControlType.SNAPSHOT_FOOTER, snapshotFooterRecord, new SnapshotFooterRecord())
    case 'kraft-version': {
      const message = new KRaftVersionRecord()
      message.kRaftVersion = record.version
      return control(ControlType.KRAFT_VERSION, kRaftVersionRecord, message)
    }
    case 'voters': {
      const message = new VotersRecord()
      message.voters = record.voters.voters.map(voter => {
        const out = new RecordVoter()
        out.voterId = voter.id
        out.voterDirectoryId = voter.directoryId
        out.endpoints = voter.endpoints.map(endpoint => Object.assign(new Endpoint(), endpoint))
        const { min, max } = kraftVersionsOf(voter)
        out.kRaftVersionFeature.minSupportedVersion = min
        out.kRaftVersionFeature.maxSupportedVersion = max
        return out
      })
      return control(ControlType.KRAFT_VOTERS, votersRecord, message)
    }
  }
}

export class ControlRecordError extends Error {
  override readonly name = 'ControlRecordError'
}

/** Throws ControlRecordError. */
export function decodeControl(key: Buffer | null, value: Buffer | null): ControlRecord {
  const code = controlTypeOf(key)
  if (code < 0 || value === null) throw new ControlRecordError('a control record lacks its key or value')
  switch (code) {
    case ControlType.LEADER_CHANGE: {
      const message = decode(leaderChangeMessage, value)
      const ids = (voters: readonly { readonly voterId: number }[]) => voters.map(voter => voter.voterId)
      const { leaderId, voters, grantingVoters } = message
      return { type: 'leader-change', leaderId, voters: ids(voters), granting: ids(grantingVoters) }
    }
    case ControlType.SNAPSHOT_HEADER:
      return {
        type: 'snapshot-header',
        lastContainedTimestampMs: decode(snapshotHeaderRecord, value).lastContainedLogTimestamp,
      }
    case ControlType.SNAPSHOT_FOOTER:
      decode(snapshotFooterRecord, value)
      return { type: 'snapshot-footer' }
    case ControlType.KRAFT_VERSION:
      return { type: 'kraft-version', version: decode(kRaftVersionRecord, value).kRaftVersion }
    case ControlType.KRAFT_VOTERS: {
      const voters = decode(votersRecord, value).voters.map(voter => ({
        id: voter.voterId,
        directoryId: voter.voterDirectoryId as Uuid,
        endpoints: voter.endpoints.map(({ name, host, port }) => ({ name, host, port })),
        kraftVersions: {
          min: voter.kRaftVersionFeature.minSupportedVersion,
          max: voter.kRaftVersionFeature.maxSupportedVersion,
        },
      }))
      return { type: 'voters', voters: new VoterSet(voters) }
    }
    default:
      return { type: 'other', code }
  }
}

/** The message begins with its own version, and says so twice: LeaderChange 1 has directory ids. */
function decode<M>(codec: MessageCodec<M>, value: Buffer): M {
  const version = value.length >= 2 ? value.readInt16BE(0) : -1
  if (version < codec.minVersion || version > codec.maxVersion) {
    throw new ControlRecordError(`${codec.name} version ${version} is not known`)
  }
  const reader = new Reader(value)
  const message = codec.decode(reader, version)
  if (!reader.ok) throw new ControlRecordError(`a ${codec.name} is malformed`)
  return message
}

/** Static voters know each other by id alone. */
export function staticVoters(
  voters: readonly { readonly id: number; readonly host: string; readonly port: number }[],
  listenerName: string,
): VoterSet {
  return new VoterSet(
    voters.map(({ id, host, port }) => ({
      id,
      directoryId: ZERO_UUID,
      endpoints: [{ name: listenerName, host, port }],
      // What they can do beyond a static quorum is for them to say (UpdateRaftVoter).
      kraftVersions: { min: 0, max: 0 },
    })),
  )
}
