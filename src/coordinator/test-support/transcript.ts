/**
 * A group in a small world of its own: clients by name, a clock that moves on command, a log that commits at once, or
 * later, or not at all. Commands go in as lines, the same lines come out with everything that happened under each.
 *
 *     a joins [version=9] [instance=i] [protocols=range,sticky] [session=10000] [rebalance=60000] [topics=t,u]
 *     a syncs [a=x b=y]      the leader's assignments by client
 *     a heartbeats | a leaves | a forgets    (forgets: as after a restart, without its member id)
 *     wait 3000              timers that come due are told
 *     the log holds | the log commits | the log fails 19
 */
import type { Random } from '../../host/host.ts'
import { ErrorCode } from '../../protocol/errors.ts'
import {
  ConsumerProtocolSubscription,
  consumerProtocolSubscription,
} from '../../protocol/generated/consumer-protocol-subscription.ts'
import { JoinGroupRequest, JoinGroupRequestProtocol } from '../../protocol/generated/join-group-request.ts'
import { JoinGroupResponse } from '../../protocol/generated/join-group-response.ts'
import { SyncGroupRequest, SyncGroupRequestAssignment } from '../../protocol/generated/sync-group-request.ts'
import { SyncGroupResponse } from '../../protocol/generated/sync-group-response.ts'
import { Writer } from '../../protocol/writer.ts'
import type { CoordinatorRecord, GroupEffect, GroupTimeout } from '../effects.ts'
import { parseRecord } from '../group-records.ts'
import { GroupShard, type GroupShardOptions } from '../group-shard.ts'

export const GROUP_ID = 'g'
const UUID_LENGTH = 36
export const START_MS = 1_000_000

export const DEFAULTS: GroupShardOptions = {
  initialRebalanceDelayMs: 3000,
  minSessionTimeoutMs: 6000,
  maxSessionTimeoutMs: 1_800_000,
  maxSize: 100,
  offsetsRetentionMs: 7 * 24 * 3600 * 1000,
  maxOffsetMetadataBytes: 4096,
}

interface Client {
  memberId: string
  generationId: number
  instanceId: string | null
  version: number
}

interface Write {
  readonly records: readonly CoordinatorRecord[]
  readonly undos: (() => void)[]
  readonly done: (errorCode: number) => readonly GroupEffect[]
}

export function seededRandom(): Random {
  let seed = 7
  const uint32 = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0)
  return { uint32, bytes: length => Uint8Array.from({ length }, () => uint32() >>> 24) }
}

export function consumerMetadata(topics: readonly string[]): Buffer {
  const subscription = Object.assign(new ConsumerProtocolSubscription(), { topics })
  const writer = new Writer(2 + consumerProtocolSubscription.size(subscription, 0))
  writer.int16(0)
  consumerProtocolSubscription.encode(writer, subscription, 0)
  return writer.toBuffer()
}

export class GroupWorld {
  nowMs = START_MS
  readonly shard: GroupShard
  readonly trace: string[] = []
  private readonly clients = new Map<string, Client>()
  /** `a1` is the first id of client a; a static member's is called by its instance. */
  private readonly labels = new Map<string, string>()
  private readonly waiting = new Map<number, string>()
  private timers: { name: string; atMs: number; sequence: number; timeout: GroupTimeout }[] = []
  private writes: Write[] = []
  private holding = false
  private nextToken = 1
  private sequence = 0

  constructor(options: Partial<GroupShardOptions> = {}) {
    this.shard = new GroupShard({ ...DEFAULTS, ...options }, seededRandom())
  }

  run(script: string): string {
    this.trace.length = 0
    for (const line of script.split('\n').map(each => each.trim())) {
      if (line === '') continue
      this.trace.push(line)
      this.command(line)
    }
    return this.trace.join('\n')
  }

  clientOf(name: string): Client {
    let client = this.clients.get(name)
    if (client === undefined) {
      client = { memberId: '', generationId: -1, instanceId: null, version: 9 }
      this.clients.set(name, client)
    }
    return client
  }

  private command(line: string): void {
    const [subject = '', verb = '', ...rest] = line.split(/\s+/)
    const settings = new Map(rest.map(each => each.split('=') as [string, string]))
    if (subject === 'wait') this.wait(Number(verb))
    else if (subject === 'the') this.log(rest[0] === undefined ? '' : rest[0], Number(rest[1] ?? 0))
    else this.clientCommand(subject, verb, settings)
  }

