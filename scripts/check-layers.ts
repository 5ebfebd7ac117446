/**
 * Checks the direction of imports and the purity of the lower levels: `node scripts/check-layers.ts`. The rules stand in
 * `layers/rules.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkLayers } from './layers/check.ts'

const src = fileURLToPath(new URL('../src', import.meta.url))
const sources = new Map<string, string>()
for (const entry of readdirSync(src, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.ts')) continue
  const path = join(entry.parentPath, entry.name)
  sources.set(path.slice(src.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8'))
}
const violations = checkLayers(sources)
for (const { file, line, message } of violations) console.error(`src/${file}:${line}: ${message}`)
console.log(
  violations.length === 0
    ? `layers: ${sources.size} files, in order`
    : `layers: ${violations.length} ${violations.length === 1 ? 'violation' : 'violations'} in ${sources.size} files`,
)
process.exitCode = violations.length === 0 ? 0 : 1
