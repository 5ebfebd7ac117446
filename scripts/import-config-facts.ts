/**
 * Makes `src/server/config/keys.generated.ts` from tables of Apache Kafka's configuration keys: a directory with
 * `configs-{broker,topic,group,client-metrics,quota}.json`. The result is committed; this runs again only for
 * a new Kafka level.
 *
 *     node scripts/import-config-facts.ts DIRECTORY
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Fact {
  name: string
  type: string
  default?: string | null
  required?: boolean
  validator?: string
  updateMode?: string
  sensitive?: boolean
  internal?: boolean
  synonyms?: string[]
  brokerSynonyms?: { name: string; unit: string }[]
  brokerSynonym?: string | null
}

const directory = process.argv[2]
if (directory === undefined) {
  console.error('usage: node scripts/import-config-facts.ts DIRECTORY')
  process.exit(2)
}

const read = (name: string) => JSON.parse(readFileSync(join(directory, `configs-${name}.json`), 'utf8'))

function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (value !== null && typeof value === 'object') {
    return `{ ${Object.entries(value)
      .map(([name, of]) => `${name}: ${literal(of)}`)
      .join(', ')} }`
  }
  return JSON.stringify(value)
}

function table(name: string, type: string, facts: Fact[]): string {
  const rows = facts.map(fact => {
    const row: Record<string, unknown> = { name: fact.name, type: fact.type, default: fact.default ?? null }
    if (fact.required) row['required'] = true
    if (fact.validator) row['validator'] = fact.validator
    if (fact.sensitive) row['sensitive'] = true
    if (fact.internal) row['internal'] = true
    if (fact.updateMode && fact.updateMode !== 'read-only') row['updateMode'] = fact.updateMode
    if (fact.synonyms) row['synonyms'] = fact.synonyms
    if (fact.brokerSynonyms?.length) row['brokerSynonyms'] = fact.brokerSynonyms
    if (fact.brokerSynonym) row['brokerSynonyms'] = [{ name: fact.brokerSynonym, unit: 'same' }]
    return `  ${literal(row)},`
  })
  return `export const ${name}: readonly ${type}[] = [\n${rows.join('\n')}\n]\n`
}

const quota = read('quota')
const text = [
  '// Made by scripts/import-config-facts.ts from Apache Kafka 4.4.0. Do not edit.',
  "import type { BrokerKey, ConfigKey, ResourceKey } from './config-key.ts'\n",
  table('BROKER_KEYS', 'BrokerKey', read('broker')),
  '/** Dynamic broker configurations that are no keys of a properties file. */',
  table('BROKER_QUOTA_KEYS', 'BrokerKey', quota.brokerReplicationQuotas),
  table('TOPIC_KEYS', 'ResourceKey', read('topic')),
  table('GROUP_KEYS', 'ResourceKey', read('group')),
  table('CLIENT_METRICS_KEYS', 'ResourceKey', read('client-metrics')),
  table('USER_CLIENT_QUOTA_KEYS', 'ConfigKey', quota.userAndClient),
  table('IP_QUOTA_KEYS', 'ConfigKey', quota.ip),
].join('\n')
writeFileSync(join(fileURLToPath(import.meta.url), '../../src/server/config/keys.generated.ts'), text)
