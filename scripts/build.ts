/**
 * Builds `dist/`.
 *
 *     node scripts/build.ts              everything, with type declarations
 *     node scripts/build.ts --if-stale   nothing when dist/ is newer than the sources; without declarations otherwise
 *
 * gregor.cjs the command: checks the Node version, turns the compile cache on, loads the next file gregor-main.cjs all
 * of the command in one CommonJS file: one file with compiled code in the cache starts in half the time of
 *                   300 modules, and CommonJS faster than ESM (measured)
 * index.js, index.d.ts, types/   the library, as ES modules
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const stamp = join(dist, '.built')

/** Has native parts, or is optional: looked up where Gregor is installed. */
const EXTERNAL = ['snappy', 'lz4-napi', '@node-rs/crc32']

/** Plain old JavaScript: a Node of any age must be able to read it up to the sentence. */
const LAUNCHER = `#!/usr/bin/env node
'use strict'
var version = process.versions.node.split('.')
if (+version[0] < 22 || (+version[0] === 22 && +version[1] < 15)) {
  process.stderr.write('gregor: Node 22.15 or newer is needed, this is Node ' + process.versions.node + '.\\n')
  process.exit(1)
}
var nodeModule = require('module')
if (nodeModule.enableCompileCache) nodeModule.enableCompileCache()
require('./gregor-main.cjs')
`

const COMMON: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22.15',
  external: EXTERNAL,
  legalComments: 'none',
  logLevel: 'warning',
  // Stack traces keep their names; what is saved is comments and blanks.
  minifyWhitespace: true,
  minifySyntax: true,
}

function newestMs(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  let newest = 0
  for (const name of readdirSync(path)) newest = Math.max(newest, newestMs(join(path, name)))
  return newest
}

function isFresh(): boolean {
  if (!existsSync(stamp)) return false
  const sources = ['src', 'scripts/build.ts', 'package.json', 'tsconfig.json'].map(name => newestMs(join(root, name)))
  return statSync(stamp).mtimeMs > Math.max(...sources)
}

async function buildCommand(): Promise<void> {
  await build({
    ...COMMON,
    entryPoints: { 'gregor-main': 'src/cli/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { 'import.meta.url': '__fileUrl' },
    banner: { js: "const __fileUrl = require('url').pathToFileURL(__filename).href;" },
  })
  const path = join(dist, 'gregor.cjs')
  writeFileSync(path, LAUNCHER)
  chmodSync(path, 0o755)
}

async function buildLibrary(): Promise<void> {
  await build({
    ...COMMON,
    entryPoints: { index: 'src/index.ts' },
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
  })
}

/** Declarations of whatever the entries reach. Their imports end in `.ts`, which finds the declaration beside the name. */
function buildDeclarations(): void {
  const config = join(dist, 'tsconfig.declarations.json')
  writeFileSync(
    config,
    JSON.stringify({
      extends: '../tsconfig.json',
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        allowImportingTsExtensions: false,
        rewriteRelativeImportExtensions: true,
        rootDir: '../src',
        outDir: 'types',
      },
      include: [],
      exclude: [],
      files: ['../src/index.ts'],
    }),
  )
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', config], { stdio: 'inherit' })
  } finally {
    rmSync(config)
  }
  writeFileSync(join(dist, 'index.d.ts'), `export * from './types/index.js'\n`)
}

if (process.argv.includes('--if-stale') && isFresh()) process.exit(0)
const declarations = !process.argv.includes('--if-stale')
if (declarations) rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })
await Promise.all([buildCommand(), buildLibrary()])
if (declarations) buildDeclarations()
writeFileSync(stamp, '')
