import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { CONFLUENT_STATE } from '../../clients/confluent.ts'
import type { Lane } from '../lane.ts'
import { run } from './program.ts'
import type { Runtime } from './runtime.ts'

const COMPAT_TESTS = resolve(import.meta.dirname, '../..')

/** A Node with its headers beside it, which native packages are built for; otherwise the one that runs this. */
function nodeWithHeaders(): string {
  for (const dir of [dirname(process.execPath), ...(process.env['PATH'] ?? '').split(delimiter)]) {
    const node = join(dir, 'node')
    const header = join(dirname(dir), 'include/node/node_version.h')
    if (dir.includes('node_modules') || !existsSync(node) || !existsSync(header)) continue
    const major = /NODE_MAJOR_VERSION (\d+)/.exec(readFileSync(header, 'utf8'))?.[1]
    if (run(node, ['-p', 'process.versions.node']).startsWith(`${major}.`)) return node
  }
  return process.execPath
}

function nodeOf(lane: Lane): string {
  if (lane.head.installedBySetup) {
    if (!existsSync(CONFLUENT_STATE)) throw new Error('not built: run "npm run setup" in compat-tests')
    return (JSON.parse(readFileSync(CONFLUENT_STATE, 'utf8')) as { node: string }).node
  }
  return lane.head.native ? nodeWithHeaders() : process.execPath
}

/** Packages from the npm registry; the program is copied beside them, where its imports find them. */
export const nodeRuntime: Runtime = {
  install(lane) {
    for (const source of lane.sources) copyFileSync(source, join(lane.home, basename(source)))
    const names = Object.keys(lane.version.packages)
    writeFileSync(
      join(lane.home, 'package.json'),
      JSON.stringify({ private: true, type: 'module', dependencies: lane.version.packages }),
    )
    if (lane.head.installedBySetup) {
      nodeOf(lane)
      return
    }
    if (names.length === 0) return
    const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
    if (!lane.head.native) {
      run('npm', [...args, '--ignore-scripts'], { cwd: lane.home })
      return
    }
    const node = nodeOf(lane)
    const prefix = dirname(dirname(node))
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      PATH: `${dirname(node)}${delimiter}${process.env['PATH']}`,
      JOBS: '1',
      MAKEFLAGS: '-j1',
    }
    if (existsSync(join(prefix, 'include/node/node_version.h'))) env['npm_config_nodedir'] = prefix
    run('npm', args, { cwd: lane.home, env })
  },

  command(lane) {
    const packages = lane.head.installedBySetup ? COMPAT_TESTS : lane.home
    return {
      program: nodeOf(lane),
      args: ['--no-warnings', join(lane.home, basename(lane.path))],
      env: { MATRIX_PACKAGES: packages },
    }
  },
}