  private clientCommand(name: string, verb: string, settings: Map<string, string>): void {
    const client = this.clientOf(name)
    switch (verb) {
      case 'joins':
        this.join(name, client, settings)
        break
      case 'syncs': {
        const request = new SyncGroupRequest()
        request.groupId = GROUP_ID
        request.memberId = client.memberId
        request.groupInstanceId = client.instanceId
        request.generationId = client.generationId
        for (const [other, assignment] of settings) {
          const entry = new SyncGroupRequestAssignment()
          entry.memberId = this.clientOf(other).memberId
          entry.assignment = Buffer.from(assignment)
          request.assignments.push(entry)
        }
        this.perform(this.shard.sync(this.nowMs, request, this.caller(name, client)))
        break
      }
      case 'heartbeats':
        this.answer(name, this.shard.heartbeat(GROUP_ID, client.memberId, client.instanceId, client.generationId))
        break
      case 'leaves':
        this.answer(name, this.shard.leave(this.nowMs, GROUP_ID, client.memberId, client.instanceId))
        break
      case 'forgets':
        client.memberId = ''
        client.generationId = -1
        break
      default:
        throw new Error(`what does "${name} ${verb}" mean?`)
    }
  }

  private join(name: string, client: Client, settings: Map<string, string>): void {
    client.version = Number(settings.get('version') ?? client.version)
    client.instanceId = settings.get('instance') ?? client.instanceId
    const request = new JoinGroupRequest()
    request.groupId = GROUP_ID
    request.memberId = client.memberId
    request.groupInstanceId = client.instanceId
    request.sessionTimeoutMs = Number(settings.get('session') ?? 10_000)
    request.rebalanceTimeoutMs = Number(settings.get('rebalance') ?? 60_000)
    request.protocolType = settings.get('type') ?? 'consumer'
    const topics = (settings.get('topics') ?? 't').split(',')
    request.protocols = (settings.get('protocols') ?? 'range')
      .split(',')
      .map(protocol =>
        Object.assign(new JoinGroupRequestProtocol(), { name: protocol, metadata: consumerMetadata(topics) }),
      )
    this.perform(this.shard.join(this.nowMs, request, this.caller(name, client)))
  }

  private caller(name: string, client: Client) {
    const token = this.nextToken++
    this.waiting.set(token, name)
    return { token, apiVersion: client.version, clientId: name, clientHost: '/127.0.0.1' }
  }

  private answer(name: string, { effects, errorCode }: { effects: GroupEffect[]; errorCode: number }): void {
    this.tell(`${name} hears ${errorName(errorCode)}`)
    this.perform(effects)
  }

  // --- effects ----------------------------------------------------------------------------------------------------------

  perform(effects: readonly GroupEffect[]): void {
    for (const effect of effects) {
      switch (effect.kind) {
        case 'reply': {
          const name = this.waiting.get(effect.token)
          this.waiting.delete(effect.token)
          if (name !== undefined) this.hear(name, effect.response)
          break
        }
        case 'timer': {
          const { name, timeout } = effect
          this.timers = this.timers.filter(timer => timer.name !== name)
          this.timers.push({ name, timeout, atMs: this.nowMs + effect.delayMs, sequence: this.sequence++ })
          break
        }
        case 'cancel-timer':
          this.timers = this.timers.filter(timer => timer.name !== effect.name)
          break
        case 'append':
          this.write(effect.records, effect.done)
          break
        case 'settle':
          this.perform(effect.done(ErrorCode.NONE))
          break
      }
    }
  }

  /** Appends records as the runtime does. */
  write(records: readonly CoordinatorRecord[], done: Write['done'] = () => []): void {
    const undos: (() => void)[] = []
    for (const record of records) {
      this.tell(`log: ${this.describe(record)}`)
      const undo = this.shard.replay(record)
      if (undo !== null) undos.push(undo)
    }
    this.writes.push({ records, undos, done })
    if (!this.holding) this.settle(ErrorCode.NONE)
  }

  private log(verb: string, errorCode: number): void {
    this.holding = verb === 'holds'
    if (verb === 'commits') this.settle(ErrorCode.NONE)
    if (verb === 'fails') this.settle(errorCode)
  }

  private settle(errorCode: number): void {
    const { writes } = this
    this.writes = []
    const undone = errorCode !== ErrorCode.NONE && errorCode !== ErrorCode.REQUEST_TIMED_OUT
    if (undone) for (const { undos } of writes.toReversed()) for (const undo of undos.toReversed()) undo()
    for (const { done } of writes) this.perform(done(errorCode))
  }

