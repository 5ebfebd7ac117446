/**
 * Makes `src/protocol/generated/` from `protocol-specs/`. With `--check` it writes nothing, and exits with 1 and a
 * sentence where the committed code is not what the specs say.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { emitModule, kebabCase } from './generate/emit-module.ts'
import { emitApiFacts, emitCodecs, emitCoordinatorCodecs, emitDescriptors } from './generate/emit-tables.ts'
import { loadSpecs, type Specs } from './generate/spec.ts'
import { SpecError } from './generate/spec-check.ts'

const ROOT = path.join(import.meta.dirname, '..')
const SPECS = path.join(ROOT, 'protocol-specs')
const OUT = path.join(ROOT, 'src', 'protocol', 'generated')

/** File name → text. */
export function generate(specs: Specs): Map<string, string> {
  const files = new Map<string, string>()
  for (const message of specs.messages) files.set(`${kebabCase(message.name)}.ts`, emitModule(message))
  files.set('codecs.ts', emitCodecs(specs))
  files.set('coordinator-codecs.ts', emitCoordinatorCodecs(specs))
  files.set('descriptors.ts', emitDescriptors(specs))
  files.set('api-facts.ts', emitApiFacts(specs))
  return files
}

/** What is wrong with the folder, as sentences. */
function differences(files: Map<string, string>, folder: string): string[] {
  const present = new Set(readdirSync(folder))
  const found: string[] = []
  for (const [name, text] of files) {
    if (!present.has(name)) found.push(`${name} is missing`)
    else if (readFileSync(path.join(folder, name), 'utf8') !== text) found.push(`${name} differs`)
  }
  for (const name of present) if (!files.has(name)) found.push(`${name} belongs to no spec`)
  return found
}

function main(args: string[]): number {
  let files: Map<string, string>
  try {
    files = generate(loadSpecs(SPECS))
  } catch (error) {
    if (!(error instanceof SpecError)) throw error
    console.error(`protocol-specs: ${error.message}`)
    return 1
  }
  mkdirSync(OUT, { recursive: true })
  if (args.includes('--check')) {
    const found = differences(files, OUT)
    if (found.length === 0) return 0
    const some = found.slice(0, 5).join(', ')
    const more = found.length > 5 ? ` and ${found.length - 5} more` : ''
    console.error(`The generated codecs are stale (${some}${more}): run "npm run generate" and commit what it changes.`)
    return 1
  }
  for (const name of readdirSync(OUT)) if (!files.has(name)) rmSync(path.join(OUT, name))
  for (const [name, text] of files) writeFileSync(path.join(OUT, name), text)
  return 0
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2))
