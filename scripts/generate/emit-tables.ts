import { Code } from './code.ts'
import { codecName, HEADER, kebabCase } from './emit-module.ts'
import type { Api, Field, Message, Specs } from './spec.ts'
import { SpecError } from './spec-check.ts'
import { formatVersions, intersect, type VersionRange } from './versions.ts'

/** Every codec by message name and by API: for tools, tests and the inspector. The broker's API table imports its own. */
export function emitCodecs(specs: Specs): string {
  const code = new Code()
  code.line(HEADER)
  const messages = [...specs.messages].sort((a, b) => (kebabCase(a.name) < kebabCase(b.name) ? -1 : 1))
  for (const message of messages) {
    code.line(`import { ${codecName(message)} } from './${kebabCase(message.name)}.ts'`)
  }
  code.line(
    "import type { AnyMessageCodec } from '../message.ts'",
    '',
    '/** Every message by its name. */',
    'export const CODECS: ReadonlyMap<string, AnyMessageCodec> = new Map<string, AnyMessageCodec>(',
    '  [',
    ...messages.map(message => `    ${codecName(message)},`),
    '  ].map(codec => [codec.name, codec as AnyMessageCodec]),',
    ')',
    '',
    '/** Request and response of every API by its key. */',
    'export const API_CODECS: ReadonlyMap<number, { request: AnyMessageCodec; response: AnyMessageCodec }> = new Map([',
    ...specs.apis.map(
      api => `  [${api.apiKey}, { request: ${codecName(api.request)}, response: ${codecName(api.response)} }],`,
    ),
    '])',
  )
  return `${code.toString()}\n`
}

const COORDINATOR_TOPICS = ['__consumer_offsets', '__transaction_state', '__share_group_state'] as const

/** Record types are numbered per topic, and the schemas do not say which topic is theirs; their names do. */
function coordinatorTopic(key: Message): (typeof COORDINATOR_TOPICS)[number] {
  if (key.name.startsWith('TransactionLog')) return '__transaction_state'
  return /^Share(Snapshot|Update)/.test(key.name) ? '__share_group_state' : '__consumer_offsets'
}

/** Key and value codec of every record type of the three coordinator topics. */
export function emitCoordinatorCodecs(specs: Specs): string {
  const keys = specs.disk.filter(message => message.type === 'coordinator-key').sort((a, b) => a.apiKey - b.apiKey)
  const pairs = keys.map(key => {
    const name = key.name.replace(/Key$/, 'Value')
    const value = specs.disk.find(message => message.name === name)
    if (value === undefined) throw new SpecError(key.name, `there is no ${name}`)
    if (value.apiKey !== key.apiKey) throw new SpecError(key.name, `${name} has another record type`)
    return { topic: coordinatorTopic(key), key, value }
  })
  const code = new Code()
  code.line(HEADER)
  const names = pairs.flatMap(({ key, value }) => [key, value])
  for (const message of names) code.line(`import { ${codecName(message)} } from './${kebabCase(message.name)}.ts'`)
  code.line("import type { AnyMessageCodec } from '../message.ts'", '')
  code.line(`export type CoordinatorTopic = ${COORDINATOR_TOPICS.map(topic => `'${topic}'`).join(' | ')}`, '')
  code.line('/** Topic → record type → codecs of key and value. */')
  code.line('export const COORDINATOR_CODECS: {')
  code.line('  readonly [topic in CoordinatorTopic]: ReadonlyMap<number, readonly [AnyMessageCodec, AnyMessageCodec]>')
  code.line('} = {')
  for (const topic of COORDINATOR_TOPICS) {
    const own = pairs.filter(pair => pair.topic === topic)
    const types = new Set(own.map(({ key }) => key.apiKey))
    if (types.size !== own.length) throw new SpecError(topic, 'two keys have the same record type')
    code.line(`  ${topic}: new Map<number, readonly [AnyMessageCodec, AnyMessageCodec]>([`)
    for (const { key, value } of own) code.line(`    [${key.apiKey}, [${codecName(key)}, ${codecName(value)}]],`)
    code.line('  ]),')
  }
  code.line('}')
  return `${code.toString()}\n`
}

function fieldText(field: Field, valid: VersionRange): string {
  const base = field.kind === 'struct' ? field.struct!.name : field.bigint ? 'bigint' : field.kind
  const parts = [field.name, (field.array ? '[]' : '') + base, rangeText(field.versions, valid)]
  if (field.nullable !== null) parts.push(`n${rangeText(field.nullable, valid)}`)
  if (field.tagged !== null) parts.push(`t${rangeText(field.tagged, valid)}`)
  return parts.join(' ')
}

/** Empty where the range is that of the whole message. */
function rangeText(range: VersionRange, valid: VersionRange): string {
  const clipped = intersect(range, valid)!
  return clipped.from === valid.from && clipped.to === valid.to ? '' : formatVersions(clipped)
}

/**
 * The fields of every message as text: a line per struct, the top one first, its fields behind tabs. `json.ts` parses
 * what it needs of it, when it needs it.
 */
export function emitDescriptors(specs: Specs): string {
  const code = new Code()
  code.line(
    HEADER,
    '',
    '/** See json.ts for the grammar. */',
    'export const DESCRIPTORS: { readonly [message: string]: string } = {',
    ...specs.messages.map(message => `  ${message.name}: ${quote(descriptor(message))},`),
    '}',
  )
  return `${code.toString()}\n`
}

const quote = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll("'", "\\'")}'`

function descriptor(message: Message): string {
  return message.structs
    .map(struct => [struct.name, ...struct.fields.map(field => fieldText(field, message.valid))].join(';'))
    .join('\n')
}

const pair = (range: VersionRange | null): string => (range === null ? 'null' : `[${range.from}, ${range.to}]`)

function apiLine(api: Api): string {
  const { request } = api
  const stable = request.latestVersionUnstable ? request.valid.to - 1 : request.valid.to
  const values = [
    api.apiKey,
    `'${api.name}'`,
    request.valid.from,
    request.valid.to,
    stable,
    request.flexibleFrom,
    api.response.flexibleFrom,
    pair(api.broker),
    pair(api.controller),
    api.clusterAction,
    api.forwardable,
  ]
  return `  [${values.join(', ')}],`
}

/** The facts of every API that need no codec: `api-keys.ts` gives them names. */
export function emitApiFacts(specs: Specs): string {
  const code = new Code()
  code.line(
    HEADER,
    '',
    '/** apiKey, name, min, max, stable max, request flexible from, response flexible from, broker range, controller range, clusterAction, forwardable. */',
    'export type ApiFactRow = readonly [',
    '  number, string, number, number, number, number, number,',
    '  readonly [number, number] | null, readonly [number, number] | null, boolean, boolean,',
    ']',
    '',
    'export const API_FACT_ROWS: readonly ApiFactRow[] = [',
    ...specs.apis.map(apiLine),
    ']',
  )
  return `${code.toString()}\n`
}