  private wait(ms: number): void {
    const untilMs = this.nowMs + ms
    for (;;) {
      const due = this.timers
        .filter(({ atMs }) => atMs <= untilMs)
        .sort((a, b) => a.atMs - b.atMs || a.sequence - b.sequence)[0]
      if (due === undefined) break
      this.timers = this.timers.filter(timer => timer !== due)
      this.nowMs = due.atMs
      const { timeout } = due
      const whose = 'memberId' in timeout ? ` of ${this.label(timeout.memberId)}` : ''
      this.tell(`at ${this.nowMs - START_MS}: ${timeout.kind} timeout${whose}`)
      this.perform(this.shard.timeout(this.nowMs, timeout))
    }
    this.nowMs = untilMs
  }

  /** Names of the timers that run. */
  get running(): string[] {
    return this.timers.map(({ timeout }) => timeout.kind).sort()
  }

  // --- words ------------------------------------------------------------------------------------------------------------

  private tell(text: string): void {
    this.trace.push(`  ${text}`)
  }

  /** An id is a name, a hyphen and a uuid; the transcript shows the name and how many such ids came before. */
  private label(memberId: string): string {
    if (memberId === '') return '-'
    const known = this.labels.get(memberId)
    if (known !== undefined) return known
    const name = memberId.slice(0, -UUID_LENGTH - 1)
    const label = `${name}${[...this.labels.values()].filter(each => each.replace(/\d+$/, '') === name).length + 1}`
    this.labels.set(memberId, label)
    return label
  }

  private hear(name: string, response: object): void {
    const client = this.clientOf(name)
    if (response instanceof JoinGroupResponse) {
      const { memberId, errorCode } = response
      if (memberId !== '') client.memberId = memberId
      if (errorCode !== ErrorCode.NONE) {
        this.tell(`${name} hears ${errorName(errorCode)} as ${this.label(memberId)}`)
        return
      }
      client.generationId = response.generationId
      const members = response.members.map(each => this.label(each.memberId)).join(' ')
      const leads = members === '' ? '' : `, members ${members}`
      const skips = response.skipAssignment ? ', skips the assignment' : ''
      this.tell(
        `${name} joined generation ${response.generationId} as ${this.label(memberId)} by ${response.protocolName}, leader ${this.label(response.leader)}${leads}${skips}`,
      )
    } else if (response instanceof SyncGroupResponse) {
      const { errorCode, assignment } = response
      if (errorCode !== ErrorCode.NONE) this.tell(`${name} hears ${errorName(errorCode)}`)
      else this.tell(`${name} is assigned "${assignment.toString()}"`)
    }
  }

  private describe(record: CoordinatorRecord): string {
    const parsed = parseRecord(record.key, record.value)
    switch (parsed.kind) {
      case 'group': {
        if (parsed.value === null) return `group ${parsed.groupId} is gone`
        const { generation, members, protocol, protocolType, leader } = parsed.value
        const who = members.map(each => `${this.label(each.memberId)}="${each.assignment.toString()}"`).join(' ')
        return `group ${parsed.groupId} "${protocolType}" generation ${generation} by ${protocol}, leader ${this.label(leader ?? '')}, members ${who === '' ? 'none' : who}`
      }
      case 'offset': {
        const { topic, partition } = parsed.key
        return `offset of ${topic}-${partition} ${parsed.value === null ? 'is gone' : `is ${parsed.value.offset}`}`
      }
      default:
        return parsed.kind
    }
  }
}

export function errorName(errorCode: number): string {
  return Object.entries(ErrorCode).find(([, code]) => code === errorCode)?.[0] ?? String(errorCode)
}

/** Lines without their common indentation, as a template literal in a test has it. */
export function lines(text: string): string {
  const all = text.split('\n').filter(line => line.trim() !== '')
  const indent = Math.min(...all.map(line => line.length - line.trimStart().length))
  return all.map(line => line.slice(indent)).join('\n')
}

/** Runs the commands of a transcript (its lines that are not indented) and returns the whole. */
export function replayed(transcript: string, options: Partial<GroupShardOptions> = {}): string {
  const commands = lines(transcript)
    .split('\n')
    .filter(line => !line.startsWith(' '))
  return new GroupWorld(options).run(commands.join('\n'))
}
